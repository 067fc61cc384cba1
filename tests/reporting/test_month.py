"""Months know their days and neighbours."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tracker.reporting.month import Month


@given(st.dates(min_value=date(2, 1, 1), max_value=date(9998, 12, 31)))
def test_every_day_lies_in_its_month_and_neighbours_touch(day: date) -> None:
    month = Month.of(day)
    assert month.first <= day <= month.last
    assert month.previous.following == month
    assert (month.first - month.previous.last).days == 1
    assert month.previous < month < month.following


def test_a_month_has_a_name_for_people_and_one_for_machines() -> None:
    assert Month(2024, 9).label == "2024年9月"
    assert str(Month(2024, 9)) == "2024-09"
    assert Month(2024, 2).last == date(2024, 2, 29)
