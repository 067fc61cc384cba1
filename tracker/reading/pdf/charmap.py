"""Character maps inside PDF files: codes to Unicode (``ToUnicode``), and how long codes are.

ISO 32000-1, 9.7.5 and 9.10.3: sections ``codespacerange``, ``bfchar``, ``bfrange`` of a PostScript program,
of which only these are read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_MOST = 200_000
"""Codes in one map; all characters of a font are fewer."""
_SECTION = re.compile(rb"begin(codespacerange|bfchar|bfrange)(.*?)end\1", re.S)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|([\[\]])")


@dataclass(slots=True)
class CharMap:
    """What a map says."""

    texts: dict[bytes, str] = field(default_factory=dict)
    """Codes, as bytes, with their text."""
    lengths: tuple[int, ...] = ()
    """Lengths of codes in bytes, ascending."""


def parse_charmap(source: bytes) -> CharMap:
    """The map; what cannot be understood is left out."""
    found = CharMap()
    lengths: set[int] = set()
    for section in _SECTION.finditer(source):
        tokens = [token[2].decode() if token[2] else _unhex(token[1]) for token in _TOKEN.finditer(section[2])]
        if section[1] == b"codespacerange":
            lengths |= {len(token) for token in tokens if isinstance(token, bytes) and 0 < len(token) <= 4}
        elif section[1] == b"bfchar":
            _add_characters(found.texts, tokens)
        else:
            _add_ranges(found.texts, tokens)
    found.lengths = tuple(sorted(lengths or {len(code) for code in found.texts}))
    return found


def _unhex(digits: bytes) -> bytes:
    plain = b"".join(digits.split())
    return bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode())


def _text(code: bytes) -> str:
    if len(code) == 1:
        return chr(code[0])
    return code.decode("utf-16-be", "replace")


def _add_characters(texts: dict[bytes, str], tokens: list[str | bytes]) -> None:
    for code, target in zip(tokens[::2], tokens[1::2], strict=False):
        if isinstance(code, bytes) and isinstance(target, bytes) and len(texts) < _MOST:
            texts[code] = _text(target)


def _add_ranges(texts: dict[bytes, str], tokens: list[str | bytes]) -> None:
    place = 0
    while place + 2 < len(tokens):
        first, last, target = tokens[place : place + 3]
        place += 3
        listed: list[bytes] = []
        if target == "[":
            while place < len(tokens) and isinstance(tokens[place], bytes):
                listed.append(tokens[place])  # type: ignore[arg-type]
                place += 1
            place += 1
        if isinstance(first, bytes) and isinstance(last, bytes):
            _add_range(texts, first, last, listed if target == "[" else target)


def _add_range(texts: dict[bytes, str], first: bytes, last: bytes, target: list[bytes] | str | bytes) -> None:
    low, high = int.from_bytes(first, "big"), int.from_bytes(last, "big")
    high = min(high, low + _MOST - len(texts) - 1)
    if isinstance(target, list):
        for code, text in zip(range(low, high + 1), target, strict=False):
            texts[code.to_bytes(len(first), "big")] = _text(text)
    elif isinstance(target, bytes) and target:
        base = int.from_bytes(target, "big")
        for code in range(low, high + 1):
            try:
                texts[code.to_bytes(len(first), "big")] = _text((base + code - low).to_bytes(len(target), "big"))
            except OverflowError:
                return
