"""一、总体情况: how many, how far, compared with the month before and the year before."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model import DeadlineKind, Item, Status
from tracker.profile.lights import expected_progress, find_progress
from tracker.reporting.bulletin.material import Material, Moment
from tracker.reporting.bulletin.period import Period, word_day
from tracker.reporting.bulletin.phrases import word_change, word_percent, word_points
from tracker.reporting.figures import closure, completion, count, fulfilment, in_force
from tracker.reporting.report import Chapter, Chart, ChartKind, Series
from tracker.reporting.table import Cell, Column, Kind, Share, Table, round_half_up


def build_overview(material: Material) -> Chapter:
    """The chapter, without its number."""
    sentences = (
        _totals(material),
        _statuses(material.now),
        *_rates(material),
        *_pace(material),
        *([_limits(material.now)] if material.now else []),
        *_undated(material),
    )
    tables = (build_status_table(material),) if material.now or material.before else ()
    return Chapter("总体情况", sentences, tables, _charts(material))


def _totals(material: Material) -> str:
    period, now = material.period, material.now
    documents = len({item.document_id for item in now})
    total = count(now)
    change = f"比{period.word_before}{word_change(len(now) - len(material.before))}"
    year = f"，比上年同期{word_change(len(now) - len(material.year_before))}" if material.year_before else ""
    return (
        f"截至{word_day(period.cutoff)}，台账中有承诺的答复{documents}件、承诺事项{total.total}项"
        f"（其中待核{total.unreviewed}项），{change}{year}。"
    )


def _statuses(items: Sequence[Item]) -> str:
    parts = []
    for status in Status:
        number = sum(item.status is status for item in items)
        if number:
            parts.append(f"{status.label}{number}项、占{word_percent(Share(number, len(items)))}")
    return f"其中，{'；'.join(parts)}。" if parts else "台账中没有承诺事项。"


def _rates(material: Material) -> list[str]:
    """The three rates, each with numerator, denominator and change."""
    if not in_force(material.now):
        return ["没有计率事项，完成率、销号率、兑现率均不作统计。"]
    sentences = []
    for title, rate in (("完成率", completion), ("销号率", closure)):
        now = rate(material.now)
        sentences.append(f"{title}{now}{_changes(material, now, rate(material.before), rate(material.year_before))}")
    morrow = material.period.morrow
    promised = fulfilment(material.now, morrow)
    whole = f"{promised}" if promised.whole else "—（没有时限已过的计率事项）"
    return [f"{'；'.join(sentences)}；兑现率{whole}。"]


def _changes(material: Material, now: Share, before: Share, year: Share) -> str:
    pairs = ((material.period.word_before, before), ("上年同期", year))
    worded = [f"比{label}{points}" for label, then in pairs if (points := word_points(now, then)) is not None]
    return "，" + "、".join(worded) if worded else ""


def _pace(material: Material) -> list[str]:
    """Average progress against 序时进度, over open items for which both are known."""
    day = material.period.morrow
    known = [
        (reached, expected)
        for item in material.now
        if item.open
        and (reached := find_progress(item)) is not None
        and (expected := expected_progress(item, day)) is not None
    ]
    if not known:
        return []
    average, due = (round_half_up(sum(values), len(known)) for values in zip(*known, strict=True))
    lag = round(due - average, 1)
    standing = "与序时进度持平" if lag == 0 else f"{'落后' if lag > 0 else '快于'}序时进度{abs(lag)}个百分点"
    return [f"在办且可比进度的{len(known)}项，平均进度{average}%，平均序时进度{due}%，{standing}。"]


def _limits(items: Sequence[Item]) -> str:
    unlimited = [item for item in items if item.limit is None]
    worded = sum(
        item.commitment.deadline is not None and item.commitment.deadline.kind is not DeadlineKind.DATE
        for item in unlimited
    )
    inner = f"，含只写明条件或周期的{worded}项" if worded else ""
    return f"无时限{len(unlimited)}项{inner}。"


def _undated(material: Material) -> list[str]:
    """What is said of replies without a date: they count from the day on which they were added."""
    sentences = []
    for opening, group, ending in (("其中", material.now, ""), ("另有", material.later, "，在统计截止日之后")):
        undated = [item for item in group if item.header.dated is None]
        if undated:
            documents = len({item.document_id for item in undated})
            sentences.append(f"{opening}{documents}件答复（{len(undated)}项）没有日期，按登记日计入{ending}。")
    return sentences


def build_status_table(material: Material) -> Table:
    """One row a status and the sum: number, share, and the same at the two days of comparison."""
    columns = (
        Column("status", "状态"),
        Column("items", "期末", Kind.NUMBER),
        Column("share", "占比", Kind.SHARE),
        Column("before", material.period.word_before, Kind.NUMBER),
        Column("change", "增减", Kind.NUMBER),
        *((Column("year_before", "上年同期", Kind.NUMBER),) if material.year_before else ()),
        Column("unreviewed", "其中待核", Kind.NUMBER),
    )
    present = {item.status for items in (material.now, material.before, material.year_before) for item in items}
    shown = [status for status in Status if status in present]
    rows = [_status_row(material, status, len(columns)) for status in (*shown, None)]
    return Table(columns, tuple(rows[:-1]), "承诺事项状态", rows[-1])


def _status_row(material: Material, status: Status | None, width: int) -> tuple[Cell, ...]:
    here, before, year = (
        [item for item in items if status in (None, item.status)]
        for items in (material.now, material.before, material.year_before)
    )
    share = Share(len(here), len(material.now))
    change = len(here) - len(before)
    row: list[Cell] = [
        status.label if status else "合计",
        len(here),
        share,
        len(before),
        f"{change:+}" if change else "0",
    ]
    if material.year_before:
        row.append(len(year))
    row.append(count(here).unreviewed)
    assert len(row) == width
    return tuple(row)


def _charts(material: Material) -> tuple[Chart, ...]:
    statuses = [(status, sum(item.status is status for item in material.now)) for status in Status]
    shown = [(status, number) for status, number in statuses if number]
    bars = Chart(
        "statuses",
        "各状态事项数",
        ChartKind.BAR,
        tuple(status.label for status, _ in shown),
        (Series("事项", tuple(float(number) for _, number in shown)),),
    )
    trend = _trend(material.trend) if len(material.trend) > 1 else None
    # A single bar shows nothing that its sentence does not say.
    drawn = (bars if len(shown) > 1 else None, trend if material.now else None)
    return tuple(chart for chart in drawn if chart is not None)


def _trend(moments: Sequence[Moment]) -> Chart | None:
    """The two rates month by month; ``None`` as long as nothing was ever finished."""
    series = []
    for key, title, rate in (("completion", "完成率", completion), ("closure", "销号率", closure)):
        shares = [rate(moment.items) for moment in moments]
        series.append(Series(title, tuple(share.percent for share in shares), key))
    if not any(value for one in series for value in one.values):
        return None
    labels = tuple(moment.label for moment in moments)
    return Chart("trend", "完成率和销号率走势", ChartKind.LINE, labels, tuple(series), percent=True)


def period_sentence(period: Period) -> str | None:
    """What is said of a period that has not ended, or not begun."""
    if period.first > period.today:
        return f"{period.label}尚未开始，以下是{word_day(period.today)}的情况。"
    if not period.is_over:
        return f"{period.label}尚未结束，以下是截至{word_day(period.today)}的情况。"
    return None
