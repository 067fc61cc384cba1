"""How wide each column of a table is, so that the table fits and only running text gives way."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.rendering.width import cell_width
from tracker.reporting.table import Column, Kind, Table

GAP = 2
"""Cells between two columns."""
_LEAST_LONG = 16
_LEAST_SHORT = 6
_WIDE_TITLE = 8


def find_widths(table: Table, texts: Sequence[tuple[str, ...]], width: int) -> list[int]:
    """Cells of each column for a terminal of ``width`` cells.

    Everything on one line where that fits.  Else titles and short columns fold, and the columns of
    running text share what is left; where even that is too little, the widest short columns shrink.
    """
    room = width - GAP * (len(table.columns) - 1)
    cells = [[row[index] for row in texts] for index in range(len(table.columns))]
    widths = [
        max(cell_width(line) for text in (column.title, *column_cells) for line in text.split("\n"))
        for column, column_cells in zip(table.columns, cells, strict=True)
    ]
    if sum(widths) <= room:
        return widths
    cap = max(14, width // 6)
    for index, column in enumerate(table.columns):
        if not column.long:
            widths[index] = min(widths[index], _folded_width(column, cells[index], cap))
    return _share(table.columns, widths, room)


def _folded_width(column: Column, cells: Sequence[str], cap: int) -> int:
    title = cell_width(column.title)
    longest = max((cell_width(word) for text in cells for word in text.split()), default=0)
    if column.kind is Kind.TEXT:
        return max(min(title, _WIDE_TITLE), min(longest, column.fold or cap))
    # Half a title in whole characters: 其中 / 待核.
    return max(title if title <= _LEAST_SHORT else (title + 3) // 4 * 2, longest)


def _share(columns: Sequence[Column], widths: list[int], room: int) -> list[int]:
    long = [index for index, column in enumerate(columns) if column.long]
    short = [
        index
        for index, column in enumerate(columns)
        if column.kind is Kind.TEXT and not column.long and column.fold is None
    ]
    taken = sum(width for index, width in enumerate(widths) if index not in long)
    while short and taken + _LEAST_LONG * len(long) > room:
        widest = max(short, key=lambda index: widths[index])
        if widths[widest] <= _LEAST_SHORT:
            break
        widths[widest] -= 1
        taken -= 1
    for place, index in enumerate(long):
        share = (room - taken) // (len(long) - place)
        widths[index] = min(widths[index], max(_LEAST_SHORT, share))
        taken += widths[index]
    return widths
