"""Copies of a ledger that are whole while others write: all that one moment shows, or no copy at all."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tracker.errors import LedgerError, OutputError, RefusedError, word_os_error
from tracker.ledger import connection as file

_PROBLEMS = {
    sqlite3.SQLITE_FULL: "磁盘空间不足",
    sqlite3.SQLITE_CANTOPEN: "不能在那里建立文件",
    sqlite3.SQLITE_READONLY: "位置是只读的",
    sqlite3.SQLITE_IOERR: "读写出错，磁盘可能已满",
}


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that was made."""

    path: Path
    """Where it is."""
    size: int
    """Its bytes."""
    items: int
    """Items in it that are not withdrawn."""
    events: int
    """Events in it."""
    evidence: tuple[Path, ...]
    """Kept evidence that was copied with it."""


def back_up(path: Path, target: Path, *, force: bool = False) -> Backup:
    """Copy a ledger, and the evidence kept beside it, to another place.

    Readers and writers go on meanwhile.  Raises ``RefusedError`` where the place is taken (with ``force`` only by
    what is no copy of the same ledger), ``OutputError`` where it cannot be written, ``LedgerError`` as in opening.
    """
    target = _resolve(target)
    with file.opened(path) as source:
        _check_target(source, path, target, force)
        save_copy(source, path, target)
    with file.opened(target) as copy, file.worded(target):
        (items,) = copy.execute("SELECT count(*) FROM items WHERE NOT withdrawn").fetchone()
        (events,) = copy.execute("SELECT count(*) FROM events").fetchone()
        kept = _find_kept(copy)
    copied = tuple(_copy_kept(path.resolve().parent, target.parent, kept))
    return Backup(target, target.stat().st_size, items, events, copied)


def save_copy(source: sqlite3.Connection, path: Path, target: Path, *, sound: bool = True) -> None:
    """Copy an open ledger to a file, which appears when it is complete and found sound; what was there is replaced.

    Raises ``OutputError`` where the file cannot be written, ``LedgerError`` where the ledger is busy, or damaged; without
    ``sound`` a damaged one is copied, too.
    """
    beside = target.with_name(f".{target.name[:40]}.{os.getpid()}.tmp")
    try:
        with (
            file.snapshot(source, path),
            _worded(target),
            closing(sqlite3.connect(beside, isolation_level=None)) as copy,
        ):
            source.backup(copy)
            whole = not sound or _is_sound(copy)
        if not whole:
            raise LedgerError(f"台账文件已损坏：{path}，没有生成备份，请运行 `tracker doctor` 查看，并换用以前的备份")
        with _worded(target):
            shutil.copymode(path, beside)
            beside.replace(target)
            _flush_folder(target.parent)
    finally:
        for leftover in (beside, beside.with_name(f"{beside.name}-journal")):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)


@contextmanager
def _worded(target: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        problem = _PROBLEMS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, f"数据库报告 {error}")
        raise OutputError(f"无法写出备份“{target}”（{problem}），请换一个位置") from error
    except OSError as error:
        raise OutputError(f"无法写出备份“{target}”（{word_os_error(error)}），请换一个位置") from error


def _resolve(target: Path) -> Path:
    try:
        return target.expanduser().resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise OutputError(f"无法写出备份“{target}”（名称有误），请换一个位置") from error


def _is_sound(copy: sqlite3.Connection) -> bool:
    try:
        return [row[0] for row in copy.execute("PRAGMA quick_check(1)")] == ["ok"]
    except sqlite3.DatabaseError:
        return False


def _check_target(source: sqlite3.Connection, path: Path, target: Path, force: bool) -> None:
    """``RefusedError`` where a copy would cover something else."""
    with _worded(target):
        exists = target.exists()
        if not target.parent.is_dir():
            raise OutputError(f"无法写出备份“{target}”（没有文件夹“{target.parent}”），请先建立，或换一个位置")
        if target.is_dir():
            raise RefusedError(f"“{target}”是文件夹，请写出备份的文件名，例如 {target / path.name}")
        if exists and not target.is_file():
            raise RefusedError(f"“{target}”不是普通文件，请换一个文件名")
        if exists and target.samefile(path):
            raise RefusedError(f"“{target}”就是台账本身，请换一个文件名")
    if exists and not force:
        raise RefusedError(f"“{target}”已经存在，没有备份，请换一个文件名，或加 --force 覆盖")
    if exists and _find_identity(target) != _read_identity(source):
        raise RefusedError(f"“{target}”不是本台账的备份，不能覆盖，请换一个文件名")


def _find_identity(path: Path) -> str | None:
    """The id of the ledger that a file is a copy of, ``None`` where it is none."""
    with suppress(LedgerError), file.opened(path) as found:
        return _read_identity(found)
    return None


def _read_identity(connection: sqlite3.Connection) -> str | None:
    row = connection.execute("SELECT value FROM meta WHERE key = 'ledger_id'").fetchone()
    return row[0] if row else None


def _find_kept(connection: sqlite3.Connection) -> list[str]:
    """The copies of evidence that events name, relative to the folder of the ledger."""
    found = connection.execute(
        "SELECT DISTINCT json_extract(new, '$.kept') FROM events"
        " WHERE field = 'evidence' AND new IS NOT NULL AND json_extract(new, '$.kept') IS NOT NULL"
    )
    return [row[0] for row in found]


def _copy_kept(home: Path, target: Path, kept: list[str]) -> Iterator[Path]:
    """Copy what is not there yet; its names are made of its content, so what is there is the same."""
    for name in kept:
        source, copy = (home / name).resolve(), (target / name).resolve()
        inside = source.is_relative_to(home) and copy.is_relative_to(target)
        if not inside or not source.is_file() or copy.exists():
            continue
        with _worded(copy):
            copy.parent.mkdir(parents=True, exist_ok=True)
            beside = copy.with_name(f".{copy.name[:40]}.{os.getpid()}.tmp")
            try:
                shutil.copy2(source, beside)
                beside.replace(copy)
            finally:
                beside.unlink(missing_ok=True)
        yield copy


def _flush_folder(folder: Path) -> None:
    """Let the new name last, where the system can be asked to."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
