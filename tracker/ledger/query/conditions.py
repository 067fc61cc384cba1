"""A query as a condition in SQL with bound values, which chooses the same rows as Python does."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tracker.chinese import fold
from tracker.ledger.query.field import Field
from tracker.ledger.query.fields import BY_KEY
from tracker.ledger.query.sessions import is_in_session, is_same_number
from tracker.ledger.query.terms import Derived, Ids, Judged, Member, Presence, Query, Span, Term, Words
from tracker.ledger.rows import Value
from tracker.profile import FINISHED, NOTHING_BEGUN, Light, find_silence_start

ABSENT = Presence(False)
"""无, which is asked around what surrounds the columns."""
_INDEXED = frozenset({"text", "unit", "status", "due", "set_due", "review", "progress", "light"})
"""The fields whose columns are all in the index ``items_by_attention``."""
Tested = Presence | Member | Words | Span | Ids
"""What is tested on columns."""
FAR = "9999-12-31"
"""What the index of attention holds where there is no time limit."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in SQL."""

    sql: str
    """With a ``?`` for each value."""
    values: tuple[Value, ...] = ()
    """In order."""


def _in(statuses: Collection[str]) -> str:
    """The statuses as a list in SQL; they are keys of the program."""
    return "(" + ", ".join(f"'{status}'" for status in sorted(statuses)) + ")"


_OPEN = "standing = 0"
"""Open and not rejected."""
_DAYS = "(CAST(julianday({}) AS INTEGER) - CAST(julianday(dated_on) AS INTEGER))"
_EXPECTED = (
    f"CASE WHEN limit_on <= ? THEN 100 ELSE max({_DAYS.format('?')}, 0) * 100 / max({_DAYS.format('limit_on')}, 1) END"
)
"""序时进度 in percent, empty without a time limit; asks for the day twice."""
_PROGRESS = (
    f"CASE WHEN status IN {_in(FINISHED)} THEN 100"
    f" WHEN progress IS NULL AND status IN {_in(NOTHING_BEGUN)} THEN 0 ELSE progress END"
)
_LAG = f"(({_EXPECTED}) - ({_PROGRESS}))"
_OVERDUE = f"{_OPEN} AND coalesce(limit_on, '{FAR}') < ?"
_ON_TIME = f"{_OPEN} AND NOT coalesce(limit_on < ?, 0)"


def _derive(mark: Derived, query: Query) -> Condition:
    today, profile = query.day.isoformat(), query.profile
    match mark:
        case Derived.OPEN:
            return Condition(_OPEN)
        case Derived.OVERDUE:
            return Condition(_OVERDUE, (today,))
        case Derived.DUE_SOON:
            away = f"CAST(julianday(limit_on) AS INTEGER) - CAST(julianday(?) AS INTEGER) <= {profile.due_soon_days}"
            return Condition(f"{_OPEN} AND coalesce(limit_on, '{FAR}') >= ? AND {away}", (today, today))
        case Derived.BEHIND:
            return Condition(f"{_OPEN} AND {_LAG} >= {profile.yellow_points}", (today, today))
        case Derived.SILENT:
            since = find_silence_start(profile, query.day).isoformat()
            return Condition(f"{_OPEN} AND coalesce(reported_on, dated_on) <= ?", (since,))


def _light(mark: Light, query: Query) -> Condition:
    today, yellow, red = query.day.isoformat(), query.profile.yellow_points, query.profile.red_points
    days = (today, today, today)
    match mark:
        case Light.BLUE:
            return Condition(f"standing < 3 AND status IN {_in(FINISHED)}")
        case Light.RED:
            return Condition(f"({_OVERDUE} OR {_OPEN} AND {_LAG} > {red})", days)
        case Light.YELLOW:
            return Condition(f"{_ON_TIME} AND {_LAG} BETWEEN {yellow} AND {red}", days)
        case Light.GREEN:
            return Condition(f"{_ON_TIME} AND {_LAG} < {yellow} AND {_LAG} <= {red}", (*days, today, today))


def build_condition(query: Query, *, withdrawn: bool = False) -> Condition:
    """The condition on rows of ``items`` that are not withdrawn, or that may be.

    The signs keep SQLite from an index of what nearly all rows have in common, which is slower than all rows in turn,
    unless that index holds all that is asked: then no row has to be read, and they come in the order of attention.
    """
    sign = "" if all(term.field in _INDEXED for term in query.terms) else "+"
    parts = [] if withdrawn else [Condition(f"{sign}withdrawn = 0")]
    parts += [] if query.rejected else [Condition(f"{sign}standing < 3")]
    parts += [_build_term(term, query) for term in query.terms]
    return _join(" AND ", parts) if parts else Condition("1")


def build_document_condition(term: Term) -> Condition | None:
    """The condition on rows of ``documents`` of a term about documents, as if it were not negated; else ``None``."""
    field = BY_KEY[term.field]
    if field.read is not None or not field.columns:
        return None
    inside = [one for one in term.alternatives if not isinstance(one, Judged) and one != ABSENT]
    empty = [_not(_fill(field))] if ABSENT in term.alternatives else []
    return _join(" OR ", [*_test_all(inside, field), *empty])


def _build_term(term: Term, query: Query) -> Condition:
    field = BY_KEY[term.field]
    conditions = [_judge(one.mark, query) for one in term.alternatives if isinstance(one, Judged)]
    inside = [one for one in term.alternatives if not isinstance(one, Judged) and one != ABSENT]
    if inside:
        conditions.append(_surround(field, _join(" OR ", _test_all(inside, field))))
    if ABSENT in term.alternatives:
        conditions.append(_not(_surround(field, _fill(field))))
    any_of = _join(" OR ", conditions)
    return _not(any_of) if term.negated else any_of


def _judge(mark: Derived | Light, query: Query) -> Condition:
    return _derive(mark, query) if isinstance(mark, Derived) else _light(mark, query)


def _test_all(alternatives: Sequence[Tested], field: Field) -> list[Condition]:
    """The conditions of which one must hold; words that a text may have are looked for in one go."""
    words = [one.text for one in alternatives if isinstance(one, Words)] if field.test is None else []
    rest = [_test(one, field) for one in alternatives if not (words and isinstance(one, Words))]
    sought = json.dumps(words, ensure_ascii=False)
    return [*rest, *([_any(field, "{column} IS NOT NULL AND has_words({column}, ?)", sought)] if words else [])]


def _test(alternative: Tested, field: Field) -> Condition:
    """The condition of one alternative on the columns; it may be empty where a column is, which counts as false."""
    match alternative:
        case Presence():
            return _fill(field)
        case Member(value):
            return _any(field, "{column} = ?", value)
        case Words(text):
            test = (field.test or "").replace("{words}", "?")
            return _any(field, test, *[text] * test.count("?"))
        case Span(first, last):
            bounds = [(sign, _plain(bound)) for sign, bound in ((">=", first), ("<=", last)) if bound is not None]
            return _any(field, " AND ".join(f"{{column}} {sign} ?" for sign, _ in bounds), *(to for _, to in bounds))
        case Ids(wanted):
            return _any(field, "{column} IN (SELECT value FROM json_each(?))", json.dumps(wanted))


def _fill(field: Field) -> Condition:
    return _any(field, "{column} <> ''")


def _any(field: Field, test: str, *values: Value) -> Condition:
    """A test of any of the columns."""
    tests = " OR ".join(f"({test.replace('{column}', column)})" for column in field.columns)
    return Condition(tests, values * len(field.columns))


def _surround(field: Field, condition: Condition) -> Condition:
    return Condition(field.within.format(condition.sql), condition.values)


def _plain(bound: date | int) -> Value:
    return bound.isoformat() if isinstance(bound, date) else bound


def _not(condition: Condition) -> Condition:
    return Condition(f"NOT coalesce({condition.sql}, 0)", condition.values)


def _join(word: str, conditions: Sequence[Condition]) -> Condition:
    sql = word.join(f"({one.sql})" for one in conditions)
    return Condition(sql, tuple(value for one in conditions for value in one.values))


def prepare(connection: sqlite3.Connection) -> None:
    """Give a connection the functions that conditions call."""
    functions: tuple[tuple[str, int, Callable[..., Value]], ...] = (
        ("folded", 1, fold_words),
        ("has_words", 2, _has_words),
        ("same_number", 2, is_same_number),
        ("in_session", 2, lru_cache(is_in_session)),
    )
    for name, count, function in functions:
        connection.create_function(name, count, function, deterministic=True)


def _has_words(text: str | None, sought: str) -> bool:
    if text is None:
        return False
    folded = fold_words(text)
    return any(words in folded for words in _read_words(sought))


@lru_cache(maxsize=16)
def _read_words(sought: str) -> tuple[str, ...]:
    return tuple(json.loads(sought))


@lru_cache(maxsize=4096)
def fold_words(text: str) -> str:
    """A text as it is searched; owners, sessions and the like repeat."""
    return fold(text).casefold()
