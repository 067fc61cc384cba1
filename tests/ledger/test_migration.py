"""A ledger of an older version: read as it is, copied before it is changed, and then complete."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tests.ledger.invented import update
from tests.ledger.older import make_first
from tracker.errors import LedgerError
from tracker.ledger import Ledger, connection, upgrading
from tracker.model import Status


@pytest.fixture
def first(path: Path) -> Path:
    """A ledger of version 1 with rows in it."""
    make_first(path)
    return path


def read_version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as raw:
        return int(raw.execute("PRAGMA user_version").fetchone()[0])


def test_an_older_ledger_is_read_without_being_changed(first: Path) -> None:
    before = first.read_bytes()
    with Ledger.open(first, mode="read") as ledger:
        one, two = ledger.items()
        assert [one, two] == ledger.replay()
    assert (one.due_moves, one.status_since, one.status) == (2, date(2024, 10, 8), Status.DONE)
    assert (two.due_moves, two.reported_on, two.place) == (0, None, "云溪市")
    assert first.read_bytes() == before
    assert [found.name for found in first.parent.iterdir()] == ["ledger.db"]


def test_the_first_change_brings_it_up_to_date_and_keeps_it_as_it_was(first: Path) -> None:
    with closing(sqlite3.connect(first)) as raw:
        before = list(raw.iterdump())
    with Ledger.open(first, mode="write", create=False) as ledger:
        kept = ledger.older
        assert ledger.items() == ledger.replay()
        update(ledger, 2, status=Status.IN_PROGRESS)
    assert kept is not None
    assert kept.name.startswith("ledger.db.v1-")
    assert read_version(first) == connection.VERSION
    with closing(sqlite3.connect(kept)) as raw:
        assert list(raw.iterdump()) == before
    with Ledger.open(kept, mode="read") as ledger:
        assert [item.status for item in ledger.items()] == [Status.DONE, Status.UNREPORTED]


def test_a_ledger_that_is_up_to_date_is_not_copied(first: Path) -> None:
    Ledger.open(first, mode="write").close()
    with Ledger.open(first, mode="write") as ledger:
        assert ledger.older is None
    assert len(list(first.parent.iterdir())) == 2


def test_another_program_that_was_quicker_is_noticed(first: Path) -> None:
    Ledger.open(first, mode="write").close()
    with closing(sqlite3.connect(first, isolation_level=None)) as raw:
        assert upgrading.upgrade(raw, first, keep=True) is None
    assert len(list(first.parent.iterdir())) == 2


def test_a_migration_that_fails_changes_nothing_and_leaves_no_copy(first: Path) -> None:
    with closing(sqlite3.connect(first, isolation_level=None)) as raw:
        raw.execute("CREATE TABLE names (in_the_way)")
    before = first.read_bytes()
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        Ledger.open(first, mode="write")
    assert first.read_bytes() == before
    assert [found.name for found in first.parent.iterdir()] == ["ledger.db"]


def test_without_a_copy_there_is_no_migration(first: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = first.read_bytes()
    taken = first.parent / "没有这个文件夹" / "copy.bak"
    monkeypatch.setattr(upgrading, "name_copy", lambda path, what: taken)
    with pytest.raises(LedgerError, match=r"须先备份台账.*没有改动"):
        Ledger.open(first, mode="write")
    assert first.read_bytes() == before


def test_each_copy_has_a_name_of_its_own(tmp_path: Path) -> None:
    names = set()
    for _ in range(3):
        name = upgrading.name_copy(tmp_path / "ledger.db", "v1")
        name.touch()
        names.add(name)
    assert len(names) == 3
