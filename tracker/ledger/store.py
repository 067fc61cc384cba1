"""Queries and row-level writes on one open ledger; the rules of what may be written are elsewhere."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from tracker.ledger import connection as file
from tracker.ledger.namesakes import Pair, find_namesakes, find_pairs
from tracker.ledger.readings import render_reading
from tracker.ledger.records import (
    EVENT_COLUMNS,
    FIRST_COLUMNS,
    HEADER_COLUMNS,
    read_command,
    read_document,
    read_event,
    read_first,
    read_header,
    read_item,
    read_reply,
    read_summary,
)
from tracker.ledger.rows import Value, instant, storable, write_state
from tracker.ledger.state import DOCUMENT, NAMESAKE, is_present, replay, replay_document, replay_names
from tracker.ledger.units import Naming
from tracker.model import Command, Commitment, DocumentRecord, DocumentSummary, Event, Header, Item, Reply

FEW = 1000
"""Rows up to which asking for each by its id is quicker than reading all."""

BATCH = 2000
"""Items whose events are held in memory at once where all have to be replayed."""

_ITEMS = (
    "SELECT items.*, coalesce((SELECT unit FROM names WHERE names.place = items.place AND printed = lead), lead) AS unit"
    " FROM items"
)
"""Items with what their first-named owners stand for."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An event before it is written."""

    effective_on: date
    """When it is true."""
    document_id: int | None
    """The document it is about, ``None`` for an event of a subject."""
    item_id: int | None
    """The item, ``None`` for an event of the document."""
    field: str
    """What changes."""
    old: str | None = None
    """Value on that day before."""
    new: str | None = None
    """Value after."""
    reason: str | None = None
    """Why."""
    reverses: int | None = None
    """The event that it takes back."""
    subject: str | None = None
    """What an event of no document is about."""

    def as_event(self, id: int, command: Command) -> Event:
        """The event as it stands in the ledger under a command."""
        return Event(
            id=id,
            command_id=command.id,
            recorded_at=command.recorded_at,
            effective_on=self.effective_on,
            person=command.person,
            document_id=self.document_id,
            item_id=self.item_id,
            field=self.field,
            old=self.old,
            new=self.new,
            reason=self.reason,
            reverses=self.reverses,
            subject=self.subject,
        )


class Store:
    """One open ledger, as rows and values."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        connection.row_factory = sqlite3.Row
        self.connection = connection
        self.path = path

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing; waits for other writers."""
        return file.transaction(self.connection, self.path)

    def snapshot(self) -> AbstractContextManager[None]:
        """Several queries that show one moment, whatever others write meanwhile."""
        return file.snapshot(self.connection, self.path)

    def rows(self, sql: str, *values: Value) -> list[sqlite3.Row]:
        """The rows of a query."""
        with file.worded(self.path):
            return self.connection.execute(sql, values).fetchall()

    def insert(self, table: str, row: Mapping[str, Value]) -> int:
        """Insert a row and return its id; column names come from the program, values are bound."""
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        cursor = self.connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    # Documents

    def reply(self, document_id: int) -> Reply:
        """The letter of a document that is there, without the layout of its source."""
        (row,) = self.rows("SELECT * FROM documents WHERE id = ?", document_id)
        return read_reply(row)

    def documents(self, condition: str, *values: Value) -> list[DocumentRecord]:
        """The documents that meet a condition, by id."""
        return [
            read_document(row) for row in self.rows(f"SELECT * FROM documents WHERE {condition} ORDER BY id", *values)
        ]

    def summaries(self, condition: str, *values: Value, limit: int | None = None) -> list[DocumentSummary]:
        """The documents that meet a condition, by id, the latest where there are more; their texts are not read."""
        latest = f"SELECT id FROM documents WHERE {condition} ORDER BY id DESC LIMIT ?"
        found = self.rows(
            "SELECT documents.id, coalesce(title, subject, path) AS title, number, issuer, dated, category,"
            " category_now, satisfaction, documents.withdrawn, count(items.id) AS items,"
            " coalesce(sum(items.review = 'unreviewed'), 0) AS unreviewed FROM documents"
            " LEFT JOIN items ON items.document_id = documents.id AND NOT items.withdrawn AND items.standing < 3"
            f" WHERE documents.id IN ({latest}) GROUP BY documents.id ORDER BY documents.id",
            *values,
            -1 if limit is None else limit,
        )
        return [read_summary(row) for row in found]

    # Items

    def items(self, condition: str, *values: Value, order: str = "id", limit: int | None = None) -> list[Item]:
        """The items that meet a condition, with their state now."""
        found = self.rows(
            f"{_ITEMS} WHERE {condition} ORDER BY {order} LIMIT ?", *values, -1 if limit is None else limit
        )
        headers = self.headers({row["document_id"] for row in found})
        return [read_item(row, headers[row["document_id"]]) for row in found]

    def first_ids(self, condition: str, *values: Value, order: str, limit: int) -> list[int]:
        """The ids of the first items that meet a condition; the sorter carries no whole rows."""
        found = self.rows(f"SELECT id FROM ({_ITEMS} WHERE {condition}) ORDER BY {order} LIMIT ?", *values, limit)
        return [row["id"] for row in found]

    def naming(self, up_to_event: int | None = None) -> Naming:
        """What printed names stand for, now or as far as it was typed up to an event."""
        if up_to_event is None:
            found = self.rows("SELECT place, printed, unit FROM names")
            return {(row["place"], row["printed"]): row["unit"] for row in found}
        return replay_names(self.events("subject IS NOT NULL AND id <= ?", up_to_event))

    def states(self, ids: Iterable[int], on: date | None = None) -> dict[int, Item]:
        """Those of the items that are not withdrawn, replayed to the end of a day."""
        return self._replay(self.bases_by_id(ids), on)

    def _replay(self, bases: Mapping[int, Commitment], on: date | None = None) -> dict[int, Item]:
        events = self.item_events(bases)
        headers = self.headers(_find_documents(events))
        return {item.id: item for item in replay(bases, headers, events, on, self.naming())}

    def headers(self, ids: Collection[int] | None = None) -> dict[int, Header]:
        """The headers of some documents, or of all, by id."""
        sql: str = f"SELECT {HEADER_COLUMNS} FROM documents"
        values: tuple[Value, ...] = ()
        if ids is not None and len(ids) <= FEW:
            sql, values = f"{sql} WHERE {_among('id')}", (json.dumps(list(ids)),)
        return {row["id"]: read_header(row) for row in self.rows(sql, *values)}

    def items_by_id(self, ids: Iterable[int]) -> dict[int, Item]:
        """Those of the items that exist, withdrawn ones too."""
        found = self.items(_among("id"), json.dumps(list(ids)))
        return {item.id: item for item in found}

    def bases_by_id(self, ids: Iterable[int]) -> dict[int, Commitment]:
        """The first readings of those of the items that exist; a replay begins from them."""
        found = self.rows(f"SELECT {FIRST_COLUMNS} FROM items WHERE {_among('id')} ORDER BY id", json.dumps(list(ids)))
        return {row["id"]: read_first(row) for row in found}

    def item_ids(self, document_id: int) -> tuple[int, ...]:
        """The items of a document that are not withdrawn, in order."""
        found = self.rows("SELECT id FROM items WHERE document_id = ? AND NOT withdrawn ORDER BY id", document_id)
        return tuple(row["id"] for row in found)

    def refresh(self, events: Iterable[Event]) -> None:
        """Bring the state kept beside the events up to date, for all that some new events are about."""
        events = list(events)
        if any(event.subject is not None for event in events):
            self._refresh_names()
        documents = {event.document_id for event in events if event.item_id is None and event.document_id is not None}
        for document_id in documents:
            self._refresh_document(document_id)
        self._refresh_items({event.item_id for event in events if event.item_id is not None})
        for pair, name in find_namesakes(self, find_pairs(self, events)):
            (command,) = self.commands("id = ?", events[0].command_id)
            self.write_namesake(command, pair, name, events[0].effective_on)

    def write_namesake(self, command: Command, pair: Pair, name: str, day: date) -> None:
        """Call the organ of a place by a name of its own."""
        self.write_event(command, Draft(day, None, None, NAMESAKE, None, name, subject="\n".join(pair)))
        self.connection.execute("INSERT INTO names (place, printed, unit) VALUES (?, ?, ?)", (*pair, name))

    def pairs(self, ids: Iterable[int] | None = None) -> list[Pair]:
        """The places and first-named owners of some items, or of all; what came last stands first."""
        some = "1" if ids is None else _among("id")
        found = self.rows(
            f"SELECT place, lead FROM items WHERE lead IS NOT NULL AND {some} GROUP BY place, lead ORDER BY min(id) DESC",
            *(() if ids is None else (json.dumps(list(ids)),)),
        )
        return [(row["place"], row["lead"]) for row in found]

    def rebuild(self) -> None:
        """Make all of the state kept beside the events anew."""
        self._refresh_names()
        for row in self.rows("SELECT id FROM documents"):
            self._refresh_document(row["id"])
        self._refresh_items([row["id"] for row in self.rows("SELECT id FROM items")])

    def _refresh_names(self) -> None:
        naming = replay_names(self.events("subject IS NOT NULL"))
        self.connection.execute("DELETE FROM names")
        rows = ((place, printed, unit) for (place, printed), unit in naming.items())
        self.connection.executemany("INSERT INTO names (place, printed, unit) VALUES (?, ?, ?)", rows)

    def _refresh_document(self, document_id: int) -> None:
        history = self.events("document_id = ? AND item_id IS NULL", document_id)
        state = replay_document(history)
        values = (not is_present(history), state["category"], state["satisfaction"], document_id)
        self.connection.execute(
            "UPDATE documents SET withdrawn = ?, category_now = ?, satisfaction = ? WHERE id = ?", values
        )

    def _refresh_items(self, ids: Iterable[int]) -> None:
        for batch in find_batches(ids):
            for key, state in self.replay_states(batch).items():
                marks = ", ".join(f"{name} = ?" for name in state)
                self.connection.execute(f"UPDATE items SET {marks} WHERE id = ?", (*state.values(), key))

    def replay_states(self, ids: Iterable[int]) -> dict[int, dict[str, Value]]:
        """What the columns beside the events of some items must hold, by the events alone."""
        firsts = self.bases_by_id(ids)
        present = self._replay(firsts)
        return {key: _write_kept(first, present.get(key)) for key, first in firsts.items()}

    # Events

    def events(self, condition: str = "1", *values: Value) -> list[Event]:
        """The events that meet a condition, as they were typed."""
        found = self.rows(f"SELECT {EVENT_COLUMNS} FROM events WHERE {condition} ORDER BY id", *values)
        return [read_event(row) for row in found]

    def item_events(self, ids: Iterable[int], up_to_event: int | None = None) -> list[Event]:
        """The events of some items, as they were typed: all, or up to an event."""
        some, values = _among("item_id"), [json.dumps(list(ids))]
        if up_to_event is None:
            return self.events(some, *values)
        return self.events(f"{some} AND id <= ?", *values, up_to_event)

    def write_event(self, command: Command, draft: Draft) -> Event:
        """Append an event."""
        row: dict[str, Value] = {
            "command_id": command.id,
            "recorded_at": instant(command.recorded_at),
            "effective_on": draft.effective_on.isoformat(),
            "person": command.person,
            "document_id": draft.document_id,
            "item_id": draft.item_id,
            "field": draft.field,
            "old": draft.old,
            "new": draft.new,
            "reason": draft.reason,
            "reverses": draft.reverses,
            "subject": draft.subject,
        }
        return draft.as_event(self.insert("events", row), command)

    def write_events(self, command: Command, drafts: Sequence[Draft]) -> tuple[Event, ...]:
        """Append events, in order."""
        return tuple(self.write_event(command, draft) for draft in drafts)

    # Commands

    def commands(self, condition: str = "1", *values: Value, limit: int | None = None) -> list[Command]:
        """The commands that meet a condition, latest first."""
        last = -1 if limit is None else limit
        found = self.rows(f"SELECT * FROM commands WHERE {condition} ORDER BY id DESC LIMIT ?", *values, last)
        return [read_command(row) for row in found]

    def write_command(
        self, name: str, *, person: str, now: datetime, summary: str, undoes: int | None = None
    ) -> Command:
        """Append a command."""
        row: dict[str, Value] = {
            "recorded_at": instant(now),
            "person": storable(person),
            "name": name,
            "summary": storable(summary),
            "undoes": undoes,
        }
        key = self.insert("commands", row)
        return self.commands("id = ?", key)[0]

    def find_undone(self) -> set[int]:
        """The ids of commands that were taken back, and not brought back since."""
        taken_back: set[int] = set()
        for command in self.commands("id IN (SELECT id FROM commands WHERE undoes IS NOT NULL)"):
            if command.undoes is not None and command.id not in taken_back:
                taken_back.add(command.undoes)
        return taken_back


def find_batches(ids: Iterable[int]) -> Iterator[list[int]]:
    """The ids in parts that memory holds easily."""
    rest = iter(ids)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _write_kept(first: Commitment, now: Item | None) -> dict[str, Value]:
    """The state of an item as columns; of one that is not there, only that."""
    if now is None:
        return {"withdrawn": 1}
    changed = now.commitment != first
    return write_state(now) | {"reading": render_reading(now.commitment) if changed else None, "withdrawn": 0}


def _among(column: str) -> str:
    """The condition that a column is one of a JSON list; the list is bound, so that it may be long."""
    return f"{column} IN (SELECT value FROM json_each(?))"


def _find_documents(events: Iterable[Event]) -> set[int]:
    """The documents that items stood in, by their events."""
    events = list(events)
    stood = {event.document_id for event in events if event.document_id is not None}
    return stood | {int(event.new) for event in events if event.field == DOCUMENT and event.new is not None}
