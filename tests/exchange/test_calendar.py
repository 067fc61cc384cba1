"""Time limits as a calendar: what stands in it, that it can be read back, and that a second one replaces the first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.invented import ISSUER, NOW, add, make_extraction, update
from tests.reporting.invented import make_item
from tracker.exchange.calendar import Calendar, render_calendar
from tracker.ledger import Ledger
from tracker.model import Item, Review, Status

CALENDAR = Calendar("6f1c", NOW, 12, 7)
LIMIT = date(2024, 12, 31)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.rehearse(tmp_path / "无.db") as opened:
        add(opened, make_extraction("12"))
        yield opened


def entries(items: list[Item], calendar: Calendar = CALENDAR) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(render_calendar(items, calendar)).walk("VEVENT"))


def test_an_entry_lasts_the_day_of_the_limit_and_tells_the_promise(ledger: Ledger) -> None:
    (entry,) = entries(ledger.items())
    assert (entry.start, entry.end) == (LIMIT, LIMIT + timedelta(days=1))
    assert entry["SUMMARY"] == f"〔{ISSUER}〕2024年底前完成老旧小区改造3个"
    assert str(entry["DESCRIPTION"]).splitlines() == [
        "2024年底前完成老旧小区改造3个",
        f"责任单位：{ISSUER}",
        "承诺时限：2024年底前",
        "状态：未报进展",
        "案号：12",
        "案由：关于加装路灯的提案",
        "台账编号：2",
    ]
    assert entry["TRANSP"] == "TRANSPARENT"


def test_a_person_s_limit_counts_before_that_of_the_reply(ledger: Ledger) -> None:
    update(ledger, 1, due=date(2024, 11, 1))
    update(ledger, 2, due=date(2025, 1, 31), progress=60)
    first, second = entries(ledger.items())
    assert (first.start, second.start) == (date(2024, 11, 1), date(2025, 1, 31))
    assert second.categories == ["督办时限"]
    assert "督办时限：2025-01-31\n状态：未报进展，60%" in second["DESCRIPTION"]


@pytest.mark.parametrize(
    "fields",
    [{"status": Status.DONE}, {"status": Status.ONGOING}, {"review": Review.REJECTED}, {"withdrawn": True}],
)
def test_what_waits_for_nobody_stands_in_no_calendar(ledger: Ledger, fields: dict[str, object]) -> None:
    assert entries([replace(ledger.item(2), **fields)]) == []  # type: ignore[arg-type]


def test_reminders_ring_at_nine_some_days_before_and_on_the_day(ledger: Ledger) -> None:
    (entry,) = entries(ledger.items())
    alarms = [(alarm["TRIGGER"].dt, str(alarm["DESCRIPTION"])[:6]) for alarm in entry.walk("VALARM")]
    assert alarms == [(timedelta(days=-7, hours=9), "还有 7 天"), (timedelta(hours=9), "今天到期：〔")]
    (entry,) = entries(ledger.items(), replace(CALENDAR, notice_days=0))
    assert len(entry.walk("VALARM")) == 1


def test_the_same_ledger_gives_the_same_bytes_and_a_later_one_the_same_entries(ledger: Ledger) -> None:
    before = render_calendar(ledger.items(), CALENDAR)
    assert render_calendar(ledger.items(), CALENDAR) == before
    update(ledger, 2, due=date(2025, 1, 31))
    (first,) = icalendar.Calendar.from_ical(before).walk("VEVENT")
    (second,) = entries(ledger.items(), replace(CALENDAR, sequence=13))
    assert first["UID"] == second["UID"] == "6f1c-2@tracker"
    assert first["SEQUENCE"] < second["SEQUENCE"]
    assert first["DTSTAMP"].dt == NOW


def test_an_item_without_owner_or_case_still_has_an_entry(ledger: Ledger) -> None:
    item = ledger.item(2)
    bare = replace(item, unit=None, owner=None, header=replace(item.header, number=None, subject=None, title=None))
    (entry,) = entries([bare])
    assert entry["SUMMARY"] == "2024年底前完成老旧小区改造3个"
    assert "案号" not in entry["DESCRIPTION"]


def test_a_long_promise_is_short_in_the_view_of_a_month_and_whole_within(ledger: Ledger) -> None:
    item = ledger.item(2)
    (entry,) = entries([replace(item, commitment=replace(item.commitment, text="修路" * 300))])
    assert len(entry["SUMMARY"]) < 60
    assert str(entry["DESCRIPTION"]).startswith("修路" * 300)


@given(st.text())
def test_any_text_comes_back_as_it_can_be_shown_in_lines_of_75_octets(text: str) -> None:
    item = make_item(due=LIMIT, note=None)
    item = replace(item, commitment=replace(item.commitment, text=f"{text}；，;,\\n\\"), owner=f"局{text}")
    data = render_calendar([item], CALENDAR)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    (entry,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert str(entry["DESCRIPTION"]).partition("责任单位")[0].rstrip("\n").endswith("；，;,\\n\\")
