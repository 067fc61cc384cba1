"""How an item stands against time: the share that has gone by, the light, behind, silent, due soon."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reporting.invented import make_item
from tracker.model import Item, Status
from tracker.profile import (
    Light,
    expected_progress,
    find_default_due,
    find_light,
    find_silence_start,
    is_behind,
    is_due_soon,
    is_silent,
    load_profile,
)

PROFILE = load_profile()
REPLIED = date(2024, 6, 18)
LIMIT = REPLIED + timedelta(days=200)


def make(status: Status = Status.IN_PROGRESS, progress: int | None = None, **fields: Any) -> Item:
    """An item replied to on the first of 200 days."""
    return make_item(1, status=status, progress=progress, **({"due": LIMIT} | fields))


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-30, 0), (0, 0), (1, 0), (2, 1), (100, 50), (199, 99), (200, 100), (500, 100)],
)
def test_the_expected_progress_is_the_share_of_the_time_that_has_gone_by(days: int, expected: int) -> None:
    assert expected_progress(make(), REPLIED + timedelta(days=days)) == expected


def test_without_a_limit_nothing_is_expected() -> None:
    item = make(due=None, deadline=None)
    assert expected_progress(item, LIMIT) is None
    assert find_light(item, PROFILE, LIMIT) is None
    assert not is_behind(item, PROFILE, LIMIT)
    assert not is_due_soon(item, PROFILE, LIMIT)


def test_a_limit_on_or_before_the_day_of_the_reply_has_passed() -> None:
    assert expected_progress(make(due=REPLIED), REPLIED) == 100
    assert expected_progress(make(due=REPLIED), REPLIED - timedelta(days=1)) == 0
    assert expected_progress(make(due=REPLIED - timedelta(days=5)), REPLIED) == 100


def test_a_reply_without_a_date_counts_from_its_addition() -> None:
    item = make(header=replace(make().header, dated=None), added_on=LIMIT - timedelta(days=10))
    assert expected_progress(item, LIMIT - timedelta(days=5)) == 50


HALF = REPLIED + timedelta(days=100)


@pytest.mark.parametrize(
    ("status", "progress", "light", "behind"),
    [
        (Status.IN_PROGRESS, 60, Light.GREEN, False),  # ahead
        (Status.IN_PROGRESS, 50, Light.GREEN, False),
        (Status.IN_PROGRESS, 41, Light.GREEN, False),  # 9 points below
        (Status.IN_PROGRESS, 40, Light.YELLOW, True),  # 10 points below
        (Status.IN_PROGRESS, 20, Light.YELLOW, True),  # 30 points below
        (Status.IN_PROGRESS, 19, Light.RED, True),
        (Status.IN_PROGRESS, None, None, False),  # under way, nobody said how far
        (Status.UNREPORTED, None, None, False),  # unreported is not not begun
        (Status.UNREPORTED, 30, Light.YELLOW, True),
        (Status.NOT_STARTED, None, Light.RED, True),
        (Status.NOT_STARTED, 45, Light.GREEN, False),
        (Status.DONE, 10, Light.BLUE, False),
        (Status.CLOSED, None, Light.BLUE, False),
        (Status.ONGOING, None, None, False),
        (Status.DROPPED, 10, None, False),
    ],
)
def test_the_light_halfway_depends_on_how_far_below_it_is(
    status: Status, progress: int | None, light: Light | None, behind: bool
) -> None:
    item = make(status, progress)
    assert find_light(item, PROFILE, HALF) is light
    assert is_behind(item, PROFILE, HALF) is behind


def test_what_is_overdue_is_red_whatever_was_reported() -> None:
    late = LIMIT + timedelta(days=1)
    assert find_light(make(progress=99), PROFILE, LIMIT) is Light.GREEN
    assert find_light(make(progress=99), PROFILE, late) is Light.RED
    assert find_light(make(), PROFILE, late) is Light.RED
    assert find_light(make(Status.DONE), PROFILE, late) is Light.BLUE


def test_the_thresholds_are_those_of_the_profile() -> None:
    strict = replace(PROFILE, yellow=0.01, red=0.05)
    assert find_light(make(progress=49), strict, HALF) is Light.YELLOW
    assert find_light(make(progress=44), strict, HALF) is Light.RED


@pytest.mark.parametrize(
    ("reported", "day", "silent"),
    [
        (None, date(2024, 9, 17), False),
        (None, date(2024, 9, 18), True),  # three months after the reply
        (date(2024, 8, 31), date(2024, 11, 29), False),
        (date(2024, 8, 31), date(2024, 11, 30), False),  # 31 August is not three months before 30 November
        (date(2024, 8, 31), date(2024, 12, 1), True),
    ],
)
def test_silence_is_reckoned_from_the_last_report_else_from_the_reply(
    reported: date | None, day: date, silent: bool
) -> None:
    assert is_silent(make(reported_on=reported), PROFILE, day) is silent
    assert not is_silent(make(Status.DONE, reported_on=reported), PROFILE, day)
    assert not is_silent(make(Status.ONGOING, reported_on=reported), PROFILE, day)


def test_the_silence_starts_the_months_of_the_profile_before() -> None:
    assert find_silence_start(PROFILE, date(2024, 5, 31)) == date(2024, 2, 29)


@pytest.mark.parametrize(("days", "soon"), [(-1, False), (0, True), (30, True), (31, False)])
def test_due_soon_is_from_the_days_of_the_profile_to_the_day_itself(days: int, soon: bool) -> None:
    assert is_due_soon(make(), PROFILE, LIMIT - timedelta(days=days)) is soon
    assert not is_due_soon(make(Status.DONE), PROFILE, LIMIT - timedelta(days=days))


def test_the_default_time_limit_counts_from_the_reply() -> None:
    assert find_default_due(make(), PROFILE.due_months) == date(2025, 6, 18)
    assert find_default_due(make(header=replace(make().header, dated="2024-08-31")), 6) == date(2025, 2, 28)


DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(
    limit=st.none() | DAYS,
    day=DAYS,
    status=st.sampled_from(Status),
    progress=st.none() | st.integers(0, 100),
    reported=st.none() | DAYS,
)
def test_every_item_on_every_day_has_a_place(
    limit: date | None, day: date, status: Status, progress: int | None, reported: date | None
) -> None:
    item = make(status, progress, due=limit, deadline=None, reported_on=reported)
    expected = expected_progress(item, day)
    assert (expected is None) is (limit is None)
    assert expected is None or 0 <= expected <= 100
    light = find_light(item, PROFILE, day)
    assert is_behind(item, PROFILE, day) <= (light in (Light.YELLOW, Light.RED))
    assert not (is_due_soon(item, PROFILE, day) and item.is_overdue(day))
