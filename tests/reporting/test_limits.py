"""Time limits and statuses read as people expect, and a computed date never passes for a promised one."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reporting.invented import make_deadline, make_item
from tracker.model import Deadline, DeadlineBasis, Item, Review, Status
from tracker.reporting.limits import deadline_text, limit_basis, limit_text, standing, status_text

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
