"""Number formats of Word's automatic numbering, as Word displays them."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x30, 0x3A)}
_ROMAN_SIGNS = "M CM D CD C XC L XL X IX V IV I"
_ROMAN_VALUES = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)


def _count(number: int, digits: str = _DIGITS, units: str = "十百千", short_ten: bool = True) -> str:
    """Counting numerals below 10,000: 十二, 二十, 一百零三.

    >>> [_count(n) for n in (1, 10, 12, 20, 103, 110)]
    ['一', '十', '十二', '二十', '一百零三', '一百一十']
    """
    if not 0 < number < 10_000:
        return str(number)
    text, zero = "", False
    for power in range(3, -1, -1):
        digit = number // 10**power % 10
        if digit:
            text += ("零" if zero and text else "") + digits[digit] + (units[power - 1] if power else "")
        zero = not digit
    return text[1:] if short_ten and 10 <= number < 20 else text


def _count_legally(number: int) -> str:
    return _count(number, _LEGAL, "拾佰仟", short_ten=False)


def _spell(number: int) -> str:
    return "".join(_DIGITS[int(figure)] for figure in str(number))


def _letter(number: int, first: str) -> str:
    """a … z, aa, bb …, as Word repeats the letter."""
    return chr(ord(first) + (number - 1) % 26) * min((number - 1) // 26 + 1, 40)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for sign, value in zip(_ROMAN_SIGNS.split(), _ROMAN_VALUES, strict=True):
        text += sign * (number // value)
        number %= value
    return text


def _series(*runs: tuple[int, int, int]) -> Callable[[int], str]:
    """Characters that stand in a row in Unicode: (first number, last number, code of the first)."""

    def render(number: int) -> str:
        found = next((code + number - low for low, high, code in runs if low <= number <= high), None)
        return chr(found) if found else str(number)

    return render


def _cycle(characters: str) -> Callable[[int], str]:
    return lambda number: characters[(number - 1) % len(characters)]


_TABLE: tuple[tuple[str, Callable[[int], str]], ...] = (
    ("chineseCounting chineseCountingThousand japaneseCounting taiwaneseCounting taiwaneseCountingThousand", _count),
    ("ideographDigital japaneseDigitalTenThousand taiwaneseDigital", _spell),
    ("chineseLegalSimplified ideographLegalTraditional japaneseLegal", _count_legally),
    (
        "decimalEnclosedCircle decimalEnclosedCircleChinese",
        _series((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)),
    ),
    ("decimalEnclosedParen", _series((1, 20, 0x2474))),
    ("decimalEnclosedFullstop", _series((1, 20, 0x2488))),
    ("ideographEnclosedCircle", _series((1, 10, 0x3280))),
    ("ideographTraditional", _cycle("甲乙丙丁戊己庚辛壬癸")),
    ("ideographZodiac", _cycle("子丑寅卯辰巳午未申酉戌亥")),
    ("decimalZero", "{:02d}".format),
    ("decimalFullWidth decimalFullWidth2", lambda number: str(number).translate(_FULL_WIDTH)),
    ("upperLetter", lambda number: _letter(number, "A")),
    ("lowerLetter", lambda number: _letter(number, "a")),
    ("upperRoman", _roman),
    ("lowerRoman", lambda number: _roman(number).lower()),
    ("none", lambda number: ""),
)
"""Names of ``w:numFmt`` and what they make of a number from 1 on."""
_FORMATS = {name: render for names, render in _TABLE for name in names.split()}


def render_number(number: int, form: str) -> str:
    """A number in one of Word's formats (``w:numFmt``); unknown formats and numbers below 1 in figures.

    >>> [render_number(12, form) for form in ("chineseCounting", "ideographDigital", "decimalEnclosedCircle")]
    ['十二', '一二', '⑫']
    """
    return _FORMATS.get(form, str)(number) if number > 0 or form == "none" else str(number)
