"""The state on a day, and what the history shows."""

from __future__ import annotations

from datetime import date

import pytest

from tests.ledger.invented import NOW, TODAY, add, make_extraction, update
from tracker.errors import NotFoundError
from tracker.ledger import Ledger
from tracker.model import Item, Status


def status_on(ledger: Ledger, day: date, up_to_event: int | None = None) -> Status | None:
    found: list[Item] = ledger.items(on=day, up_to_event=up_to_event)
    return found[0].status if found else None


def test_the_state_on_a_day_does_not_depend_on_when_it_was_typed(ledger: Ledger) -> None:
    add(ledger, make_extraction("1", "一项承诺"))
    update(ledger, 1, status=Status.DONE, on=date(2024, 10, 1))
    typed_by_then = ledger.last_event_id()
    update(ledger, 1, status=Status.IN_PROGRESS, on=date(2024, 9, 10))
    states = [
        (date(2024, 8, 19), None),  # before the reply
        (date(2024, 8, 20), Status.UNREPORTED),  # its day
        (date(2024, 9, 9), Status.UNREPORTED),
        (date(2024, 9, 10), Status.IN_PROGRESS),  # typed last, effective first
        (date(2024, 9, 30), Status.IN_PROGRESS),
        (date(2024, 10, 1), Status.DONE),
        (date(2025, 1, 1), Status.DONE),
    ]
    assert [(day, status_on(ledger, day)) for day, _ in states] == states
    assert status_on(ledger, date(2024, 9, 30), typed_by_then) is Status.UNREPORTED
    assert ledger.items(up_to_event=0) == []
    assert [item.changed_on for item in ledger.items(on=date(2024, 9, 30))] == [date(2024, 9, 10)]


def test_of_two_events_of_one_day_the_later_typed_one_holds(ledger: Ledger) -> None:
    add(ledger, make_extraction("1", "一项承诺"))
    update(ledger, 1, status=Status.DONE, on=date(2024, 9, 10))
    update(ledger, 1, status=Status.NOT_STARTED, on=date(2024, 9, 10))
    assert status_on(ledger, date(2024, 9, 10)) is ledger.item(1).status is Status.NOT_STARTED


def test_what_was_undone_does_not_hide_what_is_typed_with_an_earlier_day(ledger: Ledger) -> None:
    add(ledger, make_extraction("1", "一项承诺"))
    update(ledger, 1, status=Status.DONE)
    ledger.undo(person="张三", now=NOW, today=TODAY)
    updated = update(ledger, 1, status=Status.DONE, on=date(2024, 9, 10))
    assert updated.overtaken == ()
    assert ledger.item(1).status is Status.DONE
    assert ledger.items() == ledger.replay()


def test_a_report_of_then_knows_nothing_of_a_later_undo(ledger: Ledger) -> None:
    add(ledger, make_extraction("1", "一项承诺"))
    update(ledger, 1, status=Status.DONE, on=date(2024, 9, 10))
    issued = ledger.last_event_id()
    events = ledger.holding_events(first=date(2024, 9, 1))
    ledger.undo(person="张三", now=NOW, today=TODAY)
    assert ledger.holding_events(first=date(2024, 9, 1)) == []
    assert ledger.holding_events(first=date(2024, 9, 1), up_to_event=issued) == events
    assert status_on(ledger, date(2024, 9, 30), issued) is Status.DONE
    assert status_on(ledger, date(2024, 9, 30)) is Status.UNREPORTED


def test_events_are_given_by_item_by_day_and_latest_ones(ledger: Ledger) -> None:
    add(ledger, make_extraction("1", "一项承诺"), make_extraction("2", "另一项"))
    update(ledger, 1, note="甲", on=date(2024, 9, 10))
    update(ledger, 2, note="乙", on=date(2024, 9, 20))
    september = ledger.events(first=date(2024, 9, 1), last=date(2024, 9, 30))
    assert [(event.item_id, event.field) for event in september] == [
        (1, "note"),
        (1, "review"),
        (2, "note"),
        (2, "review"),
    ]
    assert [event.field for event in ledger.events(1)] == ["added", "note", "review"]
    assert ledger.events(limit=2) == september[2:]
    assert ledger.events(limit=0) == []
    assert len(ledger.events(limit=100)) == 8
    assert ledger.events(9) == []


def test_holding_events_leave_out_what_was_taken_back(ledger: Ledger) -> None:
    add(ledger, make_extraction("1", "一项承诺"))
    update(ledger, 1, note="甲", on=date(2024, 9, 20))
    update(ledger, 1, progress=30, on=date(2024, 9, 10))
    ledger.undo(person="张三", now=NOW, today=TODAY)
    assert [event.field for event in ledger.holding_events(first=date(2024, 9, 1))] == ["note", "review"]
    assert [event.field for event in ledger.holding_events(last=date(2024, 9, 1))] == ["added", "added"]


def test_commands_are_given_latest_first(ledger: Ledger) -> None:
    add(ledger, make_extraction("1", "一项承诺"))
    update(ledger, 1, note="甲", person="李四")
    assert [(command.name, command.person) for command in ledger.commands()] == [("update", "李四"), ("add", "张三")]
    assert ledger.commands(1) == ledger.commands()[:1]
    assert ledger.commands(0) == []


def test_an_unknown_item_or_document_is_named(ledger: Ledger) -> None:
    with pytest.raises(NotFoundError, match="没有编号 7，"):
        ledger.item(7)
    with pytest.raises(NotFoundError, match="没有来源文件 7，"):
        ledger.document(7)


def test_an_empty_ledger_has_nothing_on_any_day(ledger: Ledger) -> None:
    assert ledger.items() == ledger.replay() == ledger.items(on=date(2024, 1, 1)) == []
    assert ledger.documents() == ledger.events() == ledger.commands() == []
    assert ledger.last_event_id() == 0
    assert ledger.peek_undo(person="张三") is None
