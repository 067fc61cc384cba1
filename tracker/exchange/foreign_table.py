"""A table that somebody else made, as rows under titles: merged cells hold in all their rows, a title may have two lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.exchange.titles import PART, choose_columns
from tracker.reading.formats import Format, recognise_bytes
from tracker.reading.refusal import UnreadableError
from tracker.reading.sheets.binary import load_xls
from tracker.reading.sheets.converted import convert_workbook
from tracker.reading.sheets.delimited import load_csv
from tracker.reading.sheets.grid import MOST_CELLS, Grid
from tracker.reading.sheets.workbook import load_xlsx
from tracker.reading.text import decode

_HEAD = 15
"""Rows among which the titles are sought."""
_MOST_LINES = 3
"""Lines of a title."""
_LONGEST_TITLE = 30
"""Characters; what is longer is no title."""


@dataclass(frozen=True, slots=True)
class ForeignRow:
    """A row below the titles."""

    number: int
    """As Excel counts it, from 1."""
    cells: Mapping[int, str]
    """Column → displayed text, without the white space around it; empty cells are left out."""
    below: frozenset[int]
    """Columns whose cell is merged with the one above it, and so says the same."""


@dataclass(frozen=True, slots=True)
class ForeignTable:
    """A sheet with titles."""

    sheet: str
    """Name of its tab, empty for separated values."""
    header: int
    """The row with the last line of the titles, from 1."""
    titles: Mapping[int, str]
    """Column → title; the lines of one are parted by ``PART``."""
    rows: tuple[ForeignRow, ...]
    """The rows below."""


def load_sheets(data: bytes, name: str) -> list[Grid]:
    """The visible sheets that hold anything.  Raises ``UnreadableError`` and nothing else."""
    found = recognise_bytes(data, name)
    if found is Format.SHEET:
        data, found = convert_workbook(data), Format.XLSX
    if found is Format.XLSX:
        grids = load_xlsx(data)
    elif found is Format.XLS:
        grids = load_xls(data)
    elif found in (None, Format.CSV):
        grids = [load_csv(decode(data))]
    else:
        raise UnreadableError(f"是{found.label}，不是表格，请另存为 .xlsx、.xls 或 .csv")
    filled = [grid for grid in grids if grid.rows]
    if not filled:
        raise UnreadableError("表格里没有内容")
    return filled


def find_table(grids: Sequence[Grid]) -> ForeignTable:
    """The sheet and the row of titles of which most columns are known; the first of several."""
    found = [(grid, *_find_header(grid)) for grid in grids]
    grid, header, lines, _ = max(found, key=lambda one: one[3])
    return read_table(grid, header, lines)


def read_table(grid: Grid, header: int, lines: int | None = None) -> ForeignTable:
    """A sheet whose titles end in row ``header``, from 1; where the number of their lines is not said it is found."""
    if lines is None:
        lines = max(range(1, _MOST_LINES + 1), key=lambda count: (_rate(grid, header, count), -count))
    spread, below = _spread(grid)
    numbers = [number for number in sorted(spread) if number >= header]
    rows = tuple(
        ForeignRow(number + 1, {column: text.strip() for column, text in spread[number].items() if text.strip()},
                   frozenset(below.get(number, ())))
        for number in numbers
    )  # fmt: skip
    return ForeignTable(grid.name, header, _join_titles(spread, header, lines), rows)


def _find_header(grid: Grid) -> tuple[int, int, int]:
    """The last row of the titles, their lines, and how many are known."""
    rated = [
        (_rate(grid, number + 1, lines), -lines, -number)
        for number in sorted(grid.rows)[:_HEAD]
        for lines in range(1, _MOST_LINES + 1)
    ]
    known, lines, number = max(rated)
    return 1 - number, -lines, known


def _rate(grid: Grid, header: int, lines: int) -> int:
    """How many of our columns the titles name."""
    spread, _ = _spread(grid, header)
    return len(choose_columns(_join_titles(spread, header, lines)))


def _join_titles(spread: Mapping[int, Mapping[int, str]], header: int, lines: int) -> dict[int, str]:
    joined: dict[int, list[str]] = {}
    for number in range(header - lines, header):
        for column, text in spread.get(number, {}).items():
            line = "".join(text.split()).replace(PART, "／")
            parts = joined.setdefault(column, [])
            if line and len(line) <= _LONGEST_TITLE and line not in parts:
                parts.append(line)
    # What has no text in the last line that counts is a title all the same: merged cells give it there.
    return {column: PART.join(parts) for column, parts in sorted(joined.items()) if parts}


def _spread(grid: Grid, end: int | None = None) -> tuple[dict[int, dict[int, str]], dict[int, set[int]]]:
    """The cells with what merged ones say in all of their places; and which of them are merged with the one above."""
    last = max(grid.rows) if end is None else end - 1
    spread = {number: dict(cells) for number, cells in grid.rows.items() if number <= last}
    below: dict[int, set[int]] = {}
    budget = MOST_CELLS
    for area in grid.merged:
        text = grid.rows.get(area.top, {}).get(area.left)
        bottom = min(area.bottom, last)
        budget -= max(bottom - area.top + 1, 0) * (area.right - area.left + 1)
        if text is None or area.top > last or budget < 0:
            continue
        for number in range(area.top, bottom + 1):
            for column in range(area.left, area.right + 1):
                if number in spread or number <= area.top + _MOST_LINES:
                    spread.setdefault(number, {})[column] = text
                if number > area.top:
                    below.setdefault(number, set()).add(column)
    return spread, below
