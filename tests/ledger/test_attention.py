"""What needs attention first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.ledger.invented import TODAY, make_extraction
from tracker.ledger import Attention, attention_key, find_attention
from tracker.model import Item, Review, Status


def make_item(key: int, limit: int | None = None, **fields: object) -> Item:
    """An item whose time limit is so many days from today."""
    extraction = make_extraction("1", "一项承诺")
    item = Item(
        id=key,
        document_id=1,
        commitment=extraction.commitments[0],
        header=extraction.reply.header,
        owner="云溪市水利局",
        status=Status.UNREPORTED,
        review=Review.UNREVIEWED,
        progress=None,
        due=None if limit is None else TODAY + timedelta(days=limit),
        note=None,
        problem=None,
        measures=None,
        remark=None,
        evidence=(),
        confirmed_by=None,
        status_since=date(2024, 8, 20),
        reported_on=None,
        due_moves=0,
        reopened=0,
        unit=None,
        place="云溪市",
        added_on=date(2024, 8, 20),
        changed_on=date(2024, 8, 20),
        withdrawn=False,
    )
    return replace(item, **fields)  # type: ignore[arg-type]


def test_overdue_comes_first_and_the_finished_last() -> None:
    header = make_item(0).header
    expected = [
        make_item(9, -40),  # overdue longest
        make_item(8, -1),
        make_item(7, 0),  # due today
        make_item(6, 30),
        make_item(5, 200),
        make_item(4, header=replace(header, dated="2023-05-01")),  # no time limit, the oldest reply
        make_item(3, header=replace(header, dated=None)),  # undated: by its addition
        make_item(10, header=replace(header, dated="2024-09-01")),
        make_item(11, -5, status=Status.ONGOING),
        make_item(12, -90, status=Status.CLOSED),
        make_item(13, -3, status=Status.DONE),
        make_item(14, status=Status.DROPPED),
        make_item(1, -99, review=Review.REJECTED),
    ]
    shuffled = expected[1::2] + expected[::2]
    assert sorted(shuffled, key=lambda item: attention_key(item, TODAY)) == expected


@pytest.mark.parametrize(
    ("item", "group"),
    [
        (make_item(1, -1), Attention.OVERDUE),
        (make_item(1, 0), Attention.DUE_SOON),
        (make_item(1, 30), Attention.DUE_SOON),
        (make_item(1, 31), Attention.DATED),
        (make_item(1), Attention.UNDATED),
        (make_item(1, -1, status=Status.DONE), Attention.FINISHED),
    ],
)
def test_an_item_is_due_soon_from_thirty_days_before_to_the_day_itself(item: Item, group: Attention) -> None:
    assert find_attention(item, TODAY, due_soon_days=30) is group


def test_how_soon_is_soon_depends_on_the_place() -> None:
    assert find_attention(make_item(1, 10), TODAY, due_soon_days=7) is Attention.DATED
