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
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import IO

from tracker.reading.refusal import UnreadableError

MOST_MEMBERS = 20_000
"""Members of one archive; more is a bomb or a backup."""
LARGEST_MEMBER = 64 * 1024 * 1024
"""Bytes that are unpacked of one member."""
MOST_UNPACKED = 256 * 1024 * 1024
"""Bytes of archives in one archive that are unpacked to see what they hold."""
LARGEST_DIRECTORY = 32 * 1024 * 1024
"""Bytes of an archive's own directory, each of whose entries takes ten times as much memory."""
DEEPEST = 2
"""An archive in an archive is opened, one in that is not."""
_UTF8, _ENCRYPTED = 0x800, 0x1
_UNICODE_NAME = 0x7075
_LONGEST_END = 22 + 0xFFFF + 20
_IN_LONG_FORM = 0xFFFFFFFF
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, NotImplementedError, RuntimeError, OSError,
    EOFError, ValueError, OverflowError, LookupError,
)  # fmt: skip
_DOCUMENT_PARTS = frozenset({"[Content_Types].xml", "mimetype", "OFD.xml"})
_TOO_MANY = f"压缩包里的文件太多（超过 {MOST_MEMBERS} 个），请先解压，再读入其中的文件夹"
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
        return _open(path).is_folder
    except (UnreadableError, *_BROKEN):
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
    with _broken_is_named():
        return list(_Listing().list(_open(path)))


def load_member(path: Path, name: str) -> bytes | None:
    """The bytes of a member, at most one more than the limit; ``None`` where there is none of that name.

    Raises ``UnreadableError``.
    """
    with _broken_is_named():
        return _open(path).load(name)


class _Archive:
    """An archive that stays open: its members are asked for one after the other, and its directory may be long."""

    def __init__(self, file: Path | IO[bytes], depth: int = 1) -> None:
        self._zip = zipfile.ZipFile(file)
        self._files: dict[str, zipfile.ZipInfo] | None = None
        self._inner: tuple[str, _Archive] | None = None
        self._depth = depth

    @property
    def is_folder(self) -> bool:
        """False for a document."""
        return _DOCUMENT_PARTS.isdisjoint(self._zip.NameToInfo)

    @property
    def files(self) -> dict[str, zipfile.ZipInfo]:
        """Files by name as shown."""
        if self._files is None:
            self._files = _name_files(self._zip)
        return self._files

    @property
    def is_deepest(self) -> bool:
        """True where archives in this one are not opened."""
        return self._depth == DEEPEST

    def load(self, name: str) -> bytes | None:
        """The bytes of a member, ``None`` where there is none of that name."""
        if name in self.files:
            return self._read(name)
        for outer in self.files:
            if not self.is_deepest and _is_inner(outer) and name.startswith(f"{outer}/"):
                return self.enter(outer).load(name.removeprefix(f"{outer}/"))
        return None

    def enter(self, name: str) -> _Archive:
        """The archive that is a member; the last one is kept."""
        if self._inner is None or self._inner[0] != name:
            self._inner = None
            inner = io.BytesIO(self._read(name))
            _refuse_long_directory(inner)
            self._inner = name, _Archive(inner, self._depth + 1)
        return self._inner[1]

    def _read(self, name: str) -> bytes:
        info = self.files[name]
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableError("压缩包设有密码，请先用密码解压，再读入其中的文件")
        # What the directory says is never exceeded: zipfile stops there.
        if info.file_size > LARGEST_MEMBER:
            raise UnreadableError(f"解压后过大（超过 {LARGEST_MEMBER >> 20} MB），不像一份答复，请检查压缩包")
        file: IO[bytes]
        with self._zip.open(info) as file:
            return file.read(LARGEST_MEMBER + 1)


def _open(path: Path) -> _Archive:
    """The archive at a path; the last one is kept open as long as the file is the same."""
    state = path.stat()
    return _open_once(path, (state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns))


@lru_cache(maxsize=1)
def _open_once(path: Path, _state: tuple[int, ...]) -> _Archive:
    with path.open("rb") as file:
        _refuse_long_directory(file)
    return _Archive(path)


@contextmanager
def _broken_is_named() -> Iterator[None]:
    try:
        yield
    except UnreadableError:
        raise
    except _BROKEN as error:
        raise UnreadableError(_DAMAGED) from error


def _refuse_long_directory(file: IO[bytes]) -> None:
    """Before zipfile loads it, as much of it as the archive says."""
    if _find_directory_size(file) > LARGEST_DIRECTORY:
        raise UnreadableError(_TOO_MANY)


def _find_directory_size(file: IO[bytes]) -> int:
    """What the end of an archive says, in its old or its long form; 0 where there is no end."""
    start = max(0, file.seek(0, io.SEEK_END) - _LONGEST_END)
    file.seek(start)
    end = file.read()
    at = end.rfind(b"PK\x05\x06")
    if at < 0 or len(end) < at + 16:
        return 0
    size = int.from_bytes(end[at + 12 : at + 16], "little")
    if end[max(at - 20, 0) : at].startswith(b"PK\x06\x07"):
        file.seek(int.from_bytes(end[at - 12 : at - 4], "little") + 40)
        return max(int.from_bytes(file.read(8), "little"), size * (size < _IN_LONG_FORM))
    return size


class _Listing:
    """Members that are being listed, with limits on all archives in one together."""

    def __init__(self) -> None:
        self._members = 0
        self._unpacked = 0

    def list(self, archive: _Archive, folder: str = "") -> Iterator[Member]:
        self._members += len(archive.files)
        if self._members > MOST_MEMBERS:
            raise UnreadableError(_TOO_MANY)
        for name, info in archive.files.items():
            if not _is_inner(name):
                yield Member(folder + name)
            elif archive.is_deepest:
                yield Member(folder + name, "压缩包一层套一层太多，请先解压，再读入其中的文件")
            else:
                yield from self._list_inner(archive, folder, name, info.file_size)

    def _list_inner(self, archive: _Archive, folder: str, name: str, size: int) -> Iterator[Member]:
        self._unpacked += min(size, LARGEST_MEMBER)
        try:
            if self._unpacked > MOST_UNPACKED:
                raise UnreadableError("外层压缩包里的压缩包太多、太大，请先解压外层，再读入其中的文件")
            with _broken_is_named():
                yield from self.list(archive.enter(name), f"{folder}{name}/")
        except UnreadableError as error:
            yield Member(folder + name, str(error))


def _is_inner(name: str) -> bool:
    return name.lower().endswith(".zip")


def _name_files(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Files by name as shown; of two with the same name the second one gets a number."""
    if len(archive.infolist()) > MOST_MEMBERS:
        raise UnreadableError(_TOO_MANY)
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
