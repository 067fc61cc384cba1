"""Characters of a PDF file through pypdfium2, which knows every font and every encryption."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import hypot
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from tracker.reading.pages import Glyph, Page
from tracker.reading.pdf.placing import Frame
from tracker.reading.pdf.problem import DAMAGED, ENCRYPTED, MOST_GLYPHS, MOST_PAGES, TOO_LARGE
from tracker.reading.refusal import UnreadableError

_DEEPEST = 8
_HYPHEN = 2
"""What pdfium says of a hyphen at the end of a line."""


def load_pages(data: bytes) -> list[Page]:
    """All pages.  Raises ``UnreadableError``."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD
        raise UnreadableError(ENCRYPTED if locked else DAMAGED) from error
    try:
        if len(document) > MOST_PAGES:
            raise UnreadableError(TOO_LARGE)
        return list(_load(document))
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(DAMAGED) from error
    finally:
        document.close()


def _load(document: Any) -> Iterator[Page]:
    budget = MOST_GLYPHS
    for number in range(len(document)):
        page = document[number]
        frame = Frame(page.get_mediabox(), page.get_rotation())
        letters = page.get_textpage()
        budget -= letters.count_chars()
        if budget < 0:
            raise UnreadableError(TOO_LARGE)
        glyphs = tuple(_join_halves(_find_glyphs(letters, frame)))
        has_image = any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=_DEEPEST))
        letters.close()
        page.close()
        yield Page(frame.width, frame.height, glyphs, has_image)


def _find_glyphs(letters: Any, frame: Frame) -> Iterator[Glyph]:
    x, y = ctypes.c_double(), ctypes.c_double()
    matrix, box = pdfium.FS_MATRIX(), pdfium.FS_RECTF()
    for place in range(letters.count_chars()):
        # Spaces and line ends that pdfium adds of its own are ours to find.
        if pdfium.FPDFText_IsGenerated(letters, place) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(letters, place)
        if code == _HYPHEN:
            code = ord("-")
        if not (0 < code < 0x110000) or 0xD800 <= code < 0xE000:
            continue
        pdfium.FPDFText_GetCharOrigin(letters, place, x, y)
        pdfium.FPDFText_GetMatrix(letters, place, matrix)
        pdfium.FPDFText_GetLooseCharBox(letters, place, box)
        size = pdfium.FPDFText_GetFontSize(letters, place) * hypot(matrix.c, matrix.d)
        advance = _advance(box, (x.value, y.value), (matrix.a, matrix.b))
        if 0x2E80 <= code < 0xA000:
            # Where a replacement text stands for a character, pdfium gives the box of its ink.
            advance = max(advance, size * hypot(matrix.a, matrix.b) / (hypot(matrix.c, matrix.d) or 1.0))
        glyph = frame.place(chr(code), (x.value, y.value), advance, size, (matrix.a, matrix.b))
        if glyph is not None:
            yield glyph


def _join_halves(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """The two dashes of ——, which fonts may print as one sign, are given as two at one place: each is half of it."""
    last: Glyph | None = None
    for glyph in glyphs:
        if glyph == last and glyph.x1 - glyph.x0 > 1.5 * glyph.size:
            yield replace(glyph, text=glyph.text * 2)
            last = None
            continue
        if last is not None:
            yield last
        last = glyph
    if last is not None:
        yield last


def _advance(box: Any, origin: tuple[float, float], direction: tuple[float, float]) -> float:
    """From the origin to the far edge of the box, in the direction of writing."""
    across, up = direction
    if abs(across) >= abs(up):
        return float(box.right - origin[0] if across > 0 else origin[0] - box.left)
    return float(box.top - origin[1] if up > 0 else origin[1] - box.bottom)
