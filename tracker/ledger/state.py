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

from tracker.ledger.readings import parse_reading
from tracker.model import Event, Header, Item, Review, Status

ADDED = "added"
"""Field of the event that brings a document or item into the ledger."""
WITHDRAWN = "withdrawn"
"""Field of the events that take an addition back, or bring it back; without ``reverses``, from a day on."""
ABSENT, PRESENT = "yes", "no"
"""Values of ``withdrawn`` events."""
READING = "reading"
"""Field of the events that put another reading in force."""
DOCUMENT = "document"
"""Field of the events that move an item to the document that replaced its own."""

PARSERS: Mapping[str, Callable[[str], object]] = {
    "owner": str,
    "status": Status,
    "progress": int,
    "due": date.fromisoformat,
    "note": str,
    "review": Review,
}
"""The fields of an item's state, which only people change, and how the text in an event is read."""


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


def is_present(history: Iterable[Event]) -> bool:
    """Whether a document is there, by its own events: its last addition or withdrawal that holds decides."""
    holding = find_holding(history)
    return bool(holding) and holding[-1].field == ADDED


def replay(
    bases: Mapping[int, Item], headers: Mapping[int, Header], events: Iterable[Event], on: date | None = None
) -> list[Item]:
    """The items as they were at the end of a day (``None``: of all days), by id; withdrawn ones are left out.

    ``bases`` gives the first readings; state in them is ignored.  ``headers`` gives those of the documents by id.
    """
    values: dict[int, dict[str, Any]] = {}
    for event in find_holding(events):
        if event.item_id is None or event.item_id not in bases or (on is not None and event.effective_on > on):
            continue
        if event.field == ADDED:
            values[event.item_id] = _initial(bases[event.item_id], event, headers)
        elif event.field == WITHDRAWN:
            values.pop(event.item_id, None)
        elif event.item_id in values:
            values[event.item_id] |= _read(event, headers) | {"changed_on": event.effective_on}
    return [replace(bases[key], **({"owner": values[key]["commitment"].owner} | values[key])) for key in sorted(values)]


def _initial(base: Item, event: Event, headers: Mapping[int, Header]) -> dict[str, Any]:
    """What an item begins with; without an owner of its own, which is that of its reading until a person sets it."""
    assert event.document_id is not None
    return {
        "commitment": base.commitment,
        "document_id": event.document_id,
        "header": headers[event.document_id],
        "status": Status.UNREPORTED,
        "review": Review.UNREVIEWED,
        "progress": None,
        "due": None,
        "note": None,
        "added_on": event.effective_on,
        "changed_on": event.effective_on,
        "withdrawn": False,
    }


def _read(event: Event, headers: Mapping[int, Header]) -> dict[str, Any]:
    if event.new is None:
        return {event.field: None}
    if event.field == READING:
        return {"commitment": parse_reading(event.new)}
    if event.field == DOCUMENT:
        return {"document_id": int(event.new), "header": headers[int(event.new)]}
    return {event.field: PARSERS[event.field](event.new)}
