"""How much room Chinese text takes in a cell: widths in characters of Latin script, heights in points."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable

LINE = 14.5
"""Height of a line of ordinary text, in points."""
HIGHEST = 409.0
"""Of a row, in points."""
_PADDING = 2
_SAMPLE = 400


def measure(text: str) -> int:
    """Characters of Latin script that the longest line of a text is wide; a Chinese one counts two.

    >>> measure("共3项"), measure("一\\n一二三"), measure("")
    (5, 6, 0)
    """
    return max(map(_width, text.split("\n")))


def _width(line: str) -> int:
    if line.isascii():
        return len(line)
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in line)


def fit_width(title: str, texts: Iterable[str], least: int, most: int) -> float:
    """The width of a column by its title, which has an arrow beside it, and some of its texts."""
    widest = max((measure(text[:_SAMPLE]) for text in texts), default=0)
    return min(max(widest + _PADDING, min(measure(title) + 3, most), least), most)


def fit_height(texts: Iterable[tuple[str, float]], size: float) -> float:
    """The height of a row, in points, that shows all of some texts, each in cells of a width.

    Not every program fits rows by itself when it opens a file, and none fits merged cells.
    """
    lines = max((_count_lines(text, width * 10 / size) for text, width in texts), default=1)
    return min(lines * LINE * size / 10 + 2, HIGHEST)


def _count_lines(text: str, width: float) -> int:
    if len(text) * 2 <= width and "\n" not in text:
        return 1
    # A word or a figure is not broken, so that lines are rarely full.
    room = max(int(width * 0.94), 2)
    return sum(max(math.ceil(_width(line) / room), 1) for line in text.split("\n"))
