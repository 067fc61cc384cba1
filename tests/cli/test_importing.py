"""``tracker import`` and ``unreported``: what comes back is shown, asked about, put in at once, and taken back at once."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.conftest import Run, Talk
from tests.exchange.offices import Cells, fill_in, make_book
from tests.ledger.invented import NOW, TODAY, add, make_extraction
from tracker.cli.configuration import load_configuration
from tracker.cli.session import Session
from tracker.cli.settling import Clerk
from tracker.errors import RefusedError
from tracker.exchange.cells import Reading
from tracker.exchange.planning import load_table
from tracker.ledger import Change, Ledger

LAMPS, PUMPS, LIGHTING = "云溪市城市管理局", "西岭县水利局", "市城市照明管理处"
DONE: Cells = {"状态": "已办结", "进度%": 1.0, "进展情况": "已装好\n亮灯正常", "办结日": "9月底"}


@pytest.fixture
def sent(filled: Run, tmp_path: Path) -> Run:
    """A ledger whose three units were asked to report, by sheets in 报送/."""
    assert filled("export", "--by", "unit", "报送").code == 0
    return filled


def sheet(unit: str) -> Path:
    return Path("报送") / f"{unit}2024-10-15.xlsx"


def fill(unit: str, rows: Mapping[int, Cells], target: Path | None = None) -> Path:
    path = target or sheet(unit)
    path.write_bytes(fill_in(sheet(unit).read_bytes(), rows))
    return path


def test_a_folder_is_previewed_and_nothing_is_done(sent: Run) -> None:
    fill(LAMPS, {1: {**DONE, "进度%": "100%"}, 2: {"状态": "正在推进", "进度%": 0.4}})
    fill(PUMPS, {1: {"存在问题": "资金未到位"}})
    ran = sent("import", "报送", "--pretend")
    assert ran.code == 0
    assert ran.lines[:6] == [
        f"〔{sheet(LAMPS)}〕3 行，改 2 项",
        LAMPS,
        "  编号 1  我局将于2024年9月底前更换湖滨路路灯120盏",
        "    状态：未报进展 → 已完成（自 2024-09-30）",
        "    核定：待核 → 已核（自 2024-09-30）",
        "    进度：— → 100%",
    ]
    assert "    进展情况：— → 已装好 亮灯正常" in ran.lines
    assert ran.lines[-1] == f"没有填写任何内容、不算报送的 1 份：{sheet(LIGHTING)}"
    assert "将记入 2 份表，3 项（9 条变更）" in ran.err
    assert "还有 3 个单位未报送" in ran.err
    assert "已装好" not in sent("history").out


def test_what_is_confirmed_is_put_in_as_one_command(sent: Run) -> None:
    fill(LAMPS, {1: {"状态": "推进中"}})
    fill(PUMPS, {1: {"存在问题": "资金未到位"}})
    refused = sent("import", "报送", typed="n\n")
    assert (refused.code, "未记入" in refused.err) == (6, True)
    ran = sent("import", "报送", typed="y\n")
    assert (ran.code, ran.out) == (0, "已记入 2 份表，2 项（4 条变更）。\n")
    assert "编号 1" in ran.err
    assert ran.err.endswith(f"还有 1 个单位未报送：{LIGHTING}。\n")
    again = sent("import", "报送", "-y")
    assert again.lines[-1] == "没有变化，表里填的台账里都有了。"
    assert sent("undo", "-y").out.startswith("已撤销：收回 2 份填报表，更新 2 项")
    assert len(sent("unreported").lines) == 4


def test_a_table_with_a_wrong_cell_is_left_out_whole_and_the_others_are_put_in(sent: Run) -> None:
    fill(LAMPS, {1: {"备注": "有"}, 2: {"状态": "已完成", "办结日": "2024-11-31"}})
    fill(PUMPS, {1: {"备注": "有"}})
    ran = sent("import", "报送", "-y")
    assert ran.code == 4
    assert (
        f"错误：“{sheet(LAMPS)}”没有记入：\n"
        "  工作表“承诺事项台账”第 3 行“办结日”（X 列）：“2024-11-31”不是能确定的日期，请写成 2024-09-30 的样子\n"
    ) in ran.err
    assert ran.lines[-1] == "已记入 1 份表，1 项（2 条变更）。"
    with Ledger.open(Path("ledger.db"), mode="read") as ledger:
        assert [item.remark for item in ledger.items()] == [None, None, None, None, "有", None]


def test_what_is_no_table_of_ours_is_named_and_the_others_are_put_in(sent: Run) -> None:
    fill(PUMPS, {1: {"备注": "有"}})
    Path("报送/通讯录.xlsx").write_bytes(make_book([["姓名"], ["张三"]]))
    Path("报送/说明.docx").write_bytes(b"PK")
    Path("坏.xlsx").write_bytes(b"PK\x03\x04")
    ran = sent("import", "报送", "坏.xlsx", "没有.xlsx", "-y")
    assert ran.code == 4
    assert "3 个来源没有读成" in ran.err
    assert "报送/通讯录.xlsx：不是从台账导出的表" in ran.err
    assert "说明.docx" not in ran.err
    assert "已记入 1 份表" in ran.out


def test_a_place_without_tables_says_so(sent: Run, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    (tmp_path / "信件").mkdir()
    (tmp_path / "信件" / "信.txt").write_text("信", "utf-8")
    for folder in ("空", "信件"):
        ran = sent("import", folder)
        assert (ran.code, ran.out) == (4, "")
        assert f"{folder}：里面没有填报的表（.xlsx" in ran.err


def test_an_interrupt_at_a_question_about_words_says_that_nothing_was_done(sent: Run, talk: Talk) -> None:
    fill(LAMPS, {1: {"状态": "差不多了"}})
    ran = talk("import", "报送", lines=[("跳过 > ", "\x03")])
    assert (ran.code, "已中断，未作任何改动" in ran.out) == (130, True)


def test_a_report_that_is_taken_back_says_so(sent: Run) -> None:
    fill(LAMPS, {1: {"备注": "有"}})
    assert sent("import", "报送", "-y").code == 0
    assert sent("undo", "-y").lines[1:3] == ["报送", f"  （撤销）{LAMPS}报送了进展"]


def test_an_archive_of_tables_is_a_folder(sent: Run) -> None:
    fill(PUMPS, {1: {"备注": "有"}})
    with zipfile.ZipFile("报送.zip", "w") as package:
        package.write(sheet(PUMPS), "水利局.xlsx")
    assert "已记入 1 份表" in sent("import", "报送.zip", "-y").out


def conflict(sent: Run) -> None:
    """Two conflicts in one table."""
    fill(LAMPS, {1: {"进度%": 50, "进展情况": "在施工", "备注": "有"}})
    assert sent("update", "1", "--progress", "30", "--note", "电话核实").code == 0


@pytest.mark.parametrize(("side", "progress", "note"), [("--theirs", 50, "在施工"), ("--ours", 30, "电话核实")])
def test_a_side_decides_conflicts(sent: Run, side: str, progress: int, note: str) -> None:
    conflict(sent)
    ran = sent("import", "报送", side, "-y")
    assert ran.code == 0
    assert "  进度%：导出时 空白；台账现为 30%；表里填 50%" in ran.out
    with Ledger.open(Path("ledger.db"), mode="read") as ledger:
        item = ledger.item(1)
    assert (item.progress, item.note, item.remark) == (progress, note, "有")


def test_conflicts_that_nobody_decides_keep_their_table_out(sent: Run) -> None:
    conflict(sent)
    ran = sent("import", "报送", "-y")
    assert ran.code == 6
    assert "导出后台账也改过" in ran.err
    assert "--theirs" in ran.err
    with Ledger.open(Path("ledger.db"), mode="read") as ledger:
        assert ledger.item(1).remark is None


@pytest.mark.parametrize(
    ("typed", "progress", "note"),
    [
        ("t\no\ny\n", 50, "电话核实"),
        ("\n什么\nt\ny\n", 30, "在施工"),
        ("T\ny\n", 50, "在施工"),
        ("O\ny\n", 30, "电话核实"),
    ],
)
def test_a_person_decides_conflict_by_conflict(sent: Run, terminal: Run, typed: str, progress: int, note: str) -> None:
    conflict(sent)
    ran = terminal("import", "报送", typed=typed)
    assert ran.code == 0
    assert "t 采用表里的" in ran.out
    with Ledger.open(Path("ledger.db"), mode="read") as ledger:
        assert (ledger.item(1).progress, ledger.item(1).note) == (progress, note)


def test_unknown_words_are_asked_about(sent: Run, terminal: Run) -> None:
    fill(LAMPS, {1: {"状态": "差不多了"}, 2: {"状态": "快了"}, 3: {"状态": "看情况"}})
    ran = terminal("import", "报送", typed="9\n2\n已办结\n\ny\n")
    assert ran.code == 4
    assert "“差不多了”是哪一种" in ran.out
    assert "“看情况”看不出是哪种状态" in ran.out
    assert "“快了”看不出" not in ran.out


def test_answered_words_are_taken(sent: Run, terminal: Run) -> None:
    fill(LAMPS, {1: {"状态": "差不多了"}, 2: {"状态": "快了"}})
    assert terminal("import", "报送", typed="2\n已办结\ny\n").code == 0
    with Ledger.open(Path("ledger.db"), mode="read") as ledger:
        assert [item.status.label for item in ledger.items()[:2]] == ["推进中", "已完成"]


def test_programs_get_all_of_it(sent: Run) -> None:
    conflict(sent)
    fill(PUMPS, {1: {"状态": "不知道"}})
    fill(LIGHTING, {1: {"进度%": 20, "责任单位": "云溪市城管局"}})
    Path("坏.csv").write_bytes(b"\0")
    ran = sent("import", "报送", "坏.csv", "--format", "json", "--pretend")
    found = json.loads(ran.out)
    assert ran.code == 4
    by_unit = {Path(one["path"]).stem[:-10]: one for one in found["files"]}
    first = by_unit[LAMPS]["conflicts"][0]
    assert {key: first[key] for key in ("item", "field", "exported", "ledger", "office", "decision")} == {
        "item": 1,
        "field": "progress",
        "exported": None,
        "ledger": "30",
        "office": "50",
        "decision": None,
    }
    assert by_unit[PUMPS]["errors"][0]["problem"].startswith("“不知道”看不出")
    assert by_unit[LIGHTING]["changes"][0] == {
        "item": 3,
        "unit": LIGHTING,
        "field": "progress",
        "old": None,
        "new": "20",
        "effective_on": "2024-10-15",
    }
    assert by_unit[LIGHTING]["units"] == [LIGHTING]
    assert "未采纳" in by_unit[LIGHTING]["notes"][0]["note"]
    assert [one["path"] for one in found["unread"]] == ["坏.csv"]
    assert len(found["unreported"]) == 3
    assert not any(one["applied"] for one in found["files"])
    done = json.loads(sent("import", "报送", "--format", "json", "--ours").out)
    assert {Path(one["path"]).stem[:-10]: one["applied"] for one in done["files"]} == {
        LAMPS: True,
        LIGHTING: True,
        PUMPS: False,
    }
    assert [one["unit"] for one in done["unreported"]] == [PUMPS]


def test_two_tables_that_say_different_things_leave_the_later_one_out(sent: Run) -> None:
    fill(LAMPS, {1: {"备注": "后来"}}, Path("二.xlsx"))
    fill(LAMPS, {1: {"备注": "先前"}})
    ran = sent("import", str(sheet(LAMPS)), "二.xlsx", "-y")
    assert ran.code == 4
    assert "填的不一样，请只留一份" in ran.err
    with Ledger.open(Path("ledger.db"), mode="read") as ledger:
        assert ledger.item(1).remark == "先前"


@pytest.mark.parametrize(("on", "changed_on"), [("2024-10-01", "2024-10-01"), ("2024-01-01", None)])
def test_what_came_back_counts_from_a_day_and_never_before_its_promise(
    sent: Run, on: str, changed_on: str | None
) -> None:
    fill(LAMPS, {1: {"备注": "有"}})
    assert sent("import", "报送", "--on", on, "-y").code == 0
    with Ledger.open(Path("ledger.db"), mode="read") as ledger:
        item = ledger.item(1)
    assert str(item.changed_on) == (changed_on or str(item.added_on))


@pytest.mark.parametrize(("item", "code", "remarks"), [(1, 6, ["别人", None]), (2, 0, ["有", "别人"])])
def test_what_others_typed_meanwhile_is_not_overwritten(
    sent: Run, talk: Talk, item: int, code: int, remarks: list[str | None]
) -> None:
    fill(LAMPS, {1: {"备注": "有"}})

    def meddle() -> bool:
        with Ledger.open(Path("ledger.db"), mode="write") as ledger:
            ledger.update([item], Change(remark="别人"), person="李四", on=TODAY, now=NOW, summary="更新")
        return True

    ran = talk("import", "报送", lines=[("确定吗", ""), (meddle, "y\n")])
    assert ran.code == code
    assert ("台账刚才被别人改动" in ran.out) is (code == 6)
    with Ledger.open(Path("ledger.db"), mode="read") as ledger:
        assert [item.remark for item in ledger.items()[:2]] == remarks


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "请给出各单位发回的表或文件夹"),
        (("报送", "--theirs", "--ours"), "只能用一个"),
        (("报送", "--format", "csv"), "没有“csv”这种格式"),
        (("报送", "--on", "昨天"), "不是日期"),
        (("报送", "--on", "2024-12-31", "-y"), "晚于今天"),
    ],
)
def test_what_cannot_be_meant_is_refused(sent: Run, arguments: tuple[str, ...], words: str) -> None:
    fill(LAMPS, {1: {"备注": "有"}})
    ran = sent("import", *arguments)
    assert ran.code in (2, 4)
    assert words in ran.err


def test_who_has_not_reported_is_listed(sent: Run, terminal: Run) -> None:
    assert sent("unreported").lines == [
        "单位\t发表日期\t已过天数",
        *(f"{unit}\t2024-10-15\t0" for unit in sorted((LAMPS, LIGHTING, PUMPS))),
    ]
    assert len(json.loads(sent("unreported", "--format", "json").out)) == 3
    assert "共 3 个单位" in terminal("unreported").out
    for unit in (LAMPS, LIGHTING, PUMPS):
        fill(unit, {1: {"备注": "有"}})
    assert sent("import", "报送", "-y").code == 0
    assert sent("unreported").out == "没有未报送的单位。\n"


def test_the_monthly_report_names_who_has_not_reported(sent: Run) -> None:
    fill(LAMPS, {1: {"备注": "有"}})
    assert sent("import", "报送", "-y").code == 0
    report = sent("report", "--month", "2024-10").out
    assert "未按要求报送进展" in report
    assert LIGHTING in report.split("未报送单位")[-1]


def test_a_table_can_come_back_as_text_in_gbk(sent: Run) -> None:
    assert sent("export", "表.csv").code == 0
    text = Path("表.csv").read_text("utf-8-sig").split("\n")
    heads = text[0].split(",")
    cells = text[5].split(",")
    cells[heads.index("进度%")] = "60%"
    Path("表.csv").write_bytes("\n".join((text[0], ",".join(cells))).encode("gbk"))
    assert sent("import", "表.csv", "-y").code == 0
    with Ledger.open(Path("ledger.db"), mode="read") as ledger:
        assert [item.progress for item in ledger.items()] == [None, None, None, None, 60, None]


def test_of_very_many_errors_the_first_are_named(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Ledger.open(tmp_path / "ledger.db", mode="write") as ledger:
        add(ledger, make_extraction("12", *(f"将新建便民点{number}处" for number in range(30))))
    assert run("export", "表.xlsx").code == 0
    path = tmp_path / "表.xlsx"
    path.write_bytes(fill_in(path.read_bytes(), {row: {"进度%": 300} for row in range(1, 31)}))
    ran = run("import", "表.xlsx", "-y")
    assert ran.code == 4
    assert ran.err.count("不在 0 至 100 之间") == 20
    assert "其余 10 处略" in ran.err
    assert len(json.loads(run("import", "表.xlsx", "--format", "json").out)["files"][0]["errors"]) == 30


def test_a_clerk_refuses_what_was_settled_on_another_state(sent: Run, tmp_path: Path) -> None:
    fill(LAMPS, {1: {"备注": "有"}})
    session = Session(tmp_path / "ledger.db", "测试员", TODAY, None, load_configuration())
    with Ledger.open(session.ledger_path, mode="write") as ledger:
        clerk = Clerk(session, ledger, TODAY, side=None, quiet=True)
        settlement = clerk.settle([load_table(str(sheet(LAMPS)), Reading(TODAY))])
        ledger.update([2], Change(remark="无关"), person="李四", on=TODAY, now=NOW, summary="更新")
        clerk._check_still(settlement.ready)
        ledger.update([1], Change(remark="别人"), person="李四", on=TODAY, now=NOW, summary="更新")
        with pytest.raises(RefusedError, match="没有记入任何表"):
            clerk.carry_out(settlement)
        assert ledger.item(1).remark == "别人"


def test_a_terminal_that_ends_keeps_the_ledger(sent: Run, terminal: Run) -> None:
    conflict(sent)
    assert terminal("import", "报送", typed="\x04\x04\x04\x04").code == 2
