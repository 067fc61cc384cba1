"""Word files (.docx): the text as displayed, with automatic numbering and accepted insertions.

Headers, footers, comments and footnotes are left out: they are not part of what a reply says.
"""

from __future__ import annotations

from tracker.model import Block
from tracker.reading.docx.body import BodyReader
from tracker.reading.docx.markup import descend
from tracker.reading.docx.numbering import Numbering
from tracker.reading.layout import join_lines
from tracker.reading.package import DamagedPackageError, load_parts

__all__ = ["read_docx"]

_BODY, _NUMBERING, _STYLES = "word/document.xml", "word/numbering.xml", "word/styles.xml"


def read_docx(data: bytes) -> tuple[str, tuple[Block, ...]]:
    """Text and blocks of a Word file.  Raises ``DamagedPackageError`` and nothing else."""
    parts = load_parts(data, (_BODY, _NUMBERING, _STYLES), "Word 文档")
    body = descend(parts[_BODY], "w:body")
    if body is None:
        raise DamagedPackageError("Word 文档里没有正文，文件可能已损坏，请用 Word 或 WPS 打开后另存为 .docx")
    reader = BodyReader(Numbering(parts.get(_NUMBERING), parts.get(_STYLES)))
    return join_lines(reader.read(body))
