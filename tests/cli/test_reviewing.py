"""``review`` lets a person judge what was found: one by one in a terminal or over a pipe, or many at once."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import Ran, Run, Talk
from tracker.cli.conversation import KEYS
from tracker.rendering.width import cell_width


def read_items(run: Run) -> dict[int, dict[str, Any]]:
    lines = run("list", "--review", "待核,已核,剔除", "--format", "jsonl").lines
    return {value["id"]: value for value in map(json.loads, lines)}


def reviews(run: Run) -> dict[int, str]:
    return {key: value["review"] for key, value in sorted(read_items(run).items())}


def places(ran: Ran) -> list[str]:
    """The items that were shown, in order."""
    return [line.partition("编号 ")[2].partition("：")[0] for line in ran.lines if line.startswith("〔")]


def test_a_terminal_shows_each_promise_in_context_and_takes_a_letter(filled: Run, terminal: Run) -> None:
    ran = terminal("review", "--document", "1", typed="a\nr\nk\nq\n")
    assert ran.code == 0
    assert places(ran) == ["1", "2", "3", "4"]
    assert "〔1/4〕 编号 1：待核" in ran.lines
    assert "【我局将于2024年9月底前更换湖滨路路灯120盏】" in ran.out
    assert "可核查度  硬：责任√ 动作√ 对象√ 数量√ 时间√" in ran.out
    assert "a 采纳  r 剔除  e 改截取  s 拆分  m 并入下一项" in ran.out
    assert all(cell_width(line) <= 80 for line in ran.lines if not line.startswith("a 采纳"))
    assert ran.lines[-1] == "已核 1 项，剔除 1 项，还有 2 项待核，再次运行同一命令即可继续。"
    assert reviews(filled) == {
        1: "accepted", 2: "rejected", 3: "unreviewed", 4: "unreviewed", 5: "unreviewed", 6: "unreviewed",
    }  # fmt: skip


def test_the_help_names_every_key(run: Run) -> None:
    out = run("review", "--help").out.replace("\n  ", "")
    assert [key for key in KEYS if f"{key.letter} {key.word}" not in out] == []


def test_what_was_decided_is_not_asked_again(filled: Run, terminal: Run) -> None:
    terminal("review", typed="a\nr\nq\n")
    assert places(terminal("review", typed="q\n")) == ["3"]
    terminal("review", typed="a\na\na\na\n")
    assert filled("review").lines == ["没有待核的承诺事项。"]
    assert set(reviews(filled).values()) == {"accepted", "rejected"}


def test_the_end_of_a_pipe_is_the_end_and_keeps_what_was_decided(filled: Run) -> None:
    ran = filled("review", typed="采纳\n剔除 只是背景")
    assert ran.code == 0
    assert places(ran) == ["1", "2", "3"]
    items = read_items(filled)
    assert (items[1]["review"], items[2]["review"]) == ("accepted", "rejected")
    assert items[2]["note"] == "只是背景"


def test_words_and_full_width_letters_are_keys_as_well(filled: Run) -> None:
    filled("review", typed="Ａ\n跳过\n备注　已电话核实\n\n退出\n")
    items = read_items(filled)
    assert [items[key]["review"] for key in (1, 2, 3, 4)] == ["accepted", "unreviewed", "accepted", "unreviewed"]
    assert items[3]["note"] == "已电话核实"


def test_what_is_no_key_is_asked_again_and_an_empty_line_decides_nothing(filled: Run) -> None:
    ran = filled("review", typed="x\n\na\nq\n")
    assert ran.err.count("请输入一个字母") == 2
    assert places(ran) == ["1", "2"]


def test_words_that_are_asked_for_and_not_given_change_nothing(filled: Run) -> None:
    ran = filled("review", typed="n\n\nq\n")
    assert "备注：" in ran.err
    assert "没有输入内容，没有改。" in ran.err
    assert reviews(filled)[1] == "unreviewed"


def test_another_cut_is_stored_and_shown_and_the_item_stays(filled: Run) -> None:
    ran = filled("review", "1", typed="e\n更换湖滨路…120盏\n\n")
    assert places(ran) == ["1", "1"]
    assert "回车 下一项" in ran.err
    item = read_items(filled)[1]
    assert (item["text"], item["review"], item["rule"]) == ("更换湖滨路路灯120盏", "accepted", "person")
    assert "引文：我局将于2024年9月底前更换湖滨路路灯120盏 → 更换湖滨路路灯120盏" in filled("history", "1").out
    assert "引文：" in filled("undo", "-y").out
    assert read_items(filled)[1]["text"].startswith("我局将于")


def test_a_cut_that_is_not_in_the_text_is_refused_and_asked_again(filled: Run) -> None:
    ran = filled("review", "1", typed="e 拆除全部路灯\nq\n")
    assert "错误：原文里没有“拆除全部路灯”" in ran.err
    assert reviews(filled)[1] == "unreviewed"


def test_a_promise_is_split_and_both_parts_are_shown(filled: Run) -> None:
    ran = filled("review", "2", typed="s 新装路灯\n\n\n")
    assert places(ran) == ["2", "2", "7"]
    items = read_items(filled)
    assert (items[2]["text"], items[7]["text"]) == ("2024年底前，完成桂园巷路灯改造", "新装路灯25盏")
    assert items[7]["review"] == "accepted"
    assert ran.lines[-1] == "已核 2 项，剔除 0 项。"


def test_a_promise_takes_in_the_next_one(filled: Run) -> None:
    ran = filled("review", "--document", "2", typed="m\na\n")
    items = read_items(filled)
    assert items[5]["text"].startswith("我局将在高岗片区")
    assert items[5]["text"].endswith("铺设输水管道17公里")
    assert 6 not in items
    assert places(ran) == ["5", "5"]
    assert "撤回（理由：" in ran.out


def test_the_last_promise_of_a_letter_has_nothing_to_take_in(filled: Run) -> None:
    assert "没有可以合并的下一项" in filled("review", "6", typed="m\nq\n").err


def test_owner_and_time_limits_are_set(filled: Run) -> None:
    filled("review", "1", typed="o 云溪市城市照明中心\nd 9月底前 2024-09-25\nd 2024-11-30\nd 2024-12-31\n资金推迟\nk\n")
    item = read_items(filled)[1]
    assert item["owner"] == "云溪市城市照明中心"
    assert item["deadline"] == {"text": "9月底前", "date": "2024-09-25", "kind": "date", "basis": "relative"}
    assert item["due"] == "2024-12-31"
    assert "督办时限：2024-11-30 → 2024-12-31（理由：资金推迟）" in filled("history", "1").out


def test_a_time_limit_that_is_none_is_taken_away(filled: Run) -> None:
    filled("review", "1", typed="d 无\nk\n")
    assert read_items(filled)[1]["deadline"] is None


def test_moving_a_due_day_without_a_reason_is_refused(filled: Run) -> None:
    filled("update", "1", "--due", "2024-11-30")
    ran = filled("review", "1", typed="d 2024-12-31\n\nq\n")
    assert "改动须说明理由" in ran.err


def test_the_last_step_is_taken_back_and_shown_again(filled: Run) -> None:
    ran = filled("review", typed="u\na\nr\nu\nu\nq\n")
    assert "这一次还没有作过决定" in ran.err
    assert places(ran) == ["1", "2", "3", "2", "1"]
    assert set(reviews(filled).values()) == {"unreviewed"}


def test_named_items_that_are_decided_are_gone_through_again(filled: Run) -> None:
    filled("review", "1-2", "--accept")
    ran = filled("review", "1-2", typed="r\nq\n")
    assert "重新逐项核定" in ran.err
    assert reviews(filled)[1] == "rejected"


def test_many_are_judged_at_once(filled: Run) -> None:
    ran = filled("review", "1-3", "--accept")
    assert ran.code == 0
    assert ran.lines[:2] == ["编号 1  我局将于2024年9月底前更换湖滨路路灯120盏", "  核定：待核 → 已核"]
    assert filled("review", "4", "--reject", "--note", "只是研究").code == 0
    assert filled("review", "--document", "泵站", "--accept").code == 0
    assert reviews(filled) == {
        1: "accepted", 2: "accepted", 3: "accepted", 4: "rejected", 5: "accepted", 6: "accepted",
    }  # fmt: skip
    assert filled("review", "--document", "2", "--reject").lines == ["没有待核的承诺事项。"]
    assert filled("list", "--review", "剔除").lines[1].startswith("4\t")
    filled("undo", "-y")
    assert reviews(filled)[5] == "unreviewed"


def test_a_judgement_can_count_from_an_earlier_day(filled: Run) -> None:
    filled("review", "1", "--reject", "--on", "2024-09-20")
    assert "承诺事项5项" in filled("report", "--month", "2024-09").out
    filled("review", "2", "--on", "2024-09-21", typed="r\n")
    assert "承诺事项4项" in filled("report", "--month", "2024-09").out


def test_a_cut_typed_late_says_when_another_one_holds(filled: Run) -> None:
    filled("review", "1", "--on", "2024-10-10", typed="e 更换湖滨路路灯120盏\n\n")
    ran = filled("review", "1", "--on", "2024-09-01", typed="e 我局将于2024年9月底前更换湖滨路\n\n")
    assert "补记的截取自 2024-09-01 生效，之后另有变更，现在仍是“更换湖滨路路灯120盏”" in ran.err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("1", "--accept", "--reject"), 2, "只能用一个"),
        (("1", "--note", "好"), 2, "--note 要和"),
        (("--accept",), 2, "请用编号、条件或 --document"),
        (("状态:做完", "--accept"), 2, "没有“做完”这种状态"),
        (("99", "--accept"), 3, "99"),
        (("99",), 3, "99"),
        (("--document", "不存在"), 3, "不存在"),
        (("1", "--accept", "--on", "2030-01-01"), 2, "晚于今天"),
    ],
)
def test_what_makes_no_sense_is_one_sentence(filled: Run, arguments: tuple[str, ...], code: int, words: str) -> None:
    ran = filled("review", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert words in ran.err
    assert ran.err.count("\n") == 1


def test_bytes_that_are_no_text_are_no_key(filled: Run, terminal: Run) -> None:
    assert terminal("review", typed="\udcff\nq\n".encode("utf-8", "surrogateescape")).code == 0


def test_a_process_on_a_terminal_of_its_own_keeps_each_decision_at_once(filled: Run, talk: Talk) -> None:
    ran = talk("review", lines=[("> ", "a\n"), ("> ", "n\n"), ("备注：", "已电话核实\n"), ("> ", "q\n")])
    assert ran.code == 0
    assert "已核 2 项，剔除 0 项，还有 4 项待核" in ran.out
    assert read_items(filled)[2]["note"] == "已电话核实"


def test_ctrl_c_keeps_what_was_decided(filled: Run, talk: Talk) -> None:
    ran = talk("review", lines=[("> ", "a\n"), ("> ", "r\n"), ("> ", "\x03")])
    assert ran.code == 130
    assert "已中断；已完成的部分都完整保存" in ran.out
    assert list(reviews(filled).values())[:3] == ["accepted", "rejected", "unreviewed"]


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        (("单位:照明",), ["3"]),
        (("路灯", "非:时限:有"), ["3", "4"]),
        (("1-6", "可核查度:硬"), ["1", "2", "5"]),
        (("可核查度:硬", "--document", "2"), ["5"]),
        (("核定:已核",), ["6"]),
        (("1-6",), ["1", "2", "3", "4", "5"]),
    ],
)
def test_conditions_choose_what_is_reviewed_and_only_what_waits(
    filled: Run, rows: tuple[str, ...], shown: list[str]
) -> None:
    filled("review", "6", "--accept")
    assert places(filled("review", *rows, typed="k\n" * 9)) == shown


def test_conditions_judge_many_at_once(filled: Run) -> None:
    assert filled("review", "单位:水利", "--reject").code == 0
    assert [key for key, review in reviews(filled).items() if review == "rejected"] == [5, 6]
    assert filled("review", "单位:水利", "--accept").lines == ["没有待核的承诺事项。"]
