"""Which predicted quote is which annotated one: folded text, one to one, best overlap first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LEAST_OVERLAP = 0.5
"""Intersection over union from which two spans are the same commitment."""


def fold_quote(text: str | None) -> str:
    """NFKC, one kind of quotation marks, no white space: layout and width do not matter."""
    plain = unicodedata.normalize("NFKC", text or "")
    plain = re.sub(r"[“”„‟]", '"', re.sub(r"[‘’]", "'", plain))
    return re.sub(r"\s+", "", plain)


@dataclass(frozen=True, slots=True)
class Span:
    """A quote in the folded source."""

    start: int
    """First character."""
    end: int
    """One past the last character."""
    index: int
    """Its number in the list that it comes from."""

    def overlap(self, other: Span) -> float:
        """Intersection over union."""
        inside = min(self.end, other.end) - max(self.start, other.start)
        return 0.0 if inside <= 0 else inside / (max(self.end, other.end) - min(self.start, other.start))

    @property
    def characters(self) -> range:
        """The offsets that it covers."""
        return range(self.start, self.end)


def place(quotes: Sequence[str], source: str) -> tuple[list[Span], list[int]]:
    """Where each folded quote stands in the folded source, and the indexes of those that do not stand in it.

    A quote is looked for behind the one before it first, then anywhere that is not taken.
    """
    spans: list[Span] = []
    lost: list[int] = []
    behind = 0
    for index, quote in enumerate(map(fold_quote, quotes)):
        at = source.find(quote, behind) if quote else -1
        if at < 0 and quote:
            at = source.find(quote)
            while at >= 0 and any((span.start, span.end) == (at, at + len(quote)) for span in spans):
                at = source.find(quote, at + 1)
        if at < 0:
            lost.append(index)
            continue
        spans.append(Span(at, at + len(quote), index))
        behind = at + 1
    return spans, lost


def pair(wanted: Sequence[Span], found: Sequence[Span]) -> list[tuple[Span, Span]]:
    """One-to-one pairs with an overlap of at least ``LEAST_OVERLAP``, best first."""
    candidates = sorted(
        ((-one.overlap(other), i, j) for i, one in enumerate(wanted) for j, other in enumerate(found)),
    )
    left, right = set(range(len(wanted))), set(range(len(found)))
    pairs = []
    for negative, i, j in candidates:
        if -negative < LEAST_OVERLAP:
            break
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            pairs.append((wanted[i], found[j]))
    return pairs


def covered(spans: Iterable[Span]) -> set[int]:
    """The offsets that some span covers."""
    return {at for span in spans for at in span.characters}
