"""Reading order: a page of one column is read from top to bottom, of two the left one first."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from tracker.reading.pages.lines import Line, Row, merge_row
from tracker.reading.pages.page import Page

_FEWEST = 5
"""Lines that both columns need; less is a form or a signature."""
_NARROWEST = 9
"""Sizes; narrower columns are fields of a form or a table."""
_MOST_ROWS = 400
"""No page that is meant to be read has more; searching takes the longer the more there are."""
_STEPS = 40
"""Places between which a gutter is looked for."""
_FILL = 0.8
"""Share of a column's width that its lines fill in running text; in tables they fill less."""


@dataclass(frozen=True, slots=True)
class Column:
    """Lines that are read one after the other."""

    place: tuple[int, int, int]
    """Width of the page, number of columns, which of them: columns of one place have common margins."""
    lines: tuple[Line, ...]
    """From top to bottom."""


def find_columns(page: Page, rows: list[Row]) -> list[Column]:
    """The columns of a page in reading order."""
    width = round(page.width)
    columns: list[Column] = []
    rest = rows
    while _FEWEST <= len(rest) <= _MOST_ROWS:
        found = _find_gutter(rest)
        if found is None:
            break
        gutter, start, end = found
        columns += _single(width, rest[:start])
        lines = [line for row in rest[start:end] for line in row]
        columns.append(Column((width, 2, 0), tuple(line for line in lines if line.x1 <= gutter)))
        columns.append(Column((width, 2, 1), tuple(line for line in lines if line.x1 > gutter)))
        rest = rest[end:]
    return columns + _single(width, rest)


def _single(width: int, rows: list[Row]) -> list[Column]:
    return [Column((width, 1, 0), tuple(map(merge_row, rows)))] if rows else []


def _find_gutter(rows: list[Row]) -> tuple[float, int, int] | None:
    """Where a gutter is, and the rows from start to end that it divides; ``None`` where there is one column."""
    left = min(row[0].x0 for row in rows)
    right = max(row[-1].x1 for row in rows)
    best: tuple[int, float, int, int] | None = None
    for step in range(_STEPS + 1):
        gutter = left + (right - left) * (0.35 + 0.3 * step / _STEPS)
        for start, end in _runs_beside(rows, gutter):
            if _divides(rows[start:end], gutter, left, right) and (best is None or end - start > best[0]):
                best = (end - start, gutter, start, end)
    return best[1:] if best else None


def _runs_beside(rows: list[Row], gutter: float) -> list[tuple[int, int]]:
    """Runs of rows of which no line crosses the gutter."""
    runs: list[tuple[int, int]] = []
    start = 0
    for place, row in enumerate(rows):
        if any(line.x0 < gutter < line.x1 for line in row):
            if place > start:
                runs.append((start, place))
            start = place + 1
    return [*runs, (start, len(rows))] if start < len(rows) else runs


def _divides(rows: list[Row], gutter: float, left: float, right: float) -> bool:
    """True where running text stands on both sides."""
    lefts = [line for row in rows for line in row if line.x1 <= gutter]
    rights = [line for row in rows for line in row if line.x1 > gutter]
    if min(len(lefts), len(rights)) < _FEWEST:
        return False
    inner = max(line.x1 for line in lefts), min(line.x0 for line in rights)
    return _fill(lefts, inner[0] - left) >= _FILL and _fill(rights, right - inner[1]) >= _FILL


def _fill(lines: list[Line], width: float) -> float:
    if width < _NARROWEST * median(line.size for line in lines):
        return 0.0
    return median(line.x1 - line.x0 for line in lines) / width
