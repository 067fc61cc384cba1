"""The units that were asked to report and have not, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.reporting.table import Column, Kind, Table

COLUMNS = (Column("unit", "单位"), Column("asked_on", "发表日期", Kind.DAY), Column("days", "已过天数", Kind.NUMBER))
"""Who, since when, for how long."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A unit that is waited for."""

    unit: str
    """The unit."""
    asked_on: date
    """The day on which it was asked last."""


def build_waiting(waiting: Sequence[Waiting], today: date) -> Table:
    """One unit a row, who was asked first at the top."""
    rows = sorted(waiting, key=lambda one: (one.asked_on, one.unit))
    return Table(COLUMNS, tuple((one.unit, one.asked_on, (today - one.asked_on).days) for one in rows))
