"""What a person cuts: one promise into two, two into one, and promises that no rule found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.errors import NotFoundError, RefusedError, UsageError
from tracker.ledger.adding import insert_item
from tracker.ledger.matching import LEAST, overlap
from tracker.ledger.past import find_pasts
from tracker.ledger.state import ABSENT, PRESENT, WITHDRAWN, find_comings, render_value
from tracker.ledger.store import Draft, Store
from tracker.ledger.updating import (
    check_days,
    check_past,
    check_quote,
    draft_reading,
    find_items,
    make_by_hand,
)
from tracker.ledger.values import Occasion, Updated
from tracker.model import Command, Commitment, DocumentRecord, Item, Review, Status


def split(store: Store, id: int, first: Commitment, second: Commitment, occasion: Occasion) -> Updated:
    """Cut one item into two: the id stays on the first part, the second one is new and inherits its state."""
    with store.transaction():
        (item,) = _find_cuttable(store, [id], occasion)
        record = find_document(store, item.document_id, withdrawn=True)
        for part in (first, second):
            check_quote(record, part)
        if overlap(first, second) > 0:
            raise UsageError(f"编号 {id} 拆分后的两部分不能重叠，未作任何改动，请重新截取")
        then = store.states([id], occasion.on)[id]
        command = _write_command(store, "split", occasion, f"拆分编号 {id}")
        added = insert_item(store, make_by_hand(second), item.document_id, occasion.on)
        assert added.item_id is not None
        drafts = [*draft_reading(then, make_by_hand(first), occasion.on), *_accept(then, occasion.on)]
        drafts += [added, *_inherit(then, second, added.item_id, occasion.on)]
        events = store.write_events(command, drafts)
        store.refresh(events)
        present = find_items(store, [id, added.item_id])
    return Updated(command, events, tuple(present), ())


def merge(store: Store, ids: tuple[int, int], reading: Commitment, occasion: Occasion) -> Updated:
    """Put the second of two items of one document into the first, whose reading then holds both quotes."""
    first_id, second_id = ids
    if first_id == second_id:
        raise UsageError("请给出两个不同的编号")
    with store.transaction():
        items = _find_cuttable(store, ids, occasion)
        first, second = items
        if first.document_id != second.document_id:
            raise RefusedError(f"编号 {first_id} 与 {second_id} 不在同一份来源文件，不能合并，未作任何改动")
        check_quote(find_document(store, first.document_id, withdrawn=True), reading)
        if any(reading.start > item.commitment.start or reading.end < item.commitment.end for item in items):
            raise UsageError(f"合并后的文字应包含编号 {first_id} 和 {second_id} 的全部原文，未作任何改动")
        then = store.states([first_id], occasion.on)[first_id]
        command = _write_command(store, "merge", occasion, f"合并编号 {first_id}、{second_id}")
        drafts = [*draft_reading(then, make_by_hand(reading), occasion.on), *_accept(then, occasion.on)]
        drafts.append(draft_withdrawal(second, occasion.on, f"并入编号 {first_id}"))
        events = store.write_events(command, drafts)
        store.refresh(events)
        present = find_items(store, [first_id])
    return Updated(command, events, tuple(present), ())


def add_promise(store: Store, document_id: int, commitment: Commitment, occasion: Occasion) -> Updated:
    """Add a promise that was missed; it counts from the day of its document on, and is accepted."""
    with store.transaction():
        record = find_document(store, document_id)
        check_quote(record, commitment)
        _check_double(store, record, commitment)
        day = find_added_day(store, document_id)
        check_past(occasion.on, occasion.now)
        if occasion.on < day:
            raise UsageError(f"来源文件 {document_id} 自 {day} 起才有记录，生效日期不能早于该日（{occasion.on}）")
        command = _write_command(store, "add-promise", occasion, f"补充来源文件 {document_id} 的一项承诺")
        added = insert_item(store, make_by_hand(commitment), document_id, day)
        assert added.item_id is not None
        accepted = Draft(
            occasion.on, document_id, added.item_id, "review", Review.UNREVIEWED.value, Review.ACCEPTED.value
        )
        events = store.write_events(command, [added, accepted])
        store.refresh(events)
        present = find_items(store, [added.item_id])
    return Updated(command, events, tuple(present), ())


def find_document(store: Store, document_id: int, *, withdrawn: bool = False) -> DocumentRecord:
    """A document; ``NotFoundError`` where there is none, ``RefusedError`` for a withdrawn one."""
    found = store.documents("id = ?", document_id)
    if not found:
        raise NotFoundError(f"台账中没有来源文件 {document_id}，请用 `tracker document list` 查看现有来源文件")
    if found[0].withdrawn and not withdrawn:
        raise RefusedError(f"来源文件 {document_id} 已撤回或被新文本取代，未作任何改动")
    return found[0]


def find_added_day(store: Store, document_id: int) -> date:
    """The day from which a document counts that is there."""
    return find_comings(store.events("document_id = ? AND item_id IS NULL", document_id))[-1].effective_on


def draft_withdrawal(item: Item, on: date, reason: str) -> Draft:
    """The event that takes an item out of the ledger from a day on."""
    return Draft(on, item.document_id, item.id, WITHDRAWN, PRESENT, ABSENT, reason)


def _find_cuttable(store: Store, ids: Sequence[int], occasion: Occasion) -> list[Item]:
    """The items, where the day is possible: not before the reading in force, which would hide the new cut."""
    check_past(occasion.on, occasion.now)
    items = find_items(store, ids)
    check_days(items, occasion.on)
    for past in find_pasts(store, ids):
        if occasion.on < past.cut_on:
            raise UsageError(
                f"编号 {past.item.id} 的截取自 {past.cut_on} 起改过，生效日期不能早于该日（{occasion.on}）"
            )
    return items


def _write_command(store: Store, name: str, occasion: Occasion, summary: str) -> Command:
    return store.write_command(name, person=occasion.person, now=occasion.now, summary=summary)


def _accept(then: Item, on: date) -> list[Draft]:
    if then.review is Review.ACCEPTED:
        return []
    return [Draft(on, then.document_id, then.id, "review", then.review.value, Review.ACCEPTED.value)]


def _inherit(then: Item, part: Commitment, item_id: int, on: date) -> list[Draft]:
    """The state of a whole, for the part that becomes a new item."""
    fresh = {"status": Status.UNREPORTED, "owner": part.owner}
    state = {name: getattr(then, name) for name in ("status", "progress", "due")}
    # The owner of a part is the one in its own words, unless a person gave the whole to another.
    if then.owner != then.commitment.owner:
        state["owner"] = then.owner
    values = [(name, render_value(fresh.get(name)), render_value(value)) for name, value in state.items()]
    values.append(("review", Review.UNREVIEWED.value, Review.ACCEPTED.value))
    return [Draft(on, then.document_id, item_id, name, old, new) for name, old, new in values if new != old]


def _check_double(store: Store, record: DocumentRecord, commitment: Commitment) -> None:
    for item in store.items("document_id = ? AND NOT withdrawn", record.id):
        if overlap(item.commitment, commitment) >= LEAST:
            raise RefusedError(
                f"这段文字与编号 {item.id}（{item.review.label}）基本相同，未作任何改动，"
                f"请用 `tracker review {item.id}` 核定或改截取"
            )
