"""Time limits: finding the words in a commitment and computing the last day they name.

A table of rules, tried from the most to the least telling; each knows its kind and basis.  A phrase
never yields a day before the reply, nor a day that the calendar does not have: it then keeps its words
and has no date.  ``corpus`` conventions: always the last day of the period named.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from tracker.chinese import parse_number
from tracker.model import Deadline, DeadlineBasis, DeadlineKind

_N = r"(?:\d{1,4}|[一二两三四五六七八九十]{1,3})"
_YEAR = r"(?:20\d\d|[二][〇零○]\S{2})年"
_THIS = r"(?:今年|本年度?|当年|明年|后年|来年)"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十])月份?"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])[日号]"
_PART = r"(?:上旬|中旬|下旬|月?初|月?中|月?底|月?末)"
_QUARTER = r"(?:第?[一二三四1-4]季度|上半年|下半年)"
_YEAR_PART = r"(?:年?底|年?末|年?初|年?中|年内|内)"
_TAIL = r"(?:(?:之)?前|以前|内|期间|左右)?"

Compute = Callable[[re.Match[str], date | None], date | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """How one form of time limit is recognised and computed."""

    name: str
    """Of the form."""
    pattern: re.Pattern[str]
    """On folded text; the whole match is the deadline's text."""
    kind: DeadlineKind
    """Date, recurring or event."""
    basis: DeadlineBasis
    """How the day is reached."""
    compute: Compute
    """The match and the day of the reply → the last day, or ``None``."""


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _year_of(words: str | None, reference: date | None) -> int | None:
    """2024年, 二〇二四年, 今年, 明年, 后年 → the year."""
    if words is None:
        return reference.year if reference else None
    found = re.match(r"20\d\d", words)
    if found:
        return int(found[0])
    if words[0] == "二" and words.endswith("年"):
        value = parse_number(words[:-1])
        return int(value) if value and 2000 <= value < 2100 else None
    if reference is None:
        return None
    return reference.year + {"明": 1, "来": 1, "后": 2}.get(words[0], 0)


def _month_of(words: str) -> int:
    return int(parse_number(words.rstrip("份").rstrip("月")) or 0)


def _in_month(year: int, month: int, part: str | None, day: str | None) -> date | None:
    """The last day of a part of a month; ``None`` for a day that does not exist."""
    if day:
        number = int(day[:-1])
        return date(year, month, number) if number <= calendar.monthrange(year, month)[1] else None
    if part in ("上旬", "初", "月初"):
        return date(year, month, 10)
    if part in ("中旬",):
        return date(year, month, 20)
    if part in ("中", "月中"):
        return date(year, month, 15)
    return _last_day(year, month)


def _month_date(found: re.Match[str], reference: date | None) -> date | None:
    year = _year_of(found["year"], reference)
    if year is None:
        return None
    month = _month_of(found["month"])
    return _in_month(year, month, found["part"], found["day"])


def _quarter_date(found: re.Match[str], reference: date | None) -> date | None:
    year = _year_of(found["year"], reference)
    if year is None:
        return None
    words = found["quarter"]
    if words.endswith("半年"):
        return date(year, 6, 30) if words[0] == "上" else date(year, 12, 31)
    number = int(parse_number(words.removeprefix("第").removesuffix("季度")) or 0)
    return _last_day(year, 3 * number)


def _year_date(found: re.Match[str], reference: date | None) -> date | None:
    year = _year_of(found["year"], reference)
    if year is None:
        return None
    part = found["part"] or ""
    if part.endswith("初"):
        return date(year, 3, 31)
    if part.endswith("中") and not part.endswith("年内"):
        return date(year, 6, 30)
    return date(year, 12, 31)


def _this_year(_: re.Match[str], reference: date | None) -> date | None:
    return date(reference.year, 12, 31) if reference else None


def _this_month(_: re.Match[str], reference: date | None) -> date | None:
    return _last_day(reference.year, reference.month) if reference else None


def _range_end(found: re.Match[str], _: date | None) -> date | None:
    return date(int(found["last"]), 12, 31)


_PLANS = {"十二": 2015, "十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035}


def _plan_date(found: re.Match[str], _: date | None) -> date | None:
    year = _PLANS.get(found["plan"])
    return date(year, 12, 31) if year else None


def _after_months(found: re.Match[str], reference: date | None) -> date | None:
    number = parse_number(found["count"])
    if reference is None or number is None:
        return None
    unit = {"月": "months", "年": "years", "日": "days", "天": "days", "周": "weeks"}[found["unit"]]
    try:
        return reference + relativedelta(**{unit: int(number)})  # type: ignore[arg-type]
    except (OverflowError, ValueError):
        return None


def _half_year(_: re.Match[str], reference: date | None) -> date | None:
    return reference + relativedelta(months=6) if reference else None


def _none(_: re.Match[str], __: date | None) -> date | None:
    return None


_DATE, _EVENT = DeadlineKind.DATE, DeadlineKind.EVENT
_MONTH_BODY = rf"(?P<month>{_MONTH})(?P<day>{_DAY})?(?P<part>{_PART})?"
_NO_NOUN = (
    r"(?!第|版|的|度|确定|项目库|项目|重点|预算|财政|中央|省级|市级|政府|民生|实事|工作|农村|电信|规划|计划中|大中修|建设计划|"
    r"投资计划|年度计划|申报计划|以来|起|《|的|普|安|老旧|棚改|城镇|交通|水利|教育|全市|全县|全区)"
)
_ACHIEVED = r"(?:实施|研究|审议|审批|批准|批复|核准|审核|通过|同意|到位|落实|下达|完成|完工|建成|竣工|成熟|具备|允许|确定|验收|评审|移交|结束|解决|立项|启动|投入使用|通车|通水|出台|印发)"

RULES: tuple[Rule, ...] = (
    Rule("plan", re.compile(r"[“\"'‘]?(?P<plan>十[二三四五六])五[”\"'’]?(?:规划|时期|计划)?(?:期间|期内|末期?|时期|内|中后期|后期|初期?|中期)"), _DATE, DeadlineBasis.PERIOD, _plan_date),
    Rule("years", re.compile(r"(?:从|自)?20\d\d年?(?:至|到|-|—|~|～)(?P<last>20\d\d)年(?:期间|底|末)?" + _NO_NOUN), _DATE, DeadlineBasis.EXPLICIT, _range_end),
    Rule("month", re.compile(rf"(?:到|至)?(?P<year>{_YEAR}|{_THIS}(?:的)?)?{_MONTH_BODY}{_TAIL}"), _DATE, DeadlineBasis.EXPLICIT, _month_date),
    Rule("quarter", re.compile(rf"(?:到|至)?(?P<year>{_YEAR}|{_THIS})?的?(?P<quarter>{_QUARTER}){_TAIL}"), _DATE, DeadlineBasis.EXPLICIT, _quarter_date),
    Rule("year-part", re.compile(rf"(?:到|至)?(?P<year>{_YEAR}|{_THIS})(?P<part>年?{_YEAR_PART}|以?前|之前){_TAIL}"), _DATE, DeadlineBasis.EXPLICIT, _year_date),
    Rule("within-year", re.compile(r"(?:本|今)?年(?:内|(?:底|末|终)(?:以前|之前|前|内)?)"), _DATE, DeadlineBasis.RELATIVE, _this_year),
    Rule("within-month", re.compile(r"(?:本月|当月|月)(?:底|末|内)(?:以前|之前|前|内)?"), _DATE, DeadlineBasis.RELATIVE, _this_month),
    Rule("half-year", re.compile(r"半年(?:之|以)?内"), _DATE, DeadlineBasis.RELATIVE, _half_year),
    Rule("span", re.compile(rf"(?:未来|今后|接下来)?(?P<count>{_N})个?(?P<unit>月|年|日|天|周)(?:时间)?(?:之|以)?内"), _DATE, DeadlineBasis.RELATIVE, _after_months),
    Rule("workdays", re.compile(rf"{_N}个?工作日(?:之|以)?内"), _EVENT, DeadlineBasis.EVENT, _none),
    Rule("year", re.compile(rf"(?:到|至)?(?P<year>{_YEAR}|{_THIS})(?P<part>){_NO_NOUN}"), _DATE, DeadlineBasis.EXPLICIT, _year_date),
    Rule("wait", re.compile(r"(?:(?:待|俟)(?!遇)|(?:(?<=，)|^)等(?!级|部门|单位|方面|地|人))[^，。；]{2,40}?(?<!然)(?<!善)(?:之后|以后|后(?!续|期)|时)"), _EVENT, DeadlineBasis.EVENT, _none),
    Rule("term", re.compile(r"建设期满|合同期满|任期内|本届(?:政府)?(?:任期)?内|汛期(?:来临)?前|入冬前|供暖季?前|采暖期前|春节前|国庆节?前|两会前|高考前|开学前"), _EVENT, DeadlineBasis.EVENT, _none),
    Rule("if", re.compile(r"(?:如果|如若|若|如|一旦|倘若)(?!何|下|上|期|若|有问题|有意见|有不妥|有疑问|有异议|此)[^，。；]{2,30}?(?:通过|到位|允许|具备|成熟|批准|同意|获批|立项|下达|条件)(?:后|的话|的)?"), _EVENT, DeadlineBasis.EVENT, _none),
    Rule("after", re.compile(rf"(?!在|于|将|并|由)[^，。；、“”（）]{{0,24}}?{_ACHIEVED}(?:之后|以后|后)(?!续|期|可(?!行)|将可|能|，?可)"), _EVENT, DeadlineBasis.EVENT, _none),
    Rule("as-soon", re.compile(r"[^，。；]{2,24}一(?:建成|完成|到位|通过|确定|批复|完工)"), _EVENT, DeadlineBasis.EVENT, _none),
    Rule("chance", re.compile(r"(?:未来|今后|将来)?有[^，。；]{1,12}(?:机会|资金|条件)(?:时|后|的情况下)?(?=，)"), _EVENT, DeadlineBasis.EVENT, _none),
    Rule("every", re.compile(r"每(?:半年|[一二两三四五六]?个?(?:年度?|季度?|月|周|日|天|学期))|定期|按(?:年度?|季度?|月|周)(?=[^计度])|每年度"), DeadlineKind.RECURRING, DeadlineBasis.RECURRING, _none),
)  # fmt: skip
"""Order is rank: the first kind of rule that matches wins, except that completion beats start."""


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


_TITLE = re.compile(r"《[^》]*》|“[^”]{12,}”")
_PAST_AFTER = re.compile(r"[^，。；]{0,12}?(?:已(?!会|列入|纳入)|了(?!解)|以来|来信|召开的|下发|印发的)")


def find_mentions(text: str, reference: date | None) -> Iterator[Mention]:
    """All time limits in folded ``text`` that lie not before ``reference``, by rule, then by place.

    ``reference`` is the day of the reply, or ``None`` for an undated one: relative words have no date then.
    """
    taken = [found.span() for found in _TITLE.finditer(text)]
    for rule in RULES:
        for found in rule.pattern.finditer(text):
            start, end = found.span()
            if any(start < right and left < end for left, right in taken):
                continue
            taken.append((start, end))
            day = rule.compute(found, reference)
            if rule.kind is _DATE and not _is_ahead(found, rule, day, reference):
                if day is None or not _keeps_words(found, rule):
                    continue
                day = None
            yield Mention(start, end, rule, day)


def _is_ahead(found: re.Match[str], rule: Rule, day: date | None, reference: date | None) -> bool:
    if _PAST_AFTER.match(found.string, found.end()):
        return False
    return day is None or reference is None or day >= reference


def _keeps_words(found: re.Match[str], rule: Rule) -> bool:
    """A month without a year that has passed keeps its words; a past year names no time limit."""
    return found.groupdict().get("year") is None and rule.name in {"month", "quarter"} and not _PAST_AFTER.match(found.string, found.end())


def find_deadline(text: str, reference: date | None) -> Mention | None:
    """The one time limit of a commitment: a date before an event before a recurring one; the last date.

    >>> find_deadline("今年内要完成20个老旧小区改造", date(2021, 7, 20)).date
    datetime.date(2021, 12, 31)
    """
    mentions = sorted(find_mentions(text, reference), key=lambda mention: mention.start)
    dated = [mention for mention in mentions if mention.rule.kind is _DATE]
    if dated:
        return next((mention for mention in reversed(dated) if mention.date), dated[-1])
    events = [mention for mention in mentions if mention.rule.kind is _EVENT]
    recurring = [mention for mention in mentions if mention.rule.kind is DeadlineKind.RECURRING]
    return (events or recurring or [None])[0]


def as_deadline(mention: Mention, words: str) -> Deadline:
    """The model's value for a mention whose exact words in the source are ``words``."""
    relative = mention.rule.basis is DeadlineBasis.EXPLICIT and not re.search(r"20\d\d|二[〇零○]", words)
    basis = DeadlineBasis.RELATIVE if relative else mention.rule.basis
    return Deadline(text=words, date=mention.date, kind=mention.rule.kind, basis=basis)
