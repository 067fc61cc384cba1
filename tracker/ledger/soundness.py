"""What a ledger says, held against itself: quotes against texts, state against events, documents against each other."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence

from tracker.ledger.diagnosis import Finding, Remedy, name_ids
from tracker.ledger.records import read_reply
from tracker.ledger.rows import Value, find_content_key
from tracker.ledger.state import is_present, replay_document, replay_names
from tracker.ledger.store import Store, find_batches

_UNREADABLE = (ValueError, KeyError, TypeError)
"""What reading a value raises that no program of ours wrote."""


def find_lost_quotes(store: Store) -> Iterator[Finding]:
    """Items whose first reading, or reading in force, is not in the text of its document."""
    lost: list[int] = []
    for batch in find_batches(row["id"] for row in store.rows("SELECT id FROM documents ORDER BY id")):
        span = (batch[0], batch[-1])
        texts = {row["id"]: row["text"] for row in store.rows(f"SELECT id, text FROM documents WHERE {_SPAN}", *span)}
        lost += [row["id"] for row in store.rows(_FIRST_QUOTES, *span) if not _stands(row, texts[row["document"]])]
        lost += [row["id"] for row in store.rows(_LATER_QUOTES, *span) if not _reads(row, texts[row["document"]])]
    if lost:
        yield Finding(f"编号 {name_ids(sorted(set(lost)))} 的承诺原文与来源文件不符，请用 `tracker history` 查对")


_SPAN = "id BETWEEN ? AND ?"
_FIRST_QUOTES = (
    "SELECT DISTINCT items.id, quote, quote_start, quote_end, events.document_id AS document FROM events"
    " JOIN items ON items.id = events.item_id WHERE events.document_id BETWEEN ? AND ? AND field = 'added'"
)
_LATER_QUOTES = (
    "SELECT id, reading, document_id AS document FROM items"
    " WHERE document_id BETWEEN ? AND ? AND reading IS NOT NULL AND NOT withdrawn"
)


def _stands(row: sqlite3.Row, text: str) -> bool:
    return bool(text[row["quote_start"] : row["quote_end"]] == row["quote"])


def _reads(row: sqlite3.Row, text: str) -> bool:
    try:
        value = json.loads(row["reading"])
        return bool(text[value["start"] : value["end"]] == value["text"])
    except _UNREADABLE:
        return False


def find_wrong_states(store: Store) -> Iterator[Finding]:
    """Items whose columns are not what their events say."""
    wrong: list[int] = []
    unreadable: list[int] = []
    for batch in find_batches(row["id"] for row in store.rows("SELECT id FROM items ORDER BY id")):
        try:
            wrong += _compare(store, batch)
        except _UNREADABLE:
            for key in batch:
                try:
                    wrong += _compare(store, [key])
                except _UNREADABLE:
                    unreadable.append(key)
    if wrong:
        yield Finding(f"编号 {name_ids(wrong)} 的状态与变更记录不一致", remedy=Remedy.REBUILD)
    if unreadable:
        yield Finding(f"编号 {name_ids(unreadable)} 有读不懂的变更记录或状态，请换用最近的备份")


def _compare(store: Store, ids: Sequence[int]) -> list[int]:
    found = {row["id"]: row for row in store.rows(f"SELECT * FROM items WHERE {_SPAN}", ids[0], ids[-1])}
    states = store.replay_states(ids)
    return [key for key in ids if not _holds(found[key], states[key])]


def _holds(row: sqlite3.Row, state: dict[str, Value]) -> bool:
    return all(row[name] == value for name, value in state.items())


def find_wrong_documents(store: Store) -> Iterator[Finding]:
    """Documents whose columns are not what their events say."""
    wrong = []
    for row in store.rows("SELECT id, withdrawn, category_now, satisfaction FROM documents ORDER BY id"):
        history = store.events("document_id = ? AND item_id IS NULL", row["id"])
        state = replay_document(history)
        there = (bool(row["withdrawn"]), row["category_now"], row["satisfaction"])
        if there != (not is_present(history), state["category"], state["satisfaction"]):
            wrong.append(row["id"])
    if wrong:
        yield Finding(f"来源文件 {name_ids(wrong)} 的状态与变更记录不一致", remedy=Remedy.REBUILD)


def find_wrong_names(store: Store) -> Iterator[Finding]:
    """Names of units that are not what the events say."""
    said, there = replay_names(store.events("subject IS NOT NULL")), store.naming()
    wrong = sorted({printed for (_, printed), _ in said.items() ^ there.items()})
    if wrong:
        yield Finding(f"单位名称与变更记录不一致：{'、'.join(wrong[:5])}", remedy=Remedy.REBUILD)


def find_duplicates(store: Store) -> Iterator[Finding]:
    """Documents with the same letter or the same case, and items with the same words, that all count."""
    same: dict[object, list[int]] = defaultdict(list)
    for batch in find_batches(row["id"] for row in store.rows("SELECT id FROM documents WHERE NOT withdrawn")):
        for row in store.rows(f"SELECT * FROM documents WHERE {_SPAN} AND NOT withdrawn", batch[0], batch[-1]):
            same[find_content_key(read_reply(row))].append(row["id"])
    for ids in same.values():
        if len(ids) > 1:
            yield _name_double("来源文件", ids, "内容相同", "请用 `tracker document withdraw` 撤回多余的")
    for row in store.rows(
        "SELECT json_group_array(id) AS ids FROM documents WHERE case_key IS NOT NULL AND NOT withdrawn"
        " GROUP BY case_key, kind HAVING count(*) > 1"
    ):
        yield _name_double("来源文件", json.loads(row["ids"]), "案号相同", "请核对是否为同一件答复")
    for row in store.rows(
        "SELECT json_group_array(id) AS ids FROM items WHERE NOT withdrawn AND standing < 3 AND reading IS NULL"
        " GROUP BY document_id, quote_start, quote_end HAVING count(*) > 1"
    ):
        yield _name_double("编号", json.loads(row["ids"]), "截取相同", "请用 `tracker review` 剔除多余的")


def _name_double(what: str, ids: Sequence[int], how: str, advice: str) -> Finding:
    return Finding(f"{what} {name_ids(sorted(ids))} {how}，{advice}", fault=False)
