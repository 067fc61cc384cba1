"""Signs that word processors do not keep as characters: ticks of forms, circled figures."""

from __future__ import annotations

import re

from tracker.reading.numerals import render_number

_SYMBOLS = {
    ("wingdings", 0xFE): "☑",
    ("wingdings", 0xFD): "☒",
    ("wingdings", 0xA8): "□",
    ("wingdings", 0x6F): "□",
    ("wingdings", 0xFC): "√",
    ("wingdings", 0xFB): "×",
    ("wingdings 2", 0x52): "☑",
    ("wingdings 2", 0x53): "☒",
    ("wingdings 2", 0xA3): "□",
    ("wingdings 2", 0x50): "√",
    ("wingdings 2", 0x4F): "×",
}
"""Boxes and ticks of forms by font and the last byte of the code; other symbols are ornament."""
_CIRCLE = re.compile(r"\s*eq\s*\\o\s*(?:\\a[clr]\s*)?\(\s*○\s*[,，;；]\s*([0-9]{1,2})\s*\)", re.I)


def read_symbol(font: str, code: int) -> str:
    """A character of a symbol font, where it means something; else an empty text.

    >>> read_symbol("Wingdings", 0xF0FE), read_symbol("Symbol", 0xF0B7)
    ('☑', '')
    """
    return _SYMBOLS.get((font.lower(), code & 0xFF), "")


def read_circle(code: str) -> str:
    """The ① that an EQ field draws: it lays a figure over a circle and has no result text.

    >>> read_circle(r" eq \\o\\ac(○,3)"), read_circle(" PAGE ")
    ('③', '')
    """
    found = _CIRCLE.match(code)
    return render_number(int(found[1]), "decimalEnclosedCircle") if found else ""
