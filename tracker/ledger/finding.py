"""Items, documents and events that a query chooses, read from the ledger without reading the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.errors import NotFoundError
from tracker.ledger.query import (
    ATTENTION,
    ORDERS,
    Query,
    build_condition,
    build_document_condition,
    make_document,
    matches,
    prepare,
)
from tracker.ledger.rows import Value
from tracker.ledger.selection import render_ids
from tracker.ledger.store import Store
from tracker.model import Event, Item


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items a query chooses."""

    total: int
    """All of them."""
    unreviewed: int
    """Those that nobody has reviewed."""


def find_items(store: Store, query: Query, order: str | None = None, limit: int | None = None) -> list[Item]:
    """The items that meet a query, at most so many; what needs attention comes first where no order is named."""
    prepare(store.connection)
    condition, sql = build_condition(query), ORDERS[order or ATTENTION].sql
    if limit is None or not query.terms:
        return store.items(condition.sql, *condition.values, order=sql, limit=limit)
    ids = store.first_ids(condition.sql, *condition.values, order=sql, limit=limit)
    found = store.items_by_id(ids)
    return [found[key] for key in ids]


def find_named(store: Store, ids: Sequence[int]) -> list[Item]:
    """The items of these ids, in that order, withdrawn ones too; ``NotFoundError`` names the unknown ones."""
    found = store.items_by_id(ids)
    unknown = [key for key in ids if key not in found]
    if unknown:
        raise NotFoundError(f"台账中没有编号 {render_ids(unknown)}，请用 `tracker list` 查看现有编号")
    return [found[key] for key in ids]


def count_items(store: Store, query: Query) -> Tally:
    """How many items meet a query."""
    prepare(store.connection)
    condition = build_condition(query)
    sql = f"SELECT count(*), coalesce(sum(review = 'unreviewed'), 0) FROM items WHERE {condition.sql}"
    (row,) = store.rows(sql, *condition.values)
    return Tally(*row)


def select_items(store: Store, query: Query, items: Iterable[Item]) -> list[Item]:
    """Those of some items, as they were on whatever day, that meet a query, in the order given."""
    prepare(store.connection)
    documents = {}
    for term in query.terms:
        condition = build_document_condition(term)
        if condition is not None:
            found = store.rows(f"SELECT id FROM documents WHERE {condition.sql}", *condition.values)
            documents[term] = frozenset(row["id"] for row in found)
    return [item for item in items if matches(query, item, documents)]


def find_documents(store: Store, wanted: str, *, withdrawn: bool = False) -> frozenset[int]:
    """The documents that are meant by an id, a case number, or words of title or path; withdrawn ones if asked for."""
    prepare(store.connection)
    condition = build_document_condition(make_document(wanted))
    assert condition is not None
    there = "1" if withdrawn else "withdrawn = 0"
    found = store.rows(f"SELECT id FROM documents WHERE {there} AND ({condition.sql})", *condition.values)
    return frozenset(row["id"] for row in found)


def find_events(store: Store, query: Query | None, limit: int | None = None) -> tuple[list[Event], int]:
    """The latest events of the items that meet a query, or of all there are, as typed; and how many there are in all.

    Items that are named may be withdrawn ones.
    """
    prepare(store.connection)
    sql: str = "1"
    values: tuple[Value, ...] = ()
    if query is not None:
        condition = build_condition(query, withdrawn=query.named is not None)
        sql, values = f"item_id IN (SELECT id FROM items WHERE {condition.sql})", condition.values
    (row,) = store.rows(f"SELECT count(*) FROM events WHERE {sql}", *values)
    latest = f"id IN (SELECT id FROM events WHERE {sql} ORDER BY id DESC LIMIT ?)"
    return store.events(latest, *values, -1 if limit is None else limit), int(row[0])
