"""The period of a report, and the days that it is set against."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.reporting.month import Month


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a report covers, and the day it is made."""

    first: date
    """The first day."""
    last: date
    """The last day."""
    today: date
    """The day of making."""

    @classmethod
    def of(cls, month: Month, today: date) -> Period:
        """A calendar month."""
        return cls(month.first, month.last, today)

    @property
    def cutoff(self) -> date:
        """The day whose end the figures show: the last of the period, or today where it is not over."""
        return min(self.last, self.today)

    @property
    def is_over(self) -> bool:
        """True once the period has ended."""
        return self.last < self.today

    @property
    def morrow(self) -> date:
        """The day from which limits are judged: the first after a finished period, else today.

        A limit on the last day of a finished period has passed unkept, and is not due in the next one.
        """
        return self.last + timedelta(days=1) if self.is_over else self.today

    @property
    def horizon(self) -> date:
        """The last day of the month after."""
        return Month.of(self.last).following.last

    @property
    def eve(self) -> date:
        """The day before the period, whose end it is set against."""
        return self.first - timedelta(days=1)

    @property
    def year_before(self) -> date:
        """The same cut-off a year before; a month's end stays a month's end."""
        year, month = self.cutoff.year - 1, self.cutoff.month
        length = calendar.monthrange(year, month)[1]
        ends = self.cutoff == Month.of(self.cutoff).last
        return date(year, month, length if ends else min(self.cutoff.day, length))

    @property
    def is_month(self) -> bool:
        """True for one whole calendar month."""
        return self.first.day == 1 and self.last == Month.of(self.first).last

    @property
    def label(self) -> str:
        """As a title names it: ``2024年9月``, ``2024年7月1日至9月30日``."""
        if self.is_month:
            return Month.of(self.first).label
        return self.span

    @property
    def span(self) -> str:
        """Its days: ``2024年9月1日``, ``2024年9月1日至30日``, ``2024年11月1日至2025年1月31日``."""
        if self.first == self.last:
            return word_day(self.first)
        last = f"{self.last.day}日"
        if (self.first.year, self.first.month) != (self.last.year, self.last.month):
            last = f"{self.last.month}月{last}"
        if self.first.year != self.last.year:
            last = f"{self.last.year}年{last}"
        return f"{word_day(self.first)}至{last}"

    @property
    def word(self) -> str:
        """How the text calls it: 本月 or 本期."""
        return "本月" if self.is_month else "本期"

    @property
    def word_before(self) -> str:
        """How the text calls the period before: 上月末 or 上期末."""
        return "上月末" if self.is_month else "上期末"


def word_day(day: date) -> str:
    """A day as official documents write it.

    >>> word_day(date(2024, 9, 5))
    '2024年9月5日'
    """
    return f"{day.year}年{day.month}月{day.day}日"
