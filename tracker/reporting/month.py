"""A calendar month: the period of a report."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of the calendar, ordered by time."""

    year: int
    """Four digits."""
    number: int
    """1 to 12."""

    @classmethod
    def of(cls, day: date) -> Month:
        """The month a day lies in."""
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    @property
    def previous(self) -> Month:
        """The month before."""
        return Month.of(self.first - timedelta(days=1))

    @property
    def following(self) -> Month:
        """The month after."""
        return Month.of(self.last + timedelta(days=1))

    @property
    def label(self) -> str:
        """As people write it: ``2024年9月``."""
        return f"{self.year}年{self.number}月"

    def __str__(self) -> str:
        """As machines write it: ``2024-09``."""
        return f"{self.year:04}-{self.number:02}"
