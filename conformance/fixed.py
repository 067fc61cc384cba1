"""Letters as OFD files: lines set and numbered by the page, as a converter from Word writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from conformance.letters import Letter, Role
from tests.reading.ofdfile import printed_ofd
from tests.reading.pdffile import Printed, wide

_WIDTH = 28
"""Characters in a line, as GB/T 9704 asks for."""
_LINES = 22
"""On a page, likewise."""
_LEFT, _TOP, _SIZE, _PITCH = 72.0, 770.0, 16.0, 28.0
"""Points; counted from below."""
_WORD = re.compile("[“‘（《〈([【]*(?:[!-~\u00c0-\u024f]+|.)[”’）》〉)】】，。、；：！？,.;:!?%]*")
"""What is not parted at the end of a line: a word or a number, marks and the character that they belong to."""


def make_ofd(letter: Letter) -> bytes:
    """The letter, page by page, with the number of the page below."""
    lines = [line for role, text in letter.paragraphs for line in _set(role, text)]
    pages = [lines[start : start + _LINES] for start in range(0, len(lines), _LINES)]
    return printed_ofd(*([*_print(page), _number(place)] for place, page in enumerate(pages, 1)))


def _set(role: Role, text: str) -> Iterator[tuple[float, str]]:
    """The lines of a paragraph, each with its distance from the margin in characters."""
    moved, line = (2.0 if role is Role.BODY else 0.0), ""
    for word in _WORD.findall(text):
        if line and moved + wide(line + word.rstrip()) > _WIDTH:
            yield _place(role, line, moved)
            moved, line = 0.0, ""
        line += word if line else word.lstrip()
    yield _place(role, line, moved)


def _place(role: Role, line: str, moved: float) -> tuple[float, str]:
    line = line.rstrip()
    rest = _WIDTH - wide(line)
    return {Role.TITLE: rest / 2, Role.SIGNATURE: rest}.get(role, moved), line


def _print(lines: Sequence[tuple[float, str]]) -> Iterator[Printed]:
    for place, (left, text) in enumerate(lines):
        yield _LEFT + left * _SIZE, _TOP - place * _PITCH, _SIZE, text


def _number(place: int) -> Printed:
    return 280.0, 50.0, 14.0, f"— {place} —"
