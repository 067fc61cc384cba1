"""Which promise of one reading of a letter is which of another; pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from tracker.chinese import fold
from tracker.model import Commitment

LEAST = 0.5
"""Overlap from which two readings are the same promise."""

Old = TypeVar("Old")


def overlap(first: Commitment, second: Commitment) -> float:
    """Intersection over union of two spans of one text."""
    shared = min(first.end, second.end) - max(first.start, second.start)
    whole = max(first.end, second.end) - min(first.start, second.start)
    return max(shared, 0) / whole if whole else 0.0


def likeness(first: Commitment, second: Commitment) -> float:
    """How much two quotes of different texts have in common, without regard to layout, width and script; 1.0 at most.

    0.0 where it is certainly below ``LEAST``.
    """
    matcher = SequenceMatcher(None, _bare(first.text), _bare(second.text), autojunk=False)
    if matcher.real_quick_ratio() < LEAST or matcher.quick_ratio() < LEAST:
        return 0.0
    return matcher.ratio()


def match(
    old: Sequence[Old], new: Sequence[Commitment], score: Callable[[Old, Commitment], tuple[float, ...]]
) -> dict[int, int]:
    """Pairs of positions, old to new: one to one, the best first, none below ``LEAST``.

    The first number of a score decides, the others only between equals; then what stands first.
    """
    scored = [(score(one, other), i, j) for i, one in enumerate(old) for j, other in enumerate(new)]
    candidates = [entry for entry in scored if entry[0][0] >= LEAST]
    candidates.sort(key=lambda entry: (*(-number for number in entry[0]), entry[1], entry[2]))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in candidates:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _bare(text: str) -> str:
    return "".join(fold(text).split())
