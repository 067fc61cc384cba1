"""``tracker export``: sheets to files, one a unit, and what is kept of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.workbook.sheets import cells, read_back
from tracker.cli.files import write_files
from tracker.errors import OutputError
from tracker.exchange.columns import COLUMNS, VISIBLE
from tracker.exchange.stamp import LEDGER_SHEET, SHEET, parse_stamp

LAMPS, PUMPS, LIGHTING = "云溪市城市管理局", "西岭县水利局", "市城市照明管理处"


def rows(path: Path) -> list[dict[str, object]]:
    first, *rest = cells(read_back(path.read_bytes())[LEDGER_SHEET])
    return [dict(zip(map(str, first), row, strict=True)) for row in rest]


def stamp(path: Path) -> object:
    return parse_stamp({str(key): str(value or "") for key, value in cells(read_back(path.read_bytes())[SHEET])})


def test_the_ledger_becomes_a_sheet(filled: Run, tmp_path: Path) -> None:
    ran = filled("export", "台账.xlsx")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "6 项（其中待核 6 项）已写入 台账.xlsx\n"
    found = rows(tmp_path / "台账.xlsx")
    assert [row["序号"] for row in found] == [1, 2, 3, 4, 5, 6]
    assert {row["案号"] for row in found} == {"0019", "14"}
    assert found[0]["承诺时限(原文)"] == "2024年9月底前"


def test_rows_are_chosen_as_for_a_list(filled: Run, tmp_path: Path) -> None:
    assert filled("update", "2", "--status", "推进中", "--progress", "40").code == 0
    ran = filled("export", "部分.xlsx", "状态:推进中")
    assert ran.err == "1 项已写入 部分.xlsx\n"
    (row,) = rows(tmp_path / "部分.xlsx")
    assert (row["状态"], row["进度%"]) == ("推进中", 40)


def test_rejected_items_stay_at_home(filled: Run, tmp_path: Path) -> None:
    assert filled("review", "2", "--reject").code == 0
    assert filled("export", "台账.xlsx").code == 0
    assert len(rows(tmp_path / "台账.xlsx")) == 5


@pytest.mark.parametrize("arguments", [("台账.csv",), ("-",), ("台账", "--format", "csv")])
def test_a_csv_holds_the_same_rows(filled: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    ran = filled("export", *arguments)
    assert ran.code == 0
    data = ran.out if arguments == ("-",) else (tmp_path / arguments[0]).read_text("utf-8")
    first, *rest = list(csv.reader(io.StringIO(data.removeprefix("\ufeff"), newline="")))
    assert first[: len(VISIBLE)] == [column.title for column in VISIBLE]
    assert len(rest) == 6


def test_each_unit_gets_its_own_sheet_and_was_asked(filled: Run, tmp_path: Path) -> None:
    ran = filled("export", "--by", "unit", "报送")
    assert ran.code == 0
    assert ran.err == "已写入 3 个单位的填报表，共 6 项（其中待核 6 项）：报送\n"
    files = {path.stem[:-10]: path for path in (tmp_path / "报送").iterdir()}
    assert sorted(files) == sorted([LAMPS, LIGHTING, PUMPS])
    for unit, path in files.items():
        assert {row["责任单位"] for row in rows(path)} == {unit}
        found = stamp(path)
        assert found is not None
        assert found.unit == unit  # type: ignore[attr-defined]
        keys = {str(row["tracker:key"]).rpartition("/")[2] for row in rows(path)}
        assert keys == {str(found.event)}  # type: ignore[attr-defined]
    assert filled("history").out.count("报送进展") == 3


def test_a_second_export_touches_no_file_of_the_first(filled: Run, tmp_path: Path) -> None:
    assert filled("export", "--by", "unit", "报送").code == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "报送").iterdir()}
    assert filled("export", "--by", "unit", "报送").code == 0
    after = {path.name: path.read_bytes() for path in (tmp_path / "报送").iterdir()}
    assert {name: after[name] for name in before} == before
    assert len(after) == 6


def test_an_export_a_unit_can_be_undone(filled: Run) -> None:
    assert filled("export", "--by", "unit", "报送").code == 0
    ran = filled("undo", "-y")
    assert ran.code == 0
    assert "已撤销：请 3 个单位报送进展" in ran.out


def test_csv_can_be_had_a_unit_too(filled: Run, tmp_path: Path) -> None:
    assert filled("export", "--by", "unit", "报送", "--format", "csv").code == 0
    assert {path.suffix for path in (tmp_path / "报送").iterdir()} == {".csv"}


def test_where_a_file_cannot_be_written_nobody_was_asked(filled: Run, tmp_path: Path) -> None:
    (tmp_path / "报送").write_text("一个文件", "utf-8")
    ran = filled("export", "--by", "unit", "报送")
    assert ran.code == 4
    assert ran.err.startswith("错误：无法写入文件夹“报送”")
    assert "报送进展" not in filled("history").out


def test_what_was_written_before_a_failure_is_taken_back(tmp_path: Path) -> None:
    def parts() -> Iterator[tuple[str, bytes]]:
        yield "甲", b"1"
        yield "甲", b"2"
        assert sorted(path.name for path in (tmp_path / "报送").iterdir()) == ["甲 (2).txt", "甲.txt"]
        raise OutputError("磁盘已满")

    with pytest.raises(OutputError):
        write_files(str(tmp_path / "报送"), ".txt", parts())
    assert list((tmp_path / "报送").iterdir()) == []


def test_items_without_a_unit_are_named(filled: Run, tmp_path: Path) -> None:
    (tmp_path / "无单位.txt").write_text(
        "关于第9号建议的答复\n\n周岚代表：\n\n您的建议收悉。现答复如下：\n\n将于2025年6月底前新建停车位30个。\n\n2024年8月1日\n",
        "utf-8",
    )
    assert filled("add", "无单位.txt", "--force").code == 0
    ran = filled("export", "--by", "unit", "报送", "7")
    assert ran.code == 0
    assert "没有可以分发的承诺事项" in ran.err
    assert "编号 7 没有责任单位" in ran.err


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("台账.doc",), "不能导出为 .doc 文件"),
        (("台账",), "“台账”没有后缀"),
        (("台账.xlsx", "--by", "month"), "--by 只能是 unit"),
        (("-", "--by", "unit"), "请给出文件夹"),
        (("台账.xlsx", "--format", "pdf"), "没有“pdf”这种格式"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(filled: Run, arguments: tuple[str, ...], problem: str) -> None:
    ran = filled("export", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert problem in ran.err
    assert ran.err.count("\n") == 1


def test_a_workbook_is_not_shown_on_a_terminal(filled: Run, terminal: Run) -> None:
    ran = terminal("export", "-", "--format", "xlsx")
    assert ran.code == 2
    assert "请写入文件" in ran.out


def test_no_ledger_is_overwritten(filled: Run, tmp_path: Path) -> None:
    (tmp_path / "假.xlsx").write_bytes(b"SQLite format 3\0" + b"\0" * 100)
    assert filled("export", "假.xlsx").code == 6


def test_the_columns_are_all_in_the_file(filled: Run, tmp_path: Path) -> None:
    assert filled("export", "台账.xlsx").code == 0
    assert list(rows(tmp_path / "台账.xlsx")[0]) == [column.title for column in COLUMNS]
