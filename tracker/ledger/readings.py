"""Readings of promises as the text in an event, and the other way round; the keys are those of the JSON contract."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from tracker.model import (
    Commitment,
    Deadline,
    DeadlineBasis,
    DeadlineKind,
    Grade,
    OwnerBasis,
    Section,
    Target,
)


def render_reading(commitment: Commitment) -> str:
    """A reading as one line of JSON; the same reading gives the same text."""
    deadline = commitment.deadline
    value = {
        "text": commitment.text,
        "start": commitment.start,
        "end": commitment.end,
        "section": commitment.section,
        "theme": commitment.theme,
        "owner": commitment.owner,
        "owner_basis": commitment.owner_basis,
        "partners": list(commitment.partners),
        "deadline": deadline
        and {
            "text": deadline.text,
            "date": deadline.date.isoformat() if deadline.date else None,
            "kind": deadline.kind,
            "basis": deadline.basis,
        },
        "targets": [{"text": target.text, "value": target.value, "unit": target.unit} for target in commitment.targets],
        "grade": commitment.grade,
        "rule": commitment.rule,
    }
    return json.dumps(value, ensure_ascii=False)


def parse_reading(text: str) -> Commitment:
    """The reading in the text of an event."""
    value = json.loads(text)
    return Commitment(
        text=value["text"],
        start=value["start"],
        end=value["end"],
        section=Section(value["section"]),
        theme=value["theme"],
        owner=value["owner"],
        owner_basis=OwnerBasis(value["owner_basis"]),
        partners=tuple(value["partners"]),
        deadline=value["deadline"] and _read_deadline(value["deadline"]),
        targets=tuple(Target(entry["text"], entry["value"], entry["unit"]) for entry in value["targets"]),
        grade=Grade(value["grade"]),
        rule=value["rule"],
    )


def _read_deadline(value: dict[str, Any]) -> Deadline:
    return Deadline(
        text=value["text"],
        date=date.fromisoformat(value["date"]) if value["date"] else None,
        kind=DeadlineKind(value["kind"]),
        basis=DeadlineBasis(value["basis"]),
    )
