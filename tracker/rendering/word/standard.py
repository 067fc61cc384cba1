"""Measures and fonts of GB/T 9704—2012 《党政机关公文格式》, each with its clause, in the units of Word.

A twip is 1/20 of a point.  Where the standard leaves a measure open, the value says so.
"""

from __future__ import annotations

_TWIPS = 1440 / 25.4


def twips(millimetres: float) -> int:
    """Millimetres as twips.

    >>> twips(25.4)
    1440
    """
    return round(millimetres * _TWIPS)


PAGE_WIDTH, PAGE_HEIGHT = twips(210), twips(297)
"""5.2.1 through 5.1: A4, 210 mm × 297 mm."""
TOP = twips(37)
"""5.2.1: 天头 37 mm ± 1 mm."""
BINDING = twips(28)
"""5.2.1: 订口 28 mm ± 1 mm; the inner side of both sides of a leaf, as 6.2 has them printed."""
TEXT_WIDTH, TEXT_HEIGHT = twips(156), twips(225)
"""5.2.1: 版心 156 mm × 225 mm."""
BOTTOM = PAGE_HEIGHT - TOP - TEXT_HEIGHT
"""What 5.2.1 leaves below: 35 mm."""
FORE_EDGE = PAGE_WIDTH - BINDING - TEXT_WIDTH
"""What 5.2.1 leaves at 切口: 26 mm."""
TURNED_SIDE, TURNED_TOP = (PAGE_HEIGHT - TEXT_HEIGHT) // 2, (PAGE_WIDTH - TEXT_WIDTH) // 2
"""Margins of a turned page: 36 mm and 27 mm keep 5.2.1 within its tolerance on both sides of a leaf (8)."""

LINES, CHARACTERS = 22, 28
"""5.2.3: 22 lines of 28 characters fill the type area."""
LINE = TEXT_HEIGHT // LINES
"""Twips from line to line (5.2.3), rounded down so that the last line still fits."""
CHARACTER = TEXT_WIDTH / CHARACTERS
"""Twips from character to character (5.2.3)."""

SIZE_2, SIZE_3, SIZE_4, SIZE_SMALL_4, SIZE_5 = 22.0, 16.0, 14.0, 12.0, 10.5
"""Points of 2号, 3号, 4号, 小四 and 五号."""
CHARACTER_SPACE = int((CHARACTER / 20 - SIZE_3) * 4096) - 1
"""What a 3号 character gives up to come 28 to the line, in 1/4096 of a point."""

CHARACTER_CLOSER = int(CHARACTER - SIZE_3 * 20) - 2
"""The same in twips, for the characters themselves: programs lay out the grid differently, 3号 characters that stand
closer by this come 28 to the line in all of them.  In LibreOffice, which rounds, closer by a twip less makes 27."""

SONG_TITLE = "方正小标宋简体"
"""小标宋体: titles (7.3.1) and the name of the issuing organ (7.2.4)."""
FANGSONG = "仿宋_GB2312"
"""仿宋体: what is not said otherwise (5.2.2), and the third and fourth levels (7.3.3)."""
KAI = "楷体_GB2312"
"""楷体: headings of the second level (7.3.3)."""
HEI = "黑体"
"""黑体: headings of the first level (7.3.3) and the word 附件 (7.3.7)."""
SONG = "宋体"
"""宋体: page numbers (7.5)."""

RED = "FF0000"
"""7.2.4 and 7.2.7; 6.2 sets the ink (Y80 %, M80 %), which a screen has no name for."""
ISSUER_DROP = twips(35)
"""7.2.4: from the top of the type area to the top of 发文机关标志."""
RULE_DROP = 4 * 72 / 25.4
"""7.2.7: points from 发文字号 down to the red rule."""
RULE_WEIGHT = 8
"""Eighths of a point of the red rule; the standard leaves it open."""
PAGE_NUMBER_DROP = 7.0
"""7.5: millimetres from the type area down to the dashes beside the page number."""


def characters(count: float) -> int:
    """Twips of so many characters of the grid (3.1: 字, the width of a Chinese character).

    >>> characters(28) == round(TEXT_WIDTH)
    True
    """
    return round(count * CHARACTER)
