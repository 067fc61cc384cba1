"""What stands above a report, in the words that its formats share."""

from __future__ import annotations

from datetime import date

from tracker.reporting.report import Masthead

DRAFT = "草稿"
"""Said by every format while unreviewed items are in the report."""
NOTES = "统计口径"
"""Heads the notes."""


def word_number(masthead: Masthead) -> str:
    """``第9期``; empty for a report that was not issued."""
    return f"第{masthead.number}期" if masthead.number is not None else ""


def word_span(masthead: Masthead) -> str:
    """What is covered, and up to when."""
    return f"{masthead.period}，统计截至{word_day(masthead.cutoff)}"


def word_day(day: date) -> str:
    """A day as official documents write it (GB/T 9704—2012, 7.3.5.4).

    >>> word_day(date(2024, 9, 1))
    '2024年9月1日'
    """
    return f"{day.year}年{day.month}月{day.day}日"
