"""Characters of a PDF file through pypdf, which is pure Python and runs on every machine."""

from __future__ import annotations

import io
import logging
import struct
import zlib
from typing import Any

import pypdf
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from tracker.reading.pages import Page
from tracker.reading.pdf.content import ContentReader
from tracker.reading.pdf.fonts import FontShelf
from tracker.reading.pdf.placing import Frame
from tracker.reading.pdf.problem import DAMAGED, ENCRYPTED, MOST_GLYPHS, MOST_PAGES, TOO_LARGE
from tracker.reading.refusal import UnreadableError

# pypdf complains about small faults of a file to standard error; a fault that matters becomes our sentence.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

_NEEDS_MORE = (
    "PDF 设有权限密码（AES 加密），请先运行 pip install 'tracker[pdf]' 再读入，或在 PDF 阅读器中打印为不加密的 PDF"
)
_BROKEN = (
    PyPdfError, ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, OSError, RuntimeError,
    TypeError, ValueError, struct.error, zlib.error, StopIteration, EOFError,
)  # fmt: skip
"""What pypdf raises on damaged or hostile files."""


def load_pages(data: bytes) -> list[Page]:
    """All pages.  Raises ``UnreadableError``."""
    try:
        return _load(data)
    except UnreadableError:
        raise
    except DependencyError as error:
        raise UnreadableError(_NEEDS_MORE) from error
    except FileNotDecryptedError as error:
        raise UnreadableError(ENCRYPTED) from error
    except _BROKEN as error:
        raise UnreadableError(DAMAGED) from error


def _load(data: bytes) -> list[Page]:
    reader = pypdf.PdfReader(io.BytesIO(data))
    if len(reader.pages) > MOST_PAGES:
        raise UnreadableError(TOO_LARGE)
    pages: list[Page] = []
    fonts = FontShelf()
    budget = MOST_GLYPHS
    for page in reader.pages:
        pages.append(_load_page(page, fonts, budget))
        budget -= len(pages[-1].glyphs)
    return pages


def _load_page(page: Any, fonts: FontShelf, budget: int) -> Page:
    frame = Frame([float(edge) for edge in page.mediabox], int(page.rotation))
    content = ContentReader(frame, fonts, budget)
    content.read(page.get_contents(), page.get("/Resources"))
    return Page(frame.width, frame.height, tuple(content.glyphs), content.has_image)
