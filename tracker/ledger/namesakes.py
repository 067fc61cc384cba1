"""Tells organs of different places apart that print the same short name, 市发改委 here and 市发改委 there.

The first place keeps the plain name; in any other the organ is called by its place as well, by an event of its own,
which stays whatever becomes of the command that brought the name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from tracker.ledger.state import ADDED, DOCUMENT, READING, UNIT, WITHDRAWN
from tracker.ledger.units import find_namesake, find_scope
from tracker.model import Event

if TYPE_CHECKING:
    from tracker.ledger.store import Store

Pair = tuple[str, str]
"""A place and a printed name."""

PROGRAM = "tracker"
"""The person of the commands that the program gives itself."""
_BRINGING = frozenset({ADDED, WITHDRAWN, DOCUMENT, READING, "owner"})
"""The fields whose events may bring a name to a place."""


def find_pairs(store: Store, events: Iterable[Event]) -> list[Pair]:
    """The printed names that some new events may have brought to a place, or left without the unit that a person said."""
    events = list(events)
    found = [
        (place, printed)
        for event in events
        if event.field == UNIT and event.subject is not None
        for place, _, printed in [event.subject.partition("\n")]
    ]
    ids = dict.fromkeys(event.item_id for event in events if event.item_id is not None and event.field in _BRINGING)
    return list(dict.fromkeys([*found, *store.pairs(key for key in ids if key is not None)]))


def find_namesakes(store: Store, pairs: Iterable[Pair]) -> Iterator[tuple[Pair, str]]:
    """Those of the printed names that are an organ's of another place, too, and what each is to be called.

    Each has to be written before the next is asked for, the latest comers first.
    """
    for place, printed in pairs:
        if find_scope(place, printed) is None or store.rows(
            "SELECT 1 FROM names WHERE place = ? AND printed = ?", place, printed
        ):
            continue
        others = store.rows(
            "SELECT DISTINCT place FROM items WHERE lead = ?1 AND place NOT IN ('', ?2)"
            " AND NOT EXISTS (SELECT 1 FROM names WHERE names.place = items.place AND printed = ?1)"
            " UNION SELECT place FROM names WHERE unit = ?1 AND place NOT IN ('', ?2)",
            printed,
            place,
        )
        name = find_namesake(place, printed, [row["place"] for row in others])
        if name is not None:
            yield (place, printed), name


def tell_apart_all(store: Store, now: datetime, today: date) -> None:
    """Tell apart what a ledger holds that nobody has told apart yet, as a command of the program."""
    command = None
    for pair, name in find_namesakes(store, store.pairs()):
        command = command or store.write_command("unit", person=PROGRAM, now=now, summary="区分不同地区的同名单位")
        store.write_namesake(command, pair, name, today)
