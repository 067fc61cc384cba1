"""三、存在问题: overdue, behind, silent, soft, not reported; each by unit and number, most serious first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from tracker.model import Grade, Item, Review
from tracker.profile.lights import expected_progress, find_lag, find_last_word, find_progress, is_behind, is_silent
from tracker.reporting.bulletin.material import Material
from tracker.reporting.bulletin.named import ID, OWNER, TEXT, Section, name_items, number
from tracker.reporting.limits import limit_text
from tracker.reporting.report import Chapter
from tracker.reporting.table import Cell, Column, Kind


def build_problems(material: Material) -> Chapter:
    """The chapter, without its number."""
    sections = [section for build in _SECTIONS if (section := build(material)) is not None]
    if not sections:
        return Chapter("存在问题", ("没有逾期、滞后、久未报送进展的事项。",))
    words = "，".join(section.words for section in sections)
    return Chapter("存在问题", (f"{words}。",), chapters=number(sections))


def _overdue(material: Material) -> Section | None:
    morrow = material.period.morrow
    items = [item for item in material.now if item.is_overdue(morrow)]
    columns = (
        OWNER,
        ID,
        TEXT,
        Column("limit", "时限"),
        Column("basis", "依据"),
        Column("days", "逾期天数", Kind.NUMBER),
        Column("status", "状态"),
    )
    rows = [_overdue_row(item, morrow) for item in sorted(items, key=lambda item: (item.limit or date.max, item.id))]
    by_due = sum(item.limit_is_due for item in items)
    sentence = f"其中按督办时限{by_due}项、按承诺时限{len(items) - by_due}项。"
    return name_items("逾期事项", columns, rows, material.style.named_most, sentence=sentence)


def _overdue_row(item: Item, morrow: date) -> tuple[Cell, ...]:
    days = (morrow - item.limit).days if item.limit else None
    basis = "督办时限" if item.limit_is_due else "承诺时限"
    limit = limit_text(item).removesuffix(" 督办")
    return (item.unit, item.id, item.commitment.text, limit, basis, days, item.status.label)


def _behind(material: Material) -> Section | None:
    """Below 序时进度 and not overdue yet."""
    day, profile = material.period.morrow, material.profile
    items = [item for item in material.now if is_behind(item, profile, day) and not item.is_overdue(day)]
    items.sort(key=lambda item: (-(find_lag(item, day) or 0), item.id))
    columns = (
        OWNER,
        ID,
        TEXT,
        Column("progress", "进度（%）", Kind.NUMBER),
        Column("expected", "序时（%）", Kind.NUMBER),
        Column("lag", "落后（百分点）", Kind.NUMBER),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            item.unit,
            item.id,
            item.commitment.text,
            find_progress(item),
            expected_progress(item, day),
            find_lag(item, day),
        )
        for item in items
    ]
    return name_items("进度滞后事项", columns, rows, material.style.named_most)


def _silent(material: Material) -> Section | None:
    day, profile = material.period.morrow, material.profile
    items = [item for item in material.now if is_silent(item, profile, day)]
    items.sort(key=lambda item: (find_last_word(item), item.id))
    columns = (
        OWNER,
        ID,
        TEXT,
        Column("reported_on", "最近报送", Kind.DAY),
        Column("months", "未报月数", Kind.NUMBER),
    )
    rows: list[tuple[Cell, ...]] = [
        (item.unit, item.id, item.commitment.text, item.reported_on, count_months(find_last_word(item), day))
        for item in items
    ]
    sentence = f"{profile.silent_months}个月以上没有报送进展。"
    return name_items("久未报送进展事项", columns, rows, material.style.named_most, sentence=sentence)


def count_months(first: date, last: date) -> int:
    """Whole months between two days.

    >>> count_months(date(2024, 1, 31), date(2024, 4, 30)), count_months(date(2024, 1, 30), date(2024, 4, 30))
    (2, 3)
    """
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def _soft(material: Material) -> Section | None:
    """Open promises that nothing can be held against."""
    items = [item for item in material.now if item.open and item.commitment.grade is Grade.SOFT and item.limit is None]
    columns = (OWNER, ID, TEXT, Column("review", "核定"))
    rows: list[tuple[Cell, ...]] = [
        (item.unit, item.id, item.commitment.text, item.review.label)
        for item in sorted(items, key=lambda item: (item.review is Review.UNREVIEWED, item.unit or "", item.id))
    ]
    return name_items("缺少时限和可核查要求的事项", columns, rows, material.style.named_most)


def _unreported(material: Material) -> Section | None:
    """Units that were asked to report and did not."""
    if not material.unreported:
        return None
    names: Sequence[str] = material.unreported
    sentence = (
        f"{'、'.join(names)}等{len(names)}个单位未按要求报送进展。"
        if len(names) > 1
        else f"{names[0]}未按要求报送进展。"
    )
    return Section("未报送单位", f"{len(names)}个", Chapter("未报送单位", (sentence,)))


_SECTIONS: tuple[Callable[[Material], Section | None], ...] = (_overdue, _behind, _silent, _soft, _unreported)
