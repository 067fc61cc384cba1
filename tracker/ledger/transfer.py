"""All rows of a ledger on their way out of it, or into an empty one, under the same ids.

What can be made anew (names, columns by which rows are chosen) stays behind and is made anew.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from tracker.ledger import joining
from tracker.ledger.issuing import list_issued
from tracker.ledger.joining import Joined, JoinPlan
from tracker.ledger.records import read_document
from tracker.ledger.rows import Value
from tracker.ledger.store import Store
from tracker.ledger.values import Occasion

TABLES = ("documents", "items", "commands", "events", "reports")
"""The tables that are a ledger, in the order in which their rows refer to one another."""
_NESTED: Mapping[str, Mapping[str, type]] = {
    "documents": {"addressees": list, "metadata": dict},
    "items": {"partners": list, "targets": list, "evidence": list, "reading": dict},
    "reports": {"words": list, "settings": dict},
}
"""Columns that hold JSON, and of what type; outside they are what it says."""
_DERIVED = frozenset({"standing", "limit_on", "dated_on", "lead", "place", "haystack"})
"""Columns of items that only say again what others say."""
_SCALARS = (str, int, type(None))

Row = dict[str, Any]
"""A row by column, JSON columns as values."""


class UnfitError(ValueError):
    """Rows that no ledger has; ``str`` is a Chinese clause."""


class Transfer:
    """One open ledger as rows."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def moment(self) -> AbstractContextManager[None]:
        """What is read within shows one moment."""
        return self._store.snapshot()

    def is_empty(self) -> bool:
        """Whether nothing was ever written."""
        return not any(self.count().values())

    def meta(self) -> dict[str, str]:
        """What the ledger says of itself: its id, when it was made, the rules it was set to."""
        return {row["key"]: row["value"] for row in self._store.rows("SELECT key, value FROM meta ORDER BY key")}

    def count(self) -> dict[str, int]:
        """How many rows each table has."""
        return {table: int(self._store.rows(f"SELECT count(*) FROM {table}")[0][0]) for table in TABLES}

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of one of ``TABLES``, by id, read one after the other."""
        nested = _NESTED.get(table, {})
        names = [name for name in self._columns(table) if name not in _DERIVED]
        for row in self._store.connection.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY id"):
            yield {
                name: json.loads(value) if name in nested and value is not None else value
                for name, value in zip(names, row, strict=True)
            }

    def fill(self, rows: Iterable[tuple[str, Row]], meta: Mapping[str, str]) -> None:
        """Write rows, each with its table, into this ledger, which must be empty; all or none.

        The rows are taken first, then ``meta``, which may be known only then.  Raises ``UnfitError``, and whatever
        ``rows`` raises.
        """
        store = self._store
        with store.transaction():
            store.connection.execute("PRAGMA defer_foreign_keys = ON")
            columns = {table: frozenset(self._columns(table)) - _DERIVED for table in TABLES}
            for table, row in rows:
                self._put(table, row, columns[table])
            for key, value in meta.items():
                self._set_meta(key, value)
            self._complete()

    def plan_join(self, other: Transfer) -> JoinPlan:
        """What ``join`` would take from another ledger; writes nothing."""
        return joining.plan_join(self._store, other._store)

    def join(self, other: Transfer, occasion: Occasion, name: str) -> Joined | None:
        """Take from another ledger, called ``name``, what this one has not; ``None`` where there is nothing to take.

        A copy of the ledger as it was is kept beside it: this is not undone event by event.
        """
        return joining.join(self._store, other._store, occasion, name)

    def _columns(self, table: str) -> list[str]:
        return [row["name"] for row in self._store.rows(f"PRAGMA table_info({table})")]

    def _put(self, table: str, row: Row, known: frozenset[str]) -> None:
        if unknown := sorted(row.keys() - known):
            raise UnfitError(f"{table} 中有不认识的“{unknown[0]}”")
        nested = _NESTED.get(table, {})
        values: dict[str, Value] = {}
        for name, value in row.items():
            if name in nested and isinstance(value, nested[name]):
                value = json.dumps(value, ensure_ascii=False)
            if not isinstance(value, _SCALARS):
                raise UnfitError(f"{table} 编号 {row.get('id')} 的“{name}”不是文字或整数")
            values[name] = value
        try:
            self._store.insert(table, values)
        except (sqlite3.IntegrityError, OverflowError, UnicodeEncodeError) as error:
            raise UnfitError(f"{table} 编号 {row.get('id')} 的内容不合台账的规则") from error

    def _set_meta(self, key: str, value: object) -> None:
        if not isinstance(value, str):
            raise UnfitError(f"台账信息“{key}”不是文字")
        self._store.connection.execute("DELETE FROM meta WHERE key = ?", (key,))
        try:
            self._store.connection.execute("INSERT INTO meta (key, value) VALUES (?, ?)", (key, value))
        except UnicodeEncodeError as error:
            raise UnfitError(f"台账信息“{key}”有不能用的字符") from error

    def _complete(self) -> None:
        """Make the rest anew, by which all that was written is read once."""
        store = self._store
        if dangling := store.connection.execute("PRAGMA foreign_key_check").fetchone():
            raise UnfitError(f"{dangling[0]} 中有指向不存在的记录的内容")
        try:
            store.rebuild()
            for row in store.connection.execute("SELECT * FROM documents"):
                read_document(row)
            for row in store.connection.execute(
                "SELECT recorded_at FROM commands UNION SELECT recorded_at FROM events"
            ):
                datetime.fromisoformat(row[0])
            list_issued(store)
        except (ValueError, KeyError, TypeError, AttributeError, sqlite3.IntegrityError) as error:
            raise UnfitError("有读不懂的变更记录或状态") from error
