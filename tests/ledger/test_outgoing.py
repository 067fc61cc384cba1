"""What leaves the ledger as sheets: who was asked, what rows need."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from tests.ledger.invented import NOW, TODAY, add, make_extraction, update
from tracker.errors import NotFoundError, OutputError
from tracker.ledger import Ledger, Occasion
from tracker.model import Event, Evidence, Status

UNIT, OTHER = "云溪市教育局", "云溪市水务局"
OCCASION = Occasion("张三", TODAY, NOW)


@pytest.fixture(autouse=True)
def _items(ledger: Ledger) -> None:
    add(ledger, make_extraction("1"), make_extraction("2", "整治东湖区内涝点", "每年清淤两次"))


def ignore(events: Sequence[Event]) -> None:
    pass


def test_asking_is_one_command_with_an_event_a_unit(ledger: Ledger) -> None:
    seen: list[Event] = []
    command = ledger.outgoing.ask({UNIT: [1, 2], OTHER: [3]}, OCCASION, seen.extend)
    assert (command.name, command.person, command.summary) == ("export", "张三", "请 2 个单位报送进展")
    assert [(event.subject, event.field, event.effective_on, event.item_id) for event in seen] == [
        (UNIT, "asked", TODAY, None),
        (OTHER, "asked", TODAY, None),
    ]
    assert [event.new for event in seen] == ['{"count": 2, "ids": [1, 2]}', '{"count": 1, "ids": [3]}']
    assert [one.unit for one in ledger.unanswered()] == [UNIT, OTHER]
    assert ledger.replay() == ledger.items()


def test_nobody_was_asked_where_nothing_could_be_written(ledger: Ledger) -> None:
    def fail(events: Sequence[Event]) -> None:
        raise OutputError("磁盘已满")

    last = ledger.last_event_id()
    with pytest.raises(OutputError):
        ledger.outgoing.ask({UNIT: [1]}, OCCASION, fail)
    assert (ledger.last_event_id(), ledger.unanswered()) == (last, [])


def test_nobody_is_asked_about_what_is_not_there(ledger: Ledger) -> None:
    with pytest.raises(NotFoundError):
        ledger.outgoing.ask({UNIT: [99]}, OCCASION, ignore)


def test_asking_can_be_undone(ledger: Ledger) -> None:
    ledger.outgoing.ask({UNIT: [1]}, OCCASION, ignore)
    undone = ledger.undo(person="张三", now=NOW, today=TODAY)
    assert undone.command.name == "export"
    assert ledger.unanswered() == []


def test_the_ledger_says_who_it_is_and_what_classes_changed(ledger: Ledger) -> None:
    assert len(ledger.outgoing.ledger_id) == 36
    assert ledger.outgoing.categories_now() == {}
    ledger.update_document(2, category="A", person="张三", on=TODAY, now=NOW)
    assert ledger.outgoing.categories_now() == {2: "A"}


def test_what_is_done_was_done_when_its_status_says(ledger: Ledger) -> None:
    update(ledger, 1, status=Status.DONE, on=date(2024, 9, 20))
    update(ledger, 2, status=Status.IN_PROGRESS)
    assert ledger.outgoing.done_days(ledger.items()) == {1: date(2024, 9, 20)}


def test_what_is_closed_was_done_before_or_then(ledger: Ledger) -> None:
    closing = {"status": Status.CLOSED, "confirmed_by": "李四", "evidence": (Evidence("验收单"),)}
    update(ledger, 1, status=Status.DONE, on=date(2024, 9, 1))
    update(ledger, 1, status=Status.IN_PROGRESS, on=date(2024, 9, 10))
    update(ledger, 1, status=Status.DONE, on=date(2024, 9, 20))
    update(ledger, 1, on=date(2024, 10, 1), **closing)
    update(ledger, 2, on=date(2024, 10, 2), **closing)
    assert ledger.outgoing.done_days(ledger.items()) == {1: date(2024, 9, 20), 2: date(2024, 10, 2)}
