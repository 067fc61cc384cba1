"""The screen of a day names what is most urgent, and fits however much there is; reminders name everything once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reporting.invented import make_item
from tracker.model import Item, Status
from tracker.model.counts import NOTHING, UNIT_COUNTS, UnitCount
from tracker.profile import load_profile
from tracker.rendering.reminders import BETWEEN, render_reminders
from tracker.rendering.today import HEIGHT, render_today
from tracker.rendering.width import cell_width
from tracker.reporting.listing import Day
from tracker.reporting.reminders import build_reminders
from tracker.reporting.today import Today, Urgent, build_today

TODAY = date(2024, 10, 15)
DAY = Day(TODAY, 30, load_profile())


def count(unit: str | None, **values: int) -> UnitCount:
    return UnitCount(unit, **(dict.fromkeys(UNIT_COUNTS, 0) | values))


def make(id: int, days: int | None = None, unit: str | None = "云溪市水利局", **fields: object) -> Item:
    due = None if days is None else TODAY + timedelta(days=days)
    return make_item(id, due=due, unit=unit, deadline=None, **fields)


def build(**urgent: list[Item]) -> Today:
    counts = [
        count("云溪市水利局", items=9, finished=1, in_force=8, open=7, unreviewed=5, overdue=2, silent=3, vague=1),
        count("云溪市财政局", items=4, finished=1, in_force=4, open=3, due_soon=1, reopened=6),
        count("云溪市教育局", items=1, in_force=1, open=1),
    ]
    found = {"overdue": [], "due_soon": [], "silent": [], "reopened": []} | urgent
    return build_today(counts, Urgent(**found), DAY, 7)


def test_the_screen_tells_figures_groups_units_and_what_else_there_is() -> None:
    screen = build(
        overdue=[make(1, -40), make(2, -3, None)], due_soon=[make(3, 0)], silent=[make(4)], reopened=[make(9), make(5)]
    )
    assert screen.title == "2024-10-15（星期二）督办概览"
    assert screen.figures == "承诺事项 14 项，在办 11 项（其中待核 5 项），完成率 15.4%（2/13）。"
    assert [group.title for group in screen.groups] == [
        "逾期 2 项，最久的在前",
        "7 天内到期 1 项",
        "久未报 3 项，其中未逾期的、最久的在前",
    ]
    assert [(one.id, one.unit, one.standing) for group in screen.groups for one in group.items] == [
        (1, "云溪市水利局", "逾期40天"),
        (2, "未指明", "逾期3天"),
        (3, "云溪市水利局", "今天到期"),
        (4, "云溪市水利局", "119天未报"),
    ]
    assert screen.units.rows == (("云溪市水利局", 7, 2, 0, 3, 5), ("云溪市财政局", 3, 0, 1, 0, 0))
    assert screen.notes == (
        "重新打开 6 项（编号 9、5等）",
        "待核 5 项：tracker review",
        "软承诺没有时限 1 项：tracker list 可核查度:软 时限:无 状态:在办",
    )


def test_an_empty_ledger_is_one_sentence() -> None:
    screen = build_today([], Urgent([], [], [], []), DAY, 7)
    assert render_today(screen, width=80).splitlines() == [
        "2024-10-15（星期二）督办概览",
        "承诺事项 0 项，在办 0 项（其中待核 0 项），完成率 —。",
    ]
    assert NOTHING.add(count("甲", items=1)).items == 1


LONG = "云溪市人力资源和社会保障局（市就业创业服务指导中心办公室）"
UNITS = st.sampled_from(["云溪市水利局", LONG, "\x1b[31m甲\n局"])


@given(
    sizes=st.tuples(*[st.integers(0, 12)] * 4),
    units=st.lists(UNITS, max_size=30),
    width=st.integers(60, 200),
    total=st.integers(0, 999_999),
)
def test_the_screen_is_never_higher_or_wider_than_the_terminal(
    sizes: tuple[int, int, int, int], units: list[str], width: int, total: int
) -> None:
    overdue, soon, silent, reopened = ([make(n + 1, -n, LONG) for n in range(size)] for size in sizes)
    names = list(UNIT_COUNTS)
    counts = [count(unit, **dict.fromkeys(names, total)) for unit in units]
    screen = build_today(counts, Urgent(overdue, soon, silent, reopened), DAY, 7)
    lines = render_today(screen, width=width).split("\n")
    assert len(lines) <= HEIGHT
    assert all(cell_width(line) <= width for line in lines)
    assert "\x1b" not in "".join(lines)
    assert len(render_today(screen, width=None)) >= len(screen.title)


def test_units_that_have_no_room_are_counted_in_the_title() -> None:
    counts = [count(f"云溪市第{number}中学", overdue=1) for number in range(1, 48)]
    items = [make(number, -number) for number in range(1, 30)]
    drawn = render_today(build_today(counts, Urgent(items, items, items, []), DAY, 7), width=80)
    assert "单位（前 4 个，共 47 个）" in drawn
    assert "（前" not in render_today(build(overdue=items), width=80)


def test_off_a_terminal_everything_is_whole() -> None:
    item = make(1, -40, text="我局将在年底前更换湖滨路路灯120盏" * 9)
    drawn = render_today(build(overdue=[item]), width=None)
    assert f"1\t云溪市水利局\t逾期40天\t{item.commitment.text}\n" in drawn
    assert "云溪市财政局\t3\t0\t1\t0\t0" in drawn


def test_a_reminder_names_each_promise_of_a_unit_once_most_urgent_first() -> None:
    due = [make(1, 3), make(2, -5), make(3, -9, "云溪市财政局"), make(4, 2, None)]
    silent = [make(2, -5), make(6), make(5, 200)]
    reminders = build_reminders(due, silent, TODAY)
    assert [reminder.unit for reminder in reminders] == ["云溪市水利局", "云溪市财政局", None]
    first = reminders[0]
    assert [[item.id for item in group] for group in (first.overdue, first.due_soon, first.silent)] == [
        [2],
        [1],
        [5, 6],
    ]
    assert len(first.items) == 4


def test_a_reminder_is_a_letter_ready_to_send() -> None:
    item = make(2, -5, status=Status.IN_PROGRESS, progress=60)
    text = render_reminders(build_reminders([item, make(7, 1, None)], [make(3)], TODAY), TODAY, 7)
    first, second = text.split(BETWEEN)
    assert first.splitlines() == [
        "云溪市水利局：",
        "",
        "截至2024年10月15日，贵单位承办的答复承诺中有2项需要办理和反馈：",
        "",
        "一、已经逾期（1项）",
        "1. 我局将在年底前更换湖滨路路灯120盏",
        "   编号2；时限2024-10-10 督办；逾期5天；目前推进中60%；配合单位市财政局；"
        "出自《关于市政协五届三次会议第19号提案的答复》，市政协五届三次会议，第0019号，云溪市城市管理局，2024-06-18",
        "",
        "二、久未报进展（1项）",
        "1. 我局将在年底前更换湖滨路路灯120盏",
        "   编号3；没有时限；目前未报进展；119天没有进展；配合单位市财政局；"
        "出自《关于市政协五届三次会议第19号提案的答复》，市政协五届三次会议，第0019号，云溪市城市管理局，2024-06-18",
        "",
        "请尽快办理并反馈进展情况，已经完成的请附佐证。",
    ]
    assert second.startswith("（未指明责任单位）：\n")


@pytest.mark.parametrize("within", [0, 7])
def test_nothing_to_remind_of_is_no_letter(within: int) -> None:
    assert render_reminders(build_reminders([], [], TODAY), TODAY, within) == ""
