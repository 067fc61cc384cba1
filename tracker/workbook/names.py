"""Names of sheets such that Excel, WPS and LibreOffice take them."""

from __future__ import annotations

import re
from collections.abc import Container

from tracker.workbook.text import legal

LONGEST = 31
"""Characters of a name, as Excel counts them."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\s]+")
_RESERVED = "history"


def sheet_name(words: str, taken: Container[str] = ()) -> str:
    """A name of at most ``LONGEST`` characters that holds no forbidden sign and is not taken.

    ``taken`` holds case-folded names.

    >>> sheet_name("一、总体[情况]"), sheet_name(""), sheet_name("History"), sheet_name("表", {"表"})
    ('一、总体_情况', '表', 'History_', '表 (2)')
    """
    name = _cut(_FORBIDDEN.sub("_", legal(words)).strip("_' "), LONGEST) or "表"
    if name.casefold() == _RESERVED:
        name += "_"
    number, unique = 2, name
    while unique.casefold() in taken:
        end = f" ({number})"
        unique, number = _cut(name, LONGEST - len(end)) + end, number + 1
    return unique


def _cut(name: str, room: int) -> str:
    """The beginning that fits, rare characters counted twice, as Excel does."""
    return name.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore").rstrip("' ")
