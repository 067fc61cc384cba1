"""What is counted in SQL is what the items say."""

from __future__ import annotations

from datetime import date, timedelta

from tests.ledger.invented import TODAY, add, make_extraction, update
from tracker.ledger import Ledger
from tracker.model import Grade, Review, Status
from tracker.model.counts import NOTHING, UnitCount
from tracker.profile import FINISHED, find_silence_start, is_silent, load_profile

PROFILE = load_profile()
SILENCE = find_silence_start(PROFILE, TODAY)
LATER = TODAY + timedelta(days=90)


def count(ledger: Ledger, today: date = TODAY) -> list[UnitCount]:
    silence = find_silence_start(PROFILE, today)
    return ledger.overview.units(today, soon=today + timedelta(days=90), silence=silence)


def expect(ledger: Ledger, today: date = TODAY) -> dict[str | None, UnitCount]:
    """The same, item by item in Python."""
    expected: dict[str | None, UnitCount] = {}
    for item in ledger.items():
        if item.review is Review.REJECTED:
            continue
        near = item.limit is not None and today <= item.limit <= today + timedelta(days=90)
        one = UnitCount(
            item.unit,
            items=1,
            finished=item.status in FINISHED,
            in_force=item.status not in (Status.DROPPED, Status.ONGOING),
            open=item.open,
            unreviewed=item.open and item.review is Review.UNREVIEWED,
            overdue=item.is_overdue(today),
            due_soon=item.open and near,
            silent=is_silent(item, PROFILE, today),
            vague=item.open and item.commitment.grade is Grade.SOFT and item.limit is None,
            reopened=item.open and item.reopened > 0,
        )
        expected[item.unit] = expected[item.unit].add(one) if item.unit in expected else one
    return expected


def test_the_counts_are_those_of_the_items_on_every_day(ledger: Ledger) -> None:
    add(ledger, make_extraction("1"), make_extraction("2", "每年清淤两次"), make_extraction("3"))
    update(ledger, 1, status=Status.DONE, on=date(2024, 9, 1))
    update(ledger, 1, status=Status.IN_PROGRESS)
    update(ledger, 2, review=Review.REJECTED)
    update(ledger, 3, owner="云溪市水利局", due=date(2024, 10, 1))
    update(ledger, 4, status=Status.ONGOING)
    for today in (TODAY, LATER, LATER + timedelta(days=400)):
        found = count(ledger, today)
        assert {one.unit: one for one in found} == expect(ledger, today)
        assert [one.unit for one in found] == sorted(one.unit or "" for one in found)


def test_an_empty_ledger_counts_nothing(ledger: Ledger) -> None:
    assert count(ledger) == []
    assert NOTHING.items == 0


def test_the_silent_ones_are_named_longest_first_without_the_overdue(ledger: Ledger) -> None:
    add(ledger, make_extraction("1"), make_extraction("2", "每年清淤两次"))
    update(ledger, 1, note="已开工", on=date(2024, 10, 1))
    far = TODAY + timedelta(days=400)
    silence = find_silence_start(PROFILE, far)
    silent = [item for item in ledger.items() if not item.is_overdue(far)]
    silent.sort(key=lambda item: (item.reported_on or item.added_on, item.id))
    assert ledger.overview.silent(far, silence=silence, limit=9) == silent
    assert ledger.overview.silent(far, silence=silence, limit=1) == silent[:1]


def test_what_was_reopened_is_named(ledger: Ledger) -> None:
    add(ledger, make_extraction("1"))
    assert ledger.overview.reopened(5) == []
    update(ledger, 2, status=Status.DONE)
    update(ledger, 2, status=Status.IN_PROGRESS)
    assert ledger.overview.reopened(5) == [ledger.item(2)]


def test_the_urgent_ones_are_named_by_their_time_limits(ledger: Ledger) -> None:
    add(ledger, make_extraction("1"), make_extraction("2"))
    for id, day in enumerate((9, 15, 22, 23), 1):
        update(ledger, id, due=date(2024, 10, day))
    week = TODAY + timedelta(days=7)
    assert [item.id for item in ledger.overview.overdue(TODAY, 9)] == [1]
    assert [item.id for item in ledger.overview.due_soon(TODAY, week, 9)] == [2, 3]
    update(ledger, 1, 2, status=Status.DONE)
    assert ledger.overview.overdue(TODAY, 9) == []
    assert [item.id for item in ledger.overview.due_soon(TODAY, week, 1)] == [3]
    assert [item.id for item in ledger.overview.overdue(week + timedelta(days=2), 9)] == [3, 4]
