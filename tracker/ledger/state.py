"""The state of items as the replay of their events; pure.

An event holds from its effective day on.  Of several events of one field, the last by effective day holds, and of
those of one day the last that was typed.  An event that undo took back holds never: its inverse names it
(``reverses``) and has no value of its own, so what is typed afterwards with an earlier day is not hidden by it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from tracker.ledger.readings import parse_reading
from tracker.ledger.units import Naming, find_lead, find_place, name_unit
from tracker.model import OPEN_STATUSES, Commitment, Event, Evidence, Header, Item, Review, Status

ADDED = "added"
"""Field of the event that brings a document or item into the ledger."""
WITHDRAWN = "withdrawn"
"""Field of the events that take an addition back, or bring it back; without ``reverses``, from a day on."""
ABSENT, PRESENT = "yes", "no"
"""Values of ``withdrawn`` events."""
EVIDENCE = "evidence"
"""Field of the events that add a piece of evidence (JSON of an ``Evidence``)."""
READING = "reading"
"""Field of the events that put another reading in force."""
DOCUMENT = "document"
"""Field of the events that move an item to the document that replaced its own."""

CATEGORY, SATISFACTION = "category", "satisfaction"
"""Fields of the events that say what became of a document: 现办复类别, and what the proposer thinks of it."""
UNIT = "unit"
"""Field of the events that say which unit a printed name stands for."""
NAMESAKE = "namesake"
"""Field of the events that tell the organ of one place from that of another with the same printed name.

They hold where a person said nothing, and whatever becomes of the command that first printed the name.
"""

PARSERS: Mapping[str, Callable[[str], object]] = {
    "owner": str,
    "status": Status,
    "progress": int,
    "due": date.fromisoformat,
    "note": str,
    "problem": str,
    "measures": str,
    "remark": str,
    "confirmed_by": str,
    "review": Review,
}
"""The fields of an item's state, which only people change, and how the text in an event is read."""

REPORTS = frozenset({"status", "progress", "note", "problem", "measures", EVIDENCE})
"""The fields whose events are reports of progress."""
FINAL = frozenset({Status.DONE, Status.CLOSED, Status.DROPPED})
"""The statuses from which an item is opened again."""


def render_value(value: object) -> str | None:
    """A value of an item as the text in an event.

    >>> render_value(date(2024, 9, 30)), render_value(Status.DONE), render_value(60), render_value(None)
    ('2024-09-30', 'done', '60', None)
    """
    return None if value is None else str(value)


def find_reversed(events: Iterable[Event]) -> set[int]:
    """The ids of events that were taken back, and not brought back since."""
    taken_back: set[int] = set()
    inverses = ((event.id, event.reverses) for event in events if event.reverses is not None)
    for key, taken in sorted(inverses, reverse=True):
        if key not in taken_back:
            taken_back.add(taken)
    return taken_back


def find_holding(events: Iterable[Event]) -> list[Event]:
    """The events that carry values, in the order in which they hold."""
    events = list(events)
    taken_back = find_reversed(events)
    holding = (event for event in events if event.reverses is None and event.id not in taken_back)
    return sorted(holding, key=lambda event: (event.effective_on, event.id))


def find_comings(history: Iterable[Event]) -> list[Event]:
    """The additions and withdrawals that hold, of a document by its own events."""
    return [event for event in find_holding(history) if event.field in (ADDED, WITHDRAWN)]


def is_present(history: Iterable[Event]) -> bool:
    """Whether a document is there, by its own events: its last addition or withdrawal that holds decides."""
    comings = find_comings(history)
    return bool(comings) and comings[-1].field == ADDED


def replay_document(history: Iterable[Event]) -> dict[str, str | None]:
    """What people said of a document later: ``category`` (现办复类别) and ``satisfaction``, by its own events."""
    state: dict[str, str | None] = {CATEGORY: None, SATISFACTION: None}
    return state | {event.field: event.new for event in find_holding(history) if event.field in state}


def replay_names(events: Iterable[Event]) -> dict[tuple[str, str], str]:
    """What printed names stand for: the last that a person said of each holds, for all days, else its namesake's name.

    The subject of such an event is the place and the printed name, with a line feed between them.
    """
    told: dict[tuple[str, str], str] = {}
    namesakes: dict[tuple[str, str], str] = {}
    taken_back = find_reversed(events := list(events))
    for event in events:
        if event.subject is None or event.reverses is not None or event.id in taken_back:
            continue
        place, _, printed = event.subject.partition("\n")
        if event.field == NAMESAKE and event.new is not None:
            namesakes[place, printed] = event.new
        elif event.field == UNIT:
            told.pop((place, printed), None)
            if event.new is not None:
                told[place, printed] = event.new
    return namesakes | told


def replay(
    bases: Mapping[int, Commitment],
    headers: Mapping[int, Header],
    events: Iterable[Event],
    on: date | None = None,
    naming: Naming | None = None,
) -> list[Item]:
    """The items as they were at the end of a day (``None``: of all days), by id; withdrawn ones are left out.

    ``bases`` gives the first readings by the ids of the items, ``headers`` those of the documents by theirs, ``naming``
    what printed names of organs stand for, on whatever day.
    """
    (items,) = replay_days(bases, headers, events, (on or date.max,), naming)
    return items


def replay_days(
    bases: Mapping[int, Commitment],
    headers: Mapping[int, Header],
    events: Iterable[Event],
    days: Sequence[date],
    naming: Naming | None = None,
) -> Iterator[list[Item]]:
    """The items as ``replay`` gives them, at the end of each of some ascending days; the events are read once."""
    states: dict[int, dict[str, Any]] = {}
    finished: dict[int, Item] = {}
    touched: set[int] = set()
    waiting = iter((*find_holding(events), None))
    event = next(waiting)
    for day in days:
        while event is not None and event.effective_on <= day:
            if event.item_id is not None and event.item_id in bases:
                _put(event, states, bases, headers)
                touched.add(event.item_id)
            event = next(waiting)
        for key in touched & states.keys():
            finished[key] = _finish(key, states[key], naming or {})
        touched.clear()
        yield [finished[key] for key in sorted(states)]


def _put(
    event: Event, states: dict[int, dict[str, Any]], bases: Mapping[int, Commitment], headers: Mapping[int, Header]
) -> None:
    """Put one event of an item into force."""
    assert event.item_id is not None
    if event.field == ADDED:
        states[event.item_id] = _initial(bases[event.item_id], event, headers)
    elif event.field == WITHDRAWN:
        states.pop(event.item_id, None)
    elif event.item_id in states:
        _apply(event, states[event.item_id], headers)


def _initial(base: Commitment, event: Event, headers: Mapping[int, Header]) -> dict[str, Any]:
    """What an item begins with; without an owner of its own, which is that of its reading until a person sets it."""
    assert event.document_id is not None
    return dict.fromkeys(PARSERS) | {
        "commitment": base,
        "document_id": event.document_id,
        "header": headers[event.document_id],
        "status": Status.UNREPORTED,
        "review": Review.UNREVIEWED,
        "evidence": (),
        "status_since": event.effective_on,
        "reported_on": None,
        "due_moves": 0,
        "reopened": 0,
        "added_on": event.effective_on,
        "changed_on": event.effective_on,
        "withdrawn": False,
    }


def _apply(event: Event, state: dict[str, Any], headers: Mapping[int, Header]) -> None:
    """Put one event into force."""
    value = _read(event, headers)
    if event.field == "status" and value["status"] is not state["status"]:
        state["status_since"] = event.effective_on
        state["reopened"] += state["status"] in FINAL and value["status"] in OPEN_STATUSES
        state["confirmed_by"] = None
    elif event.field == "due" and state["due"] not in (None, value["due"]):
        state["due_moves"] += 1
    elif event.field == EVIDENCE:
        value = {EVIDENCE: (*state[EVIDENCE], *value[EVIDENCE])}
    if event.field in REPORTS:
        state["reported_on"] = event.effective_on
    state |= value
    state["changed_on"] = event.effective_on


def _read(event: Event, headers: Mapping[int, Header]) -> dict[str, Any]:
    if event.field == EVIDENCE:
        return {EVIDENCE: () if event.new is None else (parse_evidence(event.new),)}
    if event.new is None:
        return {event.field: None}
    if event.field == READING:
        return {"commitment": parse_reading(event.new)}
    if event.field == DOCUMENT:
        return {"document_id": int(event.new), "header": headers[int(event.new)]}
    return {event.field: PARSERS[event.field](event.new)}


def _finish(key: int, state: dict[str, Any], naming: Naming) -> Item:
    owner = state["commitment"].owner if state["owner"] is None else state["owner"]
    place = find_place(state["header"])
    unit = name_unit(place, find_lead(owner), naming)
    return Item(id=key, **(state | {"owner": owner, "place": place, "unit": unit}))


def render_evidence(evidence: Evidence) -> str:
    """A piece of evidence as one line of JSON."""
    return json.dumps(
        {"location": evidence.location, "sha256": evidence.sha256, "kept": evidence.kept}, ensure_ascii=False
    )


def parse_evidence(text: str) -> Evidence:
    """The evidence in the text of an event."""
    return Evidence(**json.loads(text))
