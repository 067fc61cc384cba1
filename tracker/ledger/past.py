"""What the items of a document have been through: how they were read, since when, and what a person decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.ledger.matching import LEAST, likeness, overlap
from tracker.ledger.readings import parse_reading
from tracker.ledger.state import ADDED, DOCUMENT, EVIDENCE, PARSERS, READING, find_holding
from tracker.ledger.store import Store
from tracker.model import Commitment, Event, Item, Review


@dataclass(frozen=True, slots=True)
class Past:
    """One item, and what became of it until now."""

    item: Item
    """As it is now."""
    readings: tuple[tuple[int, Commitment], ...]
    """All that it was ever read as, each with the document of that text; the reading in force is among them."""
    cut_on: date
    """Day from which the reading in force holds."""
    decided: bool
    """True where a person judged, changed, cut or added it."""

    def likeness(self, document_id: int | None, commitment: Commitment) -> tuple[float, float]:
        """How much a reading of a document is this item: by the best of its readings, and by the one in force.

        Earlier readings count, so that what a person cut anew is recognised by what the machine had found.
        ``None`` stands for a text that is in no ledger yet.
        """
        scores = [_compare(place, reading, document_id, commitment) for place, reading in self.readings]
        return max(scores), _compare(self.item.document_id, self.item.commitment, document_id, commitment)


def find_pasts(store: Store, ids: Sequence[int]) -> list[Past]:
    """What some items that are there have been through, in that order."""
    bases, present = store.bases_by_id(ids), store.items_by_id(ids)
    events: dict[int | None, list[Event]] = {}
    for event in find_holding(store.item_events(ids)):
        events.setdefault(event.item_id, []).append(event)
    return [_find_past(present[key], bases[key], events[key]) for key in ids]


def is_covered(commitment: Commitment, cuts: Sequence[Commitment]) -> bool:
    """Whether at least half of a reading stands in cuts of the same text."""
    inside = {at for cut in cuts for at in range(max(cut.start, commitment.start), min(cut.end, commitment.end))}
    return len(inside) >= LEAST * (commitment.end - commitment.start)


def _find_past(item: Item, first: Commitment, events: Sequence[Event]) -> Past:
    document_id, readings, cut_on = item.document_id, [], item.added_on
    for event in events:
        if event.field == ADDED and event.document_id is not None:
            document_id = event.document_id
            readings.append((document_id, first))
        elif event.field == DOCUMENT and event.new is not None:
            document_id = int(event.new)
        elif event.field == READING and event.new is not None:
            readings.append((document_id, parse_reading(event.new)))
        if event.field in (DOCUMENT, READING):
            cut_on = event.effective_on
    changed = any(event.field in (*PARSERS, EVIDENCE) and event.field != "review" for event in events)
    decided = changed or item.review is not Review.UNREVIEWED or item.commitment.by_hand
    return Past(item, tuple(readings), cut_on, decided)


def _compare(place: int, reading: Commitment, document_id: int | None, commitment: Commitment) -> float:
    return overlap(reading, commitment) if place == document_id else likeness(reading, commitment)
