"""Running heads, feet and page numbers: what is printed on every page and belongs to none."""

from __future__ import annotations

import re
from collections import defaultdict
from statistics import median

from tracker.reading.pages.lines import Row, merge_row
from tracker.reading.pages.page import Page

_EDGE = 3
"""Rows from the top and from the bottom of a page among which running lines are."""
_MARGIN = 0.13
"""Share of the page's height in which a bare number is a page number."""
_HEAD = 0.085
"""Share of the page's height that Word leaves above the text (2.54 cm of 29.7)."""
_NUMBER = r"(?:[0-9]{1,4}|[ivxlc]{1,6}|[一二三四五六七八九十百]{1,5})"
_PAGE_NUMBER = re.compile(
    rf"[-—–―－_·\s]*(?:{_NUMBER}|第\s*{_NUMBER}\s*页(?:[\s,，/／、（(]*共\s*{_NUMBER}\s*页[）)]?)?|page\s*{_NUMBER}(?:\s*of\s*{_NUMBER})?"
    rf"|{_NUMBER}\s*[/／]\s*{_NUMBER}|共\s*{_NUMBER}\s*页[\s,，/／、]*第\s*{_NUMBER}\s*页)[-—–―－_·\s]*",
    re.I,
)
_PRINTED_FROM = re.compile(
    r"(?:https?|file)://\S+(?:\s+[0-9]+\s*/\s*[0-9]+)?"
    r"|[0-9]{2,4}[/.-][0-9]{1,2}[/.-][0-9]{1,2},?\s*(?:上午|下午|AM|PM)?\s*[0-9]{1,2}:[0-9]{2}(?:\s.*)?",
    re.I,
)
"""What a browser prints above and below a page: address and number, time and title."""


def drop_running_lines(pages: list[tuple[Page, list[Row]]]) -> list[list[Row]]:
    """The rows of each page without what is printed at the same place of several pages, and without page numbers."""
    repeated = _find_repeated([rows for _, rows in pages])
    return [
        [row for place, row in enumerate(rows) if not _is_running(page, rows, place, repeated)] for page, rows in pages
    ]


def _find_repeated(pages: list[list[Row]]) -> set[tuple[str, int]]:
    """Text (numbers left open) and height of the lines that stand at the edge of two or more pages."""
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    for number, rows in enumerate(pages):
        for row in {*rows[:_EDGE], *rows[-_EDGE:]}:
            text, height = _key(row)
            # A height that falls between two steps counts for both.
            for step in (height, height + 1):
                seen[text, step].add(number)
    # Left and right pages differ, and the first and last often have none: two of up to five pages are enough.
    fewest = max(2, len(pages) // 3)
    return {key for key, numbers in seen.items() if len(numbers) >= fewest}


def _key(row: Row) -> tuple[str, int]:
    line = merge_row(row)
    return re.sub(r"[0-9]+", "#", line.text), int(line.y // 4)


def _is_running(page: Page, rows: list[Row], place: int, repeated: set[tuple[str, int]]) -> bool:
    if _EDGE <= place < len(rows) - _EDGE:
        return False
    text, step = _key(rows[place])
    if ((text, step) in repeated or (text, step + 1) in repeated) and _only_running_outside(rows, place, repeated):
        return True
    if place == 0 and len(rows) > 1 and _is_head(page, rows):
        return True
    line = merge_row(rows[place])
    at_edge = min(line.y, page.height - line.y) < _MARGIN * page.height and place in (
        0,
        1,
        len(rows) - 2,
        len(rows) - 1,
    )
    return at_edge and (_PAGE_NUMBER.fullmatch(line.text) or _PRINTED_FROM.fullmatch(line.text)) is not None


def _is_head(page: Page, rows: list[Row]) -> bool:
    """True where the first row is a running head by its looks, as a page alone can show none that repeats.

    It stands in the margin, in smaller type than the text and well above it.
    """
    head, first = merge_row(rows[0]), merge_row(rows[1])
    size = median(merge_row(row).size for row in rows)
    return head.y < _HEAD * page.height and head.size < 0.85 * size and first.y - head.y > 2.5 * size


def _only_running_outside(rows: list[Row], place: int, repeated: set[tuple[str, int]]) -> bool:
    """True where everything between the line and the page's edge repeats, too: text does not stand outside."""
    outside = rows[:place] if place < _EDGE else rows[place + 1 :]
    inner = rows[place + 1 :] if place < _EDGE else rows[:place]
    return bool(inner) and all(_repeats(_key(row), repeated) for row in outside)


def _repeats(key: tuple[str, int], repeated: set[tuple[str, int]]) -> bool:
    text, step = key
    return (
        (text, step) in repeated
        or (text, step + 1) in repeated
        or _PAGE_NUMBER.fullmatch(text.replace("#", "1")) is not None
    )
