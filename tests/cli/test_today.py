"""``today``, bare ``tracker`` and ``remind``: what needs attention, on a screen and as letters."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run
from tracker.rendering.width import cell_width


def test_the_day_fits_on_one_screen(filled: Run, terminal: Run) -> None:
    filled("update", "2", "--status", "done", "--on", "2024-09-28")
    filled("update", "2", "--status", "推进中")
    lines = terminal("today").lines
    assert len(lines) <= 22
    assert all(cell_width(line) <= 80 for line in lines)
    assert lines[0] == "2024-10-15（星期二）督办概览"
    assert "逾期 1 项，最久的在前" in lines
    assert "重新打开 1 项（编号 2）" in lines
    assert terminal().lines == lines


def test_on_a_pipe_every_line_is_whole(filled: Run) -> None:
    ran = filled("today")
    assert (ran.code, ran.err) == (0, "")
    assert "1\t云溪市城市管理局\t逾期15天\t我局将于2024年9月底前更换湖滨路路灯120盏" in ran.lines
    assert filled().out == ran.out


@pytest.mark.parametrize(("within", "title"), [("90d", "90 天内到期 1 项"), ("13周", "91 天内到期 1 项"), ("7", "")])
def test_how_far_ahead_is_looked_can_be_said(filled: Run, within: str, title: str) -> None:
    assert (title in filled("today", "--within", within).lines) is bool(title)


@pytest.mark.parametrize("within", ["一周", "7m", "99999", "-3d"])
def test_an_impossible_number_of_days_is_one_sentence(filled: Run, within: str) -> None:
    for command in ("today", "remind"):
        ran = filled(command, f"--within={within}")
        assert (ran.code, ran.out) == (2, "")
        assert "无效" in ran.err


def test_reminders_have_an_exit_code_of_their_own(filled: Run) -> None:
    ran = filled("remind")
    assert ran.code == 7
    assert ran.lines[0] == "云溪市城市管理局："
    assert "一、已经逾期（1项）" in ran.lines
    assert "1. 我局将于2024年9月底前更换湖滨路路灯120盏" in ran.lines


def test_reminders_are_of_the_rows_that_were_chosen(filled: Run) -> None:
    assert "已经逾期" not in filled("remind", "document:2").out
    ran = filled("remind", "状态:已完成")
    assert (ran.code, ran.out, ran.err) == (0, "", "没有需要提醒的事项。\n")


def test_what_was_reported_of_late_is_no_reminder(filled: Run) -> None:
    filled("update", "1-6", "--status", "推进中", "--due", "2025-06-30", "-y")
    assert filled("remind").code == 0
    assert filled("remind", "--within", "1y").code == 2
    assert filled("remind", "--within", "52w").code == 7
