"""The compound file around a binary Word document: its streams, and the block that says where things are.

After [MS-CFB] and [MS-DOC] 2.5 (Fib).  Everything here may raise ``struct.error`` or ``IndexError``
on damaged bytes; ``tracker.reading.doc`` turns these into one sentence.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass

import olefile  # type: ignore[import-untyped]

from tracker.reading.refusal import UnreadableError

LARGEST_TEXT = 8_000_000
"""Characters in all stories; a reply has a thousandth of it."""
_MARK = 0xA5
"""What every version of Word begins the stream with (0xA5EC, 0xA5DC before Word 97)."""
_OLDEST = 0x00C1
"""``nFib`` of Word 97; what is older is another format under the same name."""
_ENCRYPTED, _TABLE_ONE = 0x0100, 0x0200
_COUNTED = 8
"""Stories whose lengths stand in a row, from ``ccpText`` on."""


class DamagedDocError(UnreadableError):
    """A .doc or .wps that cannot be read."""


class LockedDocError(Exception):
    """The document is encrypted."""


class OldDocError(Exception):
    """The document is in a format before Word 97."""


@dataclass(frozen=True, slots=True)
class Stories:
    """Where the stories stand in the text, as ``(first, one past the last)``."""

    main: tuple[int, int]
    """The document itself."""
    footnotes: tuple[int, int]
    """Footnotes, one after the other."""
    endnotes: tuple[int, int]
    """Endnotes."""
    boxes: tuple[int, int]
    """Text boxes of the document, not those of headers."""


@dataclass(frozen=True, slots=True)
class Container:
    """The streams of a document and the addresses in them."""

    words: bytes
    """The stream ``WordDocument``: text and pages of formatting."""
    tables: bytes
    """The stream ``0Table`` or ``1Table``: everything else."""
    data: bytes
    """The stream ``Data``: formatting too long for its page."""
    stories: Stories
    """Where the stories stand."""
    chinese: bool
    """True where the document says that its language is Chinese."""
    places: tuple[tuple[int, int], ...]
    """``FibRgFcLcb``: offset and length of each structure in ``tables``."""

    def find(self, index: int) -> bytes:
        """A structure by its index in ``FibRgFcLcb``; empty where the document has none."""
        if index >= len(self.places):
            return b""
        start, length = self.places[index]
        return self.tables[start : start + length]


def list_streams(data: bytes) -> frozenset[str]:
    """Names of the streams at the root of a compound file, empty where it is damaged."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            return frozenset(path[0] for path in file.listdir() if len(path) == 1)
    except BROKEN:
        return frozenset()


BROKEN = (OSError, ValueError, LookupError, TypeError, AttributeError, struct.error, OverflowError, RecursionError)
"""What olefile and the unpacking of structures raise on damaged bytes."""


def load_container(data: bytes) -> Container:
    """The streams of a .doc.  Raises ``DamagedDocError``, ``LockedDocError`` and ``OldDocError``."""
    streams = _load_streams(data)
    words = streams.get("WordDocument", b"")
    mark, version, language, flags = struct.unpack_from("<HH2xH2xH", words)
    if mark >> 8 != _MARK:
        raise DamagedDocError("Word 文档的开头已损坏，请重新下载，或用 Word、WPS 修复后另存为 .docx")
    if version < _OLDEST:
        raise OldDocError
    if flags & _ENCRYPTED:
        raise LockedDocError
    # The lengths of the three arrays are said before them: other programs write other versions.
    shorts, at = _counted(words, 32, 2)
    longs, at = _counted(words, at, 4)
    pairs, _ = _counted(words, at, 8)
    far_east = struct.unpack_from("<H", shorts, 26)[0] if len(shorts) >= 28 else language
    return Container(
        words=words,
        tables=streams.get("1Table" if flags & _TABLE_ONE else "0Table", b""),
        data=streams.get("Data", b""),
        stories=_place_stories(struct.unpack_from(f"<{_COUNTED}I", longs, 12)),
        chinese=any(name & 0x3FF == 0x04 for name in (language, far_east)),
        places=tuple(struct.iter_unpack("<II", pairs)),
    )


def _counted(data: bytes, at: int, size: int) -> tuple[bytes, int]:
    """The array whose count stands at an offset, and where it ends."""
    end = at + 2 + struct.unpack_from("<H", data, at)[0] * size
    return data[at + 2 : end], end


def _load_streams(data: bytes) -> dict[str, bytes]:
    with olefile.OleFileIO(io.BytesIO(data)) as file:
        names = ("WordDocument", "0Table", "1Table", "Data")
        return {name: file.openstream(name).read() for name in names if file.exists(name)}


def _place_stories(lengths: tuple[int, ...]) -> Stories:
    if sum(lengths) > LARGEST_TEXT:
        raise DamagedDocError("Word 文档的字数异常（超过 800 万），文件可能已损坏，请用 Word 或 WPS 另存为 .docx")
    ends = [sum(lengths[: index + 1]) for index in range(len(lengths))]
    text, footnotes, _headers, _macros, comments, endnotes, boxes, _ = ends
    return Stories((0, text), (text, footnotes), (comments, endnotes), (endnotes, boxes))


def read_plc(plc: bytes, size: int) -> Iterator[tuple[int, int, bytes]]:
    """The stretches of a PLC ([MS-DOC] 2.2.2): first, one past the last, and the data of that size."""
    count = max(0, (len(plc) - 4) // (4 + size))
    ends = struct.unpack_from(f"<{count + 1}I", plc) if plc else ()
    for index in range(count):
        at = 4 * (count + 1) + index * size
        yield ends[index], ends[index + 1], plc[at : at + size]
