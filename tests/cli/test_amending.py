"""``document update`` and ``document withdraw``: what a person says of a source later."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def ids(run: Run) -> list[int]:
    return [json.loads(line)["id"] for line in run("list", "--sort", "id", "--format", "jsonl").lines]


def test_the_class_and_the_satisfaction_are_said_later_and_shown(filled: Run) -> None:
    ran = filled("document", "update", "1", "--category", "a类", "--satisfaction", "满意")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("来源文件 1：办复类别 ")
    assert ran.out.endswith("→A，提出人意见 满意。\n")
    listed = filled("document", "list").lines
    assert "提出人意见" in listed[0]
    assert "→A\t满意\t" in listed[1]
    shown = filled("document", "show", "1").lines
    assert any(line.startswith("现办复类别  A") for line in shown)
    assert "提出人意见  满意" in shown
    assert filled("undo", "-y").code == 0
    assert "提出人意见" not in filled("document", "list").lines[0]


def test_what_is_so_already_changes_nothing(filled: Run) -> None:
    filled("document", "update", "1", "--satisfaction", "satisfied")
    ran = filled("document", "update", "1", "--satisfaction", "满意")
    assert ran.out == "没有变化，来源文件 1 本来就是这样。\n"


def test_an_earlier_day_does_not_overtake_a_later_one(filled: Run) -> None:
    filled("document", "update", "1", "--satisfaction", "满意")
    ran = filled("document", "update", "1", "--satisfaction", "不满意", "--on", "2024-09-01")
    assert ran.out == "来源文件 1：提出人意见 满意。\n" or ran.out.endswith("提出人意见 满意。\n")
    assert "2024-09-01 之后另有更新" in ran.err


def test_a_document_is_not_withdrawn_twice_nor_another_in_its_place(filled: Run) -> None:
    filled("document", "withdraw", "1", "--reason", "重复", "-y")
    again = filled("document", "withdraw", "1", "--reason", "重复", "-y")
    assert (again.code, again.err) == (
        3,
        "错误：来源文件“1”已经撤回或被取代，请用 `tracker document list --withdrawn` 查看\n",
    )
    assert filled("list", "文件:1").lines[1:] == []
    assert len(filled("document", "list", "--withdrawn", "1").lines) == 2


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("update", "1"), 2, "没有要修改的内容"),
        (("update", "1", "--category", "甲"), 2, "没有办复类别“甲”"),
        (("update", "1", "--satisfaction", "很好"), 2, "提出人意见"),
        (("update", "9", "--category", "A"), 3, "没有编号或案号为“9”的来源文件"),
        (("withdraw", "1"), 2, "--reason"),
        (("withdraw", "9", "--reason", "重复", "-y"), 3, "没有编号或案号为“9”的来源文件"),
        (("withdraw", "1", "--reason", "重复", "-y", "--on", "2020-01-01"), 2, "起才有记录"),
    ],
)
def test_what_cannot_be_said_is_refused(filled: Run, args: tuple[str, ...], code: int, words: str) -> None:
    ran = filled("document", *args)
    assert ran.code == code
    assert words in ran.err
    assert len(ids(filled)) == 6


def test_a_document_is_withdrawn_after_a_look_and_comes_back_when_it_is_added(filled: Run) -> None:
    filled("update", "1", "--status", "推进中")
    looked = filled("document", "withdraw", "1", "--reason", "重复", "--pretend")
    assert looked.code == 0
    assert looked.out.endswith("和其中 4 项（编号 1-4），已核定 1 项、有进展 1 项。\n")
    assert filled("document", "withdraw", "1", "--reason", "重复", typed="n\n").code == 6
    assert filled("document", "withdraw", "1", "--reason", "重复").code == 2
    assert ids(filled) == [1, 2, 3, 4, 5, 6]
    assert filled("document", "withdraw", "1", "--reason", "重复", typed="y\n").code == 0
    assert ids(filled) == [5, 6]
    assert [line.split("\t")[0] for line in filled("document", "list").lines] == ["文件", "2"]
    listed = filled("document", "list", "--withdrawn").lines
    assert "（已撤回）" in listed[1]
    assert filled("add", "答复").out.startswith("恢复 1 份答复、4 项承诺。")
    assert ids(filled) == [1, 2, 3, 4, 5, 6]
    assert json.loads(filled("list", "1", "--format", "jsonl").out)["status"] == "in_progress"


def test_a_document_without_items_is_withdrawn_too(filled: Run, folder: Path) -> None:
    (folder / "3无.txt").write_text("陆知微委员：\n您的提案收悉。现答复如下：\n2023年已更换路灯300盏。\n", "utf-8")
    assert filled("add", "答复/3无.txt").code == 0
    ran = filled("document", "withdraw", "3", "--reason", "没有承诺", "-y")
    assert ran.code == 0
    assert ran.lines[0].endswith("，其中没有事项。")
    assert ran.lines[-1].startswith("已撤回来源文件 3；")


def test_documents_are_chosen_and_cut(filled: Run, terminal: Run) -> None:
    assert [line.split("\t")[0] for line in filled("document", "list", "泵站").lines[1:]] == ["2"]
    assert [line.split("\t")[0] for line in filled("document", "list", "--limit", "1").lines[1:]] == ["2"]
    assert "列出最近读入的 1 份" in terminal("document", "list", "--limit", "1").out
    assert "没有这样的来源文件。" in terminal("document", "list", "无此名").out
