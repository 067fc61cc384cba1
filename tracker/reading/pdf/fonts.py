"""Fonts of a PDF file, as far as reading needs them: codes to characters and their widths.

ISO 32000-1: 9.6 simple fonts, 9.7 composite fonts, 9.10.2 which source of Unicode values goes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tracker.reading.pdf.charmap import CharMap, parse_charmap

Letter = tuple[str, float, bool]
"""The text of a code, its width in sizes, and whether it is the one-byte code of the space."""

_UNKNOWN = "\ufffd"
_LARGEST_MAP = 4 * 1024 * 1024
_CHINESE_CODES = re.compile(r"^/(GBK|GBKp|GBK2K|GB|GBpc|GBT)-?(EUC-)?[HV]$|^/GBK")
_NAMES: dict[str, str] = dict(
    zip(
        "space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk plus comma "
        "hyphen period slash zero one two three four five six seven eight nine colon semicolon less equal greater "
        "question at bracketleft backslash bracketright asciicircum underscore grave braceleft bar braceright "
        "asciitilde quoteleft quoteright quotedblleft quotedblright endash emdash ellipsis bullet periodcentered "
        "multiply divide degree perthousand section minus fi fl".split(),
        [*" !\"#$%&'()*+,-./0123456789:;<=>?@[\\]^_`{|}~‘’“”–—…•·×÷°‰§−", "fi", "fl"],
        strict=True,
    )
)
"""Names of characters (Adobe Glyph List) that Chinese documents use beside letters."""


class Font:
    """One font of a page; ``decode`` is all that it does."""

    def __init__(self, resource: Any) -> None:
        self._composite = resource.get("/Subtype") == "/Type0"
        self._map = _load_map(resource)
        if self._composite:
            inner = resolve(resolve(resource["/DescendantFonts"])[0])
            self._encoding = resolve(resource.get("/Encoding"))
            self._widths = _composite_widths(resolve(inner.get("/W")) or [])
            self._usual = _number(inner.get("/DW"), 1000.0)
            self._scale = 0.001
            self._identity = str(self._encoding).startswith("/Identity")
            self._codec = _find_codec(self._encoding)
        else:
            self._encoding = resource.get("/Encoding")
            self._names: dict[int, str] | None = None
            first = int(_number(resource.get("/FirstChar"), 0))
            widths = resolve(resource.get("/Widths")) or []
            self._widths = {first + place: _number(width, 0.0) for place, width in enumerate(widths[:256])}
            descriptor = resolve(resource.get("/FontDescriptor")) or {}
            self._usual = _number(descriptor.get("/MissingWidth"), 0.0) or (0.0 if widths else 550.0)
            matrix = resolve(resource.get("/FontMatrix"))
            self._scale = abs(_number(matrix[0], 0.001)) if matrix else 0.001

    def decode(self, codes: bytes) -> Iterator[Letter]:
        """The characters of a string that is shown in this font."""
        if self._composite:
            yield from self._decode_composite(codes)
            return
        for code in codes:
            text = self._map.texts.get(bytes([code])) or self._name(code)
            yield text, self._widths.get(code, self._usual) * self._scale, code == 32

    def _name(self, code: int) -> str:
        """What the encoding says; asked for where the map is silent, since most fonts have one."""
        if self._names is None:
            self._names = _simple_encoding(resolve(self._encoding))
        return self._names.get(code, _UNKNOWN)

    def _decode_composite(self, codes: bytes) -> Iterator[Letter]:
        place = 0
        while place < len(codes):
            code = codes[place : place + self._length(codes, place)]
            place += len(code)
            text = self._map.texts.get(code) or self._decode_code(code)
            yield text, self._width(code, text), code == b" "

    def _length(self, codes: bytes, place: int) -> int:
        """How many bytes the code at this place has."""
        if self._codec == "gb18030":
            return 2 if codes[place] >= 0x81 else 1
        if self._codec == "utf-16-be" and 0xD8 <= codes[place] <= 0xDB:
            return 4
        lengths = self._map.lengths
        if not self._identity and not self._codec and lengths and lengths[0] == 1:
            known = (length for length in lengths if codes[place : place + length] in self._map.texts)
            return next(known, 1)
        return 2

    def _decode_code(self, code: bytes) -> str:
        if not self._codec:
            return _UNKNOWN
        return bytes.decode(code, self._codec, "replace")

    def _width(self, code: bytes, text: str) -> float:
        if self._identity:
            return self._widths.get(int.from_bytes(code, "big"), self._usual) * 0.001
        # The numbers of characters need tables of Adobe's; Chinese ones are as wide as high, others half of it.
        return 1.0 if len(code) > 1 and not text.isascii() else 0.5


class FontShelf:
    """The fonts of a file, each taken in once: a browser's pages change the font at every second word."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[Any, Any], Font] = {}

    def find(self, fonts: Any, name: Any) -> Font | None:
        """The font of this name among the resources of a page, ``None`` where there is none."""
        if name not in fonts:
            return None
        reference = fonts.raw_get(name)
        resource = resolve(reference)
        if not hasattr(resource, "get"):
            return None
        place = getattr(reference, "idnum", None), getattr(reference, "generation", 0)
        if place[0] is None:
            return Font(resource)
        if place not in self._fonts:
            self._fonts[place] = Font(resource)
        return self._fonts[place]


def resolve(value: Any) -> Any:
    """A value itself, where it is given by reference."""
    return value.get_object() if hasattr(value, "get_object") else value


def _number(value: Any, otherwise: float) -> float:
    value = resolve(value)
    return float(value) if isinstance(value, (int, float)) else otherwise


def _load_map(resource: Any) -> CharMap:
    stream = resolve(resource.get("/ToUnicode"))
    if not hasattr(stream, "get_data"):
        return CharMap()
    return parse_charmap(stream.get_data()[:_LARGEST_MAP])


def _find_codec(encoding: Any) -> str:
    """The codec of a predefined map whose codes are those of a character set; empty for all others."""
    name = str(encoding)
    if "UCS2" in name or "UTF16" in name:
        return "utf-16-be"
    return "gb18030" if _CHINESE_CODES.match(name) else ""


def _composite_widths(entries: Any) -> dict[int, float]:
    """ISO 32000-1, 9.7.4.3: ``c [w1 w2 …]`` and ``first last w``."""
    widths: dict[int, float] = {}
    place = 0
    while place + 1 < len(entries) and len(widths) < 70_000:
        first, second = int(_number(entries[place], 0)), resolve(entries[place + 1])
        if isinstance(second, list):
            widths |= {first + offset: _number(width, 1000.0) for offset, width in enumerate(second)}
            place += 2
        elif place + 2 < len(entries):
            last = min(int(_number(second, 0)), 0xFFFF)
            width = _number(entries[place + 2], 1000.0)
            widths |= dict.fromkeys(range(first, last + 1), width)
            place += 3
        else:
            break
    return widths


def _simple_encoding(encoding: Any) -> dict[int, str]:
    """Codes of a simple font: a base encoding and the names that differ."""
    base = encoding.get("/BaseEncoding") if hasattr(encoding, "get") else encoding
    codec = "mac_roman" if base == "/MacRomanEncoding" else "cp1252"
    names = {code: bytes([code]).decode(codec, "replace") for code in range(32, 256)}
    code = 0
    for entry in (resolve(encoding.get("/Differences")) or []) if hasattr(encoding, "get") else []:
        value = resolve(entry)
        if isinstance(value, int):
            code = value
        else:
            names[code] = _parse_name(str(value)[1:])
            code += 1
    return names


def _parse_name(name: str) -> str:
    """A character by its name: ``one``, ``A``, ``uni4E00``, ``u20628``."""
    stem = name.split(".")[0]
    if len(stem) == 1 or stem in _NAMES:
        return str(_NAMES.get(stem, stem))
    match = re.fullmatch(r"uni([0-9A-F]{4})|u([0-9A-F]{4,6})", stem)
    code = int(match[1] or match[2], 16) if match else 0
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else _UNKNOWN
