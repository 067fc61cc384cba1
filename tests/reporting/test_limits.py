"""Time limits and statuses read as people expect, and a computed date never passes for a promised one."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reporting.invented import make_deadline, make_item
from tracker.model import Deadline, DeadlineBasis, Item, Review, Status
from tracker.profile import load_profile
from tracker.reporting.limits import (
    deadline_text,
    light_text,
    limit_basis,
    limit_text,
    progress_text,
    standing,
    status_text,
)

TODAY = date(2024, 10, 15)


@pytest.mark.parametrize(
    ("item", "words", "basis"),
    [
        (make_item(deadline=make_deadline(date(2024, 12, 31))), "2024-12-31", "deadline"),
        (make_item(deadline=make_deadline(date(2024, 12, 31), DeadlineBasis.RELATIVE)), "2024-12-31 推算", "deadline"),
        (make_item(deadline=make_deadline(date(2025, 12, 31), DeadlineBasis.PERIOD)), "2025-12-31 推算", "deadline"),
        (make_item(deadline=make_deadline(None, DeadlineBasis.RECURRING, "每季度")), "每季度", None),
        (make_item(deadline=make_deadline(None, DeadlineBasis.EVENT, "资金到位后")), "资金到位后", None),
        (make_item(deadline=None), "", None),
        (make_item(due=date(2024, 11, 30)), "2024-11-30 督办", "due"),
        (make_item(deadline=None, due=date(2024, 11, 30)), "2024-11-30 督办", "due"),
    ],
)
def test_the_limit_that_counts_says_where_it_comes_from(item: Item, words: str, basis: str | None) -> None:
    assert limit_text(item) == words
    assert limit_basis(item) == basis


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        (None, ""),
        (make_deadline(None, DeadlineBasis.EVENT, "资金到位后"), "资金到位后（以事件为准）"),
        (make_deadline(date(2024, 12, 31), DeadlineBasis.RELATIVE), "年底前，即 2024-12-31（相对日期推算）"),
    ],
)
def test_a_deadline_shows_its_words_first_and_how_the_day_was_reached(deadline: Deadline | None, words: str) -> None:
    assert deadline_text(deadline) == words


@pytest.mark.parametrize(
    ("due", "status", "words"),
    [
        (date(2024, 10, 14), Status.IN_PROGRESS, "逾期1天"),
        (date(2024, 10, 15), Status.UNREPORTED, "今天到期"),
        (date(2024, 10, 20), Status.NOT_STARTED, "还有5天"),
        (date(2024, 12, 20), Status.NOT_STARTED, ""),
        (date(2024, 10, 14), Status.DONE, ""),
        (date(2024, 10, 14), Status.ONGOING, ""),
    ],
)
def test_only_open_items_can_be_overdue_or_due_soon(due: date, status: Status, words: str) -> None:
    assert standing(make_item(due=due, status=status), TODAY, 30) == words


def test_an_item_without_a_limit_is_never_overdue() -> None:
    assert standing(make_item(deadline=None), TODAY, 30) == ""


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (make_item(status=Status.IN_PROGRESS, progress=60, due=date(2024, 10, 1)), "推进中 60% 逾期14天"),
        (make_item(status=Status.DONE, progress=100), "已完成"),
        (make_item(status=Status.NOT_STARTED, progress=0), "未启动 0%"),
        (make_item(review=Review.REJECTED), "未报进展 剔除"),
    ],
)
def test_the_status_tells_progress_and_standing_in_words(item: Item, words: str) -> None:
    assert status_text(item, TODAY, 30) == words


@pytest.mark.parametrize(
    ("item", "words", "progress", "light"),
    [
        (make_item(status=Status.IN_PROGRESS, progress=60), "推进中 60%", "60%（序时 60%，绿灯）", "绿灯"),
        (make_item(status=Status.IN_PROGRESS, progress=50), "推进中 50% 黄灯", "50%（序时 60%，黄灯）", "黄灯"),
        (make_item(status=Status.IN_PROGRESS, progress=20), "推进中 20% 红灯", "20%（序时 60%，红灯）", "红灯"),
        (make_item(status=Status.IN_PROGRESS), "推进中", "未报（序时 60%）", ""),
        (make_item(), "未报进展", "未报（序时 60%）", ""),
        (make_item(status=Status.NOT_STARTED), "未启动 红灯", "未报（序时 60%，红灯）", "红灯"),
        (make_item(due=date(2024, 10, 1)), "未报进展 逾期14天", "未报（序时 100%，红灯）", "红灯"),
        (make_item(deadline=None, progress=5), "未报进展 5%", "5%", ""),
        (make_item(status=Status.DONE, progress=90), "已完成", "90%", "蓝灯"),
        (make_item(review=Review.REJECTED, progress=10), "未报进展 10% 剔除", "10%（序时 60%，红灯）", "红灯"),
    ],
)
def test_the_rules_of_a_place_light_lights(item: Item, words: str, progress: str, light: str) -> None:
    profile = load_profile()
    assert status_text(item, TODAY, 30, profile) == words
    assert progress_text(item, profile, TODAY) == progress
    assert light_text(item, profile, TODAY) == light


def test_without_rules_nothing_is_lit() -> None:
    item = make_item(status=Status.IN_PROGRESS, progress=20)
    assert (light_text(item, None, TODAY), progress_text(item, None, TODAY)) == ("", "20%")
