"""Rates have the numerators and denominators of their definitions."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reporting.invented import make_item
from tracker.model import Review, Status
from tracker.reporting.bulletin.phrases import word_points
from tracker.reporting.figures import closure, completion, count, counted, fulfilment
from tracker.reporting.table import Share, cell_text

MORROW = date(2024, 10, 1)


def test_rejected_and_withdrawn_items_count_nowhere() -> None:
    items = [make_item(1), make_item(2, review=Review.REJECTED), make_item(3, withdrawn=True)]
    assert [item.id for item in counted(items)] == [1]


def test_a_count_says_how_many_are_unreviewed() -> None:
    assert str(count([make_item(1), make_item(2, review=Review.ACCEPTED)])) == "2项（其中待核1项）"
    assert str(count([])) == "0项（其中待核0项）"


def test_dropped_and_ongoing_items_are_in_no_denominator() -> None:
    items = [make_item(id, status=status) for id, status in enumerate(Status, start=1)]
    assert completion(items) == Share(2, 5)
    assert closure(items) == Share(1, 5)


def test_a_rate_without_a_denominator_is_a_dash() -> None:
    assert cell_text(completion([])) == "—"
    assert Share(0, 0).ratio is None
    assert Share(1, 4).ratio == 0.25


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Share(45, 144), "31.3%（45/144）"),
        (Share(9, 144), "6.3%（9/144）"),
        (Share(1, 2000), "0.1%（1/2000）"),
        (Share(0, 7), "0.0%（0/7）"),
        (Share(7, 7), "100.0%（7/7）"),
        (Share(0, 0), "—"),
    ],
)
def test_a_half_is_rounded_up_as_spreadsheets_do(share: Share, text: str) -> None:
    assert str(share) == text


def test_points_are_the_difference_of_the_rates_as_printed() -> None:
    # Exactly 6.25 points more, from 42.2 to 48.4.
    now, then = Share(62, 128), Share(54, 128)
    assert (now.percent, then.percent) == (48.4, 42.2)
    assert word_points(now, then) == "提高6.2个百分点"


@pytest.mark.parametrize(
    ("closed_on", "kept"), [(date(2024, 9, 29), 1), (date(2024, 9, 30), 1), (date(2024, 10, 2), 0)]
)
def test_a_promise_is_kept_when_it_was_closed_by_its_limit(closed_on: date, kept: int) -> None:
    closed = make_item(1, due=date(2024, 9, 30), status=Status.CLOSED, status_since=closed_on)
    late = make_item(2, due=date(2024, 9, 1), status=Status.DONE)
    pending = make_item(3, due=date(2024, 10, 1))
    assert fulfilment([closed, late, pending], MORROW) == Share(kept, 2)
