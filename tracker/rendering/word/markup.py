"""WordprocessingML of text: what of a text may stand in XML, runs, paragraphs."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from tracker.printable import clean
from tracker.rendering.word.standard import characters

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
"""Of every part with text: declared once at its root."""
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
"""Opens every part."""
# XML 1.0, production 2: half of a pair and two code points are no characters at all.
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile("\n|[\u2028\u2029]")


def legal(text: str) -> str:
    r"""The text without control and direction characters, and without what XML cannot hold; lines stay.

    >>> legal("承诺\x00\u202e事项\ud800")
    '承诺事项'
    """
    return _NO_CHARACTER.sub("", clean(text.replace("\r\n", "\n").replace("\r", "\n")))


def attribute(text: str) -> str:
    """The text on one line as a quoted attribute value."""
    return quoteattr(_BREAK.sub(" ", legal(text)))


def run(text: str, properties: str = "") -> str:
    """A run; lines of the text are set apart by line breaks."""
    held = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    lines = _BREAK.split(legal(text))
    return f"<w:r>{held}" + "<w:br/>".join(_text(line) for line in lines) + "</w:r>"


def _text(line: str) -> str:
    return f'<w:t xml:space="preserve">{escape(line)}</w:t>'


def paragraph(style: str, *content: str, properties: str = "") -> str:
    """A paragraph of a named style, with its own properties after the style's; content are runs."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{"".join(content)}</w:p>'


def empty_lines(count: int) -> str:
    """So many empty lines of the grid, as the standard counts distances downwards (3.2)."""
    return paragraph("BodyText") * count


def indent(*, left: float = 0, right: float = 0, first: float = 0) -> str:
    """Indents in characters of the grid, in both units: programs that know no characters take the twips."""
    parts = [
        f'w:{name}Chars="{round(count * 100)}" w:{name}="{characters(count)}"'
        for name, count in (("left", left), ("right", right), ("firstLine", first))
    ]
    return f"<w:ind {' '.join(parts)}/>"
