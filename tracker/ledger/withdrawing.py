"""What a person says of a document later: that it does not belong here, its class now, what the proposer thinks of it."""

from __future__ import annotations

from dataclasses import replace

from tracker.errors import UsageError
from tracker.ledger.cutting import draft_withdrawal, find_added_day, find_document
from tracker.ledger.rows import storable
from tracker.ledger.state import ABSENT, PRESENT, WITHDRAWN, replay_document
from tracker.ledger.store import Draft, Store
from tracker.ledger.updating import check_past
from tracker.ledger.values import Occasion, Updated
from tracker.model import DocumentRecord, Satisfaction

CATEGORIES = ("A", "B", "C", "D")
"""The letters of 办理结果."""


def withdraw(store: Store, document_id: int, reason: str, occasion: Occasion) -> Updated:
    """Take a document out of the ledger from a day on, with its items, whatever was decided on them.

    Adding the same text again brings both back with their ids.  Raises ``UsageError`` without a reason.
    """
    if not reason.strip():
        raise UsageError("撤回来源文件须说明理由，请加 --reason 理由")
    with store.transaction():
        _check_day(store, find_document(store, document_id), occasion)
        items = store.items("document_id = ? AND NOT withdrawn", document_id)
        words = storable(reason.strip())
        drafts = [Draft(occasion.on, document_id, None, WITHDRAWN, PRESENT, ABSENT, words)]
        drafts += [draft_withdrawal(item, max(occasion.on, item.added_on), words) for item in items]
        command = store.write_command(
            "withdraw", person=occasion.person, now=occasion.now, summary=f"撤回来源文件 {document_id}"
        )
        events = store.write_events(command, drafts)
        store.refresh(events)
    return Updated(command, events, tuple(replace(item, withdrawn=True) for item in items), ())


def update_document(
    store: Store, document_id: int, category: str | None, satisfaction: Satisfaction | None, occasion: Occasion
) -> Updated:
    """Set 现办复类别 and what the proposer says of the reply, from a day on; ``None`` leaves one alone."""
    if category is None and satisfaction is None:
        raise UsageError("没有要修改的内容，请至少给出 --category 或 --satisfaction")
    if category is not None and category not in CATEGORIES:
        raise UsageError(f"没有办复类别“{category}”，可用的有：{'、'.join(CATEGORIES)}")
    with store.transaction():
        record = find_document(store, document_id)
        _check_day(store, record, occasion)
        history = store.events("document_id = ? AND item_id IS NULL", document_id)
        then = replay_document(event for event in history if event.effective_on <= occasion.on)
        then["category"] = then["category"] or record.header.category
        wanted = {"category": category, "satisfaction": satisfaction and satisfaction.value}
        drafts = [
            Draft(occasion.on, document_id, None, field, then[field], value)
            for field, value in wanted.items()
            if value is not None and value != then[field]
        ]
        if not drafts:
            return Updated(None, (), (), ())
        command = store.write_command(
            "document update", person=occasion.person, now=occasion.now, summary=f"更新来源文件 {document_id}"
        )
        events = store.write_events(command, drafts)
        store.refresh(events)
        now = find_document(store, document_id)
    values = {"category": now.category_now, "satisfaction": now.satisfaction and now.satisfaction.value}
    return Updated(command, events, (), tuple(event for event in events if event.new != values[event.field]))


def _check_day(store: Store, record: DocumentRecord, occasion: Occasion) -> None:
    check_past(occasion.on, occasion.now)
    day = find_added_day(store, record.id)
    if occasion.on < day:
        raise UsageError(f"来源文件 {record.id} 自 {day} 起才有记录，生效日期不能早于该日（{occasion.on}）")
