"""The body of a Word file as lines: paragraphs with their numbers, table rows, text boxes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from tracker.reading.docx.markup import descend, is_on, seen_children
from tracker.reading.docx.numbering import Numbering
from tracker.reading.docx.paragraphs import is_placeholder, read_words
from tracker.reading.layout import keep_line
from tracker.reading.package import DamagedPackageError
from tracker.reading.tables import Lines, Row, read_notes, read_rows, split_lines

_PASSED_THROUGH = frozenset({"w:sdt", "w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo", "w:body"})


class BodyReader:
    """Reads block content in document order, so that the numbering counts right."""

    def __init__(self, numbering: Numbering, notes: Mapping[tuple[str, str], Element] | None = None) -> None:
        self._numbering = numbering
        self._notes = {} if notes is None else notes
        self._called: list[tuple[str, str]] = []
        self._carried = ""
        """Text of paragraphs whose end is deleted: it belongs to the next one."""

    def read_document(self, body: Element) -> Lines:
        """The lines of a whole document: its body, then footnotes and endnotes in the order of their calls."""
        lines = self.read(body)
        # A note may call another one; each is read once.
        notes: dict[tuple[str, str], Lines] = {}
        for call in self._called:
            if call in self._notes and call not in notes:
                notes[call] = self.read(self._notes[call])
        return lines + read_notes(notes.values())

    def read(self, container: Element) -> Lines:
        """The lines of a body, a table cell or a text box."""
        lines = self._read(container)
        if self._carried:
            lines += split_lines(self._carried)
            self._carried = ""
        return lines

    def _read(self, container: Element) -> Lines:
        lines: Lines = []
        for child in seen_children(container):
            if child.tag == "w:p":
                lines += self._read_paragraph(child)
            elif child.tag == "w:tbl":
                lines += self._read_table(child)
            elif child.tag == "w:altChunk":
                raise DamagedPackageError(
                    "Word 文档里整份嵌入了别的文件，只有 Word 能展开，请用 Word 打开后另存为 .docx 再读入"
                )
            elif child.tag in _PASSED_THROUGH and not is_placeholder(child):
                lines += self._read(child)
        return lines

    def _read_paragraph(self, paragraph: Element) -> Lines:
        properties = descend(paragraph, "w:pPr")
        words = read_words(paragraph, self._numbering.hidden_styles)
        self._called += words.notes
        text = self._carried + words.text
        self._carried = ""
        mark = descend(properties, "w:rPr")
        if descend(mark, "w:del") is not None or descend(mark, "w:moveFrom") is not None:
            self._carried = text
            return self._read_boxes(words.boxes)
        if not keep_line(text):
            # An empty numbered paragraph shows its number, but nothing depends on it; it still counts.
            self._numbering.label(properties)
            return self._read_boxes(words.boxes)
        label = "" if is_on(mark, "w:vanish") else self._numbering.label(properties)
        return split_lines(label + text.lstrip()) + self._read_boxes(words.boxes)

    def _read_boxes(self, boxes: list[Element]) -> Lines:
        return [line for box in boxes for line in self.read(box)]

    def _read_table(self, table: Element) -> Lines:
        return read_rows([self._read_row(row) for row in _rows(table)])

    def _read_row(self, row: Element) -> Row:
        cells = _cells(row)
        return Row(
            [self.read(cell) for cell in cells],
            is_on(row, "w:trPr/w:tblHeader"),
            above={number for number, cell in enumerate(cells) if _continues(cell)},
            spans=[_span(cell) for cell in cells],
        )


def _rows(table: Element) -> list[Element]:
    """Rows that are displayed, also inside content controls; deleted ones are not."""
    rows: list[Element] = []
    for child in seen_children(table):
        if child.tag == "w:tr" and descend(child, "w:trPr/w:del") is None:
            rows.append(child)
        elif child.tag in _PASSED_THROUGH:
            rows += _rows(child)
    return rows


def _cells(row: Element) -> list[Element]:
    cells: list[Element] = []
    for child in seen_children(row):
        if child.tag == "w:tc":
            cells.append(child)
        elif child.tag in _PASSED_THROUGH:
            cells += _cells(child)
    return cells


def _continues(cell: Element) -> bool:
    """True for a cell that is one with the cell above it (ECMA-376 part 1, 17.4.84)."""
    merge = descend(cell, "w:tcPr/w:vMerge")
    return merge is not None and merge.get("w:val", "continue") == "continue"


def _span(cell: Element) -> int:
    """Columns that a cell is wide."""
    span = descend(cell, "w:tcPr/w:gridSpan")
    width = "" if span is None else span.get("w:val", "")
    return int(width) if re.fullmatch(r"[1-9][0-9]?", width) else 1
