"""The table of rules that read time limits: which words, of which kind, and which last day they name.

Conventions are those of the annotation guide: always the **last** day of the period that is named (2024年底前 is
2024-12-31, 5月上旬 is 05-10, 十四五 is 2025-12-31); events and recurring periods have no day.  上旬, 中旬 and 下旬
end on the 10th, the 20th and the last day.  Relative words count from the day of the reply.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from tracker.chinese import parse_number
from tracker.model import DeadlineBasis, DeadlineKind

Compute = Callable[[re.Match[str], date | None], date | None]
"""The match and the day of the reply (``None`` where it has none) → the last day, or ``None``."""


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
    """The day that it names."""


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def _year_of(words: str | None, reference: date | None) -> int | None:
    """2024年, 二〇二四年, 今年, 明年, 后年 → the year; no words mean the year of the reply."""
    if words is None:
        return reference.year if reference else None
    figures = re.match(r"20\d\d", words)
    if figures:
        return int(figures[0])
    if words[0] == "二":
        value = parse_number(words.rstrip("年"))
        return int(value) if value and 2000 <= value < 2100 else None
    if reference is None:
        return None
    return reference.year + {"明": 1, "来": 1, "后": 2}.get(words[0], 0)


def _month_date(found: re.Match[str], reference: date | None) -> date | None:
    year = _year_of(found["year"], reference)
    month = int(parse_number(found["month"].rstrip("份").rstrip("月")) or 0)
    if year is None or not 1 <= month <= 12:
        return None
    if found["day"]:
        day = int(found["day"][:-1])
        return date(year, month, day) if day <= last_day(year, month).day else None
    part = (found["part"] or "").removeprefix("月")
    ends = {"上旬": 10, "初": 10, "中": 15, "中旬": 20}
    return date(year, month, ends[part]) if part in ends else last_day(year, month)


def _numeric_date(found: re.Match[str], _: date | None) -> date | None:
    try:
        return date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return None


def _next_month(_: re.Match[str], reference: date | None) -> date | None:
    if reference is None:
        return None
    following = reference + relativedelta(months=1)
    return last_day(following.year, following.month)


def _quarter_date(found: re.Match[str], reference: date | None) -> date | None:
    year = _year_of(found["year"], reference)
    if year is None:
        return None
    words = found["quarter"]
    if words.endswith("半年"):
        return date(year, 6, 30) if words[0] == "上" else date(year, 12, 31)
    return last_day(year, 3 * int(parse_number(words.removeprefix("第").removesuffix("季度")) or 4))


def _season_date(found: re.Match[str], reference: date | None) -> date | None:
    """Seasons as meteorology counts them: spring ends with May, summer with August, autumn with November."""
    year = _year_of(found["year"], reference)
    return None if year is None else last_day(year, {"春": 5, "夏": 8, "秋": 11, "冬": 12}[found["season"]])


def _year_date(found: re.Match[str], reference: date | None) -> date | None:
    year = _year_of(found["year"], reference)
    if year is None:
        return None
    part = found["part"] or ""
    if part.endswith("初"):
        return date(year, 3, 31)
    if part.endswith("中"):
        return date(year, 6, 30)
    return date(year - 1, 12, 31) if part in ("前", "以前", "之前") and found["year"][0] == "2" else date(year, 12, 31)


def _whole_year(found: re.Match[str], reference: date | None) -> date | None:
    year = _year_of(found["year"], reference)
    return date(year, 12, 31) if year is not None else None


def _this_year(_: re.Match[str], reference: date | None) -> date | None:
    return date(reference.year, 12, 31) if reference else None


def _this_month(_: re.Match[str], reference: date | None) -> date | None:
    return last_day(reference.year, reference.month) if reference else None


def _range_end(found: re.Match[str], _: date | None) -> date | None:
    return date(int(found["last"]), 12, 31)


_PLANS = {"十二": 2015, "十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035}


def _plan_date(found: re.Match[str], _: date | None) -> date | None:
    """The last year of a five-year plan (十四五: 2021 to 2025, and every five years from there)."""
    return date(_PLANS[found["plan"]], 12, 31)


def _span_end(found: re.Match[str], reference: date | None) -> date | None:
    number = parse_number(found["count"])
    if reference is None or number is None or number > 100:
        return None
    count, unit = int(number), found["unit"]
    if unit == "月":
        return reference + relativedelta(months=count)
    if unit == "年":
        return reference + relativedelta(years=count)
    return reference + relativedelta(days=count * (7 if unit == "周" else 1))


def _half_year(_: re.Match[str], reference: date | None) -> date | None:
    return reference + relativedelta(months=6) if reference else None


def _no_day(_: re.Match[str], __: date | None) -> date | None:
    return None


_NUMBER = r"(?:\d{1,4}|[一二两三四五六七八九十]{1,3})"
_YEAR = r"(?:20\d\d年|二[〇零○][〇零○一二三四五六七八九十]{2}年)"
_THIS = r"(?:今年|本年度?|当年|明年|后年|来年)"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十])月份?"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])[日号]"
_PART = r"(?:上旬|中旬|下旬|月?初|月?中|月?底|月?末)"
_QUARTER = r"(?:第?[一二三四1-4]季度|上半年|下半年)(?:末|底)?"
_TAIL = r"(?:(?:之)?前|以前|内|期间|左右)?"
_UNTIL = r"(?:到|至)?"
_NO_NOUN = (
    r"(?!第|版|的|度|确定|项目库|项目|重点|预算|财政|中央|省级|市级|政府|民生|实事|工作|农村|电信|规划|计划中|大中修|"
    r"建设计划|投资计划|年度计划|申报计划|以来|起|《|普|安|老旧|棚改|城镇|交通|水利|教育|全市|全县|全区)"
)
_ACHIEVED = (
    r"(?:实施|研究|审议|审批|批准|批复|核准|审核|通过|同意|到位|落实|下达|完成|完工|建成|竣工|成熟|具备|允许|"
    r"确定|验收|评审|移交|结束|解决|立项|启动|投入使用|通车|通水|出台|印发)"
)
_NAMED_TIMES = (
    r"建设期满|合同期满|(?:政府)?任期内|本届(?:政府)?(?:任期)?内|(?:主)?汛期(?:来临)?(?:之)?前|入冬(?:之)?前|入汛前|"
    r"(?:供暖|采暖)(?:季|期)?(?:之)?前|(?:春节|国庆节?|中秋节?|元旦|五一|两会|高考|中考|(?:春季|秋季)?开学)(?:之)?前|"
    r"(?:寒|暑)假(?:期间|前)"
)


def _rule(name: str, pattern: str, kind: DeadlineKind, basis: DeadlineBasis, compute: Compute) -> Rule:
    return Rule(name, re.compile(pattern), kind, basis, compute)


def _date(name: str, pattern: str, compute: Compute, basis: DeadlineBasis = DeadlineBasis.EXPLICIT) -> Rule:
    return _rule(name, pattern, DeadlineKind.DATE, basis, compute)


def _event(name: str, pattern: str) -> Rule:
    return _rule(name, pattern, DeadlineKind.EVENT, DeadlineBasis.EVENT, _no_day)


RULES: tuple[Rule, ...] = (
    _event("named-time", rf"(?:{_YEAR}|{_THIS})?(?:{_NAMED_TIMES})"),
    _event(
        "span-after",
        rf"(?:(?<=[在于，])|^)[^，。；（在于]{{2,24}}?后(?:的)?{_NUMBER}个?(?:月|年|日|天|周|工作日)(?:之|以)?内",
    ),
    _date(
        "plan",
        r"[“\"'‘]?(?P<plan>十[二三四五六])五[”\"'’]?(?:规划|时期|计划)?(?:期间|期内|末期?|时期|内|中后期|后期|初期?|中期)",
        _plan_date,
        DeadlineBasis.PERIOD,
    ),
    _date("numeric", r"(?P<y>20\d\d)[.\-/](?P<m>\d{1,2})[.\-/](?P<d>\d{1,2})(?:之?前|以前)", _numeric_date),
    _date(
        "years",
        rf"(?:从|自)?20\d\d年?(?:至|到|-|—|~|～|、|和)(?P<last>20\d\d)年(?:期间|底|末)?{_NO_NOUN}",
        _range_end,
    ),
    _date("season", rf"(?P<year>{_YEAR}|{_THIS})的?(?P<season>[春夏秋冬])季(?:学期)?", _season_date),
    _rule(
        "yearly",
        rf"每年的?{_MONTH}(?:{_DAY}|{_PART})?",
        DeadlineKind.RECURRING,
        DeadlineBasis.RECURRING,
        _no_day,
    ),
    _date(
        "month",
        rf"(?<!同年){_UNTIL}(?P<year>{_YEAR}|{_THIS}(?:的)?)?(?P<month>{_MONTH})(?P<day>{_DAY})?(?P<part>{_PART})?{_TAIL}",
        _month_date,
    ),
    _date("quarter", rf"{_UNTIL}(?P<year>{_YEAR}|{_THIS})?的?(?P<quarter>{_QUARTER}){_TAIL}", _quarter_date),
    _date(
        "year-part",
        rf"{_UNTIL}(?P<year>{_YEAR}|{_THIS})(?P<part>年?(?:年?底|年?末|年?初|年?中(?!央|小|心|期)|年内|内)|以?前|之前){_TAIL}",
        _year_date,
    ),
    _date(
        "within-year",
        r"(?<![一二两三四五六七八九十\d几半])(?:本|今)?年(?:内|(?:底|末|终)(?:以前|之前|前|内)?)",
        _this_year,
        DeadlineBasis.RELATIVE,
    ),
    _date(
        "within-month",
        r"(?<![个\d一二三四五六七八九十])(?:本月|当月|月)(?:底|末|内)(?:以前|之前|前|内)?",
        _this_month,
        DeadlineBasis.RELATIVE,
    ),
    _date("next-month", r"下个?月(?:底|末|内|初|[上中下]旬)?(?:之?前|以前)?", _next_month, DeadlineBasis.RELATIVE),
    _date("half-year", r"半年(?:之|以)?内", _half_year, DeadlineBasis.RELATIVE),
    _date(
        "span",
        rf"(?:未来|今后|接下来)?(?P<count>{_NUMBER})个?(?P<unit>月|年|日|天|周)(?:时间)?(?:之|以)?内",
        _span_end,
        DeadlineBasis.RELATIVE,
    ),
    _event("workdays", rf"{_NUMBER}个?工作日(?:之|以)?内"),
    _date("year", rf"{_UNTIL}(?P<year>{_YEAR}|{_THIS}){_NO_NOUN}", _whole_year),
    _event(
        "wait",
        r"(?:(?:待|俟)(?!遇)|(?:(?<=，)|^)等(?!级|部门|单位|方面|地|人))[^，。；]{2,40}?(?<!然)(?<!善)(?:之后|以后|后(?!续|期)|时)",
    ),
    _event(
        "if",
        r"(?:如果|如若|若|如|一旦|倘若)(?!何|下|上|期|若|有问题|有意见|有不妥|有疑问|有异议|此)[^，。；]{2,30}?"
        r"(?:通过|到位|允许|具备|成熟|批准|同意|获批|立项|下达|条件|确定|落实|成行)(?:后|的话|的)?"
        r"|(?:^|(?<=，))(?:如(?!何|下|上所|上述|期|果?您|有)|若(?!您)|一旦)[^，。；]{3,30}(?=，(?:即|则|将|同步|立即|优先|再))|条件(?:成熟|具备|允许)(?:时|后)",
    ),
    _event(
        "after",
        rf"(?!在|于|将|并|由)[^，。；、“”（）]{{0,24}}?{_ACHIEVED}(?:之后|以后|后)(?!续|期|可(?!行)|将可|能|，?可)",
    ),
    _event("as-soon", r"[^，。；]{2,24}一(?:建成|完成|到位|通过|确定|批复|完工)"),
    _event(
        "chance",
        r"(?:(?:^|(?<=，))有|(?:未来|今后|将来)有)[^，。；]{1,12}(?:机会|资金|条件)(?:时|后|的情况下)?(?=，)",
    ),
    _rule(
        "every",
        r"每(?:半年|[一二两三四五六]?个?(?:年度?|季度?|月|周[一二三四五六日末]?|日|天|学期))|定期|按(?:年度?|季度?|月|周)(?=[^计度])|每年度",
        DeadlineKind.RECURRING,
        DeadlineBasis.RECURRING,
        _no_day,
    ),
)
"""Tried in this order; words that one rule has read are not read again."""
