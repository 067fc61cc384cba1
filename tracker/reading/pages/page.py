"""A page as it is printed: characters and where they stand; all lengths in points (1/72 inch)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character, upright and written from left to right."""

    text: str
    """The character; more than one where a ligature or a replacement stands for several."""
    x0: float
    """Left edge, from the left edge of the page."""
    x1: float
    """Right edge: where the next character would begin without spacing."""
    y: float
    """Baseline, from the upper edge of the page: larger is lower."""
    size: float
    """Size of the font as printed."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page with its characters in the order of the file."""

    width: float
    """As it is seen, after rotation."""
    height: float
    """As it is seen, after rotation."""
    glyphs: tuple[Glyph, ...]
    """All upright characters."""
    has_image: bool = False
    """True where a picture is placed on it: a page of nothing else is a scan."""
