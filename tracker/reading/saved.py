"""Pages as browsers and Word save them: web archives (.mht, .mhtml), and pages whose frames lie in a folder.

A web archive is a MIME message ([RFC 2557]); of its pages, or of a page and its frames, the one with
the most text is the letter's.
"""

from __future__ import annotations

import email
import re
from binascii import Error as EncodingError
from collections.abc import Iterable, Iterator
from email.message import Message
from email.policy import compat32
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from tracker.model import Block, BlockKind
from tracker.reading.html import read_page
from tracker.reading.refusal import UnreadableError
from tracker.reading.text import NotTextError, decode_page

Page = tuple[str, tuple[Block, ...], dict[str, str]]
"""Text, blocks and metadata of a page."""

MOST_TAGS = 400_000
"""Of one page; real ones have some thousand."""
_MOST_PARTS = 10_000
"""Of a web archive: pictures, style sheets, pages."""
_MOST = 10
"""Frames of one page that are looked at."""
_LARGEST_FRAME = 4 * 1024 * 1024
_SCATTERED = "网页的内容过于零碎，不像一份答复，请在浏览器中打开，把答复文字复制到 .txt 文件后再读入"
_OTHER_CHARSETS = re.compile(r"big5|shift|euc|utf-?16|utf-?32|iso-2022", re.I)
"""What a page may be in that would also pass for Chinese text."""
_FRAME = re.compile(r"<i?frame\b[^>]*?\bsrc\s*=\s*[\"']?([^\"'>\s]+)", re.I)


def read_archive(data: bytes) -> Page:
    """The page in a web archive.  Raises ``UnreadableError``."""
    if data.count(b"\n--") > _MOST_PARTS:
        raise UnreadableError(_SCATTERED)
    try:
        message = email.message_from_bytes(data, policy=compat32)
        parts = [part for _, part in zip(range(1000), message.walk(), strict=False)]
        pages = [_decode(part) for part in parts if part.get_content_type() == "text/html"][:_MOST]
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError, EncodingError) as error:
        raise UnreadableError("网页归档已损坏，请在浏览器中重新打开网页，另存为 .html 后再读入") from error
    if not any(pages):
        raise UnreadableError("网页归档里没有网页，请在浏览器中重新打开网页，另存为 .html 后再读入")
    return choose_page(page for page in pages if page)


def _decode(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    charset = part.get_content_charset() or ""
    if _OTHER_CHARSETS.match(charset):
        try:
            return payload.decode(charset)
        except (UnicodeError, LookupError):
            pass
    try:
        return decode_page(payload)
    except NotTextError:
        return ""


def choose_page(pages: Iterable[str]) -> Page:
    """Of a page and its frames the one that says most; what only the first one says of itself is kept.

    Raises ``UnreadableError`` where a page has more tags than memory should be spent on.
    """
    read = [read_page(_refuse_scattered(page)) for page in pages]
    text, blocks, metadata = max(read, key=lambda page: _weigh(page[1]))
    return text, blocks, {**read[0][2], **metadata}


def _refuse_scattered(page: str) -> str:
    if page.count("<") > MOST_TAGS:
        raise UnreadableError(_SCATTERED)
    return page


def _weigh(blocks: Iterable[Block]) -> int:
    return sum(block.end - block.start for block in blocks if block.kind is BlockKind.PARAGRAPH)


def find_frames(page: str, path: str) -> Iterator[str]:
    """The frames of a saved page that lie beside it, decoded; none of a page from elsewhere."""
    targets = dict.fromkeys(unquote(found[1]) for found in _FRAME.finditer(page))
    folder = Path(path).parent
    for target in list(targets)[:_MOST]:
        place = PurePosixPath(target.replace("\\", "/").split("?")[0])
        if place.is_absolute() or ".." in place.parts or ":" in target:
            continue
        try:
            # Nothing but a file is opened: a pipe of that name would wait for ever.
            if (folder / place).is_file():
                with (folder / place).open("rb") as file:
                    yield decode_page(file.read(_LARGEST_FRAME))
        except (OSError, ValueError):
            continue
