"""How wide the columns of a table on paper are: all cells of a row about equally high, so that rows are low."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.rendering.width import cell_width
from tracker.reporting.table import Column, Kind, Table

CELL_MARGINS = 120
"""Twips that a cell leaves free at its sides, and no text may use."""
_FIGURE = 0.35
"""What a letter or figure may need beyond half a character: other fonts than those of the standard are wider."""
_LEAST_LONG = 20
_LEAST_WORD = 14
"""Half characters up to which what stands between spaces is not broken: seven characters, a day."""
_ONE_LINE_TITLE = 6
_TYPICAL = 0.9
"""The cell that decides about a column: so many of its cells are no longer."""
_LOW = 5
"""Lines of a typical row from which on a smaller size is better."""
_STEP = 0.25
_MOST = 60


@dataclass(frozen=True, slots=True)
class _Need:
    """What one column needs, in twips."""

    least: float
    """Below this its words break."""
    typical: float
    """What a typical cell takes on one line."""
    whole: float
    """What all cells take on one line."""


@dataclass(frozen=True, slots=True)
class Widths:
    """The columns of a table set in one size."""

    twips: tuple[int, ...]
    """Of each column, together the whole width."""
    points: float
    """The size."""
    lines: float
    """About how many lines a typical row has."""

    @property
    def rooms(self) -> tuple[float, ...]:
        """Half characters that a line of each column holds."""
        return tuple(max(1.0, (one - CELL_MARGINS) / (self.points * 10)) for one in self.twips)


def find_widths(table: Table, texts: Sequence[tuple[str, ...]], width: int, sizes: Sequence[float]) -> Widths:
    """The widths in the first of the sizes in which no word breaks and rows are low, else in the last."""
    found = _set(table, texts, width, sizes[0])
    for points in sizes[1:]:
        if found.lines <= _LOW:
            break
        found = _set(table, texts, width, points)
    return found


def _set(table: Table, texts: Sequence[tuple[str, ...]], width: int, points: float) -> Widths:
    needs = [_measure(column, [row[place] for row in texts], points * 10) for place, column in enumerate(table.columns)]
    lines, wanted = _level(needs, width)
    long = [place for place, column in enumerate(table.columns) if column.long]
    left = width - sum(wanted)
    for place in long:
        wanted[place] += max(0.0, left) / len(long)
    scale = width / sum(wanted)
    return Widths(tuple(int(one * scale) for one in wanted), points, lines)


def _level(needs: Sequence[_Need], width: int) -> tuple[float, list[float]]:
    """The fewest lines in which a typical row fits, and the widths for them."""
    wanted, lines = [need.whole for need in needs], 1.0
    while sum(wanted) > width and lines < _MOST:
        wanted = [max(need.least, min(need.whole, need.typical / lines + CELL_MARGINS)) for need in needs]
        lines += _STEP
    return lines, wanted


def _measure(column: Column, cells: Sequence[str], half: float) -> _Need:
    """What a column needs, ``half`` being the twips of half a character."""
    lines = sorted(max(map(_width, text.split("\n"))) for text in cells) or [0.0]
    title = cell_width(column.title)
    # Half a title in whole characters, 其中 / 待核, and room for a font that is wider by a hair.
    folded = title if title <= _ONE_LINE_TITLE else (title + 3) // 4 * 2 + 1
    longest = max((_width(word) for text in cells for word in text.split()), default=0.0)
    short = max(folded, longest if column.kind is not Kind.TEXT else min(longest, _LEAST_WORD))
    least = float(_LEAST_LONG) if column.long else short
    typical, whole = lines[int(len(lines) * _TYPICAL) - (len(lines) > 1)], max(title, lines[-1])
    return _Need(least * half + CELL_MARGINS, typical * half, whole * half + CELL_MARGINS)


def _width(text: str) -> float:
    """Half characters that the text may need."""
    return cell_width(text) + _FIGURE * len(text.encode("ascii", "ignore"))
