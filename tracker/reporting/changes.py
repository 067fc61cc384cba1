"""Changes in words: what a field is called, how its values read, what an event says."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from tracker.model import FINAL_STATUSES, OPEN_STATUSES, Event, Evidence, Grade, Item, Review, Satisfaction, Status
from tracker.reporting.table import Cell, Column, Kind, Table, cell_text

FIELD_TITLES = {
    "status": "状态",
    "progress": "进度",
    "due": "督办时限",
    "owner": "责任单位",
    "note": "进展情况",
    "problem": "存在问题",
    "measures": "下步措施",
    "remark": "备注",
    "confirmed_by": "确认人",
    "review": "核定",
}
"""Fields of an item that a person can change and that hold one value, in the order they are told."""
EVIDENCE = "evidence"
"""The field that holds several."""

_REOPENED = "（重新打开）"
_OTHER_TITLES = {"category": "办复类别", "satisfaction": "提出人意见", "unit": "单位"}

_READING_TITLES = {
    "text": "引文",
    "theme": "事项主题",
    "owner": "责任单位",
    "partners": "配合单位",
    "deadline": "承诺时限",
    "targets": "目标值",
    "grade": "可核查度",
}
_HAPPENINGS = {"added": "新增", "withdrawn": "撤回"}
_ROUNDS = {"asked": "发表请{}报送进展", "answered": "{}报送了进展", "joined": "并入台账 {}"}
_NAMINGS = frozenset({"unit", "namesake"})
"""The fields of the events that say what the printed name of an organ means."""

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
    if field == "satisfaction":
        return Satisfaction(value).label
    return f"{value}%" if field == "progress" else value


def change_text(field: str, old: str | None, new: str | None) -> str:
    """One change in words: ``状态：未报进展 → 推进中``; what was finished and is open again says so."""
    if field == EVIDENCE:
        return f"佐证：{'新增' if new else '撤去'} {evidence_text(Evidence(**json.loads(new or old or '{}')))}"
    title = FIELD_TITLES.get(field) or _OTHER_TITLES.get(field, field)
    reopened = _REOPENED if field == "status" and old in FINAL_STATUSES and new in OPEN_STATUSES else ""
    return f"{title}：{value_text(field, old)} → {value_text(field, new)}{reopened}"


def evidence_text(evidence: Evidence) -> str:
    """A piece of evidence in words: an address, or a file with the beginning of its hash and whether it is kept.

    >>> evidence_text(Evidence("照片.jpg", "0f" * 32, "台账.db.佐证/0f0f.jpg"))
    '照片.jpg（校验值 0f0f0f0f，已存副本）'
    """
    if evidence.sha256 is None:
        return evidence.location
    return f"{evidence.location}（校验值 {evidence.sha256[:8]}{'，已存副本' if evidence.kept else ''}）"


def event_text(event: Event) -> str:
    """One event in words, with the reason for it; additions and withdrawals name no values."""
    if event.field == "withdrawn" and event.new == "no":
        return "恢复" if event.item_id is not None else f"恢复来源文件 {event.document_id}"
    reason = f"（理由：{event.reason}）" if event.reason else ""
    return _event_text(event) + reason


def _event_text(event: Event) -> str:
    if event.field == "reading" and event.new is not None:
        return reading_text(event.old, event.new)
    if event.field == "document":
        return f"来源文件：{cell_text(event.old)} → {cell_text(event.new)}"
    if event.subject is not None and event.field in _ROUNDS:
        return _ROUNDS[event.field].format(event.subject)
    if event.subject is not None and event.field in _NAMINGS:
        place, _, printed = event.subject.partition("\n")
        name = f"{printed}（{place}）" if place else printed
        return f"“{name}”所指单位：{event.old or printed} → {event.new or printed}"
    happening = _HAPPENINGS.get(event.field)
    if happening is None:
        text = change_text(event.field, event.old, event.new)
        # What only takes a status back has opened nothing again.
        return text if event.reverses is None else text.removesuffix(_REOPENED)
    return happening if event.item_id is not None else f"{happening}来源文件 {event.document_id}"


def reading_text(old: str | None, new: str) -> str:
    """What is different between two readings of a promise, as the ledger stores them.

    >>> reading_text('{"text": "修路", "targets": []}', '{"text": "修路3公里", "targets": [{"text": "3公里"}]}')
    '引文：修路 → 修路3公里；目标值：— → 3公里'
    """
    return compare_readings(json.loads(old) if old else {}, json.loads(new)) or "改读"


def compare_readings(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """What is different between two readings, as objects with the keys of the JSON contract; empty for nothing."""
    pairs = ((title, _part(before.get(key)), _part(after.get(key))) for key, title in _READING_TITLES.items())
    return "；".join(f"{title}：{was} → {now}" for title, was, now in pairs if was != now)


def _part(value: Any) -> str:
    """One field of a reading in words: a quote, a list of names or of figures, a time limit."""
    if isinstance(value, list):
        return cell_text("、".join(_part(entry) for entry in value))
    if isinstance(value, dict):
        return f"{value['text']}，即 {value['date']}" if value.get("date") else str(value["text"])
    return cell_text(Grade(value).label if value in set(Grade) else value)


def build_history(events: Iterable[Event]) -> Table:
    """The events in the order given, one a row."""
    rows: list[tuple[Cell, ...]] = [
        (
            event.id,
            event.effective_on,
            event.item_id,
            event_text(event) if event.reverses is None else f"（撤销）{event_text(event)}",
            event.person,
            event.recorded_at.astimezone().date(),
        )
        for event in events
    ]
    return Table(HISTORY_COLUMNS, tuple(rows))


def describe_due(events: Iterable[Event]) -> str:
    """How often the 督办时限 of one item was moved and why it was set last, from its events: ``改期 2 次，理由：…``."""
    taken_back: set[int] = set()
    settings = []
    for event in sorted(events, key=lambda event: event.id, reverse=True):
        if event.reverses is not None and event.id not in taken_back:
            taken_back.add(event.reverses)
        elif event.field == "due" and event.id not in taken_back:
            settings.append(event)
    settings.sort(key=lambda event: (event.effective_on, event.id))
    moves = sum(event.old is not None for event in settings)
    reason = settings[-1].reason if settings else None
    return "，".join(
        part for part in (f"改期 {moves} 次" if moves else "", f"理由：{reason}" if reason else "") if part
    )


def find_differences(before: Item | None, after: Item, events: Iterable[Event] = ()) -> list[str]:
    """What is different between two states of one item, in words; ``before`` may be its first state.

    ``events`` of the item tell how often its 督办时限 was moved, and why.
    """
    moves = describe_due(events)
    known = before.evidence if before else ()
    return [
        change_text(field, old, new) + (f"（{moves}）" if field == "due" and moves else "")
        for field in FIELD_TITLES
        if field != "review"
        for old, new in [(stored_value(before, after, field), stored_value(after, after, field))]
        if old != new
    ] + [f"佐证：新增 {evidence_text(piece)}" for piece in after.evidence if piece not in known]


def stored_value(state: Item | None, item: Item, field: str) -> str | None:
    """The value of a field as the ledger stores it; without a state, as it was when the item was added."""
    if state is None:
        return {"status": Status.UNREPORTED.value, "owner": item.commitment.owner}.get(field)
    value: Cell = getattr(state, field)
    return None if value is None else cell_text(value)
