"""Changes in words: what a field is called, how its values read, what an event says."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.model import Event, Item, Review, Status
from tracker.reporting.table import Cell, Column, Kind, Table, cell_text

FIELD_TITLES = {
    "status": "状态",
    "progress": "进度",
    "due": "督办时限",
    "owner": "责任单位",
    "note": "备注",
    "review": "核定",
}
"""Fields of an item that a person can change, in the order they are told."""

_HAPPENINGS = {"added": "新增", "withdrawn": "撤回"}

HISTORY_COLUMNS = (
    Column("event", "序号", Kind.NUMBER),
    Column("effective_on", "生效日期", Kind.DAY),
    Column("item", "编号", Kind.NUMBER),
    Column("change", "变更", long=True),
    Column("person", "经手人"),
    Column("recorded_on", "登记日期", Kind.DAY),
)
"""The columns of the history."""


def value_text(field: str, value: str | None) -> str:
    """A stored value as people read it.

    >>> value_text("status", "done"), value_text("progress", "60"), value_text("note", None)
    ('已完成', '60%', '—')
    """
    if value is None or value == "":
        return "—"
    if field == "status":
        return Status(value).label
    if field == "review":
        return Review(value).label
    return f"{value}%" if field == "progress" else value


def change_text(field: str, old: str | None, new: str | None) -> str:
    """One change in words: ``状态：未报进展 → 推进中``."""
    return f"{FIELD_TITLES.get(field, field)}：{value_text(field, old)} → {value_text(field, new)}"


def event_text(event: Event) -> str:
    """One event in words; additions and withdrawals name no values."""
    happening = _HAPPENINGS.get(event.field)
    if happening is None:
        return change_text(event.field, event.old, event.new)
    return happening if event.item_id is not None else f"{happening}来源文件 {event.document_id}"


def build_history(events: Iterable[Event]) -> Table:
    """The events in the order given, one a row."""
    rows: list[tuple[Cell, ...]] = [
        (
            event.id,
            event.effective_on,
            event.item_id,
            event_text(event),
            event.person,
            event.recorded_at.astimezone().date(),
        )
        for event in events
    ]
    return Table(HISTORY_COLUMNS, tuple(rows))


def find_differences(before: Item | None, after: Item) -> list[str]:
    """What is different between two states of one item, in words; ``before`` may be its first state."""
    return [
        change_text(field, old, new)
        for field in FIELD_TITLES
        if field != "review"
        for old, new in [(stored_value(before, after, field), stored_value(after, after, field))]
        if old != new
    ]


def stored_value(state: Item | None, item: Item, field: str) -> str | None:
    """The value of a field as the ledger stores it; without a state, as it was when the item was added."""
    if state is None:
        return {"status": Status.UNREPORTED.value, "owner": item.commitment.owner}.get(field)
    value: Cell = getattr(state, field)
    return None if value is None else cell_text(value)
