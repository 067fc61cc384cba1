"""``undo`` several commands back, by number, and the list of what a person did."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def busy(filled: Run) -> Run:
    """Three updates by the tester (numbers 2, 3 and 5), one by another (4)."""
    filled("update", "1", "--note", "甲")
    filled("update", "1", "--note", "乙")
    filled("update", "2", "--note", "旁人", "--user", "旁人")
    filled("update", "3", "--status", "done")
    return filled


def read_notes(run: Run) -> dict[int, str | None]:
    values = [json.loads(line) for line in run("list", "--format", "jsonl").lines]
    return {value["id"]: value["note"] for value in values}


def test_the_last_commands_are_taken_back_together(busy: Run) -> None:
    ran = busy("undo", "--last", "2", "-y")
    assert ran.code == 0
    assert [line for line in ran.lines if line.startswith("已撤销")] == [
        "已撤销：更新编号 3：状态→已完成",
        "已撤销：更新编号 1：进展情况→乙",
    ]
    said = ran.err.splitlines()
    assert said[0] == "将撤销 测试员 最近 2 次操作："
    assert [line.split("  ")[2] for line in said[1:]] == [
        "更新编号 3：状态→已完成（2 条变更）",
        "更新编号 1：进展情况→乙（1 条变更）",
    ]
    assert read_notes(busy)[1] == "甲"
    assert read_notes(busy)[2] == "旁人"


def test_all_or_none_of_them(busy: Run) -> None:
    busy("update", "1", "--note", "丙", "--user", "旁人")
    ran = busy("undo", "--last", "2", "-y")
    assert (ran.code, ran.out) == (6, "")
    assert "旁人 其后改过编号 1 的进展情况" in ran.err
    assert busy("list", "状态:已完成", "--format", "jsonl").lines


def test_a_command_is_taken_back_by_its_number_and_brought_back_by_that_of_the_undo(busy: Run) -> None:
    assert busy("undo", "3", "-y").lines[0] == "已撤销：更新编号 1：进展情况→乙"
    assert read_notes(busy)[1] == "甲"
    assert busy("undo", "6", "-y").code == 0
    assert read_notes(busy)[1] == "乙"


def test_the_commands_of_a_person_are_listed(busy: Run, terminal: Run) -> None:
    busy("undo", "3", "-y")
    lines = [line.split("\t") for line in busy("undo", "--list").lines]
    assert lines[0] == ["操作号", "时刻", "内容", "情况"]
    assert [(line[0], line[2], line[3]) for line in lines[1:]] == [
        ("6", "撤销：更新编号 1：进展情况→乙", "—"),
        ("5", "更新编号 3：状态→已完成", "—"),
        ("3", "更新编号 1：进展情况→乙", "已撤销"),
        ("2", "更新编号 1：进展情况→甲", "—"),
        ("1", lines[5][2], "—"),
    ]
    assert "操作号" in terminal("undo", "--list").out
    assert "无名氏 还没有改动过这份台账" in busy("undo", "--list", "--user", "无名氏").err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--last", "9"), 3, "可以撤销的操作只有 4 次"),
        (("--last", "0"), 2, "“0”无效"),
        (("三",), 2, "操作号“三”无效"),
        (("99",), 3, "没有第 99 号操作"),
        (("4",), 6, "是 旁人 所做"),
        (("2", "--last", "2"), 2, "只能用一个"),
        (("--list", "--last", "2"), 2, "只能用一个"),
    ],
)
def test_what_cannot_be_taken_back_is_one_sentence(
    busy: Run, arguments: tuple[str, ...], code: int, words: str
) -> None:
    before = busy("history").out
    ran = busy("undo", "-y", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert words in ran.err
    assert ran.err.count("\n") == 1
    assert busy("history").out == before
