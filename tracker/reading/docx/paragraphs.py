"""The words of a paragraph as displayed: insertions in, deletions out, fields by their result."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from tracker.reading.docx.markup import is_on, seen_children
from tracker.reading.docx.numerals import render_number

_NOT_SHOWN = (
    "w:del w:moveFrom w:pPr w:rPr w:instrText w:delText w:delInstrText w:footnoteReference w:endnoteReference "
    "w:commentReference w:annotationRef w:object w:sdtPr w:sdtEndPr w:rt w:tblPr w:trPr w:tcPr w:tblGrid"
)
_DROPPED = frozenset(_NOT_SHOWN.split())
_SYMBOLS = {
    ("wingdings", "FE"): "☑",
    ("wingdings", "FD"): "☒",
    ("wingdings", "A8"): "□",
    ("wingdings", "6F"): "□",
    ("wingdings", "FC"): "√",
    ("wingdings", "FB"): "×",
    ("wingdings 2", "52"): "☑",
    ("wingdings 2", "53"): "☒",
    ("wingdings 2", "A3"): "□",
    ("wingdings 2", "50"): "√",
    ("wingdings 2", "4F"): "×",
}
"""Boxes and ticks of forms by font and the last byte of the code; other symbols are ornament."""
_CHARACTERS = {"w:tab": " ", "w:ptab": " ", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_CIRCLE = re.compile(r"\s*eq\s*\\o\s*(?:\\a[clr]\s*)?\(\s*○\s*[,，;；]\s*([0-9]{1,2})\s*\)", re.I)
"""How Word writes ①: an EQ field that lays a figure over a circle and has no result text."""


@dataclass(slots=True)
class _Field:
    """A complex field that is being read."""

    code: str = ""
    result: bool = False


@dataclass(slots=True)
class Words:
    """The text of a paragraph so far, and the text boxes that are anchored in it."""

    pieces: list[str] = field(default_factory=list)
    """In order."""
    boxes: list[Element] = field(default_factory=list)
    """``w:txbxContent`` elements."""
    fields: list[_Field] = field(default_factory=list)
    """Open complex fields, outermost first."""

    @property
    def text(self) -> str:
        """What the paragraph says; line breaks as newlines."""
        return "".join(self.pieces)


def read_words(paragraph: Element) -> Words:
    """Everything that a ``w:p`` displays."""
    words = Words()
    _collect(paragraph, words)
    return words


def _collect(element: Element, words: Words) -> None:
    for child in seen_children(element):
        tag = child.tag
        if tag == "w:instrText" and words.fields:
            words.fields[-1].code += child.text or ""
        elif tag == "w:fldChar":
            _turn_field(child, words)
        elif tag in _DROPPED or (tag == "w:r" and is_on(child, "w:rPr/w:vanish")):
            continue
        elif tag in {"w:t", "m:t"}:
            words.pieces.append((child.text or "").replace("\n", " "))
        elif tag in _CHARACTERS:
            words.pieces.append("" if child.get("w:type") == "page" else _CHARACTERS[tag])
        elif tag == "w:sym":
            words.pieces.append(_symbol(child))
        elif tag == "w:txbxContent":
            words.boxes.append(child)
        else:
            _collect(child, words)


def _symbol(element: Element) -> str:
    code = element.get("w:char", "").upper()
    return _SYMBOLS.get((element.get("w:font", "").lower(), code[-2:]), "")


def _turn_field(element: Element, words: Words) -> None:
    kind = element.get("w:fldCharType")
    if kind == "begin":
        words.fields.append(_Field())
    elif kind == "separate" and words.fields:
        words.fields[-1].result = True
    elif kind == "end" and words.fields:
        ended = words.fields.pop()
        circled = _CIRCLE.match(ended.code)
        if circled and not ended.result:
            words.pieces.append(render_number(int(circled[1]), "decimalEnclosedCircle"))
