"""The body of an ODT file as lines: paragraphs with their numbers, tables, text boxes, notes.

After OpenDocument 1.3 part 3, 5 (text), 5.3.3 (lists) and 9 (tables).  Deleted revisions stand in
``text:tracked-changes``, apart from the text, and are passed over with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from tracker.reading.counting import Counters, Listing
from tracker.reading.layout import keep_line
from tracker.reading.odt.styles import OUTLINE, Styles, read_number
from tracker.reading.tables import Lines, Row, read_notes, read_rows, split_lines

_SPACE = re.compile(r"[ \t\r\n]+")
_NOT_SHOWN = frozenset(
    "text:tracked-changes office:annotation office:annotation-end text:ruby-text text:hidden-text text:note-citation "
    "text:variable-decls text:sequence-decls text:user-field-decls office:forms draw:object draw:object-ole "
    "draw:image text:alphabetical-index-mark text:toc-mark".split()
)
_MOST = 1000
"""Times that a cell or a space is repeated at most."""


@dataclass(slots=True)
class _Words:
    """A paragraph that is being read."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


class BodyReader:
    """Reads content in document order, so that the lists count right."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._listings: dict[str, Listing] = {OUTLINE: Listing(OUTLINE, styles.lists.get(OUTLINE, {}))}
        self._counters = Counters(self._listings)
        self._started = 0
        self._by_id: dict[str, str] = {}
        self._latest: dict[str, str] = {}
        self._notes: list[Lines] = []

    def read(self, container: Element) -> Lines:
        """The lines of a body, notes at the end."""
        lines = self._read(container)
        return lines + read_notes(self._notes)

    def _read(self, container: Element) -> Lines:
        lines: Lines = []
        for child in container:
            if child.tag in {"text:p", "text:h"}:
                lines += self._read_paragraph(child, self._label_heading(child))
            elif child.tag == "text:list":
                lines += self._read_list(child, "", 0)
            elif child.tag == "table:table":
                lines += read_rows(self._read_rows(child, header=False))
            elif child.tag == "draw:frame" or child.tag.startswith("draw:"):
                lines += self._read_box(child)
            elif child.tag not in _NOT_SHOWN and child.get("text:display") != "none":
                lines += self._read(child)
        return lines

    def _label_heading(self, paragraph: Element) -> str:
        if paragraph.tag != "text:h" or paragraph.get("text:is-list-header") == "true":
            return ""
        return self._counters.label(OUTLINE, read_number(paragraph.get("text:outline-level"), 1) - 1)

    def _read_list(self, element: Element, key: str, level: int) -> Lines:
        """A list; ``key`` names the counting that it takes part in where it is in a list itself."""
        style = element.get("text:style-name") or ""
        key = self._open_list(element, style, key) if level == 0 or style else key
        lines: Lines = []
        for item in element:
            numbered = item.tag == "text:list-item"
            if numbered and item.get("text:start-value"):
                self._counters.start_at(
                    self._listings[key].definition, level, read_number(item.get("text:start-value"), 1)
                )
            for child in item:
                if child.tag == "text:list":
                    lines += self._read_list(child, key, level + 1)
                elif child.tag in {"text:p", "text:h"}:
                    label = self._label_item(child, key, level) if numbered else ""
                    lines += self._read_paragraph(child, label)
                    numbered = False
        return lines

    def _label_item(self, paragraph: Element, key: str, level: int) -> str:
        """The number of an item; a list without a style has that of its paragraphs' style."""
        listing = self._listings[key]
        if not listing.levels:
            style = self._styles.find_list(paragraph.get("text:style-name", ""))
            self._listings[key] = Listing(listing.definition, self._styles.lists.get(style, {}))
        return self._counters.label(key, level)

    def _open_list(self, element: Element, style: str, outer: str) -> str:
        """Takes up a counting or begins one: its key."""
        continued = self._by_id.get(element.get("text:continue-list", ""))
        if continued is None and element.get("text:continue-numbering") == "true":
            continued = self._latest.get(style)
        if continued is None and outer:
            continued = self._listings[outer].definition
        if continued is None:
            self._started += 1
            continued = str(self._started)
        key = f"{continued}\0{style}"
        self._listings.setdefault(key, Listing(continued, self._styles.lists.get(style, {})))
        self._latest[style] = continued
        self._by_id[element.get("xml:id", "\0")] = continued
        return key

    def _read_paragraph(self, paragraph: Element, label: str) -> Lines:
        words = _Words()
        if not self._styles.is_hidden(paragraph.get("text:style-name", "")):
            self._collect(paragraph, words)
        text = "".join(words.pieces)
        lines = split_lines(label + text.lstrip()) if keep_line(text) else []
        return lines + [line for box in words.boxes for line in self._read_box(box)]

    def _collect(self, element: Element, words: _Words) -> None:
        words.pieces.append(_SPACE.sub(" ", element.text or ""))
        for child in element:
            self._collect_child(child, words)
            words.pieces.append(_SPACE.sub(" ", child.tail or ""))

    def _collect_child(self, child: Element, words: _Words) -> None:
        if child.tag == "text:s":
            words.pieces.append(" " * min(read_number(child.get("text:c"), 1), _MOST))
        elif child.tag == "text:tab":
            words.pieces.append(" ")
        elif child.tag == "text:line-break":
            words.pieces.append("\n")
        elif child.tag == "text:note":
            self._notes.append([line for body in child if body.tag == "text:note-body" for line in self._read(body)])
        elif child.tag.startswith("draw:") and child.tag != "draw:a":
            words.boxes.append(child)
        elif child.tag not in _NOT_SHOWN and not self._styles.is_hidden(child.get("text:style-name", "")):
            self._collect(child, words)

    def _read_box(self, shape: Element) -> Lines:
        """The text in a drawing: a frame holds a text box or, for old programs, a picture of it."""
        if shape.tag in _NOT_SHOWN:
            return []
        return self._read(shape)

    def _read_rows(self, table: Element, header: bool) -> list[Row]:
        rows: list[Row] = []
        for child in table:
            if child.tag == "table:table-row":
                rows.append(self._read_row(child, header))
            elif child.tag in {"table:table-header-rows", "table:table-rows", "table:table-row-group"}:
                rows += self._read_rows(child, header or child.tag == "table:table-header-rows")
        return rows

    def _read_row(self, row: Element, header: bool) -> Row:
        read = Row(header=header)
        spanned = 0
        for cell in row:
            if cell.tag == "table:table-cell":
                times = min(read_number(cell.get("table:number-columns-repeated"), 1), _MOST)
                read.cells += [self._read(cell), *([] for _ in range(times - 1))]
                spanned = read_number(cell.get("table:number-columns-spanned"), 1) - 1
                read.spans += [spanned + 1, *[1] * (times - 1)]
            elif cell.tag == "table:covered-table-cell":
                # Covered from the left it is part of that cell, covered from above an empty one.
                if spanned > 0:
                    spanned -= 1
                else:
                    read.above.add(len(read.cells))
                    read.cells.append([])
                    read.spans.append(1)
        return read
