"""Time limits: finding the words in a commitment and computing the last day that they name.

A phrase never yields a day before the reply, nor one that the calendar does not have: it keeps its words then,
and has no date.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.extraction.deadline_rules import RULES, Rule
from tracker.model import Deadline, DeadlineBasis, DeadlineKind

_TITLE = re.compile(r"《[^》]*》|“[^”]{12,}”")
_HINT = re.compile(
    r"十[二三四五六]五|[年月日天周期季旬内前后每时如若]|定期|一旦|机会|条件|资金|一(?:建成|完成|到位|通过|确定|批复|完工)"
)
_NAMES_END = re.compile(r"[日号底末初旬前]|\d[.\-/]\d")
_FROM = re.compile(r"(?:份|底|初)?起")
_PAST_AFTER = re.compile(r"[^，。；]{0,12}?(?:已(?!会|列入|纳入)|了(?!解)|以来|来信|召开的|下发|印发的)")
_BARE = frozenset({"month", "quarter"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A time limit found in a text."""

    start: int
    """First character."""
    end: int
    """One past the last character."""
    rule: Rule
    """The rule that read it."""
    date: date | None
    """The day that it names."""


def find_mentions(text: str, reference: date | None) -> Iterator[Mention]:
    """All time limits in folded ``text`` that lie not before ``reference``, by rule, then by place.

    ``reference`` is the day of the reply, or ``None`` for an undated one: relative words have no date then.
    """
    if not _HINT.search(text):
        return
    taken = [found.span() for found in _TITLE.finditer(text)]
    for rule in RULES:
        for found in rule.pattern.finditer(text):
            start, end = found.span()
            if any(start < right and left < end for left, right in taken):
                continue
            taken.append((start, end))
            day = rule.compute(found, reference)
            if rule.kind is DeadlineKind.DATE:
                if _PAST_AFTER.match(text, end) or _FROM.match(text, end):
                    continue
                if day is not None and reference is not None and day < reference:
                    if not _keeps_words(found, rule):
                        continue
                    day = None
            yield Mention(start, end, rule, day)


def _keeps_words(found: re.Match[str], rule: Rule) -> bool:
    """A month without a year that has passed keeps its words; a past year names no time limit."""
    return rule.name in _BARE and found["year"] is None


def find_deadline(text: str, reference: date | None) -> Mention | None:
    """The one time limit of a commitment: a date before an event before a recurring one; the last date.

    >>> find_deadline("今年内要完成20个老旧小区改造", date(2021, 7, 20)).date
    datetime.date(2021, 12, 31)
    """
    mentions = sorted(find_mentions(text, reference), key=lambda mention: mention.start)
    dated = [mention for mention in mentions if mention.rule.kind is DeadlineKind.DATE]
    if dated:
        return next((mention for mention in reversed(dated) if mention.date), dated[-1])
    for kind in (DeadlineKind.EVENT, DeadlineKind.RECURRING):
        first = next((mention for mention in mentions if mention.rule.kind is kind), None)
        if first is not None:
            return first
    return None


def as_deadline(mention: Mention, words: str) -> Deadline:
    """The model's value for a mention whose exact words in the source are ``words``.

    Words that name a day or an end are explicit; a bare year or month (2025年, 2024年11月) stands for its last day,
    which the reader must see to be inferred: period.
    """
    return Deadline(text=words, date=mention.date, kind=mention.rule.kind, basis=_basis(mention.rule, words))


def _basis(rule: Rule, words: str) -> DeadlineBasis:
    if rule.basis is not DeadlineBasis.EXPLICIT:
        return rule.basis
    if not re.search(r"20\d\d|二[〇零○]", words):
        return DeadlineBasis.RELATIVE
    return DeadlineBasis.EXPLICIT if _NAMES_END.search(words) else DeadlineBasis.PERIOD


_CELL_DATE = re.compile(r"(?P<year>20\d\d)(?:[./\-](?P<month>\d{1,2})(?:[./\-](?P<day>\d{1,2}))?|(?P<bare>\d{4}))")


def parse_cell_date(text: str) -> date | None:
    """The last day that a cell of figures means (2024/9/30, 2024.12, 20240930), ``None`` where it is no date.

    >>> parse_cell_date("2024.2"), parse_cell_date("2024-09-31")
    (datetime.date(2024, 2, 29), None)
    """
    found = _CELL_DATE.match(text.strip())
    if not found:
        return None
    month = int(found["month"] or found["bare"][:2])
    year = int(found["year"])
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    day = int(found["day"] or (found["bare"] or "")[2:] or last)
    return date(year, month, day) if 1 <= day <= last else None
