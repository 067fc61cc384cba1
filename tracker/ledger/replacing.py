"""How another text takes the place of a document: its promises go along where the new text has them, too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from tracker.errors import RefusedError
from tracker.ledger.adding import find_rival, find_successor, insert_item, open_command
from tracker.ledger.cutting import draft_withdrawal, find_document
from tracker.ledger.matching import match
from tracker.ledger.past import Past, find_pasts
from tracker.ledger.readings import render_reading
from tracker.ledger.refreshing import find_new
from tracker.ledger.rows import find_added_on, find_content_key, storable, write_document
from tracker.ledger.state import (
    ABSENT,
    ADDED,
    CATEGORY,
    DOCUMENT,
    PRESENT,
    READING,
    SATISFACTION,
    WITHDRAWN,
    find_comings,
    find_holding,
)
from tracker.ledger.store import Draft, Store
from tracker.ledger.updating import find_items
from tracker.ledger.values import OpenCommand, ReplacePlan, Updated
from tracker.model import Commitment, DocumentRecord, Extraction, Item

REPLACE = "replace"
"""Name of the commands that put another text in the place of a document."""


def plan_replace(store: Store, document_id: int, extraction: Extraction) -> ReplacePlan:
    """What replacing a document would do; ``RefusedError`` where the new text is in the ledger already."""
    record = find_document(store, document_id)
    again = _find_again(store, record, extraction)
    ids = [*store.item_ids(document_id), *(store.item_ids(again.id) if again else ())]
    pasts = find_pasts(store, ids)
    found, place = extraction.commitments, again.id if again else None
    pairs = match(pasts, found, lambda past, commitment: past.likeness(place, commitment))
    goals = [_find_goal(past, found[pairs[i]] if i in pairs else None, extraction) for i, past in enumerate(pasts)]
    standing = [past.item.document_id == place for past in pasts]
    lost = [past for past, goal in zip(pasts, goals, strict=True) if goal is None]
    return ReplacePlan(
        document=record,
        new=find_new(found, set(pairs.values()), [goal for goal in goals if goal is not None]),
        moved=tuple(
            (past.item, goal)
            for past, goal, stays in zip(pasts, goals, standing, strict=True)
            if goal is not None and not stays
        ),
        vanished=tuple(past.item for past in lost if not past.decided),
        kept=tuple(past.item for past in lost if past.decided),
    )


def replace_document(
    store: Store, document_id: int, extraction: Extraction, command: OpenCommand, today: date
) -> Updated:
    """Put another text in the place of a document, in one transaction, effective on the date of the new text.

    A text that was replaced itself, word for word, comes back with its id.
    """
    with store.transaction():
        plan = plan_replace(store, document_id, extraction)
        again = _find_again(store, plan.document, extraction)
        day = max(find_added_on(extraction, today), *_find_days(store, plan.document, again))
        written = open_command(store, command)
        new_id = again.id if again else store.insert("documents", write_document(extraction.reply, command.now))
        drafts = [
            Draft(day, new_id, None, ADDED),
            Draft(day, document_id, None, WITHDRAWN, PRESENT, ABSENT, f"由来源文件 {new_id} 取代"),
            *_draft_items(store, plan, new_id, day),
            *_draft_sayings(store, plan.document, new_id, extraction, day),
        ]
        events = store.write_events(written, drafts)
        store.refresh(events)
        ids = [event.item_id for event in events if event.item_id is not None and event.new != ABSENT]
        present = find_items(store, list(dict.fromkeys([*ids, *(item.id for item in plan.kept)])))
    command.written = written
    return Updated(written, events, tuple(present), ())


def _find_again(store: Store, record: DocumentRecord, extraction: Extraction) -> DocumentRecord | None:
    """The withdrawn document with the new text, if there was one."""
    known = store.documents("content_key = ?", find_content_key(extraction.reply))
    if known and known[0].id == record.id:
        raise RefusedError(f"文本与来源文件 {record.id} 相同，无需取代")
    successor = find_successor(store, known[0]) if known else None
    rival = successor or find_rival(store, extraction.reply.header, besides=record.id)
    if rival is not None and rival.id != record.id:
        raise RefusedError(f"台账中已有来源文件 {rival.id}，与新文本同为一件，未作任何改动，请改为取代该文件")
    if not known:
        return None
    if known[0].text != storable(extraction.reply.document.text):
        raise RefusedError(f"新文本与已撤回的来源文件 {known[0].id} 内容相同而排版不同，未作任何改动，请用当初的文件")
    return known[0]


def _find_goal(past: Past, found: Commitment | None, extraction: Extraction) -> Commitment | None:
    """What an item becomes in the new text: a person's own cut where it stands there word for word."""
    cut = past.item.commitment
    if not cut.by_hand:
        return found
    text = storable(extraction.reply.document.text)
    start = text.find(cut.text, found.start if found else 0)
    start = text.find(cut.text) if start < 0 else start
    return found if start < 0 else replace(cut, start=start, end=start + len(cut.text))


def _find_days(store: Store, *records: DocumentRecord | None) -> list[date]:
    """The days on which the documents came or went last."""
    keys = [record.id for record in records if record is not None]
    events = [event for key in keys for event in store.events("document_id = ? AND item_id IS NULL", key)]
    return [event.effective_on for event in find_comings(events)]


def _draft_items(store: Store, plan: ReplacePlan, new_id: int, day: date) -> list[Draft]:
    items = [*(item for item, _ in plan.moved), *plan.vanished]
    cuts = {past.item.id: past.cut_on for past in find_pasts(store, [item.id for item in items])}
    days = {key: max(day, cut) for key, cut in cuts.items()}
    drafts = [draft for item, goal in plan.moved for draft in _draft_move(item, goal, new_id, days)]
    drafts += [draft_withdrawal(item, days[item.id], f"来源文件 {new_id} 中没有") for item in plan.vanished]
    return drafts + [insert_item(store, commitment, new_id, day) for commitment in plan.new]


def _draft_sayings(store: Store, old: DocumentRecord, new_id: int, extraction: Extraction, day: date) -> list[Draft]:
    """What was said of the document later holds for its case, so it goes along; a class that the new text gives counts."""
    reclassed = extraction.reply.header.category not in (None, old.header.category)
    said = find_holding(store.events("document_id = ? AND item_id IS NULL", old.id))
    return [
        Draft(max(day, event.effective_on), new_id, None, event.field, None, event.new)
        for event in said
        if event.field == SATISFACTION or (event.field == CATEGORY and not reclassed)
    ]


def _draft_move(item: Item, goal: Commitment, new_id: int, days: Mapping[int, date]) -> list[Draft]:
    old, new = storable(render_reading(item.commitment)), storable(render_reading(goal))
    return [
        Draft(days[item.id], item.document_id, item.id, DOCUMENT, str(item.document_id), str(new_id)),
        Draft(days[item.id], new_id, item.id, READING, old, new),
    ]
