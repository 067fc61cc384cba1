"""How the promises of a document follow better rules; what a person decided stays as it is.

A corrected reading says what the letter always said, so it holds from the day of the reading that it corrects.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from tracker import __version__
from tracker.errors import RefusedError
from tracker.ledger.adding import insert_item, open_command
from tracker.ledger.cutting import draft_withdrawal, find_added_day, find_document
from tracker.ledger.matching import match
from tracker.ledger.past import Past, find_pasts, is_covered
from tracker.ledger.rows import storable
from tracker.ledger.state import ABSENT
from tracker.ledger.store import Draft, Store
from tracker.ledger.updating import check_past, draft_reading, find_items, same_reading
from tracker.ledger.values import OpenCommand, RefreshPlan, Updated
from tracker.model import Commitment, Extraction

REFRESH = "refresh"
"""Name of the commands that read documents anew."""


def plan_refresh(store: Store, document_id: int, extraction: Extraction) -> RefreshPlan:
    """What reading a document anew would change; the extraction must be of the text in the ledger."""
    record = find_document(store, document_id)
    if storable(extraction.reply.document.text) != record.text:
        raise RefusedError(
            f"文本与来源文件 {document_id} 不同，未作任何改动，新文本请用 `tracker document replace {document_id} 文件`"
        )
    pasts = find_pasts(store, store.item_ids(document_id))
    found = extraction.commitments
    pairs = match(pasts, found, lambda past, commitment: past.likeness(document_id, commitment))
    matched = [(past, found[pairs[index]]) for index, past in enumerate(pasts) if index in pairs]
    different = [(past, other) for past, other in matched if not same_reading(past.item.commitment, other)]
    lost = [past for index, past in enumerate(pasts) if index not in pairs]
    return RefreshPlan(
        document=record,
        new=find_new(found, set(pairs.values()), [past.item.commitment for past in pasts]),
        changed=tuple((past.item, other) for past, other in different if not past.decided),
        vanished=tuple(past.item for past in lost if not past.decided),
        kept=tuple(past.item for past in sorted([*lost, *(past for past, _ in different)], key=_id) if past.decided),
        as_of=_find_last_event(store, document_id),
    )


def refresh(store: Store, plan: RefreshPlan, command: OpenCommand, on: date | None = None) -> Updated:
    """Apply a plan in one transaction; ``RefusedError`` where the document or its items changed since it was made."""
    document_id = plan.document.id
    if on is not None:
        check_past(on, command.now)
    with store.transaction():
        find_document(store, document_id)
        if _find_last_event(store, document_id) != plan.as_of:
            raise RefusedError(f"来源文件 {document_id} 的事项在预览之后有变动，未作任何改动，请重新预览")
        if not plan.changes:
            return Updated(None, (), (), ())
        written = open_command(store, command)
        events = store.write_events(written, _draft(store, plan, on))
        store.refresh(events)
        present = find_items(store, [event.item_id for event in events if event.item_id and event.new != ABSENT])
    command.written = written
    return Updated(written, events, tuple(present), ())


def find_new(
    found: Sequence[Commitment], matched: Collection[int], present: Iterable[Commitment]
) -> tuple[Commitment, ...]:
    """Those of the readings that are in no item: neither matched nor standing in what a person cut."""
    cuts = [commitment for commitment in present if commitment.by_hand]
    return tuple(
        commitment
        for index, commitment in enumerate(found)
        if index not in matched and not is_covered(commitment, cuts)
    )


def _draft(store: Store, plan: RefreshPlan, on: date | None) -> list[Draft]:
    items = [*(item for item, _ in plan.changed), *plan.vanished]
    days = {past.item.id: past.cut_on for past in find_pasts(store, [item.id for item in items])}
    days = {key: max(day, on or day) for key, day in days.items()}
    drafts = [draft for item, other in plan.changed for draft in draft_reading(item, other, days[item.id])]
    reason = f"{__version__} 版规则不再视为承诺"
    drafts += [draft_withdrawal(item, days[item.id], reason) for item in plan.vanished]
    added_on = find_added_day(store, plan.document.id)
    day = max(added_on, on or added_on)
    return drafts + [insert_item(store, commitment, plan.document.id, day) for commitment in plan.new]


def _find_last_event(store: Store, document_id: int) -> int:
    """The last event that a document or an item in it has to do with."""
    (row,) = store.rows(
        "SELECT coalesce(max(id), 0) FROM events"
        " WHERE document_id = ?1 OR item_id IN (SELECT id FROM items WHERE document_id = ?1)",
        document_id,
    )
    return int(row[0])


def _id(past: Past) -> int:
    return past.item.id
