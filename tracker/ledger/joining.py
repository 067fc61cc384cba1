"""Puts another ledger into this one: its documents, items, commands and events under new ids, each as it was recorded.

What this ledger has already stays as it is here and is not taken.  Issued reports are not taken either: their numbers,
and what they were made from, are of the other ledger.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from tracker.ledger.namesakes import tell_apart_all
from tracker.ledger.renumbering import Ids, renumber
from tracker.ledger.rows import Value
from tracker.ledger.state import DOCUMENT, NAMESAKE, UNIT
from tracker.ledger.store import Draft, Store
from tracker.ledger.undoing import JOIN, JOINED
from tracker.ledger.upgrading import keep_copy
from tracker.ledger.values import Occasion
from tracker.model import Command, ReplyKind

MARK = "〔并入〕"
"""Before the summaries of commands that came with another ledger: ids in them are that ledger's."""


class Why(Enum):
    """Why a document of the other ledger is not taken."""

    SAME = "same"
    """The same letter is here."""
    CASE = "case"
    """Another text of the same case is here."""
    LINKED = "linked"
    """It was replaced by one that is not taken, or replaced it."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """A document of the other ledger that is not taken."""

    id: int
    """Its id there."""
    path: str
    """Where it was read from."""
    why: Why
    """Why."""
    here: int
    """The document here that it is, or stands against."""


@dataclass(frozen=True, slots=True)
class JoinPlan:
    """What joining another ledger would take from it."""

    ledger_id: str
    """Of the other ledger."""
    documents: frozenset[int]
    """Documents that are taken, by their ids there; withdrawn ones, too."""
    items: int
    """Items in them that are not withdrawn."""
    overlaps: tuple[Overlap, ...]
    """Documents that are not."""
    names: frozenset[str]
    """Subjects of what a person said of printed names there, which this ledger knows otherwise, or already."""
    reports: int
    """Issued reports, which are not taken."""
    seen: int
    """The last event of the other ledger when it was joined before, 0 where it never was."""
    last: int
    """Its last event now."""
    subjects: int
    """Events of no document that are taken: names of units, who was asked and who answered."""

    @property
    def changes(self) -> bool:
        """True where there is anything to take."""
        return bool(self.documents or self.subjects)


@dataclass(frozen=True, slots=True)
class Joined:
    """What joining another ledger did."""

    command: Command
    """The command."""
    items: tuple[int, ...]
    """The items that came, by their ids here; withdrawn ones, too."""
    kept: Path
    """The copy of the ledger as it was before."""


def plan_join(store: Store, other: Store) -> JoinPlan:
    """What ``join`` would take; writes nothing."""
    overlaps = _find_overlaps(store, other)
    refused = json.dumps([overlap.id for overlap in overlaps])
    wanted = other.rows("SELECT id FROM documents WHERE id NOT IN (SELECT value FROM json_each(?))", refused)
    documents = frozenset(row["id"] for row in wanted)
    found = other.rows("SELECT document_id, count(*) AS items FROM items WHERE NOT withdrawn GROUP BY document_id")
    ledger_id, seen = _find_id(other), _find_seen(store, _find_id(other))
    names = _find_names(store, other)
    return JoinPlan(
        ledger_id=ledger_id,
        documents=documents,
        items=sum(row["items"] for row in found if row["document_id"] in documents),
        overlaps=overlaps,
        names=names,
        reports=int(other.rows("SELECT count(*) FROM reports")[0][0]),
        seen=seen,
        last=int(other.rows("SELECT coalesce(max(id), 0) FROM events")[0][0]),
        subjects=sum(_is_taken(row, frozenset(), names, seen) for row in other.rows(_SUBJECTS)),
    )


def join(store: Store, other: Store, occasion: Occasion, name: str) -> Joined | None:
    """Take from another ledger what is not here, in one transaction; ``None`` where there is nothing.

    ``name`` is what the other one is called.  A copy of this ledger is kept beside it first.
    """
    kept = None
    try:
        with store.transaction():
            plan = plan_join(store, other)
            if not plan.changes:
                return None
            kept = keep_copy(store.path, "before-join")
            ids = _take(store, other, plan)
            command = _record(store, plan, occasion, f"{name}，合并前的备份 {kept.name}")
            store.rebuild()
            tell_apart_all(store, occasion.now, occasion.on)
    except BaseException:
        # The ledger is as it was, so the copy is worth nothing.
        if kept is not None:
            kept.unlink(missing_ok=True)
        raise
    return Joined(command, tuple(ids.items.values()), kept)


def _record(store: Store, plan: JoinPlan, occasion: Occasion, words: str) -> Command:
    summary = f"并入另一台账：{len(plan.documents)} 份来源文件、{plan.items} 项承诺，来自 {words}"
    command = store.write_command(JOIN, person=occasion.person, now=occasion.now, summary=summary)
    what = json.dumps({"events": plan.last, "documents": len(plan.documents), "items": plan.items})
    store.write_event(command, Draft(occasion.on, None, None, JOINED, None, what, subject=plan.ledger_id))
    return command


# What is here already


def _find_overlaps(store: Store, other: Store) -> tuple[Overlap, ...]:
    """The documents there that cannot be taken, and those that go with them."""
    found: dict[int, Overlap] = {}
    paths: dict[int, str] = {}
    here = {row["content_key"]: row["id"] for row in store.rows("SELECT id, content_key FROM documents")}
    cases = _find_cases(store)
    for row in other.rows("SELECT id, path, content_key, case_key, kind, withdrawn FROM documents ORDER BY id"):
        key, paths[row["id"]] = row["id"], row["path"]
        rivals = [] if row["withdrawn"] else cases.get(row["case_key"], [])
        rival = next((one for one, kind in rivals if _is_same_kind(kind, row["kind"])), None)
        if row["content_key"] in here:
            found[key] = Overlap(key, row["path"], Why.SAME, here[row["content_key"]])
        elif rival is not None:
            found[key] = Overlap(key, row["path"], Why.CASE, rival)
    for group in _find_groups(other):
        first = next((found[key] for key in sorted(group) if key in found), None)
        for key in sorted(group - found.keys()) if first else ():
            assert first is not None
            found[key] = Overlap(key, paths[key], Why.LINKED, first.here)
    return tuple(found[key] for key in sorted(found))


def _find_cases(store: Store) -> Mapping[str | None, list[tuple[int, str]]]:
    cases: defaultdict[str | None, list[tuple[int, str]]] = defaultdict(list)
    for row in store.rows("SELECT id, case_key, kind FROM documents WHERE case_key IS NOT NULL AND NOT withdrawn"):
        cases[row["case_key"]].append((row["id"], row["kind"]))
    return cases


def _is_same_kind(one: str, other: str) -> bool:
    return one == other or ReplyKind.OTHER in (one, other)


def _find_groups(other: Store) -> list[set[int]]:
    """Documents among which items moved: a history cannot be taken in parts."""
    groups: dict[int, set[int]] = {}
    moves = other.rows("SELECT DISTINCT document_id, old, new FROM events WHERE field = ?", DOCUMENT)
    for row in moves:
        together = {int(key) for key in row if key is not None}
        for key in tuple(together):
            together |= groups.get(key, set())
        groups |= dict.fromkeys(together, together)
    return list(groups.values())


def _find_names(store: Store, other: Store) -> frozenset[str]:
    """What a person said there of printed names on which this ledger has something of its own."""
    here = {row["subject"] for row in store.rows("SELECT DISTINCT subject FROM events WHERE field = ?", UNIT)}
    said = other.rows("SELECT DISTINCT subject FROM events WHERE field = ?", UNIT)
    return frozenset(row["subject"] for row in said) & here


def _find_id(other: Store) -> str:
    return str(other.rows("SELECT value FROM meta WHERE key = 'ledger_id'")[0][0])


def _find_seen(store: Store, ledger_id: str) -> int:
    found = store.rows("SELECT new FROM events WHERE field = ? AND subject = ?", JOINED, ledger_id)
    return max((int(json.loads(row["new"])["events"]) for row in found), default=0)


# What is taken

_SUBJECTS = "SELECT * FROM events WHERE document_id IS NULL AND item_id IS NULL"


def _is_taken(row: sqlite3.Row, documents: frozenset[int], names: frozenset[str], seen: int) -> bool:
    """Whether an event there is taken; names that the program itself gave are given anew."""
    if row["document_id"] is not None:
        return row["document_id"] in documents
    if row["field"] == UNIT:
        return row["subject"] not in names
    return bool(row["field"] != NAMESAKE and row["id"] > seen)


def _take(store: Store, other: Store, plan: JoinPlan) -> Ids:
    """Copy rows under new ids."""
    ids = Ids()
    for row in _read(other, "SELECT * FROM documents ORDER BY id"):
        if row["id"] in plan.documents:
            ids.documents[row["id"]] = _insert(store, "documents", row)
    for row in _read(other, "SELECT * FROM items ORDER BY id"):
        if row["document_id"] in plan.documents:
            ids.items[row["id"]] = _insert(store, "items", row, document_id=ids.documents[row["document_id"]])
    used = {
        row["command_id"]
        for row in _read(other, "SELECT command_id, document_id, item_id, field, subject, id FROM events")
        if _is_taken(row, plan.documents, plan.names, plan.seen)
    }
    for row in _read(other, "SELECT * FROM commands ORDER BY id"):
        if row["id"] in used:
            undoes = ids.commands.get(row["undoes"])
            ids.commands[row["id"]] = _insert(store, "commands", row, undoes=undoes, summary=f"{MARK}{row['summary']}")
    for row in _read(other, "SELECT * FROM events ORDER BY id"):
        # What takes back an event that is not taken would put a value of its own into force here.
        whole = row["reverses"] is None or row["reverses"] in ids.events
        if whole and _is_taken(row, plan.documents, plan.names, plan.seen):
            ids.events[row["id"]] = _insert(store, "events", row, **renumber(row, ids, store, other))
    return ids


def _read(other: Store, sql: str) -> Iterator[sqlite3.Row]:
    """The rows one after the other: all texts of a ledger at once are too much."""
    yield from other.connection.execute(sql)


def _insert(store: Store, table: str, row: sqlite3.Row, **changed: Value) -> int:
    values: dict[str, Value] = {name: row[name] for name in row.keys() if name != "id"}  # noqa: SIM118 - rows
    return store.insert(table, values | changed)
