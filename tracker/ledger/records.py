"""Rows of the tables as values of the model; runs no query."""

from __future__ import annotations

import json
import sqlite3
from datetime import date, datetime

from tracker.ledger.readings import parse_reading
from tracker.model import (
    Command,
    Commitment,
    Deadline,
    DeadlineBasis,
    DeadlineKind,
    Document,
    DocumentRecord,
    DocumentSummary,
    Event,
    Evidence,
    Genre,
    Grade,
    Header,
    Item,
    OwnerBasis,
    Reply,
    ReplyKind,
    Review,
    Satisfaction,
    Section,
    Status,
    Target,
)

HEADER_COLUMNS = (
    "id, title, kind, number, session, subject, addressees, issuer, document_number, dated, category,"
    " contact_unit, contact_person, contact_phone"
)
"""The columns that ``read_header`` reads, with the id of the document."""
FIRST_COLUMNS = (
    "id, quote, quote_start, quote_end, section, theme, printed_owner, owner_basis, partners,"
    " deadline_text, deadline_date, deadline_kind, deadline_basis, targets, grade, rule"
)
"""The columns that ``read_first`` reads, with the id of the item."""

EVENT_COLUMNS = "id, command_id, recorded_at, effective_on, person, document_id, item_id, field, old, new, reason, reverses, subject"
"""The columns that ``read_event`` reads, in the order of an ``Event``."""


def read_header(row: sqlite3.Row) -> Header:
    """The header of a document's row."""
    return Header(
        title=row["title"],
        kind=ReplyKind(row["kind"]),
        number=row["number"],
        session=row["session"],
        subject=row["subject"],
        addressees=_read_list(row["addressees"]),
        issuer=row["issuer"],
        document_number=row["document_number"],
        dated=row["dated"],
        category=row["category"],
        contact_unit=row["contact_unit"],
        contact_person=row["contact_person"],
        contact_phone=row["contact_phone"],
    )


def read_document(row: sqlite3.Row) -> DocumentRecord:
    """A document from its row."""
    return DocumentRecord(
        id=row["id"],
        path=row["path"],
        sha256=row["sha256"],
        content_key=row["content_key"],
        format=row["format"],
        text=row["text"],
        genre=Genre(row["genre"]),
        header=read_header(row),
        added_at=datetime.fromisoformat(row["added_at"]),
        withdrawn=bool(row["withdrawn"]),
        category_now=row["category_now"],
        satisfaction=Satisfaction(row["satisfaction"]) if row["satisfaction"] else None,
    )


def read_summary(row: sqlite3.Row) -> DocumentSummary:
    """A document in short, from its columns and the counts over its items."""
    said = row["satisfaction"]
    columns = {name: row[name] for name in row.keys()}  # noqa: SIM118 - a row iterates over its values
    return DocumentSummary(
        **columns | {"withdrawn": bool(row["withdrawn"]), "satisfaction": Satisfaction(said) if said else None}
    )


def read_reply(row: sqlite3.Row) -> Reply:
    """The letter in a document's row; the layout of its source is not kept."""
    genre = Genre(row["genre"])
    document = Document(row["path"], row["sha256"], row["format"], row["text"], metadata=json.loads(row["metadata"]))
    return Reply(
        document=document,
        header=read_header(row),
        genre=genre,
        genre_reason=f"台账记为{genre.label}",
        body_start=row["body_start"],
        body_end=row["body_end"],
        letter_start=row["letter_start"],
    )


def read_item(row: sqlite3.Row, header: Header) -> Item:
    """An item with its state now, from its row, which names its unit, too."""
    return Item(
        id=row["id"],
        document_id=row["document_id"],
        commitment=parse_reading(row["reading"]) if row["reading"] else read_first(row),
        header=header,
        owner=row["owner"],
        status=Status(row["status"]),
        review=Review(row["review"]),
        progress=row["progress"],
        due=date.fromisoformat(row["due"]) if row["due"] else None,
        note=row["note"],
        problem=row["problem"],
        measures=row["measures"],
        remark=row["remark"],
        evidence=_read_evidence(row["evidence"]),
        confirmed_by=row["confirmed_by"],
        status_since=date.fromisoformat(row["status_since"] or row["added_on"]),
        reported_on=date.fromisoformat(row["reported_on"]) if row["reported_on"] else None,
        due_moves=row["due_moves"],
        reopened=row["reopened"],
        unit=row["unit"],
        place=row["place"] or None,
        added_on=date.fromisoformat(row["added_on"]),
        changed_on=date.fromisoformat(row["changed_on"]),
        withdrawn=bool(row["withdrawn"]),
    )


def read_event(row: sqlite3.Row) -> Event:
    """An event from its ``EVENT_COLUMNS``; by their places, because ledgers hold many."""
    key, command_id, recorded_at, effective_on, *others = row
    return Event(key, command_id, datetime.fromisoformat(recorded_at), date.fromisoformat(effective_on), *others)


def read_command(row: sqlite3.Row) -> Command:
    """A command from its row."""
    return Command(
        id=row["id"],
        recorded_at=datetime.fromisoformat(row["recorded_at"]),
        person=row["person"],
        name=row["name"],
        summary=row["summary"],
        undoes=row["undoes"],
    )


def read_first(row: sqlite3.Row) -> Commitment:
    """The first reading of an item, from its row."""
    return Commitment(
        text=row["quote"],
        start=row["quote_start"],
        end=row["quote_end"],
        section=Section(row["section"]),
        theme=row["theme"],
        owner=row["printed_owner"],
        owner_basis=OwnerBasis(row["owner_basis"]),
        partners=_read_list(row["partners"]),
        deadline=_read_deadline(row),
        targets=_read_targets(row["targets"]),
        grade=Grade(row["grade"]),
        rule=row["rule"],
    )


def _read_deadline(row: sqlite3.Row) -> Deadline | None:
    if row["deadline_text"] is None:
        return None
    day = row["deadline_date"]
    return Deadline(
        text=row["deadline_text"],
        date=date.fromisoformat(day) if day else None,
        kind=DeadlineKind(row["deadline_kind"]),
        basis=DeadlineBasis(row["deadline_basis"]),
    )


def _read_targets(text: str) -> tuple[Target, ...]:
    if text == "[]":
        return ()
    return tuple(Target(text=entry["text"], value=entry["value"], unit=entry["unit"]) for entry in json.loads(text))


def _read_evidence(text: str) -> tuple[Evidence, ...]:
    return () if text == "[]" else tuple(Evidence(**entry) for entry in json.loads(text))


def _read_list(text: str) -> tuple[str, ...]:
    return () if text == "[]" else tuple(json.loads(text))
