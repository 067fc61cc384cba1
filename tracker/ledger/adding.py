"""How a reply comes into the ledger: as new, known, in conflict with another text, or brought back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tracker.ledger.rows import find_added_on, find_case_key, find_content_key, write_document, write_item
from tracker.ledger.state import ABSENT, ADDED, PRESENT, WITHDRAWN, find_comings
from tracker.ledger.store import Draft, Store
from tracker.ledger.values import Added, AddOutcome, OpenCommand
from tracker.model import Command, Commitment, DocumentRecord, Event, Extraction, Header, ReplyKind


def judge(store: Store, extraction: Extraction) -> Added:
    """What adding a reply would do."""
    reply = extraction.reply
    known = store.documents("content_key = ?", find_content_key(reply))
    if known and not known[0].withdrawn:
        return Added(AddOutcome.KNOWN, known[0], store.item_ids(known[0].id))
    rival = find_rival(store, reply.header) or (find_successor(store, known[0]) if known else None)
    if rival is not None:
        return Added(AddOutcome.CONFLICT, rival, store.item_ids(rival.id))
    if known:
        withdrawal = _find_withdrawal(store, known[0])
        return Added(AddOutcome.REVIVED, known[0], tuple(event.item_id for event in withdrawal if event.item_id))
    return Added(AddOutcome.NEW, None, ())


def add(store: Store, extraction: Extraction, command: OpenCommand, today: date) -> Added:
    """Add a reply in one transaction; known and conflicting ones write nothing."""
    with store.transaction():
        planned = judge(store, extraction)
        if planned.outcome in (AddOutcome.KNOWN, AddOutcome.CONFLICT):
            return planned
        written = open_command(store, command)
        withdrawn = planned.document
        added = _revive(store, withdrawn, written) if withdrawn else _insert(store, extraction, written, today)
    # Only now is the command's row in the file; after a failed transaction the next file has to write it.
    command.written = written
    return added


def open_command(store: Store, command: OpenCommand) -> Command:
    """The row of a command: the one that was written, if it is in force, or a new one."""
    if command.written is not None and command.written.id not in store.find_undone():
        return command.written
    return store.write_command(command.name, person=command.person, now=command.now, summary=command.summary)


def find_rival(store: Store, header: Header, besides: int | None = None) -> DocumentRecord | None:
    """Another document of the same case: a proposal and a suggestion of the same number are two cases."""
    key = find_case_key(header)
    if key is None:
        return None
    for record in store.documents("case_key = ? AND NOT withdrawn", key):
        if record.id != besides and (
            record.header.kind is header.kind or ReplyKind.OTHER in (record.header.kind, header.kind)
        ):
            return record
    return None


def _insert(store: Store, extraction: Extraction, command: Command, today: date) -> Added:
    day = find_added_on(extraction, today)
    document_id = store.insert("documents", write_document(extraction.reply, command.recorded_at))
    drafts = [Draft(day, document_id, None, ADDED)]
    drafts += [insert_item(store, found, document_id, day) for found in extraction.commitments]
    events = store.write_events(command, drafts)
    store.refresh(events)
    ids = tuple(event.item_id for event in events if event.item_id is not None)
    return Added(AddOutcome.NEW, store.documents("id = ?", document_id)[0], ids)


def insert_item(store: Store, commitment: Commitment, document_id: int, day: date) -> Draft:
    """Insert the row of a new item; the event that brings it into the ledger, still to be written."""
    return Draft(day, document_id, store.insert("items", write_item(commitment, document_id, day)), ADDED)


def _revive(store: Store, document: DocumentRecord, command: Command) -> Added:
    """Take the withdrawal back, effective on the day of the addition: as if it had never happened."""
    drafts = [
        Draft(event.effective_on, document.id, event.item_id, WITHDRAWN, ABSENT, PRESENT, reverses=event.id)
        for event in _find_withdrawal(store, document)
    ]
    store.refresh(store.write_events(command, drafts))
    return Added(AddOutcome.REVIVED, replace(document, withdrawn=False), store.item_ids(document.id))


def _find_withdrawal(store: Store, document: DocumentRecord) -> list[Event]:
    """What the command wrote that took a document back last; what others took from it before stays away."""
    return store.events(
        "document_id = ?1 AND field = ?2 AND command_id ="
        " (SELECT max(command_id) FROM events WHERE document_id = ?1 AND field = ?2 AND item_id IS NULL)",
        document.id,
        WITHDRAWN,
    )


def find_successor(store: Store, document: DocumentRecord) -> DocumentRecord | None:
    """The document that replaced one, or ``None`` where its addition was undone or a person withdrew it."""
    while document.withdrawn:
        holding = find_comings(store.events("document_id = ? AND item_id IS NULL", document.id))
        found = store.documents(
            "id = (SELECT document_id FROM events WHERE command_id = ? AND item_id IS NULL AND field = ?)",
            holding[-1].command_id if holding else None,
            ADDED,
        )
        if not found:
            return None
        (document,) = found
    return document
