"""Zip archives as folders: which members they have under which names, and the bytes of one.

A member is named ``存档.zip/成员.docx``.  Nothing is written to disk, so a member's name can lead nowhere;
names of old Chinese archives (GBK without a mark) are decoded.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from tracker.reading.refusal import UnreadableError

MOST_MEMBERS = 20_000
"""Members of one archive; more is a bomb or a backup."""
LARGEST_MEMBER = 64 * 1024 * 1024
"""Bytes that are unpacked of one member."""
DEEPEST = 2
"""An archive in an archive is opened, one in that is not."""
_UTF8, _ENCRYPTED = 0x800, 0x1
_UNICODE_NAME = 0x7075
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, NotImplementedError, RuntimeError, OSError,
    EOFError, ValueError, OverflowError, LookupError,
)  # fmt: skip
_DOCUMENT_PARTS = frozenset({"[Content_Types].xml", "mimetype", "OFD.xml"})
_DAMAGED = "压缩包已损坏或不完整，请重新下载，或先解压再读入其中的文件"


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive, or why it cannot be had."""

    name: str
    """Its path in the archive, with ``/``; in an archive in it: ``里层.zip/成员.docx``."""
    problem: str = ""
    """A Chinese clause where it cannot be read."""


def is_archive(path: Path) -> bool:
    """True for a file that calls itself a zip archive and is no document (a .docx is a zip, too)."""
    if path.suffix.lower() != ".zip" or not path.is_file():
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return _DOCUMENT_PARTS.isdisjoint(archive.namelist())
    except _BROKEN:
        return True


def split_path(path: str) -> tuple[Path, str] | None:
    """The archive and the name of the member that a path leads to, ``None`` where no archive is on its way."""
    try:
        whole = Path(path)
        for parent in whole.parents:
            if is_archive(parent):
                return parent, whole.relative_to(parent).as_posix()
    except (OSError, ValueError):
        pass
    return None


def list_members(path: Path) -> list[Member]:
    """The files of an archive and of archives in it.  Raises ``UnreadableError`` where it cannot be opened."""
    with _broken_is_named(), zipfile.ZipFile(path) as archive:
        return list(_list(archive, "", 1))


def load_member(path: Path, name: str) -> bytes | None:
    """The bytes of a member, at most one more than the limit; ``None`` where there is none of that name.

    Raises ``UnreadableError``.
    """
    with _broken_is_named(), zipfile.ZipFile(path) as archive:
        return _load(archive, name, 1)


@contextmanager
def _broken_is_named() -> Iterator[None]:
    try:
        yield
    except UnreadableError:
        raise
    except _BROKEN as error:
        raise UnreadableError(_DAMAGED) from error


def _list(archive: zipfile.ZipFile, folder: str, depth: int) -> Iterator[Member]:
    for name, info in _files(archive).items():
        if not name.lower().endswith(".zip"):
            yield Member(folder + name)
        elif depth == DEEPEST:
            yield Member(folder + name, "压缩包一层套一层太多，请先解压，再读入其中的文件")
        else:
            try:
                with _broken_is_named(), zipfile.ZipFile(io.BytesIO(_read(archive, info))) as inner:
                    yield from _list(inner, f"{folder}{name}/", depth + 1)
            except UnreadableError as error:
                yield Member(folder + name, str(error))


def _load(archive: zipfile.ZipFile, name: str, depth: int) -> bytes | None:
    files = _files(archive)
    if name in files:
        return _read(archive, files[name])
    for outer, info in files.items():
        if depth < DEEPEST and outer.lower().endswith(".zip") and name.startswith(f"{outer}/"):
            with zipfile.ZipFile(io.BytesIO(_read(archive, info))) as inner:
                return _load(inner, name.removeprefix(f"{outer}/"), depth + 1)
    return None


def _files(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Files by name as shown; of two with the same name the second one gets a number."""
    if len(archive.infolist()) > MOST_MEMBERS:
        raise UnreadableError(f"压缩包里的文件太多（超过 {MOST_MEMBERS} 个），请先解压，再读入其中的文件夹")
    files: dict[str, zipfile.ZipInfo] = {}
    for info in archive.infolist():
        if info.is_dir():
            continue
        name = _clean(_decode(info))
        path, number = PurePosixPath(name), 2
        while name in files:
            name, number = str(path.with_name(f"{path.stem}({number}){path.suffix}")), number + 1
        files[name] = info
    return files


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    if info.flag_bits & _ENCRYPTED:
        raise UnreadableError("压缩包设有密码，请先用密码解压，再读入其中的文件")
    file: IO[bytes]
    with archive.open(info) as file:
        data = file.read(LARGEST_MEMBER + 1)
    if len(data) > LARGEST_MEMBER:
        raise UnreadableError(f"解压后过大（超过 {LARGEST_MEMBER >> 20} MB），不像一份答复，请检查压缩包")
    return data


def _decode(info: zipfile.ZipInfo) -> str:
    """The name as the packer meant it: UTF-8 where it says so or it can only be that, else GBK."""
    if info.flag_bits & _UTF8:
        return info.filename
    unicode_name = _find_unicode_name(info.extra)
    if unicode_name:
        return unicode_name
    try:
        # Without the mark zipfile takes every byte for a character of the old IBM PC.
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _find_unicode_name(extra: bytes) -> str:
    """The name in UTF-8 that some packers put beside one in another encoding."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        if kind == _UNICODE_NAME and size > 5:
            return extra[at + 9 : at + 4 + size].decode("utf-8", "replace")
        at += 4 + size
    return ""


def _clean(name: str) -> str:
    """A name that stays where it is: no way up, no drive, no root, no characters that cannot be seen."""
    parts = name.replace("\\", "/").split("/")
    kept = ["".join(sign for sign in part if sign.isprintable()) for part in parts if part not in {"", ".", ".."}]
    return "/".join(kept) or "无名"
