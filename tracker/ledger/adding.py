"""How a reply comes into the ledger: as new, known, in conflict with another text, or brought back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tracker.ledger.records import find_added_on, find_case_key, find_content_key, write_document, write_item
from tracker.ledger.state import ADDED, WITHDRAWN
from tracker.ledger.store import Draft, Store
from tracker.ledger.values import Added, AddOutcome, OpenCommand
from tracker.model import Command, DocumentRecord, Extraction, Header, ReplyKind

ABSENT, PRESENT = "yes", "no"
"""Values of ``withdrawn`` events."""


def judge(store: Store, extraction: Extraction) -> Added:
    """What adding a reply would do."""
    reply = extraction.reply
    known = store.documents("content_key = ?", find_content_key(reply))
    if known and not known[0].withdrawn:
        return Added(AddOutcome.KNOWN, known[0], store.item_ids(known[0].id))
    rival = _find_rival(store, reply.header)
    if rival is not None:
        return Added(AddOutcome.CONFLICT, rival, store.item_ids(rival.id))
    if known:
        return Added(AddOutcome.REVIVED, known[0], store.item_ids(known[0].id))
    return Added(AddOutcome.NEW, None, ())


def add(store: Store, extraction: Extraction, command: OpenCommand, today: date) -> Added:
    """Add a reply in one transaction; known and conflicting ones write nothing."""
    written = command.written
    with store.transaction():
        planned = judge(store, extraction)
        if planned.outcome in (AddOutcome.KNOWN, AddOutcome.CONFLICT):
            return planned
        if written is None or written.id in store.find_undone():
            written = store.write_command(command.name, person=command.person, now=command.now, summary=command.summary)
        withdrawn = planned.document
        added = _revive(store, withdrawn, written) if withdrawn else _insert(store, extraction, written, today)
    # Only now is the command's row in the file; after a failed transaction the next file has to write it.
    command.written = written
    return added


def _find_rival(store: Store, header: Header) -> DocumentRecord | None:
    """Another document of the same case: a proposal and a suggestion of the same number are two cases."""
    key = find_case_key(header)
    if key is None:
        return None
    for record in store.documents("case_key = ? AND NOT withdrawn", key):
        if record.header.kind is header.kind or ReplyKind.OTHER in (record.header.kind, header.kind):
            return record
    return None


def _insert(store: Store, extraction: Extraction, command: Command, today: date) -> Added:
    day = find_added_on(extraction, today)
    document_id = store.insert("documents", write_document(extraction.reply, command.recorded_at))
    drafts = [Draft(day, document_id, None, ADDED)]
    ids = [store.insert("items", write_item(found, document_id, day)) for found in extraction.commitments]
    drafts += [Draft(day, document_id, key, ADDED) for key in ids]
    store.write_events(command, drafts)
    return Added(AddOutcome.NEW, store.documents("id = ?", document_id)[0], tuple(ids))


def _revive(store: Store, document: DocumentRecord, command: Command) -> Added:
    """Take the withdrawal back, effective on the day of the addition: as if it had never happened."""
    last = store.events(
        "id IN (SELECT max(id) FROM events WHERE document_id = ? AND field = ? GROUP BY item_id)",
        document.id,
        WITHDRAWN,
    )
    drafts = [
        Draft(event.effective_on, document.id, event.item_id, WITHDRAWN, ABSENT, PRESENT, reverses=event.id)
        for event in last
    ]
    store.refresh(store.write_events(command, drafts))
    return Added(AddOutcome.REVIVED, replace(document, withdrawn=False), store.item_ids(document.id))
