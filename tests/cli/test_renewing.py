"""``document refresh`` and ``document replace`` show what they would do, and leave alone what a person decided."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.replies import LAMPS
from tracker.extraction import extract
from tracker.ledger import Ledger
from tracker.reading import parse_reply, read
from tracker.rendering.width import cell_width


@pytest.fixture
def revised(folder: Path) -> Path:
    path = folder.parent / "修订.txt"
    path.write_text(LAMPS.replace("25盏", "40盏").replace("一次路灯巡查", "两次路灯巡查"), "utf-8")
    return path


def texts(run: Run) -> dict[int, str]:
    return {
        value["id"]: value["text"] for value in map(json.loads, run("list", "--sort", "id", "--format", "jsonl").lines)
    }


def test_reading_anew_with_the_same_rules_changes_nothing(filled: Run) -> None:
    ran = filled("document", "refresh", "--all")
    assert (ran.code, ran.lines) == (0, ["没有变化，重新读出的承诺与台账一致。"])


@pytest.fixture
def outdated(run: Run, folder: Path, tmp_path: Path) -> Run:
    """A ledger as worse rules filled it: the first promise was not found, the second cut too short, one is none."""
    extraction = extract(parse_reply(read(str(folder / "1路灯.txt"))))
    _, second, *rest = extraction.commitments
    short = replace(second, text=LAMPS[second.start : second.end - 4], end=second.end - 4)
    none = replace(
        second, text="感谢您对城市管理工作的关心", start=LAMPS.index("感谢您"), end=LAMPS.index("感谢您") + 13
    )
    with Ledger.open(tmp_path / "ledger.db", mode="write") as ledger:
        command = ledger.command("add", person="测试员", now=datetime(2024, 10, 15, 4, tzinfo=UTC), summary="读入")
        worse = replace(extraction, commitments=(short, *rest, none))
        ledger.add(worse, command=command, today=date(2024, 10, 15))
    return run


def test_what_better_rules_find_is_shown_and_applied(outdated: Run) -> None:
    before = texts(outdated)
    shown = outdated("document", "refresh", "1", "--pretend")
    assert shown.code == 0
    assert shown.lines[0].endswith("1路灯.txt）：新增 1 项，改动 1 项，消失 1 项，保留 0 项")
    assert "新增  “我局将于2024年9月底前更换湖滨路路灯120盏”" in shown.out
    assert "改动  编号 1  引文：" in shown.out
    assert "消失  编号 4  “感谢您对城市管理工作的关心”" in shown.out
    assert texts(outdated) == before
    ran = outdated("document", "refresh", "1", typed="y\n")
    assert ran.code == 0
    assert ran.lines[-1].startswith("已应用到 1 份来源文件")
    assert "2024年底前，完成桂园巷路灯改造，新装路灯25盏" in texts(outdated).values()
    assert outdated("document", "refresh", "--all").lines == ["没有变化，重新读出的承诺与台账一致。"]
    assert outdated("undo", "-y").code == 0
    assert texts(outdated) == before


def test_nothing_is_applied_where_a_person_says_no_or_nobody_answers(outdated: Run) -> None:
    before = texts(outdated)
    assert outdated("document", "refresh", "1", typed="n\n").code == 6
    assert outdated("document", "refresh", "1").code == 2
    assert texts(outdated) == before


def test_what_a_person_decided_is_kept(outdated: Run) -> None:
    outdated("review", "1", "4", "--accept")
    ran = outdated("document", "refresh", "1", "-y")
    assert "保留 2 项" in ran.lines[0]
    assert "编号 4  “感谢您对城市管理工作的关心”，人定过的，不动" in ran.out
    assert texts(outdated)[4] == "感谢您对城市管理工作的关心"
    assert texts(outdated)[1].endswith("新装路")


def test_the_preview_keeps_to_the_terminal(outdated: Run, terminal: Run) -> None:
    ran = terminal("document", "refresh", "--all", "--pretend")
    assert all(cell_width(line) <= 80 for line in ran.lines[1:])


@pytest.mark.parametrize("arguments", [(), ("1", "--all")])
def test_a_document_or_all_must_be_named(filled: Run, arguments: tuple[str, ...]) -> None:
    ran = filled("document", "refresh", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "二者取一" in ran.err


def test_a_corrected_text_takes_the_place_and_ids_go_along(filled: Run, revised: Path) -> None:
    filled("update", "1", "--status", "done")
    shown = filled("document", "replace", "1", str(revised), "--pretend")
    assert shown.code == 0
    assert shown.lines[0] == "来源文件 1（答复/1路灯.txt）：新增 0 项，转到新文件 4 项，消失 0 项，保留 0 项"
    assert "编号 2  引文：" in shown.out
    assert 3 not in {int(line.split("\t")[0]) for line in filled("document", "list").lines[1:]}
    ran = filled("document", "replace", "1", str(revised), "-y")
    assert ran.lines[-1] == "已替换来源文件 1；`tracker undo` 可以撤销。"
    assert texts(filled)[2].endswith("新装路灯40盏")
    assert json.loads(filled("list", "--status", "done", "--format", "jsonl").out)["document_id"] == 3
    assert "来源文件：1 → 3" in filled("history", "1").out
    assert filled("undo", "-y").code == 0
    assert texts(filled)[2].endswith("新装路灯25盏")


def test_replacing_asks_in_a_terminal(filled: Run, terminal: Run, revised: Path) -> None:
    ran = terminal("document", "replace", "1", str(revised), typed="n\n")
    assert ran.code == 6
    assert "确定替换吗？[y/N] " in ran.out
    assert texts(filled)[2].endswith("新装路灯25盏")


def test_what_cannot_be_read_replaces_nothing(filled: Run, tmp_path: Path) -> None:
    ran = filled("document", "replace", "1", "没有.txt", "-y")
    assert (ran.code, ran.out) == (4, "")
    ran = filled("document", "replace", "1", "答复", "-y")
    assert (ran.code, ran.out) == (2, "")
    assert "替换只要一份" in ran.err
    assert filled("document", "replace", "1", "答复/1路灯.txt", "-y").code == 6
