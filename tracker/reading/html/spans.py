"""Cells of a page's table that span rows and columns, put into the columns where they are displayed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias, TypeVar

from tracker.reading.html.tree import Node

Cell = TypeVar("Cell")
Carried: TypeAlias = dict[int, tuple[int, int, Cell]]
"""Column → rows that the cell still spans, its columns, what stands in it."""
_MOST = 200
"""Columns beyond which nothing is carried into the next row."""


def fill_spans(nodes: Sequence[Sequence[Node]], rows: Sequence[Sequence[Cell]], empty: Cell) -> list[list[Cell]]:
    """The cells of each row with those from above that span it; ``rows`` is what stands in the ``nodes``.

    A table without such cells stays as it is, and so do the columns that a cell spans in it.
    """
    if not any(find_span(node, "rowspan") > 1 for cells in nodes for node in cells):
        return [list(row) for row in rows]
    filled = []
    carried: Carried[Cell] = {}
    for cells, row in zip(nodes, rows, strict=True):
        line: list[Cell] = []
        below: Carried[Cell] = {}
        for node, content in zip(cells, row, strict=True):
            _take(carried, line, below, empty)
            placed = (find_span(node, "rowspan") - 1, find_span(node, "colspan"), content)
            _place(placed, line, below, empty)
        while carried:
            _take(carried, line, below, empty)
            if carried:
                line.append(empty)
        filled.append(line)
        carried = below
    return filled


def _take(carried: Carried[Cell], line: list[Cell], below: Carried[Cell], empty: Cell) -> None:
    """Puts in the cells from above that come next."""
    while len(line) in carried:
        _place(carried.pop(len(line)), line, below, empty)
    for column in [column for column in carried if column < len(line)]:
        del carried[column]


def _place(cell: tuple[int, int, Cell], line: list[Cell], below: Carried[Cell], empty: Cell) -> None:
    rows, columns, content = cell
    if rows > 0 and len(line) < _MOST:
        below[len(line)] = (rows - 1, columns, content)
    line += [content, *[empty] * (columns - 1)]


def find_span(node: Node, name: str) -> int:
    """How many rows or columns a cell takes; what is no small number is one."""
    value = node.attributes.get(name, "").strip()
    return int(value) if re.fullmatch(r"[1-9][0-9]{0,2}", value) else 1
