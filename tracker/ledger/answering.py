"""Who was asked to report and who did: events of units, written with what went out and with what came back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date

from tracker.ledger.rows import storable
from tracker.ledger.state import find_holding
from tracker.ledger.store import Draft, Store
from tracker.ledger.values import Answer, Asked, Question
from tracker.model import Event

ASKED = "asked"
"""Field of the events by which a unit, their subject, is asked to report."""
ANSWERED = "answered"
"""Field of the events by which a unit, their subject, reported; JSON of what came back."""


def draft_answers(store: Store, answers: Sequence[Answer], on: date) -> list[Draft]:
    """The events of what came back; none for what is known to have come back already."""
    known = {(event.subject, _asked(event)) for event in _find_round(store) if event.field == ANSWERED}
    drafts = {}
    for answer in answers:
        if (answer.unit, answer.asked) not in known:
            text = json.dumps(
                {"asked": answer.asked, "source": storable(answer.source), "sha256": answer.sha256}, ensure_ascii=False
            )
            drafts[answer.unit, answer.asked] = Draft(on, None, None, ANSWERED, None, text, subject=answer.unit)
    return list(drafts.values())


def find_unanswered(store: Store, on: date | None = None, up_to_event: int | None = None) -> list[Asked]:
    """The units that were asked by the end of a day and have not reported to this day, in the order in which they were asked.

    Who is asked twice in a month may answer with either sheet; one of an earlier month comes too late.
    """
    waiting: dict[str, Asked] = {}
    for event in _find_round(store, on, up_to_event):
        assert event.subject is not None
        before = waiting.get(event.subject)
        if event.field == ASKED:
            day = event.effective_on
            again = before is not None and (before.on.year, before.on.month) == (day.year, day.month)
            waiting[event.subject] = Asked(event.subject, before.event_id if before and again else event.id, day)
        elif before is not None and _asked(event) >= before.event_id:
            del waiting[event.subject]
    return list(waiting.values())


def find_questions(store: Store, event_ids: Iterable[int]) -> dict[int, Question]:
    """Those of some events by which units were asked, by id, taken back or not."""
    wanted = json.dumps(sorted(set(event_ids)))
    found = store.events("field = ? AND id IN (SELECT value FROM json_each(?))", ASKED, wanted)
    return {
        event.id: Question(event.subject, event.effective_on, tuple(json.loads(event.new or "{}").get("ids", ())))
        for event in found
        if event.subject is not None
    }


def _find_round(store: Store, on: date | None = None, up_to_event: int | None = None) -> list[Event]:
    """The questions and answers that hold, as they were typed: an answer names its question, whatever its day."""
    found = store.events(
        "subject IS NOT NULL AND (field = ? OR (field = ? AND effective_on <= ?)) AND (? IS NULL OR id <= ?)",
        ANSWERED,
        ASKED,
        (on or date.max).isoformat(),
        up_to_event,
        up_to_event,
    )
    return sorted(find_holding(found), key=lambda event: event.id)


def _asked(event: Event) -> int:
    return int(json.loads(event.new or "{}").get("asked", 0))
