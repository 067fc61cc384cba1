"""The zip around an OFD file: its parts by location, with limits (GB/T 33190, 6.1, 6.2, 7.3 ST_Loc)."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tracker.reading.package import load_parts
from tracker.reading.refusal import UnreadableError

LARGEST = 256 * 1024 * 1024
"""Bytes of XML in all parts together."""
_ENTRY = "OFD.xml"
_LABEL = "OFD 文件"
_LOCKED = "OFD 文件已加密，请在 OFD 阅读器中输入密码后另存为不加密的文件，或把文字复制到 .txt 文件"
_TOO_LARGE = "OFD 文件解压后过大，不像一份答复，请拆分后再读入"


class Container:
    """Finds parts by location and parses them one at a time; nothing is kept."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.entry = load_parts(data, (_ENTRY,), _LABEL)[_ENTRY]
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
        if sum(entry.file_size for entry in entries if entry.filename.lower().endswith(".xml")) > LARGEST:
            raise UnreadableError(_TOO_LARGE)
        # Some programs write a location in other capitals than the name in the zip.
        self._names = {_plain(entry.filename).lower(): entry.filename for entry in entries}
        if any(posixpath.basename(name) == "encryptions.xml" for name in self._names):
            raise UnreadableError(_LOCKED)

    def load(self, location: str, base: str = "") -> tuple[str, Element] | None:
        """A part and its location, which those inside it are relative to; ``None`` where it is missing."""
        for path in (_plain(posixpath.join(posixpath.dirname(base), location)), _plain(location)):
            name = self._names.get(path.lower())
            if name is not None:
                return path, load_parts(self._data, (name,), _LABEL)[name]
        return None


def _plain(location: str) -> str:
    """A location from the root of the zip; one that leads out of it leads nowhere."""
    return posixpath.normpath("/" + location.replace("\\", "/").strip()).lstrip("/")


def local(element: Element) -> str:
    """The name of an element without its name space, of which programs use several (7.1)."""
    return element.tag.rpartition(":")[2]


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """The children of these names, in order."""
    return (child for child in element if local(child) in names) if element is not None else iter(())


def child(element: Element | None, *path: str) -> Element | None:
    """The first one down a path of names."""
    for name in path:
        element = next(children(element, name), None)
    return element


def location_of(element: Element | None) -> str:
    """The location that an element holds as its text."""
    return (element.text or "").strip() if element is not None else ""
