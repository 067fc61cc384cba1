"""A query against items in Python, for what no column holds: items as they were on another day.

Terms about documents are asked of the ledger beforehand, which knows more of them than an item does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from tracker.chinese import fold
from tracker.ledger.query.field import Value
from tracker.ledger.query.fields import BY_KEY
from tracker.ledger.query.terms import Alternative, Derived, Ids, Judged, Member, Presence, Query, Span, Term, Words
from tracker.model import Item, Review
from tracker.profile import find_light, is_behind, is_due_soon, is_silent

Documents = Mapping[Term, frozenset[int]]
"""The documents that meet each term about documents; whether the term is negated does not matter."""

_DERIVED: Mapping[Derived, Callable[[Item, Query], bool]] = {
    Derived.OPEN: lambda item, _: item.open,
    Derived.OVERDUE: lambda item, query: item.is_overdue(query.day),
    Derived.DUE_SOON: lambda item, query: is_due_soon(item, query.profile, query.day),
    Derived.BEHIND: lambda item, query: is_behind(item, query.profile, query.day),
    Derived.SILENT: lambda item, query: is_silent(item, query.profile, query.day),
}


def matches(query: Query, item: Item, documents: Documents) -> bool:
    """Whether an item meets every term."""
    if not query.rejected and item.review is Review.REJECTED:
        return False
    return all(_meets(term, item, query, documents) is not term.negated for term in query.terms)


def _meets(term: Term, item: Item, query: Query, documents: Documents) -> bool:
    read = BY_KEY[term.field].read
    if term in documents:
        return item.document_id in documents[term]
    values = tuple(value for value in read(item) if value not in (None, "")) if read else ()
    return any(_has(alternative, values, item, query) for alternative in term.alternatives)


def _has(alternative: Alternative, values: tuple[Value, ...], item: Item, query: Query) -> bool:
    match alternative:
        case Presence(present):
            return bool(values) is present
        case Member(value):
            return value in values
        case Judged(mark):
            return _is_judged(mark, item, query)
        case Words(text):
            return any(text in fold(str(value)).casefold() for value in values)
        case Span():
            return any(alternative.holds(value) for value in values if isinstance(value, date | int))
        case Ids(wanted):
            return item.id in wanted


def _is_judged(mark: object, item: Item, query: Query) -> bool:
    if item.review is Review.REJECTED:
        return False
    if isinstance(mark, Derived):
        return _DERIVED[mark](item, query)
    return find_light(item, query.profile, query.day) is mark
