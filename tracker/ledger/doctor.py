"""Examines a ledger from the file up to what it says, and repairs what can be repaired without losing anything.

What is kept beside the events (state, names, indexes, triggers) can always be made anew; rows of documents, items,
commands and events are what a ledger is, and are never touched here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tracker.errors import LedgerError
from tracker.ledger import connection as file
from tracker.ledger import soundness, surroundings
from tracker.ledger.diagnosis import Checked, Finding, Remedy
from tracker.ledger.store import Store
from tracker.ledger.upgrading import keep_copy

_MOST = 20
"""Faults of the file that are looked for; more of them say nothing new."""
_OF_INDEXES = (" missing from index ", "wrong # of entries in index ", "non-unique entry in index ")
"""What SQLite says where only an index is wrong."""


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found in a ledger."""

    path: Path
    """The ledger."""
    checks: tuple[Checked, ...]
    """All that was looked at, in order."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that was found."""
        return tuple(finding for check in self.checks for finding in check.findings)

    @property
    def faults(self) -> tuple[Finding, ...]:
        """What is wrong; the rest is for information."""
        return tuple(finding for finding in self.findings if finding.fault)

    @property
    def remedies(self) -> frozenset[Remedy]:
        """What would repair some of it."""
        return frozenset(finding.remedy for finding in self.findings if finding.remedy is not None)


def examine(path: Path) -> Examination:
    """Look at all of a ledger; changes nothing.  ``LedgerError`` where the file cannot be opened as one."""
    with file.opened(path) as raw:
        checks = [
            _check("文件完整", _find_damage(raw, path)),
            _check("记录之间的引用", _find_dangling(raw, path)),
            _check("日志方式", _find_journal(raw, path)),
        ]
        version = file.read_version(raw, path)
    if any(check.findings and check.title == "文件完整" for check in checks):
        # What stands on damaged pages would only be found wrong once more, or cannot be read at all.
        checks += _examine_content(path, version, (*_STRUCTURE, *_PLACE))
    else:
        checks += _examine_content(path, version, (*_STRUCTURE, *_CONTENT, *_PLACE))
    return Examination(path, tuple(checks))


def repair(path: Path, examination: Examination) -> Path:
    """Make anew what an examination found wrong and can be made anew; returns the copy of the ledger before.

    Raises ``LedgerError`` where the ledger cannot be written, or copied first.
    """
    opened, _ = file.open_writing(path, create=False)
    with closing(opened) as connection:
        kept = keep_copy(path, "before-repair", sound=False)
        store = Store(connection, path)
        remedies = examination.remedies
        with file.worded(path):
            if Remedy.JOURNAL in remedies:
                connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        with store.transaction():
            if Remedy.REINDEX in remedies:
                connection.execute("REINDEX")
            if Remedy.STRUCTURE in remedies:
                _mend_structure(connection)
            if Remedy.REBUILD in remedies:
                store.rebuild()
    return kept


def _check(title: str, findings: Iterable[Finding]) -> Checked:
    """What a check finds, as far as the file can be read."""
    found: list[Finding] = []
    try:
        found.extend(findings)
    except LedgerError as error:
        found.append(Finding(str(error)))
    return Checked(title, tuple(found))


def _examine_content(
    path: Path, version: int, checks: Iterable[tuple[str, Callable[[Store], Iterator[Finding]]]]
) -> list[Checked]:
    try:
        store = Store(file.open_reading(path), path)
    except LedgerError as error:
        return [Checked("内容", (Finding(str(error)),))]
    with closing(store.connection):
        done = [_check(title, check(store)) for title, check in checks]
    if version < file.VERSION:
        text = f"台账结构是第 {version} 版，下次写入时先备份，再升级到第 {file.VERSION} 版"
        done.append(Checked("版本", (Finding(text, fault=False),)))
    return done


def _find_damage(raw: sqlite3.Connection, path: Path) -> Iterator[Finding]:
    with file.worded(path):
        lines = [row[0] for row in raw.execute(f"PRAGMA integrity_check({_MOST})")]
    if lines == ["ok"]:
        return
    if all(any(words in line for words in _OF_INDEXES) for line in lines):
        yield Finding(f"索引与数据不符 {len(lines)} 处", remedy=Remedy.REINDEX)
        return
    yield Finding(f"文件已损坏（{'；'.join(lines[:3])}），请换用最近的备份")


def _find_dangling(raw: sqlite3.Connection, path: Path) -> Iterator[Finding]:
    with file.worded(path):
        rows = raw.execute("PRAGMA foreign_key_check").fetchall()
    for table in sorted({row[0] for row in rows}):
        count = sum(row[0] == table for row in rows)
        yield Finding(f"表 {table} 有 {count} 行指向不存在的记录，请换用最近的备份")


def _find_journal(raw: sqlite3.Connection, path: Path) -> Iterator[Finding]:
    with file.worded(path):
        (mode,) = raw.execute("PRAGMA journal_mode").fetchone()
    if mode == "wal":
        yield Finding("被其他程序改为 WAL 方式，在共享文件夹和只读介质上不可靠", remedy=Remedy.JOURNAL)


def _find_structure(store: Store) -> Iterator[Finding]:
    """Tables, columns, indexes and triggers that are not those of this program."""
    wanted, there = _load_reference(), _read_structure(store.connection)
    for (kind, name), sql in wanted.items():
        found = there.get((kind, name))
        if kind == "table":
            if found is None:
                yield Finding(f"缺少表 {name}，请换用最近的备份")
        elif found is None:
            yield Finding(f"缺少{_KINDS[kind]} {name}", remedy=Remedy.STRUCTURE)
        elif found != sql:
            yield Finding(f"{_KINDS[kind]} {name} 被改动", remedy=Remedy.STRUCTURE)
    for kind, name in there:
        if (kind, name) not in wanted and kind == "trigger":
            yield Finding(f"有其他程序加的触发器 {name}，可能改动台账，请用建立它的程序删除")


_KINDS = {"index": "索引", "trigger": "触发器"}
_STRUCTURE: tuple[tuple[str, Callable[[Store], Iterator[Finding]]], ...] = (("表、索引和触发器", _find_structure),)
_CONTENT = (
    ("承诺原文仍在来源文件中", soundness.find_lost_quotes),
    ("状态与变更记录一致", soundness.find_wrong_states),
    ("来源文件状态与变更记录一致", soundness.find_wrong_documents),
    ("单位名称与变更记录一致", soundness.find_wrong_names),
    ("没有重复", soundness.find_duplicates),
    ("佐证", surroundings.find_evidence),
)
_PLACE = (("存放位置", surroundings.find_network),)


def _load_reference() -> Mapping[tuple[str, str], str]:
    with closing(file.open_empty()) as reference:
        return _read_structure(reference)


def _read_structure(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT GLOB '*sqlite_*'")
    return {(kind, name): sql for kind, name, sql in rows.fetchall()}


def _mend_structure(connection: sqlite3.Connection) -> None:
    there = _read_structure(connection)
    for (kind, name), sql in _load_reference().items():
        if kind == "table" or there.get((kind, name)) == sql:
            continue
        connection.execute(f"DROP {kind} IF EXISTS {name}")
        connection.execute(sql)
