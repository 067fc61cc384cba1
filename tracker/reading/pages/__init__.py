"""Pages of placed characters to text: what PDF and OFD files have in common.

Such files say where each character is printed and nothing else.  Here radicals become the characters
meant, characters lines, lines columns in reading order, running heads and page numbers go, and lines
become paragraphs again.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.model import Block
from tracker.reading.layout import join_lines
from tracker.reading.pages.columns import find_columns
from tracker.reading.pages.lines import find_rows
from tracker.reading.pages.page import Glyph, Page
from tracker.reading.pages.paragraphs import join_paragraphs
from tracker.reading.pages.running import drop_running_lines
from tracker.reading.radicals import replace_radicals

_HALVES = re.compile("[\ud800-\udfff]")

__all__ = ["Glyph", "Page", "compose_pages"]


def compose_pages(pages: list[Page]) -> tuple[str, tuple[Block, ...]]:
    """The text of some pages in reading order, a line a paragraph, without running heads and page numbers."""
    pages = [_mend(page) for page in pages]
    rows = drop_running_lines([(page, find_rows(page)) for page in pages])
    columns = [column for page, kept in zip(pages, rows, strict=True) for column in find_columns(page, kept)]
    return join_lines(join_paragraphs(columns))


def _mend(page: Page) -> Page:
    """Every character as the one that is meant; halves of a character as unknown."""
    texts = [replace_radicals(_HALVES.sub("\ufffd", glyph.text)) for glyph in page.glyphs]
    glyphs = (
        glyph if glyph.text == text else replace(glyph, text=text)
        for glyph, text in zip(page.glyphs, texts, strict=True)
    )
    return replace(page, glyphs=tuple(glyphs))
