"""Chinese text in cells of a terminal: how wide it is, where it may be broken, where it may be cut."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from tracker.printable import clean

ELLIPSIS = "…"
"""Marks every cut."""

_NOT_FIRST = "，。、；：！？）〕》〉」』】”’％%…,.;:!?)"
_NOT_LAST = "（〔《〈「『【“‘"
# A figure keeps the character that counts it: 8座, 2024年.
_UNIT = re.compile(rf"[ \t]+|[{_NOT_LAST}]*(?:[!-~]+[\u4e00-\u9fff]?|\S)[{re.escape(_NOT_FIRST)}]*")
_WORD = re.compile(r"[ \t]+|\S+")
_CLAUSE_END = re.compile("[，；：。！？,;:!?]")
_LATE_ENOUGH = 0.6


def one_line(text: str) -> str:
    """The cleaned text on one line."""
    cleaned = clean(text)
    return (re.sub(r"\s*\n\s*", " ", cleaned) if "\n" in cleaned else cleaned).strip()


def cell_width(text: str) -> int:
    """Cells that the text takes: 2 a Chinese character, 0 a combining mark.

    >>> cell_width("共3项")
    5
    """
    if text.isascii():
        return len(text)
    return sum(map(_WIDTHS.__getitem__, text))


class _Widths(dict[str, int]):
    """Cells of each character, looked up in the tables of Unicode when it is first met."""

    def __missing__(self, char: str) -> int:
        wide = unicodedata.east_asian_width(char) in "WF"
        width = 2 if wide else 0 if unicodedata.category(char) in ("Mn", "Me", "Cf") else 1
        self[char] = width
        return width


_WIDTHS = _Widths()


def pad(text: str, width: int, *, right: bool = False) -> str:
    """The text filled with spaces to a width, flush left or right."""
    space = " " * max(0, width - cell_width(text))
    return space + text if right else text + space


def wrap(text: str, width: int, *, keep_words: bool = False) -> list[str]:
    """The text in lines of at most ``width`` cells; no mark that closes stands first, none that opens last.

    With ``keep_words``, what stands between spaces stays together where it fits on a line.

    >>> wrap("推进中 60%，逾期", 8), wrap("推进中 逾期15天", 8, keep_words=True)
    (['推进中', '60%，逾', '期'], ['推进中', '逾期15天'])
    """
    lines = []
    for paragraph in text.split("\n"):
        units = (_WORD if keep_words else _UNIT).findall(paragraph)
        whole = "".join(units)
        lines += [whole.strip()] if cell_width(whole) <= width else _fill(units, width)
    return lines


def _fill(units: list[str], width: int) -> list[str]:
    lines, line, room = [], "", width
    for unit, taken in _fit(units, width):
        if taken > room:
            lines.append(line.rstrip())
            line, room = "", width
        if line or not unit.isspace():
            line += unit
            room -= taken
    return [*lines, line.rstrip()]


def _fit(units: list[str], width: int) -> Iterator[tuple[str, int]]:
    """The units in pieces that fit on a line, with their cells: whole where they can be, then by their own units, then
    by characters.
    """
    for unit in units:
        taken = _WIDTHS[unit] if len(unit) == 1 else cell_width(unit)
        if taken <= width:
            yield unit, taken
            continue
        parts = _UNIT.findall(unit)
        if len(parts) > 1:
            yield from _fit(parts, width)
        else:
            yield from ((char, _WIDTHS[char]) for char in unit)


def clip(text: str, width: int, lines: int) -> str:
    """The text as far as it fits into that many lines, cut at a clause where one ends late enough, with ``…``.

    >>> clip("完成路灯改造，新装路灯三百盏，消除暗区", 16, 2)
    '完成路灯改造，新装路灯三百盏…'
    """
    if len(wrap(text, width)) <= lines:
        return text
    end = _last_fitting(text, width, lines)
    clauses = [found.start() for found in _CLAUSE_END.finditer(text, int(end * _LATE_ENOUGH), end + 1)]
    fitting = [start for start in clauses if len(wrap(text[:start] + ELLIPSIS, width)) <= lines]
    return text[: fitting[-1] if fitting else end].rstrip() + ELLIPSIS


def _last_fitting(text: str, width: int, lines: int) -> int:
    """The length of the longest beginning that fits with an ellipsis."""
    end = min(len(text), width * lines)
    while end and len(wrap(text[:end] + ELLIPSIS, width)) > lines:
        end -= 1
    return end
