"""Dates as replies print them: figures, Chinese numerals, without 年月日, half missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from tracker.chinese import DIGITS, parse_number

_ZERO = "〇○零O0ΟО◯"
_GAP = " {0,3}"
_FIGURES = (
    rf"(?P<year>(?:19|20)\d{{2}})(?:"
    rf"{_GAP}年{_GAP}(?P<month>\d{{1,2}})(?!\d)(?:{_GAP}月)?(?:{_GAP}(?P<day>\d{{1,2}})(?!\d){_GAP}日?)?"
    r"|(?<!\d\d{4})[-/.](?P<month2>\d{1,2})[-/.](?P<day2>\d{1,2})(?!\d))"
)
_WORDS = (
    rf"(?P<year_words>[一二][{_ZERO}一二三四五六七八九]{{3}}){_GAP}年"
    rf"{_GAP}(?P<month_words>[元正一二三四五六七八九十]{{1,2}}|\d{{1,2}}){_GAP}月"
    rf"(?:{_GAP}(?P<day_words>[一二三四五六七八九十廿卅]{{1,3}}|\d{{1,2}}){_GAP}日)?"
)
DATE = re.compile(f"(?:{_FIGURES}|{_WORDS})")
"""A date with marks, in folded text."""
COMPACT = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<rest>\d{2,4})(?!\d)")
"""A date whose marks were lost; only where it stands alone."""
SHAPE, COMPACT_SHAPE = (re.sub(r"\?P<\w+>", "?:", pattern.pattern) for pattern in (DATE, COMPACT))
"""The same without groups, to be part of other patterns."""


class Dated(NamedTuple):
    """A date and where it stands."""

    start: int
    end: int
    iso: str


def find_dates(folded: str, start: int = 0, end: int | None = None) -> Iterator[Dated]:
    """Every date with marks in a stretch of folded text; impossible ones are passed over.

    >>> [found.iso for found in find_dates("二〇二四年五月六日，2024-05-07，2024年13月")]
    ['2024-05-06', '2024-05-07']
    """
    for match in DATE.finditer(folded, start, len(folded) if end is None else end):
        iso = _iso(match)
        if iso:
            yield Dated(match.start(), match.end(), iso)


def parse_date(text: str, published: str | None = None) -> str | None:
    """The first date in a piece of folded text, or the one whose marks were lost.

    ``published`` (ISO) chooses among the readings of figures without marks: the latest that is not after it.

    >>> [parse_date(text) for text in ("2024年8月", "2022830", "2023717", "2022111", "年月日")]
    ['2024-08', '2022-08-30', '2023-07-17', None, None]
    >>> parse_date("2022111", published="2022-06-30")
    '2022-01-11'
    """
    for found in find_dates(text):
        return found.iso
    compact = COMPACT.search(text)
    return _iso_compact(compact["year"], compact["rest"], published) if compact else None


def _iso(match: re.Match[str]) -> str | None:
    if match["year_words"]:
        year = "".join("0" if char in _ZERO else str(DIGITS[char]) for char in match["year_words"])
        return _valid(year, _count(match["month_words"]), _count(match["day_words"]))
    month, day = match["month"] or match["month2"], match["day"] or match["day2"]
    return _valid(match["year"], int(month), int(day) if day else None)


def _count(words: str | None) -> int | None:
    if words is None:
        return None
    words = words.replace("元", "一").replace("正", "一").replace("廿", "二十").replace("卅", "三十")
    number = parse_number(words)
    return None if number is None else int(number)


def _iso_compact(year: str, rest: str, published: str | None) -> str | None:
    readings = [_valid(year, int(rest[:cut]), int(rest[cut:])) for cut in (1, 2) if rest[cut:] and rest[cut] != "0"]
    readings += [_valid(year, int(rest[:2]), int(rest[2:]))] if len(rest) == 4 else []
    found = sorted({reading for reading in readings if reading})
    if len(found) > 1 and published:
        found = [reading for reading in found if reading <= published][-1:]
    return found[0] if len(found) == 1 else None


def _valid(year: str, month: int | None, day: int | None) -> str | None:
    try:
        found = date(int(year), month or 0, 1 if day is None else day)
    except ValueError:
        return None
    return found.isoformat() if day is not None else found.isoformat()[:7]
