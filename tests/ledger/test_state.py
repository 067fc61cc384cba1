"""The replay as a pure function, on events that no command of ours would write."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.ledger.invented import NOW, TODAY, add, cut, make_extraction, update
from tracker.ledger import Ledger
from tracker.ledger.state import replay
from tracker.ledger.store import FEW
from tracker.model import Event, Status


def test_events_of_what_is_not_there_are_passed_over(ledger: Ledger) -> None:
    add(ledger, make_extraction("1", "一项承诺"))
    (item,) = ledger.items()
    added = next(event for event in ledger.events() if event.item_id == 1)
    note = Event(9, 1, NOW, date(2024, 9, 1), "张三", 1, 1, "note", None, "甲")
    stray = replace(note, id=10, item_id=7)
    headers = {1: item.header}
    assert replay({1: item.commitment}, headers, [stray, note, added]) == [
        replace(item, note="甲", changed_on=date(2024, 9, 1), reported_on=date(2024, 9, 1))
    ]
    assert replay({1: item.commitment}, headers, [stray, note]) == []
    assert replay({}, {}, [stray, note, added]) == []


def test_an_event_without_a_value_clears_the_field(ledger: Ledger) -> None:
    add(ledger, make_extraction("1", "一项承诺"))
    (item,) = ledger.items()
    added = next(event for event in ledger.events() if event.item_id == 1)
    note = Event(9, 1, NOW, date(2024, 9, 1), "张三", 1, 1, "note", None, "甲")
    cleared = replace(note, id=10, old="甲", new=None)
    (then,) = replay({1: item.commitment}, {1: item.header}, [added, note, cleared])
    assert then.note is None


def test_many_items_are_read_like_few(ledger: Ledger) -> None:
    add(ledger, *(make_extraction(str(number), f"整治河道{number}条") for number in range(FEW + 1)))
    update(ledger, 7, reading=cut(ledger, 7, "整治河道"))
    assert [ledger.item(item.id) for item in ledger.items()] == ledger.items() == ledger.replay()
    assert ledger.item(7).commitment.text == "整治河道"


def _close_and_open(*changes: tuple[int, Status]) -> list[Event]:
    return [
        Event(9 + number, 1, NOW, date(2024, 9, day), "张三", 1, 1, "status", None, status.value)
        for number, (day, status) in enumerate(changes)
    ]


@pytest.mark.parametrize(
    ("events", "since"),
    [
        (_close_and_open((5, Status.CLOSED)), 5),
        (_close_and_open((5, Status.CLOSED), (8, Status.IN_PROGRESS)), 8),
        (_close_and_open((5, Status.CLOSED), (8, Status.IN_PROGRESS), (20, Status.CLOSED)), 20),
        (_close_and_open((5, Status.CLOSED), (8, Status.CLOSED)), 5),
        (_close_and_open((9, Status.CLOSED), (4, Status.IN_PROGRESS)), 9),
        (_close_and_open((5, Status.IN_PROGRESS), (5, Status.CLOSED)), 5),
    ],
)
def test_a_status_holds_since_the_start_of_its_last_unbroken_run(
    ledger: Ledger, events: list[Event], since: int
) -> None:
    add(ledger, make_extraction("1", "一项承诺"))
    (item,) = ledger.items()
    added = next(event for event in ledger.events() if event.item_id == 1)
    (then,) = replay({1: item.commitment}, {1: item.header}, [added, *events])
    assert then.status_since == date(2024, 9, since)


def test_the_days_of_a_trend_are_those_that_are_replayed_one_by_one(ledger: Ledger) -> None:
    add(
        ledger,
        make_extraction("1", "一项承诺", dated="2024-07-10"),
        make_extraction("2", "另一项承诺", dated="2024-08-20"),
    )
    update(ledger, 1, status=Status.DONE, on=date(2024, 9, 5))
    ledger.undo(person="张三", now=NOW, today=TODAY)
    update(ledger, 2, note="已开工", on=date(2024, 9, 20))
    days = [date(2024, 6, 30), date(2024, 7, 31), date(2024, 8, 31), date(2024, 9, 30)]
    assert ledger.moments(days) == [ledger.items(on=day) for day in days]
    assert [len(items) for items in ledger.moments(days)] == [0, 1, 2, 2]
