"""Characters of a PDF file through pypdf, which is pure Python and runs on every machine."""

from __future__ import annotations

import io
import logging
import struct
import zlib
from typing import Any

import pypdf
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PyPdfError

from tracker.reading.pages import Page
from tracker.reading.pdf.content import Budget, ContentReader
from tracker.reading.pdf.fonts import FontShelf
from tracker.reading.pdf.placing import Frame
from tracker.reading.pdf.problem import DAMAGED, ENCRYPTED, MOST_PAGES, NEEDS_NATIVE, TOO_LARGE, UnsuitableError
from tracker.reading.refusal import UnreadableError

# pypdf complains about small faults of a file to standard error; a fault that matters becomes our sentence.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

_BROKEN = (
    PyPdfError, ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, OSError, RuntimeError,
    TypeError, ValueError, struct.error, zlib.error, StopIteration, EOFError,
)  # fmt: skip
"""What pypdf raises on damaged or hostile files."""


def load_pages(data: bytes) -> list[Page]:
    """All pages.  Raises ``UnreadableError``; ``UnsuitableError`` where pypdfium2 may know more."""
    try:
        return _load(data)
    except UnreadableError:
        raise
    except LimitReachedError as error:
        raise UnreadableError(TOO_LARGE) from error
    except DependencyError as error:
        raise UnsuitableError(NEEDS_NATIVE) from error
    except FileNotDecryptedError as error:
        raise UnreadableError(ENCRYPTED) from error
    except _BROKEN as error:
        raise UnsuitableError(DAMAGED) from error


def _load(data: bytes) -> list[Page]:
    reader = pypdf.PdfReader(io.BytesIO(data))
    if len(reader.pages) > MOST_PAGES:
        raise UnreadableError(TOO_LARGE)
    fonts, budget = FontShelf(), Budget()
    return [_load_page(page, fonts, budget) for page in reader.pages]


def _load_page(page: Any, fonts: FontShelf, budget: Budget) -> Page:
    frame = Frame([float(edge) for edge in page.mediabox], int(page.rotation))
    content = ContentReader(frame, fonts, budget)
    content.read(page.get_contents(), page.get("/Resources"))
    return Page(frame.width, frame.height, tuple(content.glyphs), content.has_image)
