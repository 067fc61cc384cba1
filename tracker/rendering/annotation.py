"""Decided promises as annotated examples: the format that ``tracker evaluate`` and the corpus of the project share."""

from __future__ import annotations

import json
from collections.abc import Iterable

from tracker.evaluation import HEADER_FIELDS
from tracker.model import Header, Item, Review
from tracker.rendering.objects import Object, header_object


def render_annotation(header: Header, items: Iterable[Item]) -> str:
    """The annotation of one reply as JSON; unreviewed promises are optional, so they count neither for nor against."""
    fields = header_object(header)
    value = {
        "reply": {key: fields[key] for key in HEADER_FIELDS},
        "commitments": [_annotate(item) for item in items],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _annotate(item: Item) -> Object:
    commitment, deadline = item.commitment, item.commitment.deadline
    return {
        "text": commitment.text,
        "section": commitment.section.value,
        "theme": commitment.theme,
        "owner": item.owner,
        "partners": list(commitment.partners),
        "deadline": deadline
        and {
            "text": deadline.text,
            "date": deadline.date.isoformat() if deadline.date else None,
            "kind": deadline.kind.value,
        },
        "targets": [target.text for target in commitment.targets],
        "optional": item.review is Review.UNREVIEWED,
    }
