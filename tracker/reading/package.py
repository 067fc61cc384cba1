"""The zip around a .docx or .odt: its XML parts, read with limits and without entities.

Element and attribute names come out with short prefixes (``w:p``), the same for transitional and
strict documents.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from tracker.reading.refusal import UnreadableError

LARGEST_PART = 48 * 1024 * 1024
"""Bytes of XML in one part; a reply has a hundredth of it."""
_DEEPEST = 200
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "s",
    "http://purl.oclc.org/ooxml/spreadsheetml/main": "s",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    **{
        f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0": name
        for name in ("office", "text", "table", "style", "manifest")
    },
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "loext",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    ElementTree.ParseError,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    LookupError,
    ValueError,
    OverflowError,
)
"""What zipfile and the XML parser raise on damaged or hostile bytes."""


class DamagedPackageError(UnreadableError):
    """A .docx or .odt that cannot be read."""


class _RefusedError(Exception):
    """A part that is well-formed but not let in; the message says why."""


def load_parts(
    data: bytes, names: tuple[str, ...], label: str, needed: bool = True, *, remedy: tuple[str, str] = ("Word", ".docx")
) -> Mapping[str, Element]:
    """The named parts that the file holds, parsed; where ``needed``, the first one has to be there.

    ``label`` names the format in errors, ``remedy`` the program and the format to save as.  Raises
    ``DamagedPackageError``.
    """
    program, suffix = remedy
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            present = set(archive.namelist())
            parts = {name: _parse(_read_part(archive, name)) for name in names if name in present}
    except _RefusedError as error:
        raise DamagedPackageError(
            f"{label}{error}，出于安全不予读取，请用 {program} 或 WPS 打开后另存为 {suffix}"
        ) from error
    except _BROKEN as error:
        raise DamagedPackageError(f"{label}已损坏，请重新下载，或用 {program}、WPS 修复后另存为 {suffix}") from error
    if needed and names[0] not in parts:
        raise DamagedPackageError(f"{label}里没有正文，文件可能已损坏，请用 {program} 或 WPS 打开后另存为 {suffix}")
    return parts


def _read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part's bytes, never more than the limit: the size in the directory may lie."""
    with archive.open(name) as part:
        content = part.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART:
        raise _RefusedError("解压后过大")
    return content


class _Builder(ElementTree.TreeBuilder):
    """Builds the tree with short names; refuses document types (entities) and bottomless nesting."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise _RefusedError("含有文档类型声明")

    def start(self, tag: str, attributes: dict[str, str]) -> Element:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _RefusedError("嵌套层次过深")
        return super().start(_short(tag), {_short(name): value for name, value in attributes.items()})

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(_short(tag))


def _short(name: str) -> str:
    if not name.startswith("{"):
        return name
    space, _, local = name[1:].partition("}")
    return f"{_PREFIXES.get(space, '?')}:{local}"


def _parse(content: bytes) -> Element:
    parser = ElementTree.XMLParser(target=_Builder())
    parser.feed(content)
    root: Element = parser.close()
    return root
