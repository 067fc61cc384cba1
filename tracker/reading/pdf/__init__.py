"""PDF files: printed text in reading order, its paragraphs put together again.

Two readers give the same characters and places.  ``portable`` on pypdf is pure Python, keeps to limits
of time and memory and gives the same text on every machine, so it goes first.  ``native`` on pypdfium2
(extra ``tracker[pdf]``) is asked where it is installed and the first one is at a loss: fonts without
a map to Unicode, AES encryption, damage that it can mend.
"""

from __future__ import annotations

import re
from contextlib import suppress
from importlib.util import find_spec

from tracker.model import Block
from tracker.reading.pages import Page, compose_pages
from tracker.reading.pdf.problem import UnsuitableError
from tracker.reading.refusal import UnreadableError

__all__ = ["has_native", "read_pdf"]

_UNMAPPED = re.compile("[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
_SCAN = "是扫描件（只有图片，没有文字），请先做文字识别（OCR），再存为 .txt 或 .docx"
_EMPTY = "里没有文字，请检查文件是否完整"
_GARBLED = "里的字体没有文字编码，读出来是乱码，请用 WPS 或 Word 打开后另存为 .docx，或先做文字识别（OCR）"


def read_pdf(data: bytes, *, portable: bool | None = None) -> tuple[str, tuple[Block, ...]]:
    """Text and blocks of a PDF file; ``portable`` demands or excludes the pure Python reader.

    Raises ``UnreadableError`` and nothing else.
    """
    pages = _load_surely(data) if portable is None else _load(data, native=not portable)
    text, blocks = compose_pages(pages)
    if not text.strip():
        raise UnreadableError(_SCAN if any(page.has_image for page in pages) else _EMPTY)
    if len(_UNMAPPED.findall(text)) > 0.2 * len(text):
        raise UnreadableError(_GARBLED)
    return text, blocks


def has_native() -> bool:
    """True where pypdfium2 is installed."""
    return find_spec("pypdfium2") is not None


def _load_surely(data: bytes) -> list[Page]:
    """The pages as the pure Python reader gives them, or as the other one does where that finds more text."""
    try:
        pages = _load(data, native=False)
    except UnsuitableError:
        if not has_native():
            raise
        return _load(data, native=True)
    readable, unmapped = _count(pages)
    if has_native() and (readable == 0 or unmapped > 0.01 * readable):
        with suppress(UnreadableError):
            return max(pages, _load(data, native=True), key=lambda found: _count(found)[0])
    return pages


def _count(pages: list[Page]) -> tuple[int, int]:
    """How many characters are readable, and of how many only the place is known."""
    texts = [glyph.text for page in pages for glyph in page.glyphs if glyph.text.strip()]
    unmapped = sum(1 for text in texts if _UNMAPPED.match(text))
    return len(texts) - unmapped, unmapped


def _load(data: bytes, *, native: bool) -> list[Page]:
    # Each reader is imported only where it reads: both take longer to load than a reply to read.
    if native:
        from tracker.reading.pdf.native import load_pages
    else:
        from tracker.reading.pdf.portable import load_pages
    return load_pages(data)
