"""What those need to know of a ledger who put into it what comes back: what was asked, and what it held then."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from tracker.ledger.answering import find_questions
from tracker.ledger.state import find_holding, replay
from tracker.ledger.store import Store, find_batches
from tracker.ledger.values import Question
from tracker.model import Item, Status


class Incoming:
    """What one open ledger tells those who read sheets that come back."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def questions(self, event_ids: Iterable[int]) -> dict[int, Question]:
        """By which events units were asked to report, those of them that are questions."""
        return find_questions(self._store, event_ids)

    def items(self, ids: Iterable[int]) -> dict[int, Item]:
        """Those of the items that exist, withdrawn ones too."""
        found: dict[int, Item] = {}
        for batch in find_batches(ids):
            found |= self._store.items_by_id(batch)
        return found

    def earliest_done(self, items: Iterable[Item]) -> dict[int, date]:
        """From which day each may be said to be done, by id: not before what was last reported otherwise."""
        found = {item.id: item for item in items}
        days = {key: item.added_on if item.status is Status.DONE else item.status_since for key, item in found.items()}
        done = [key for key, item in found.items() if item.status is Status.DONE]
        for batch in find_batches(done):
            history = self._store.events(
                "field = 'status' AND item_id IN (SELECT value FROM json_each(?))", json.dumps(batch)
            )
            for event in find_holding(history):
                if event.new != Status.DONE:
                    days[event.item_id or 0] = event.effective_on
        return days

    def then(self, wanted: Mapping[int, int]) -> dict[int, Item]:
        """Items, by id, as they were known after an event, which is named for each; those that nobody knew are missing."""
        changed = self._find_changed(wanted)
        found = {key: item for key, item in self.items(wanted.keys() - changed).items() if not item.withdrawn}
        by_event: dict[int, list[int]] = defaultdict(list)
        for key in changed:
            by_event[wanted[key]].append(key)
        for event_id, ids in by_event.items():
            for batch in find_batches(ids):
                bases = self._store.bases_by_id(batch)
                events = [event for event in self._store.item_events(batch) if event.id <= event_id]
                naming = self._store.naming()
                found |= {item.id: item for item in replay(bases, self._store.headers(), events, naming=naming)}
        return found

    def _find_changed(self, wanted: Mapping[int, int]) -> set[int]:
        """The items that an event is about which came after the one that is named."""
        changed: set[int] = set()
        for batch in find_batches(wanted):
            rows = self._store.rows(
                "SELECT item_id, max(id) AS latest FROM events"
                " WHERE item_id IN (SELECT value FROM json_each(?)) GROUP BY item_id",
                json.dumps(batch),
            )
            changed |= {row["item_id"] for row in rows if row["latest"] > wanted[row["item_id"]]}
        return changed
