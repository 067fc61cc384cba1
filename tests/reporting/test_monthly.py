"""The monthly report tells the month's end against the month before, whatever day it is made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from tests.reporting.invented import HEADER, make_deadline, make_event, make_item
from tracker.model import DeadlineBasis, Event, Header, Item, Review, Status
from tracker.reporting.month import Month
from tracker.reporting.monthly import Chapter, MonthlyReport, Period, build_monthly

SEPTEMBER = Period(Month(2024, 9), date(2024, 10, 15))
BEFORE = [
    make_item(1, deadline=make_deadline(date(2024, 8, 31))),
    make_item(2, status=Status.IN_PROGRESS, progress=30, deadline=make_deadline(date(2024, 9, 30))),
    make_item(3, deadline=make_deadline(date(2024, 10, 20), DeadlineBasis.RELATIVE)),
    make_item(4, review=Review.REJECTED),
]
NOW = [
    BEFORE[0],
    make_item(2, status=Status.CLOSED, progress=100, deadline=make_deadline(date(2024, 9, 30)), review=Review.ACCEPTED),
    make_item(3, deadline=make_deadline(date(2024, 10, 20), DeadlineBasis.RELATIVE), due=date(2024, 9, 30)),
    BEFORE[3],
    make_item(5, document_id=2, deadline=None, owner=None, header=Header(subject="新题"), added_on=date(2024, 9, 10)),
    make_item(6, deadline=make_deadline(None, DeadlineBasis.RECURRING, "每年"), status=Status.ONGOING),
    make_item(7, deadline=make_deadline(date(2024, 10, 31))),
    make_item(8, deadline=make_deadline(date(2024, 11, 1))),
]
EVENTS = [make_event(1, "status", "in_progress", "closed", date(2024, 9, 28), item_id=2)]


def build(
    period: Period = SEPTEMBER,
    items: Sequence[Item] = NOW,
    before: Sequence[Item] = BEFORE,
    events: Sequence[Event] = EVENTS,
) -> MonthlyReport:
    return build_monthly(period, items=items, before=before, events=events, soon_days=30)


def find_chapter(report: MonthlyReport, title: str) -> Chapter:
    (found,) = (chapter for chapter in report.chapters if title in chapter.title)
    return found


def find_ids(chapter: Chapter) -> list[str]:
    return [row[0] for row in chapter.table.texts()] if chapter.table else []


def test_totals_and_rates_are_those_of_the_months_end_with_their_change() -> None:
    overview = find_chapter(build(), "总体情况")
    assert overview.sentences == (
        "承诺事项共7项（其中待核6项），比上月末增加4项。",
        "完成率16.7%（1/6），比上月末（0/3）提高16.7个百分点；销号率16.7%（1/6）；兑现率33.3%（1/3）。",
        "无时限2项（其中待核2项），含只写明条件或周期的1项。",
    )
    assert overview.table is not None
    rows = {row[0]: row[1:] for row in overview.table.texts()}
    assert rows["已销号"] == ("1", "14.3%（1/7）", "0", "+1", "0")
    assert rows["推进中"] == ("0", "0.0%（0/7）", "1", "-1", "0")
    assert rows["合计"] == ("7", "100.0%（7/7）", "3", "+4", "6")


@pytest.mark.parametrize(
    ("title", "ids"),
    [
        ("本月新增", ["5"]),
        ("本月完成", ["2"]),
        ("本月变更", ["2", "3", "5", "6"]),
        ("逾期事项", ["1", "3"]),
        ("下月到期", ["7"]),
        ("附件", ["1", "2", "3", "6", "7", "8", "5"]),
    ],
)
def test_every_chapter_names_its_items(title: str, ids: list[str]) -> None:
    assert find_ids(find_chapter(build(), title)) == ids


def test_overdue_items_say_which_limit_they_missed_and_by_how_much() -> None:
    overdue = find_chapter(build(), "逾期事项")
    assert overdue.sentences == ("逾期2项（其中待核2项），其中按督办时限1项、按承诺时限1项。",)
    assert overdue.table is not None
    assert [row[3:6] for row in overdue.table.texts()] == [
        ("2024-08-31", "承诺时限", "31"),
        ("2024-09-30", "督办时限", "1"),
    ]


def test_an_open_item_whose_limit_is_the_months_last_day_is_overdue_and_not_due_next_month() -> None:
    report = build(items=[make_item(1, deadline=make_deadline(date(2024, 9, 30)))], before=[], events=[])
    assert find_ids(find_chapter(report, "逾期事项")) == ["1"]
    assert find_ids(find_chapter(report, "下月到期")) == []


def test_owners_and_documents_add_up_to_the_total() -> None:
    report = build()
    owners, documents = find_chapter(report, "按责任单位").table, find_chapter(report, "按来源文件").table
    assert owners is not None
    assert documents is not None
    assert [row[:3] for row in owners.texts()] == [
        ("云溪市城市管理局", "6", "5"),
        ("未指明", "1", "1"),
        ("合计", "7", "6"),
    ]
    assert [row[:5] for row in documents.texts()] == [
        ("1", HEADER.title, "云溪市城市管理局", "6", "5"),
        ("2", "新题", "—", "1", "1"),
        ("—", "合计", "—", "7", "6"),
    ]


def test_an_item_that_was_finished_before_it_was_known_counts_as_finished_in_the_month() -> None:
    report = build(items=[make_item(9, status=Status.DONE, added_on=date(2024, 9, 2))], before=[], events=[])
    assert find_ids(find_chapter(report, "本月完成")) == ["9"]


def test_an_item_that_was_finished_already_is_not_finished_again() -> None:
    done = [make_item(9, status=Status.DONE)]
    report = build(items=[make_item(9, status=Status.CLOSED)], before=done, events=[])
    assert find_ids(find_chapter(report, "本月完成")) == []
    assert "持平" in find_chapter(report, "总体情况").sentences[1]


def test_a_rate_that_fell_says_so() -> None:
    before = [make_item(1, status=Status.DONE)]
    report = build(items=[make_item(1), make_item(2)], before=[*before, make_item(2), make_item(3)], events=[])
    sentences = find_chapter(report, "总体情况").sentences
    assert sentences[0].endswith("比上月末减少1项。")
    assert "下降33.3个百分点" in sentences[1]


def test_an_empty_ledger_gets_a_report_without_numbers_made_up() -> None:
    report = build(items=[], before=[], events=[])
    assert report.lead[1] == "到2024-09-30为止，台账里没有承诺事项。"
    assert "完成率—，上月末无可比数；销号率—；兑现率—。" in find_chapter(report, "总体情况").sentences
    assert find_chapter(report, "逾期事项").sentences == ("没有。",)
    assert find_chapter(report, "本月变更").sentences == ("没有。",)


def test_a_month_that_is_not_over_says_so_and_looks_ahead_from_today() -> None:
    period = Period(Month(2024, 10), date(2024, 10, 15))
    report = build(period, before=NOW)
    assert report.lead[1] == "2024年10月尚未结束，以下是截至2024-10-15的情况。"
    upcoming = find_chapter(report, "近期到期")
    assert upcoming.sentences[0].startswith("2024-10-15至2024-11-30到期")
    assert find_ids(upcoming) == ["7", "8"]


def test_a_month_in_the_future_says_so() -> None:
    report = build(Period(Month(2030, 1), date(2024, 10, 15)))
    assert report.lead[1] == "2030年1月尚未开始，以下是2024-10-15的情况。"


def test_the_report_is_the_same_on_whatever_later_day_it_is_made() -> None:
    assert build() == build(Period(Month(2024, 9), date(2025, 3, 1)))
