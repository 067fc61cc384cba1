"""Everything that lasts: one SQLite file with the replies, the promises in them, and every change by whom and when.

Other packages import from here; nothing here prints or asks what day it is.
"""

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
