"""Issued reports: numbers, what is kept of them, and what was recorded too late for one."""

from __future__ import annotations

from datetime import date

import pytest

from tests.ledger.invented import NOW, TODAY, add, make_extraction, update
from tracker.errors import NotFoundError, RefusedError
from tracker.ledger import Issue, Ledger
from tracker.model import Status

SEPTEMBER = Issue(
    date(2024, 9, 1), date(2024, 9, 30), date(2024, 9, 30), "通用", ("单位:住建局",), {"title": "督查通报", "least": 3}
)


def test_an_issued_report_is_kept_with_all_that_decides_how_it_reads(ledger: Ledger) -> None:
    add(ledger, make_extraction("1", "一项承诺"))
    first = ledger.issue(SEPTEMBER, person="张三", now=NOW)
    assert (first.number, first.issue, first.last_event_id) == (1, SEPTEMBER, ledger.last_event_id())
    assert ledger.issued() == ledger.issued(1) == [first]
    assert (first.person, first.issued_at) == ("张三", NOW)


def test_numbers_ascend_and_may_be_skipped_but_never_given_again(ledger: Ledger) -> None:
    assert [ledger.issue(SEPTEMBER, person="张三", now=NOW, number=number).number for number in (None, 7, None)] == [
        1,
        7,
        8,
    ]
    with pytest.raises(RefusedError, match=r"已印发到第8期.*--number 3"):
        ledger.issue(SEPTEMBER, person="张三", now=NOW, number=3)
    assert [report.number for report in ledger.issued()] == [1, 7, 8]


def test_an_unknown_number_names_those_that_there_are(ledger: Ledger) -> None:
    with pytest.raises(NotFoundError, match="一期也没有印发过"):
        ledger.issued(2)
    ledger.issue(SEPTEMBER, person="张三", now=NOW)
    with pytest.raises(NotFoundError, match="已印发的有：第1期"):
        ledger.issued(2)


def test_what_was_recorded_too_late_is_an_amendment_of_the_next(ledger: Ledger) -> None:
    add(ledger, make_extraction("1", "一项承诺"))
    first = ledger.issue(SEPTEMBER, person="张三", now=NOW)
    update(ledger, 1, status=Status.IN_PROGRESS, on=date(2024, 9, 20))
    late = ledger.last_event_id()
    update(ledger, 1, note="已开工", on=date(2024, 10, 2))
    assert [event.field for event in ledger.amendments(first)] == ["status", "review"]
    ledger.undo(person="张三", now=NOW, today=TODAY)
    assert [event.field for event in ledger.amendments(first, late)] == ["status", "review"]


def test_what_was_typed_and_taken_back_since_is_no_amendment_but_taking_back_something_older_is(
    ledger: Ledger,
) -> None:
    add(ledger, make_extraction("1", "一项承诺"))
    update(ledger, 1, status=Status.IN_PROGRESS, on=date(2024, 9, 20))
    first = ledger.issue(SEPTEMBER, person="张三", now=NOW)
    update(ledger, 1, note="已开工", on=date(2024, 9, 25))
    ledger.undo(person="张三", now=NOW, today=TODAY)
    assert ledger.amendments(first) == ()
    ledger.undo(person="张三", now=NOW, today=TODAY)
    assert {event.field for event in ledger.amendments(first)} == {"status", "review"}
