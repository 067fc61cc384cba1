"""All items of a ledger as they were on some days, and the events that made them so.

A large ledger has several hundred thousand events: they are replayed some items at a time, so that only the items
that come of it are all in memory.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from tracker.ledger.state import find_holding, find_reversed, replay_days
from tracker.ledger.store import Store, find_batches
from tracker.model import Event, Item


def find_moments(store: Store, days: Sequence[date], up_to_event: int | None = None) -> list[list[Item]]:
    """The items that are not withdrawn, by id, at the end of each of some ascending days.

    ``up_to_event`` leaves out what was typed after that event.
    """
    moments: list[list[Item]] = [[] for _ in days]
    with store.snapshot(), _uncollected():
        headers, naming = store.headers(), store.naming(up_to_event)
        for batch in find_batches(row["id"] for row in store.rows("SELECT id FROM items ORDER BY id")):
            events = store.item_events(batch, up_to_event)
            then = replay_days(store.bases_by_id(batch), headers, events, days, naming)
            for moment, items in zip(moments, then, strict=True):
                moment += items
    return moments


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for cycles, which goes through all items again and again while they are made.

    Nothing here makes a cycle, and the search took a third of the time of a large ledger.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


def find_held(store: Store, first: date, last: date, up_to_event: int | None = None) -> list[Event]:
    """The events of some days that hold, by effective day, without those that were taken back."""
    typed = "1" if up_to_event is None else "id <= ?"
    until = () if up_to_event is None else (up_to_event,)
    with store.snapshot():
        taken_back = find_reversed(store.events(f"reverses IS NOT NULL AND {typed}", *until))
        found = store.events(
            f"reverses IS NULL AND effective_on BETWEEN ? AND ? AND {typed}",
            first.isoformat(),
            last.isoformat(),
            *until,
        )
    return find_holding(event for event in found if event.id not in taken_back)
