"""Brings the schema of a ledger up to date, after a copy of the file as it was has been put beside it."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from tracker.errors import LedgerError, OutputError
from tracker.ledger import connection as file
from tracker.ledger.backup import save_copy


def upgrade(connection: sqlite3.Connection, path: Path, *, keep: bool) -> Path | None:
    """Apply the migrations that a ledger lacks, in one transaction; another program may have done so meanwhile.

    With ``keep`` a ledger of an older version is copied first, under the write lock, so that nothing comes between;
    returns where the copy is.  ``LedgerError`` where it cannot be made: then nothing was changed.
    """
    from sqlite_utils import Database

    from tracker.ledger.migrations import MIGRATIONS

    kept = None
    try:
        with file.transaction(connection, path):
            version = file.read_version(connection, path)
            if version >= file.VERSION:
                return None
            if version and keep:
                kept = _keep(path, version)
            MIGRATIONS.apply(Database(connection, execute_plugins=False))
            if version:
                _rebuild(connection, path)
            connection.execute(f"PRAGMA application_id = {file.APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {file.VERSION}")
    except BaseException:
        # The ledger is as it was, so the copy is worth nothing.
        if kept is not None:
            kept.unlink(missing_ok=True)
        raise
    return kept


def name_copy(path: Path, what: str) -> Path:
    """A name beside the ledger that is not taken: what it was before, and when.

    >>> name_copy(Path("/无/ledger.db"), "v1").name  # doctest: +ELLIPSIS
    'ledger.db.v1-20...bak'
    """
    name = f"{path.name}.{what}-{datetime.now():%Y%m%d-%H%M%S}"
    free = path.with_name(f"{name}.bak")
    number = 2
    while free.exists():
        free = path.with_name(f"{name}-{number}.bak")
        number += 1
    return free


def keep_copy(path: Path, what: str, *, sound: bool = True) -> Path:
    """Put a copy of the ledger beside it, before it is changed; ``LedgerError`` where that cannot be done.

    Without ``sound`` a damaged one is copied, too.
    """
    target = name_copy(path, what)
    try:
        with file.opened(path) as source:
            save_copy(source, path, target, sound=sound)
    except OutputError as error:
        raise LedgerError(f"改动之前须先备份台账，但{error}；台账没有改动：{path}") from error
    return target


def _keep(path: Path, version: int) -> Path:
    return keep_copy(path, f"v{version}")


def _rebuild(connection: sqlite3.Connection, path: Path) -> None:
    """Fill the state that an older schema did not keep, from the events."""
    from tracker.ledger.namesakes import tell_apart_all
    from tracker.ledger.store import Store

    store, now = Store(connection, path), datetime.now(UTC)
    store.rebuild()
    tell_apart_all(store, now, now.astimezone().date())
