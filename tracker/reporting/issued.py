"""The reports that were issued, as a table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tracker.reporting.table import Column, Kind, Table

_COLUMNS = (
    Column("number", "期号", Kind.NUMBER),
    Column("first", "期间起", Kind.DAY),
    Column("last", "期间止", Kind.DAY),
    Column("issued_on", "印发日期", Kind.DAY),
    Column("person", "经手人"),
    Column("words", "范围"),
)


def build_issued(reports: Iterable[tuple[int, date, date, date, str, tuple[str, ...]]]) -> Table:
    """One row a report: number, first and last day, when and by whom it was issued, the choice of rows."""
    rows = (
        (number, first, last, issued_on, person, " ".join(words) or "全部")
        for number, first, last, issued_on, person, words in reports
    )
    return Table(_COLUMNS, tuple(rows))
