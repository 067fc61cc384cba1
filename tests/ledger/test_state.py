"""The replay as a pure function, on events that no command of ours would write."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.ledger.invented import NOW, add, cut, make_extraction, update
from tracker.ledger import Ledger
from tracker.ledger.state import replay
from tracker.ledger.store import FEW
from tracker.model import Event


def test_events_of_what_is_not_there_are_passed_over(ledger: Ledger) -> None:
    add(ledger, make_extraction("1", "一项承诺"))
    (item,) = ledger.items()
    added = next(event for event in ledger.events() if event.item_id == 1)
    note = Event(9, 1, NOW, date(2024, 9, 1), "张三", 1, 1, "note", None, "甲")
    stray = replace(note, id=10, item_id=7)
    headers = {1: item.header}
    assert replay({1: item}, headers, [stray, note, added]) == [
        replace(item, note="甲", changed_on=date(2024, 9, 1), reported_on=date(2024, 9, 1))
    ]
    assert replay({1: item}, headers, [stray, note]) == []
    assert replay({}, {}, [stray, note, added]) == []


def test_an_event_without_a_value_clears_the_field(ledger: Ledger) -> None:
    add(ledger, make_extraction("1", "一项承诺"))
    (item,) = ledger.items()
    added = next(event for event in ledger.events() if event.item_id == 1)
    note = Event(9, 1, NOW, date(2024, 9, 1), "张三", 1, 1, "note", None, "甲")
    cleared = replace(note, id=10, old="甲", new=None)
    (then,) = replay({1: item}, {1: item.header}, [added, note, cleared])
    assert then.note is None


def test_many_items_are_read_like_few(ledger: Ledger) -> None:
    add(ledger, *(make_extraction(str(number), f"整治河道{number}条") for number in range(FEW + 1)))
    update(ledger, 7, reading=cut(ledger, 7, "整治河道"))
    assert [ledger.item(item.id) for item in ledger.items()] == ledger.items() == ledger.replay()
    assert ledger.item(7).commitment.text == "整治河道"
