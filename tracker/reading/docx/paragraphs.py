"""The words of a paragraph as displayed: insertions in, deletions out, fields by their result."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from tracker.reading.docx.markup import descend, is_on, seen_children, value_of
from tracker.reading.symbols import read_circle, read_symbol

_NOT_SHOWN = (
    "w:del w:moveFrom w:pPr w:rPr w:delText w:delInstrText w:commentReference "
    " w:annotationRef w:object w:sdtPr w:sdtEndPr w:rt w:tblPr w:trPr w:tcPr w:tblGrid"
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
    """The text of a paragraph so far, and what is anchored in it."""

    pieces: list[str] = field(default_factory=list)
    """In order."""
    boxes: list[Element] = field(default_factory=list)
    """``w:txbxContent`` elements."""
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Footnotes and endnotes that are called: the name of the call and the id."""
    fields: list[_Field] = field(default_factory=list)
    """Open complex fields, outermost first."""

    @property
    def text(self) -> str:
        """What the paragraph says; line breaks as newlines."""
        return "".join(self.pieces)

    def put(self, text: str) -> None:
        """Text where it stands: in the code of a field it does not show."""
        if all(item.result for item in self.fields):
            self.pieces.append(text)


def read_words(paragraph: Element, hidden_styles: frozenset[str] = frozenset()) -> Words:
    """Everything that a ``w:p`` displays; ``hidden_styles`` are character styles that hide their text."""
    words = Words()
    _collect(paragraph, words, hidden_styles)
    return words


def _collect(element: Element, words: Words, hidden_styles: frozenset[str]) -> None:
    for child in seen_children(element):
        if child.tag == "w:r" and _is_hidden(child, hidden_styles):
            # Marks of a hidden field are hidden, and still open and close it.
            for mark in child:
                if mark.tag == "w:fldChar":
                    _turn_field(mark, words)
        elif child.tag not in _DROPPED and not is_placeholder(child):
            _take(child, words, hidden_styles)


def _take(element: Element, words: Words, hidden_styles: frozenset[str]) -> None:
    tag = element.tag
    if tag == "w:instrText":
        if words.fields:
            words.fields[-1].code += element.text or ""
    elif tag == "w:fldChar":
        _turn_field(element, words)
    elif tag in {"w:t", "m:t"}:
        words.put((element.text or "").replace("\n", " "))
    elif tag in _CHARACTERS:
        words.put("" if element.get("w:type") == "page" else _CHARACTERS[tag])
    elif tag == "w:sym":
        words.put(_symbol(element))
    elif tag == "w:txbxContent":
        words.boxes.append(element)
    elif tag in {"w:footnoteReference", "w:endnoteReference"}:
        words.notes.append((tag, element.get("w:id", "")))
    else:
        _collect(element, words, hidden_styles)


def _is_hidden(run: Element, hidden_styles: frozenset[str]) -> bool:
    switch = descend(run, "w:rPr/w:vanish")
    if switch is not None:
        return is_on(run, "w:rPr/w:vanish")
    return value_of(run, "w:rPr/w:rStyle") in hidden_styles


def is_placeholder(element: Element) -> bool:
    """True for a control that nothing was typed into: it shows what to type there."""
    return element.tag == "w:sdt" and is_on(element, "w:sdtPr/w:showingPlcHdr")


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
            words.put(read_circle(ended.code))
