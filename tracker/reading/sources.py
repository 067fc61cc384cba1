"""Which files are meant by the paths of a command: files, folders, patterns, standard input.

In a folder, files in readable formats and those without suffix are taken, and those in formats
under which replies come, too (.xlsx, .rar, …), so that they are named as unread; the rest (pictures,
style sheets, spreadsheet exports), hidden files and lock files are no replies and are passed over.
A zip archive is a folder; its members are named ``存档.zip/成员.docx``.
"""

from __future__ import annotations

import glob
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tracker.errors import InputError, word_os_error
from tracker.reading.archive import is_archive, list_members, split_path
from tracker.reading.files import STANDARD_INPUT, explain_missing, show_path
from tracker.reading.formats import EXPECTED_SUFFIXES, HTML_SUFFIXES, READABLE_SUFFIXES
from tracker.reading.refusal import UnreadableError

_TAKEN = READABLE_SUFFIXES | EXPECTED_SUFFIXES | HTML_SUFFIXES | {""}
_PASSED_OVER = re.compile(r"^(\.|~\$|\.?~lock\.|thumbs\.db$|desktop\.ini$|__macosx$)", re.I)
_PAGE_PARTS = re.compile(r"^(.+?)([_.]files|_文件|\.fld)$", re.I)
"""The folder in which a browser or Word keeps the pictures and frames of a saved page."""


@dataclass(frozen=True, slots=True)
class Source:
    """One input: a path to read, or why there is nothing to read."""

    path: str
    """As given, or under the folder as given; ``-`` for standard input."""
    error: InputError | None = None
    """Set where the path leads nowhere; the others are still to be done."""


def find_sources(paths: Sequence[str]) -> Iterator[Source]:
    """The sources in the order of the paths, a folder's in natural order, each file once.

    Never raises: a missing path or an unreadable folder is a ``Source`` with its error.
    """
    seen: set[str] = set()
    for path in paths:
        for source in _find(path):
            key = source.path if source.path == STANDARD_INPUT or source.error else _identity(Path(source.path))
            if key not in seen:
                seen.add(key)
                yield source


def _find(path: str) -> Iterator[Source]:
    if not path.strip():
        yield Source(path, InputError("路径", "是空的；请写明文件或文件夹，当前文件夹写作 ."))
        return
    if path == STANDARD_INPUT:
        yield Source(path)
        return
    try:
        folder, exists = Path(path).is_dir(), Path(path).exists()
    except PermissionError:
        # What lies in a folder that may not be entered may well exist: reading it tells.
        yield Source(path)
        return
    except (OSError, ValueError):
        folder = exists = False
    if folder:
        yield from _find_in_folder(path)
    elif exists:
        yield from _find_in_file(path)
    elif split_path(path):
        yield Source(path)
    else:
        # Shells on Windows hand patterns over as they are.
        is_pattern = glob.has_magic(path) and "\0" not in path
        matches = sorted(glob.glob(path), key=natural_key) if is_pattern else []  # noqa: PTH207 absolute patterns, too
        for match in matches:
            yield from _find(match)
        if not matches:
            yield Source(path, InputError(show_path(path), explain_missing(path)))


def _find_in_folder(path: str) -> Iterator[Source]:
    found = False
    for source in _walk(Path(path), set()):
        found = True
        yield source
    if not found:
        yield Source(
            path,
            InputError(
                show_path(path), "文件夹里没有可读的文件（如 .docx、.doc、.wps、.pdf、.html、.txt），请检查路径"
            ),
        )


def _walk(folder: Path, visited: set[str]) -> Iterator[Source]:
    identity = _identity(folder)
    if identity in visited:
        return
    visited.add(identity)
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: natural_key(entry.name))
    except OSError as error:
        yield Source(
            str(folder), InputError(show_path(str(folder)), f"无法打开文件夹（{word_os_error(error)}），请检查权限")
        )
        return
    pages = {entry.stem for entry in entries if entry.suffix.lower() in HTML_SUFFIXES}
    for entry in entries:
        if _PASSED_OVER.match(entry.name):
            continue
        parts = _PAGE_PARTS.match(entry.name)
        if entry.is_dir() and not (parts and parts[1] in pages):
            yield from _walk(entry, visited)
        elif entry.is_file() and entry.suffix.lower() in _TAKEN:
            yield from _find_in_file(str(entry))


def _find_in_file(path: str) -> Iterator[Source]:
    """The file itself, or the members of an archive that are no clutter."""
    if not is_archive(Path(path)):
        yield Source(path)
        return
    try:
        members = list_members(Path(path))
    except UnreadableError as error:
        yield Source(path, InputError(show_path(path), str(error)))
        return
    places = [PurePosixPath(member.name) for member in members]
    pages = {place.with_suffix("") for place in places if place.suffix.lower() in HTML_SUFFIXES}
    taken = [member for member, place in zip(members, places, strict=True) if _is_taken(place, pages)]
    for member in sorted(taken, key=lambda member: [natural_key(part) for part in member.name.split("/")]):
        name = f"{path}/{member.name}"
        yield Source(name, InputError(show_path(name), member.problem) if member.problem else None)
    if not taken:
        yield Source(path, InputError(show_path(path), "压缩包里没有可读的文件，请检查里面是否有答复"))


def _is_taken(place: PurePosixPath, pages: Set[PurePosixPath]) -> bool:
    """True for a member of an archive that would be taken in a folder."""
    if place.suffix.lower() not in _TAKEN or any(_PASSED_OVER.match(part) for part in place.parts):
        return False
    for folder in place.parents:
        parts = _PAGE_PARTS.match(folder.name)
        if parts and folder.with_name(parts[1]) in pages:
            return False
    return True


def _identity(path: Path) -> str:
    """The same for all names of a file or folder that exists."""
    return str(path.resolve())


def natural_key(name: str) -> list[tuple[int, int, str]]:
    """Sort key under which 2 stands before 10.

    >>> sorted(["10号.txt", "2号.txt", "1号.txt"], key=natural_key)
    ['1号.txt', '2号.txt', '10号.txt']
    """
    parts = re.split(r"([0-9]+)", name.casefold())
    return [
        (0, int(part[:18]), part) if part.isdecimal() and part.isascii() else (1, 0, part) for part in parts if part
    ]
