"""What a person may set on items, and the events that it makes; all items or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from tracker.errors import NotFoundError, RefusedError, UsageError
from tracker.ledger.records import storable
from tracker.ledger.selection import render_ids
from tracker.ledger.state import PARSERS, find_holding, render_value, replay
from tracker.ledger.store import Draft, Store
from tracker.ledger.values import Change, Updated
from tracker.model import Event, Item, Review, Status


def update(
    store: Store, ids: Sequence[int], change: Change, *, person: str, on: date, now: datetime, summary: str
) -> Updated:
    """Set fields of items from a day on.

    Raises ``UsageError`` for impossible values and days, ``NotFoundError`` for unknown ids, ``RefusedError`` where a
    rule asks for a reason; then nothing was changed.
    """
    _check_values(change, on, now)
    wanted = list(dict.fromkeys(ids))
    with store.transaction():
        items = find_items(store, wanted)
        _check_days(items, change, on)
        _check_reasons(items, change)
        drafts = _draft_all(store, items, change, on)
        if not drafts:
            return Updated(None, (), tuple(items), ())
        command = store.write_command("update", person=person, now=now, summary=summary)
        events = store.write_events(command, drafts)
        store.refresh(events)
        present = find_items(store, wanted)
        overtaken = _find_overtaken(store.item_events(wanted), events)
    return Updated(command, events, tuple(present), overtaken)


def find_items(store: Store, ids: Sequence[int]) -> list[Item]:
    """The items of these ids, in that order; ``NotFoundError`` names those that the ledger does not hold."""
    found = store.items_by_id(ids)
    unknown = [key for key in ids if key not in found]
    if unknown:
        raise NotFoundError(f"台账中没有编号 {render_ids(unknown)}，未作任何改动，请用 `tracker list` 查看现有编号")
    withdrawn = [key for key in ids if found[key].withdrawn]
    if withdrawn:
        raise NotFoundError(f"编号 {render_ids(withdrawn)} 已撤回，未作任何改动，重新添加原文件即可恢复")
    return [found[key] for key in ids]


def _check_values(change: Change, on: date, now: datetime) -> None:
    if all(getattr(change, name) is None for name in PARSERS):
        raise UsageError("没有要修改的内容，请至少给出一项，例如 --status done")
    if change.progress is not None and not 0 <= change.progress <= 100:
        raise UsageError(f"进度应为 0 至 100 的整数，不能是 {change.progress}")
    if change.due_reason is not None and change.due is None:
        raise UsageError("理由只与督办时限一同填写，请同时给出 --due")
    for label, text in (("责任单位", change.owner), ("备注", change.note), ("理由", change.due_reason)):
        if text is not None and not text.strip():
            raise UsageError(f"{label}不能为空")
    if on > now.astimezone().date():
        raise UsageError(f"生效日期 {on} 晚于今天，请改用今天或以前的日期")


def _check_days(items: Sequence[Item], change: Change, on: date) -> None:
    early = [item for item in items if on < item.added_on]
    if early:
        first = min(item.added_on for item in early)
        raise UsageError(
            f"编号 {render_ids([item.id for item in early])} 自 {first} 起才有记录，生效日期不能早于该日（{on}）"
        )
    if change.due is not None:
        past = [item.id for item in items if change.due < item.added_on]
        if past:
            raise UsageError(f"督办时限 {change.due} 早于编号 {render_ids(past)} 的答复日期，请检查年份")


def _check_reasons(items: Sequence[Item], change: Change) -> None:
    moved = [item.id for item in items if change.due is not None and item.due not in (None, change.due)]
    if moved and change.due_reason is None:
        raise RefusedError(f"编号 {render_ids(moved)} 已有督办时限，改动须说明理由，请加 --reason 理由")
    dropped = [item.id for item in items if change.status is Status.DROPPED and item.status is not Status.DROPPED]
    if dropped and change.note is None:
        raise RefusedError(f"中止编号 {render_ids(dropped)} 须说明理由，请加 --note 理由")


def _draft_all(store: Store, items: Sequence[Item], change: Change, on: date) -> list[Draft]:
    bases = {item.id: item for item in items}
    then = {item.id: item for item in replay(bases, store.item_events(bases), on)}
    return [draft for item in items for draft in _draft(then[item.id], change, on)]


def _draft(then: Item, change: Change, on: date) -> list[Draft]:
    """The events of one item; ``then`` is its state on the day, so that ``old`` is true for that day."""
    review = change.review
    if review is None and then.review is Review.UNREVIEWED:
        review = Review.ACCEPTED
    values = {name: getattr(change, name) for name in PARSERS} | {"review": review}
    drafts = []
    for name, value in values.items():
        old, new = render_value(getattr(then, name)), render_value(value)
        if new is None:
            continue
        new = storable(new.strip())
        if new != old:
            reason = change.due_reason if name == "due" else None
            drafts.append(Draft(on, then.document_id, then.id, name, old, new, reason and storable(reason.strip())))
    return drafts


def _find_overtaken(history: Sequence[Event], events: Sequence[Event]) -> tuple[Event, ...]:
    last = {(event.item_id, event.field): event.id for event in find_holding(history)}
    return tuple(event for event in events if last[event.item_id, event.field] != event.id)
