"""Values of the model as rows of the tables, and by what letters and cases are known again; runs no query."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from datetime import UTC, date, datetime

from tracker import __version__
from tracker.chinese import content_key, fold
from tracker.ledger.units import find_lead
from tracker.model import (
    Commitment,
    Extraction,
    Header,
    Item,
    Reply,
    Review,
    Status,
)

Value = str | int | None
"""What a column of the ledger holds."""


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


def find_added_on(extraction: Extraction, today: date) -> date:
    """The effective day of an addition: the reply's date; ``today`` where it has none or a later one."""
    day = extraction.reply.header.day
    return today if day is None else min(day, today)
