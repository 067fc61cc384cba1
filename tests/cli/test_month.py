"""A month of forty offices: their sheets go out, come back in every state that offices leave them in, and are merged."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from conformance.programs import convert_all
from tests.cli.conftest import Run
from tests.exchange.offices import Cells, drop_hidden, edit, fill_in, insert_rows, sort_rows, titles
from tests.ledger.invented import NOW, TODAY, make_extraction
from tests.reading.office import made_by_office, need_office
from tracker.exchange.stamp import LEDGER_SHEET
from tracker.ledger import Ledger
from tracker.model import Extraction, Item
from tracker.reading.office import find_office

PLACES = ("云溪市", "东湖区", "西岭县", "南津区")
BUREAUS = (
    "教育局",
    "民政局",
    "财政局",
    "水利局",
    "交通运输局",
    "农业农村局",
    "卫生健康局",
    "生态环境局",
    "城市管理局",
    "文化和旅游局",
)
UNITS = tuple(f"{place}{bureau}" for place in PLACES for bureau in BUREAUS)
EACH = 5
MISSING, WRONG, CONFLICTING, BLANK = UNITS[:2], UNITS[2], UNITS[3], UNITS[4]
OFFICE = UNITS[5:17]
"""Those that work with LibreOffice."""
SORTED, INSERTED, COPIED, AS_TEXT, BARE = UNITS[17:21], UNITS[21:24], UNITS[24], UNITS[25], UNITS[26]


@dataclass(frozen=True, slots=True)
class Told:
    """What an office says of a promise, as it types it and as the ledger has to have it."""

    typed: Cells
    status: str
    progress: int | None
    done_on: date | None = None
    problem: str | None = None
    evidence: tuple[str, ...] = ()


ANSWERS: Sequence[Told] = (
    Told(
        {"状态": "已办结", "进度%": "100%", "办结日": "9月底", "佐证": "https://www.yunxi.gov.cn/1\n验收单.pdf"},
        "done",
        100,
        date(2024, 9, 30),
        evidence=("https://www.yunxi.gov.cn/1", "验收单.pdf"),
    ),
    Told({"状态": "正在推进", "进度%": 0.6}, "in_progress", 60),
    Told(
        {"状态": "基本完成", "进度%": 90, "存在问题": "尾款未付\n待审计"}, "in_progress", 90, None, "尾款未付\n待审计"
    ),
    Told({}, "unreported", None),
    Told({"状态": "尚未启动", "存在问题": "资金未到位"}, "not_started", None, None, "资金未到位"),
)


def make_reply(number: int, unit: str) -> Extraction:
    promises = [f"{unit}将新建便民点{number * EACH + k}处" for k in range(EACH)]
    made = make_extraction(str(number), *promises, path=f"{unit}.txt")
    own = tuple(replace(found, owner=unit) for found in made.commitments)
    return replace(made, commitments=own, reply=replace(made.reply, header=replace(made.reply.header, issuer=unit)))


@pytest.fixture
def month(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A ledger of forty offices with five promises each, whose sheets were sent into 九月/."""
    monkeypatch.chdir(tmp_path)
    with Ledger.open(tmp_path / "ledger.db", mode="write") as ledger:
        command = ledger.command("add", person="测试员", now=NOW, summary="添加")
        for number, unit in enumerate(UNITS, 1):
            ledger.add(make_reply(number, unit), command=command, today=TODAY)
    ran = run("export", "--by", "unit", "九月")
    assert ran.err.startswith("已写入 40 个单位的填报表，共 200 项")
    return run


def note(unit: str, k: int) -> str:
    return f"{unit}报第{k}项：\n进展顺利。"


def typed(unit: str) -> Mapping[int, Cells]:
    return {k + 1: {**told.typed, "进展情况": note(unit, k)} for k, told in enumerate(ANSWERS) if told.typed}


def come_back(folder: Path, through_office: bool) -> None:
    """What lies in the folder once the offices have answered."""
    sheets = {path.stem.removesuffix("2024-10-15"): path for path in folder.iterdir()}
    assert set(sheets) == set(UNITS)
    for unit in MISSING:
        sheets.pop(unit).unlink()
    for unit, path in sheets.items():
        if unit != BLANK:
            path.write_bytes(fill_in(path.read_bytes(), typed(unit)))
    wrong = sheets[WRONG]
    wrong.write_bytes(fill_in(wrong.read_bytes(), {1: {"办结日": "2024.13.1"}}))
    for change, units in ((sort_rows, SORTED), (insert_rows, INSERTED), (_copy, (COPIED,)), (drop_hidden, (BARE,))):
        for unit in units:
            sheets[unit].write_bytes(edit(sheets[unit].read_bytes(), change))
    sheets[AS_TEXT].with_suffix(".csv").write_bytes(as_text(sheets[AS_TEXT].read_bytes()))
    sheets[AS_TEXT].unlink()
    if through_office:
        program = find_office()
        assert program is not None
        made = folder.parent / "办公"
        convert_all(program, [sheets[unit] for unit in OFFICE], "xlsx", made)
        for unit in OFFICE:
            (made / sheets[unit].name).replace(sheets[unit])


def _copy(book: Workbook) -> None:
    """The last three rows to another sheet."""
    sheet, other = book[LEDGER_SHEET], book.create_sheet("二科")
    for row in sheet.iter_rows(min_row=4, values_only=True):
        other.append(row)
    sheet.delete_rows(4, 3)


def as_text(data: bytes) -> bytes:
    sheet = load_workbook(io.BytesIO(data))[LEDGER_SHEET]
    file = io.StringIO()
    csv.writer(file).writerows(sheet.iter_rows(values_only=True))
    return file.getvalue().encode("gbk")


def expect(unit: str, k: int) -> tuple[object, ...]:
    told = ANSWERS[k]
    if unit in (*MISSING, WRONG, BLANK) or not told.typed:
        return ("unreported", None, None, None, None, ())
    progress = 35 if (unit, k) == (CONFLICTING, 1) else told.progress
    return (told.status, progress, note(unit, k), told.problem, told.done_on, told.evidence)


def state(item: Item) -> tuple[object, ...]:
    done = item.status_since if item.status.value == "done" else None
    evidence = tuple(piece.location for piece in item.evidence)
    return (item.status.value, item.progress, item.note, item.problem, done, evidence)


@pytest.mark.parametrize("through_office", [False, True], ids=["plain", "libreoffice"])
def test_the_sheets_of_forty_offices_come_back_and_are_merged(month: Run, tmp_path: Path, through_office: bool) -> None:
    if through_office:
        need_office(".xlsx")
    come_back(tmp_path / "九月", through_office)
    with Ledger.open(tmp_path / "ledger.db", mode="read") as ledger:
        contested = [item.id for item in ledger.items() if item.unit == CONFLICTING][1]
    assert month("update", str(contested), "--progress", "35").code == 0
    with Ledger.open(tmp_path / "ledger.db", mode="read") as ledger:
        before = ledger.items()

    shown = json.loads(month("import", "九月", "--pretend", "--format", "json", "--ours").out)
    assert len(shown["files"]) == 38
    assert [len(one["conflicts"]) for one in shown["files"] if one["conflicts"]] == [1]
    (wrong,) = [one for one in shown["files"] if one["errors"]]
    assert Path(wrong["path"]).stem == f"{WRONG}2024-10-15"
    assert wrong["errors"][0]["place"] == "工作表“承诺事项台账”第 2 行“办结日”（X 列）"
    assert not [note for one in shown["files"] for note in one["notes"] if "未采纳" in note["note"]]

    ran = month("import", "九月", "--ours", "-y")
    assert ran.code == 4
    assert "已记入 36 份表，144 项" in ran.out
    assert f"没有填写任何内容、不算报送的 1 份：九月/{BLANK}2024-10-15.xlsx" in ran.out
    waiting = sorted((*MISSING, WRONG, BLANK))
    assert [line.split("\t")[0] for line in month("unreported").lines[1:]] == waiting

    with Ledger.open(tmp_path / "ledger.db", mode="read") as ledger:
        items = ledger.items()
        assert ledger.replay() == items
    found = {(item.unit, (item.id - 1) % EACH): state(item) for item in items}
    assert found == {(unit, k): expect(unit, k) for unit in UNITS for k in range(EACH)}
    assert Counter(item.status.value for item in items) == {
        "done": 36,
        "in_progress": 72,
        "not_started": 36,
        "unreported": 56,
    }
    assert sum(item.progress or 0 for item in items) == 36 * (100 + 60 + 90) - 25

    again = month("import", "九月", "--ours", "-y")
    assert "没有变化，表里填的台账里都有了。" in again.out
    assert month("undo", "-y").code == 0
    with Ledger.open(tmp_path / "ledger.db", mode="read") as ledger:
        assert [state(item) for item in ledger.items()] == [state(item) for item in before]
        assert len(ledger.unanswered()) == 40


@pytest.mark.parametrize("target", ["xls", "ods"])
def test_a_sheet_that_libreoffice_saved_in_another_format_says_the_same(
    month: Run, tmp_path: Path, target: str
) -> None:
    unit = UNITS[7]
    path = tmp_path / "九月" / f"{unit}2024-10-15.xlsx"
    filled = fill_in(path.read_bytes(), typed(unit))
    back = tmp_path / f"回.{target}"
    back.write_bytes(made_by_office(filled, target, suffix=".xlsx"))
    assert month("import", str(back), "-y").code == 0
    with Ledger.open(tmp_path / "ledger.db", mode="read") as ledger:
        mine = [state(item) for item in ledger.items() if item.unit == unit]
    assert mine == [expect(unit, k) for k in range(EACH)]
    assert unit not in month("unreported").out
    assert titles(load_workbook(io.BytesIO(filled))[LEDGER_SHEET])["状态"] == 15
