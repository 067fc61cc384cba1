"""``backup``, ``doctor``, and what is said when an older ledger is brought up to date."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.ledger.older import make_first
from tracker.errors import ExitCode


@pytest.fixture
def path() -> Path:
    """The ledger that commands use."""
    return Path(os.environ["TRACKER_LEDGER"])


def sql(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute(statement)


def test_a_backup_is_a_ledger_and_says_what_is_in_it(filled: Run, tmp_path: Path) -> None:
    ran = filled("backup", "备份.db")
    assert (ran.code, ran.lines[0].split("：")[0]) == (0, f"已备份到 {tmp_path / '备份.db'}")
    assert "6 项承诺、8 条变更" in ran.out
    assert filled("list", "--ledger", "备份.db").out == filled("list").out


def test_a_backup_covers_an_earlier_one_only_when_forced(filled: Run) -> None:
    assert filled("backup", "备份.db").code == 0
    again = filled("backup", "备份.db")
    assert (again.code, again.out) == (ExitCode.REFUSED, "")
    assert "--force" in again.err
    assert filled("backup", "备份.db", "--force").code == 0


def test_kept_evidence_is_said_to_be_copied(filled: Run, path: Path, tmp_path: Path) -> None:
    kept = path.with_name(f"{path.name}.佐证") / ("a" * 64 + ".pdf")
    kept.parent.mkdir()
    kept.write_bytes(b"accepted" * 200_000)
    sql(
        path,
        "INSERT INTO events (command_id, recorded_at, effective_on, person, document_id, item_id, field, new)"
        f" VALUES (1, '', '2024-10-01', '甲', 1, 1, 'evidence',"
        f""" '{{"location": "验收单.pdf", "sha256": null, "kept": "{kept.parent.name}/{kept.name}"}}')""",
    )
    (tmp_path / "盘").mkdir()
    ran = filled("backup", "盘/备份.db")
    assert "佐证 1 个文件" in ran.out
    assert (tmp_path / "盘" / kept.parent.name / kept.name).is_file()


def test_a_backup_to_no_folder_says_so(filled: Run) -> None:
    ran = filled("backup", "没有/备份.db")
    assert (ran.code, ran.out) == (4, "")
    assert "（没有文件夹“" in ran.err
    assert ran.err.endswith("没有”），请先建立，或换一个位置\n")


def test_a_sound_ledger_has_every_check_ticked(filled: Run) -> None:
    ran = filled("doctor")
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines[-1] == "没有发现问题。"
    assert all(line.startswith("√") for line in ran.lines[1:-1])


def test_what_is_wrong_is_named_and_mended_after_a_copy(filled: Run, path: Path) -> None:
    before = filled("list").out
    sql(path, "UPDATE items SET status = 'done', standing = 2 WHERE id IN (2, 3)")
    sql(path, "DROP TRIGGER events_no_update")
    ran = filled("doctor")
    assert ran.code == ExitCode.LEDGER
    assert "编号 2、3 的状态与变更记录不一致（可修复）" in ran.out
    assert "缺少触发器 events_no_update（可修复）" in ran.out
    assert "--repair" in ran.err
    mended = filled("doctor", "--repair")
    assert mended.code == 0
    assert mended.lines[-1] == "没有发现问题。"
    (kept,) = path.parent.glob("*.bak")
    assert str(kept) in mended.out
    assert filled("list").out == before


def test_what_cannot_be_mended_stays_a_fault(filled: Run, path: Path) -> None:
    sql(path, "DROP TRIGGER items_keep_quote")
    sql(path, "UPDATE items SET quote = '别的话' WHERE id = 1")
    ran = filled("doctor", "--repair")
    assert ran.code == ExitCode.LEDGER
    assert "× 承诺原文仍在来源文件中" in ran.out
    assert "发现 1 个问题" in ran.lines[-1]
    assert "--repair" not in ran.err


def test_without_a_ledger_there_is_one_sentence(run: Run) -> None:
    for command in (("doctor",), ("doctor", "--repair"), ("backup", "a.db")):
        ran = run(*command)
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (ExitCode.LEDGER, "", 1)


def test_the_first_change_of_an_older_ledger_says_where_its_copy_is(run: Run, path: Path) -> None:
    make_first(path)
    assert run("list").code == 0
    assert "第 1 版" in run("doctor").out
    ran = run("update", "2", "--status", "in_progress")
    assert ran.code == 0
    (kept,) = path.parent.glob("*.bak")
    assert str(kept) in ran.err
    assert "升级" not in run("update", "2", "--note", "已进场").err
    assert run("doctor").code == 0
