"""Bytes of an RTF file to characters: by the font's character set, else the document's code page."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

_CHARSETS = {
    128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
"""Encodings by ``\\fcharset``; those without one (ANSI, default, symbols) say nothing."""
_PAGES = {936: "gb18030", 54936: "gb18030", 950: "big5hkscs", 65001: "utf-8", 10000: "mac-roman"}
SYMBOLS = 2
"""``\\fcharset`` of fonts whose characters are pictures."""


def name_page(number: int) -> str:
    """The encoding of a Windows code page, Windows-1252 where it is unknown.

    >>> name_page(936), name_page(1251), name_page(7)
    ('gb18030', 'cp1251', 'cp1252')
    """
    name = _PAGES.get(number, f"cp{number}")
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name


def decode_bytes(data: bytes, charset: int, page: str) -> str:
    """Characters of text bytes: the font's encoding first, then the document's, where they fit.

    >>> decode_bytes("答复".encode("gbk"), 134, "cp1252"), decode_bytes("答复".encode("gbk"), 0, "gb18030")
    ('答复', '答复')
    """
    for name in _candidates(charset, page):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", "replace")


def _candidates(charset: int, page: str) -> Iterator[str]:
    if charset in _CHARSETS:
        yield _CHARSETS[charset]
    yield page
