"""Issued reports (第N期): what is kept of one, so that it can be printed again as it was."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tracker.errors import NotFoundError, RefusedError
from tracker.ledger.rows import Value, instant, storable
from tracker.ledger.store import Store
from tracker.model import Event

UNSAID = frozenset({"unit", "namesake", "asked", "answered", "joined"})
"""Fields of events that no report tells of."""


@dataclass(frozen=True, slots=True)
class Issue:
    """What decides how a report reads, apart from the version of the program."""

    first: date
    """First day of the period."""
    last: date
    """Last day of the period."""
    cutoff: date
    """Day whose end the figures show."""
    profile: str
    """Name of the profile."""
    words: tuple[str, ...]
    """The choice of rows as it was typed, empty for all."""
    settings: Mapping[str, object]
    """Whatever else the wording depends on: the profile's own values, the version of the program."""


@dataclass(frozen=True, slots=True)
class IssuedReport:
    """A report that was issued."""

    number: int
    """第N期."""
    issue: Issue
    """What it shows."""
    last_event_id: int
    """It holds no event after this one."""
    issued_at: datetime
    """When, UTC."""
    person: str
    """Who."""


def issue(store: Store, wanted: Issue, *, person: str, now: datetime, number: int | None = None) -> IssuedReport:
    """Give the next number, or the one that is asked for, to a report of what the ledger holds now.

    Raises ``RefusedError`` for a number that is not above all that were given.
    """
    with store.transaction():
        latest = int(store.rows("SELECT coalesce(max(number), 0) FROM reports")[0][0])
        if number is not None and number <= latest:
            raise RefusedError(
                f"已印发到第{latest}期，不能再印发第{number}期，请改用更大的期号，或用 --number {number} 重印"
            )
        event = int(store.rows("SELECT coalesce(max(id), 0) FROM events")[0][0])
        row: dict[str, Value] = {
            "number": latest + 1 if number is None else number,
            "period_from": wanted.first.isoformat(),
            "period_to": wanted.last.isoformat(),
            "cutoff_on": wanted.cutoff.isoformat(),
            "profile": storable(wanted.profile),
            "words": json.dumps(wanted.words, ensure_ascii=False),
            "settings": json.dumps(dict(wanted.settings), ensure_ascii=False, sort_keys=True),
            "last_event_id": event,
            "issued_at": instant(now),
            "person": storable(person),
        }
        store.insert("reports", row)
    return find_issued(store, int(row["number"] or 0))


def list_issued(store: Store) -> list[IssuedReport]:
    """All issued reports, by number."""
    return [
        IssuedReport(
            number=row["number"],
            issue=Issue(
                first=date.fromisoformat(row["period_from"]),
                last=date.fromisoformat(row["period_to"]),
                cutoff=date.fromisoformat(row["cutoff_on"]),
                profile=row["profile"],
                words=tuple(json.loads(row["words"])),
                settings=json.loads(row["settings"]),
            ),
            last_event_id=row["last_event_id"],
            issued_at=datetime.fromisoformat(row["issued_at"]),
            person=row["person"],
        )
        for row in store.rows("SELECT * FROM reports ORDER BY number")
    ]


def find_issued(store: Store, number: int) -> IssuedReport:
    """One issued report; ``NotFoundError`` names those that there are."""
    reports = list_issued(store)
    for report in reports:
        if report.number == number:
            return report
    known = "、".join(f"第{report.number}期" for report in reports)
    there = (
        f"已印发的有：{known}，请用其中的期号" if known else "一期也没有印发过，请先用 `tracker report --issue` 印发"
    )
    raise NotFoundError(f"没有印发过第{number}期，{there}")


def find_amendments(store: Store, before: IssuedReport, up_to_event: int | None = None) -> tuple[Event, ...]:
    """What was recorded after a report and was effective by its cut-off, up to an event, in the order it was typed.

    What was typed and taken back since corrected nothing; what takes back something older did.
    """
    found = store.events(
        "id > ? AND (? IS NULL OR id <= ?) AND effective_on <= ? AND item_id IS NOT NULL",
        before.last_event_id,
        up_to_event,
        up_to_event,
        before.issue.cutoff.isoformat(),
    )
    typed = {event.id for event in found}
    gone: set[int | None] = set()
    # Backwards: what took something back may have been taken back itself.
    for event in reversed(found):
        if event.id not in gone:
            gone.add(event.reverses)
    return tuple(
        event for event in found if event.field not in UNSAID and event.id not in gone and event.reverses not in typed
    )
