"""The characters of a binary Word document: the piece table, and where each character stands on disk.

After [MS-DOC] 2.4.1 (Retrieving Text), 2.9.38 (Clx) and 2.9.73 (FcCompressed).
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.reading.doc.container import LARGEST_TEXT, Container, DamagedDocError, read_plc

_CLX = 33
_COMPRESSED = 1 << 30
_PAIRS = re.compile(rb"(?:[\x00-\x7f]|[\x81-\xfe][\x40-\x7e\x80-\xfe])*")
_CHINESE_PAIR = re.compile(rb"[\xb0-\xf7][\xa1-\xfe]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of characters that stand together on disk."""

    start: int
    """First character."""
    end: int
    """One past the last."""
    offset: int
    """Where the first one stands in the stream."""
    width: int
    """Bytes a character."""
    sprms: bytes
    """Formatting that a quick save put on the whole piece."""


@dataclass(frozen=True, slots=True)
class Characters:
    """All stories as characters, one a code unit: supplementary ones are two."""

    units: list[str]
    """The characters; the second half of a two-byte one is empty."""
    pieces: tuple[Piece, ...]
    """In order."""

    def offset(self, position: int) -> tuple[int, Piece | None]:
        """Where a character stands in the stream, and its piece."""
        index = bisect_right(self.pieces, position, key=lambda piece: piece.start) - 1
        if index < 0 or position >= self.pieces[index].end:
            return -1, None
        piece = self.pieces[index]
        return piece.offset + (position - piece.start) * piece.width, piece


def load_characters(container: Container) -> Characters:
    """The characters of all stories.  Raises ``DamagedDocError``."""
    units: list[str] = []
    pieces: list[Piece] = []
    for piece in _load_pieces(container.find(_CLX)):
        if piece.start != len(units) or not piece.start <= piece.end <= LARGEST_TEXT:
            raise DamagedDocError("Word 文档的文字索引已损坏，请用 Word 或 WPS 修复后另存为 .docx")
        size = (piece.end - piece.start) * piece.width
        data = container.words[piece.offset : piece.offset + size].ljust(size, b"\0")
        units += _decode_pairs(data) if piece.width == 2 else _decode_single(data, container.chinese)
        pieces.append(piece)
    if not pieces:
        raise DamagedDocError("Word 文档里没有文字索引，文件可能已损坏，请用 Word 或 WPS 修复后另存为 .docx")
    return Characters(units, tuple(pieces))


def _load_pieces(clx: bytes) -> Iterator[Piece]:
    formats: list[bytes] = []
    at = 0
    while clx[at : at + 1] == b"\x01":
        size = struct.unpack_from("<H", clx, at + 1)[0]
        formats.append(clx[at + 3 : at + 3 + size])
        at += 3 + size
    if clx[at : at + 1] != b"\x02":
        return
    size = struct.unpack_from("<I", clx, at + 1)[0]
    for start, end, piece in read_plc(clx[at + 5 : at + 5 + size], 8):
        place, change = struct.unpack_from("<2xIH", piece)
        narrow = bool(place & _COMPRESSED)
        offset = place & (_COMPRESSED - 1)
        yield Piece(start, end, offset // 2 if narrow else offset, 1 if narrow else 2, _read_change(change, formats))


_QUICK = {0x18: 0x2416, 0x19: 0x2417, 0x0C: 0x260A, 0x41: 0x0800, 0x42: 0x0801, 0x5C: 0x083C}
"""Formatting of one byte that a piece may name in short ([MS-DOC] 2.9.215 Prm0), as far as it matters here."""


def _read_change(change: int, formats: list[bytes]) -> bytes:
    if change & 1:
        return formats[change >> 1] if change >> 1 < len(formats) else b""
    name = _QUICK.get(change >> 1 & 0x7F)
    return struct.pack("<HB", name, change >> 8) if name else b""


def _decode_pairs(data: bytes) -> list[str]:
    # UTF-16 unit by unit: a surrogate pair counts as two characters.
    return list(map(chr, struct.unpack(f"<{len(data) // 2}H", data)))


def _decode_single(data: bytes, chinese: bool) -> list[str]:
    """Characters of one byte: Windows-1252, or what programs that know no Unicode write, GBK in pairs."""
    if chinese and _PAIRS.fullmatch(data) and len(_CHINESE_PAIR.findall(data)) >= 2:
        return [unit for char in data.decode("gbk", "replace") for unit in ([char] if char < "\x80" else [char, ""])]
    return [chr(byte) if byte < 0x80 else bytes((byte,)).decode("cp1252", "replace") for byte in data]
