"""What needs attention today, for one screen: figures, the most urgent promises by name, and the units they lie with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce

from tracker.model import Item
from tracker.model.counts import NOTHING, UnitCount
from tracker.profile import find_last_word
from tracker.reporting.limits import standing
from tracker.reporting.listing import Day
from tracker.reporting.table import Cell, Column, Kind, Share, Table

_WEEKDAYS = "一二三四五六日"
NOBODY = "未指明"
"""Stands for a unit where nobody is named."""

UNIT_COLUMNS = (
    Column("unit", "单位"),
    Column("open", "在办", Kind.NUMBER),
    Column("overdue", "逾期", Kind.NUMBER),
    Column("due_soon", "将到期", Kind.NUMBER),
    Column("silent", "久未报", Kind.NUMBER),
    Column("unreviewed", "待核", Kind.NUMBER),
)
"""The columns of the table of units."""


@dataclass(frozen=True, slots=True)
class Named:
    """One promise in a group."""

    id: int
    """Its id."""
    unit: str
    """Who is to do it, in short."""
    standing: str
    """What makes it urgent: ``逾期15天``."""
    text: str
    """The promise."""


@dataclass(frozen=True, slots=True)
class Group:
    """Promises that need attention for one reason."""

    title: str
    """The reason and how many there are."""
    items: tuple[Named, ...]
    """The most urgent of them, first ones first."""


@dataclass(frozen=True, slots=True)
class Today:
    """All that the screen shows."""

    title: str
    """The day."""
    figures: str
    """The ledger in one sentence."""
    groups: tuple[Group, ...]
    """By urgency; empty ones are left out."""
    units: Table
    """The units with something urgent, most overdue first."""
    notes: tuple[str, ...]
    """What else there is to do, each with the command that shows it."""


@dataclass(frozen=True, slots=True)
class Urgent:
    """The most urgent promises, as the ledger found them."""

    overdue: Sequence[Item]
    """Longest first."""
    due_soon: Sequence[Item]
    """Earliest first."""
    silent: Sequence[Item]
    """Longest first."""
    reopened: Sequence[Item]
    """Finished once, and open again."""


def build_today(counts: Sequence[UnitCount], urgent: Urgent, day: Day, within: int) -> Today:
    """The screen of a day; ``within`` says how many days ahead are looked at."""
    whole = reduce(UnitCount.add, counts, NOTHING)
    groups = (
        Group(f"逾期 {whole.overdue} 项，最久的在前", _name(urgent.overdue, day, _limit)),
        Group(f"{within} 天内到期 {whole.due_soon} 项", _name(urgent.due_soon, day, _limit)),
        Group(f"久未报 {whole.silent} 项，其中未逾期的、最久的在前", _name(urgent.silent, day, _silence)),
    )
    return Today(
        f"{day.today}（星期{_WEEKDAYS[day.today.weekday()]}）督办概览",
        _figures(whole),
        tuple(group for group in groups if group.items),
        _units(counts),
        tuple(_notes(whole, urgent.reopened)),
    )


def _figures(whole: UnitCount) -> str:
    rate = Share(whole.finished, whole.in_force)
    return f"承诺事项 {whole.items} 项，在办 {whole.open} 项（其中待核 {whole.unreviewed} 项），完成率 {rate}。"


def _name(items: Sequence[Item], day: Day, word: Callable[[Item, Day], str]) -> tuple[Named, ...]:
    return tuple(Named(item.id, item.unit or NOBODY, word(item, day), item.commitment.text) for item in items)


def _limit(item: Item, day: Day) -> str:
    return standing(item, day.today, date.max.toordinal())


def _silence(item: Item, day: Day) -> str:
    return f"{(day.today - find_last_word(item)).days}天未报"


def _units(counts: Sequence[UnitCount]) -> Table:
    urgent = [count for count in counts if count.overdue or count.due_soon or count.silent]
    urgent.sort(key=lambda count: (-count.overdue, -count.due_soon, -count.silent))
    rows: list[tuple[Cell, ...]] = [
        (count.unit or NOBODY, count.open, count.overdue, count.due_soon, count.silent, count.unreviewed)
        for count in urgent
    ]
    return Table(UNIT_COLUMNS, tuple(rows))


def _notes(whole: UnitCount, reopened: Sequence[Item]) -> Iterator[str]:
    if whole.reopened:
        more = "等" if whole.reopened > len(reopened) else ""
        ids = "、".join(str(item.id) for item in reopened)
        yield f"重新打开 {whole.reopened} 项（编号 {ids}{more}）"
    if whole.unreviewed:
        yield f"待核 {whole.unreviewed} 项：tracker review"
    if whole.vague:
        yield f"软承诺没有时限 {whole.vague} 项：tracker list 可核查度:软 时限:无 状态:在办"
