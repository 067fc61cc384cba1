"""Pages: how sections lie on paper, what stands above and below the type area."""

from __future__ import annotations

from markupsafe import Markup

from tracker.rendering.word.markup import DECLARATION, NAMESPACES, paragraph, run
from tracker.rendering.word.standard import (
    BINDING,
    BOTTOM,
    CHARACTER_SPACE,
    FORE_EDGE,
    LINE,
    PAGE_HEIGHT,
    PAGE_NUMBER_DROP,
    PAGE_WIDTH,
    SIZE_4,
    TEXT_HEIGHT,
    TEXT_WIDTH,
    TOP,
    TURNED_SIDE,
    TURNED_TOP,
    characters,
    twips,
)
from tracker.rendering.word.templates import render_part

_EMU = 635
_NUMBER_LINE = round(SIZE_4 * 20)
# 7.5: the dashes, at half the height of their line, stand 7 mm below the type area.
_NUMBER_BOTTOM = BOTTOM - twips(PAGE_NUMBER_DROP) - _NUMBER_LINE // 2
_HEADER = twips(15)
_DRAFT = "草稿"

FOOTERS = ("odd", "even", "turned_odd", "turned_even")
"""The parts with page numbers: on upright and on turned pages, of odd and of even number."""


def text_width(turned: bool) -> int:
    """Twips of a line; a turned page has the type area turned with it (8)."""
    return TEXT_HEIGHT if turned else TEXT_WIDTH


def section(*, turned: bool, draft: bool) -> str:
    """The properties of a section, which begins on a new page."""
    prefix = "turned_" if turned else ""
    references = "".join(
        (f'<w:headerReference w:type="{kind}" r:id="rIdHeader"/>' if draft else "")
        + f'<w:footerReference w:type="{kind}" r:id="rIdFooter_{prefix}{name}"/>'
        for kind, name in (("default", "odd"), ("even", "even"))
    )
    if turned:
        paper = f'<w:pgSz w:w="{PAGE_HEIGHT}" w:h="{PAGE_WIDTH}" w:orient="landscape"/>'
        sides = (TURNED_TOP, TURNED_SIDE, TURNED_TOP, TURNED_SIDE)
    else:
        paper = f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>'
        sides = (TOP, FORE_EDGE, BOTTOM, BINDING)
    top, right, bottom, left = sides
    margins = (
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
        f'w:header="{_HEADER}" w:footer="{_HEADER if turned else _NUMBER_BOTTOM}" w:gutter="0"/>'
    )
    # 5.2.3: 22 lines of 28 characters; a turned page has lines of the same pitch, in tables off the grid.
    grid = f'<w:docGrid w:type="linesAndChars" w:linePitch="{LINE}" w:charSpace="{CHARACTER_SPACE}"/>'
    return f'<w:sectPr>{references}<w:type w:val="nextPage"/>{paper}{margins}{grid}</w:sectPr>'


def render_header() -> str:
    """The header of a draft: the word, and the word again across the page."""
    return render_part("header.xml", namespaces=Markup(NAMESPACES), text=_DRAFT)


def render_footer(name: str) -> str:
    """One of ``FOOTERS``.

    7.5: —1— with 一字线 on both sides; odd pages at the right, one character in, even ones at the left.
    """
    odd = name.endswith("odd")
    align, side = ("right", "right") if odd else ("left", "left")
    number = paragraph(
        "Footer",
        run("— "),
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
        run(" —"),
        properties=f'<w:ind w:{side}Chars="100" w:{side}="{characters(1)}"/><w:jc w:val="{align}"/>',
    )
    if name.startswith("turned"):
        number = _turn(number, FOOTERS.index(name))
    return f"{DECLARATION}<w:ftr {NAMESPACES}>{number}</w:ftr>"


def _turn(number: str, id_: int) -> str:
    """The page number where it stands on the other pages (8): on the left, as the turned page lies, read from there."""
    thick = _NUMBER_LINE * 2
    return render_part(
        "turned_number.xml",
        id=9000 + id_,
        left=-(twips(PAGE_NUMBER_DROP) + thick // 2) * _EMU,
        width=thick * _EMU,
        height=TEXT_WIDTH * _EMU,
        number=Markup(number),
    )
