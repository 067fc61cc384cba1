"""The state of items as the replay of their events; pure.

An event holds from its effective day on.  Of several events of one field, the last by effective day holds, and of
those of one day the last that was typed.  An event that undo took back holds never: its inverse names it
(``reverses``) and has no value of its own, so what is typed afterwards with an earlier day is not hidden by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from tracker.model import Event, Item, Review, Status

ADDED = "added"
"""Field of the event that brings a document or item into the ledger."""
WITHDRAWN = "withdrawn"
"""Field of the events that take an addition back, or bring it back."""

PARSERS: Mapping[str, Callable[[str], object]] = {
    "owner": str,
    "status": Status,
    "progress": int,
    "due": date.fromisoformat,
    "note": str,
    "review": Review,
}
"""The fields that people change, and how the text in an event is read."""


def render_value(value: object) -> str | None:
    """A value of an item as the text in an event.

    >>> render_value(date(2024, 9, 30)), render_value(Status.DONE), render_value(60), render_value(None)
    ('2024-09-30', 'done', '60', None)
    """
    return None if value is None else str(value)


def find_reversed(events: Iterable[Event]) -> set[int]:
    """The ids of events that were taken back, and not brought back since."""
    taken_back: set[int] = set()
    for event in sorted(events, key=lambda event: event.id, reverse=True):
        if event.reverses is not None and event.id not in taken_back:
            taken_back.add(event.reverses)
    return taken_back


def find_holding(events: Iterable[Event]) -> list[Event]:
    """The events that carry values, in the order in which they hold."""
    events = list(events)
    taken_back = find_reversed(events)
    holding = (event for event in events if event.reverses is None and event.id not in taken_back)
    return sorted(holding, key=lambda event: (event.effective_on, event.id))


def replay(bases: Mapping[int, Item], events: Iterable[Event], on: date | None = None) -> list[Item]:
    """The items as they were at the end of a day (``None``: of all days), by id; withdrawn ones are left out.

    ``bases`` gives what was extracted; state in them is ignored.
    """
    values: dict[int, dict[str, Any]] = {}
    for event in find_holding(events):
        if event.item_id is None or event.item_id not in bases or (on is not None and event.effective_on > on):
            continue
        if event.field == ADDED:
            base = bases[event.item_id]
            values[event.item_id] = _initial(base) | {"added_on": event.effective_on, "changed_on": event.effective_on}
        elif event.item_id in values:
            parse = PARSERS[event.field]
            values[event.item_id][event.field] = None if event.new is None else parse(event.new)
            values[event.item_id]["changed_on"] = event.effective_on
    return [replace(bases[key], **values[key]) for key in sorted(values)]


def _initial(base: Item) -> dict[str, Any]:
    return {
        "owner": base.commitment.owner,
        "status": Status.UNREPORTED,
        "review": Review.UNREVIEWED,
        "progress": None,
        "due": None,
        "note": None,
        "withdrawn": False,
    }
