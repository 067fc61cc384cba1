"""四、分单位情况: every unit with its figures, ranked where it has enough items; small units apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tracker.model import Item, Status
from tracker.reporting.bulletin.material import Material
from tracker.reporting.figures import closure, completion, count, in_force
from tracker.reporting.report import Chapter, Chart, ChartKind, Series
from tracker.reporting.table import Cell, Column, Kind, Table

NAMELESS = "未指明"
"""What items without an owner are listed under."""
DRAWN = 15
"""Units in the chart; more cannot be read."""
_FIGURES = (
    Column("items", "事项", Kind.NUMBER),
    Column("unreviewed", "其中待核", Kind.NUMBER),
    Column("closed", "已销号", Kind.NUMBER),
    Column("done", "已完成", Kind.NUMBER),
    Column("in_progress", "推进中", Kind.NUMBER),
    Column("waiting", "未启动或未报", Kind.NUMBER),
    Column("other", "长期或中止", Kind.NUMBER),
    Column("overdue", "逾期", Kind.NUMBER),
    Column("completion", "完成率", Kind.SHARE),
    Column("closure", "销号率", Kind.SHARE),
)


def build_units(material: Material) -> Chapter:
    """The chapter, without its number."""
    groups = group_by_unit(material.now)
    if not groups:
        return Chapter("分单位情况", ("没有承诺事项。",))
    least, morrow = material.style.ranking_least, material.period.morrow
    ranked = [pair for pair in groups.items() if pair[0] != NAMELESS and len(in_force(pair[1])) >= least]
    apart = [pair for pair in groups.items() if pair not in ranked]
    ranked.sort(key=lambda pair: (*_score(pair[1]), pair[0]))
    apart.sort(key=lambda pair: (pair[0] == NAMELESS, -len(pair[1]), pair[0]))
    sentences = [_word_units(groups)]
    tables = []
    if ranked:
        sentences.append(f"计率事项{least}项及以上的{len(ranked)}个单位按完成率、销号率排名，两率相同的名次并列。")
        tables.append(_ranking(ranked, morrow))
    if apart:
        kinds = [f"计率事项不足{least}项的单位"] if any(name != NAMELESS for name, _ in apart) else []
        kinds += ["未指明责任单位的事项"] if NAMELESS in groups else []
        tables.append(_table([(None, *pair) for pair in apart], morrow, f"{'和'.join(kinds)}（不排名）", ranked=False))
    return Chapter("分单位情况", tuple(sentences), tuple(tables), _charts(ranked or apart))


def _word_units(groups: Mapping[str, Sequence[Item]]) -> str:
    """How many units there are, and how many items belong to none."""
    nameless = len(groups.get(NAMELESS, ()))
    units = len(groups) - bool(nameless)
    if not units:
        return f"{nameless}项均未指明责任单位。"
    return f"共{units}个责任单位{f'，另有{nameless}项未指明责任单位' if nameless else ''}。"


def group_by_unit(items: Sequence[Item]) -> dict[str, list[Item]]:
    """The items by the unit that leads, in the order of their first items."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(item.unit or NAMELESS, []).append(item)
    return groups


def _score(items: Sequence[Item]) -> tuple[float, float]:
    """What units are ranked by, best first."""
    return -(completion(items).ratio or 0), -(closure(items).ratio or 0)


def rank(scores: Sequence[tuple[float, float]]) -> list[int]:
    """Places of sorted scores; equal ones share a place, and the next place is left out.

    >>> rank([(-1.0, -1.0), (-0.5, 0.0), (-0.5, 0.0), (0.0, 0.0)])
    [1, 2, 2, 4]
    """
    places: list[int] = []
    for index, score in enumerate(scores):
        places.append(places[-1] if index and score == scores[index - 1] else index + 1)
    return places


def _ranking(groups: Sequence[tuple[str, list[Item]]], morrow: date) -> Table:
    places = rank([_score(items) for _, items in groups])
    rows = [(place, *pair) for place, pair in zip(places, groups, strict=True)]
    return _table(rows, morrow, "责任单位排名", ranked=True)


def _table(groups: Sequence[tuple[int | None, str, list[Item]]], morrow: date, title: str, *, ranked: bool) -> Table:
    place = (Column("place", "名次", Kind.NUMBER),) if ranked else ()
    rows = [(*((number,) if ranked else ()), name, *_figures(items, morrow)) for number, name, items in groups]
    everything = [item for _, _, items in groups for item in items]
    total = (*((None,) if ranked else ()), "合计", *_figures(everything, morrow))
    return Table((*place, Column("unit", "责任单位"), *_FIGURES), tuple(rows), title, total)


def _figures(items: Sequence[Item], morrow: date) -> tuple[Cell, ...]:
    statuses = [item.status for item in items]
    waiting = statuses.count(Status.NOT_STARTED) + statuses.count(Status.UNREPORTED)
    other = statuses.count(Status.ONGOING) + statuses.count(Status.DROPPED)
    counts = (statuses.count(status) for status in (Status.CLOSED, Status.DONE, Status.IN_PROGRESS))
    overdue = sum(item.is_overdue(morrow) for item in items)
    return (len(items), count(items).unreviewed, *counts, waiting, other, overdue, completion(items), closure(items))


def _charts(groups: Sequence[tuple[str, list[Item]]]) -> tuple[Chart, ...]:
    shown = groups[:DRAWN]
    if len(shown) < 2:
        return ()
    kinds = (
        ("closed", "已销号", {Status.CLOSED}),
        ("done", "已完成", {Status.DONE}),
        ("in_progress", "推进中", {Status.IN_PROGRESS}),
        ("waiting", "未启动或未报", {Status.NOT_STARTED, Status.UNREPORTED}),
        ("other", "长期或中止", {Status.ONGOING, Status.DROPPED}),
    )
    series = tuple(
        Series(title, tuple(float(sum(item.status in statuses for item in items)) for _, items in shown), key)
        for key, title, statuses in kinds
    )
    names = tuple(name for name, _ in shown)
    return (Chart("units", "各单位事项状态", ChartKind.STACKED, names, series),)
