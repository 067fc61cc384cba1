"""五、下月到期和工作要求: what falls due by the end of the next month, by unit, and what is asked of the units."""

from __future__ import annotations

from datetime import date

from tracker.model import Item
from tracker.reporting.bulletin.material import Material
from tracker.reporting.bulletin.named import ID, OWNER, TEXT, name_items
from tracker.reporting.bulletin.period import Period
from tracker.reporting.bulletin.units import NAMELESS, group_by_unit
from tracker.reporting.limits import limit_text
from tracker.reporting.report import Chapter
from tracker.reporting.table import Cell, Column


def build_upcoming(material: Material) -> Chapter:
    """The chapter, without its number."""
    period = material.period
    title = "下月到期和工作要求" if period.is_over and period.is_month else "近期到期和工作要求"
    items = [
        item for item in material.now if item.open and item.limit and period.morrow <= item.limit <= period.horizon
    ]
    items.sort(key=lambda item: (item.unit or NAMELESS, item.limit or date.max, item.id))
    span = Period(period.morrow, period.horizon, period.today).span
    if not items:
        return Chapter(title, (f"{span}没有到期的事项。", *_requirements(material, items)))
    by_unit = "、".join(f"{unit}{len(group)}项" for unit, group in group_by_unit(items).items())
    columns = (OWNER, ID, TEXT, Column("limit", "时限"), Column("status", "状态"))
    rows: list[tuple[Cell, ...]] = [
        (item.unit, item.id, item.commitment.text, limit_text(item), item.status.label) for item in items
    ]
    section = name_items(title, columns, rows, material.style.named_most)
    tables = section.chapter.tables if section else ()
    more = section.chapter.sentences if section else ()
    sentences = (f"{span}到期{len(items)}项：{by_unit}。", *more, *_requirements(material, items))
    return Chapter(title, sentences, tables)


def _requirements(material: Material, upcoming: list[Item]) -> list[str]:
    """What is asked, only of those whom it concerns."""
    now, morrow = material.now, material.period.morrow
    wishes = []
    if any(item.is_overdue(morrow) for item in now):
        wishes.append("逾期事项的责任单位要说明原因，提出完成时间，确需延期的按程序报批")
    if upcoming:
        wishes.append("到期事项的责任单位要倒排工期，按时完成并报送佐证")
    if material.profile.report_day:
        wishes.append(f"各责任单位于每月{material.profile.report_day}日前报送进展")
    if any(item.open for item in now):
        wishes.append("已完成的事项要附佐证，经确认后销号")
    numbered = (f"{number}是{wish}" for number, wish in zip("一二三四", wishes, strict=False))
    return [f"工作要求：{'；'.join(numbered)}。"] if wishes else []
