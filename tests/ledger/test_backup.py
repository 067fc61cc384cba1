"""Copies of a ledger."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.ledger.invented import add, make_extraction, update
from tests.ledger.older import make_first
from tracker.errors import LedgerError, OutputError, RefusedError, TrackerError
from tracker.ledger import Ledger
from tracker.ledger.backup import back_up
from tracker.model import Evidence, Status


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """A ledger with two items."""
    add(ledger, make_extraction())
    update(ledger, 1, status=Status.DONE)
    return ledger


def names(folder: Path) -> list[str]:
    return sorted(found.name for found in folder.iterdir())


def dump(path: Path) -> list[str]:
    """All that is in a database, whatever its pages look like."""
    with closing(sqlite3.connect(path)) as raw:
        return list(raw.iterdump())


def refusal(path: Path, target: Path, *, force: bool = False) -> str:
    with pytest.raises(TrackerError) as caught:
        back_up(path, target, force=force)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_copy_is_a_ledger_like_the_first(filled: Ledger, path: Path, tmp_path: Path) -> None:
    backup = back_up(path, tmp_path / "备份.db")
    assert (backup.items, backup.events, backup.evidence) == (2, 5, ())
    assert backup.size == backup.path.stat().st_size
    with Ledger.open(backup.path, mode="write") as copy:
        assert copy.items() == filled.items()
        assert copy.events() == filled.events()
    assert names(tmp_path) == ["台账", "备份.db"]


def test_a_copy_is_made_while_another_writes_and_shows_none_of_its_half_transaction(
    filled: Ledger, path: Path, tmp_path: Path
) -> None:
    raw = filled._store.connection
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("UPDATE items SET note = '半'")
    backup = back_up(path, tmp_path / "备份.db")
    raw.execute("ROLLBACK")
    with Ledger.open(backup.path, mode="read") as copy:
        assert copy.items() == copy.replay()


def test_an_older_ledger_is_copied_as_it_is(path: Path, tmp_path: Path) -> None:
    make_first(path)
    assert back_up(path, tmp_path / "备份.db").events == 7
    assert dump(tmp_path / "备份.db") == dump(path)


def test_what_is_there_is_kept_unless_forced(filled: Ledger, path: Path, tmp_path: Path) -> None:
    target = tmp_path / "备份.db"
    back_up(path, target)
    update(filled, 2, note="已进场施工")
    before = target.read_bytes()
    assert "--force" in refusal(path, target)
    assert target.read_bytes() == before
    back_up(path, target, force=True)
    assert dump(target) == dump(path)


@pytest.mark.parametrize("content", [b"", b"\xe4\xba\x91" * 900])
def test_force_covers_no_file_but_a_copy_of_the_same_ledger(
    filled: Ledger, path: Path, tmp_path: Path, content: bytes
) -> None:
    target = tmp_path / "通报.docx"
    target.write_bytes(content)
    assert "不是本台账的备份" in refusal(path, target, force=True)
    assert target.read_bytes() == content


def test_force_covers_no_other_ledger(filled: Ledger, path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    Ledger.open(other, mode="write").close()
    assert "不是本台账的备份" in refusal(path, other, force=True)


def test_places_that_can_hold_no_copy_are_named(filled: Ledger, path: Path, tmp_path: Path) -> None:
    assert "就是台账本身" in refusal(path, path, force=True)
    assert "是文件夹" in refusal(path, tmp_path)
    assert "没有文件夹" in refusal(path, tmp_path / "无" / "备份.db")
    assert "名称有误" in refusal(path, Path("坏\0名"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_no_place_for_a_copy(filled: Ledger, path: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "不是普通文件" in refusal(path, tmp_path / "pipe", force=True)


def test_a_missing_ledger_has_no_copy(path: Path, tmp_path: Path) -> None:
    assert "还没有台账" in refusal(path, tmp_path / "备份.db")
    assert names(tmp_path) == []


def test_of_a_damaged_ledger_no_copy_is_made_and_the_old_one_stays(filled: Ledger, path: Path, tmp_path: Path) -> None:
    target = tmp_path / "备份.db"
    back_up(path, target)
    before = target.read_bytes()
    filled.close()
    with closing(sqlite3.connect(path)) as raw:
        (page,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'events'").fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    path.write_bytes(content)
    with pytest.raises(LedgerError, match="已损坏"):
        back_up(path, target, force=True)
    assert target.read_bytes() == before
    assert names(tmp_path) == ["台账", "备份.db"]


def limit_files(kilobytes: int) -> Iterator[None]:
    """Let no file of this process grow beyond a size: a full disk for those who write."""
    resource = pytest.importorskip("resource", reason="this system sets no limits to files")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_is_full_leaves_the_old_copy_and_no_half_one(filled: Ledger, path: Path, tmp_path: Path) -> None:
    target = tmp_path / "备份.db"
    back_up(path, target)
    before = target.read_bytes()
    with contextmanager(limit_files)(16), pytest.raises(OutputError, match="无法写出备份"):
        back_up(path, target, force=True)
    assert target.read_bytes() == before
    assert names(tmp_path) == ["台账", "备份.db"]


def test_a_file_that_may_not_grow_leaves_whole_transactions(filled: Ledger, path: Path) -> None:
    expected = filled.items()
    with contextmanager(limit_files)(path.stat().st_size // 1024), pytest.raises(LedgerError, match="磁盘"):
        add(filled, make_extraction("9", body="长" * 200_000))
    assert filled.items() == expected == filled.replay()
    add(filled, make_extraction("9"))


def keep(ledger: Ledger, name: str, content: bytes | None) -> None:
    """Evidence that is said to be kept beside the ledger."""
    if content is not None:
        kept = ledger.path.parent / name
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(content)
    update(ledger, 1, evidence=(Evidence("验收单.pdf", "0" * 64, name),))


def test_kept_evidence_goes_along_once(filled: Ledger, path: Path, tmp_path: Path) -> None:
    keep(filled, "ledger.佐证/甲.pdf", b"one")
    keep(filled, "ledger.佐证/lost.pdf", None)
    keep(filled, "../outside.pdf", b"elsewhere")
    place = tmp_path / "移动硬盘"
    place.mkdir()
    assert [found.name for found in back_up(path, place / "备份.db").evidence] == ["甲.pdf"]
    assert (place / "ledger.佐证" / "甲.pdf").read_bytes() == b"one"
    assert back_up(path, place / "备份.db", force=True).evidence == ()
    assert json.loads(filled.events()[-1].new or "")["kept"] == "../outside.pdf"
    assert names(place / "ledger.佐证") == ["甲.pdf"]


def test_a_place_for_evidence_that_is_taken_is_named(filled: Ledger, path: Path, tmp_path: Path) -> None:
    keep(filled, "ledger.佐证/甲.pdf", b"one")
    (tmp_path / "ledger.佐证").touch()
    with pytest.raises(OutputError, match="无法写出备份"):
        back_up(path, tmp_path / "备份.db")


def test_refusals_have_the_exit_code_of_a_rule(filled: Ledger, path: Path) -> None:
    with pytest.raises(RefusedError):
        back_up(path, path)
