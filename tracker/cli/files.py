"""Files that a person names for output: written whole or not at all, and never over a ledger."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from tracker.errors import OutputError, RefusedError, word_os_error
from tracker.filenames import safe_name

_SQLITE = b"SQLite format 3\0"


def write_file(name: str, data: bytes) -> None:
    """Put ``data`` into a file; what was there stays until all is written.

    Raises ``RefusedError`` where it is a ledger or another database, ``OutputError`` where it cannot be written.
    """
    write_parts(name, (data,))


def write_parts(name: str, parts: Iterable[bytes]) -> None:
    """The same for data that comes in parts, which need not be in memory together."""
    try:
        path = Path(name).expanduser().resolve()
        _refuse_databases(name, path)
        if path.exists() and not path.is_file():
            _write(path, parts)
        else:
            _replace(path, parts)
    except (OSError, RuntimeError, ValueError) as error:
        problem = word_os_error(error) if isinstance(error, OSError) else "名称有误"
        raise OutputError(f"无法写入“{name}”（{problem}），请换一个位置") from None


def write_files(name: str, suffix: str, parts: Iterable[tuple[str, bytes]]) -> None:
    """Put data into files of a folder, which is made where it is missing, each named after some words; all or none.

    No file that is there already is touched.  Raises as ``write_file`` does, and whatever ``parts`` raises.
    """
    folder = Path(name).expanduser()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        taken = {entry.stem.casefold() for entry in folder.iterdir()}
    except OSError as error:
        raise OutputError(f"无法写入文件夹“{name}”（{word_os_error(error)}），请换一个位置") from None
    written: list[Path] = []
    try:
        for words, data in parts:
            path = folder / f"{safe_name(words, taken)}{suffix}"
            taken.add(path.stem.casefold())
            write_file(os.fspath(path), data)
            written.append(path)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise


def _refuse_databases(name: str, path: Path) -> None:
    if path.is_file():
        with path.open("rb") as file:
            if file.read(len(_SQLITE)) == _SQLITE:
                raise RefusedError(f"“{name}”是台账或其他数据库，不能覆盖，请换一个文件名")


def _write(path: Path, parts: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        for part in parts:
            file.write(part)


def _replace(path: Path, parts: Iterable[bytes]) -> None:
    beside = path.with_name(f".{path.name[:40]}.{os.getpid()}.tmp")
    try:
        _write(beside, parts)
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
