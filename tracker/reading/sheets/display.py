"""Numbers of cells as a program displays them: dates, percentages, places behind the point.

After ECMA-376 part 1, 18.8.30 (numFmt, with the numbers of the built-in formats, those of Chinese programs
among them) and 18.8.31 (numFmts).  What a format adds in colours, blanks and fractions is left out.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 37: "#,##0", 38: "#,##0",
    39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss", 49: "@",
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m/d/yy", 31: 'yyyy"年"m"月"d"日"', 32: "h:mm",
    33: "h:mm:ss", 34: "h:mm", 35: "h:mm:ss", 36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: "h:mm", 56: "h:mm:ss", 57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}  # fmt: skip
_PART = re.compile(r'"([^"]*)"|\\(.)|(\[[^\]]*\]|_.|\*.)|(AM/PM|上午/下午|A/P)|([yYmMdDhHsSeEaA]+)|(.)', re.S)
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_FIRST_DAY = datetime(1899, 12, 30)
_FIRST_DAY_1904 = datetime(1904, 1, 1)
_LAST_DAY = 2_958_465
_DIGITS = 15
"""Significant digits that programs keep of a number."""


def find_code(number: int, own: dict[int, str]) -> str:
    """The format code of a number format; ``own`` are those that the workbook defines."""
    return own.get(number) or _BUILT_IN.get(number, "General")


def show_number(value: float, code: str, *, from_1904: bool = False) -> str:
    """A number as a cell with this format code displays it.

    >>> show_number(45565, 'yyyy"年"m"月"d"日"'), show_number(0.35, "0%"), show_number(20.0, "General")
    ('2024年9月30日', '35%', '20')
    """
    code = code.split(";")[0]
    bare = _LITERAL.sub("", code)
    if re.search(r"[ymdhs]|a{3}", bare, re.I) and "General" not in bare:
        return _show_date(value, code, from_1904=from_1904)
    if "%" in bare:
        return _show_places(Decimal(repr(value)) * 100, bare) + "%"
    if "0" in bare or "#" in bare:
        before, after = _around(code)
        return before + _show_places(Decimal(repr(value)), bare) + after
    return show_plain(value)


def show_plain(value: float) -> str:
    """A number without a format: no point where there is nothing behind it."""
    if value == int(value) and abs(value) < 10**_DIGITS:
        return str(int(value))
    return f"{value:.{_DIGITS - 4}g}"


def _show_places(value: Decimal, code: str) -> str:
    places = len(re.sub(r"[^0#?]", "", code.partition(".")[2])) if "." in code else 0
    if value.adjusted() > _DIGITS:
        return str(value)
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{rounded:,}" if "," in code else str(rounded)


def _around(code: str) -> tuple[str, str]:
    """Quoted words in front of the digits and behind them (``0"个"``)."""
    found = re.search(r"[0#]", code)
    words = [(match.start(), match[1]) for match in re.finditer(r'"([^"]*)"', code)]
    middle = found.start() if found else 0
    return "".join(word for at, word in words if at < middle), "".join(word for at, word in words if at > middle)


def _show_date(value: float, code: str, *, from_1904: bool) -> str:
    if not 0 <= value <= _LAST_DAY - 1462 * from_1904:
        return show_plain(value)
    # Day 60 of the count from 1900 is a 29 February that never was.
    early = 1 if not from_1904 and value < 60 else 0
    start = _FIRST_DAY_1904 if from_1904 else _FIRST_DAY
    moment = start + timedelta(days=early, seconds=round(value % 1 * 86400)) + timedelta(days=int(value))
    shown: list[str] = []
    time = False
    for quoted, escaped, left_out, half, letters, other in _PART.findall(code):
        if letters:
            time = time or letters[0] in "hHsS"
            shown.append(_show_unit(moment, letters.lower(), time=time))
        elif half:
            shown.append("")
        elif not left_out:
            shown.append(quoted or escaped or other)
    return "".join(shown).replace("@", "").strip()


def _show_unit(moment: datetime, letters: str, *, time: bool) -> str:
    """A run of one letter; ``m`` is minutes once hours or seconds were named."""
    units = {"y": moment.year, "e": moment.year, "d": moment.day, "h": moment.hour, "s": moment.second}
    if letters[0] == "a" or letters in {"ddd", "dddd"}:
        return "一二三四五六日"[moment.weekday()]
    number = moment.minute if letters[0] == "m" and time else units.get(letters[0], moment.month)
    if letters == "yy":
        return f"{number % 100:02d}"
    return f"{number:02d}" if len(letters) == 2 else str(number)
