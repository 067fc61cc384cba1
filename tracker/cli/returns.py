"""Tables that came back, in words and as JSON: every change, conflict, error and remark, by unit."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tracker.rendering.width import clip, one_line
from tracker.reporting.changes import event_text

if TYPE_CHECKING:
    from tracker.cli.settling import Settled, Settlement
    from tracker.errors import InputError
    from tracker.exchange.columns import Cell
    from tracker.exchange.merging import Edit, MergedRow
    from tracker.ledger import Asked
    from tracker.model import Event, Item

_QUOTE = 60
"""Columns that a quote takes in a line."""
_NAMELESS = "（无责任单位）"


def describe_conflict(row: MergedRow, edit: Edit) -> str:
    """A conflict in words: what went out, what the ledger says now, what the office says."""
    return (
        f"冲突：编号 {row.item.id} {_quote(row.item)}\n"
        f"  {edit.title}：导出时 {_cell(edit, edit.before)}；台账现为 {_cell(edit, edit.now)}；表里填 {_cell(edit, edit.value)}"
    )


def _quote(item: Item) -> str:
    return clip(one_line(item.commitment.text), _QUOTE, 1)


def _cell(edit: Edit, value: Cell) -> str:
    if value is None:
        return "空白"
    text = one_line(str(value))
    return f"{text}%" if edit.key == "progress" else f"“{clip(text, _QUOTE, 1)}”"


def render_preview(settlement: Settlement) -> str:
    """Every table: its changes unit by unit, its conflicts, what is left out of it."""
    blank = [one.plan.table.source for one in settlement.tables if one.plan.blank]
    lines = [line for one in settlement.tables for line in _describe_table(one)]
    if blank:
        lines.append(f"没有填写任何内容、不算报送的 {len(blank)} 份：{'、'.join(blank)}")
    return "\n".join(lines)


def _describe_table(one: Settled) -> Iterable[str]:
    if one.plan.blank and not one.resolved.notes:
        return
    events = one.planned.events if one.planned is not None else ()
    changed = len({event.item_id for event in events})
    told = "没有记入" if not one.ready else f"改 {changed} 项" if changed else "没有新的改动"
    yield f"〔{one.plan.table.source}〕{one.plan.table.returned.seen} 行，{told}"
    for unit, items in _group(one, events).items():
        yield f"{unit}"
        for item, changes in items:
            yield f"  编号 {item.id}  {_quote(item)}"
            yield from (f"    {one_line(event_text(event))}{_since(event)}" for event in changes)
    for row, edit in one.plan.conflicts:
        decided = "" if (row, edit) in one.undecided or one.errors else f"（{_word_decision(one, row, edit)}）"
        yield describe_conflict(row, edit) + decided
    yield from (f"提示：{note}" for note in one.resolved.notes)


def _word_decision(one: Settled, row: MergedRow, edit: Edit) -> str:
    return "采用表里的" if (row.item.id, edit.key) in one.taken else "保留台账的"


def _since(event: Event) -> str:
    """The day of a change that is true from another day than that on which it is typed."""
    typed = event.recorded_at.astimezone().date()
    return "" if event.effective_on == typed else f"（自 {event.effective_on}）"


def _group(one: Settled, events: Sequence[Event]) -> dict[str, list[tuple[Item, list[Event]]]]:
    """The changes by unit and item."""
    by_item: dict[int | None, list[Event]] = {}
    for event in events:
        by_item.setdefault(event.item_id, []).append(event)
    units: dict[str, list[tuple[Item, list[Event]]]] = {}
    for item in one.planned.items if one.planned is not None else ():
        if item.id in by_item:
            units.setdefault(item.unit or _NAMELESS, []).append((item, by_item[item.id]))
    return units


def word_undecided(one: Settled) -> list[str]:
    """Why a table waits for a decision."""
    places = "；".join(f"编号 {row.item.id} {edit.place}" for row, edit in one.undecided[:5])
    more = f"等 {len(one.undecided)} 处" if len(one.undecided) > 5 else ""
    return [f"导出后台账也改过，两边不一样：{places}{more}；请加 --theirs（采用表里的）或 --ours（保留台账的）"]


def render_returns_json(
    settlement: Settlement, failures: Iterable[InputError], waiting: Iterable[Asked], *, done: bool
) -> bytes:
    """All of it for programs."""
    files = [_table_object(one, done=done) for one in settlement.tables]
    unread = [{"path": error.source, "problem": error.problem} for error in failures]
    asked = [{"unit": one.unit, "asked_on": one.on.isoformat()} for one in waiting]
    data = {"files": files, "unread": unread, "unreported": asked}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _table_object(one: Settled, *, done: bool) -> dict[str, object]:
    units = {item.id: item.unit for item in one.planned.items} if one.planned is not None else {}
    return {
        "path": one.plan.table.source,
        "sha256": one.plan.table.sha256,
        "rows": one.plan.table.returned.seen,
        "units": [answer.unit for answer in one.plan.answers],
        "applied": done and one.ready,
        "changes": [
            {
                "item": event.item_id,
                "unit": units.get(event.item_id or 0),
                "field": event.field,
                "old": event.old,
                "new": event.new,
                "effective_on": event.effective_on.isoformat(),
            }
            for event in (one.planned.events if one.planned is not None else ())
        ],
        "conflicts": [_conflict_object(one, row, edit) for row, edit in one.plan.conflicts],
        "errors": [{"place": error.place, "problem": error.words} for error in one.errors],
        "notes": [{"place": note.place, "note": note.words} for note in one.resolved.notes],
    }


def _conflict_object(one: Settled, row: MergedRow, edit: Edit) -> dict[str, object]:
    undecided = bool(one.errors) or (row, edit) in one.undecided
    taken = None if undecided else "theirs" if (row.item.id, edit.key) in one.taken else "ours"
    values = {"exported": edit.before, "ledger": edit.now, "office": edit.value}
    return {
        "item": row.item.id,
        "field": edit.key,
        "place": edit.place,
        **{name: None if value is None else str(value) for name, value in values.items()},
        "decision": taken,
    }
