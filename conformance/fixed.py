"""Letters as OFD files: lines set and numbered by the page, as a converter from Word writes them."""

from __future__ import annotations

from conformance.letters import Letter, Role
from tests.reading.ofdfile import printed_ofd
from tests.reading.pdffile import Printed, body, set_lines

_LINES = 24
"""On a page, of 28 characters each: close to the 22 lines that GB/T 9704 asks for."""
_MARKS = {Role.TITLE: "^", Role.FLUSH: "|", Role.BODY: "", Role.SIGNATURE: ">"}


def make_ofd(letter: Letter) -> bytes:
    """The letter, page by page, with the number of the page below."""
    lines = set_lines([_MARKS[role] + text for role, text in letter.paragraphs])
    pages = [lines[start : start + _LINES] for start in range(0, len(lines), _LINES)]
    return printed_ofd(*([*body(page), _number(place)] for place, page in enumerate(pages, 1)))


def _number(place: int) -> Printed:
    return 280.0, 50.0, 14.0, f"— {place} —"
