"""``import --map``: an office's own ledger becomes one of ours, once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.exchange.test_mapping import AREAS, MERGED, make_book
from tracker.ledger import Ledger
from tracker.model import Status

TABLE, MAP = "旧台账.xlsx", "列.toml"


@pytest.fixture
def old(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """An office's own ledger with a map of it."""
    monkeypatch.chdir(tmp_path)
    Path(TABLE).write_bytes(make_book(MERGED, AREAS))
    Path(MAP).write_text(run("import", TABLE, "--map", "suggest").out, "utf-8")
    return run


def change_map(old: str, new: str) -> None:
    text = Path(MAP).read_text("utf-8")
    assert old in text
    Path(MAP).write_text(text.replace(old, new), "utf-8")


def test_a_first_map_is_data_and_what_to_do_with_it_is_talk(old: Run) -> None:
    ran = old("import", TABLE, "--map", "suggest")
    assert ran.code == 0
    assert 'text = "承诺事项"' in ran.out
    assert "核对后用 tracker import" in ran.err
    assert "核对后用" not in ran.out


def test_pretending_counts_and_makes_no_ledger(old: Run, tmp_path: Path) -> None:
    ran = old("import", TABLE, "--map", MAP, "--pretend", "--ledger", "新.db")
    assert ran.code == 0
    assert ran.lines == [f"{TABLE}：将导入 2 件、4 项承诺（已完成 1、推进中 1、长期坚持 1、未启动 1）。"]
    assert not Path("新.db").exists()


def test_it_is_taken_in_once_as_one_command(old: Run) -> None:
    ran = old("import", TABLE, "--map", MAP, "-y")
    assert (ran.code, ran.out) == (0, "已导入 2 件、4 项承诺；`tracker undo` 可以撤销。\n")
    listed = old("list", "--format", "json").out
    again = old("import", TABLE, "--map", MAP, "-y")
    assert (again.code, again.out) == (0, "已导入 0 件、0 项承诺；已在台账 2 件，没有重复导入。\n")
    assert old("list", "--format", "json").out == listed
    assert old("doctor").code == 0
    assert old("undo", "-y").code == 0
    assert len(old("list").lines) <= 1
    assert "已导入 2 件" in old("import", TABLE, "--map", MAP, "-y").out
    assert old("list", "--format", "json").out == listed


def test_it_asks_first(old: Run) -> None:
    ran = old("import", TABLE, "--map", MAP, typed="n\n")
    assert (ran.code, ran.out) == (6, "")
    assert "将导入 2 件" in ran.err
    assert old("import", TABLE, "--map", MAP, typed="y\n").code in (0, 6)


def test_who_was_interrupted_goes_on_where_it_ended(old: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert old("import", TABLE, "--map", MAP, "-y", "--ledger", "全.db").code == 0
    Path("断.db").write_bytes(Path("全.db").read_bytes())
    with Ledger.open(Path("断.db"), mode="write") as ledger:
        (command,) = ledger.commands(1)
        ledger.undo(person=command.person, now=command.recorded_at, today=command.recorded_at.date())
    # What stands there then is what a killed run leaves: promises on which nothing was reported.
    assert old("import", TABLE, "--map", MAP, "-y", "--ledger", "断.db").code == 0
    with Ledger.open(Path("断.db"), mode="read") as ledger:
        assert next(item.status for item in ledger.items()) is Status.DONE


def test_what_a_person_has_changed_since_stays(old: Run) -> None:
    assert old("import", TABLE, "--map", MAP, "-y").code == 0
    assert old("update", "2", "--status", "已完成").code == 0
    assert old("import", TABLE, "--map", MAP, "-y").code == 0
    assert '"status": "done"' in old("list", "2", "--format", "json").out


def test_a_cell_that_cannot_be_read_stops_all_and_is_named(old: Run) -> None:
    rows = [
        *MERGED[:4],
        *([["5", f"{number}", "", "修路", "甲局", "", "差不多了", "", "", ""] for number in range(30, 55)]),
    ]
    Path(TABLE).write_bytes(make_book(rows))
    ran = old("import", TABLE, "--map", MAP, "-y")
    assert (ran.code, ran.out) == (4, "")
    assert "有 25 处读不懂" in ran.err
    assert "第 5 行“是否办结”：“差不多了”看不出是哪种状态" in ran.err
    assert "其余 5 处略" in ran.err
    assert old("list").code == 5
    change_map("[statuses]", '[statuses]\n"差不多了" = "推进中"')
    assert old("import", TABLE, "--map", MAP, "-y").code == 0


def test_what_is_not_taken_as_it_stands_is_said(old: Run) -> None:
    rows = [
        ["案号", "承诺事项", "责任单位", "状态", "进展情况"],
        ["12", "修路1条", "甲局", "已销号", ""],
        ["13", "", "乙局", "", "只有进展"],
        ["14", "建桥1座", "丙局", "", ""],
    ]
    Path(TABLE).write_bytes(make_book(rows))
    fixed = '[fixed]\nissuer = "云溪市交通运输局"\nsession = "市政协六届三次会议"\n'
    columns = '[columns]\nnumber = "案号"\ntext = "承诺事项"\nunit = "责任单位"\nstatus = "状态"\nnote = "进展情况"\n'
    Path(MAP).write_text(f"{columns}{fixed}", "utf-8")
    shown = old("import", TABLE, "--map", MAP, "--pretend").lines
    assert shown[1:] == [
        "第 2 行已销号而没有佐证，导入为已完成，补了佐证再销号。",
        "第 3 行没有承诺事项，不导入。",
    ]
    assert old("import", TABLE, "--map", MAP, "-y").code == 0
    rows[1][1] = "修路2条"
    Path(TABLE).write_bytes(make_book(rows))
    shown = old("import", TABLE, "--map", MAP, "--pretend").lines
    assert "已在台账 1 件，不重复导入。" in shown
    assert any("案号相同而文字不同" in line for line in shown)
    ran = old("import", TABLE, "--map", MAP, "-y")
    assert "1 件与台账里同一案号的文字不同，没有导入" in ran.out


@pytest.mark.parametrize(
    ("old_words", "new_words", "problem"),
    [
        ('sheet = "台账"', 'sheet = "别的"', "没有“别的”这张工作表"),
        ("header = 3", "header = 99", "表里只有 8 行"),
        ("header = 3", "header = 8", "没有“提案编号”这一列"),
        ('text = "承诺事项"', 'text = "AA"', "没有承诺事项"),
    ],
)
def test_a_map_of_another_table_is_refused(old: Run, old_words: str, new_words: str, problem: str) -> None:
    change_map(old_words, new_words)
    ran = old("import", TABLE, "--map", MAP, "-y")
    assert (ran.code, ran.out) == (4, "")
    assert problem in ran.err


def test_without_a_row_the_titles_are_found(old: Run) -> None:
    change_map("header = 3", "header = 0")
    assert "2 件、4 项" in old("import", TABLE, "--map", MAP, "--pretend").out


@pytest.mark.parametrize(
    ("prepare", "args", "code"),
    [
        (lambda: None, [TABLE, TABLE, "--map", MAP], 2),
        (lambda: None, [TABLE, "--map", MAP, "--theirs"], 2),
        (lambda: None, [TABLE, "--map", "没有.toml"], 4),
        (lambda: None, ["没有.xlsx", "--map", MAP], 4),
        (lambda: Path(TABLE).write_bytes(b"%PDF-1.4"), [TABLE, "--map", MAP], 4),
    ],
)
def test_what_cannot_be_is_one_sentence(old: Run, prepare: Callable[[], object], args: list[str], code: int) -> None:
    prepare()
    ran = old("import", *args)
    assert (ran.code, ran.out, ran.err.count("\n")) == (code, "", 1)


def test_a_table_that_is_none_by_its_size_is_refused(old: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.reading.files.LARGEST", 100)
    ran = old("import", TABLE, "--map", MAP)
    assert ran.code == 4
    assert "不像一份台账" in ran.err
