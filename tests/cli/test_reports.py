"""``report`` prints or writes the month's report, whatever month is asked for."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Run
from tracker.exchange.columns import VISIBLE
from tracker.rendering.width import cell_width


def test_without_a_month_it_is_the_last_full_one(filled: Run) -> None:
    ran = filled("report")
    assert ran.code == 0
    assert ran.lines[0].strip() == "承诺事项办理情况通报（2024年9月）"
    assert "截至2024年9月30日，台账中有承诺的答复2件、承诺事项6项（其中待核6项）" in ran.out
    assert all(cell_width(line) <= 80 for line in ran.lines)


@pytest.mark.parametrize("month", ["2024-08", "202408", "2024年8月", "2024/8"])
def test_a_month_may_be_written_in_several_ways(filled: Run, month: str) -> None:
    assert filled("report", "--month", month).lines[0].strip() == "承诺事项办理情况通报（2024年8月）"


def test_what_was_typed_later_for_an_earlier_day_is_in_that_months_report(filled: Run) -> None:
    filled("update", "2", "--status", "done", "--on", "2024-09-20")
    assert "完成率16.7%（1/6）" in filled("report", "--month", "2024-09").out
    assert "完成率0.0%（0/4）" in filled("report", "--month", "2024-08").out


@pytest.mark.parametrize(
    ("month", "words"), [("2030-01", "尚未开始"), ("2024-10", "尚未结束"), ("2019-05", "台账中没有承诺事项")]
)
def test_an_unusual_month_gets_a_sensible_report(filled: Run, month: str, words: str) -> None:
    ran = filled("report", "--month", month)
    assert ran.code == 0
    assert words in ran.out


def test_an_empty_ledger_gets_a_report(filled: Run) -> None:
    filled("undo", "-y")
    ran = filled("report")
    assert ran.code == 0
    assert "台账中没有承诺事项" in ran.out


def test_markdown_goes_to_a_file_and_only_the_message_to_stderr(filled: Run, tmp_path: Path) -> None:
    ran = filled("report", "--month", "2024-09", "-o", "月报.md")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "承诺事项办理情况通报（2024年9月）已写入 月报.md\n"
    text = (tmp_path / "月报.md").read_text("utf-8")
    assert text.startswith("# 承诺事项办理情况通报（2024年9月）\n")
    assert text == filled("report", "--month", "2024-09", "--format", "md").out


def test_another_suffix_gets_the_plain_report(filled: Run, tmp_path: Path) -> None:
    filled("report", "-o", "月报.txt")
    assert (tmp_path / "月报.txt").read_text("utf-8") == filled("report").out


def test_a_place_that_cannot_be_written_is_one_sentence(filled: Run) -> None:
    ran = filled("report", "-o", "没有/月报.md")
    assert (ran.code, ran.out) == (4, "")
    assert ran.err == "错误：无法写入“没有/月报.md”（没有这个位置），请换一个位置\n"


def test_a_report_never_overwrites_a_ledger(filled: Run, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    (tmp_path / "链接.md").symlink_to(ledger)
    (tmp_path / "副本.txt").write_bytes(ledger.read_bytes())
    for name in ("链接.md", "副本.txt"):
        ran = filled("report", "-o", name)
        assert (ran.code, ran.out) == (6, ""), name
        assert "是台账或其他数据库，不能覆盖" in ran.err
    assert filled("list").code == 0


def test_a_dash_is_the_standard_output(filled: Run, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    assert filled("report", "-o", "-").out == filled("report").out
    assert filled("report", "-o", "-", "--format", "md").out.startswith("# ")
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("name", ["月报.doc", "月报.pdf", "月报.db"])
def test_a_format_that_there_is_not_is_refused_by_its_suffix(filled: Run, tmp_path: Path, name: str) -> None:
    ran = filled("report", "-o", name)
    assert (ran.code, ran.out) == (2, "")
    assert "可用的有：.txt、.md、.json、.html、.docx、.xlsx" in ran.err
    assert not (tmp_path / name).exists()


def test_a_report_replaces_the_one_before_and_leaves_nothing_beside_it(filled: Run, tmp_path: Path) -> None:
    (tmp_path / "月报.md").write_text("上一次", "utf-8")
    (tmp_path / "月报.md").chmod(0o640)
    assert filled("report", "-o", "月报.md").code == 0
    assert (tmp_path / "月报.md").read_text("utf-8").startswith("# ")
    assert (tmp_path / "月报.md").stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ledger.db", "月报.md", "答复"]


def test_a_name_that_no_file_can_have_is_one_sentence(filled: Run) -> None:
    ran = filled("report", "-o", "月\0报.md")
    assert (ran.code, ran.out) == (4, "")
    assert "（名称有误）" in ran.err


def test_what_is_no_file_is_written_to_as_it_is(filled: Run) -> None:
    assert filled("report", "-o", "/dev/null", "--format", "md").code == 0


@pytest.mark.parametrize("month", ["2024-13", "九月", "2024", "0000-01", "9999-12"])
def test_an_impossible_month_is_one_sentence(filled: Run, month: str) -> None:
    ran = filled("report", "--month", month)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"错误：“{month}”不是月份，请写成 2024-09 或 2024年9月 的样子\n"


def test_any_span_of_days_can_be_reported(filled: Run) -> None:
    ran = filled("report", "--from", "2024-07-01", "--to", "2024-09-30")
    assert ran.lines[0].strip() == "承诺事项办理情况通报（2024年7月1日至9月30日）"
    assert "比上期末" in ran.out


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("--from", "2024-07-01"), "要一起给出"),
        (("--from", "2024-07-01", "--to", "2024-06-01"), "早于"),
        (("--month", "2024-07", "--from", "2024-07-01", "--to", "2024-07-02"), "不能同用"),
        (("--by", "owner", "-o", "x"), "--by 只能是 unit"),
        (("--by", "unit"), "请用 -o 给出文件夹"),
        (("--by", "unit", "--issue", "-o", "x"), "不编期号"),
        (("--number", "1", "--month", "2024-09"), "都照原样"),
        (("--issue", "--month", "2024-10"), "还没有结束，不能印发"),
    ],
)
def test_what_does_not_go_together_is_refused(filled: Run, words: tuple[str, ...], problem: str) -> None:
    ran = filled("report", *words)
    assert (ran.code, ran.out) == (2, "")
    assert problem in ran.err


def test_a_choice_of_rows_is_reported_alone_and_named(filled: Run) -> None:
    ran = filled("report", "--month", "2024-09", "1-2")
    assert "承诺事项2项" in ran.out
    assert "范围：1-2。" in ran.out


def test_an_issued_report_is_printed_again_as_it_was_whatever_came_later(
    filled: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = filled("report", "--month", "2024-09", "--issue", "--format", "md")
    assert first.err == "已印发第1期，用 `tracker report --number 1` 原样重印。\n"
    assert "第1期" in first.out
    assert filled("report", "--number", "1", "-o", "甲.docx").code == 0
    filled("update", "2", "--status", "done", "--on", "2024-09-20")
    monkeypatch.setenv("TRACKER_TODAY", "2025-03-01")
    assert filled("report", "--number", "1", "-o", "乙.docx").code == 0
    assert (tmp_path / "甲.docx").read_bytes() == (tmp_path / "乙.docx").read_bytes()
    assert filled("report", "--number", "1", "--format", "md").out == first.out


def test_what_was_typed_too_late_stands_as_a_correction_in_the_next_one(filled: Run) -> None:
    assert "更正" not in filled("report", "--month", "2024-08", "--issue").out
    filled("update", "2", "--status", "done", "--on", "2024-08-25")
    ran = filled("report", "--month", "2024-09", "--issue", "--format", "md")
    assert "## 六、更正" in ran.out
    assert "第1期印发后补记、补录，应计入该期的有2条" in ran.out
    filled("undo", "-y")
    assert filled("report", "--number", "2", "--format", "md").out == ran.out


@pytest.fixture
def move_to(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Set the clock of this machine to a zone, written as POSIX has it."""

    def move(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield move
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="zones cannot be set here")
def test_an_issued_report_keeps_the_days_of_the_office_wherever_it_is_printed(
    filled: Run, move_to: Callable[[str], None]
) -> None:
    # Noon fourteen hours east is the day before elsewhere.
    move_to("EAST-14")
    filled("report", "--month", "2024-08", "--issue")
    filled("update", "2", "--status", "done", "--on", "2024-08-25")
    first = filled("report", "--month", "2024-09", "--issue", "--format", "md").out
    assert "| 2024-10-15 |" in first[first.index("更正") :]
    listed = filled("report", "--issued").out
    move_to("WEST11")
    assert filled("report", "--number", "2", "--format", "md").out == first
    assert filled("report", "--issued").out == listed


def test_a_report_on_some_rows_alone_uses_up_no_corrections_of_the_whole(filled: Run) -> None:
    filled("report", "--month", "2024-08", "--issue")
    filled("update", "2", "--status", "done", "--on", "2024-08-25")
    filled("report", "--month", "2024-08", "1", "--issue")
    ran = filled("report", "--month", "2024-09", "--issue", "--format", "md")
    assert "第1期印发后补记、补录，应计入该期的有2条" in ran.out


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("--from", "0001-01-01", "--to", "0001-01-02"), 2, "请检查年份"),
        (("--from", "2024-01-01", "--to", "9999-12-31"), 2, "请检查年份"),
        (("--format", "html", "-o", "通报.xlsx"), 2, ".xlsx 文件里不能写 html 格式"),
        (("--number", "0"), 2, "不是期号"),
        (("--number", "9" * 30), 2, "不是期号"),
        (("--number", "7"), 3, "一期也没有印发过，请先用"),
        (("1", "999"), 3, "999"),
    ],
)
def test_an_impossible_wish_is_refused_in_one_sentence(
    filled: Run, args: tuple[str, ...], code: int, words: str
) -> None:
    ran = filled("report", *args)
    assert (ran.code, ran.out, ran.err.count("\n")) == (code, "", 1)
    assert words in ran.err


def test_a_single_day_is_called_by_its_date_alone(filled: Run) -> None:
    ran = filled("report", "--from", "2024-09-30", "--to", "2024-09-30")
    assert ran.lines[0].strip() == "承诺事项办理情况通报（2024年9月30日）"


def test_a_text_file_has_the_same_lines_in_every_terminal(
    filled: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for columns in ("50", "200"):
        monkeypatch.setenv("COLUMNS", columns)
        filled("report", "--month", "2024-09", "-o", f"{columns}.txt")
    assert (tmp_path / "50.txt").read_bytes() == (tmp_path / "200.txt").read_bytes()


def test_the_issued_ones_are_listed_and_an_unknown_number_is_refused(filled: Run, terminal: Run) -> None:
    assert "还没有印发过" in terminal("report", "--issued").out
    filled("report", "--month", "2024-08", "--issue", "--number", "3")
    rows = [line.split("\t") for line in filled("report", "--issued").lines]
    assert rows[1][:3] == ["3", "2024-08-01", "2024-08-31"]
    assert "已印发的有：第3期" in filled("report", "--number", "2").err
    assert filled("report", "--number", "第3期").code == 0
    assert (filled("report", "--number", "2").code, filled("report", "--issue", "--number", "2").code) == (3, 6)


def test_each_unit_gets_a_report_of_its_own(filled: Run, tmp_path: Path) -> None:
    ran = filled("report", "--month", "2024-09", "--by", "unit", "-o", "分发", "--format", "md")
    assert ran.code == 0
    files = sorted((tmp_path / "分发").iterdir())
    assert [file.suffix for file in files] == [".md"] * len(files)
    totals = [int(re.search(r"承诺事项(\d+)项", file.read_text("utf-8"))[1]) for file in files]  # type: ignore[index]
    assert sum(totals) == 6


def test_a_word_file_is_not_poured_into_a_terminal(filled: Run, terminal: Run) -> None:
    ran = terminal("report", "--format", "docx")
    assert ran.code == 2
    assert "请用 -o 文件.docx" in ran.out


def test_json_holds_every_figure(filled: Run) -> None:
    value = json.loads(filled("report", "--month", "2024-09", "--format", "json").out)
    assert "总体情况" in json.dumps(value, ensure_ascii=False)


def test_the_workbook_holds_the_ledger_as_it_is_exported(filled: Run, tmp_path: Path) -> None:
    filled("update", "2", "--status", "done", "--on", "2024-09-20")
    filled("document", "update", "1", "--category", "A", "--on", "2024-09-25")
    assert filled("report", "--month", "2024-09", "--issue", "-o", "通报.xlsx").code == 0
    book = load_workbook(tmp_path / "通报.xlsx")
    titles, *rows = book["附件：承诺事项台账"].iter_rows(values_only=True)
    assert titles == tuple(column.title for column in VISIBLE)
    found = {row[titles.index("序号")]: dict(zip(titles, row, strict=True)) for row in rows}
    assert len(found) == 6
    assert (found[2]["状态"], f"{found[2]['办结日']:%Y-%m-%d}") == ("已完成", "2024-09-20")
    assert found[1]["现办复类别"] == "A类"
    filled("update", "2", "--status", "推进中", "--on", "2024-09-22")
    filled("document", "update", "1", "--category", "C", "--on", "2024-09-26")
    assert filled("report", "--number", "1", "-o", "重印.xlsx").code == 0
    assert (tmp_path / "重印.xlsx").read_bytes() == (tmp_path / "通报.xlsx").read_bytes()


def test_the_workbook_of_a_unit_holds_its_own_rows(filled: Run, tmp_path: Path) -> None:
    assert filled("report", "--month", "2024-09", "--by", "unit", "-o", "分发", "--format", "xlsx").code == 0
    sheets = [load_workbook(path)["附件：承诺事项台账"] for path in (tmp_path / "分发").iterdir()]
    assert sum(sheet.max_row - 1 for sheet in sheets) == 6
    assert all(sheet.cell(2, 1).value == 1 for sheet in sheets)
