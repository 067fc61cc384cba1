"""The tables: what they refuse, and what they say of themselves."""

from __future__ import annotations

import sqlite3
from enum import StrEnum
from pathlib import Path

import pytest

from tests.ledger.invented import add, make_extraction, update
from tracker.ledger import Ledger, connection
from tracker.ledger.migrations import MIGRATIONS
from tracker.ledger.schema import load_tables, render_tables
from tracker.model import (
    DeadlineBasis,
    DeadlineKind,
    Genre,
    Grade,
    OwnerBasis,
    ReplyKind,
    Review,
    Section,
    Status,
)


@pytest.fixture
def raw(ledger: Ledger, path: Path) -> sqlite3.Connection:
    """A connection of another program to a ledger with one changed item."""
    add(ledger, make_extraction())
    update(ledger, 1, status=Status.DONE)
    return ledger._store.connection


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE events SET new = 'closed'", "events is append-only"),
        ("DELETE FROM events WHERE id = 1", "events is append-only"),
        (
            "INSERT OR REPLACE INTO events (id, command_id, recorded_at, effective_on, person, field)"
            " VALUES (1, 1, '', '2024-01-01', '甲', 'added')",
            "events is append-only",
        ),
        ("UPDATE OR REPLACE events SET id = 2 WHERE id = 1", "events is append-only"),
        ("UPDATE commands SET person = '李四'", "commands is append-only"),
        ("DELETE FROM commands", "commands is append-only"),
        ("REPLACE INTO commands VALUES (1, '', '甲', 'add', '', NULL)", "commands is append-only"),
        ("DELETE FROM items", "never deleted"),
        ("DELETE FROM documents", "never deleted"),
        ("UPDATE documents SET text = ''", "kept as it was read"),
        ("UPDATE items SET quote = ''", "kept as it was read"),
        ("UPDATE items SET status = 'finished'", "CHECK constraint failed"),
        ("UPDATE items SET progress = 101", "CHECK constraint failed"),
        ("UPDATE items SET progress = 'viel'", "cannot store TEXT value"),
        ("UPDATE items SET due = '2024-02-30'", "CHECK constraint failed"),
        ("UPDATE items SET due = '2024-2-3'", "CHECK constraint failed"),
        ("UPDATE items SET document_id = 77", "FOREIGN KEY constraint failed"),
        ("UPDATE documents SET category = 'E'", "CHECK constraint failed"),
        ("UPDATE documents SET addressees = '甲'", "CHECK constraint failed"),
        (
            "INSERT INTO reports VALUES (1, 0, '2024-09-01', '2024-09-30', '2024-09-30', '', 0, '', '甲', '[]', '{}')",
            "CHECK",
        ),
    ],
)
def test_the_file_itself_refuses(raw: sqlite3.Connection, statement: str, words: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=words):
        raw.execute(statement)


def test_an_issued_report_has_room(raw: sqlite3.Connection) -> None:
    row = (1, "2024-09-01", "2024-09-30", "2024-09-30", "通用", 8, "2024-10-01T00:00:00+00:00", "张三")
    raw.execute(
        "INSERT INTO reports (number, period_from, period_to, cutoff_on, profile, last_event_id, issued_at, person)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        row,
    )
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        raw.execute(
            "INSERT INTO reports SELECT 2, number, period_from, period_to, cutoff_on, profile, 8, '', '甲', words, settings"
            " FROM reports"
        )


@pytest.mark.parametrize(
    ("table", "column", "kind"),
    [
        ("documents", "genre", Genre),
        ("documents", "kind", ReplyKind),
        ("items", "section", Section),
        ("items", "owner_basis", OwnerBasis),
        ("items", "deadline_kind", DeadlineKind),
        ("items", "deadline_basis", DeadlineBasis),
        ("items", "grade", Grade),
        ("items", "status", Status),
        ("items", "review", Review),
    ],
)
def test_the_file_takes_every_value_of_the_vocabulary(
    raw: sqlite3.Connection, table: str, column: str, kind: type[StrEnum]
) -> None:
    for member in kind:
        raw.execute(f"UPDATE {table} SET {column} = ?", (member.value,))


def test_every_column_says_what_it_is(raw: sqlite3.Connection) -> None:
    described = {table.name: [(column.name, column.type) for column in table.columns] for table in load_tables()}
    assert list(described) == ["meta", "documents", "items", "commands", "events", "reports", "names"]
    for table, columns in described.items():
        assert columns == [(row[1], row[2]) for row in raw.execute(f"PRAGMA table_info({table})")]
    assert all(column.label and column.meaning for table in load_tables() for column in table.columns)


def test_the_tables_are_rendered_in_both_languages() -> None:
    english, chinese = render_tables("en"), render_tables("zh")
    assert "### `items`: the promises" in english
    assert "| `status` | TEXT | how far it is |" in english
    assert "### `items`: 承诺事项" in chinese
    assert "| `status` | TEXT | 状态 |" in chinese
    assert english.count("\n| `") == chinese.count("\n| `") == sum(len(table.columns) for table in load_tables())


def test_the_version_counts_the_migrations(raw: sqlite3.Connection) -> None:
    assert len(MIGRATIONS._migrations) == connection.VERSION
    assert raw.execute("PRAGMA user_version").fetchone()[0] == connection.VERSION
    assert raw.execute("PRAGMA application_id").fetchone()[0] == connection.APPLICATION_ID
    assert raw.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    assert [row[0] for row in raw.execute("SELECT key FROM meta ORDER BY key")] == ["created_at", "ledger_id"]


def test_the_file_is_sound(raw: sqlite3.Connection) -> None:
    assert raw.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
