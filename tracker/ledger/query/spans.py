"""Days, years and numbers as people write them behind a colon, alone or as a range; pure.

A month or a year alone is all of its days: ``..2024-12`` reaches to the last of December.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from tracker.ledger.query.terms import Span

Days = tuple[date, date]
"""First and last day of a period."""

_RANGE = re.compile(r"\.{2,}|。{2,}|[…‥~]+|至|到")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d\d)(\d\d)", re.ASCII)
_MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?", re.ASCII)
_QUARTER = re.compile(r"(?:(\d{4})[-年]?)?(?:第?([一二三四1-4])季度|q([1-4]))", re.ASCII)
_HALF = re.compile(r"(?:(\d{4})年?)?([上下])半年", re.ASCII)
_YEAR = re.compile(r"(\d{4})年?", re.ASCII)
_SHORT = re.compile(r"(\d{1,2})月(?:(\d{1,2})日)?", re.ASCII)
_SHIFT = re.compile(r"([+-])(\d{1,5})(d|w|m|y|天|日|周|个?月|年)", re.ASCII)
_AWAY = re.compile(r"(\d{1,5})(天|日|周|个月|年)(?:以|之)?([内前后])", re.ASCII)
_NUMBER = re.compile(r"\d{1,12}", re.ASCII)
_UNITS = {"天": "d", "日": "d", "周": "w", "个月": "m", "月": "m", "年": "y"}


def _month(day: date, away: int = 0) -> Days:
    year, month = divmod(day.year * 12 + day.month - 1 + away, 12)
    return date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def _quarter(day: date, away: int = 0) -> Days:
    first = _month(day, away * 3 - (day.month - 1) % 3)[0]
    return first, _month(first, 2)[1]


def _week(day: date, away: int = 0) -> Days:
    monday = day + timedelta(days=7 * away - day.weekday())
    return monday, monday + timedelta(days=6)


def _year(day: date, away: int = 0) -> Days:
    return date(day.year + away, 1, 1), date(day.year + away, 12, 31)


def _one(day: date) -> Days:
    return day, day


_PERIODS: Mapping[str, Callable[[date, int], Days]] = {
    "日": lambda day, away: _one(day + timedelta(days=away)),
    "周": _week,
    "月": _month,
    "季": _quarter,
    "年": _year,
}
_NAMES: Mapping[str, tuple[str, int]] = {
    "今天": ("日", 0),
    "今日": ("日", 0),
    "today": ("日", 0),
    "昨天": ("日", -1),
    "yesterday": ("日", -1),
    "前天": ("日", -2),
    "明天": ("日", 1),
    "tomorrow": ("日", 1),
    "后天": ("日", 2),
    "本周": ("周", 0),
    "这周": ("周", 0),
    "this_week": ("周", 0),
    "上周": ("周", -1),
    "last_week": ("周", -1),
    "下周": ("周", 1),
    "next_week": ("周", 1),
    "本月": ("月", 0),
    "这个月": ("月", 0),
    "当月": ("月", 0),
    "this_month": ("月", 0),
    "上月": ("月", -1),
    "上个月": ("月", -1),
    "last_month": ("月", -1),
    "下月": ("月", 1),
    "下个月": ("月", 1),
    "next_month": ("月", 1),
    "本季度": ("季", 0),
    "this_quarter": ("季", 0),
    "上季度": ("季", -1),
    "last_quarter": ("季", -1),
    "下季度": ("季", 1),
    "next_quarter": ("季", 1),
    "今年": ("年", 0),
    "本年": ("年", 0),
    "this_year": ("年", 0),
    "去年": ("年", -1),
    "last_year": ("年", -1),
    "前年": ("年", -2),
    "明年": ("年", 1),
    "next_year": ("年", 1),
    "后年": ("年", 2),
}
_ENDS: Mapping[str, str] = {
    "月": "本月",
    "本周": "本周",
    "周": "本周",
    "季": "本季度",
    "季度": "本季度",
    "年": "今年",
    "eow": "本周",
    "eom": "本月",
    "eoq": "本季度",
    "eoy": "今年",
}
"""What stands before 底 and 初, and the English ends, as the period that they belong to."""


def parse_days(text: str, today: date) -> Span | None:
    """A day, a period, or a range of them; ``None`` where it is none.

    >>> parse_days("..2024-12", date(2024, 10, 15))
    Span(first=None, last=datetime.date(2024, 12, 31))
    >>> parse_days("今天..+7d", date(2024, 10, 15))
    Span(first=datetime.date(2024, 10, 15), last=datetime.date(2024, 10, 22))
    """
    try:
        return _parse_range(text, lambda part: _parse_period(part, today))
    except (ValueError, OverflowError):
        return None


def parse_years(text: str, today: date) -> Span | None:
    """A year, or a range of them: ``2024``, ``2023..2024``, ``今年``.

    >>> parse_years("去年..今年", date(2024, 10, 15))
    Span(first=2023, last=2024)
    """
    span = parse_days(text, today)
    if span is None:
        return None
    first, last = (bound.year if isinstance(bound, date) else None for bound in (span.first, span.last))
    return Span(first, last)


def parse_numbers(text: str) -> Span | None:
    """A number, or a range of them; a percent sign is ignored.

    >>> parse_numbers("50%.."), parse_numbers("2")
    (Span(first=50, last=None), Span(first=2, last=2))
    """
    return _parse_range(text.replace("%", ""), _parse_number)


def _parse_range(text: str, parse: Callable[[str], tuple[date, date] | tuple[int, int] | None]) -> Span | None:
    parts = [part.strip() for part in _RANGE.split(text)]
    if len(parts) > 2 or not any(parts):
        return None
    found = [parse(part) if part else None for part in parts]
    if any(part and one is None for part, one in zip(parts, found, strict=True)):
        return None
    first, last = found[0], found[-1]
    return Span(first and first[0], last and last[1])


def _parse_number(text: str) -> tuple[int, int] | None:
    return (int(text), int(text)) if _NUMBER.fullmatch(text) else None


def _parse_period(text: str, today: date) -> Days | None:
    """The days of one word; ``ValueError`` for a day that there is not."""
    if text in _NAMES:
        unit, away = _NAMES[text]
        return _PERIODS[unit](today, away)
    return _parse_end(text, today) or _parse_written(text, today) or _parse_away(text, today)


def _parse_end(text: str, today: date) -> Days | None:
    """月底、下月底、年底、月初: the last or the first day of a period."""
    if text in _ENDS and text.isascii():
        return _one(_end(_ENDS[text], today)[1])
    for suffix, at in (("底", 1), ("末", 1), ("初", 0)):
        period = text.removesuffix(suffix)
        if period != text and (named := _ENDS.get(period, period)) in _NAMES and _NAMES[named][0] != "日":
            return _one(_end(named, today)[at])
    return None


def _end(named: str, today: date) -> Days:
    unit, away = _NAMES[named]
    return _PERIODS[unit](today, away)


def _parse_written(text: str, today: date) -> Days | None:
    """What is written in figures: a day, a month, a quarter, half a year, a year."""
    if found := _DAY.fullmatch(text):
        year, month, day = (int(part) for part in found.groups() if part)
        return _one(date(year, month, day))
    if found := _MONTH.fullmatch(text):
        return _month(date(int(found[1]), int(found[2]), 1))
    if found := _QUARTER.fullmatch(text):
        number = "一二三四".find(found[2]) + 1 if found[2] and not found[2].isascii() else int(found[2] or found[3])
        return _quarter(date(int(found[1] or today.year), number * 3, 1))
    if found := _HALF.fullmatch(text):
        year, months = int(found[1] or today.year), (1, 6) if found[2] == "上" else (7, 12)
        return date(year, months[0], 1), _month(date(year, months[1], 1))[1]
    if found := _YEAR.fullmatch(text):
        return _year(date(int(found[1]), 1, 1))
    if found := _SHORT.fullmatch(text):
        first = date(today.year, int(found[1]), int(found[2] or 1))
        return _one(first) if found[2] else _month(first)
    return None


def _parse_away(text: str, today: date) -> Days | None:
    """What is reckoned from today: ``+7d``, ``-30天``, ``7天内``, ``2周后``."""
    if found := _SHIFT.fullmatch(text):
        return _one(shift(today, int(found[1] + found[2]), _UNITS.get(found[3], found[3])))
    if found := _AWAY.fullmatch(text):
        away = int(found[1]) * (-1 if found[3] == "前" else 1)
        day = shift(today, away, _UNITS[found[2]])
        return (today, day) if found[3] == "内" else _one(day)
    return None


def shift(day: date, away: int, unit: str) -> date:
    """The day so many days (``d``), weeks, months or years away; the last of a month that is shorter."""
    if unit in "dw":
        return day + timedelta(days=away * (7 if unit == "w" else 1))
    first, last = _month(day, away * (12 if unit == "y" else 1))
    return first.replace(day=min(day.day, last.day))
