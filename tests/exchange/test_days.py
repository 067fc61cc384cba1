"""Days as offices write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.exchange.days import parse_day

TODAY = date(2024, 10, 15)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (date(2024, 9, 30), "2024-09-30"),
        ("2024-09-30", "2024-09-30"),
        ("2024.9.30", "2024-09-30"),
        ("2024/9/30 0:00:00", "2024-09-30"),
        ("2024-09-30T08:00:00", "2024-09-30"),
        ("２０２４．９．３０", "2024-09-30"),
        ("2024年9月30日", "2024-09-30"),
        ("2024 年 9 月 30 日", "2024-09-30"),
        ("2024年9月30号（周一）", "2024-09-30"),
        ("二〇二四年九月三十日", "2024-09-30"),
        ("24年9月30日", "2024-09-30"),
        ("20240930", "2024-09-30"),
        (20240930, "2024-09-30"),
        (45565, "2024-09-30"),
        ("45565", "2024-09-30"),
        ("2024年9月底", "2024-09-30"),
        ("2024年9月末", "2024-09-30"),
        ("2024年2月", "2024-02-29"),
        ("2024-09", "2024-09-30"),
        ("2024年9月上旬", "2024-09-10"),
        ("2024年9月中旬", "2024-09-20"),
        ("2024年9月下旬", "2024-09-30"),
        ("2023年底", "2023-12-31"),
        ("2024年上半年", "2024-06-30"),
        ("9月底", "2024-09-30"),
        ("九月底", "2024-09-30"),
        ("9月30日", "2024-09-30"),
        ("9.5", "2024-09-05"),
        ("12月底", "2024-12-31"),
        ("3月", "2024-03-31"),
    ],
)
def test_a_day_is_read_in_every_way_it_is_written(value: object, day: str) -> None:
    assert str(parse_day(value, TODAY)) == day


def test_a_day_without_a_year_is_the_last_one_that_can_be_meant() -> None:
    assert parse_day("12月底", date(2025, 1, 10)) == date(2024, 12, 31)
    assert parse_day("1月5日", date(2024, 12, 28)) == date(2025, 1, 5)
    assert parse_day("2月29日", date(2027, 1, 10)) == date(2024, 2, 29)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "近期",
        "2024年",
        "2024-13-01",
        "2024年2月30日",
        9.3,
        2024.1,
        60,
        20241399,
        "十二月三十二日",
        "0年1月1日",
        -5,
        99999,
    ],
)
def test_what_is_no_certain_day_is_none(value: object) -> None:
    assert parse_day(value, TODAY) is None


@given(
    st.one_of(st.text(), st.integers(), st.floats(), st.from_regex(r"\d{1,4}[年./-]\d{1,3}[月./-]?\d{0,3}[日底末]?"))
)
def test_no_cell_raises(value: object) -> None:
    parse_day(value, TODAY)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_comes_back_however_it_was_written(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    for written in (
        day.isoformat(),
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        serial,
    ):
        assert parse_day(written, TODAY) == day
