"""What can be asked of an open ledger; nothing here changes it.

What few questions need is imported where they are asked: the start of every command counts.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.ledger.moments import find_held, find_moments
from tracker.ledger.store import Store
from tracker.model import Command, DocumentRecord, DocumentSummary, Event, Item, Reply

if TYPE_CHECKING:
    from tracker.ledger.finding import Tally
    from tracker.ledger.incoming import Incoming
    from tracker.ledger.issuing import IssuedReport
    from tracker.ledger.outgoing import Outgoing
    from tracker.ledger.overview import Overview
    from tracker.ledger.query import Query
    from tracker.ledger.values import Asked


class Reader:
    """The questions to one open ledger."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def path(self) -> Path:
        """The file."""
        return self._store.path

    @property
    def overview(self) -> Overview:
        """What needs attention, counted without reading the items."""
        from tracker.ledger.overview import Overview

        return Overview(self._store)

    @property
    def incoming(self) -> Incoming:
        """What those need who put into it what comes back."""
        from tracker.ledger.incoming import Incoming

        return Incoming(self._store)

    @property
    def outgoing(self) -> Outgoing:
        """What leaves it as sheets that offices fill in."""
        from tracker.ledger.outgoing import Outgoing

        return Outgoing(self._store)

    def items(self, on: date | None = None, up_to_event: int | None = None) -> list[Item]:
        """The items that are not withdrawn, by id: now, or as they were at the end of a day.

        ``up_to_event`` leaves out what was typed after that event.
        """
        if on is None and up_to_event is None:
            return self._store.items("NOT withdrawn")
        return find_moments(self._store, (on or date.max,), up_to_event)[0]

    def moments(self, days: Sequence[date], up_to_event: int | None = None) -> list[list[Item]]:
        """The items as they were at the end of each of some days, ascending; the events are read once."""
        return find_moments(self._store, days, up_to_event)

    def find(self, query: Query, order: str | None = None, limit: int | None = None) -> list[Item]:
        """The items that are not withdrawn and meet a query, at most so many, in one of ``ORDERS``.

        Without an order, what needs attention comes first.
        """
        from tracker.ledger import finding

        return finding.find_items(self._store, query, order, limit)

    def count(self, query: Query) -> Tally:
        """How many items ``find`` has, without reading them."""
        from tracker.ledger import finding

        return finding.count_items(self._store, query)

    def select(self, query: Query, items: Sequence[Item]) -> list[Item]:
        """Those of some items, as they were on whatever day, that meet a query, in the order given."""
        from tracker.ledger import finding

        return finding.select_items(self._store, query, items)

    def item(self, id: int) -> Item:
        """One item with its state now, a withdrawn one too; ``NotFoundError`` where there is none."""
        return self.named([id])[0]

    def named(self, ids: Sequence[int]) -> list[Item]:
        """The items of these ids, in that order, withdrawn ones too; ``NotFoundError`` names the unknown ones."""
        from tracker.ledger import finding

        return finding.find_named(self._store, ids)

    def documents(self, *, withdrawn: bool = False) -> list[DocumentRecord]:
        """The documents, by id; withdrawn ones only where asked for."""
        return self._store.documents("1" if withdrawn else "NOT withdrawn")

    def find_documents(self, wanted: str, *, withdrawn: bool = False) -> frozenset[int]:
        """The documents that are meant by an id, a case number, or words of title or path; withdrawn ones if asked for."""
        from tracker.ledger import finding

        return finding.find_documents(self._store, wanted, withdrawn=withdrawn)

    def summaries(
        self, ids: Collection[int] | None = None, *, withdrawn: bool = False, limit: int | None = None
    ) -> list[DocumentSummary]:
        """The documents in short, by id, the latest where there are more; withdrawn ones only where asked for."""
        condition = "1" if withdrawn else "withdrawn = 0"
        if ids is None:
            return self._store.summaries(condition, limit=limit)
        listed = json.dumps(sorted(ids))
        return self._store.summaries(f"{condition} AND id IN (SELECT value FROM json_each(?))", listed, limit=limit)

    def document_items(self, document_id: int) -> list[Item]:
        """The items of a document that are not withdrawn, by id."""
        return self._store.items("document_id = ? AND NOT withdrawn", document_id)

    def document(self, id: int) -> DocumentRecord:
        """One document, a withdrawn one too; ``NotFoundError`` where there is none."""
        from tracker.ledger import cutting

        return cutting.find_document(self._store, id, withdrawn=True)

    def reply(self, document_id: int) -> Reply:
        """The letter of a document as it was read, without the layout of its source; ready to extract from."""
        return self._store.reply(self.document(document_id).id)

    def events(
        self,
        item_id: int | None = None,
        *,
        first: date | None = None,
        last: date | None = None,
        limit: int | None = None,
    ) -> list[Event]:
        """Events in the order in which they were typed, of one item or all, effective from ``first`` to ``last``.

        With ``limit`` only the latest of them.
        """
        span = ((first or date.min).isoformat(), (last or date.max).isoformat())
        if item_id is None:
            found = self._store.events("effective_on BETWEEN ? AND ?", *span)
        else:
            found = self._store.events("item_id = ? AND effective_on BETWEEN ? AND ?", item_id, *span)
        return found if limit is None else found[max(len(found) - limit, 0) :]

    def history(self, query: Query | None = None, limit: int | None = None) -> tuple[list[Event], int]:
        """The latest events of the items that meet a query, or of everything, as typed; and how many there are."""
        from tracker.ledger import finding

        return finding.find_events(self._store, query, limit)

    def holding_events(
        self, *, first: date | None = None, last: date | None = None, up_to_event: int | None = None
    ) -> list[Event]:
        """The events that hold, by effective day, without those that were taken back: what really happened.

        ``up_to_event`` leaves out what was typed after that event, also what was taken back after it.
        """
        return find_held(self._store, first or date.min, last or date.max, up_to_event)

    def due_moves(self, on: date | None = None) -> Counter[int]:
        """How often the 督办时限 of each item was moved, by item id; setting it for the first time does not count."""
        holding = self.holding_events(last=on)
        moves = (event.item_id for event in holding if event.field == "due" and event.old is not None)
        return Counter(item for item in moves if item is not None)

    def last_event_id(self) -> int:
        """The id of the latest event, 0 where there is none."""
        return int(self._store.rows("SELECT coalesce(max(id), 0) FROM events")[0][0])

    def commands(self, limit: int | None = None) -> list[Command]:
        """The commands, latest first."""
        found = self._store.rows("SELECT coalesce(max(id), 0) FROM commands")[0][0]
        return self._store.commands("id > ?", 0 if limit is None else found - limit)

    def unanswered(self, on: date | None = None, up_to_event: int | None = None) -> list[Asked]:
        """The units that were asked to report by the end of a day and have not reported to this day."""
        from tracker.ledger import answering

        return answering.find_unanswered(self._store, on, up_to_event)

    def issued(self, number: int | None = None) -> list[IssuedReport]:
        """The issued reports, by number, or the one of a number; ``NotFoundError`` where there is none."""
        from tracker.ledger import issuing

        return issuing.list_issued(self._store) if number is None else [issuing.find_issued(self._store, number)]

    def amendments(self, before: IssuedReport, up_to_event: int | None = None) -> tuple[Event, ...]:
        """What was recorded after an issued report and would have stood in it."""
        from tracker.ledger import issuing

        return issuing.find_amendments(self._store, before, up_to_event)

    def replay(self) -> list[Item]:
        """The state now from events alone; equals ``items()``."""
        return find_moments(self._store, (date.max,))[0]
