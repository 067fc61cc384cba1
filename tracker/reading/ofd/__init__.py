"""OFD files (GB/T 33190—2016, 电子文件存储与交换格式 版式文档): printed text in reading order.

A zip whose OFD.xml names the documents (7.4), whose Document.xml names pages, templates and resources
(7.5, 7.6); a page (7.7) is layers of objects.  Signatures, seals, annotations and attachments are not read.
"""

from __future__ import annotations

from tracker.model import Block
from tracker.reading.ofd.pages import load_pages
from tracker.reading.pages import compose_pages
from tracker.reading.refusal import UnreadableError

__all__ = ["read_ofd"]

_SCAN = "是扫描件（只有图片，没有文字），请先做文字识别（OCR），再存为 .txt 或 .docx"
_EMPTY = "里没有文字，请检查文件是否完整，或用 OFD 阅读器打开后把文字复制到 .txt 文件"


def read_ofd(data: bytes) -> tuple[str, tuple[Block, ...]]:
    """Text and blocks of an OFD file.  Raises ``UnreadableError`` and nothing else."""
    pages = load_pages(data)
    text, blocks = compose_pages(pages)
    if not text.strip():
        raise UnreadableError(_SCAN if any(page.has_image for page in pages) else _EMPTY)
    return text, blocks
