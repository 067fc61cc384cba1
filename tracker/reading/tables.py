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
    above: set[int] = field(default_factory=set)
    """Numbers of the cells that are displayed as one with the cell above them."""
    spans: list[int] = field(default_factory=list)
    """How many columns each cell is wide; none is told where all are one wide."""


LONGEST_REPEATED = 1000
"""Characters of a merged cell that are repeated in each of its rows."""
_WIDEST = 100
DEEPEST = 20
"""Tables in tables; what lies deeper is read as if it lay there."""


@dataclass(slots=True)
class _Table:
    rows: list[Row] = field(default_factory=list)
    row: Row = field(default_factory=Row)
    cell: Lines = field(default_factory=list)


class Flow:
    """Lines of a story of a format without brackets around tables: paragraphs say how deep they are in them."""

    def __init__(self) -> None:
        self._lines: Lines = []
        self._tables: list[_Table] = []

    @property
    def in_table(self) -> bool:
        """True between the first and the last paragraph of a table."""
        return bool(self._tables)

    def go_to(self, depth: int) -> None:
        """Opens and closes tables until the next paragraph is that deep in them."""
        while len(self._tables) > depth:
            self._close()
        while len(self._tables) < min(depth, DEEPEST):
            self._tables.append(_Table())

    def add(self, lines: Lines) -> None:
        """The lines of a paragraph."""
        (self._tables[-1].cell if self._tables else self._lines).extend(lines)

    def end_cell(self) -> None:
        """The cell that the last paragraphs stood in is complete."""
        if self._tables:
            self._tables[-1].row.cells.append(self._tables[-1].cell)
            self._tables[-1].cell = []

    def end_row(self, header: bool = False, deleted: bool = False) -> None:
        """The row is complete; a deleted one is gone with its cells."""
        if not self._tables:
            return
        table = self._tables[-1]
        if not deleted:
            table.rows.append(Row(table.row.cells, header))
        table.row, table.cell = Row(), []

    def finish(self) -> Lines:
        """All lines, tables closed."""
        self.go_to(0)
        return self._lines

    def _close(self) -> None:
        table = self._tables.pop()
        if table.cell:
            table.row.cells.append(table.cell)
        if table.row.cells:
            table.rows.append(table.row)
        self.add(read_rows(table.rows))


def split_lines(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Lines:
    """A paragraph's text as lines, empty ones left out."""
    return [(kind, line) for line in map(keep_line, text.split("\n")) if line]


def read_notes(notes: Iterable[Lines]) -> Lines:
    """Footnotes and endnotes at the end of a document, a line each, numbered in the order of their calls."""
    lines: Lines = []
    for index, note in enumerate(notes, 1):
        text = _join(note)
        lines += split_lines(f"[{index}] {text}" if text else "", BlockKind.FOOTNOTE)
    return lines


def read_rows(rows: Sequence[Row]) -> Lines:
    """The lines of a table.

    A form around a letter (a cell with a whole text) and a table of one column are layout: their
    content comes line by line.  Elsewhere a row is a line, its cells joined by `` | ``; what is merged over
    several rows stands in each of them, as a reader of the table sees it.
    """
    columns = any(sum(1 for cell in row.cells if cell) >= 2 for row in rows)
    if columns and any(row.above for row in rows):
        rows = _fill_down(rows)
    lines: Lines = []
    for row in rows:
        if not columns or _is_whole_text(row):
            lines += [line for cell in row.cells for line in cell]
        else:
            kind = BlockKind.TABLE_HEADER if row.header else BlockKind.TABLE_ROW
            lines.append((kind, " | ".join(map(_join, row.cells)).rstrip(" |")))
    return lines


def _is_whole_text(row: Row) -> bool:
    return any(len(cell) >= 3 and sum(len(text) for _, text in cell) >= 200 for cell in row.cells)


def _fill_down(rows: Sequence[Row]) -> list[Row]:
    """The rows with each cell in its column, and merged cells in each of their rows."""
    filled: list[Row] = []
    before: list[Lines] = []
    for row in rows:
        cells: list[Lines] = []
        for number, cell in enumerate(row.cells):
            if number in row.above and len(cells) < len(before):
                cell = before[len(cells)]
            width = row.spans[number] if number < len(row.spans) else 1
            cells += [cell, *([] for _ in range(min(width, _WIDEST) - 1))]
        before = [cell if sum(len(text) for _, text in cell) <= LONGEST_REPEATED else [] for cell in cells]
        filled.append(row if _is_whole_text(row) else Row(cells, row.header))
    return filled


def _join(cell: Iterable[tuple[BlockKind, str]]) -> str:
    return " ".join(text for _, text in cell)
