"""Everything that lasts: one SQLite file with the replies, the promises in them, and every change by whom and when.

Other packages import from here; nothing here prints or asks what day it is.
What is asked for here is imported when it is asked for: no command needs all of it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.ledger.answering import ANSWERED, ASKED
    from tracker.ledger.attention import Attention, attention_key, find_attention
    from tracker.ledger.finding import Tally
    from tracker.ledger.issuing import Issue, IssuedReport
    from tracker.ledger.ledger import Ledger
    from tracker.ledger.matching import overlap
    from tracker.ledger.naming import Named
    from tracker.ledger.readings import parse_reading, render_reading
    from tracker.ledger.rules import Rules, find_rules
    from tracker.ledger.selection import parse_ids, render_ids
    from tracker.ledger.state import ADDED, DOCUMENT, READING, WITHDRAWN
    from tracker.ledger.undoing import FIELD_LABELS
    from tracker.ledger.values import (
        Added,
        AddOutcome,
        Answer,
        Asked,
        Assignment,
        Change,
        Occasion,
        OpenCommand,
        Question,
        RefreshPlan,
        ReplacePlan,
        Undone,
        UndoPlan,
        Updated,
    )

__all__ = [
    "ADDED",
    "ANSWERED",
    "ASKED",
    "DOCUMENT",
    "FIELD_LABELS",
    "READING",
    "WITHDRAWN",
    "AddOutcome",
    "Added",
    "Answer",
    "Asked",
    "Assignment",
    "Attention",
    "Change",
    "Issue",
    "IssuedReport",
    "Ledger",
    "Named",
    "Occasion",
    "OpenCommand",
    "Question",
    "RefreshPlan",
    "ReplacePlan",
    "Rules",
    "Tally",
    "UndoPlan",
    "Undone",
    "Updated",
    "attention_key",
    "find_attention",
    "find_rules",
    "overlap",
    "parse_ids",
    "parse_reading",
    "render_ids",
    "render_reading",
]

_ROOMS = {
    "answering": "ANSWERED ASKED",
    "attention": "Attention attention_key find_attention",
    "finding": "Tally",
    "issuing": "Issue IssuedReport",
    "ledger": "Ledger",
    "matching": "overlap",
    "naming": "Named",
    "readings": "parse_reading render_reading",
    "rules": "Rules find_rules",
    "selection": "parse_ids render_ids",
    "state": "ADDED DOCUMENT READING WITHDRAWN",
    "undoing": "FIELD_LABELS",
    "values": "Added AddOutcome Answer Asked Assignment Change Occasion OpenCommand Question"
    " RefreshPlan ReplacePlan Undone UndoPlan Updated",
}
_HOMES = {name: room for room, names in _ROOMS.items() for name in names.split()}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
