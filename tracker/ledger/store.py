"""Queries and row-level writes on one open ledger; the rules of what may be written are elsewhere."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from tracker.ledger import connection as file
from tracker.ledger.records import (
    HEADER_COLUMNS,
    Value,
    instant,
    read_command,
    read_document,
    read_event,
    read_header,
    read_item,
    storable,
)
from tracker.ledger.state import find_holding, render_value, replay
from tracker.model import Command, DocumentRecord, Event, Item

_STATE = ("owner", "status", "review", "progress", "due", "note", "changed_on")


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

    def documents(self, condition: str, *values: Value) -> list[DocumentRecord]:
        """The documents that meet a condition, by id."""
        return [
            read_document(row) for row in self.rows(f"SELECT * FROM documents WHERE {condition} ORDER BY id", *values)
        ]

    # Items

    def items(self, condition: str, *values: Value) -> list[Item]:
        """The items that meet a condition, by id, with their state now."""
        found = self.rows(f"SELECT * FROM items WHERE {condition} ORDER BY id", *values)
        few = len({row["document_id"] for row in found}) == 1
        documents = f"SELECT {HEADER_COLUMNS} FROM documents"
        headers = self.rows(f"{documents} WHERE id = ?", found[0]["document_id"]) if few else self.rows(documents)
        by_document = {row["id"]: read_header(row) for row in headers}
        return [read_item(row, by_document[row["document_id"]]) for row in found]

    def items_by_id(self, ids: Iterable[int]) -> dict[int, Item]:
        """Those of the items that exist, withdrawn ones too."""
        found = self.items("id IN (SELECT value FROM json_each(?))", json.dumps(list(ids)))
        return {item.id: item for item in found}

    def item_ids(self, document_id: int) -> tuple[int, ...]:
        """The items of a document, in order."""
        found = self.rows("SELECT id FROM items WHERE document_id = ? ORDER BY id", document_id)
        return tuple(row["id"] for row in found)

    def refresh(self, events: Iterable[Event]) -> None:
        """Bring the state kept beside the events up to date, for all that some new events are about."""
        events = list(events)
        self._refresh_items({event.item_id for event in events if event.item_id is not None})
        for document_id in {event.document_id for event in events if event.item_id is None}:
            history = self.events("document_id = ? AND item_id IS NULL", document_id)
            values = (not find_holding(history), document_id)
            self.connection.execute("UPDATE documents SET withdrawn = ? WHERE id = ?", values)

    def _refresh_items(self, ids: Iterable[int]) -> None:
        bases = self.items_by_id(ids)
        present = {item.id: item for item in replay(bases, self.item_events(bases))}
        for key in bases:
            item = present.get(key)
            if item is None:
                self.connection.execute("UPDATE items SET withdrawn = 1 WHERE id = ?", (key,))
                continue
            state = [render_value(getattr(item, name)) if name != "progress" else item.progress for name in _STATE]
            marks = ", ".join(f"{name} = ?" for name in _STATE)
            self.connection.execute(f"UPDATE items SET {marks}, withdrawn = 0 WHERE id = ?", (*state, key))

    # Events

    def events(self, condition: str = "1", *values: Value) -> list[Event]:
        """The events that meet a condition, as they were typed."""
        return [read_event(row) for row in self.rows(f"SELECT * FROM events WHERE {condition} ORDER BY id", *values)]

    def item_events(self, ids: Iterable[int]) -> list[Event]:
        """All events of some items, as they were typed."""
        return self.events("item_id IN (SELECT value FROM json_each(?))", json.dumps(list(ids)))

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
