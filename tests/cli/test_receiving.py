"""``export`` and ``import`` of whole ledgers, and the calendar, as a person types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

HERE, THERE = "此.db", "彼.db"


@pytest.fixture
def sent(filled: Run) -> Run:
    """A ledger of two replies, exported whole."""
    assert filled("update", "1", "--note", "已进场", "--user", "李四").code == 0
    assert filled("export", "台账.json").code == 0
    return filled


def test_a_whole_ledger_is_written_and_what_is_in_it_said(filled: Run) -> None:
    ran = filled("export", "台账.json")
    assert ran.code == 0
    assert "2 份来源文件、6 项承诺" in ran.err
    assert "佐证" not in ran.err
    assert json.loads(Path("台账.json").read_bytes())["counts"]["items"] == 6
    assert filled("export", "-", "--format", "json").out.encode() == Path("台账.json").read_bytes()


def test_evidence_that_was_kept_is_said_to_be_elsewhere(filled: Run) -> None:
    Path("单.txt").write_text("验收", "utf-8")
    assert filled("update", "1", "--evidence", "单.txt", "--keep").code == 0
    assert "请另行复制文件夹" in filled("export", "台账.json").err


def test_a_part_of_the_ledger_is_no_whole_one(filled: Run) -> None:
    ran = filled("export", "台账.json", "1-3")
    assert (ran.code, ran.out) == (2, "")
    assert "不能只选一部分" in ran.err


def test_a_ledger_that_is_not_there_becomes_the_one_in_the_file(sent: Run) -> None:
    ran = sent("import", "台账.json", "--ledger", THERE)
    assert ran.code == 0
    assert "编号与原来相同" in ran.out
    assert sent("list", "--format", "json", "--ledger", THERE).out == sent("list", "--format", "json").out
    assert sent("history", "--ledger", THERE).out == sent("history").out


def test_pretending_says_what_would_come_and_makes_no_file(sent: Run) -> None:
    ran = sent("import", "台账.json", "--ledger", THERE, "--pretend")
    assert ran.code == 0
    assert "将导入 台账.json：2 份来源文件、6 项承诺" in ran.out
    assert not Path(THERE).exists()


def test_a_ledger_without_anything_is_filled(sent: Run) -> None:
    from tracker.ledger import Ledger

    Ledger.open(Path(THERE), mode="write").close()
    assert sent("import", "台账.json", "--ledger", THERE, "--pretend").code == 0
    assert sent("import", "台账.json", "--ledger", THERE).code == 0
    assert sent("list", "--ledger", THERE).out == sent("list").out


@pytest.mark.parametrize("content", ["不是", "{}", '{"format": "tracker-ledger"}'])
def test_a_file_that_is_no_ledger_leaves_none_behind(filled: Run, content: str) -> None:
    Path("坏.json").write_text(content, "utf-8")
    ran = filled("import", "坏.json", "--ledger", THERE)
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.count("\n") == 1
    assert not Path(THERE).exists()


@pytest.mark.parametrize("name", ["没有.json", "坏\0.json"])
def test_a_file_that_is_not_there_is_named(filled: Run, name: str) -> None:
    ran = filled("import", name)
    assert ran.code == 4
    assert "无法读取" in ran.err


def test_the_own_export_is_not_joined(sent: Run) -> None:
    ran = sent("import", "台账.json")
    assert (ran.code, ran.out) == (6, "")
    assert "就是本台账导出的" in ran.err


@pytest.fixture
def two(sent: Run, folder: Path) -> Run:
    """Another ledger, 彼.db, in which the second of the replies is as well."""
    assert sent("add", str(folder / "2泵站.txt"), "--ledger", THERE).code == 0
    return sent


def test_two_ledgers_are_joined_after_a_word(two: Run) -> None:
    shown = two("import", "台账.json", "--ledger", THERE, "--pretend")
    assert shown.code == 0
    assert "不并入" in shown.out
    assert "内容相同" in shown.out
    assert two("import", "台账.json", "--ledger", THERE, typed="n\n").code == 6
    before = two("list", "--ledger", THERE).out
    ran = two("import", "台账.json", "--ledger", THERE, "-y")
    assert ran.code == 0
    assert two("doctor", "--ledger", THERE).code == 0
    assert two("list", "--ledger", THERE).out != before
    again = two("import", "台账.json", "--ledger", THERE, "-y")
    assert again.code == 0
    assert "没有可以并入的内容" in again.out


def test_a_joining_is_told_and_cannot_be_undone(two: Run) -> None:
    assert two("import", "台账.json", "--ledger", THERE, "-y").code == 0
    assert "并入" in two("history", "--ledger", THERE).out
    ran = two("undo", "-y", "--ledger", THERE)
    assert ran.code == 6
    assert "请换用合并前的备份" in ran.err
    assert two("undo", "--list", "--ledger", THERE).code == 0


def test_what_does_not_come_is_named_up_to_a_point(sent: Run, folder: Path) -> None:
    letter = (folder / "1路灯.txt").read_text("utf-8")
    for number in range(25):
        (folder / f"多{number}.txt").write_text(
            letter.replace("0019", f"{number + 100:04}").replace("120", f"{number + 130}"), "utf-8"
        )
    for name, unit in ((HERE, "甲局"), (THERE, "乙局")):
        assert sent("add", "答复", "--ledger", name).code == 0
        assert sent("unit", "rename", "云溪市城市管理局", unit, "--ledger", name).code == 0
    assert sent("report", "--month", "2024-09", "--issue", "--ledger", HERE).code == 0
    assert sent("export", "此.json", "--ledger", HERE).code == 0
    ran = sent("import", "此.json", "--ledger", THERE, "--pretend")
    assert ran.code == 0
    assert "不并入 27 份来源文件" in ran.out
    assert "其余 7 份略" in ran.out
    assert "单位名称以本台账的为准：云溪市城市管理局" in ran.out
    assert "通报 1 期不并入" in ran.out


@pytest.mark.parametrize(
    "words", [["台账.json", "表.xlsx"], ["台账.json", "--ours"], ["台账.json", "--on", "2024-10-01"]]
)
def test_a_whole_ledger_comes_alone_and_without_what_sheets_need(sent: Run, words: list[str]) -> None:
    ran = sent("import", *words)
    assert (ran.code, ran.out) == (2, "")


def test_limits_are_written_as_a_calendar(filled: Run) -> None:
    ran = filled("export", "时限.ics")
    assert ran.code == 0
    data = Path("时限.ics").read_bytes()
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert f"{data.count(b'BEGIN:VEVENT')} 项的时限已写入" in ran.err
    assert filled("export", "-", "--format", "ics").out.encode() == data
    assert filled("export", "一项.ics", "1").code == 0


def test_a_calendar_is_of_no_unit(filled: Run) -> None:
    assert filled("export", "报送", "--by", "unit", "--format", "ics").code == 2
