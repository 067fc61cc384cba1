"""From the coordinates of a PDF page, which may be turned and begin anywhere, to those of the page as seen."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.reading.pages import Glyph

_LARGEST = 1e6
"""Points; PDF allows 14,400 a side."""


class Frame:
    """The area of a page and how it is turned."""

    def __init__(self, box: Sequence[float], rotation: int) -> None:
        left, bottom, right, top = (min(max(float(edge), -_LARGEST), _LARGEST) for edge in box)
        self._left, self._right = sorted((left, right))
        self._bottom, self._top = sorted((bottom, top))
        self._turns = rotation // 90 % 4
        wide, high = self._right - self._left, self._top - self._bottom
        self.width, self.height = (high, wide) if self._turns % 2 else (wide, high)

    def place(
        self, text: str, origin: tuple[float, float], advance: float, size: float, direction: tuple[float, float]
    ) -> Glyph | None:
        """A character at its place as seen, ``None`` where it is not upright: a watermark, a note in the margin."""
        x, y = self._turn(*origin)
        across, up = self._turn_direction(*direction)
        if across <= 0 or abs(up) > 0.05 * across or not 0 < size < _LARGEST or not abs(x) + abs(y) < _LARGEST:
            return None
        return Glyph(text, x, x + max(advance, 0.0), y, size)

    def _turn(self, x: float, y: float) -> tuple[float, float]:
        """The page is turned clockwise; the result counts from the upper left corner as seen."""
        if self._turns == 1:
            return y - self._bottom, x - self._left
        if self._turns == 2:
            return self._right - x, y - self._bottom
        if self._turns == 3:
            return self._top - y, self._right - x
        return x - self._left, self._top - y

    def _turn_direction(self, across: float, up: float) -> tuple[float, float]:
        return ((across, up), (up, -across), (-across, -up), (-up, across))[self._turns]
