"""What can be wrong with the file, and that reading leaves it alone."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ledger.invented import NOW, TODAY, add, make_extraction, update
from tracker.errors import LedgerError
from tracker.ledger import Ledger, connection
from tracker.ledger.rows import Value
from tracker.model import Status


def problem(path: Path, mode: str = "read") -> str:
    """The one sentence that opening the file ends with."""
    with pytest.raises(LedgerError) as caught:
        Ledger.open(path, mode=mode)  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)
    return str(caught.value)


def listing(folder: Path) -> dict[str, bytes]:
    return {found.name: found.read_bytes() for found in folder.iterdir()}


def sql(path: Path, statement: str, *values: Value) -> None:
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute(statement, values)
    raw.close()


def test_reading_a_missing_ledger_says_how_to_start_and_creates_nothing(tmp_path: Path) -> None:
    path = tmp_path / "没有" / "ledger.db"
    assert "tracker add" in problem(path)
    with pytest.raises(LedgerError, match="还没有台账"):
        Ledger.open(path, mode="write", create=False)
    assert list(tmp_path.iterdir()) == []


def test_writing_makes_the_file_and_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "督查 室#1?" / "二〇二四" / "台账.db"
    with Ledger.open(path, mode="write") as ledger:
        assert ledger.path == path
    with Ledger.open(path, mode="write", create=False) as ledger:
        assert ledger.items() == []


def test_reading_changes_no_byte_and_leaves_no_side_file(ledger: Ledger, path: Path) -> None:
    add(ledger, make_extraction())
    update(ledger, 1, status=Status.DONE)
    ledger.close()
    before = listing(path.parent)
    with Ledger.open(path, mode="read") as reading:
        assert reading.items() == reading.replay()
        reading.documents()
        reading.events()
        reading.commands()
        reading.peek_undo(person="张三")
        with pytest.raises(LedgerError, match="台账只读"):
            update(reading, 1, note="甲")
    assert listing(path.parent) == before


@pytest.mark.parametrize("mode", ["read", "write"])
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xe4\xba\x91\xe6\xba\xaa\xe5\xb8\x82" * 200, "不是台账文件"),  # a text
        (b"SQLite format 3\x00" + b"\x00" * 2000, "不是台账文件"),  # only begins like a database
    ],
)
def test_a_file_that_is_no_database_is_named_and_kept(tmp_path: Path, mode: str, content: bytes, words: str) -> None:
    path = tmp_path / "答复.txt"
    path.write_bytes(content)
    assert words in problem(path, mode)
    assert str(path) in problem(path, mode)
    assert listing(tmp_path) == {"答复.txt": content}


@pytest.mark.parametrize("mode", ["read", "write"])
@pytest.mark.parametrize("application", [0, 42])
def test_the_database_of_another_program_is_named_and_kept(tmp_path: Path, mode: str, application: int) -> None:
    path = tmp_path / "other.db"
    sql(path, f"PRAGMA application_id = {application}")
    sql(path, "CREATE TABLE contacts (name TEXT)")
    before = path.read_bytes()
    assert "其他程序的数据库" in problem(path, mode)
    assert path.read_bytes() == before


@pytest.mark.parametrize("mode", ["read", "write"])
def test_a_ledger_of_a_newer_version_is_not_touched(ledger: Ledger, path: Path, mode: str) -> None:
    ledger.close()
    sql(path, f"PRAGMA user_version = {connection.VERSION + 1}")
    before = path.read_bytes()
    assert "请先升级 tracker" in problem(path, mode)
    assert path.read_bytes() == before


def test_a_ledger_that_lost_its_version_is_brought_up_to_date_by_writing(ledger: Ledger, path: Path) -> None:
    add(ledger, make_extraction())
    ledger.close()
    sql(path, "PRAGMA user_version = 0")
    with Ledger.open(path, mode="write") as opened:
        assert len(opened.items()) == 2
    with Ledger.open(path, mode="read") as reading:
        assert len(reading.items()) == 2


def test_a_migration_that_fails_leaves_the_file_as_it_was(ledger: Ledger, path: Path) -> None:
    ledger.close()
    sql(path, "DROP TABLE _sqlite_migrations")
    sql(path, "PRAGMA user_version = 0")
    before = path.read_bytes()
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        Ledger.open(path, mode="write")
    assert path.read_bytes() == before


@pytest.mark.parametrize("mode", ["read", "write"])
def test_a_folder_is_no_ledger(tmp_path: Path, mode: str) -> None:
    assert "是文件夹" in problem(tmp_path, mode)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("mode", ["read", "write"])
def test_a_pipe_is_no_ledger_and_is_not_waited_for(tmp_path: Path, mode: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "管道或设备" in problem(tmp_path / "pipe", mode)


@pytest.mark.parametrize("mode", ["read", "write"])
def test_a_name_that_no_file_can_have_is_named(tmp_path: Path, mode: str) -> None:
    assert "无法打开台账" in problem(tmp_path / ("长" * 300), mode)
    assert "名称有误" in problem(Path("坏\0名"), mode)


def test_a_text_that_is_none_is_damage(ledger: Ledger, path: Path) -> None:
    add(ledger, make_extraction())
    ledger.close()
    sql(path, "UPDATE items SET note = CAST(x'ff' AS TEXT)")
    with Ledger.open(path, mode="read") as reading, pytest.raises(LedgerError, match="已损坏"):
        reading.items()


def test_a_rehearsal_changes_nothing(ledger: Ledger, path: Path) -> None:
    add(ledger, make_extraction())
    before = path.read_bytes()
    with Ledger.rehearse(path) as rehearsal:
        update(rehearsal, 1, status=Status.DONE)
        assert rehearsal.item(1).status is Status.DONE
    assert path.read_bytes() == before
    with Ledger.rehearse(path.with_name("无.db")) as rehearsal:
        assert rehearsal.items() == []


def test_an_empty_file_is_filled_by_writing_only(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    path.touch()
    assert "是空文件" in problem(path)
    assert path.stat().st_size == 0
    with Ledger.open(path, mode="write") as ledger:
        assert ledger.items() == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "文件").touch()
    assert "无法建立台账所在的文件夹" in problem(tmp_path / "文件" / "ledger.db", "write")


def test_a_damaged_ledger_is_named(ledger: Ledger, path: Path) -> None:
    add(ledger, make_extraction())
    ledger.close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
    assert "已损坏" in problem(path)
    assert "已损坏" in problem(path, "write")


def test_a_busy_ledger_is_waited_for_and_then_named(
    ledger: Ledger, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.2)
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("BEGIN EXCLUSIVE")
    assert "台账正被其他程序占用" in problem(path, "write")
    assert "台账正被其他程序占用" in problem(path, "read")
    raw.execute("ROLLBACK")
    with Ledger.open(path, mode="write") as second:
        raw.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="占用"):
            add(second, make_extraction())
        assert second.items() == []
        raw.execute("ROLLBACK")
        add(second, make_extraction())
    raw.close()


def test_a_full_disk_leaves_whole_transactions(ledger: Ledger, path: Path) -> None:
    add(ledger, make_extraction("1"))
    before = (ledger.items(), ledger.events())
    raw = ledger._store.connection
    pages = raw.execute("PRAGMA page_count").fetchone()[0]
    raw.execute(f"PRAGMA max_page_count = {pages}")
    command = ledger.command("add", person="张三", now=NOW, summary="添加")
    with pytest.raises(LedgerError, match="磁盘空间不足"):
        ledger.add(make_extraction("2", "长" * 100_000), command=command, today=TODAY)
    assert command.written is None
    assert (ledger.items(), ledger.events()) == before
    raw.execute(f"PRAGMA max_page_count = {pages + 1000}")
    assert ledger.add(make_extraction("2"), command=command, today=TODAY).item_ids == (3, 4)


@pytest.fixture
def share() -> Iterator[Path]:
    """A folder that others may read and not write; root gives its rights up, for it may write anywhere."""
    if not hasattr(os, "geteuid"):
        pytest.skip("needs POSIX permissions")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Ledger.open(folder / "ledger.db", mode="write") as ledger:
            add(ledger, make_extraction())
        (folder / "ledger.db").chmod(0o444)
        folder.chmod(0o555)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)
        yield folder
        if root:
            os.seteuid(0)
        folder.chmod(0o755)


def test_a_read_only_share_can_be_read_and_says_why_it_cannot_be_written(share: Path) -> None:
    before = listing(share)
    with Ledger.open(share / "ledger.db", mode="read") as reading:
        assert len(reading.items()) == 2
    with (
        Ledger.open(share / "ledger.db", mode="write") as ledger,
        pytest.raises(LedgerError, match="台账只读，无法写入"),
    ):
        update(ledger, 1, status=Status.DONE)
    assert "无法打开台账" in problem(share / "另一份.db", "write")
    assert "无法建立台账所在的文件夹" in problem(share / "新文件夹" / "ledger.db", "write")
    assert listing(share) == before


def test_reading_recovers_from_a_killed_writer(ledger: Ledger, path: Path, tmp_path: Path) -> None:
    add(ledger, make_extraction("1"))
    expected = ledger.items()
    copy = tmp_path / "copy.db"
    raw = ledger._store.connection
    raw.execute("PRAGMA cache_size = 1")
    raw.execute("BEGIN IMMEDIATE")
    for number in range(200):
        raw.execute("UPDATE items SET note = ?", ("半" * 2000 + str(number),))
        raw.execute("INSERT INTO meta VALUES (?, ?)", (f"half {number}", "半" * 2000))
    shutil.copy(path, copy)
    shutil.copy(f"{path}-journal", f"{copy}-journal")
    raw.execute("ROLLBACK")
    with Ledger.open(copy, mode="read") as reading:
        assert reading.items() == expected
        with pytest.raises(LedgerError, match="台账只读"):
            update(reading, 1, note="甲")
    assert not Path(f"{copy}-journal").exists()


def test_reading_needs_no_library_for_writing() -> None:
    program = "import sys, tracker.ledger; sys.exit('sqlite_utils' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)


def test_an_sqlite_without_strict_tables_is_named() -> None:
    with pytest.raises(LedgerError, match=r"SQLite 版本过旧（3\.31\.1）"):
        connection._check_sqlite((3, 31, 1))


def test_defects_of_the_program_are_not_dressed_as_faults_of_the_file(ledger: Ledger) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such column"):
        ledger._store.rows("SELECT lacking FROM items")
