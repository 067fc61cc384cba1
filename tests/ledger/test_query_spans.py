"""Days and numbers behind a colon, on an invented Tuesday."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.ledger.query.spans import parse_days, parse_numbers, parse_years
from tracker.ledger.query.terms import Span

TODAY = date(2024, 10, 15)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-12-31", "2024-12-31", "2024-12-31"),
        ("2024/1/2", "2024-01-02", "2024-01-02"),
        ("20240102", "2024-01-02", "2024-01-02"),
        ("2024年1月2日", "2024-01-02", "2024-01-02"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024年2月", "2024-02-01", "2024-02-29"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024年", "2024-01-01", "2024-12-31"),
        ("12月31日", "2024-12-31", "2024-12-31"),
        ("2月", "2024-02-01", "2024-02-29"),
        ("一季度", "2024-01-01", "2024-03-31"),
        ("2025年第4季度", "2025-10-01", "2025-12-31"),
        ("q2", "2024-04-01", "2024-06-30"),
        ("2025-q3", "2025-07-01", "2025-09-30"),
        ("上半年", "2024-01-01", "2024-06-30"),
        ("2025年下半年", "2025-07-01", "2025-12-31"),
        ("今天", "2024-10-15", "2024-10-15"),
        ("today", "2024-10-15", "2024-10-15"),
        ("昨天", "2024-10-14", "2024-10-14"),
        ("前天", "2024-10-13", "2024-10-13"),
        ("明天", "2024-10-16", "2024-10-16"),
        ("后天", "2024-10-17", "2024-10-17"),
        ("本周", "2024-10-14", "2024-10-20"),
        ("上周", "2024-10-07", "2024-10-13"),
        ("下周", "2024-10-21", "2024-10-27"),
        ("本月", "2024-10-01", "2024-10-31"),
        ("上月", "2024-09-01", "2024-09-30"),
        ("下个月", "2024-11-01", "2024-11-30"),
        ("本季度", "2024-10-01", "2024-12-31"),
        ("上季度", "2024-07-01", "2024-09-30"),
        ("下季度", "2025-01-01", "2025-03-31"),
        ("今年", "2024-01-01", "2024-12-31"),
        ("去年", "2023-01-01", "2023-12-31"),
        ("明年", "2025-01-01", "2025-12-31"),
        ("月底", "2024-10-31", "2024-10-31"),
        ("下月底", "2024-11-30", "2024-11-30"),
        ("上月末", "2024-09-30", "2024-09-30"),
        ("月初", "2024-10-01", "2024-10-01"),
        ("周末", "2024-10-20", "2024-10-20"),
        ("季末", "2024-12-31", "2024-12-31"),
        ("季度末", "2024-12-31", "2024-12-31"),
        ("年底", "2024-12-31", "2024-12-31"),
        ("明年底", "2025-12-31", "2025-12-31"),
        ("年初", "2024-01-01", "2024-01-01"),
        ("eom", "2024-10-31", "2024-10-31"),
        ("eoq", "2024-12-31", "2024-12-31"),
        ("eoy", "2024-12-31", "2024-12-31"),
        ("eow", "2024-10-20", "2024-10-20"),
        ("+7d", "2024-10-22", "2024-10-22"),
        ("-30天", "2024-09-15", "2024-09-15"),
        ("+2w", "2024-10-29", "2024-10-29"),
        ("+1m", "2024-11-15", "2024-11-15"),
        ("-3月", "2024-07-15", "2024-07-15"),
        ("-1y", "2023-10-15", "2023-10-15"),
        ("7天内", "2024-10-15", "2024-10-22"),
        ("一周", None, None),
        ("2周后", "2024-10-29", "2024-10-29"),
        ("3个月前", "2024-07-15", "2024-07-15"),
        ("..2024-12", "", "2024-12-31"),
        ("2024-10..", "2024-10-01", ""),
        ("2024-10~2024-12", "2024-10-01", "2024-12-31"),
        ("今天至月底", "2024-10-15", "2024-10-31"),
        ("2024。。2025", "2024-01-01", "2025-12-31"),
        ("今天…", "2024-10-15", ""),
        ("", None, None),
        ("..", None, None),
        ("1..2..3", None, None),
        ("2024-13", None, None),
        ("2023-02-29", None, None),
        ("0000", None, None),
        ("+99999y", None, None),
        ("+99999d", "2298-07-30", "2298-07-30"),
        ("天底", None, None),
        ("今天底", None, None),
        ("很快", None, None),
        ("7d", None, None),
    ],
)
def test_a_day_or_a_period_is_all_of_its_days(text: str, first: str | None, last: str | None) -> None:
    span = parse_days(text, TODAY)
    if first is None or last is None:
        assert span is None
    else:
        bounds = [date.fromisoformat(bound) if bound else None for bound in (first, last)]
        assert span == Span(*bounds)


def test_a_month_away_is_the_last_day_of_one_that_is_shorter() -> None:
    assert parse_days("+1m", date(2024, 1, 31)) == Span(date(2024, 2, 29), date(2024, 2, 29))
    assert parse_days("-1y", date(2024, 2, 29)) == Span(date(2023, 2, 28), date(2023, 2, 28))


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("50", Span(50, 50)),
        ("50..", Span(50, None)),
        ("..50%", Span(None, 50)),
        ("0..0", Span(0, 0)),
        ("半", None),
        ("-1", None),
        ("²", None),
    ],
)
def test_numbers_have_bounds_as_well(text: str, span: Span | None) -> None:
    assert parse_numbers(text) == span


def test_years_are_those_of_the_days() -> None:
    assert parse_years("2023..今年", TODAY) == Span(2023, 2024)
    assert parse_years("..去年", TODAY) == Span(None, 2023)
    assert parse_years("羊年", TODAY) is None


@given(st.text(max_size=12), st.dates())
def test_no_text_and_no_day_make_it_stumble(text: str, today: date) -> None:
    for word in (text, f"{text}..", "下月底", "+9m", "-9y", "明年", "上周", text + "年"):
        span = parse_days(word, today)
        assert span is None or not span.is_reversed or ".." in word or any(sign in word for sign in "~至到…‥。")
