"""Tables of word processors as lines: a data table gives a line a row, a layout table its content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tracker.model import BlockKind
from tracker.reading.layout import keep_line

Lines = list[tuple[BlockKind, str]]
"""Lines with their kinds, in reading order."""


@dataclass(slots=True)
class Row:
    """A row of a table that is displayed."""

    cells: list[Lines] = field(default_factory=list)
    """What stands in each cell."""
    header: bool = False
    """True where the file says that the row heads the columns (it is repeated on each page)."""


def split_lines(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Lines:
    """A paragraph's text as lines, empty ones left out."""
    return [(kind, line) for line in map(keep_line, text.split("\n")) if line]


def read_rows(rows: Sequence[Row]) -> Lines:
    """The lines of a table.

    A form around a letter (a cell with a whole text) and a table of one column are layout: their
    content comes line by line.  Elsewhere a row is a line, its cells joined by `` | ``.
    """
    columns = any(sum(1 for cell in row.cells if cell) >= 2 for row in rows)
    lines: Lines = []
    for row in rows:
        whole_text = any(len(cell) >= 3 and sum(len(text) for _, text in cell) >= 200 for cell in row.cells)
        if not columns or whole_text:
            lines += [line for cell in row.cells for line in cell]
        else:
            kind = BlockKind.TABLE_HEADER if row.header else BlockKind.TABLE_ROW
            lines.append((kind, " | ".join(map(_join, row.cells)).rstrip(" |")))
    return lines


def _join(cell: Iterable[tuple[BlockKind, str]]) -> str:
    return " ".join(text for _, text in cell)
