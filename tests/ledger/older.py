"""A ledger as the first release wrote it, with rows in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from tests.ledger.invented import NOW, make_extraction
from tracker.ledger import connection
from tracker.ledger.migrations import MIGRATIONS
from tracker.ledger.rows import Value, instant, write_document, write_item

_EVENT = (
    "INSERT INTO events (command_id, recorded_at, effective_on, person, document_id, item_id, field, old, new, reason)"
    " VALUES (?, ?, ?, '张三', 1, ?, ?, ?, ?, ?)"
)


def make_first(path: Path, number: str = "12") -> None:
    """A ledger of version 1: one reply, two promises, one of them done and its time limit moved twice."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        MIGRATIONS.apply(Database(raw, execute_plugins=False), stop_before="0002_desk")
        raw.execute(f"PRAGMA application_id = {connection.APPLICATION_ID}")
        raw.execute("PRAGMA user_version = 1")
        extraction = make_extraction(number)
        _insert(raw, "documents", write_document(extraction.reply, NOW))
        for promise in extraction.commitments:
            _insert(raw, "items", write_item(promise, 1, date(2024, 8, 20)))
        for name in ("add", "update"):
            raw.execute(
                "INSERT INTO commands (recorded_at, person, name, summary) VALUES (?, '张三', ?, '')",
                (instant(NOW), name),
            )
        rows: list[tuple[int, str, int | None, str, str | None, str | None, str | None]] = [
            (1, "2024-08-20", None, "added", None, None, None),
            (1, "2024-08-20", 1, "added", None, None, None),
            (1, "2024-08-20", 2, "added", None, None, None),
            (2, "2024-09-02", 1, "due", None, "2024-10-31", None),
            (2, "2024-09-20", 1, "due", "2024-10-31", "2024-11-30", "雨季停工"),
            (2, "2024-09-25", 1, "due", "2024-11-30", "2024-12-31", "管线迁改"),
            (2, "2024-10-08", 1, "status", "unreported", "done", None),
        ]
        for command, day, *rest in rows:
            raw.execute(_EVENT, (command, instant(NOW), day, *rest))
        # The state as that release kept it beside the events.
        raw.execute("UPDATE items SET due = '2024-12-31', status = 'done', changed_on = '2024-10-08' WHERE id = 1")


def _insert(raw: sqlite3.Connection, table: str, row: dict[str, Value]) -> None:
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    raw.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))
