"""What leaves the ledger as sheets that offices fill in: whom they are from, who was asked, what their rows need."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from tracker.ledger.answering import ASKED
from tracker.ledger.rows import storable
from tracker.ledger.state import find_holding
from tracker.ledger.store import Draft, Store, find_batches
from tracker.ledger.updating import find_items
from tracker.ledger.values import Occasion
from tracker.model import Command, Event, Item, Status

EXPORT = "export"
"""Name of the commands that ask units to report."""


class Outgoing:
    """What one open ledger gives to those who write its sheets."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def ledger_id(self) -> str:
        """The ledger's own id, which its copies share."""
        return str(self._store.rows("SELECT value FROM meta WHERE key = 'ledger_id'")[0][0])

    def categories_now(self) -> dict[int, str]:
        """现办复类别 of the documents whose class was changed, by id."""
        rows = self._store.rows("SELECT id, category_now FROM documents WHERE category_now IS NOT NULL")
        return {row["id"]: row["category_now"] for row in rows}

    def categories(self, on: date, up_to_event: int | None = None) -> dict[int, str]:
        """现办复类别 at the end of a day of the documents whose class was changed, by id."""
        history = self._store.events(
            "field = 'category' AND item_id IS NULL AND effective_on <= ? AND (? IS NULL OR id <= ?)",
            on.isoformat(),
            up_to_event,
            up_to_event,
        )
        held = {event.document_id: event.new for event in find_holding(history)}
        return {key: letter for key, letter in held.items() if key is not None and letter is not None}

    def done_days(self, items: Iterable[Item], up_to_event: int | None = None) -> dict[int, date]:
        """办结日 of those that are done or closed, by id; what was closed without being done first was done then."""
        finished = {item.id: item for item in items if item.status in (Status.DONE, Status.CLOSED)}
        days = {key: item.status_since for key, item in finished.items()}
        closed = [key for key, item in finished.items() if item.status is Status.CLOSED]
        for batch in find_batches(closed):
            history = self._store.events(
                "field = 'status' AND item_id IN (SELECT value FROM json_each(?)) AND (? IS NULL OR id <= ?)",
                json.dumps(batch),
                up_to_event,
                up_to_event,
            )
            for event in find_holding(history):
                key = event.item_id or 0
                if event.new == Status.DONE and event.effective_on <= finished[key].status_since:
                    days[key] = event.effective_on
        return days

    def ask(
        self,
        asked: Mapping[str, Sequence[int]],
        occasion: Occasion,
        deliver: Callable[[Sequence[Event]], None],
    ) -> Command:
        """Keep that units were asked to report on these items, one event a unit under one command.

        ``deliver`` writes what goes out; whatever it raises, nobody was asked.  Raises ``NotFoundError`` for items
        that are not there any more.
        """
        with self._store.transaction():
            find_items(self._store, [key for ids in asked.values() for key in ids])
            command = self._store.write_command(
                EXPORT, person=occasion.person, now=occasion.now, summary=f"请 {len(asked)} 个单位报送进展"
            )
            deliver(self._store.write_events(command, [_draft(unit, asked[unit], occasion.on) for unit in asked]))
        return command


def _draft(unit: str, ids: Sequence[int], on: date) -> Draft:
    text = json.dumps({"count": len(ids), "ids": list(ids)}, ensure_ascii=False)
    return Draft(on, None, None, ASKED, None, text, subject=storable(unit))
