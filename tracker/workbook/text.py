"""What of a text may stand in a cell: no control or direction characters, no more than a cell holds."""

from __future__ import annotations

from tracker.printable import writable

LONGEST = 32_767
"""Characters of a cell, counted as Excel does: in UTF-16, so that a rare character counts twice."""
CUT = "……（内容过长，以下从略）"
"""Ends a text that a cell cannot hold."""


def legal(text: str) -> str:
    r"""The text as a cell shows it: every kind of line break as ``\n``, without what steers or is no character, cut.

    >>> legal("第一行\r\n第二行\x07\u202e\ud800")
    '第一行\n第二行'
    """
    kept = writable(text)
    if len(kept) * 2 <= LONGEST or _length(kept) <= LONGEST:
        return kept
    room = LONGEST - len(CUT)
    # Cutting bytes may leave half of a pair at the end, which is dropped.
    return kept.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore") + CUT


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def guard_formula(text: str) -> str:
    """The text as a file without types (CSV) may hold it: what a program would take for a formula is quoted.

    >>> guard_formula("=1+1"), guard_formula("1+1")
    ("'=1+1", '1+1')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text
