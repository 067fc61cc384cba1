"""The same words choose the same items in every command."""

from __future__ import annotations

import json
import re

import pytest

from tests.cli.conftest import Run

CHOSEN = [
    (("5", "1-2"), [1, 2, 5]),
    (("单位:照明,水利",), [3, 5, 6]),
    (("单位：照明，水利",), [3, 5, 6]),
    (("unit:水利", "due:..2025-12-31"), [5]),
    (("时限:２０２４－１０～２０２５－１２",), [2, 5]),
    (("非:文件:1", "泵站"), [5]),
    (("not:路灯",), [5, 6]),
    (("状态:逾期",), [1]),
    (("document:2", "非:due:无"), [5]),
    (("年份:2024", "类别:建议"), [5, 6]),
    (("5-6", "时限:有"), [5]),
    (("不会有的字",), []),
]


def shown(run: Run, *words: str) -> list[int]:
    return sorted(int(key) for key in re.findall("(?m)^编号 ([0-9]+)：", run("show", *words).out))


@pytest.mark.parametrize(("words", "ids"), CHOSEN)
def test_list_show_and_history_choose_the_same_items(filled: Run, words: tuple[str, ...], ids: list[int]) -> None:
    listed = [json.loads(line)["id"] for line in filled("list", *words, "--format", "jsonl").lines]
    assert sorted(listed) == ids
    assert shown(filled, *words) == ids
    changed = {int(line.split("\t")[2]) for line in filled("history", *words).lines[1:]}
    assert sorted(changed) == ids


def test_rejected_items_are_chosen_only_where_they_are_meant(filled: Run) -> None:
    filled("review", "1", "--reject")
    assert shown(filled, "路灯") == [2, 3, 4]
    assert shown(filled, "路灯", "核定:剔除") == [1]
    assert shown(filled, "路灯", "1-2") == [1, 2]
    assert shown(filled, "1") == [1]


@pytest.mark.parametrize("command", ["list", "show", "history", "review", "ask"])
def test_an_id_that_there_is_not_exits_three(filled: Run, command: str) -> None:
    ran = filled(command, "1", "98-99")
    assert (ran.code, ran.out) == (3, "")
    assert "没有编号 98、99" in ran.err


@pytest.mark.parametrize("command", ["list", "show", "history", "review", "ask"])
@pytest.mark.parametrize(
    ("word", "words"),
    [
        ("状太:推进中", "没有“状太”这种条件（状太:推进中），是不是 状态？"),
        ("状态:做完", "没有“做完”这种状态，可用的有：未报进展（unreported）"),
        ("时限:下旬", "“下旬”不能用作时限"),
        ("单位:", "条件“单位:”缺少值，冒号后面请直接写值，例如 单位:住建"),
        ("非:", "条件“非:”是空的"),
    ],
)
def test_a_condition_that_there_is_not_is_one_sentence(filled: Run, command: str, word: str, words: str) -> None:
    ran = filled(command, word)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"错误：{words}")
    assert ran.err.count("\n") == 1


def test_what_is_not_found_is_said(filled: Run) -> None:
    assert filled("show", "不会有的字").err == "没有符合条件的承诺事项。\n"
    assert filled("ask", "不会有的字").err == "没有符合条件的承诺事项。\n"


def test_the_history_of_an_item_that_was_taken_back_is_there_for_whoever_names_it(filled: Run) -> None:
    filled("undo", "-y")
    assert len(filled("history", "5").lines) == 3
    assert filled("history", "单位:水利").lines[1:] == []


def test_the_latest_events_are_told_and_the_others_counted(filled: Run, terminal: Run) -> None:
    filled("update", "1-2", "--note", "已派单")
    assert "更早的 4 条没有列出，用 --limit 6 显示" in terminal("history", "1-2", "--limit", "2").out
