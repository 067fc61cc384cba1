"""The bulletin tells the period's end against the period and the year before, whatever day it is made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reporting.invented import make_deadline, make_event, make_item
from tracker.model import DeadlineBasis, Grade, Header, Item, Review, Status
from tracker.profile import load_profile
from tracker.reporting.bulletin import Material, Moment, Period, Style, build_bulletin, split_by_unit
from tracker.reporting.month import Month
from tracker.reporting.report import Chapter, Report
from tracker.reporting.table import Table

TODAY = date(2024, 10, 15)
SEPTEMBER = Period.of(Month(2024, 9), TODAY)
CITY, WATER = "云溪市城市管理局", "云溪市水务局"
BEFORE = (
    make_item(1, deadline=make_deadline(date(2024, 8, 31)), unit=CITY),
    make_item(2, status=Status.IN_PROGRESS, progress=30, deadline=make_deadline(date(2024, 9, 30)), unit=CITY),
    make_item(3, deadline=make_deadline(date(2024, 10, 20), DeadlineBasis.RELATIVE), unit=CITY),
)
NOW = (
    BEFORE[0],
    make_item(
        2,
        status=Status.CLOSED,
        status_since=date(2024, 9, 28),
        progress=100,
        deadline=make_deadline(date(2024, 9, 30)),
        review=Review.ACCEPTED,
        confirmed_by="王主任",
        unit=CITY,
    ),
    make_item(3, deadline=make_deadline(date(2024, 10, 20), DeadlineBasis.RELATIVE), due=date(2024, 9, 30), unit=CITY),
    make_item(5, document_id=2, deadline=None, unit=None, header=Header(subject="新题"), added_on=date(2024, 9, 10)),
    make_item(6, deadline=make_deadline(None, DeadlineBasis.RECURRING, "每年"), status=Status.ONGOING, unit=CITY),
    make_item(7, deadline=make_deadline(date(2024, 10, 31)), unit=WATER),
    make_item(8, deadline=make_deadline(date(2024, 11, 1)), unit=WATER),
)
EVENTS = (
    replace(make_event(1, "due", "2024-09-10", "2024-09-30", date(2024, 9, 5), item_id=3), reason="雨季延误"),
    make_event(2, "status", "in_progress", "closed", date(2024, 9, 28), item_id=2),
)


def make_material(**changes: Any) -> Material:
    values: dict[str, Any] = {
        "period": SEPTEMBER,
        "now": NOW,
        "before": BEFORE,
        "year_before": (),
        "trend": (Moment("8月", BEFORE), Moment("9月", NOW)),
        "events": EVENTS,
        "profile": load_profile(),
        "style": Style("承诺事项办理情况通报", 3, 30),
    }
    return Material(**(values | changes))


def build(**changes: Any) -> Report:
    return build_bulletin(make_material(**changes), pages=True)


def walk(chapters: Sequence[Chapter]) -> Iterator[Chapter]:
    for chapter in chapters:
        yield chapter
        yield from walk(chapter.chapters)


def find_chapter(report: Report, title: str) -> Chapter:
    (found,) = (chapter for chapter in walk(report.chapters) if title in chapter.title)
    return found


def find_table(report: Report, title: str) -> Table:
    return find_chapter(report, title).tables[0]


def find_column(table: Table, key: str) -> list[Any]:
    place = [column.key for column in table.columns].index(key)
    return [row[place] for row in table.rows]


def test_totals_and_rates_are_those_of_the_periods_end_with_their_change() -> None:
    overview = find_chapter(build(), "总体情况")
    assert overview.sentences[:3] == (
        "截至2024年9月30日，台账中有承诺的答复2件、承诺事项7项（其中待核6项），比上月末增加4项。",
        "其中，未报进展5项、占71.4%；已销号1项、占14.3%；长期坚持1项、占14.3%。",
        "完成率16.7%（1/6），比上月末提高16.7个百分点；销号率16.7%（1/6），比上月末提高16.7个百分点；兑现率33.3%（1/3）。",
    )
    table = overview.tables[0]
    rows = {row[0]: row[1:] for row in table.texts()}
    assert rows["已销号"] == ("1", "14.3%（1/7）", "0", "+1", "0")
    assert rows["推进中"] == ("0", "0.0%（0/7）", "1", "-1", "0")
    assert rows["合计"] == ("7", "100.0%（7/7）", "3", "+4", "6")
    assert "已中止" not in rows


def test_the_year_before_is_told_where_there_was_one() -> None:
    overview = find_chapter(build(year_before=BEFORE[:1]), "总体情况")
    assert "比上年同期增加6项" in overview.sentences[0]
    assert "year_before" in [column.key for column in overview.tables[0].columns]
    assert "上年" not in "".join(find_chapter(build(), "总体情况").sentences)


def test_average_progress_stands_against_the_time_that_has_passed() -> None:
    items = (
        make_item(1, status=Status.IN_PROGRESS, progress=20, due=date(2024, 10, 31), unit=CITY),
        make_item(2, status=Status.IN_PROGRESS, due=date(2024, 10, 31), unit=CITY),
    )
    sentences = find_chapter(build(now=items), "总体情况").sentences
    (pace,) = (sentence for sentence in sentences if "序时" in sentence)
    assert pace.startswith("在办且可比进度的1项，平均进度20.0%，平均序时进度")
    assert "落后序时进度" in pace


@pytest.mark.parametrize(
    ("title", "ids"),
    [("销号事项", [2]), ("延期事项", [3]), ("逾期事项", [1, 3]), ("下月到期", [7])],
)
def test_every_section_names_its_items(title: str, ids: list[int]) -> None:
    assert find_column(find_table(build(), title), "id") == ids


def test_sections_are_numbered_say_how_much_they_hold_and_leave_out_what_there_was_not() -> None:
    progress = find_chapter(build(), "本月进展")
    assert [section.title for section in progress.chapters] == [
        "（一）新增事项（1项）",
        "（二）销号事项（1项）",
        "（三）延期事项（1项次）",
    ]
    assert progress.sentences[:2] == (
        "本月新增事项1项，销号事项1项，延期事项1项次。",
        "本月没有完成事项、中止事项、重新启动事项。",
    )


def test_a_total_that_changed_by_more_than_the_new_items_says_why() -> None:
    assert find_chapter(build(), "本月进展").sentences[2] == ("台账事项比上月末增加4项：新增1项，恢复或补录以前的3项。")
    gone = find_chapter(build(now=NOW[1:]), "本月进展").sentences[2]
    assert gone.endswith("剔除、撤回或并入其他事项1项。")
    assert len(find_chapter(build(now=BEFORE), "本月进展").sentences) == 2


def test_a_delay_is_named_with_both_days_and_its_reason() -> None:
    (row,) = find_table(build(), "延期事项").texts()
    assert row[3:] == ("2024-09-10", "2024-09-30", "0", "雨季延误")


def test_what_was_opened_again_says_from_where() -> None:
    now = (make_item(1, status=Status.IN_PROGRESS, unit=CITY),)
    event = make_event(9, "status", "done", "in_progress", date(2024, 9, 12))
    (row,) = find_table(build(now=now, events=(event,)), "重新启动事项").texts()
    assert row[3:5] == ("已完成", "推进中")


def test_overdue_items_say_which_limit_they_missed_and_by_how_much() -> None:
    overdue = find_chapter(build(), "逾期事项")
    assert overdue.sentences == ("其中按督办时限1项、按承诺时限1项。",)
    assert [row[3:6] for row in overdue.tables[0].texts()] == [
        ("2024-08-31", "承诺时限", "31"),
        ("2024-09-30", "督办时限", "1"),
    ]


def test_an_open_item_whose_limit_is_the_last_day_is_overdue_and_not_due_next_month() -> None:
    report = build(now=(make_item(1, deadline=make_deadline(date(2024, 9, 30)), unit=CITY),), before=(), events=())
    assert find_column(find_table(report, "逾期事项"), "id") == [1]
    assert find_chapter(report, "下月到期").tables == ()


def test_problems_are_told_most_serious_first_and_each_apart() -> None:
    items = (
        make_item(1, unit=CITY, status=Status.IN_PROGRESS, progress=10, due=date(2024, 12, 31)),
        make_item(2, unit=CITY, deadline=None, grade=Grade.SOFT),
        make_item(3, unit=WATER, due=date(2024, 9, 1)),
        make_item(4, unit=WATER, status=Status.IN_PROGRESS, progress=60, due=date(2024, 12, 31), reported_on=TODAY),
        make_item(5, unit=WATER, due=date(2024, 8, 1)),
    )
    problems = find_chapter(build(now=items, unreported=(CITY, WATER)), "存在问题")
    assert [section.title.partition("）")[2] for section in problems.chapters] == [
        "逾期事项（2项）",
        "进度滞后事项（1项）",
        "久未报送进展事项（4项）",
        "缺少时限和可核查要求的事项（1项）",
        "未报送单位（2个）",
    ]
    assert find_column(problems.chapters[0].tables[0], "id") == [5, 3]
    assert find_column(problems.chapters[1].tables[0], "id") == [1]
    assert problems.chapters[4].sentences == ("云溪市城市管理局、云溪市水务局等2个单位未按要求报送进展。",)


def test_nothing_wrong_is_one_sentence() -> None:
    problems = find_chapter(build(now=(make_item(1, status=Status.DONE, unit=CITY),)), "存在问题")
    assert problems.sentences == ("没有逾期、滞后、久未报送进展的事项。",)
    assert problems.chapters == ()


def test_units_are_ranked_ties_share_a_place_and_small_ones_stand_apart() -> None:
    def lot(first: int, unit: str, *statuses: Status) -> list[Item]:
        return [make_item(first + number, unit=unit, status=status) for number, status in enumerate(statuses)]

    items = (
        *lot(1, "甲局", Status.DONE, Status.UNREPORTED, Status.DONE, Status.ONGOING),
        *lot(11, "乙局", Status.DONE, Status.DONE, Status.IN_PROGRESS),
        *lot(21, "丙局", Status.CLOSED, Status.CLOSED, Status.CLOSED),
        *lot(31, "丁局", Status.DONE, Status.ONGOING, Status.DROPPED),
        make_item(41, unit=None),
    )
    chapter = find_chapter(build(now=items), "分单位情况")
    assert chapter.sentences == (
        "共4个责任单位，另有1项未指明责任单位。",
        "计率事项3项及以上的3个单位按完成率、销号率排名，两率相同的名次并列。",
    )
    ranked, apart = chapter.tables
    assert apart.title == "计率事项不足3项的单位和未指明责任单位的事项（不排名）"
    assert list(zip(find_column(ranked, "place"), find_column(ranked, "unit"), strict=True)) == [
        (1, "丙局"),
        (2, "乙局"),
        (2, "甲局"),
    ]
    assert find_column(apart, "unit") == ["丁局", "未指明"]
    assert ranked.total is not None
    assert apart.total is not None
    assert ranked.total[2] == 10
    assert apart.total[1] == 4


def test_items_without_a_unit_are_never_called_a_unit_with_few_items() -> None:
    items = tuple(make_item(number, unit=None) for number in range(1, 6))
    chapter = find_chapter(build(now=items), "分单位情况")
    assert chapter.sentences == ("5项均未指明责任单位。",)
    assert [table.title for table in chapter.tables] == ["未指明责任单位的事项（不排名）"]


def test_a_small_ledger_gets_no_chart_of_a_single_bar_and_an_empty_one_no_word_of_limits() -> None:
    one = find_chapter(build(now=(make_item(),), trend=()), "总体情况")
    assert [chart.key for chart in one.charts] == []
    assert [table.title for table in one.tables] == ["承诺事项状态"]
    nothing = find_chapter(build(now=(), before=(), year_before=(), trend=(), events=()), "总体情况")
    assert (nothing.charts, nothing.tables) == ((), ())
    assert not any("时限" in sentence for sentence in nothing.sentences)


def test_the_days_of_the_next_month_are_written_as_those_of_the_report() -> None:
    assert "2024年10月1日至31日" in find_chapter(build(), "下月到期").sentences[0]


def test_the_notes_say_up_to_which_day_overdue_days_are_counted() -> None:
    assert "逾期天数计至期末次日" in "".join(build().notes)
    unfinished = build(period=Period(date(2024, 10, 1), date(2024, 10, 31), date(2024, 10, 15)))
    assert "当天到期的不算逾期" in "".join(unfinished.notes)


def test_long_tables_are_cut_and_say_where_the_rest_stands() -> None:
    items = tuple(make_item(key, due=date(2024, 9, 1), unit=CITY) for key in range(1, 8))
    overdue = find_chapter(build(now=items, style=Style("通报", 3, 5)), "逾期事项")
    assert overdue.title.endswith("逾期事项（7项）")
    assert overdue.sentences[-1] == "共7项，列前5项，其余2项见附件。"
    assert len(overdue.tables[0].rows) == 5


def test_upcoming_items_are_told_by_unit_and_the_requirements_fit_the_case() -> None:
    upcoming = find_chapter(build(), "下月到期和工作要求")
    assert upcoming.sentences[0] == "2024年10月1日至31日到期1项：云溪市水务局1项。"
    assert upcoming.sentences[1].startswith("工作要求：一是逾期事项的责任单位")
    quiet = find_chapter(build(now=(make_item(1, status=Status.CLOSED, unit=CITY),)), "下月到期")
    assert "逾期" not in "".join(quiet.sentences)


def test_corrections_name_the_report_that_they_correct() -> None:
    late = make_event(9, "status", "unreported", "in_progress", date(2024, 8, 20))
    chapter = find_chapter(build(amendments=(late,), amended="第3期"), "更正")
    assert chapter.title == "六、更正"
    assert chapter.sentences[0].startswith("第3期印发后补记、补录，应计入该期的有1条")
    assert chapter.tables[0].texts() == [
        ("1", "云溪市城市管理局", "2024-08-20", "状态：未报进展 → 推进中", "2024-10-15", "督查室")
    ]
    assert not any("更正" in chapter.title for chapter in build().chapters)


def test_the_annex_holds_every_item_and_its_page() -> None:
    report = build()
    assert find_column(report.annex.tables[0], "id") == [1, 2, 3, 6, 7, 8, 5] == [page.id for page in report.items]
    assert report.items[1].history[0].text == "状态：推进中 → 已销号"
    assert ("销号确认", "王主任") in report.items[1].fields
    assert build_bulletin(make_material()).items == ()


def test_only_addresses_of_the_web_become_links() -> None:
    from tracker.model import Evidence

    evidence = (Evidence("https://example.org/1"), Evidence("javascript:alert(1)"), Evidence("照片.jpg", "ab" * 32))
    report = build(now=(make_item(1, evidence=evidence),))
    assert [address for _, address in report.items[0].evidence] == ["https://example.org/1", None, None]


def test_a_report_with_unreviewed_items_is_a_draft() -> None:
    assert build().masthead.draft
    assert not build(now=(make_item(1, review=Review.ACCEPTED),)).masthead.draft


def test_an_empty_ledger_gets_a_short_report_without_numbers_made_up() -> None:
    report = build(now=(), before=(), events=(), trend=())
    overview = find_chapter(report, "总体情况")
    assert "没有计率事项" in "".join(overview.sentences)
    assert (overview.tables, overview.charts, report.annex.tables) == ((), (), ())
    assert find_chapter(report, "分单位情况").sentences == ("没有承诺事项。",)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period.of(Month(2024, 10), TODAY), "2024年10月尚未结束，以下是截至2024年10月15日的情况。"),
        (Period.of(Month(2030, 1), TODAY), "2030年1月尚未开始，以下是2024年10月15日的情况。"),
    ],
)
def test_a_period_that_is_not_over_says_so(period: Period, words: str) -> None:
    assert build(period=period).lead[1] == words
    assert "近期到期" in find_chapter(build(period=period), "到期").title


def test_the_report_is_the_same_on_whatever_later_day_it_is_made_but_for_its_date() -> None:
    later = build(period=Period.of(Month(2024, 9), date(2025, 3, 1)))
    assert replace(later, masthead=build().masthead) == build()


@pytest.mark.parametrize(
    ("first", "last", "label"),
    [
        (date(2024, 9, 1), date(2024, 9, 30), "2024年9月"),
        (date(2024, 7, 1), date(2024, 9, 30), "2024年7月1日至9月30日"),
        (date(2024, 9, 2), date(2024, 9, 30), "2024年9月2日至30日"),
        (date(2024, 11, 1), date(2025, 1, 31), "2024年11月1日至2025年1月31日"),
    ],
)
def test_a_period_is_named_as_people_name_it(first: date, last: date, label: str) -> None:
    assert Period(first, last, TODAY).label == label


@pytest.mark.parametrize(
    ("today", "last", "before"),
    [
        (date(2024, 3, 5), date(2024, 2, 29), date(2023, 2, 28)),
        (date(2025, 3, 5), date(2025, 2, 28), date(2024, 2, 29)),
        (date(2024, 2, 29), date(2024, 3, 31), date(2023, 2, 28)),
        (date(2024, 9, 15), date(2024, 9, 30), date(2023, 9, 15)),
    ],
)
def test_the_year_before_ends_where_this_one_ends(today: date, last: date, before: date) -> None:
    assert Period(last.replace(day=1), last, today).year_before == before


def test_each_unit_gets_what_it_leads_and_nothing_else() -> None:
    parts = dict(split_by_unit(make_material(unreported=(CITY,))))
    assert list(parts) == ["云溪市城市管理局", "云溪市水务局", "未指明"]
    assert [item.id for item in parts[WATER].now] == [7, 8]
    assert {event.item_id for event in parts[CITY].events} == {2, 3}
    assert (parts[CITY].unreported, parts[WATER].unreported) == ((CITY,), ())


_ITEMS = st.lists(
    st.builds(
        lambda key, status, unit, document, limit, review, since: make_item(
            key,
            status=status,
            unit=unit,
            document_id=document,
            due=limit,
            review=review,
            status_since=since,
            deadline=None,
        ),
        st.integers(1, 60),
        st.sampled_from(list(Status)),
        st.sampled_from([CITY, WATER, "东湖区人民政府", None]),
        st.integers(1, 4),
        st.none() | st.dates(date(2024, 1, 1), date(2025, 6, 1)),
        st.sampled_from([Review.UNREVIEWED, Review.ACCEPTED]),
        st.dates(date(2024, 6, 18), date(2024, 9, 30)),
    ),
    unique_by=lambda item: item.id,
    max_size=40,
).map(tuple)


@given(_ITEMS, _ITEMS)
def test_the_numbers_of_every_section_add_up(now: tuple[Item, ...], before: tuple[Item, ...]) -> None:
    report = build(now=now, before=before, events=(), trend=(Moment("8月", before), Moment("9月", now)))
    overview = find_chapter(report, "总体情况")
    if overview.tables:
        (table,) = overview.tables
        assert table.total is not None
        assert sum(find_column(table, "items")) == table.total[1] == len(now)
        assert sum(find_column(table, "before")) == len(before)
        assert sum(find_column(table, "unreviewed")) == table.total[-1]
    units = find_chapter(report, "分单位情况")
    assert sum(sum(find_column(table, "items")) for table in units.tables) == len(now)
    for table in units.tables:
        parts = ("closed", "done", "in_progress", "waiting", "other")
        columns = [find_column(table, key) for key in parts]
        assert [sum(values) for values in zip(*columns, strict=True)] == find_column(table, "items")
    overdue = [chapter for chapter in walk(report.chapters) if "逾期事项" in chapter.title]
    late = sum(sum(find_column(table, "overdue")) for table in units.tables)
    assert late == (len(overdue[0].tables[0].rows) if overdue else 0) or late > 30
    added = [chapter for chapter in walk(report.chapters) if "新增事项" in chapter.title]
    new = sum(sum(find_column(chapter.tables[0], "items")) for chapter in added)
    come = {item.id for item in now} - {item.id for item in before}
    assert new == len(come & {item.id for item in now if item.added_on >= SEPTEMBER.first})
    assert len(report.annex.tables[0].rows if report.annex.tables else ()) == len(now) == len(report.items)
