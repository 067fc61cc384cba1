"""Separated values (.csv, .tsv) as rows; the separator is the one that parts the first lines most evenly."""

from __future__ import annotations

import csv
import io

from tracker.model import Block
from tracker.reading.refusal import UnreadableError
from tracker.reading.sheets.grid import Budget, Grid, read_grids

_SEPARATORS = ",\t;，"
_LONGEST_CELL = 1_000_000


def read_csv(text: str) -> tuple[str, tuple[Block, ...]]:
    """Text and blocks of separated values.  Raises ``UnreadableError`` and nothing else."""
    return read_grids([load_csv(text)])


def load_csv(text: str) -> Grid:
    """The rows of separated values.  Raises ``UnreadableError`` and nothing else."""
    budget = Budget()
    grid = Grid()
    csv.field_size_limit(_LONGEST_CELL)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=find_separator(text))):
            filled = {column: budget.spend(cell) for column, cell in enumerate(cells) if cell.strip()}
            if filled:
                grid.rows[number] = filled
    except csv.Error as error:
        raise UnreadableError("表格文本的引号不成对，请用 Excel 或 WPS 打开后另存为 .xlsx") from error
    return grid


def find_separator(text: str) -> str:
    """The separator of a text."""
    head = text[:5000].splitlines()[:20]
    return max(
        _SEPARATORS, key=lambda mark: (sum(mark in line for line in head), sum(line.count(mark) for line in head))
    )
