"""Letters as Word files: automatic numbers where a letter counts, running head and page number, tracked changes."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from conformance.letters import Letter, Role
from tests.reading.wordfile import W, level, numbering, run, word_file
from tracker.reading.numerals import render_number

FONT = "Noto Serif CJK SC"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LOOK = f'<w:rFonts w:eastAsia="{FONT}" w:ascii="{FONT}" w:hAnsi="{FONT}"/><w:sz w:val="{{size}}"/>'
_TEXT, _TITLE = 32, 44
"""Half points: the sizes 3 and 2 of Chinese type."""
_LAYOUTS = {
    Role.TITLE: '<w:jc w:val="center"/>',
    Role.FLUSH: '<w:jc w:val="both"/>',
    Role.BODY: '<w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/>',
    Role.SIGNATURE: '<w:jc w:val="right"/>',
}
_FORMS = (("chineseCounting", "{}、"), ("chineseCounting", "（{}）"), ("decimal", "{}."))
"""Levels of the automatic numbering: 一、（一）1."""
_SUFFIX = '<w:suff w:val="nothing"/>'
_LEVELS = [level(n, form, text.format(f"%{n + 1}"), more=_SUFFIX) for n, (form, text) in enumerate(_FORMS)]
_SECTION = (
    f'<w:headerReference xmlns:r="{_RELATIONS}" w:type="default" r:id="r1"/>'
    f'<w:footerReference xmlns:r="{_RELATIONS}" w:type="default" r:id="r2"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" '
    'w:header="851" w:footer="992" w:gutter="0"/>'
)
_PART = f'<w:{{name}} xmlns:w="{W}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{{content}}</w:p></w:{{name}}>'
_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_PAGE = _FIELD.format("begin") + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + _FIELD.format("end")
_PARTS = {
    "word__header.xml": _PART.format(name="hdr", content=run("答复件汇编")).encode(),
    "word__footer.xml": _PART.format(name="ftr", content=run("— ") + _PAGE + run(" —")).encode(),
}
_BY = 'w:id="1" w:author="办公室" w:date="2024-08-05T09:00:00Z"'


def make_docx(letter: Letter, *, revised: bool) -> bytes:
    """The letter in Word; ``revised`` with insertions and deletions that are still marked as such.

    Deleted words are printed, struck out, so what goes to a printer must be clean.
    """
    counter = _Counter()
    body = [
        _paragraph(role, *counter.part(text), revised=revised and place % 3 == 1)
        for place, (role, text) in enumerate(letter.paragraphs)
    ]
    return word_file(*body, numbering=numbering(*_LEVELS), section=_SECTION, **_PARTS)  # type: ignore[arg-type]


def _paragraph(role: Role, place: int | None, text: str, *, revised: bool) -> str:
    look = _LOOK.format(size=_TITLE if role is Role.TITLE else _TEXT)
    number = "" if place is None else f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="1"/></w:numPr>'
    # Marks that hang into the margin are lost when LibreOffice prints to PDF.
    properties = f'<w:pPr>{number}<w:overflowPunct w:val="0"/>{_LAYOUTS[role]}<w:rPr>{look}</w:rPr></w:pPr>'
    return f"<w:p>{properties}{''.join(_runs(text, look, revised=revised))}</w:p>"


def _runs(text: str, look: str, *, revised: bool) -> Iterator[str]:
    middle = len(text) // 2
    if not revised or middle < 4:
        yield run(escape(text), look)
        return
    yield run(escape(text[:middle]), look)
    yield f"<w:del {_BY}><w:r><w:rPr>{look}</w:rPr><w:delText>原拟稿于年底前完成</w:delText></w:r></w:del>"
    yield f"<w:ins {_BY}>{run(escape(text[middle : middle + 4]), look)}</w:ins>"
    yield run(escape(text[middle + 4 :]), look)


class _Counter:
    """Counts as Word does, so that a number is left to it where it would print the same one."""

    def __init__(self) -> None:
        self._numbers = [0] * len(_FORMS)

    def part(self, text: str) -> tuple[int | None, str]:
        """The level of an automatic number and the text behind it, or no level and the whole text."""
        for place, (form, label) in enumerate(_FORMS):
            number = self._numbers[place] + 1
            printed = label.format(render_number(number, form))
            if text.startswith(printed) and text[len(printed) :].strip():
                self._numbers[place:] = [number] + [0] * (len(_FORMS) - place - 1)
                return place, text[len(printed) :].lstrip()
        return None, text
