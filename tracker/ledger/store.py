"""Queries and row-level writes on one open ledger; the rules of what may be written are elsewhere."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from tracker.ledger import connection as file
from tracker.ledger.readings import parse_reading
from tracker.ledger.records import (
    HEADER_COLUMNS,
    Value,
    instant,
    read_command,
    read_document,
    read_event,
    read_header,
    read_item,
    read_reply,
    storable,
)
from tracker.ledger.state import DOCUMENT, READING, find_holding, is_present, render_value, replay
from tracker.model import Command, Commitment, DocumentRecord, Event, Header, Item, Reply

FEW = 100
"""Rows up to which asking for each by its id is quicker than reading all."""

_STATE = ("document_id", "owner", "status", "review", "progress", "due", "note", "changed_on")


@dataclass(frozen=True, slots=True)
class Draft:
    """An event before it is written."""

    effective_on: date
    """When it is true."""
    document_id: int
    """The document it is about."""
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


class Store:
    """One open ledger, as rows and values."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        connection.row_factory = sqlite3.Row
        self.connection = connection
        self.path = path

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing; waits for other writers."""
        return file.transaction(self.connection, self.path)

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

    # Items

    def items(self, condition: str, *values: Value) -> list[Item]:
        """The items that meet a condition, by id, with their state now."""
        bases = self.bases(condition, *values)
        readings = self._readings_in_force(bases)
        return [replace(item, commitment=readings[key]) if key in readings else item for key, item in bases.items()]

    def bases(self, condition: str, *values: Value) -> dict[int, Item]:
        """The items that meet a condition, by id, with their first readings."""
        found = self.rows(f"SELECT * FROM items WHERE {condition} ORDER BY id", *values)
        headers = self.headers({row["document_id"] for row in found})
        return {row["id"]: read_item(row, headers[row["document_id"]]) for row in found}

    def states(self, ids: Iterable[int], on: date | None = None) -> dict[int, Item]:
        """Those of the items that are not withdrawn, replayed to the end of a day."""
        bases = self.bases_by_id(ids)
        events = self.item_events(bases)
        return {item.id: item for item in replay(bases, self.headers(_find_documents(events)), events, on)}

    def headers(self, ids: Collection[int] | None = None) -> dict[int, Header]:
        """The headers of some documents, or of all, by id."""
        sql: str = f"SELECT {HEADER_COLUMNS} FROM documents"
        values: tuple[Value, ...] = ()
        if ids is not None and len(ids) <= FEW:
            sql, values = f"{sql} WHERE {_among('id')}", (json.dumps(list(ids)),)
        return {row["id"]: read_header(row) for row in self.rows(sql, *values)}

    def _readings_in_force(self, ids: Collection[int]) -> dict[int, Commitment]:
        """The readings that came after the first ones, by item; most items have none."""
        condition = "field = ?"
        values: tuple[Value, ...] = (READING,)
        if len(ids) <= FEW:
            condition, values = f"{condition} AND {_among('item_id')}", (READING, json.dumps(list(ids)))
        texts = {event.item_id: event.new for event in find_holding(self.events(condition, *values))}
        return {key: parse_reading(text) for key, text in texts.items() if key is not None and text is not None}

    def items_by_id(self, ids: Iterable[int]) -> dict[int, Item]:
        """Those of the items that exist, withdrawn ones too."""
        found = self.items(_among("id"), json.dumps(list(ids)))
        return {item.id: item for item in found}

    def bases_by_id(self, ids: Iterable[int]) -> dict[int, Item]:
        """Those of the items that exist, with their first readings."""
        return self.bases(_among("id"), json.dumps(list(ids)))

    def item_ids(self, document_id: int) -> tuple[int, ...]:
        """The items of a document that are not withdrawn, in order."""
        found = self.rows("SELECT id FROM items WHERE document_id = ? AND NOT withdrawn ORDER BY id", document_id)
        return tuple(row["id"] for row in found)

    def refresh(self, events: Iterable[Event]) -> None:
        """Bring the state kept beside the events up to date, for all that some new events are about."""
        events = list(events)
        self._refresh_items({event.item_id for event in events if event.item_id is not None})
        for document_id in {event.document_id for event in events if event.item_id is None}:
            history = self.events("document_id = ? AND item_id IS NULL", document_id)
            values = (not is_present(history), document_id)
            self.connection.execute("UPDATE documents SET withdrawn = ? WHERE id = ?", values)

    def _refresh_items(self, ids: Collection[int]) -> None:
        present = self.states(ids)
        for key in ids:
            item = present.get(key)
            if item is None:
                self.connection.execute("UPDATE items SET withdrawn = 1 WHERE id = ?", (key,))
                continue
            values = (getattr(item, name) for name in _STATE)
            state = [value if isinstance(value, int) else render_value(value) for value in values]
            marks = ", ".join(f"{name} = ?" for name in _STATE)
            self.connection.execute(f"UPDATE items SET {marks}, withdrawn = 0 WHERE id = ?", (*state, key))

    # Events

    def events(self, condition: str = "1", *values: Value) -> list[Event]:
        """The events that meet a condition, as they were typed."""
        return [read_event(row) for row in self.rows(f"SELECT * FROM events WHERE {condition} ORDER BY id", *values)]

    def item_events(self, ids: Iterable[int]) -> list[Event]:
        """All events of some items, as they were typed."""
        return self.events(_among("item_id"), json.dumps(list(ids)))

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
        }
        key = self.insert("events", row)
        return Event(
            id=key,
            command_id=command.id,
            recorded_at=command.recorded_at,
            effective_on=draft.effective_on,
            person=command.person,
            document_id=draft.document_id,
            item_id=draft.item_id,
            field=draft.field,
            old=draft.old,
            new=draft.new,
            reason=draft.reason,
            reverses=draft.reverses,
        )

    def write_events(self, command: Command, drafts: Sequence[Draft]) -> tuple[Event, ...]:
        """Append events, in order."""
        return tuple(self.write_event(command, draft) for draft in drafts)

    # Commands

    def commands(self, condition: str = "1", *values: Value) -> list[Command]:
        """The commands that meet a condition, latest first."""
        found = self.rows(f"SELECT * FROM commands WHERE {condition} ORDER BY id DESC", *values)
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
        for command in self.commands("undoes IS NOT NULL"):
            if command.undoes is not None and command.id not in taken_back:
                taken_back.add(command.undoes)
        return taken_back


def _among(column: str) -> str:
    """The condition that a column is one of a JSON list; the list is bound, so that it may be long."""
    return f"{column} IN (SELECT value FROM json_each(?))"


def _find_documents(events: Iterable[Event]) -> set[int]:
    """The documents that items stood in, by their events."""
    events = list(events)
    stood = {event.document_id for event in events if event.document_id is not None}
    return stood | {int(event.new) for event in events if event.field == DOCUMENT and event.new is not None}
