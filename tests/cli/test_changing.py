"""``update`` and ``undo`` tell what they change, and change all or nothing."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, Talk

LEDGER = "ledger.db"


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
        (("1", "--on", "改天"), 2, "“改天”不是哪一天"),
        (("1", "--note", "甲", "--on", "明天"), 2, "晚于今天"),
        (("1", "--due", "12月"), 2, "“12月”不是哪一天"),
        (("1", "--due", "2205-12-31"), 2, "晚 50 年以上，请检查年份"),
        (("1", "--owner", " 、 "), 2, "责任单位“ 、 ”里没有名称"),
        (("1", "--status", "done", "--on", "2024-12-01"), 2, "晚于今天"),
        (("1", "--status", "done", "--on", "2020-01-01"), 2, "2024-06-18"),
        (("单位", "--status", ""), 2, "--status"),
        ((), 2, "请说明是哪些事项"),
        (("颜色:红", "--status", "done"), 2, "没有“颜色”这种条件"),
        (("1", "--keep", "--status", "done"), 2, "--keep 要和 --evidence"),
        (("1", "--evidence", "没有.pdf"), 4, "没有.pdf：读不到这份佐证"),
        (("1", "--status", "closed"), 6, "--evidence 网址或文件 --confirmed-by 姓名"),
        (("1", "--status", "closed", "--evidence", "https://yunxi.example/1"), 6, "请加 --confirmed-by"),
        (("1", "--confirmed-by", "王主任"), 2, "确认人只在销号时填写"),
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


def test_days_are_written_as_in_conditions(filled: Run) -> None:
    for written, due in {"年底": "2024-12-31", "２０２５－０１－３１": "2025-01-31", "+7d": "2024-10-22"}.items():
        assert filled("update", "1", "--due", written, "--reason", "改期").code == 0
        assert read_item(filled, 1)["due"] == due
    assert filled("update", "1", "--note", "已招标", "--on", "昨天").code == 0


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


def test_closing_takes_evidence_and_who_confirmed(filled: Run, tmp_path: Path) -> None:
    (tmp_path / "验收单.PDF").write_bytes(b"%PDF")
    sha256 = hashlib.sha256(b"%PDF").hexdigest()
    ran = filled(
        "update", "1", "--status", "已销号", "--confirmed-by", "王主任", "--keep",
        "--evidence", "验收单.PDF", "--evidence", "https://yunxi.example/1",
    )  # fmt: skip
    assert ran.lines[1:] == [
        "  状态：未报进展 → 已销号",
        "  确认人：— → 王主任",
        "  核定：待核 → 已核",
        f"  佐证：新增 验收单.PDF（校验值 {sha256[:8]}，已存副本）",
        "  佐证：新增 https://yunxi.example/1",
    ]
    item = read_item(filled, 1)
    kept = f"{LEDGER}.佐证/{sha256}.pdf"
    assert item["evidence"] == [
        {"location": "验收单.PDF", "sha256": sha256, "kept": kept},
        {"location": "https://yunxi.example/1", "sha256": None, "kept": None},
    ]
    assert (tmp_path / kept).read_bytes() == b"%PDF"
    shown = filled("show", "1").out
    assert f"佐证      验收单.PDF（校验值 {sha256[:8]}，已存副本）\n          https://yunxi.example/1\n" in shown
    assert "确认人    王主任" in shown


def test_evidence_of_a_refused_change_is_not_kept(filled: Run, tmp_path: Path) -> None:
    (tmp_path / "验收单.pdf").write_bytes(b"%PDF")
    assert filled("update", "1", "--status", "closed", "--evidence", "验收单.pdf", "--keep").code == 6
    assert not (tmp_path / f"{LEDGER}.佐证").exists()


def test_what_was_finished_and_is_open_again_says_so(filled: Run) -> None:
    filled("update", "1", "--status", "done", "--on", "2024-09-28")
    ran = filled(
        "update", "1", "--status", "推进中", "--problem", "验收不合格", "--measures", "返工", "--remark", "督办"
    )
    assert ran.lines[1:] == [
        "  状态：已完成 → 推进中（重新打开）",
        "  存在问题：— → 验收不合格",
        "  下步措施：— → 返工",
        "  备注：— → 督办",
    ]
    assert "状态      推进中（自 2024-10-15 起，重新打开 1 次）" in filled("show", "1").lines
    assert "（重新打开）" in filled("history", "1").out


def test_rows_are_chosen_by_conditions(filled: Run) -> None:
    ran = filled("update", "document:2", "--due", "2025-12-31")
    assert ran.code == 0
    assert [read_item(filled, id)["due"] for id in (1, 5, 6)] == [None, "2025-12-31", "2025-12-31"]
    assert filled("update", "状态:已完成", "--note", "无").lines == ["没有符合条件的承诺事项。"]


def test_more_than_a_few_rows_are_listed_and_asked_about(filled: Run, terminal: Run) -> None:
    ran = terminal("update", "状态:未报进展", "--status", "推进中", typed="n\n")
    assert ran.code == 6
    assert "将更新 6 项（12 条变更），确定吗？[y/N] " in ran.out
    assert "未更新，台账没有改动。" in ran.out
    assert ran.out.count("状态：未报进展 → 推进中") == 6
    assert read_item(filled, 1)["status"] == "unreported"
    ran = terminal("update", "状态:未报进展", "--status", "推进中", typed="y\n")
    assert ran.code == 0
    assert ran.out.endswith("已更新 6 项（12 条变更）。\n")
    assert read_item(filled, 1)["status"] == "in_progress"
    assert terminal("update", "状态:推进中", "--status", "推进中").out == "没有变化，已经是这样了。\n"


def test_more_than_a_few_rows_without_anybody_to_answer_are_refused(filled: Run) -> None:
    ran = filled("update", "状态:未报进展", "--note", "已派单")
    assert (ran.code, ran.out) == (2, "")
    assert "请加 -y" in ran.err
    assert read_item(filled, 1)["note"] is None
    assert filled("update", "状态:未报进展", "--note", "已派单", "-y").code == 0
    assert read_item(filled, 6)["note"] == "已派单"


def test_ids_are_as_good_as_an_answer(filled: Run) -> None:
    assert filled("update", "1-6", "--note", "已派单").code == 0
    assert read_item(filled, 6)["note"] == "已派单"


def test_pretending_tells_and_changes_nothing(filled: Run) -> None:
    before = filled("list", "--format", "jsonl").out
    ran = filled("update", "状态:未报进展", "--note", "已派单", "--pretend")
    assert ran.code == 0
    assert ran.lines.count("  进展情况：— → 已派单") == 6
    assert ran.err == "以上只是预览，没有改动台账。\n"
    assert filled("update", "1", "--status", "unreported", "--pretend").code == 0
    assert filled("update", "1", "--status", "dropped", "--pretend").code == 6
    assert filled("list", "--format", "jsonl").out == before


def test_the_default_time_limit_is_that_of_the_place_and_says_so(filled: Run) -> None:
    undated = [id for id in range(1, 7) if read_item(filled, id)["limit"] is None]
    assert undated
    ran = filled("update", "1-6", "--due", "默认", "-y")
    assert ran.err == f"另有 {6 - len(undated)} 项已有时限，没有变化。\n"
    assert "（理由：按地区规则“通用”，自答复之日起12个月）" in ran.out
    assert [id for id in range(1, 7) if read_item(filled, id)["due"]] == undated
    assert filled("update", "1-6", "--due", "default", "-y").lines == ["没有变化，已有时限了。"]


def test_the_summary_of_a_command_on_many_rows_counts_them(filled: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.cli.changing._SUMMARY_IDS", 3)
    filled("update", "1", "3", "5", "--due", "默认", "--evidence", "https://yunxi.example/1")
    assert "更新 3 项：督办时限→按地区规则，佐证→https://yunxi.example/1" in filled("undo", "--list").out


def test_undoing_an_addition_tells_what_really_came_in(filled: Run) -> None:
    assert "的操作：读入 2 份答复、6 项承诺\n" in filled("undo", "-y").err


def test_of_many_changes_the_first_are_named(filled: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.cli.changing.NAMED", 2)
    assert filled("update", "1-6", "--note", "已派单", "-y").lines[-1] == "其余 4 项略，`tracker history` 可见全部。"


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
    assert "已中断，未作任何改动" in ran.out
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
