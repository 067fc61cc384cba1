"""The lists of a binary Word document ([MS-DOC] 2.9.201 PlfLst, 2.9.200 PlfLfo, 2.9.147 LSTF, 2.9.150 LVLF)."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, replace

from tracker.reading.counting import Level, Listing
from tracker.reading.doc.container import Container

_LISTS, _OVERRIDES = 73, 74
_FORMS = (
    "decimal upperRoman lowerRoman upperLetter lowerLetter ordinal cardinalText ordinalText hex chicago "
    "ideographDigital japaneseCounting aiueo iroha decimalFullWidth decimalHalfWidth japaneseLegal "
    "japaneseDigitalTenThousand decimalEnclosedCircle decimalFullWidth2 aiueoFullWidth irohaFullWidth decimalZero "
    "bullet ganada chosung decimalEnclosedFullstop decimalEnclosedParen decimalEnclosedCircleChinese "
    "ideographEnclosedCircle ideographTraditional ideographZodiac ideographZodiacTraditional taiwaneseCounting "
    "ideographLegalTraditional taiwaneseCountingThousand taiwaneseDigital chineseCounting chineseLegalSimplified "
    "chineseCountingThousand"
).split()
"""Formats by their code ([MS-OSHARED] 2.2.1.3 MSONFC), named as in .docx."""
_NO_NUMBER = 0xFF
_MOST = 20_000
"""More levels than any document has; a damaged count ends there."""


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of a document, by the index that paragraphs name them with."""

    listings: dict[str, Listing]
    """By that index as text, from ``1``."""
    styled: dict[str, dict[int, int]]
    """For each of them the level that stands for a paragraph style, by the style's index."""


def load_lists(container: Container) -> Lists:
    """The lists of the document; none where they are damaged."""
    definitions, styled = _load_definitions(container)
    listings: dict[str, Listing] = {}
    overrides = container.find(_OVERRIDES)
    count = min(int.from_bytes(overrides[:4], "little"), (len(overrides) - 4) // 16, _MOST)
    at = 4 + 16 * count
    by_style: dict[str, dict[int, int]] = {}
    for index in range(count):
        name, changed = struct.unpack_from("<i8xB", overrides, 4 + 16 * index)
        levels, starts = dict(definitions.get(name, {})), {}
        at += 4
        for _ in range(changed):
            if at + 8 > len(overrides):
                break
            start, flags = struct.unpack_from("<iI", overrides, at)
            at += 8
            depth = flags & 0xF
            if flags & 0x20:
                levels[depth], size = _read_level(overrides, at)
                starts[depth] = levels[depth].start
                at += size
            elif flags & 0x10:
                starts[depth] = start
                levels[depth] = replace(levels.get(depth, Level()), start=start)
        listings[str(index + 1)] = Listing(str(name), levels, starts)
        by_style[str(index + 1)] = styled.get(name, {})
    return Lists(listings, by_style)


def _load_definitions(container: Container) -> tuple[dict[int, dict[int, Level]], dict[int, dict[int, int]]]:
    if len(container.places) <= _LISTS:
        return {}, {}
    begin, length = container.places[_LISTS]
    table = container.tables
    if length < 2 or begin + 2 > len(table):
        return {}, {}
    count = min(max(0, struct.unpack_from("<h", table, begin)[0]), (len(table) - begin) // 28)
    # The levels of all lists follow the structure; its length does not count them.
    at = begin + 2 + 28 * count
    definitions: dict[int, dict[int, Level]] = {}
    styled: dict[int, dict[int, int]] = {}
    for index in range(count):
        name, *styles, flags = struct.unpack_from("<i4x9HB", table, begin + 2 + 28 * index)
        definitions[name] = {}
        styled[name] = {style: depth for depth, style in enumerate(styles) if style != 0xFFF}
        for depth in range(1 if flags & 1 else 9):
            if at + 28 > len(table):
                return definitions, styled
            definitions[name][depth], size = _read_level(table, at)
            at += size
    return definitions, styled


def _read_level(data: bytes, at: int) -> tuple[Level, int]:
    """A level and its length on disk."""
    start, code, flags = struct.unpack_from("<iBB", data, at)
    places = data[at + 6 : at + 15]
    follow = data[at + 15]
    runs, paragraphs, restart = struct.unpack_from("<BBB", data, at + 24)
    text_at = at + 28 + runs + paragraphs
    length = struct.unpack_from("<H", data, text_at)[0]
    text = data[text_at + 2 : text_at + 2 + 2 * length].decode("utf-16-le", "replace")
    label = "".join(
        f"%{ord(sign) + 1}" if index + 1 in places and ord(sign) < 9 else re.sub("[%\0]", "", sign)
        for index, sign in enumerate(text)
    )
    form = "none" if code == _NO_NUMBER else _FORMS[code] if code < len(_FORMS) else "decimal"
    level = Level(start, form, label, spaced=follow != 2, restart=restart if flags & 8 else None, legal=bool(flags & 4))
    return level, 28 + runs + paragraphs + 2 + 2 * length
