"""The monthly report (月报): the ledger as of a month's end, set against the month before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.model import Event, Item
from tracker.reporting import monthly_tables as tables
from tracker.reporting.figures import FINISHED, closure, completion, count, counted, fulfilment
from tracker.reporting.listing import Day
from tracker.reporting.month import Month
from tracker.reporting.table import Share, Table

DEFINITIONS = (
    "剔除的事项不计入任何数字；待核事项计入，并在各处注明其项数。",
    "完成率＝（已完成＋已销号）÷在册事项；销号率＝已销号÷在册事项；在册事项不含已剔除、已中止、长期坚持的。",
    "兑现率＝按时销号÷统计截止时时限已过的在册事项；时限为月末当天的，到月末没有完成即为逾期。",
    "时限以督办时限为准，没有督办时限的以承诺时限为准；注“推算”的日期由原文推算，不是原文所写。",
)
"""How the figures are reckoned, printed with every report."""


@dataclass(frozen=True, slots=True)
class Period:
    """The month of a report and the day it is made."""

    month: Month
    """The month reported on."""
    today: date
    """The day of making."""

    @property
    def cutoff(self) -> date:
        """The day whose end the figures show: the last of the month, or today where it is not over."""
        return min(self.month.last, self.today)

    @property
    def is_over(self) -> bool:
        """True once the month has ended."""
        return self.month.last < self.today

    @property
    def morrow(self) -> date:
        """The day from which limits are judged: the first after a finished month, else today.

        A limit on the last day of a finished month has passed unkept, and is not due next month.
        """
        return self.month.last + timedelta(days=1) if self.is_over else self.today

    @property
    def horizon(self) -> date:
        """The last day of the month after."""
        return self.month.following.last


@dataclass(frozen=True, slots=True)
class Chapter:
    """A headed part of a report: sentences, then a table."""

    title: str
    """Chinese heading, without a number."""
    sentences: tuple[str, ...]
    """Paragraphs."""
    table: Table | None = None
    """Figures or named items."""


@dataclass(frozen=True, slots=True)
class MonthlyReport:
    """All that a monthly report says, independent of any format."""

    title: str
    """Chinese title."""
    lead: tuple[str, ...]
    """What the report covers."""
    chapters: tuple[Chapter, ...]
    """In order; the last one is the annex."""


def build_monthly(
    period: Period,
    *,
    items: Sequence[Item],
    before: Sequence[Item],
    events: Sequence[Event],
    soon_days: int,
    later: Sequence[Item] = (),
) -> MonthlyReport:
    """The report of a month.

    ``items`` is the state at ``period.cutoff``, ``before`` the state at the end of the month before,
    ``events`` all events effective by the cut-off, ``later`` the state on the day of making.
    """
    now, then = counted(items), counted(before)
    day = Day(period.morrow, soon_days)
    chapters = _number(
        _overview(period, now, then, events),
        _named("本月新增", [item for item in now if period.month.first <= item.added_on <= period.cutoff], day),
        _named("本月完成", _find_finished(now, then), day),
        _changed(now, then, events),
        Chapter("按责任单位", (), tables.build_by_owner(now, period.morrow)),
        Chapter("按来源文件", (), tables.build_by_document(now, period.morrow)),
        _overdue(now, period),
        _upcoming(now, period, day),
        Chapter("统计口径", DEFINITIONS),
    )
    lead = _lead(period, now) + _undated(now, [item for item in counted(later) if item.added_on > period.cutoff])
    annex = Chapter("附件：承诺事项台账", (f"共{count(now)}。",), tables.build_annex(now, day))
    return MonthlyReport(f"承诺事项办理情况月报（{period.month.label}）", lead, (*chapters, annex))


def _number(*chapters: Chapter) -> tuple[Chapter, ...]:
    numbered = zip("一二三四五六七八九", chapters, strict=True)
    return tuple(replace(chapter, title=f"{number}、{chapter.title}") for number, chapter in numbered)


def _lead(period: Period, items: Sequence[Item]) -> tuple[str, ...]:
    documents = len({item.document_id for item in items})
    lead = f"统计截至{period.cutoff}，涉及答复{documents}件、承诺事项{count(items)}。"
    if period.month.first > period.today:
        return (lead, f"{period.month.label}尚未开始，以下是{period.today}的情况。")
    if not period.is_over:
        return (lead, f"{period.month.label}尚未结束，以下是截至{period.today}的情况。")
    if not items:
        return (lead, f"到{period.cutoff}为止，台账里没有承诺事项。")
    return (lead,)


def _undated(items: Sequence[Item], later: Sequence[Item]) -> tuple[str, ...]:
    """What is said of replies without a date: they count from the day on which they were added."""
    sentences = []
    for opening, group, ending in (("其中", items, ""), ("另有", later, "，在统计截至日之后")):
        undated = [item for item in group if item.header.dated is None]
        if undated:
            documents = len({item.document_id for item in undated})
            sentences.append(f"{opening}{documents}件答复（{len(undated)}项）没有日期，按登记日计入{ending}。")
    return tuple(sentences)


def _overview(period: Period, now: Sequence[Item], then: Sequence[Item], events: Sequence[Event]) -> Chapter:
    unlimited = [item for item in now if item.limit is None]
    worded = sum(item.commitment.deadline is not None for item in unlimited)
    sentences = (
        f"承诺事项共{count(now)}，比上月末{_change(len(now) - len(then), '项')}。",
        f"完成率{completion(now)}，{_rate_change(completion(now), completion(then))}；"
        f"销号率{closure(now)}；兑现率{fulfilment(now, period.morrow)}。",
        f"无时限{count(unlimited)}，含只写明条件或周期的{worded}项。",
    )
    return Chapter("总体情况", sentences, tables.build_by_status(now, then))


def _change(difference: int, unit: str) -> str:
    if difference == 0:
        return "没有增减"
    return f"{'增加' if difference > 0 else '减少'}{abs(difference)}{unit}"


def _rate_change(now: Share, then: Share) -> str:
    if now.ratio is None or then.ratio is None:
        return "上月末无可比数"
    points = round((now.ratio - then.ratio) * 100, 1)
    if points == 0:
        return f"与上月末（{then.part}/{then.whole}）持平"
    return f"比上月末（{then.part}/{then.whole}）{'提高' if points > 0 else '下降'}{abs(points)}个百分点"


def _named(title: str, items: Sequence[Item], day: Day) -> Chapter:
    if not items:
        return Chapter(title, ("没有。",))
    return Chapter(title, (f"共{count(items)}。",), tables.build_named(items, day))


def _find_finished(now: Sequence[Item], then: Sequence[Item]) -> list[Item]:
    unfinished = {item.id for item in then if item.status not in FINISHED}
    known = {item.id for item in then}
    return [item for item in now if item.status in FINISHED and (item.id in unfinished or item.id not in known)]


def _changed(now: Sequence[Item], then: Sequence[Item], events: Sequence[Event]) -> Chapter:
    table = tables.build_changed(now, then, events)
    if not table.rows:
        return Chapter("本月变更", ("没有。",))
    ids = {row[0] for row in table.rows}
    return Chapter("本月变更", (f"共{count(item for item in now if item.id in ids)}，列月初与月末之差。",), table)


def _overdue(now: Sequence[Item], period: Period) -> Chapter:
    items = [item for item in now if item.is_overdue(period.morrow)]
    if not items:
        return Chapter("逾期事项", ("没有。",))
    by_due = sum(item.limit_is_due for item in items)
    sentence = f"逾期{count(items)}，其中按督办时限{by_due}项、按承诺时限{len(items) - by_due}项。"
    return Chapter("逾期事项", (sentence,), tables.build_overdue(items, period.morrow))


def _upcoming(now: Sequence[Item], period: Period, day: Day) -> Chapter:
    title = "下月到期" if period.is_over else "近期到期"
    items = [item for item in now if item.open and item.limit and period.morrow <= item.limit <= period.horizon]
    span = f"{period.morrow}至{period.horizon}"
    if not items:
        return Chapter(title, (f"{span}没有到期的事项。",))
    items.sort(key=lambda item: (item.limit or date.max, item.id))
    return Chapter(title, (f"{span}到期{count(items)}。",), tables.build_named(items, day))
