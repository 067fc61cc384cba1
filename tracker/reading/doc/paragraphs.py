"""The paragraphs of a story of a binary Word document, as displayed.

Deleted revisions and hidden text are out, fields stand by their result ([MS-DOC] 2.8.25 Plcfld).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tracker.reading.doc.characters import Characters
from tracker.reading.doc.container import Container
from tracker.reading.doc.formatting import (
    DELETED,
    HIDDEN,
    SPECIAL,
    SYMBOL,
    Formatting,
    Properties,
    number_of,
)
from tracker.reading.symbols import read_circle, read_symbol

_FONTS = 15
PARAGRAPH_END, CELL_END, PAGE_END = "\r", "\x07", "\x0c"
"""Characters that end a paragraph: its mark, the end of a cell or row, the end of a page or section."""
_NOTE, _DRAWING = "\x02", "\x08"
_SHOWN = {"\x0b": "\n", "\x1e": "-", "\x1f": "", "\t": " ", "\x0e": "\n", "\xa0": "\xa0", "\n": " "}
"""Control characters that show: line break, hyphens, tab, column break."""
_FIELD_BEGIN, _FIELD_RESULT, _FIELD_END = "\x13", "\x14", "\x15"
_ON = frozenset({1, 0x81})


@dataclass(slots=True)
class Paragraph:
    """A paragraph as displayed."""

    end: str
    """The character that ends it."""
    properties: Properties
    """Its own formatting."""
    style: int
    """Index of its style."""
    text: str = ""
    """What it says; line breaks as newlines."""
    joined: bool = False
    """True where its end is deleted: the next paragraph goes on."""
    unlabelled: bool = False
    """True where its end is hidden, and so its number."""
    notes: list[int] = field(default_factory=list)
    """Where footnotes and endnotes are called."""
    drawings: list[int] = field(default_factory=list)
    """Where drawings are anchored."""


@dataclass(slots=True)
class _Field:
    code: list[str] = field(default_factory=list)
    result: bool = False


class StoryReader:
    """Reads stories of one document paragraph by paragraph."""

    def __init__(self, container: Container, characters: Characters, formatting: Formatting) -> None:
        self._characters = characters
        self._formatting = formatting
        self._fonts = _load_fonts(container.find(_FONTS))

    def read(self, first: int, last: int) -> Iterator[Paragraph]:
        """The paragraphs from one character up to another; what follows the last mark is one, too."""
        fields: list[_Field] = []
        current = Paragraph(PARAGRAPH_END, {}, 0)
        pieces: list[str] = []
        for position, unit, properties in self._shown(first, min(last, len(self._characters.units))):
            gone = number_of(properties, DELETED) in _ON
            hidden = number_of(properties, HIDDEN) in _ON
            if unit in {PARAGRAPH_END, CELL_END, PAGE_END}:
                yield self._finish(current, pieces, position, gone, hidden)
                current, pieces = Paragraph(PARAGRAPH_END, {}, 0), []
            elif gone:
                continue
            elif unit in {_FIELD_BEGIN, _FIELD_RESULT, _FIELD_END}:
                # Marks of a hidden field are hidden, and still open and close it.
                pieces.append(_turn_field(unit, fields))
            elif fields and not all(item.result for item in fields):
                fields[-1].code.append(unit)
            elif not hidden:
                pieces.append(self._display(unit, properties, position, current))
        if pieces:
            current.text = _join("".join(pieces))
            yield current

    def _shown(self, first: int, last: int) -> Iterator[tuple[int, str, Properties]]:
        """Characters with their formatting, which is looked up once a run."""
        until = -1
        properties: Properties = {}
        piece = None
        for position in range(first, last):
            if piece is None or position >= piece.end:
                offset, piece = self._characters.offset(position)
                until = -1
                if piece is None:
                    return
            else:
                offset += piece.width
            if offset >= until:
                properties, until = self._formatting.of_run(offset, piece.sprms)
            yield position, self._characters.units[position], properties

    def _finish(self, paragraph: Paragraph, pieces: list[str], position: int, gone: bool, hidden: bool) -> Paragraph:
        offset, piece = self._characters.offset(position)
        paragraph.end = self._characters.units[position]
        paragraph.properties, paragraph.style = self._formatting.of_paragraph(offset, piece.sprms if piece else b"")
        paragraph.text = _join("".join(pieces))
        paragraph.joined, paragraph.unlabelled = gone, hidden
        return paragraph

    def _display(self, unit: str, properties: Properties, position: int, paragraph: Paragraph) -> str:
        if unit in _SHOWN:
            return _SHOWN[unit]
        if unit == _NOTE:
            paragraph.notes.append(position)
        elif unit == _DRAWING:
            paragraph.drawings.append(position)
        elif unit == "(" and number_of(properties, SPECIAL) in _ON:
            symbol = properties.get(SYMBOL, b"\0\0\0\0")
            return read_symbol(self._fonts.get(int.from_bytes(symbol[:2], "little"), ""), symbol[2])
        return unit if unit >= " " else ""


def _turn_field(unit: str, fields: list[_Field]) -> str:
    if unit == _FIELD_BEGIN:
        fields.append(_Field())
    elif fields and unit == _FIELD_RESULT:
        fields[-1].result = True
    elif fields:
        ended = fields.pop()
        return "" if ended.result else read_circle("".join(ended.code))
    return ""


def _join(text: str) -> str:
    """Supplementary characters put together from their two halves; a lone half cannot be shown."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _load_fonts(table: bytes) -> dict[int, str]:
    """Names of fonts by index ([MS-DOC] 2.9.286 SttbfFfn)."""
    fonts: dict[int, str] = {}
    at = 4
    while at < len(table):
        size = table[at]
        name = table[at + 40 : at + 1 + size]
        fonts[len(fonts)] = name.decode("utf-16-le", "replace").split("\0")[0]
        at += 1 + size
    return fonts
