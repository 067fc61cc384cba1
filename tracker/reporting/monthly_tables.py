"""The tables of the monthly report, each a pure function of the items it is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from tracker.model import Event, Item, Status
from tracker.reporting.changes import find_differences
from tracker.reporting.figures import completion, count
from tracker.reporting.limits import limit_text
from tracker.reporting.listing import LIST_COLUMNS, Day, build_item_table
from tracker.reporting.table import Cell, Column, Kind, Share, Table

_FIGURES = (
    Column("items", "事项", Kind.NUMBER),
    Column("unreviewed", "其中待核", Kind.NUMBER),
    Column("done", "已完成", Kind.NUMBER),
    Column("closed", "已销号", Kind.NUMBER),
    Column("in_progress", "推进中", Kind.NUMBER),
    Column("waiting", "未启动或未报", Kind.NUMBER),
    Column("overdue", "逾期", Kind.NUMBER),
    Column("completion", "完成率", Kind.SHARE),
)


def build_by_status(now: Sequence[Item], then: Sequence[Item]) -> Table:
    """One row a status and the total: number, share, number a month before, difference."""
    columns = (
        Column("status", "状态"),
        Column("items", "期末", Kind.NUMBER),
        Column("share", "占比", Kind.SHARE),
        Column("before", "上月末", Kind.NUMBER),
        Column("change", "增减", Kind.NUMBER),
        Column("unreviewed", "其中待核", Kind.NUMBER),
    )
    rows: list[tuple[Cell, ...]] = []
    for status in (*Status, None):
        here = [item for item in now if status in (None, item.status)]
        there = sum(status in (None, item.status) for item in then)
        share = Share(len(here), len(now))
        label = status.label if status else "合计"
        rows.append((label, len(here), share, there, _signed(len(here) - there), count(here).unreviewed))
    return Table(columns, tuple(rows))


def _signed(difference: int) -> str:
    return f"{difference:+}" if difference else "0"


def build_by_owner(items: Sequence[Item], day: date) -> Table:
    """One row an owner, most items first, and the total."""
    groups = _group(items, lambda item: item.owner or "")
    rows = [(owner or "未指明", *_figures(group, day)) for owner, group in groups]
    return Table((Column("owner", "责任单位"), *_FIGURES), (*rows, ("合计", *_figures(items, day))))


def build_by_document(items: Sequence[Item], day: date) -> Table:
    """One row a document, most items first, and the total."""
    columns = (
        Column("document", "文件", Kind.NUMBER),
        Column("title", "标题", long=True),
        Column("issuer", "答复单位"),
        Column("items", "事项", Kind.NUMBER),
        Column("unreviewed", "其中待核", Kind.NUMBER),
        Column("overdue", "逾期", Kind.NUMBER),
        Column("completion", "完成率", Kind.SHARE),
    )
    rows: list[tuple[Cell, ...]] = []
    for document, group in (*_group(items, lambda item: item.document_id), (None, items)):
        header = group[0].header if document is not None else None
        title = (header.title or header.subject) if header else "合计"
        overdue = sum(item.is_overdue(day) for item in group)
        issuer = header.issuer if header else None
        rows.append((document, title, issuer, len(group), count(group).unreviewed, overdue, completion(group)))
    return Table(columns, tuple(rows))


_Key = TypeVar("_Key", str, int)


def _group(items: Sequence[Item], key: Callable[[Item], _Key]) -> list[tuple[_Key, list[Item]]]:
    groups: dict[_Key, list[Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0]))


def _figures(items: Sequence[Item], day: date) -> tuple[Cell, ...]:
    statuses = [item.status for item in items]
    waiting = statuses.count(Status.NOT_STARTED) + statuses.count(Status.UNREPORTED)
    counts = (statuses.count(status) for status in (Status.DONE, Status.CLOSED, Status.IN_PROGRESS))
    overdue = sum(item.is_overdue(day) for item in items)
    return (len(items), count(items).unreviewed, *counts, waiting, overdue, completion(items))


def build_named(items: Sequence[Item], day: Day) -> Table:
    """Items by name with owner, limit and status."""
    return build_item_table(items, day, LIST_COLUMNS)


def build_annex(items: Sequence[Item], day: Day) -> Table:
    """The full ledger by document and id, with where each promise stands."""
    return build_item_table(sorted(items, key=lambda item: (item.document_id, item.id)), day, LIST_COLUMNS)


def build_changed(now: Sequence[Item], then: Sequence[Item], events: Sequence[Event] = ()) -> Table:
    """What is different from the month before, field by field; items without a difference are left out.

    ``events`` up to the day of ``now`` tell why a 督办时限 was moved.
    """
    columns = (
        Column("id", "编号", Kind.NUMBER),
        Column("text", "承诺事项", long=True),
        Column("change", "变更", long=True),
        Column("changed_on", "最近变更", Kind.DAY),
    )
    before = {item.id: item for item in then}
    moves: dict[int | None, list[Event]] = {}
    for event in events:
        if event.field == "due":
            moves.setdefault(event.item_id, []).append(event)
    rows: list[tuple[Cell, ...]] = []
    for item in sorted(now, key=lambda item: item.id):
        differences = find_differences(before.get(item.id), item, moves.get(item.id, ()))
        if differences:
            rows.append((item.id, item.commitment.text, "；".join(differences), item.changed_on))
    return Table(columns, tuple(rows))


def build_overdue(items: Sequence[Item], day: date) -> Table:
    """The overdue items, longest overdue first, each with the limit that counts and what set it."""
    columns = (
        Column("id", "编号", Kind.NUMBER),
        Column("text", "承诺事项", long=True),
        Column("owner", "责任单位"),
        Column("limit", "时限"),
        Column("basis", "依据"),
        Column("days", "逾期天数", Kind.NUMBER),
        Column("status", "状态"),
    )
    rows: list[tuple[Cell, ...]] = []
    for item in sorted(items, key=lambda item: (item.limit or date.max, item.id)):
        days = (day - item.limit).days if item.limit else None
        basis = "督办时限" if item.limit_is_due else "承诺时限"
        limit = limit_text(item).removesuffix(" 督办")
        rows.append((item.id, item.commitment.text, item.owner, limit, basis, days, item.status.label))
    return Table(columns, tuple(rows))
