"""Counts and rates over items, each with its numerator and denominator.

N, the denominator of 完成率 and 销号率, are the items in force: not rejected, dropped or ongoing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.model import Item, Review, Status
from tracker.reporting.table import Share

FINISHED = frozenset({Status.DONE, Status.CLOSED})
"""Statuses that count as finished, self-reported or confirmed."""
OUT_OF_FORCE = frozenset({Status.ONGOING, Status.DROPPED})
"""Statuses that no rate counts."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many items, and how many of them nobody has reviewed."""

    total: int
    """All of them."""
    unreviewed: int
    """Those still 待核."""

    def __str__(self) -> str:
        """Both numbers: ``24项（其中待核20项）``."""
        return f"{self.total}项（其中待核{self.unreviewed}项）"


def count(items: Iterable[Item]) -> Count:
    """The number of items with the number of unreviewed ones."""
    reviews = [item.review for item in items]
    return Count(len(reviews), reviews.count(Review.UNREVIEWED))


def counted(items: Iterable[Item]) -> list[Item]:
    """The items that count at all: not rejected, not withdrawn."""
    return [item for item in items if item.review is not Review.REJECTED and not item.withdrawn]


def in_force(items: Iterable[Item]) -> list[Item]:
    """The items that rates are over (N)."""
    return [item for item in items if item.status not in OUT_OF_FORCE]


def completion(items: Iterable[Item]) -> Share:
    """完成率: done and closed over N."""
    force = in_force(items)
    return Share(sum(item.status in FINISHED for item in force), len(force))


def closure(items: Iterable[Item]) -> Share:
    """销号率: closed over N."""
    force = in_force(items)
    return Share(sum(item.status is Status.CLOSED for item in force), len(force))


def fulfilment(items: Iterable[Item], morrow: date) -> Share:
    """兑现率: closed on time over the items of N whose time limit lay before ``morrow``.

    An item is closed since the day from which it has been so without a break.
    """
    expired = [item for item in in_force(items) if item.limit is not None and item.limit < morrow]
    kept = (item.status is Status.CLOSED and item.status_since <= item.limit for item in expired if item.limit)
    return Share(sum(kept), len(expired))
