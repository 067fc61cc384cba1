"""Past and future by the calendar: days before the reply, and days to come in front of a deed."""

from __future__ import annotations

import re
from datetime import date

from tracker.extraction.clauses import Clause, Sense, is_strong
from tracker.extraction.cues import find_cue
from tracker.extraction.deadlines import Mention, find_mentions
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
    r"(?:启动|完成|开工|实施|建成|开展|投入|竣工|实现|出台|印发|开通|安装|验收|交付|动工|修复|增设|贯通|投用|处治|整改|办结|付清|退还|公布)"
)
_PLANS = re.compile(r"预计|计划|承诺|须|拟")
_WHOLE_YEAR = frozenset({"year", "within-year", "years", "season"})
_SPANS = frozenset({"span", "half-year", "workdays", "next-month", "span-after"})
_TELLING = _SPANS | {"month", "quarter", "year-part", "within-year", "named-time"}
_NEAR_START = 3
_RULE = re.compile(r"应当?[在于]|申请后|用户|可以?[在于]|约定|规定")


def is_past(text: str, clause: Clause, day: date | None) -> bool:
    """True where a clause names a day before the reply's and no strong word of the future.

    Without a ``day`` only a full date (4月26日) counts: a reply that names one looks back.
    """
    if is_strong(clause) or _PLANS.search(text, clause.start, clause.end):
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
    """True where a time to come stands in front of a deed (10月中旬启动…, 护栏于明年6月底前完成)."""
    words = text[clause.start : clause.end]
    if _RULE.search(words):
        return False
    return any(_leads_deed(words, mention, day) for mention in find_mentions(words, day))


def _leads_deed(words: str, mention: Mention, day: date | None) -> bool:
    if mention.rule.name not in _TELLING:
        return False
    rest = words[mention.end :]
    deed = _DEED.match(rest) is not None
    near = mention.start <= _NEAR_START or mention.rule.name == "span-after"
    if not deed and not (near and find_cue("action", rest)):
        return False
    if day is None or mention.rule.name in _SPANS:
        return True
    return mention.date > day if mention.date is not None else _names_year_from(words, mention, day)


def _names_year_from(words: str, mention: Mention, day: date) -> bool:
    """True for a day that no calendar has, in a year to come."""
    year = re.match(r"20\d\d", words[mention.start : mention.end])
    return year is not None and int(year[0]) > day.year


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
