"""``add`` says what became of every source, and adds nothing twice."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from tests.cli.conftest import Run, Talk
from tests.cli.replies import LAMPS, NOTICE


def test_new_replies_are_named_with_their_promises_and_ids(run: Run, folder: Path) -> None:
    ran = run("add", "答复")
    assert ran.code == 0
    assert ran.lines == [
        "新增 2 份答复、6 项承诺。",
        "  答复/1路灯.txt：承诺 4 项，编号 1-4",
        "  答复/2泵站.txt：承诺 2 项，编号 5、6",
    ]


def test_adding_again_changes_nothing(filled: Run) -> None:
    before = filled("list").out
    ran = filled("add", "答复")
    assert ran.lines == [
        "已在台账 2 份，没有重复加入：",
        "  答复/1路灯.txt：同来源文件 1",
        "  答复/2泵站.txt：同来源文件 2",
    ]
    assert filled("list").out == before


def test_what_is_no_reply_is_skipped_with_the_reason_unless_forced(run: Run, folder: Path) -> None:
    (folder / "3通知.txt").write_text(NOTICE, "utf-8")
    ran = run("add", "答复/3通知.txt")
    assert ran.code == 0
    assert ran.lines[0] == "跳过 1 份，不是答复件（确要加入请用 --force）："
    assert ran.lines[1].startswith("  答复/3通知.txt：")
    assert not (folder.parent / "ledger.db").exists()
    assert run("add", "答复/3通知.txt", "--force").lines[0].startswith("新增 1 份答复、")


def test_a_plan_comes_in_with_its_tasks_and_is_said_to_be_no_reply(run: Run, folder: Path) -> None:
    plan = folder / "4任务清单.csv"
    plan.write_text(
        "任务,责任单位,完成时限,进展情况\n修路,市住建局,2024年12月底,推进中\n修桥,市水利局,,已完成\n", "utf-8"
    )
    ran = run("add", "答复/4任务清单.csv")
    assert ran.code == 0
    assert ran.lines == [
        "新增 1 份答复、1 项承诺。",
        "  答复/4任务清单.csv：承诺 1 项，编号 1",
        "其中 1 份不是答复而是任务清单或方案，只收写明责任单位或时限的任务（1 项）：",
        "  答复/4任务清单.csv",
        "其中 1 份（承诺 1 项）没有日期，按登记日计入：",
        "  答复/4任务清单.csv",
    ]
    assert "2024-12-31" in run("list").out


def test_pretending_tells_the_same_and_writes_nothing(run: Run, folder: Path) -> None:
    (folder / "路灯副本.txt").write_text(LAMPS, "gb18030")
    pretended = run("add", "答复", "--pretend")
    assert pretended.lines[0] == "将新增 2 份答复、6 项承诺。"
    assert pretended.lines[-2:] == [
        "已在台账 1 份，没有重复加入：",
        "  答复/路灯副本.txt：同来源文件 1（答复/1路灯.txt）",
    ]
    assert not (folder.parent / "ledger.db").exists()
    assert [line.replace("将", "") for line in pretended.lines] == run("add", "答复").lines


def test_another_text_of_the_same_case_is_not_added_and_the_way_out_is_told(filled: Run, folder: Path) -> None:
    (folder / "修订.txt").write_text(LAMPS.replace("25盏", "40盏"), "utf-8")
    ran = filled("add", "答复/修订.txt")
    assert ran.lines[0] == "没有加入 1 份，台账里同一案号已有不同文字："
    assert "tracker document replace 1 答复/修订.txt" in ran.lines[1]
    assert len(filled("list").lines) == 7


def test_what_was_undone_comes_back_with_the_same_ids(filled: Run) -> None:
    filled("undo", "-y")
    ran = filled("add", "答复")
    assert ran.lines[0] == "恢复 2 份答复、6 项承诺。"
    assert ran.lines[2].endswith("编号 5、6")


def test_an_unreadable_source_does_not_stop_the_others(run: Run, folder: Path) -> None:
    (folder / "3.pdf").write_bytes(b"%PDF-1.7\n")
    ran = run("add", "答复", "没有.txt")
    assert ran.code == 4
    assert ran.lines[0] == "新增 2 份答复、6 项承诺。"
    assert "3.pdf：" in ran.err
    assert "没有.txt：" in ran.err


def test_nothing_to_add_makes_no_ledger(run: Run, folder: Path) -> None:
    ran = run("add", "没有.txt")
    assert (ran.code, ran.lines) == (4, ["没有可以加入的文件。"])
    assert not (folder.parent / "ledger.db").exists()


def test_a_long_run_shows_a_bar_in_a_terminal_and_names_only_the_first(terminal: Run, folder: Path) -> None:
    for number in range(100, 130):
        text = LAMPS.replace("0019", f"{number:04}").replace("25盏", f"{number + 30}盏")
        (folder / f"{number}.txt").write_text(text, "utf-8")
    ran = terminal("add", "答复")
    assert ran.code == 0
    for words in ("读入", "每秒", "剩余"):
        assert words in ran.out
    assert "新增 32 份答复、126 项承诺。" in ran.out
    assert "  其余 12 份略" in ran.out


def test_ctrl_c_says_what_is_in_by_then(folder: Path, talk: Talk, run: Run) -> None:
    def has_both() -> bool:
        path = folder.parent / "ledger.db"
        if not path.exists():
            return False
        with contextlib.suppress(sqlite3.OperationalError), contextlib.closing(sqlite3.connect(path)) as ledger:
            return ledger.execute("SELECT count(*) FROM documents").fetchone() == (2,)
        return False

    # Nobody types the third source.
    ran = talk("add", "答复", "-", lines=[(has_both, "\x03")])
    assert ran.code == 130
    assert "共 3 个来源，中断前读了 2 个：" in ran.out
    assert "新增 2 份答复、6 项承诺。" in ran.out
    assert "的操作：读入 2 份答复、6 项承诺\n" in run("undo", "-y").err


def test_replies_without_a_date_are_named(run: Run, folder: Path) -> None:
    (folder / "1路灯.txt").write_text(LAMPS.replace("2024年6月18日\n", ""), "utf-8")
    ran = run("add", "答复")
    assert ran.lines[3:] == ["其中 1 份（承诺 4 项）没有日期，按登记日计入：", "  答复/1路灯.txt"]
    assert "其中1件答复（4项）没有日期，按登记日计入。" in run("report", "--month", "2024-10").lines
    assert "另有1件答复（4项）没有日期，按登记日计入，在统计截止日之后。" in run("report", "--month", "2024-09").lines


def test_standard_input_is_called_so(run: Run) -> None:
    assert run("add", "-", typed=LAMPS).lines[1] == "  标准输入：承诺 4 项，编号 1-4"


def test_a_reply_without_promises_says_so(run: Run, folder: Path) -> None:
    (folder / "无.txt").write_text("陆知微委员：\n您的提案收悉。现答复如下：\n2023年已更换路灯300盏。\n", "utf-8")
    assert run("add", "答复/无.txt").lines[1] == "  答复/无.txt：没有找到承诺"
