"""Evidence (佐证) from outside: an address is taken as it is, a file is hashed and, where asked for, kept as a copy.

Copies lie in one folder beside the ledger and are named by what is in them, so that no name from outside decides where
anything is written, and the same file is kept once.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tracker.errors import InputError, OutputError, word_os_error
from tracker.model import Evidence
from tracker.reading.files import show_path

FOLDER_SUFFIX = ".佐证"
"""What the name of the folder with the copies has behind that of the ledger."""

_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")
_CHUNK = 1 << 20
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
"""A pipe without a writer is opened at once, and then refused."""
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


def is_address(text: str) -> bool:
    """Whether it is a web address.

    >>> is_address("https://www.yunxi.gov.cn/a"), is_address("验收单.pdf"), is_address("http:// a")
    (True, False, False)
    """
    return _ADDRESS.fullmatch(text.strip()) is not None


def load_evidence(given: str, ledger: Path, *, keep: bool = False) -> Evidence:
    """The evidence that a person names by an address or a path; writes nothing.

    With ``keep`` it names the copy beside the ledger that ``keep_copy`` makes.  Raises ``InputError`` where there is
    no such file, or where it is no file to read.
    """
    if is_address(given):
        return Evidence(given.strip())
    location = show_path(given)
    with _reading(given) as chunks:
        sha256 = _hash(chunks)
    return Evidence(location, sha256, f"{find_folder(ledger).name}/{sha256}{_find_suffix(given)}" if keep else None)


def keep_copy(given: str, evidence: Evidence, ledger: Path) -> None:
    """Copy the file of a piece of evidence to its place beside the ledger: whole, or not at all.

    Raises ``InputError`` where the file is not what it was any more, ``OutputError`` where the copy cannot be written.
    """
    assert evidence.kept is not None
    folder = find_folder(ledger)
    target = folder / Path(evidence.kept).name
    if find_hash(target) == evidence.sha256:
        return
    beside = folder / f".{target.name[:40]}.{os.getpid()}.tmp"
    try:
        _make_folder(folder)
        with _reading(given) as chunks:
            sha256 = _copy(chunks, beside)
        if sha256 != evidence.sha256:
            raise InputError(show_path(given), "文件在读取时被改动，未作任何改动，请稍后重试")
        beside.replace(target)
    except OSError as error:
        raise OutputError(f"无法把佐证存到“{target}”（{word_os_error(error)}），未作任何改动") from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def find_folder(ledger: Path) -> Path:
    """Where the copies of a ledger's evidence lie."""
    real = ledger.resolve()
    return real.with_name(f"{real.name}{FOLDER_SUFFIX}")


def find_hash(path: Path) -> str | None:
    """SHA-256 of a file's bytes, ``None`` where there is none to read."""
    try:
        with _reading(str(path)) as chunks:
            return _hash(chunks)
    except InputError:
        return None


def _find_suffix(given: str) -> str:
    suffix = Path(given).suffix.lower()
    return suffix if _SUFFIX.fullmatch(suffix) else ""


@contextmanager
def _reading(given: str) -> Iterator[Iterator[bytes]]:
    """The bytes of a file, piece by piece; what is no file is an ``InputError``."""
    try:
        descriptor = os.open(Path(given).expanduser(), _READ)
    except (OSError, RuntimeError, ValueError) as error:
        problem = word_os_error(error) if isinstance(error, OSError) else "名称有误"
        raise InputError(
            show_path(given), f"读不到这份佐证（{problem}），请检查路径；网址请写全，以 http:// 或 https:// 开头"
        ) from error
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise InputError(show_path(given), "佐证须是一个文件或网址，这里不是普通文件")
        yield iter(lambda: _read(descriptor, given), b"")
    finally:
        os.close(descriptor)


def _read(descriptor: int, given: str) -> bytes:
    try:
        return os.read(descriptor, _CHUNK)
    except OSError as error:
        raise InputError(show_path(given), f"读不到这份佐证（{word_os_error(error)}），请检查文件") from error


def _hash(chunks: Iterator[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def _copy(chunks: Iterator[bytes], target: Path) -> str:
    digest = hashlib.sha256()
    with os.fdopen(os.open(target, _CREATE, 0o666), "wb") as file:
        for chunk in chunks:
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _make_folder(folder: Path) -> None:
    if folder.is_symlink():
        raise OutputError(f"存放佐证的位置“{folder}”是链接，未作任何改动，请改为文件夹")
    folder.mkdir(exist_ok=True)
