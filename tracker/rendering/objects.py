"""Objects for JSON, with their keys in the order of the contract; unknown values are ``null``."""

from __future__ import annotations

from datetime import date

from tracker.model import Commitment, Deadline, Evidence, Extraction, Header, Item, Target
from tracker.profile import Profile, expected_progress, find_light
from tracker.reporting.limits import limit_basis

Object = dict[str, object]
"""A JSON object."""


def extraction_object(extraction: Extraction) -> Object:
    """What ``tracker extract`` says of one file."""
    document = extraction.reply.document
    return {
        "path": document.path,
        "sha256": document.sha256,
        "reply": header_object(extraction.reply.header),
        "commitments": [commitment_object(commitment) for commitment in extraction.commitments],
    }


def header_object(header: Header) -> Object:
    """The fields of a reply."""
    return {
        "title": header.title,
        "kind": header.kind.value,
        "number": header.number,
        "session": header.session,
        "subject": header.subject,
        "addressees": list(header.addressees),
        "issuer": header.issuer,
        "document_number": header.document_number,
        "dated": header.dated,
        "category": header.category,
        "contact_unit": header.contact_unit,
        "contact_person": header.contact_person,
        "contact_phone": header.contact_phone,
    }


def commitment_object(commitment: Commitment) -> Object:
    """One promise as it was found."""
    return {
        "text": commitment.text,
        "start": commitment.start,
        "end": commitment.end,
        "section": commitment.section.value,
        "theme": commitment.theme,
        "owner": commitment.owner,
        "owner_basis": commitment.owner_basis.value,
        "partners": list(commitment.partners),
        "deadline": _deadline(commitment.deadline),
        "targets": [_target(target) for target in commitment.targets],
        "grade": commitment.grade.value,
        "rule": commitment.rule,
    }


def _deadline(deadline: Deadline | None) -> Object | None:
    if deadline is None:
        return None
    return {
        "text": deadline.text,
        "date": _day(deadline.date),
        "kind": deadline.kind.value,
        "basis": deadline.basis.value,
    }


def _target(target: Target) -> Object:
    value = target.value
    whole = int(value) if value is not None and value.is_integer() else value
    return {"text": target.text, "value": whole, "unit": target.unit}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def item_object(item: Item, today: date, profile: Profile | None = None) -> Object:
    """One promise as the ledger keeps it, with how it stands today; lights need the rules of a place."""
    light = find_light(item, profile, today) if profile else None
    return {
        "id": item.id,
        "document_id": item.document_id,
        "status": item.status.value,
        "review": item.review.value,
        "progress": item.progress,
        "due": _day(item.due),
        "limit": _day(item.limit),
        "limit_basis": limit_basis(item),
        "overdue": item.is_overdue(today),
        "note": item.note,
        "added_on": _day(item.added_on),
        "changed_on": _day(item.changed_on),
        # The owner may have been set by a person, and the others of joint owners are partners; the order stays.
        **(commitment_object(item.commitment) | {"owner": item.owner, "partners": list(item.partners)}),
        "unit": item.unit,
        "problem": item.problem,
        "measures": item.measures,
        "remark": item.remark,
        "evidence": [_evidence(piece) for piece in item.evidence],
        "confirmed_by": item.confirmed_by,
        "status_since": _day(item.status_since),
        "reported_on": _day(item.reported_on),
        "due_moves": item.due_moves,
        "reopened": item.reopened,
        "expected_progress": expected_progress(item, today),
        "light": light.value if light else None,
        "reply": header_object(item.header),
    }


def _evidence(evidence: Evidence) -> Object:
    return {"location": evidence.location, "sha256": evidence.sha256, "kept": evidence.kept}
