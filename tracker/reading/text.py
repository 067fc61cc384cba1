"""Bytes to text: which encoding, which newlines; refuses what is no text.

A byte order mark decides; else strict UTF-8, else UTF-16 where zero bytes show it, else strict
GB18030, of which GB2312 and GBK are parts.  Guessing by statistics was wrong more often.
"""

from __future__ import annotations

import codecs
import re

from tracker.reading.refusal import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 before UTF-16: the mark of one begins with the mark of the other."""

_ORDINARY = re.compile(r"[\t\n\r\f\x20-\x7e\xa0-\xff\u2000-\u206f\u2460-\u24ff\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f]")
_NEWLINE = re.compile(r"\r\n?")
_LENIENT_SHARE = 0.01
"""A page may hold one broken character in a hundred; more is another encoding."""


class NotTextError(UnreadableError):
    """The bytes are no text."""


_UNKNOWN = "不是可识别的文本编码（UTF-8、GB18030、UTF-16 都不是），请用原程序打开后另存为 UTF-8 文本"
_BINARY = "内容是二进制数据，不是文本，请检查文件是否损坏或选错"


def decode(data: bytes) -> str:
    r"""The text of a text file, newlines as ``\n``, without byte order mark, else unchanged.

    Raises ``NotTextError``.

    >>> decode("答复如下：\r\n一、".encode("gbk"))
    '答复如下：\n一、'
    """
    return _finish(_decode_strictly(data))


def decode_page(data: bytes) -> str:
    """The text of a web page: as ``decode``, but a few broken characters are let through as U+FFFD.

    What the page declares is not asked: pages that declare gb2312 hold GBK characters, and pages
    are saved in another encoding than they declare.  Raises ``NotTextError``.
    """
    try:
        return decode(data)
    except NotTextError:
        if b"\x00" in data:
            raise
    best = min((data.decode(name, "replace") for name in ("utf-8", "gb18030")), key=_broken)
    if _broken(best) > _LENIENT_SHARE * len(best):
        raise NotTextError(_UNKNOWN)
    return _finish(best)


def _broken(text: str) -> int:
    return text.count("\ufffd")


def _decode_strictly(data: bytes) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            readings = [_try(data[len(mark) :], name)]
            break
    else:
        plain = [] if b"\x00" in data else [_try(data, "utf-8"), _try_cut_off(data), _try(data, "gb18030")]
        readings = [*plain, _decode_utf16(data)]
    for text in readings:
        if text is not None:
            return text
    raise NotTextError(_BINARY if b"\x00" in data else _UNKNOWN)


def _try(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _try_cut_off(data: bytes) -> str | None:
    """UTF-8 whose last character is cut off, as downloads end: GB18030 would make other characters of it."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.start > 2:
            return data[: error.start].decode("utf-8") + "\ufffd"
    return None


def _decode_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark, where nearly every character is one that Chinese text is made of."""
    readings = [text for text in (_try(data, "utf-16-le"), _try(data, "utf-16-be")) if text]
    best = max(readings, key=_ordinary_share, default="")
    return best if best and _ordinary_share(best) > 0.95 else None


def _ordinary_share(text: str) -> float:
    return len(_ORDINARY.findall(text)) / len(text)


def _finish(text: str) -> str:
    if "\x00" in text or len(_CONTROL.findall(text)) > 0.02 * len(text):
        raise NotTextError(_BINARY)
    return _NEWLINE.sub("\n", text.lstrip("\ufeff"))
