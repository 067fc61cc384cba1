"""``list`` and ``show`` show what stands in the ledger, completely where nobody asks for less."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.replies import LAMPS
from tracker.rendering.width import cell_width


def find_ids(ran_lines: list[str]) -> list[str]:
    return [line.split("\t")[0] for line in ran_lines[1:]]


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ((), ["1", "2", "5", "3", "4", "6"]),
        (("--overdue",), ["1"]),
        (("--section", "next_step"), ["2", "5", "3", "4", "6"]),
        (("--section", "正文"), ["1"]),
        (("--document", "2"), ["5", "6"]),
        (("--document", "0019"), ["1", "2", "3", "4"]),
        (("--document", "高岗"), ["5", "6"]),
        (("--owner", "照明"), ["3"]),
        (("--due-before", "2024年12月31日"), ["1", "2"]),
        (("--due-before", "年底"), ["1", "2"]),
        (("路灯", "非:时限:无"), ["1", "2"]),
        (("单位：水利，照明", "时限:2025"), ["5"]),
        (("6", "3", "1-2"), ["1", "2", "3", "6"]),
        (("状态:逾期", "--document", "0019"), ["1"]),
        (("状态:逾期", "--owner", "水利"), []),
        (("--text", "路灯", "--sort", "id"), ["1", "2", "3", "4"]),
        (("--grade", "软"), ["4"]),
        (("--review", "待核"), ["1", "2", "5", "3", "4", "6"]),
        (("--review", "accepted,rejected"), []),
        (("--limit", "2"), ["1", "2"]),
        (("--status", "已完成，推进中"), []),
        (("--status", "unreported", "--status", "done", "--limit", "1"), ["1"]),
    ],
)
def test_the_list_holds_what_was_asked_for_most_urgent_first(
    filled: Run, options: tuple[str, ...], ids: list[str]
) -> None:
    ran = filled("list", *options)
    assert ran.code == 0
    assert find_ids(ran.lines) == ids


@pytest.mark.parametrize("order", ["id", "limit", "unit", "owner", "document", "status", "changed", "attention"])
def test_every_order_lists_every_item(filled: Run, order: str) -> None:
    assert sorted(find_ids(filled("list", "--sort", order).lines)) == ["1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--status", "完了"), "没有“完了”这种状态，可用的有：未报进展（unreported）"),
        (("--sort", "size"), "没有“size”这种顺序"),
        (("--due-before", "2024-13-01"), "“2024-13-01”不能用作时限，请写成 2024-12-31"),
        (("状太:推进中",), "没有“状太”这种条件（状太:推进中），是不是 状态？"),
        (("时限:下旬",), "“下旬”不能用作时限，请写成 2024-12-31"),
        (("2024-12-31",), "“2024-12-31”是日期，请说明是什么日期"),
        (("--limit", "0"), "项数“0”无效"),
        (("--limit", "many"), "项数“many”无效"),
        (("--format", "xlsx"), "没有“xlsx”这种格式"),
    ],
)
def test_an_impossible_value_is_one_sentence_and_exit_code_two(
    filled: Run, options: tuple[str, ...], words: str
) -> None:
    ran = filled("list", *options)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"错误：{words}")
    assert ran.err.count("\n") == 1


def test_an_unknown_document_exits_three(filled: Run) -> None:
    ran = filled("list", "--document", "不存在")
    assert (ran.code, ran.out) == (3, "")


def test_reading_commands_never_create_a_ledger(run: Run, tmp_path: Path) -> None:
    for command in (
        "list",
        "show 1",
        "history",
        "document list",
        "document show 1",
        "ask 1",
        "gold 样例",
        "report",
        "undo",
        "update 1 --note 好",
    ):
        ran = run(*command.split())
        assert (ran.code, ran.out) == (5, ""), command
        assert "tracker add" in ran.err, command
    assert list(tmp_path.iterdir()) == []


def test_json_and_jsonl_hold_every_item_with_its_state(filled: Run) -> None:
    values = json.loads(filled("list", "--format", "json").out)
    lines = [json.loads(line) for line in filled("list", "--format", "jsonl").lines]
    assert values == lines
    assert [value["id"] for value in values] == [1, 2, 5, 3, 4, 6]
    assert values[0]["overdue"] is True
    assert values[0]["reply"]["issuer"] == "云溪市城市管理局"


def test_data_in_a_terminal_is_readable(filled: Run, terminal: Run) -> None:
    assert json.loads(terminal("list", "--format", "json").out) == json.loads(filled("list", "--format", "json").out)


def test_csv_opens_in_excel_and_holds_everything(filled: Run) -> None:
    out = filled("list", "--format", "csv", "--limit", "1").out
    assert out.startswith("\ufeff编号,承诺事项,")
    (row,) = csv.DictReader(io.StringIO(out.removeprefix("\ufeff")))
    assert row["承诺事项"] == "我局将于2024年9月底前更换湖滨路路灯120盏"
    assert row["临期逾期"] == "逾期15天"
    assert row["督办时限"] == ""


def test_a_terminal_clips_the_quote_and_counts_the_rest(terminal: Run, run: Run, tmp_path: Path) -> None:
    measures = "".join(
        f"{n}、我局将在桂园巷{n}号楼前新装路灯{n}盏，同步改造配电箱，更换老旧线缆，增设监控探头{n}处。\n"
        for n in range(1, 61)
    )
    path = tmp_path / "长.txt"
    path.write_text(LAMPS.replace("感谢您", f"{measures}感谢您"), "utf-8")
    assert run("add", str(path)).code == 0
    ran = terminal("list")
    table, footer = ran.out.rstrip().rsplit("\n\n", 1)
    assert all(cell_width(line) <= 80 for line in ran.lines)
    assert "…" in table
    assert footer == "共64项（其中待核64项）；其余 14 项，用 --full 或 --limit 64 显示。"
    assert sum(line[:4].strip().isdecimal() for line in table.splitlines()) == 50
    full = terminal("list", "--full").out
    assert "…" not in full
    assert "其余" not in full
    assert len(run("list").lines) == 65


def test_overdue_is_said_in_words(terminal: Run, filled: Run) -> None:
    assert "逾期15天" in terminal("list").out


def test_an_empty_list_says_so_in_a_terminal_and_is_only_titles_on_a_pipe(terminal: Run, filled: Run) -> None:
    assert terminal("list", "--status", "done").out == "没有符合条件的承诺事项。\n"
    assert filled("list", "--status", "done").lines == ["编号\t承诺事项\t责任单位\t时限\t状态"]


def test_a_table_that_is_asked_for_on_a_pipe_is_drawn_with_the_whole_quote(filled: Run) -> None:
    ran = filled("list", "--format", "table", "--limit", "1")
    assert ran.lines[1].startswith("----  ---")
    assert ran.err.startswith("\n共6项")


def test_show_tells_the_promise_in_its_paragraph_with_fields_and_history(filled: Run) -> None:
    filled("update", "2", "--status", "推进中", "--progress", "40")
    ran = filled("show", "2")
    assert ran.code == 0
    assert ran.lines[0] == "编号 2：推进中 40% 黄灯"
    assert "一是加快改造。【2024年底前，完成桂园巷路灯改造，新装路灯25盏】。" in ran.out
    assert "责任单位  云溪市城市管理局（答复单位）" in ran.lines
    assert "状态：未报进展 → 推进中" in ran.out


def test_show_takes_several_ids(filled: Run) -> None:
    out = filled("show", "1", "5-6").out
    assert [line.partition("：")[0] for line in out.splitlines() if line.startswith("编号 ")] == [
        "编号 1",
        "编号 5",
        "编号 6",
    ]


def test_show_in_a_terminal_keeps_to_its_width(filled: Run, terminal: Run) -> None:
    assert all(cell_width(line) <= 80 for line in terminal("show", "1-6").lines)


def test_a_narrow_terminal_folds_what_stands_under_a_table(
    filled: Run, terminal: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    for command in (("list",), ("document", "list"), ("history", "--limit", "1"), ("extract", "答复")):
        footer = terminal(*command).out.rsplit("\n\n", 1)[1]
        assert all(cell_width(line) <= 40 for line in footer.splitlines())


def test_an_unknown_id_exits_three_and_leaves_stdout_empty(filled: Run) -> None:
    ran = filled("show", "99")
    assert (ran.code, ran.out) == (3, "")
    assert "99" in ran.err


def test_documents_are_listed_and_shown(filled: Run, terminal: Run) -> None:
    ran = filled("document", "list")
    assert [line.split("\t")[0] for line in ran.lines] == ["文件", "1", "2"]
    assert "共 2 份。" in terminal("document", "list").out
    shown = filled("document", "show", "1")
    assert "案号        0019" in shown.lines
    assert "格式        文本" in shown.lines
    assert "桂园巷" in shown.out
    assert filled("document", "show", "1", "--text").out == LAMPS + "\n"
    assert filled("document", "show", "9").code == 3
    assert filled("document", "show", "1-2").code == 2


def test_a_ledger_whose_documents_were_undone_lists_none(filled: Run, terminal: Run) -> None:
    filled("undo", "-y")
    assert "没有来源文件" in terminal("document", "list").out
    assert filled("document", "show", "1").code == 0
