"""The bulletin (月报、督查通报): the ledger as of a cut-off, set against the period and the year before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tracker.model import Item, Review
from tracker.reporting.bulletin.amendments import build_amendments
from tracker.reporting.bulletin.annex import build_annex, build_pages
from tracker.reporting.bulletin.material import Material, Moment, Style
from tracker.reporting.bulletin.overview import build_overview, period_sentence
from tracker.reporting.bulletin.period import Period, word_day
from tracker.reporting.bulletin.phrases import number_chapters
from tracker.reporting.bulletin.problems import build_problems
from tracker.reporting.bulletin.progress import build_progress
from tracker.reporting.bulletin.units import NAMELESS, build_units, group_by_unit
from tracker.reporting.bulletin.upcoming import build_upcoming
from tracker.reporting.report import Masthead, Report

__all__ = ["Material", "Moment", "Period", "Style", "build_bulletin", "split_by_unit"]

_DEFINITIONS = (
    "剔除的事项不计入任何数字；待核事项计入，并在各处注明其项数。",
    "完成率＝（已完成＋已销号）÷计率事项；销号率＝已销号÷计率事项；计率事项＝在册事项减去已中止、长期坚持的。",
    "兑现率＝按时销号÷统计截止时时限已过的计率事项；{overdue}。",
    "时限以督办时限为准，没有督办时限的以承诺时限为准；注“推算”的日期由原文推算，不是原文所写。",
    "序时进度＝自答复之日起已过天数÷至时限的全部天数；没有报进度且没有启动的按0计，推进中而没有报进度的不比。",
)
"""How the figures are reckoned; what is overdue depends on whether the period is over."""
_OVERDUE = {
    True: "时限为期末当天的，到期末没有完成即为逾期，逾期天数计至期末次日",
    False: "期间尚未结束，逾期天数计至统计截止日，当天到期的不算逾期",
}


def build_bulletin(material: Material, *, pages: bool = False) -> Report:
    """The whole report; with ``pages`` also all that is known of each item, for formats that show it."""
    chapters = [
        build_overview(material),
        build_progress(material),
        build_problems(material),
        build_units(material),
        build_upcoming(material),
    ]
    amendments = build_amendments(material)
    if amendments is not None:
        chapters.append(amendments)
    numbered = zip(number_chapters(chapter.title for chapter in chapters), chapters, strict=True)
    return Report(
        masthead=build_masthead(material),
        lead=_lead(material),
        chapters=tuple(replace(chapter, title=title) for title, chapter in numbered),
        annex=build_annex(material),
        items=build_pages(material) if pages else (),
        notes=tuple(text.format(overdue=_OVERDUE[material.period.is_over]) for text in _DEFINITIONS),
    )


def split_by_unit(material: Material) -> Iterator[tuple[str, Material]]:
    """The material of each unit that leads something at the cut-off, by name."""
    for unit, items in sorted(group_by_unit(material.now).items()):
        ids = {item.id for item in items}
        yield (
            unit,
            replace(
                material,
                now=tuple(items),
                before=_only(material.before, ids),
                year_before=_only(material.year_before, ids),
                trend=tuple(replace(moment, items=_only(moment.items, ids)) for moment in material.trend),
                events=tuple(event for event in material.events if event.item_id in ids),
                amendments=tuple(event for event in material.amendments if event.item_id in ids),
                unreported=tuple(name for name in material.unreported if name == unit),
                later=tuple(item for item in material.later if (item.unit or NAMELESS) == unit),
            ),
        )


def _only(items: tuple[Item, ...], ids: set[int]) -> tuple[Item, ...]:
    return tuple(item for item in items if item.id in ids)


def build_masthead(material: Material) -> Masthead:
    """What stands above and below; a draft as long as anything in it waits for review."""
    period, style = material.period, material.style
    return Masthead(
        title=f"{style.title}（{period.label}）",
        number=style.number,
        issuer=style.issuer,
        dated=period.today,
        period=period.span,
        cutoff=period.cutoff,
        draft=any(item.review is Review.UNREVIEWED for item in material.now),
        red_header=style.red_header,
    )


def _lead(material: Material) -> tuple[str, ...]:
    period = material.period
    chosen = f"范围：{material.chosen}。" if material.chosen else ""
    sentences = [
        f"现将{period.label}承诺事项办理情况通报如下。统计期间为{period.span}，数据截至{word_day(period.cutoff)}。{chosen}"
    ]
    unfinished = period_sentence(period)
    return (*sentences, unfinished) if unfinished else tuple(sentences)
