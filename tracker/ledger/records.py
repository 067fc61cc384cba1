"""Rows of the tables as values of the model, and the other way round; runs no query."""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import asdict
from datetime import UTC, date, datetime

from tracker import __version__
from tracker.chinese import content_key, fold
from tracker.ledger.readings import parse_reading
from tracker.ledger.units import find_lead
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
    Extraction,
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

Value = str | int | None
"""What a column of the ledger holds."""

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


def storable(text: str) -> str:
    """The text without lone surrogates, which SQLite cannot hold; the length stays, so offsets stay true."""
    return text.encode("utf-8", "replace").decode("utf-8")


def instant(moment: datetime) -> str:
    """A moment in UTC, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def find_content_key(reply: Reply) -> str:
    """The identity of a letter; a text in which no letter was found is identified as a whole."""
    text = reply.document.text
    letter = text[reply.letter_start : reply.body_end]
    return content_key(letter if letter.strip() else text)


def find_case_key(header: Header) -> str | None:
    """Issuer, session and number in one shape, or ``None`` where one of them is missing."""
    parts = (header.issuer, header.session, header.number)
    folded = ["".join(fold(part).split()) for part in parts if part]
    return "|".join(folded) if len(folded) == len(parts) and all(folded) else None


def write_document(reply: Reply, added_at: datetime) -> dict[str, Value]:
    """The row of a new document."""
    document, header = reply.document, reply.header
    row: dict[str, Value] = {
        "path": os.fsencode(document.path).decode("utf-8", "replace"),
        "sha256": document.sha256,
        "content_key": find_content_key(reply),
        "case_key": find_case_key(header),
        "format": document.format,
        "genre": reply.genre.value,
        "text": document.text,
        "letter_start": reply.letter_start,
        "body_start": reply.body_start,
        "body_end": reply.body_end,
        "metadata": json.dumps(dict(document.metadata), ensure_ascii=False),
        "reader_version": __version__,
        "rules_version": __version__,
        "title": header.title,
        "kind": header.kind.value,
        "number": header.number,
        "session": header.session,
        "subject": header.subject,
        "addressees": json.dumps(header.addressees, ensure_ascii=False),
        "issuer": header.issuer,
        "document_number": header.document_number,
        "dated": header.dated,
        "category": header.category,
        "contact_unit": header.contact_unit,
        "contact_person": header.contact_person,
        "contact_phone": header.contact_phone,
        "added_at": instant(added_at),
    }
    return {name: storable(value) if isinstance(value, str) else value for name, value in row.items()}


def write_item(commitment: Commitment, document_id: int, added_on: date) -> dict[str, Value]:
    """The row of a new item: as extracted, nothing reported yet."""
    deadline = commitment.deadline
    targets = [{"text": target.text, "value": target.value, "unit": target.unit} for target in commitment.targets]
    row: dict[str, Value] = {
        "document_id": document_id,
        "quote": commitment.text,
        "quote_start": commitment.start,
        "quote_end": commitment.end,
        "section": commitment.section.value,
        "theme": commitment.theme,
        "printed_owner": commitment.owner,
        "owner_basis": commitment.owner_basis.value,
        "partners": json.dumps(commitment.partners, ensure_ascii=False),
        "deadline_text": deadline.text if deadline else None,
        "deadline_date": deadline.date.isoformat() if deadline and deadline.date else None,
        "deadline_kind": deadline.kind.value if deadline else None,
        "deadline_basis": deadline.basis.value if deadline else None,
        "targets": json.dumps(targets, ensure_ascii=False),
        "grade": commitment.grade.value,
        "rule": commitment.rule,
        "owner": commitment.owner,
        "status": Status.UNREPORTED.value,
        "review": Review.UNREVIEWED.value,
        "added_on": added_on.isoformat(),
        "changed_on": added_on.isoformat(),
    }
    return {name: storable(value) if isinstance(value, str) else value for name, value in row.items()}


def write_state(item: Item) -> dict[str, Value]:
    """The columns of an item that hold its state now, and by which rows are chosen and ordered."""
    return {
        "document_id": item.document_id,
        "owner": item.owner,
        "status": item.status.value,
        "review": item.review.value,
        "progress": item.progress,
        "due": _iso(item.due),
        "note": item.note,
        "problem": item.problem,
        "measures": item.measures,
        "remark": item.remark,
        "evidence": json.dumps([asdict(piece) for piece in item.evidence], ensure_ascii=False),
        "confirmed_by": item.confirmed_by,
        "status_since": item.status_since.isoformat(),
        "reported_on": _iso(item.reported_on),
        "due_moves": item.due_moves,
        "reopened": item.reopened,
        "changed_on": item.changed_on.isoformat(),
        "standing": find_standing(item),
        "limit_on": _iso(item.limit),
        "dated_on": (item.header.day or item.added_on).isoformat(),
        "lead": find_lead(item.owner),
        "place": item.place or "",
        "haystack": find_haystack(item),
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def find_standing(item: Item) -> int:
    """The class by which lists are ordered: 0 open, 1 ongoing, 2 finished or dropped, 3 rejected."""
    if item.review is Review.REJECTED:
        return 3
    if item.open:
        return 0
    return 1 if item.status is Status.ONGOING else 2


def find_haystack(item: Item) -> str:
    """The words of an item that a search looks through, folded, each on a line of its own."""
    words = (
        item.commitment.text,
        item.commitment.theme,
        item.note,
        item.problem,
        item.measures,
        item.remark,
        item.header.subject,
        item.header.title,
    )
    return "\n".join(fold(word).casefold() for word in words if word)


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


def find_added_on(extraction: Extraction, today: date) -> date:
    """The effective day of an addition: the reply's date; ``today`` where it has none or a later one."""
    day = extraction.reply.header.day
    return today if day is None else min(day, today)


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
