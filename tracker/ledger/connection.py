"""Opens the SQLite file of a ledger and words what can go wrong with it; knows no table.

Reading uses ``mode=ro`` and never creates, changes or locks a file for longer than a query.  sqlite-utils is imported
only where a schema has to be made or brought up to date: it takes longer to import than most commands take to run.
"""

from __future__ import annotations

import random
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tracker.errors import LedgerError, word_os_error

APPLICATION_ID = 0x7472636B
"""``PRAGMA application_id`` of every ledger (the letters ``trck``)."""
VERSION = 2
"""``PRAGMA user_version`` that this program reads and writes: the number of migrations."""
BUSY_SECONDS = 15.0
"""How long to wait for another writer."""
TURN_SECONDS = 0.01
"""How long at most to sleep between two tries for the write lock."""
OLDEST_SQLITE = (3, 37, 0)
"""The first SQLite with STRICT tables."""

_BUSY = "台账正被其他程序占用：{path}，已等待 {seconds:.0f} 秒，请稍后重试"
_SENTENCES = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_READONLY: "台账只读，无法写入：{path}，请检查文件和所在文件夹的写权限，或用 --ledger 另指一份台账",
    sqlite3.SQLITE_FULL: "磁盘空间不足，未写入任何内容：{path}，请清理磁盘后重试",
    sqlite3.SQLITE_NOTADB: "不是台账文件：{path}，请用 --ledger 指定 tracker 建立的台账",
    sqlite3.SQLITE_CORRUPT: "台账文件已损坏：{path}，请用 `tracker doctor` 查看，并换用最近的备份",
    sqlite3.SQLITE_CANTOPEN: "无法打开台账：{path}，请检查路径是否存在、是否有访问权限",
    sqlite3.SQLITE_PERM: "无权访问台账：{path}，请检查文件权限",
    sqlite3.SQLITE_AUTH: "无权访问台账：{path}，请检查文件权限",
    sqlite3.SQLITE_IOERR: "读写台账时出错：{path}，请检查磁盘是否已满、网络共享是否可用",
    sqlite3.SQLITE_PROTOCOL: _BUSY,
}


@contextmanager
def worded(path: Path) -> Iterator[None]:
    """Turn what SQLite says of the file into a ``LedgerError``; defects of the program pass through."""
    try:
        yield
    except sqlite3.Error as error:
        sentence = _find_sentence(error)
        if sentence is None:
            raise
        raise LedgerError(sentence.format(path=path, seconds=BUSY_SECONDS)) from error
    except UnicodeDecodeError as error:
        # What SQLite says of a damaged schema quotes its bytes.
        raise LedgerError(_SENTENCES[sqlite3.SQLITE_CORRUPT].format(path=path)) from error


def _find_sentence(error: sqlite3.Error) -> str | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # Python's own complaint of a text that is no UTF-8 has no code.
        return _SENTENCES[sqlite3.SQLITE_CORRUPT] if "decode" in str(error) else None
    return _SENTENCES.get(code & 0xFF)


def open_reading(path: Path) -> sqlite3.Connection:
    """A read-only connection to an existing ledger.

    Raises ``LedgerError`` where there is none, where it is something else, or from a newer version.
    """
    connection, version = _open_existing(path)
    return connection if version == VERSION else _copy(connection, path)


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A read-only connection to an existing ledger as it is, also where its schema is older than this program's."""
    connection, _ = _open_existing(path)
    with closing(connection):
        yield connection


def open_writing(path: Path, *, create: bool) -> tuple[sqlite3.Connection, Path | None]:
    """A connection for writing to a ledger whose schema is up to date, and the copy kept of an older one.

    With ``create`` a missing file is made, with its folder; without, it is a ``LedgerError``.
    """
    if not create:
        _open_existing(path)[0].close()
    _check_sqlite(sqlite3.sqlite_version_info)
    _check_file(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerError(
            f"无法建立台账所在的文件夹：{path.parent}（{word_os_error(error)}），请用 --ledger 换一个位置"
        ) from error
    kept = None
    with worded(path):
        connection, version = _begin(path, "rwc")
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            if version < VERSION:
                kept = _upgrade(connection, path, keep=True)
        except BaseException:
            connection.close()
            raise
    return connection, kept


def open_copy(path: Path) -> sqlite3.Connection:
    """A connection to a copy in memory of the ledger, or to an empty ledger where there is none."""
    if _check_file(path):
        return _copy(open_reading(path), path)
    return open_empty()


def open_empty() -> sqlite3.Connection:
    """A connection to an empty ledger in memory."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    memory.execute("PRAGMA foreign_keys = ON")
    _upgrade(memory, Path(":memory:"), keep=False)
    return memory


def _open_existing(path: Path) -> tuple[sqlite3.Connection, int]:
    """A read-only connection, and the version of the schema in the file."""
    _check_sqlite(sqlite3.sqlite_version_info)
    if not _check_file(path):
        raise LedgerError(f"还没有台账：{path} 不存在，请先用 `tracker add 文件或文件夹` 建立")
    with worded(path):
        try:
            connection, version = _begin(path, "ro")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
                raise
            # A writer was killed: SQLite has to roll its half transaction back before anything can be read.
            connection, version = _begin(path, "rw")
            connection.execute("PRAGMA query_only = ON")
    if version == 0:
        connection.close()
        raise LedgerError(
            f"还没有台账：{path} 是空文件，请先用 `tracker add 文件或文件夹` 建立，或用 --ledger 另指一份"
        )
    return connection, version


def _copy(source: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """A copy in memory with the schema of this program; the ledger of an older one is read so."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    with closing(source), snapshot(source, path):
        source.backup(memory)
    memory.execute("PRAGMA foreign_keys = ON")
    _upgrade(memory, path, keep=False)
    return memory


def _upgrade(connection: sqlite3.Connection, path: Path, *, keep: bool) -> Path | None:
    """Bring the schema up to date; most commands never need what that takes to import."""
    from tracker.ledger.upgrading import upgrade

    return upgrade(connection, path, keep=keep)


@contextmanager
def snapshot(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """What is read within shows one moment, whatever others write meanwhile."""
    with worded(path):
        connection.execute("BEGIN")
        try:
            # The moment begins with the first read, which is also what waits for a writer; copying alone would not.
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
            yield
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """All or nothing, with the write lock from the start: two writers queue instead of failing half-way."""
    with worded(path):
        _begin_writing(connection)
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _begin(path: Path, mode: str) -> tuple[sqlite3.Connection, int]:
    """A connection, and the version of the schema in the file."""
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        return connection, read_version(connection, path)
    except BaseException:
        connection.close()
        raise


def _begin_writing(connection: sqlite3.Connection) -> None:
    """Take the write lock, in turn with others.

    SQLite itself sleeps longer and longer between its tries, so that of many writers one may never come to its turn.
    """
    limit = time.monotonic() + BUSY_SECONDS
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > limit:
                    raise
            time.sleep(random.uniform(0, TURN_SECONDS))
    finally:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000:.0f}")


def read_version(connection: sqlite3.Connection, path: Path) -> int:
    """The version of the schema, 0 for an empty database; ``LedgerError`` for one that is not ours."""
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID and (tables or application):
        raise LedgerError(f"不是台账文件：{path} 是其他程序的数据库，请用 --ledger 指定 tracker 建立的台账")
    if version > VERSION:
        raise LedgerError(f"台账由更新版本的 tracker 建立：{path}（结构第 {version} 版），请先升级 tracker")
    return int(version)


def _check_file(path: Path) -> bool:
    """Whether there is a file; ``LedgerError`` where there is something that can be none of ours."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError) as error:
        problem = word_os_error(error) if isinstance(error, OSError) else "名称有误"
        raise LedgerError(f"无法打开台账：{path}（{problem}），请检查路径和访问权限，或用 --ledger 另指一份") from error
    if stat.S_ISDIR(mode):
        raise LedgerError(f"台账路径是文件夹：{path}，请用 --ledger 指定一个文件")
    if not stat.S_ISREG(mode):
        raise LedgerError(f"台账路径不是普通文件，而是管道或设备：{path}，请用 --ledger 指定一个文件")
    return True


def _check_sqlite(found: tuple[int, ...]) -> None:
    """Old systems come with a SQLite that cannot even read STRICT tables."""
    if found < OLDEST_SQLITE:
        need, have = (".".join(map(str, version)) for version in (OLDEST_SQLITE, found))
        raise LedgerError(f"本机 SQLite 版本过旧（{have}），台账需要 {need} 及以上，请换用较新的 Python")
