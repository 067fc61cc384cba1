"""The order in which items need attention; pure."""

from __future__ import annotations

from datetime import date
from enum import IntEnum

from tracker.model import Item, Review, Status


class Attention(IntEnum):
    """Groups of items, what needs attention first."""

    OVERDUE = 0
    """逾期: open and past its time limit."""
    DUE_SOON = 1
    """临期: open and its time limit is near."""
    DATED = 2
    """Open with a later time limit."""
    UNDATED = 3
    """Open without a time limit."""
    ONGOING = 4
    """长期坚持."""
    FINISHED = 5
    """Done, closed or dropped."""
    REJECTED = 6
    """Counts nowhere."""


def find_attention(item: Item, today: date, due_soon_days: int) -> Attention:
    """The group of an item by the days that a profile calls near; on its last day it is due soon, not overdue."""
    if item.review is Review.REJECTED:
        return Attention.REJECTED
    if not item.open:
        return Attention.ONGOING if item.status is Status.ONGOING else Attention.FINISHED
    if item.limit is None:
        return Attention.UNDATED
    if item.is_overdue(today):
        return Attention.OVERDUE
    return Attention.DUE_SOON if (item.limit - today).days <= due_soon_days else Attention.DATED


def attention_key(item: Item, today: date) -> tuple[int, date, date, int]:
    """A key to sort by: overdue (longest first), by time limit, without one by age of the reply, the finished last."""
    # Whatever is near is before whatever is not, in the order of limits, too.
    group = find_attention(item, today, due_soon_days=0)
    return group, item.limit or date.max, item.header.day or item.added_on, item.id
