"""Where words that a person typed stand in a text, whatever their white space, width, script or quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.chinese import fold

Span = tuple[int, int]
"""First character, and one past the last."""

_MARKS = str.maketrans("„‟＂「」『』’‘＇", "“”\"“”“”'''")
_PLAIN = str.maketrans("“”", '""')
_GAP = re.compile(r"\s*(?:…+|\.{2,}|。{2,}|⋯+)\s*")
_BEFORE = "，。；、：！？,;:!?.…—·"
_AFTER = "，。；、：！？,;:!?.…—·"
_TYPED = "，。；、：！？,;:!?"
"""Marks that people type around a quote, and that no quote begins or ends with."""
_REACH = 1500
"""Characters that a quote given by its first and last words may have."""


def find_quotes(text: str, wanted: str) -> list[Span]:
    """The places of some words in a text, in order, not overlapping.

    >>> find_quotes("我局将安装 路灯,25盏。", "安装路灯，２５盏")
    [(3, 12)]
    """
    bare, offsets = _bare(text)
    needle, _ = _bare(wanted)
    return [(offsets[at], offsets[at + len(needle) - 1] + 1) for at in _find_all(bare, needle)]


def _bare(text: str) -> tuple[str, list[int]]:
    """The folded text without white space, and the offset of each of its characters."""
    folded = fold(text).translate(_MARKS).translate(_PLAIN)
    offsets = [at for at, char in enumerate(folded) if not char.isspace()]
    return "".join(folded[at] for at in offsets), offsets


def _find_all(text: str, needle: str) -> Iterator[int]:
    at = text.find(needle) if needle else -1
    while at >= 0:
        yield at
        at = text.find(needle, at + len(needle))


def find_cut(text: str, wanted: str, near: Span) -> Span | None:
    """The quote that a person means by typing it whole, or its first and last words with ``…`` between them.

    Of several places the one that has most in common with the present cut, ``near``; ``None`` where none touches it.
    """
    best = max(find_places(text, wanted), key=lambda cut: overlap(cut, near), default=None)
    return best if best is not None and overlap(best, near) else None


def find_places(text: str, wanted: str) -> list[Span]:
    """All places of a quote that is given whole, or by its first and last words with ``…`` between them."""
    wanted = wanted.strip().strip(_TYPED).strip()
    places = find_quotes(text, wanted)
    ends = _GAP.split(wanted)
    if not places and len(ends) == 2 and all(ends):
        lasts = find_quotes(text, ends[1])
        places = [
            (first[0], last[1])
            for first in find_quotes(text, ends[0])
            for last in lasts
            if first[1] <= last[0] <= first[0] + _REACH
        ]
    cuts = [trim(text, place) for place in places]
    return [cut for cut in cuts if cut[0] < cut[1]]


def find_breaks(text: str, span: Span, words: str) -> list[int]:
    """The offsets inside a quote at which some words begin, except for its own beginning."""
    start, end = span
    places = find_quotes(text[start:end], words)
    return [start + place[0] for place in places if trim(text, (start, start + place[0]))[1] > start]


def trim(text: str, span: Span) -> Span:
    """The span without white space and marks around it; empty where it holds nothing else.

    >>> trim("一是，修路。 ", (2, 7))
    (3, 5)
    """
    start, end = span
    while start < end and (text[start].isspace() or text[start] in _BEFORE):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _AFTER):
        end -= 1
    return start, end


def overlap(one: Span, other: Span) -> float:
    """Intersection over union of two spans.

    >>> overlap((0, 4), (2, 6)), overlap((0, 2), (2, 4))
    (0.3333333333333333, 0.0)
    """
    inside = min(one[1], other[1]) - max(one[0], other[0])
    return inside / (max(one[1], other[1]) - min(one[0], other[0])) if inside > 0 else 0.0
