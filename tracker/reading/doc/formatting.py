"""Formatting of a binary Word document, as far as the text depends on it.

After [MS-DOC] 2.4.6 (Applying Properties), 2.6 (Sprms), 2.9.175 (PapxFkp), 2.9.33 (ChpxFkp) and 2.9.271 (STSH).
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from tracker.reading.doc.container import Container, read_plc

_STYLES, _RUN_PAGES, _PARAGRAPH_PAGES = 1, 12, 13
_PAGE = 512
_MOST_PAGES = 10_000
"""More than any text under the limit needs; a damaged index ends there."""
_SIZES = (1, 1, 2, 4, 2, 2, -1, 3)
"""Bytes of an operand by the upper three bits of the name; -1: it says itself how long it is."""
_DEFINE_TABLE, _CHANGE_TABS = 0xD608, 0xC615
_ELSEWHERE = frozenset({0x6645, 0x6646})
"""The formatting is too long for its page and stands in the stream ``Data``."""

DELETED, HIDDEN, SPECIAL, SYMBOL = 0x0800, 0x083C, 0x0855, 0x6A09
"""Of characters: deleted revision, hidden, a sign with a meaning, a character of a symbol font."""
IN_TABLE, ROW_END, DEPTH, INNER_CELL, INNER_ROW_END = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
"""Of paragraphs: in a table, its row's end, how deep, end of a cell or row of a table in a table."""
LIST, LIST_LEVEL, ROW_HEADS = 0x460B, 0x260A, 0x3404
"""Of paragraphs: list (an index from 1), its level, a row that heads its table."""
_STYLE_OF_PARAGRAPH = 0x4600

Properties = dict[int, bytes]
"""Operands by name; the last one counts."""


def read_sprms(sprms: bytes) -> Iterator[tuple[int, bytes]]:
    """Names and operands of a list of formatting; ends where it is cut off."""
    at = 0
    while at + 2 < len(sprms):
        name = int.from_bytes(sprms[at : at + 2], "little")
        at += 2
        size = _SIZES[name >> 13]
        if name == _DEFINE_TABLE:
            size = 2 + int.from_bytes(sprms[at : at + 2], "little") - 1
        elif name == _CHANGE_TABS and sprms[at] == 0xFF:
            return
        elif size < 0:
            size = 1 + sprms[at]
        yield name, sprms[at : at + size]
        at += size


def number_of(properties: Properties, name: int, default: int = 0) -> int:
    """An operand as a number."""
    return int.from_bytes(properties[name], "little") if name in properties else default


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: what the text depends on."""

    parent: int
    """The style it is based on; 0xFFF none."""
    properties: Properties = field(default_factory=dict)
    """Its own formatting of paragraphs."""


@dataclass(frozen=True, slots=True)
class Formatting:
    """Looks up the formatting of what stands at an offset of the stream."""

    container: Container
    """The document."""
    styles: dict[int, Style]
    """Paragraph styles by index."""
    runs: list[tuple[int, int, bytes]]
    """First offset, one past the last, formatting; by offset."""
    paragraphs: list[tuple[int, int, bytes]]
    """The same for paragraphs; the formatting begins with the index of the style."""

    def of_run(self, offset: int, change: bytes) -> tuple[Properties, int]:
        """The formatting of a character and the offset up to which it holds."""
        index = bisect_right(self.runs, offset, key=lambda run: run[0]) - 1
        if index >= 0 and offset < self.runs[index][1]:
            return dict([*read_sprms(self.runs[index][2]), *read_sprms(change)]), self.runs[index][1]
        following = self.runs[index + 1][0] if index + 1 < len(self.runs) else 1 << 62
        return dict(read_sprms(change)), following

    def of_paragraph(self, offset: int, change: bytes) -> tuple[Properties, int]:
        """The formatting of the paragraph that ends at an offset, without its style's, and the style."""
        index = bisect_right(self.paragraphs, offset, key=lambda run: run[0]) - 1
        if index < 0 or offset >= self.paragraphs[index][1]:
            return dict(read_sprms(change)), 0
        found = self.paragraphs[index][2]
        properties = self._expand(dict([*read_sprms(found[2:]), *read_sprms(change)]))
        style = number_of(properties, _STYLE_OF_PARAGRAPH, int.from_bytes(found[:2], "little"))
        return properties, style

    def of_style(self, style: int) -> Iterator[tuple[int, Properties]]:
        """A style and those it is based on, nearest first."""
        seen: set[int] = set()
        while style in self.styles and style not in seen:
            seen.add(style)
            yield style, self.styles[style].properties
            style = self.styles[style].parent

    def _expand(self, properties: Properties) -> Properties:
        for name in _ELSEWHERE & properties.keys():
            at = number_of(properties, name)
            size = int.from_bytes(self.container.data[at : at + 2], "little")
            properties = {**properties, **dict(read_sprms(self.container.data[at + 2 : at + 2 + size]))}
        return properties


def load_formatting(container: Container) -> Formatting:
    """Indexes the pages of formatting."""
    runs = [run for page in _pages(container, _RUN_PAGES) for run in _read_run_page(page)]
    paragraphs = [item for page in _pages(container, _PARAGRAPH_PAGES) for item in _read_paragraph_page(page)]
    styles = dict(_read_styles(container.find(_STYLES)))
    return Formatting(container, styles, sorted(runs), sorted(paragraphs))


def _pages(container: Container, index: int) -> Iterator[bytes]:
    numbers = {int.from_bytes(data, "little") & 0x3FFFFF for _, _, data in read_plc(container.find(index), 4)}
    for number in sorted(numbers)[:_MOST_PAGES]:
        page = container.words[number * _PAGE : (number + 1) * _PAGE]
        if len(page) == _PAGE:
            yield page


def _read_run_page(page: bytes) -> Iterator[tuple[int, int, bytes]]:
    count = min(page[-1], 101)
    ends = struct.unpack_from(f"<{count + 1}I", page)
    for index in range(count):
        at = page[4 * (count + 1) + index] * 2
        sprms = page[at + 1 : at + 1 + page[at]] if at else b""
        yield ends[index], ends[index + 1], sprms


def _read_paragraph_page(page: bytes) -> Iterator[tuple[int, int, bytes]]:
    count = min(page[-1], 29)
    ends = struct.unpack_from(f"<{count + 1}I", page)
    for index in range(count):
        at = page[4 * (count + 1) + index * 13] * 2
        # A length of 0 says that the next byte holds it, in words; else it counts itself.
        start, size = (at + 1, page[at] * 2 - 1) if page[at] else (at + 2, page[at + 1] * 2)
        yield ends[index], ends[index + 1], page[start : start + size] if at else b"\0\0"


def _read_styles(sheet: bytes) -> Iterator[tuple[int, Style]]:
    if len(sheet) < 6:
        return
    size, count, base = struct.unpack_from("<HHH", sheet)
    at = 2 + size
    for index in range(count):
        if at + 2 > len(sheet):
            return
        length = struct.unpack_from("<H", sheet, at)[0]
        style = _read_style(sheet[at + 2 : at + 2 + length], base)
        if style is not None:
            yield index, style
        at += 2 + length


def _read_style(style: bytes, base: int) -> Style | None:
    """A paragraph style; ``None`` for an empty place and for styles of other kinds."""
    if len(style) < base + 2 or len(style) < 6:
        return None
    kind = int.from_bytes(style[2:4], "little")
    if kind & 0xF != 1:
        return None
    at = base + 2 + 2 * int.from_bytes(style[base : base + 2], "little") + 2
    size = int.from_bytes(style[at : at + 2], "little")
    # The formatting begins with the index of the style itself.
    return Style(kind >> 4, dict(read_sprms(style[at + 4 : at + 2 + size])))
