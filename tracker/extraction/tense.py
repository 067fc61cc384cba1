"""Past and future by the calendar: days before the reply, and days to come in front of a deed."""

from __future__ import annotations

import re
from datetime import date

from tracker.extraction.clauses import Clause, Sense, is_strong
from tracker.extraction.cues import find_cue
from tracker.extraction.deadlines import find_mentions
from tracker.model import DeadlineKind

_DAY = re.compile(
    r"(?<!\d)(?<!至)(?<!到)(?<![计期于]划)(?P<year>20\d\d年|今年|同年)?(?P<month>1[0-2]|0?[1-9])月(?P<day>\d{1,2}日)?"
    r"(?!底|份?前|上旬|中旬|下旬|末|\d|前|之前|以前)"
)
_YEAR = re.compile(
    r"(?:^|(?<=[，。；于在]))((?:19|20)\d\d)年(?!第|版|的|前|之前|底前|至|到|-|—|~|起|项目|规划|计划|政府|重点|民生|预算|度?[^，]{0,6}(?:计划|项目|任务))"
)
_SINCE = re.compile(r"近 ?(?:[\d几]+ ?)?年来?|多年来|长期以来|一直以来|过去|[^，]{1,12}以来")
_DEED = re.compile(
    r"(?:全面|正式|基本|全部|组织|开始)?"
    r"(?:启动|完成|开工|实施|建成|开展|投入|竣工|实现|出台|印发|开通|安装|验收|交付|动工)"
)
_WHOLE_YEAR = frozenset({"year", "within-year", "years", "season"})
_PART_OF_YEAR = frozenset({"month", "quarter", "year-part", "within-year"})


def is_past(text: str, clause: Clause, day: date | None) -> bool:
    """True where a clause names a day before the reply's and no strong word of the future.

    Without a ``day`` only a full date (4月26日) counts: a reply that names one looks back.
    """
    if is_strong(clause):
        return False
    year = (
        None
        if clause.sense is Sense.CONDITION and clause.rule != "time"
        else _YEAR.search(text, clause.start, clause.end)
    )
    if year and day and int(year[1]) < day.year:
        return True
    found = _DAY.search(text, clause.start, clause.end)
    if found is None:
        return False
    if day is None:
        return found["day"] is not None
    named_year = int(found["year"][:4]) if found["year"] and found["year"][0] == "2" else day.year
    named_day = int(found["day"][:-1]) if found["day"] else day.day
    return (named_year, int(found["month"]), named_day) < (day.year, day.month, day.day)


def sets_past(text: str, clause: Clause) -> bool:
    """True for 近年来, …以来 and told effects: what follows is no promise unless it says so strongly."""
    return clause.rule == "effect" or _SINCE.match(text, clause.start, clause.end) is not None


def is_dated_ahead(text: str, clause: Clause, day: date | None) -> bool:
    """True where a part of a year to come stands in front of a deed (10月中旬启动…)."""
    words = text[clause.start : clause.end]
    mention = next((mention for mention in find_mentions(words, day) if mention.start <= 2), None)
    if mention is None or mention.rule.name not in _PART_OF_YEAR:
        return False
    if not _DEED.match(words, mention.end) and find_cue("action", words[mention.end :]) is None:
        return False
    return day is None or (mention.date is not None and mention.date > day)


def names_day_ahead(words: str, day: date | None) -> bool:
    """True where ``words`` name a day after ``day``; the running year or season alone tells nothing."""
    if day is None:
        return False
    return any(
        mention.date is not None
        and mention.date > day
        and (mention.rule.name not in _WHOLE_YEAR or mention.date.year > day.year)
        for mention in find_mentions(words, day)
    )


def is_dated(words: str) -> bool:
    """True where ``words`` hold a time limit of the kind date."""
    return any(mention.rule.kind is DeadlineKind.DATE for mention in find_mentions(words, None))
