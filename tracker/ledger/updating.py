"""What a person may set on items, and the events that it makes; all items or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from tracker.errors import NotFoundError, RefusedError, UsageError
from tracker.ledger.readings import render_reading
from tracker.ledger.requirements import DUE_MOVED, EVIDENCE, REQUIREMENTS, Requirement
from tracker.ledger.rows import storable
from tracker.ledger.selection import render_ids
from tracker.ledger.state import EVIDENCE as EVIDENCE_FIELD
from tracker.ledger.state import PARSERS, READING, find_holding, render_evidence, render_value
from tracker.ledger.store import Draft, Store
from tracker.ledger.values import Change, Updated
from tracker.model import BY_HAND, Command, Commitment, DocumentRecord, Event, Evidence, Item, Review, Status
from tracker.profile import find_default_due

_WORDS = {
    "owner": "责任单位",
    "note": "进展情况",
    "remark": "备注",
    "problem": "存在问题",
    "measures": "下步措施",
    "reason": "理由",
    "confirmed_by": "确认人",
}
"""The fields that hold a person's words."""
_FARTHEST = 50
"""Years after the reply; a later 督办时限 is a slip of the keys."""


def update(
    store: Store, ids: Sequence[int], change: Change, *, person: str, on: date, now: datetime, summary: str
) -> Updated:
    """Set fields of items from a day on.

    Raises ``UsageError`` for impossible values and days, ``NotFoundError`` for unknown ids, ``RefusedError`` where a
    rule asks for a reason; then nothing was changed.
    """
    wanted = list(dict.fromkeys(ids))
    with store.transaction():
        items, drafts = _plan(store, wanted, change, on, now)
        if not drafts:
            return Updated(None, (), tuple(items), ())
        command = store.write_command("update", person=person, now=now, summary=summary)
        events = store.write_events(command, drafts)
        store.refresh(events)
        present = find_items(store, wanted)
        overtaken = find_overtaken(store.item_events(wanted), events)
    return Updated(command, events, tuple(present), overtaken)


def plan_update(store: Store, ids: Sequence[int], change: Change, *, person: str, on: date, now: datetime) -> Updated:
    """What ``update`` would do, its events without ids; raises the same and writes nothing."""
    items, drafts = _plan(store, list(dict.fromkeys(ids)), change, on, now)
    command = Command(id=0, recorded_at=now, person=person, name="update", summary="", undoes=None)
    return Updated(None, tuple(draft.as_event(0, command) for draft in drafts), tuple(items), ())


def _plan(store: Store, ids: Sequence[int], change: Change, on: date, now: datetime) -> tuple[list[Item], list[Draft]]:
    """The items as they are, and the events that the change makes of them."""
    check_values(change, on, now)
    items = find_items(store, ids)
    _check_items(items, change, on)
    then = store.states(ids, on)
    for item in items:
        check_requirements(item, then[item.id], change)
    return items, _draft_all(store, items, then, change, on)


def check_item(item: Item, change: Change, on: date) -> None:
    """``UsageError`` or ``RefusedError`` for a change that this item cannot take, or not from that day on."""
    if change.reading is not None:
        raise UsageError("截取不能与别的改动一并批量修改，请逐项修改")
    _check_items([item], change, on)


def _check_items(items: Sequence[Item], change: Change, on: date) -> None:
    check_days(items, on)
    _check_due(items, change)
    _check_moves(items, change)


def find_items(store: Store, ids: Sequence[int]) -> list[Item]:
    """The items of these ids, in that order; ``NotFoundError`` names those that the ledger does not hold."""
    found = store.items_by_id(ids)
    unknown = [key for key in ids if key not in found]
    if unknown:
        raise NotFoundError(f"台账中没有编号 {render_ids(unknown)}，未作任何改动，请用 `tracker list` 查看现有编号")
    withdrawn = [key for key in ids if found[key].withdrawn]
    if withdrawn:
        raise NotFoundError(f"编号 {render_ids(withdrawn)} 已撤回，未作任何改动，请用 `tracker history` 查看经过")
    return [found[key] for key in ids]


def check_values(change: Change, on: date, now: datetime) -> None:
    """``UsageError`` for a change that is none, or that no item can take."""
    if _is_empty(change):
        raise UsageError("没有要修改的内容，请至少给出一项，例如 --status done")
    if change.progress is not None and not 0 <= change.progress <= 100:
        raise UsageError(f"进度应为 0 至 100 的整数，不能是 {change.progress}")
    if change.reason is not None and change.due is None and change.due_months is None and change.status is None:
        raise UsageError("理由只与督办时限或状态一同填写，请同时给出 --due 或 --status")
    if change.confirmed_by is not None and change.status is not Status.CLOSED:
        raise UsageError("确认人只在销号时填写，请同时给出 --status closed")
    for name, label in _WORDS.items():
        text = getattr(change, name)
        if text is not None and not text.strip():
            raise UsageError(f"{label}不能为空")
    if change.owner is not None and not any(map(str.isalnum, change.owner)):
        raise UsageError(f"责任单位“{change.owner}”里没有名称，请给出单位")
    check_past(on, now)


def _is_empty(change: Change) -> bool:
    fields = (change.reading, change.due_months, *(getattr(change, name) for name in PARSERS))
    return not change.evidence and all(value is None for value in fields)


def check_past(on: date, now: datetime) -> None:
    """``UsageError`` for a day after today."""
    if on > now.astimezone().date():
        raise UsageError(f"生效日期 {on} 晚于今天，请改用今天或以前的日期")


def check_days(items: Sequence[Item], on: date) -> None:
    """``UsageError`` for a day before one of the items was there."""
    early = [item for item in items if on < item.added_on]
    if early:
        first = min(item.added_on for item in early)
        raise UsageError(
            f"编号 {render_ids([item.id for item in early])} 自 {first} 起才有记录，生效日期不能早于该日（{on}）"
        )


def _check_due(items: Sequence[Item], change: Change) -> None:
    if change.due is not None:
        past = [item.id for item in items if change.due < item.added_on]
        if past:
            raise UsageError(f"督办时限 {change.due} 早于编号 {render_ids(past)} 的答复日期，请检查年份")
        far = [item.id for item in items if change.due.year > item.added_on.year + _FARTHEST]
        if far:
            raise UsageError(
                f"督办时限 {change.due} 比编号 {render_ids(far)} 的答复日期晚 {_FARTHEST} 年以上，请检查年份"
            )


def _check_moves(items: Sequence[Item], change: Change) -> None:
    moved = [item.id for item in items if change.due is not None and item.due not in (None, change.due)]
    if moved and change.reason is None:
        raise RefusedError(f"编号 {render_ids(moved)} 已有督办时限，改动须说明理由，请加 {DUE_MOVED[0].flag}")


def check_requirements(item: Item, then: Item, change: Change) -> None:
    """``RefusedError`` naming what the status has to be given with; all that is missing at once.

    ``then`` is the item on the day of the change: what is closed today is not yet closed on an earlier day.
    """
    if change.status is None or then.status is change.status:
        return
    missing = [need for need in REQUIREMENTS[change.status] if not _is_given(need, item, change)]
    if missing:
        labels = "、".join(need.label for need in missing)
        flags = " ".join(need.flag for need in missing)
        raise RefusedError(f"编号 {item.id} 改为{change.status.label}须有{labels}，未作任何改动，请加 {flags}")


def _is_given(need: Requirement, item: Item, change: Change) -> bool:
    return bool(getattr(change, need.field)) or (need is EVIDENCE and bool(item.evidence))


def check_quote(record: DocumentRecord, reading: Commitment) -> None:
    """``UsageError`` where a reading is not an exact cut from the text of its document."""
    exact = 0 <= reading.start < reading.end and record.text[reading.start : reading.end] == storable(reading.text)
    if not exact or not reading.text.strip():
        raise UsageError(
            f"截取的文字与来源文件 {record.id} 第 {reading.start}–{reading.end} 字不符，未作任何改动，请照原文截取"
        )


def draft_reading(then: Item, reading: Commitment, on: date) -> list[Draft]:
    """The event that puts a reading in force; none where only the name of its rule differs."""
    if same_reading(then.commitment, reading):
        return []
    old, new = storable(render_reading(then.commitment)), storable(render_reading(reading))
    return [Draft(on, then.document_id, then.id, READING, old, new)]


def same_reading(first: Commitment, second: Commitment) -> bool:
    """Whether two readings say the same, whatever rule found them."""
    return replace(first, rule=second.rule) == second


def make_by_hand(reading: Commitment) -> Commitment:
    """The reading as a person's own."""
    return replace(reading, rule=BY_HAND)


def _draft_all(store: Store, items: Sequence[Item], then: Mapping[int, Item], change: Change, on: date) -> list[Draft]:
    drafts = [draft for item in items for draft in draft_change(then[item.id], resolve_due(item, change), on)]
    if change.reading is not None:
        if len(items) > 1:
            raise UsageError("一次只能改一项的截取，请逐项修改")
        (state,) = then.values()
        check_quote(store.documents("id = ?", state.document_id)[0], change.reading)
        drafts = draft_reading(state, make_by_hand(change.reading), on) + drafts
    return drafts


def resolve_due(item: Item, change: Change) -> Change:
    """The change with the 督办时限 that a profile gives to this item, if it has no time limit."""
    if change.due_months is None:
        return change
    due = find_default_due(item, change.due_months) if item.limit is None else None
    reason = change.reason if due is not None or change.status is not None else None
    return replace(change, due=due, due_months=None, reason=reason)


def draft_change(then: Item, change: Change, on: date) -> list[Draft]:
    """The events of one item; ``then`` is its state on the day, so that ``old`` is true for that day."""
    if _is_empty(change):
        return []
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
            reason = change.reason if name in ("due", "status") else None
            drafts.append(Draft(on, then.document_id, then.id, name, old, new, reason and storable(reason.strip())))
    pieces = (piece for piece in change.evidence if not any(_is_same(piece, known) for known in then.evidence))
    drafts += [
        Draft(on, then.document_id, then.id, EVIDENCE_FIELD, None, storable(render_evidence(piece))) for piece in pieces
    ]
    return drafts


def _is_same(piece: Evidence, known: Evidence) -> bool:
    """The same file or address; a copy that is kept now is more than was known."""
    alike = (piece.location, piece.sha256) == (known.location, known.sha256)
    return alike and (piece.kept is None or piece.kept == known.kept)


def find_overtaken(history: Sequence[Event], events: Sequence[Event]) -> tuple[Event, ...]:
    """Those of some events that do not hold now, by the history of their items."""
    last = {(event.item_id, event.field): event.id for event in find_holding(history)}
    return tuple(
        event for event in events if event.field != EVIDENCE_FIELD and last[event.item_id, event.field] != event.id
    )
