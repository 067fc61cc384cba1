"""Paths to bytes: files, members of archives, standard input; says in one sentence why one cannot be had."""

from __future__ import annotations

import os
import re
import stat
import sys
from pathlib import Path

from tracker.errors import InputError, word_os_error
from tracker.reading.archive import load_member, split_path
from tracker.reading.refusal import UnreadableError

STANDARD_INPUT = "-"
"""The path that means standard input."""
LARGEST = 64 * 1024 * 1024
"""Bytes; replies are a thousand times smaller, so a larger file is the wrong one."""
_ADDRESS = re.compile(r"(?:https?|ftp)://|www\.", re.I)
_STREAMS = ("/dev/", "/proc/")
"""Where a shell puts the pipes that it made for a command: these may be read."""


def load_bytes(path: str) -> bytes:
    """The bytes of a source, at most one more than ``LARGEST``.  Raises ``InputError``."""
    try:
        if path == STANDARD_INPUT:
            return sys.stdin.buffer.read(LARGEST + 1)
        mode = Path(path).stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or path.startswith(_STREAMS)):
            raise InputError(show_path(path), "是管道或设备，不是文件，请先存成文件，或从标准输入读入（用 - 表示）")
        with Path(path).open("rb") as file:
            return file.read(LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        data = _load_from_archive(path)
        if data is None:
            raise InputError(show_path(path), explain_missing(path)) from error
        return data
    except IsADirectoryError as error:
        raise InputError(show_path(path), "是文件夹，不是文件") from error
    except PermissionError as error:
        raise InputError(show_path(path), "没有读取权限，请检查文件权限或是否被其他程序占用") from error
    except OSError as error:
        raise InputError(show_path(path), f"无法读取（{word_os_error(error)}），请检查路径和磁盘") from error
    except ValueError as error:
        raise InputError(show_path(path), f"无法读取（{error}），请检查路径") from error


def _load_from_archive(path: str) -> bytes | None:
    found = split_path(path)
    if found is None:
        return None
    try:
        return load_member(*found)
    except UnreadableError as error:
        raise InputError(show_path(path), str(error)) from error


def explain_missing(path: str) -> str:
    """Why there is nothing at a path: an address is none."""
    if _ADDRESS.match(path):
        return "是网址，本程序不联网；请在浏览器中打开网页，另存为“网页，仅 HTML”（.html）或“单个文件”（.mhtml），再读入保存的文件"
    return "找不到这个文件或文件夹，请检查路径"


def show_path(path: str) -> str:
    """A path as text that can be stored and printed: a name in another encoding than the system's is decoded.

    >>> show_path("答复.txt")
    '答复.txt'
    """
    return "/".join(map(_show_part, path.split("/")))


def _show_part(name: str) -> str:
    """Folders on the way may be named in another encoding than the file."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(name).decode("gb18030", "replace")
    return name
