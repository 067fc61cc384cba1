"""Chinese text as such: folding to one shape, numerals; knows nothing of replies.

``fold`` keeps the length, so an offset in the folded text is an offset in the source: patterns are
written once, in simplified characters and full-width punctuation, and quotes are cut from the source.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache
from importlib import resources

DIGITS = {
    "零": 0,
    "〇": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
"""Chinese digits; 两 as in 两个, ○ as typed for 〇."""
TENS = {"十": 10, "百": 100, "千": 1000}
"""Units below 10,000."""
MYRIADS = {"万": 10_000, "亿": 100_000_000}
"""Units that multiply all that stands before them."""

_PUNCTUATION = str.maketrans("\t\xa0\u2002\u2003\u3000,;:?!()﹝﹞[]％", "     ，；：？！（）〔〕〔〕%")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[，：](?=\d)")
_ANSWER = re.compile("(?<=[答回函批])覆")
_TO_ASCII = {"，": ",", "：": ":"}


@cache
def _characters() -> dict[int, str]:
    """Traditional to simplified, full-width letters and digits to ASCII, radicals to characters.

    The traditional characters are those of OpenCC's TSCharacters table (Apache-2.0), one to one.
    """
    text = resources.files("tracker").joinpath("traditional.txt").read_text("utf-8")
    traditional, simplified = text.split()
    table = dict(zip(map(ord, traditional), simplified, strict=True))
    table |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()}
    for code in range(0x2F00, 0x2FD6):
        table[code] = unicodedata.normalize("NFKC", chr(code))
    return table


def fold(text: str) -> str:
    """The same text in one shape, character by character: ``len(fold(t)) == len(t)``.

    Simplified characters, full-width punctuation (except between digits, as in 1,000 and 9:30),
    ASCII letters and digits, plain spaces; newlines stay.

    >>> fold("關于“12:30”,現答復如下:")
    '关于“12:30”，现答复如下：'
    """
    folded = _ANSWER.sub("复", text.translate(_characters()).translate(_PUNCTUATION))
    return _BETWEEN_DIGITS.sub(lambda found: _TO_ASCII[found[0]], folded)


def content_key(text: str) -> str:
    """SHA-256 of a text with layout, width and script folded away: the identity of a letter.

    >>> content_key("关于 路灯,答复如下") == content_key("關于路灯，答复如下\\n")
    True
    """
    bare = re.sub(r"\s+", "", unicodedata.normalize("NFKC", fold(text)))
    return hashlib.sha256(bare.encode("utf-8", "surrogatepass")).hexdigest()


def parse_number(text: str) -> float | None:
    """The value of a number in figures, in words or mixed, or ``None`` where it is none.

    >>> [parse_number(t) for t in ("23", "1,200", "二十三", "二〇二四", "两万五千", "5.3万", "十余")]
    [23.0, 1200.0, 23.0, 2024.0, 25000.0, 53000.0, None]
    """
    text = fold(text).replace(",", "").strip()
    total = 0.0
    for unit, factor in sorted(MYRIADS.items(), key=lambda pair: -pair[1]):
        head, found, text = text.rpartition(unit)
        if not found:
            continue
        value = parse_number(head)
        if value is None:
            return None
        total += value * factor
    if not text:
        return total or None
    rest = _parse_below_myriad(text)
    return None if rest is None else total + rest


def _parse_below_myriad(text: str) -> float | None:
    if re.fullmatch(r"\d+(?:\.\d+)?", text, re.ASCII):
        return float(text)
    if not set(text) <= DIGITS.keys() | TENS.keys():
        return None
    if not set(text) & TENS.keys():
        return float("".join(str(DIGITS[char]) for char in text))
    total, digit = 0, 1 if text[0] == "十" else 0
    for char in text:
        if char in TENS:
            total += (digit or 1) * TENS[char]
            digit = 0
        else:
            digit = DIGITS[char]
    return float(total + digit)
