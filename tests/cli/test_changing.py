"""``update`` and ``undo`` tell what they change, and change all or nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import Run, Talk


def read_item(run: Run, id: int) -> dict[str, Any]:
    values = [json.loads(line) for line in run("list", "--format", "jsonl").lines]
    (found,) = (value for value in values if value["id"] == id)
    return dict(found)


def test_a_status_needs_no_more_than_an_id(filled: Run) -> None:
    ran = filled("update", "1", "--status", "done")
    assert ran.code == 0
    assert ran.lines == [
        "编号 1  我局将于2024年9月底前更换湖滨路路灯120盏",
        "  状态：未报进展 → 已完成",
        "  核定：待核 → 已核",
    ]
    assert read_item(filled, 1)["status"] == "done"


def test_many_ids_and_fields_change_at_once(filled: Run) -> None:
    ran = filled(
        "update", "1", "3-4,6", "--status", "推进中", "--progress", "60%", "--note", "已开工",
        "--due", "2024年11月30日", "--owner", "云溪市城市照明中心",
    )  # fmt: skip
    assert ran.code == 0
    for id in (1, 3, 4, 6):
        item = read_item(filled, id)
        assert (item["status"], item["progress"], item["note"]) == ("in_progress", 60, "已开工")
        assert (item["due"], item["owner"]) == ("2024-11-30", "云溪市城市照明中心")
    assert read_item(filled, 2)["status"] == "unreported"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("99", "--status", "done"), 3, "99"),
        (("1", "99", "--status", "done"), 3, "99"),
        (("1", "--status", "finished"), 2, "没有“finished”这种状态"),
        (("1", "--progress", "120"), 2, "进度“120”无效"),
        (("1", "--progress", "一半"), 2, "进度“一半”无效"),
        (("1", "--due", "2024-02-30"), 2, "没有“2024-02-30”这一天"),
        (("1", "--on", "明天"), 2, "“明天”不是日期"),
        (("1", "--status", "done", "--on", "2024-12-01"), 2, "晚于今天"),
        (("1", "--status", "done", "--on", "2020-01-01"), 2, "2024-06-18"),
        (("一", "--status", "done"), 2, "一"),
        (("7-3", "--status", "done"), 2, "7-3"),
        (("1",), 2, "没有要修改的内容"),
        (("1", "--status", "dropped"), 6, "理由"),
    ],
)
def test_what_is_impossible_is_one_sentence_and_changes_nothing(
    filled: Run, arguments: tuple[str, ...], code: int, words: str
) -> None:
    before = filled("list", "--format", "jsonl").out
    ran = filled("update", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith("错误：")
    assert words in ran.err
    assert ran.err.count("\n") == 1
    assert filled("list", "--format", "jsonl").out == before


def test_moving_a_due_day_needs_a_reason(filled: Run) -> None:
    filled("update", "1", "--due", "2024-11-30")
    assert filled("update", "1", "--due", "2024-12-15").code == 6
    ran = filled("update", "1", "--due", "2024-12-15", "--reason", "资金到位推迟")
    assert ran.lines[1] == "  督办时限：2024-11-30 → 2024-12-15（理由：资金到位推迟）"
    assert "督办时限  2024-12-15（改期 1 次，理由：资金到位推迟）" in filled("show", "1").lines


def test_what_is_so_already_is_no_change(filled: Run) -> None:
    filled("update", "1", "--note", "已招标")
    assert filled("update", "1", "--note", "已招标").lines == ["没有变化，已经是这样了。"]
    assert filled("update", "1-2", "--note", "已招标").err == "另有 1 项已经是这样，没有变化。\n"


def test_a_change_typed_late_says_when_it_is_no_longer_so(filled: Run) -> None:
    filled("update", "1", "--status", "done", "--on", "2024-10-10")
    ran = filled("update", "1", "--status", "推进中", "--on", "2024-09-01")
    assert "补记的“推进中”自 2024-09-01 生效，之后另有变更，现在仍是“已完成”" in ran.err
    assert read_item(filled, 1)["status"] == "done"


def test_a_change_typed_late_that_is_still_so_says_nothing(filled: Run) -> None:
    filled("update", "1", "--note", "已招标", "--on", "2024-10-10")
    assert filled("update", "1", "--note", "已开工", "--on", "2024-10-12").err == ""
    assert "已核" not in filled("update", "1", "--status", "推进中", "--on", "2024-09-01").err


def test_undoing_an_addition_tells_what_really_came_in(filled: Run) -> None:
    assert "的操作：读入 2 份答复、6 项承诺\n" in filled("undo", "-y").err


def test_of_many_changes_the_first_are_named(filled: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.cli.changing.NAMED", 2)
    assert filled("update", "1-6", "--note", "已派单").lines[-1] == "其余 4 项略，`tracker history` 可见全部。"


def test_undo_tells_before_and_after_what_it_takes_back(filled: Run) -> None:
    before = filled("list", "--format", "jsonl").out
    filled("update", "1", "2", "--status", "done", "--note", "已完工")
    ran = filled("undo", typed="y\n")
    assert ran.code == 0
    assert "将撤销 测试员 在 2024-10-15" in ran.err
    assert "更新编号 1、2：状态→已完成，进展情况→已完工" in ran.err
    assert ran.lines[0] == "已撤销：更新编号 1、2：状态→已完成，进展情况→已完工"
    assert "  状态：已完成 → 未报进展" in ran.lines
    after = filled("list", "--format", "jsonl").out
    assert [json.loads(line) | {"changed_on": ""} for line in after.splitlines()] == [
        json.loads(line) | {"changed_on": ""} for line in before.splitlines()
    ]


def test_undoing_an_addition_withdraws_its_items(filled: Run) -> None:
    ran = filled("undo", "-y")
    assert "来源文件" in ran.lines
    assert "  撤回" in ran.lines
    assert len(filled("list").lines) == 1
    assert filled("show", "1").lines[0] == "编号 1：已撤回"


def test_a_person_takes_back_only_what_they_did(filled: Run) -> None:
    filled("update", "1", "--note", "甲写的", "--user", "甲")
    ran = filled("undo", "-y", "--user", "乙")
    assert (ran.code, ran.out) == (3, "")
    assert "乙" in ran.err
    assert filled("--user", "甲", "undo", "-y").code == 0
    assert read_item(filled, 1)["note"] is None


def test_undo_is_refused_by_name_where_somebody_else_went_on(filled: Run) -> None:
    filled("update", "1", "--status", "推进中", "--user", "甲")
    filled("update", "1", "--status", "done", "--user", "乙")
    ran = filled("undo", "-y", "--user", "甲")
    assert (ran.code, ran.out) == (6, "")
    assert "乙" in ran.err.partition("\n")[2]


@pytest.mark.parametrize(("typed", "undone"), [("y\n", True), ("是\n", True), ("n\n", False), ("\n", False)])
def test_undo_asks_in_a_terminal(filled: Run, terminal: Run, typed: str, undone: bool) -> None:
    filled("update", "1", "--note", "已招标")
    ran = terminal("undo", typed=typed)
    assert "确定撤销吗？[y/N] " in ran.out
    assert ("未撤销，台账没有改动。" in ran.out) is not undone
    assert ran.code == (0 if undone else 6)
    assert (read_item(filled, 1)["note"] is None) is undone


def test_undo_without_anybody_to_answer_is_refused(filled: Run) -> None:
    filled("update", "1", "--note", "已招标")
    ran = filled("undo")
    assert (ran.code, ran.out) == (2, "")
    assert "请加 -y" in ran.err
    assert filled("undo", typed="n\n").code == 6
    assert read_item(filled, 1)["note"] == "已招标"
    assert filled("undo", typed="好").code == 0
    assert read_item(filled, 1)["note"] is None


def test_ctrl_c_ends_with_a_sentence_and_changes_nothing(filled: Run, talk: Talk) -> None:
    filled("update", "1", "--note", "已招标")
    ran = talk("undo", lines=[("[y/N] ", "\x03")])
    assert ran.code == 130
    assert "已中断" in ran.out
    assert read_item(filled, 1)["note"] == "已招标"


def test_the_history_keeps_everything(filled: Run, terminal: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    filled("update", "2", "--status", "done", "--user", "甲")
    filled("undo", "-y", "--user", "甲")
    lines = filled("history", "2").lines
    assert [line.split("\t")[3] for line in lines[1:]] == [
        "新增",
        "状态：未报进展 → 已完成",
        "核定：待核 → 已核",
        "（撤销）核定：已核 → 待核",
        "（撤销）状态：已完成 → 未报进展",
    ]
    assert len(filled("history").lines) > len(lines)
    assert len(filled("history", "--limit", "3").lines) == 4
    assert filled("history", "99").code == 3
    assert "更早的" not in terminal("history").out
    assert "更早的 10 条没有列出" in terminal("history", "--limit", "2").out
