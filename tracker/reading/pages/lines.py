"""Characters to printed lines: which stand on one baseline, and where spaces belong."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from tracker.reading.pages.page import Glyph, Page

_WIDE = re.compile(
    "[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u3000-\u303f“”‘’…—·\U00020000-\U0003ffff"
    # Signs that Chinese type sets as wide as a character: ○ of dates, ① ⑴ Ⅱ, arrows, squares, ※ ℃ №.
    "\u203b\u2103\u2116\u2160-\u217f\u2190-\u2193\u2460-\u24ff\u25a0-\u26ff]"
)
_SPACES = re.compile(" {3,}")
_MIXED = re.compile("[\u3400-\u9fff][0-9A-Za-z]|[0-9A-Za-z][\u3400-\u9fff]")
_COLUMN_GAP = 1.2
"""Gap, in sizes, from which on characters may belong to different columns."""
_FIELD_GAP = 2.5
"""Gap, in sizes, that parts the fields of a form."""


# Without slots, which would leave no room for what is computed once.
@dataclass(frozen=True)
class Line:
    """Characters that follow each other on one baseline."""

    glyphs: tuple[Glyph, ...]
    """From left to right, without white space at the ends."""
    autospace: float = 0.25
    """What the program leaves between Chinese and other characters of its own accord, in sizes."""

    @cached_property
    def x0(self) -> float:
        """Left edge."""
        return self.glyphs[0].x0

    @cached_property
    def x1(self) -> float:
        """Right edge."""
        return max(glyph.x1 for glyph in self.glyphs[-3:])

    @cached_property
    def y(self) -> float:
        """Baseline: that of the characters of full size, so that exponents do not count."""
        return max(self.glyphs, key=lambda glyph: (round(glyph.size, 1), glyph.y)).y

    @cached_property
    def size(self) -> float:
        """The size that most characters have."""
        counted = Counter(round(glyph.size, 1) for glyph in self.glyphs)
        return max(counted, key=lambda size: (counted[size], size))

    @cached_property
    def has_gap(self) -> bool:
        """True where fields of a form stand side by side."""
        inked = [glyph for glyph in self.glyphs if not glyph.text.isspace()]
        limit = _FIELD_GAP * self.size
        return any(right.x0 - left.x1 > limit for left, right in pairwise(inked))

    @cached_property
    def text(self) -> str:
        """The characters, with spaces where gaps say so, two at most."""
        usual = _usual_gap(self.glyphs)
        parts = [self.glyphs[0].text]
        for before, glyph in pairwise(self.glyphs):
            limit = _limit(before, glyph, usual, self.autospace)
            parts += [" " * _count_spaces(before, glyph, limit), glyph.text]
        return _SPACES.sub("  ", "".join(parts))


Row = tuple[Line, ...]
"""Lines side by side at one height: one, or the pieces between wide gaps."""


def is_wide(character: str) -> bool:
    """True for Chinese characters and marks, between which no space is written."""
    return _WIDE.match(character) is not None


def _usual_gap(glyphs: tuple[Glyph, ...]) -> float:
    """By how much the line is spread, in sizes: justified Chinese text is spread between all characters."""
    gaps = [
        (right.x0 - left.x1) / left.size
        for left, right in pairwise(glyphs)
        if is_wide(left.text[-1]) and is_wide(right.text[0])
    ]
    return max(median(gaps), 0.0) if len(gaps) > 3 else 0.0


def _limit(left: Glyph, right: Glyph, usual: float, autospace: float) -> float:
    """The gap, in sizes, above which there is a space between two characters."""
    wide = is_wide(left.text[-1]) + is_wide(right.text[0])
    return (0.17, usual + autospace + 0.17, usual + 0.18)[wide]


def _count_spaces(left: Glyph, right: Glyph, limit: float) -> int:
    """How many spaces a gap without any stands for: none, one, or the two that part the fields of a form."""
    if left.text == " ":
        # pdfium passes over spaces that follow a space.
        return int(right.x0 - left.x1 > 0.8 * (left.x1 - left.x0) > 0)
    if left.text.isspace() or right.text.isspace():
        return 0
    gap = (right.x0 - left.x1) / max(left.size, right.size)
    return (gap > limit) + (gap > limit + 0.85)


def _find_autospace(rows: list[list[Glyph]]) -> float:
    """What most neighbours of both sorts keep between them; a quarter of a size where there are too few to tell."""
    gaps = [
        (right.x0 - left.x1) / left.size
        for row in rows
        for left, right in pairwise(row)
        if _MIXED.match(left.text[-1] + right.text[0])
    ]
    near = [gap for gap in gaps if -0.3 < gap < 0.5]
    return max(median(near), 0.0) if len(near) >= 4 else 0.25


def find_rows(page: Page) -> list[Row]:
    """The rows of a page from top to bottom, each cut at wide gaps."""
    rows: list[list[Glyph]] = []
    anchor = size = 0.0
    for glyph in sorted(page.glyphs, key=lambda glyph: glyph.y):
        if rows and glyph.y - anchor <= 0.45 * max(size, glyph.size):
            rows[-1].append(glyph)
            size = max(size, glyph.size)
        else:
            rows.append([glyph])
            anchor, size = glyph.y, glyph.size
    rows = [_printed_once(sorted(row, key=lambda glyph: (glyph.x0, glyph.x1))) for row in rows]
    autospace = _find_autospace(rows)
    return [pieces for row in rows if (pieces := _cut_row(row, autospace))]


def _cut_row(glyphs: list[Glyph], autospace: float) -> Row:
    pieces: list[list[Glyph]] = []
    for glyph in glyphs:
        if glyph.text.isspace():
            if pieces:
                pieces[-1].append(glyph)
        elif pieces and glyph.x0 - _inked(pieces[-1]).x1 < _COLUMN_GAP * max(glyph.size, _inked(pieces[-1]).size):
            pieces[-1].append(glyph)
        else:
            pieces.append([glyph])
    return tuple(Line(tuple(_strip_end(piece)), autospace) for piece in pieces)


def _printed_once(glyphs: list[Glyph]) -> list[Glyph]:
    """Without the second print of characters that are made bold by printing them twice, a little aside."""
    kept: list[Glyph] = []
    for glyph in glyphs:
        again = any(
            glyph.text == other.text and abs(glyph.x0 - other.x0) < 0.25 * glyph.size and glyph.x1 > glyph.x0
            for other in kept[-3:]
        )
        if not again:
            kept.append(glyph)
    return kept


def _inked(piece: list[Glyph]) -> Glyph:
    """The last character that is not white space; a piece begins with one."""
    return next(glyph for glyph in reversed(piece) if not glyph.text.isspace())


def _strip_end(piece: list[Glyph]) -> list[Glyph]:
    while piece[-1].text.isspace():
        piece.pop()
    return piece


def merge_row(row: Row) -> Line:
    """A row as one line: its gaps are spaces."""
    return row[0] if len(row) == 1 else Line(tuple(glyph for line in row for glyph in line.glyphs), row[0].autospace)
