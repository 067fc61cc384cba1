"""Printed lines to paragraphs: a line break inside a sentence vanishes, the end of a paragraph stays.

A line goes on in the next one where it is full: the first word of the next line would not have fitted.
A new paragraph is told by its indentation, by a line that is not full, by another size of type, by
more space above, and, in texts without any of these, by the end of a sentence before a number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from tracker.model import BlockKind
from tracker.reading.layout import keep_line
from tracker.reading.pages.columns import Column
from tracker.reading.pages.lines import Line, is_wide
from tracker.reading.pages.page import Glyph

_SENTENCE_END = re.compile(r"[。！？!?：:；;][”’」』）)]*$")
_ENUMERATOR = re.compile(
    r"[（(][一二三四五六七八九十0-9]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]|[0-9]{1,2}[、.．](?![0-9])"
    r"|第[一二三四五六七八九十]{1,3}[条章节，,、]|[①-⑳⑴-⑽]|[一二三四五六七八九十]是|附件|抄送|联系"
)
_TITLE = re.compile(
    r"[^。；：，]{0,40}关于[^。；：，]{2,80}(?:答复|答覆|复函|的函|回复|通知|报告|方案)(?:[（(][^）)]{1,12}[）)])?"
)
_TIME = re.compile("[0-9]{1,2}[:：][0-9]{2}")
"""After a date it is a word of its own."""
_INDENTATION = 2
"""Characters by which the first line of a paragraph is moved in."""
_SPACES = 3
"""Larger steps that a text needs before steps tell paragraphs apart; a title and a signature have some, too."""
_SPACED = 0.08
"""Share of larger steps that a text needs for that."""
_OPENING = "（《〈“‘【〔「『([{<"
_INFIX = ",.:;"
_CLOSING = "）》〉”’】〕」』)]}>，。、；：！？,.;:!?%％…"


@dataclass(frozen=True, slots=True)
class _Measure:
    """What the lines of one place have in common."""

    left: float
    """Left margin."""
    right: float
    """Right margin."""
    pitch: float
    """From baseline to baseline inside a paragraph, in sizes."""
    indented: bool
    """True where paragraphs begin with an indentation."""
    spaced: bool
    """True where space is left between paragraphs."""

    @property
    def widest(self) -> float:
        """The step, in sizes, above which there is space between paragraphs."""
        return max(1.3 * self.pitch, self.pitch + 0.35)


def join_paragraphs(columns: list[Column]) -> Iterable[tuple[BlockKind, str]]:
    """The paragraphs of columns in reading order, also across columns and pages."""
    by_place: dict[tuple[int, int, int], list[Column]] = defaultdict(list)
    for column in columns:
        by_place[column.place].append(column)
    measures = {place: _measure(place, those) for place, those in by_place.items()}
    paragraph = _Paragraph()
    for column in columns:
        measure = measures[column.place]
        for place, line in enumerate(column.lines):
            if not paragraph.takes(line, measure, is_first=place == 0):
                yield BlockKind.PARAGRAPH, keep_line(paragraph.text)
                paragraph = _Paragraph()
            paragraph.add(line, measure)
    yield BlockKind.PARAGRAPH, keep_line(paragraph.text)


def _measure(place: tuple[int, int, int], columns: list[Column]) -> _Measure:
    lines = [line for column in columns for line in column.lines]
    size = median(line.size for line in lines)
    left = _common_edge([line.x0 for line in lines], size, low=True)
    right = _right_margin(lines, left, size, place[0] if place[1] == 1 else 0)
    steps = [
        ((below.y - above.y) / above.size, right - above.x1 < 2 * size)
        for column in columns
        for above, below in pairwise(column.lines)
        if abs(above.size - below.size) < 0.5
    ]
    pitch = median([step for step, is_full in steps if is_full] or [1.5])
    starts = [
        line
        for line in lines
        if abs(line.x0 - left - _INDENTATION * line.size) < 0.8 * line.size and line.x1 > left + (right - left) / 2
    ]
    continued = [line for line in lines if abs(line.x0 - left) < 0.5 * line.size]
    found = _Measure(left, right, pitch, bool(starts) and bool(continued), spaced=False)
    spaces = sum(1 for step, _ in steps if step > found.widest)
    return replace(found, spaced=spaces >= max(_SPACES, _SPACED * len(steps)))


def _right_margin(lines: list[Line], left: float, size: float, page_width: float) -> float:
    """Where full lines end.

    A few short lines below each other are no full ones: then the margin is taken from the page's width.
    """
    # Marks at the end may hang into the margin.
    ends = [line.x1 for line in lines if line.glyphs[-1].text[-1] not in _CLOSING] or [line.x1 for line in lines]
    right = _common_edge(ends, size, low=False)
    flush = sum(1 for end in ends if abs(end - right) < 0.6 * size)
    return right if flush >= 3 and right - left > 10 * size else max(right, 0.8 * page_width)


def _common_edge(edges: list[float], size: float, *, low: bool) -> float:
    """The outermost edge that two lines share; the outermost of all where none do."""
    ordered = sorted(edges, reverse=not low)
    for first, second in pairwise(ordered):
        if abs(first - second) < 0.6 * size:
            return first
    return ordered[0]


class _Paragraph:
    """The lines that have been joined so far."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._last: Line | None = None
        self._measure: _Measure | None = None
        self._edge: float | None = None
        """Left edge of the second line, counted from the margin, once there is one."""
        self._symmetric = True
        """Whether all lines are as far from the left margin as from the right one, as those of a title are."""
        self._label_end: float | None = None
        """Where the text after a number begins, counted from the margin: lines may hang there."""

    @property
    def text(self) -> str:
        """The lines as one."""
        return "".join(self._parts)

    def _is_title(self) -> bool:
        return len(self._parts) < 8 and _TITLE.fullmatch(self.text) is not None

    def add(self, line: Line, measure: _Measure) -> None:
        """Takes the line in."""
        if self._last is None:
            self._label_end = _label_end(line, measure.left)
            self._parts = [line.text]
        else:
            self._edge = line.x0 - measure.left if self._edge is None else self._edge
            is_split = self._measure is not None and self._measure.right - self._last.x1 < 0.6 * line.size
            self._parts += [_joint(self._parts[-1][-1], line.text, is_split=is_split), line.text]
        self._symmetric = self._symmetric and _is_symmetric(line, measure)
        self._last, self._measure = line, measure

    def takes(self, line: Line, measure: _Measure, *, is_first: bool) -> bool:
        """True where the line continues the paragraph; ``is_first`` at the head of a column or page."""
        last, before = self._last, self._measure
        if last is None or before is None or abs(line.size - last.size) > 0.08 * last.size:
            return False
        if last.has_gap or line.has_gap or (self._is_title() and not line.text.startswith("函")):
            return False
        if not is_first and line.y - last.y > before.widest * last.size:
            return False
        full = before.right - last.x1 < _first_word(line) + 0.5 * last.size
        if _is_centred(last, before) and not (full and self._is_moved_in(last, before)):
            return self._continues_title(last, line, before, measure)
        is_full = full and last.x0 - before.left < 5 * last.size
        if is_full and not is_first and measure.spaced and line.x0 - measure.left < 0.5 * line.size:
            return True
        return is_full and self._stands_right(last, line, before, measure)

    def _is_moved_in(self, last: Line, before: _Measure) -> bool:
        """True for the first line of a paragraph, which is full though nearly as far from both margins."""
        is_indented = abs(last.x0 - before.left - _INDENTATION * last.size) < 0.8 * last.size
        return self._edge is None and before.indented and is_indented

    def _continues_title(self, last: Line, line: Line, before: _Measure, measure: _Measure) -> bool:
        slack = (last.x0 - before.left) + (before.right - last.x1)
        is_full = slack < _first_word(line) + 1.5 * last.size
        return is_full and (_is_centred(line, measure) or abs(line.x0 - measure.left) < 0.5 * line.size)

    def _stands_right(self, last: Line, line: Line, before: _Measure, measure: _Measure) -> bool:
        """True where the left edge is that of a line which is not the first of its paragraph."""
        edge = line.x0 - measure.left
        starts_anew = _ENUMERATOR.match(line.text) is not None
        ended = _SENTENCE_END.search(last.text) is not None
        tolerance = 0.5 * line.size
        if self._symmetric and _is_centred(line, measure) and not (ended or starts_anew):
            return True
        if self._edge is not None and abs(edge - self._edge) > tolerance:
            return False
        if self._edge is None and edge >= tolerance:
            hangs = self._label_end is not None and abs(edge - self._label_end) < tolerance
            is_first = measure.indented and abs(edge - _INDENTATION * line.size) < 0.8 * line.size
            is_block = abs(edge - (last.x0 - before.left)) < tolerance and not ended and not is_first
            return not starts_anew and (hangs or is_block)
        return (measure.indented and edge < tolerance) or not (ended and starts_anew)


def _label_end(line: Line, left: float) -> float | None:
    """Where the text after a number begins, counted from the left margin."""
    match = _ENUMERATOR.match(line.text)
    if match is None:
        return None
    taken = 0
    for glyph in line.glyphs:
        if taken >= match.end() and not glyph.text.isspace():
            return glyph.x0 - left
        taken += len(glyph.text)
    return None


def _is_centred(line: Line, measure: _Measure) -> bool:
    return line.x0 - measure.left > 0.8 * line.size and _is_symmetric(line, measure)


def _is_symmetric(line: Line, measure: _Measure) -> bool:
    before, after = line.x0 - measure.left, measure.right - line.x1
    return abs(before - after) < 0.8 * line.size + 0.02 * (measure.right - measure.left)


def _first_word(line: Line) -> float:
    """Width of what cannot be parted at the beginning of a line: a word, or a character with its marks."""
    glyphs = line.glyphs
    end = 1
    while end < len(glyphs) and glyphs[end - 1].text[-1] in _OPENING:
        end += 1
    if not is_wide(glyphs[end - 1].text[-1]):
        end = _end_of_letters(glyphs, end)
    while end < len(glyphs) and glyphs[end].text[0] in _CLOSING:
        end += 1
        # No line ends between such a mark and a figure (UAX #14, LB 25 and 29): 时间:10:30.
        if glyphs[end - 1].text[-1] in _INFIX:
            end = _end_of_letters(glyphs, end)
    return glyphs[end - 1].x1 - glyphs[0].x0


def _end_of_letters(glyphs: Sequence[Glyph], end: int) -> int:
    while end < len(glyphs) and not is_wide(glyphs[end].text[0]) and not glyphs[end].text.isspace():
        end += 1
    return end


def _joint(last: str, more: str, *, is_split: bool) -> str:
    """What stands between two lines: a space between words of letters, nothing between Chinese characters.

    ``is_split`` where the line is filled to the end: then a number may go on in the next one.
    """
    first = more[0]
    is_number = is_split and last.isdigit() and first.isdigit() and not _TIME.match(more)
    return "" if is_number or is_wide(last) or is_wide(first) or last in "-/" or first in _CLOSING else " "
