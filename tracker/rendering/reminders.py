"""Reminders as letters: plain text that can be sent as it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tracker.model import Item
from tracker.profile import find_last_word
from tracker.rendering.width import one_line
from tracker.reporting.card import describe_header
from tracker.reporting.limits import limit_text, standing
from tracker.reporting.reminders import Reminder

BETWEEN = "\n\n--------\n\n"
"""Stands between two letters."""
NOBODY = "（未指明责任单位）"
_NUMBERS = "一二三"


def render_reminders(reminders: Iterable[Reminder], today: date, within: int) -> str:
    """A letter to each unit."""
    return BETWEEN.join(_render(reminder, today, within) for reminder in reminders)


def _render(reminder: Reminder, today: date, within: int) -> str:
    groups = (
        ("已经逾期", [_word(item, today) for item in reminder.overdue]),
        (f"{within}天内到期", [_word(item, today) for item in reminder.due_soon]),
        ("久未报进展", [_word(item, today, f"{_count_silence(item, today)}天没有进展") for item in reminder.silent]),
    )
    parts = [
        f"{one_line(reminder.unit or NOBODY)}：",
        f"截至{_word_day(today)}，贵单位承办的答复承诺中有{len(reminder.items)}项需要办理和反馈：",
    ]
    filled = [(title, words) for title, words in groups if words]
    for number, (title, words) in zip(_NUMBERS, filled, strict=False):
        lines = [f"{index}. {word}" for index, word in enumerate(words, 1)]
        parts.append("\n".join((f"{number}、{title}（{len(words)}项）", *lines)))
    return "\n\n".join([*parts, "请尽快办理并反馈进展情况，已经完成的请附佐证。"])


def _word_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _count_silence(item: Item, today: date) -> int:
    return (today - find_last_word(item)).days


def _word(item: Item, today: date, *more: str) -> str:
    """The promise, and on a second line all that the unit needs to find and report it."""
    limit, progress = limit_text(item), "" if item.progress is None else f"{item.progress}%"
    parts = (
        f"编号{item.id}",
        f"时限{limit}" if limit else "没有时限",
        standing(item, today, date.max.toordinal()),
        f"目前{item.status.label}{progress}",
        *more,
        f"配合单位{'、'.join(item.partners)}" if item.partners else "",
        f"出自{describe_header(item.header)}" if item.header.title else "",
    )
    return f"{one_line(item.commitment.text)}\n   {one_line('；'.join(part for part in parts if part))}"
