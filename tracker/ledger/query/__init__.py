"""One language to choose items in: words → query → a condition in SQL, or a test in Python."""

from tracker.ledger.query.conditions import build_condition, build_document_condition, prepare
from tracker.ledger.query.field import Field, Kind
from tracker.ledger.query.fields import BY_WORD, FIELDS
from tracker.ledger.query.matching import matches
from tracker.ledger.query.orders import ATTENTION, ORDERS
from tracker.ledger.query.parsing import make_document, make_term, make_words, parse_one_day, parse_query
from tracker.ledger.query.reference import render_fields, render_orders
from tracker.ledger.query.terms import Derived, Query, Term

__all__ = [
    "ATTENTION",
    "BY_WORD",
    "FIELDS",
    "ORDERS",
    "Derived",
    "Field",
    "Kind",
    "Query",
    "Term",
    "build_condition",
    "build_document_condition",
    "make_document",
    "make_term",
    "make_words",
    "matches",
    "parse_one_day",
    "parse_query",
    "prepare",
    "render_fields",
    "render_orders",
]
