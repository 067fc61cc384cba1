"""A sheet as a sparse grid of displayed texts, and grids as the text and blocks of a document."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tracker.model import Block
from tracker.reading.layout import join_lines
from tracker.reading.refusal import UnreadableError
from tracker.reading.tables import Lines, Row, read_rows, split_lines

MOST_CELLS = 500_000
"""Filled cells of a workbook; a task table has a thousandth of it."""
MOST_CHARACTERS = 20_000_000
"""Characters in these cells: a text that all cells share is stored once."""
_AUTOMATIC = re.compile(r"(?:sheet|工作表|表)\d*(?:\s*\(\d+\))?", re.I)
"""Names that programs give to sheets."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells; rows and columns count from 0, the last ones are part of it."""

    top: int
    """First row."""
    left: int
    """First column."""
    bottom: int
    """Last row."""
    right: int
    """Last column."""


@dataclass(slots=True)
class Grid:
    """A visible sheet: only filled cells are kept, so that a sheet costs what stands in it."""

    name: str = ""
    """What its tab says."""
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    """Row → column → displayed text."""
    merged: list[Area] = field(default_factory=list)
    """Cells that are displayed as one."""
    hidden_rows: set[int] = field(default_factory=set)
    """Rows that are not displayed."""
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    """First and last of columns that are not displayed."""


class Budget:
    """Counts the cells of a workbook; raises ``UnreadableError`` beyond the limits."""

    def __init__(self) -> None:
        self._cells = 0
        self._characters = 0

    def spend(self, text: str) -> str:
        """The text of one cell."""
        self._cells += 1
        self._characters += len(text)
        if self._cells > MOST_CELLS or self._characters > MOST_CHARACTERS:
            raise UnreadableError(
                f"电子表格过大（超过 {MOST_CELLS // 10000} 万个单元格或 {MOST_CHARACTERS // 10000} 万字），"
                "不像一份任务清单，请把要读的部分另存为一个文件"
            )
        return text


def read_grids(grids: Sequence[Grid]) -> tuple[str, tuple[Block, ...]]:
    """Text and blocks of a workbook; of several sheets each is headed by the name that a person gave it."""
    lines: Lines = []
    filled = [(grid, found) for grid in grids if (found := read_rows(_rows(grid)))]
    for grid, found in filled:
        if len(filled) > 1 and not _AUTOMATIC.fullmatch(grid.name.strip()):
            lines += split_lines(grid.name)
        lines += found
    return join_lines(lines)


def _rows(grid: Grid) -> list[Row]:
    """The displayed rows; a column that is nowhere filled is none."""
    shown = {column for cells in grid.rows.values() for column in cells}
    shown = {column for column in shown if not any(a <= column <= b for a, b in grid.hidden_columns)}
    columns = sorted(shown)
    place = {column: index for index, column in enumerate(columns)}
    above = _covered_from_above(grid, place)
    rows = []
    for number in sorted(grid.rows.keys() - grid.hidden_rows):
        cells = grid.rows[number]
        content: list[Lines] = [split_lines(cells.get(column, "")) for column in columns]
        if any(content):
            rows.append(Row(content, above=above.get(number, set())))
    _mark_header(rows)
    return rows


def _covered_from_above(grid: Grid, place: dict[int, int]) -> dict[int, set[int]]:
    """Row → places of the cells that belong to the cell above them.

    The first row of an area may be hidden: its text then stands in the first one that is displayed.
    """
    above: dict[int, set[int]] = {}
    numbers = sorted(grid.rows.keys() - grid.hidden_rows)
    budget = MOST_CELLS
    for area in grid.merged:
        text = grid.rows.get(area.top, {}).get(area.left)
        if text is None or area.left not in place or area.bottom == area.top or budget < 0:
            continue
        inside = _between(numbers, area.top, area.bottom)
        budget -= len(inside)
        if inside and area.top in grid.hidden_rows:
            grid.rows[inside[0]].setdefault(area.left, text)
        for number in inside[1:]:
            above.setdefault(number, set()).add(place[area.left])
    return above


def _between(numbers: Sequence[int], first: int, last: int) -> Sequence[int]:
    return numbers[bisect_left(numbers, first) : bisect_right(numbers, last)]


def _mark_header(rows: Iterable[Row]) -> None:
    """The first row with two filled cells or more heads the columns where none of them holds a figure."""
    for row in rows:
        filled = ["".join(text for _, text in cell) for cell in row.cells if cell]
        if len(filled) >= 2:
            row.header = all(len(text) <= 20 and not re.search(r"\d{2}|[。；]", text) for text in filled)
            return
