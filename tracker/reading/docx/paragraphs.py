"""The words of a paragraph as displayed: insertions in, deletions out, fields by their result."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from tracker.reading.docx.markup import is_on, seen_children
from tracker.reading.symbols import read_circle, read_symbol

_NOT_SHOWN = (
    "w:del w:moveFrom w:pPr w:rPr w:instrText w:delText w:delInstrText w:footnoteReference w:endnoteReference "
    "w:commentReference w:annotationRef w:object w:sdtPr w:sdtEndPr w:rt w:tblPr w:trPr w:tcPr w:tblGrid"
)
_DROPPED = frozenset(_NOT_SHOWN.split())
_CHARACTERS = {"w:tab": " ", "w:ptab": " ", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_HEXADECIMAL = re.compile("[0-9A-Fa-f]{1,4}")


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
    code = element.get("w:char", "")
    return read_symbol(element.get("w:font", ""), int(code, 16)) if _HEXADECIMAL.fullmatch(code) else ""


def _turn_field(element: Element, words: Words) -> None:
    kind = element.get("w:fldCharType")
    if kind == "begin":
        words.fields.append(_Field())
    elif kind == "separate" and words.fields:
        words.fields[-1].result = True
    elif kind == "end" and words.fields:
        ended = words.fields.pop()
        if not ended.result:
            words.pieces.append(read_circle(ended.code))
