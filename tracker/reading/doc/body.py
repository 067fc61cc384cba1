"""The stories of a binary Word document put together to lines: numbers, tables, text boxes, notes."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.reading.counting import Counters
from tracker.reading.doc.characters import load_characters
from tracker.reading.doc.container import Container, read_plc
from tracker.reading.doc.formatting import (
    DEPTH,
    IN_TABLE,
    INNER_CELL,
    INNER_ROW_END,
    LIST,
    LIST_LEVEL,
    ROW_END,
    ROW_HEADS,
    Formatting,
    load_formatting,
    number_of,
)
from tracker.reading.doc.lists import load_lists
from tracker.reading.doc.paragraphs import CELL_END, Paragraph, StoryReader
from tracker.reading.layout import keep_line
from tracker.reading.tables import Flow, Lines, read_notes, split_lines

_FOOTNOTE_CALLS, _FOOTNOTES, _ENDNOTE_CALLS, _ENDNOTES, _ANCHORS, _BOXES = 2, 3, 46, 47, 40, 56
_NO_LIST = frozenset({0, 0xF801})


def read_container(container: Container) -> Lines:
    """All lines of a document: the text with its boxes, then footnotes and endnotes."""
    return _Assembly(container).read()


class _Assembly:
    """One document that is being read."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self._formatting: Formatting = load_formatting(container)
        self._reader = StoryReader(container, load_characters(container), self._formatting)
        self._lists = load_lists(container)
        self._counters = Counters(self._lists.listings)
        self._boxes = _find_boxes(container)
        self._called: set[int] = set()
        """Where notes are called in what is displayed."""

    def read(self) -> Lines:
        stories = self._container.stories
        lines = self._read_story(*stories.main)
        # Boxes whose anchor is not found, as in groups of drawings, stand at the end.
        for boxes in list(self._boxes.values()):
            lines += [line for first, last in boxes for line in self._read_story(first, last)]
        notes = [*self._read_notes(_FOOTNOTE_CALLS, _FOOTNOTES, stories.footnotes)]
        notes += self._read_notes(_ENDNOTE_CALLS, _ENDNOTES, stories.endnotes)
        return lines + read_notes(notes)

    def _read_notes(self, calls: int, texts: int, story: tuple[int, int]) -> Iterator[Lines]:
        """Notes in the order of their calls, those whose call is displayed."""
        places = [position for position, _, _ in read_plc(self._container.find(calls), 2)]
        for place, (first, last, _) in zip(places, read_plc(self._container.find(texts), 0), strict=False):
            if place in self._called:
                yield self._read_story(*_place(story, first, last))

    def _read_story(self, first: int, last: int) -> Lines:
        flow = Flow()
        carried = ""
        for paragraph in self._reader.read(first, last):
            flow.go_to(_depth(paragraph))
            self._called.update(paragraph.notes)
            paragraph.text, carried = carried + paragraph.text, ""
            if _ends_row(paragraph):
                # A row was deleted where its own end is; its cells are gone, too.
                flow.end_row(bool(number_of(paragraph.properties, ROW_HEADS)), deleted=paragraph.joined)
            elif paragraph.joined and not flow.in_table:
                carried = paragraph.text
                flow.add(self._read_drawings(paragraph))
            else:
                flow.add(self._read_paragraph(paragraph))
                if paragraph.end == CELL_END or number_of(paragraph.properties, INNER_CELL):
                    flow.end_cell()
        return flow.finish() + split_lines(carried)

    def _read_paragraph(self, paragraph: Paragraph) -> Lines:
        label = self._label(paragraph)
        text = paragraph.text
        if not keep_line(text):
            # An empty numbered paragraph shows its number, but nothing depends on it; it still counts.
            return self._read_drawings(paragraph)
        shown = "" if paragraph.unlabelled else label
        return split_lines(shown + text.lstrip()) + self._read_drawings(paragraph)

    def _label(self, paragraph: Paragraph) -> str:
        name = paragraph.properties.get(LIST)
        level = paragraph.properties.get(LIST_LEVEL)
        for style, properties in self._formatting.of_style(paragraph.style):
            if name is None and LIST in properties:
                name = properties[LIST]
                styled = self._lists.styled.get(str(int.from_bytes(name, "little")), {})
                if level is None and LIST_LEVEL not in properties and style in styled:
                    level = bytes((styled[style],))
            if level is None:
                level = properties.get(LIST_LEVEL)
        index = int.from_bytes(name or b"", "little")
        return "" if index in _NO_LIST else self._counters.label(str(index), int.from_bytes(level or b"", "little"))

    def _read_drawings(self, paragraph: Paragraph) -> Lines:
        boxes = [box for position in paragraph.drawings for box in self._boxes.pop(position, [])]
        return [line for first, last in boxes for line in self._read_story(first, last)]


def _depth(paragraph: Paragraph) -> int:
    return number_of(paragraph.properties, DEPTH, number_of(paragraph.properties, IN_TABLE))


def _ends_row(paragraph: Paragraph) -> bool:
    properties = paragraph.properties
    return _depth(paragraph) > 0 and bool(number_of(properties, ROW_END) or number_of(properties, INNER_ROW_END))


def _place(story: tuple[int, int], first: int, last: int) -> tuple[int, int]:
    return story[0] + first, min(story[0] + last, story[1])


def _find_boxes(container: Container) -> dict[int, list[tuple[int, int]]]:
    """Text boxes by the place of their drawing's anchor; those without one under negative numbers."""
    anchors = {data[:4]: position for position, _, data in read_plc(container.find(_ANCHORS), 26)}
    boxes: dict[int, list[tuple[int, int]]] = {}
    for index, (first, last, shape) in enumerate(_stretches(container)):
        place = anchors.get(shape, -1 - index)
        boxes.setdefault(place, []).append(_place(container.stories.boxes, first, last))
    return boxes


def _stretches(container: Container) -> Iterator[tuple[int, int, bytes]]:
    """Text boxes in use: first character, one past the last, the number of the shape."""
    for first, last, data in read_plc(container.find(_BOXES), 22):
        reusable = int.from_bytes(data[8:10], "little")
        if not reusable and data[14:18] != b"\0\0\0\0":
            yield first, last, data[14:18]
