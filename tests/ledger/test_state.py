"""The replay as a pure function, on events that no command of ours would write."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.ledger.invented import NOW, add, make_extraction
from tracker.ledger import Ledger
from tracker.ledger.state import replay
from tracker.model import Event


def test_events_of_what_is_not_there_are_passed_over(ledger: Ledger) -> None:
    add(ledger, make_extraction("1", "一项承诺"))
    (item,) = ledger.items()
    added = next(event for event in ledger.events() if event.item_id == 1)
    note = Event(9, 1, NOW, date(2024, 9, 1), "张三", 1, 1, "note", None, "甲")
    stray = replace(note, id=10, item_id=7)
    headers = {1: item.header}
    assert replay({1: item}, headers, [stray, note, added]) == [replace(item, note="甲", changed_on=date(2024, 9, 1))]
    assert replay({1: item}, headers, [stray, note]) == []
    assert replay({}, {}, [stray, note, added]) == []
