"""Days as offices write them into a cell: as a date, as text in any of its ways, as the number that Excel keeps."""

from __future__ import annotations

import re
from datetime import date, timedelta
from unicodedata import normalize

from dateutil.relativedelta import relativedelta

from tracker.chinese import fold, parse_number

_FIRST_SERIAL, _LAST_SERIAL = 36526, 73050
"""2000-01-01 and 2099-12-31 as Excel counts days; other numbers are no days of a ledger."""
_FIRST_DAY = date(1899, 12, 30)
_AHEAD = timedelta(days=92)
_YEARS_BACK = 8
"""As long as a 29 February may be away."""
_DIGIT = r"[\d零〇○一二三四五六七八九十]"
_END = r"(?P<part>底|末|月底|月末|上旬|中旬|下旬|初|月初)?"
_YEAR = rf"(?P<year>{_DIGIT}{{4}}|\d{{2}}(?=年))"
_TEXTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_YEAR}[-/.年](?P<month>{_DIGIT}{{1,2}})[-/.月](?P<day>{_DIGIT}{{1,3}})[日号]?",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
        rf"{_YEAR}[-/.年](?P<month>{_DIGIT}{{1,2}})(?:月份?)?{_END}",
        rf"{_YEAR}年?(?P<part>年?[底末]|上半年|下半年)",
        rf"(?P<month>{_DIGIT}{{1,2}})[-/.月](?P<day>{_DIGIT}{{1,3}})[日号]?",
        rf"(?P<month>{_DIGIT}{{1,2}})月份?{_END}",
    )
)
_TIME = re.compile(r"[ tT]\d{1,2}[:：]\d{2}(?:[:：]\d{2}(?:\.\d+)?)?$|[（(](?:周|星期).[）)]$")
_LAST_OF_PART = {"上旬": 10, "中旬": 20, "初": 10, "月初": 10}


def parse_day(value: object, today: date) -> date | None:
    """The day in a cell, ``None`` where none can be told for certain.

    A month, or its end, is its last day; a third of a month is the last day of that third.  Without a year it is the
    last such day that is no more than a quarter ahead.  A bare decimal like 9.3 or 2024.1 may have been 9.30 or 2024.10 and is none.

    >>> today = date(2024, 10, 15)
    >>> [str(parse_day(text, today)) for text in ("2024.9.30", "2024年9月底", "9月底", 45565, "9.5", 9.5, "近日")]
    ['2024-09-30', '2024-09-30', '2024-09-30', '2024-09-30', '2024-09-05', 'None', 'None']
    """
    if isinstance(value, date):
        return value
    if isinstance(value, float):
        return None
    if isinstance(value, int):
        return _parse_number(value, today)
    text = _TIME.sub("", re.sub(r"(?<=\D)\s+|\s+(?=\D)", "", fold(normalize("NFKC", str(value))).strip()))
    if re.fullmatch(r"\d{5}", text, re.ASCII):
        return _parse_number(int(text), today)
    for pattern in _TEXTS:
        found = pattern.fullmatch(text)
        if found is not None:
            return _build(found.groupdict(), today)
    return None


def _parse_number(value: int, today: date) -> date | None:
    if _FIRST_SERIAL <= value <= _LAST_SERIAL:
        return _FIRST_DAY + timedelta(days=value)
    return parse_day(str(value), today) if 20_000_000 <= value <= 20_991_231 else None


def _build(parts: dict[str, str | None], today: date) -> date | None:
    """The day of the parts of a text, ``None`` where there is no such day."""
    year, part = parts.get("year"), parts.get("part")
    if year is not None:
        number = _number(year)
        return _make(number if number is None or number > 99 else number + 2000, parts, part)
    years = (_make(today.year + step, parts, part) for step in range(1, -_YEARS_BACK, -1))
    return next((day for day in years if day is not None and day <= today + _AHEAD), None)


def _make(year: int | None, parts: dict[str, str | None], part: str | None) -> date | None:
    month = _number(parts.get("month") or ("6" if part == "上半年" else "12"))
    if year is None or month is None or not 1 <= month <= 12 or not 1900 <= year <= 2999:
        return None
    last = (date(year, month, 1) + relativedelta(months=1) - timedelta(days=1)).day
    given = parts.get("day")
    day = _LAST_OF_PART.get(part or "", last) if given is None else _number(given)
    return date(year, month, day) if day is not None and 1 <= day <= last else None


def _number(text: str) -> int | None:
    value = parse_number(text)
    return int(value) if value is not None else None
