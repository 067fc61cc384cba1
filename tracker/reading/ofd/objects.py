"""Objects of an OFD page: characters with their places (GB/T 33190, 8.5 objects, 11 text, 13 groups)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import hypot, isfinite
from xml.etree.ElementTree import Element

from tracker.reading.ofd.container import child, local
from tracker.reading.pages import Glyph
from tracker.reading.pages.lines import is_wide
from tracker.reading.refusal import UnreadableError

MOST_GLYPHS = 1_000_000
"""Characters on one page."""
_DEEPEST = 20
_POINTS = 72 / 25.4
_ESCAPE = re.compile(r"\\([0-9A-Fa-f]{4})")
_BLANK = re.compile(r"[\r\n\t]+")
_TOO_LARGE = "OFD 文件的文字过多，不像一份答复，请拆分后再读入"

Matrix = tuple[float, float, float, float, float, float]


class ObjectReader:
    """Collects the characters of layers, blocks and groups."""

    def __init__(self, units: Mapping[str, Element], origin: tuple[float, float]) -> None:
        self.glyphs: list[Glyph] = []
        self.has_image = False
        self._units = units
        self._start: Matrix = (1.0, 0.0, 0.0, 1.0, -origin[0], -origin[1])

    def read(self, content: Element | None) -> None:
        """Takes in everything below an element."""
        self._read(content, self._start, 0)

    def _read(self, content: Element | None, matrix: Matrix, depth: int) -> None:
        if content is None or depth > _DEEPEST:
            return
        for element in content:
            name = local(element)
            if element.get("Visible", "").lower() == "false":
                continue
            if name in ("Layer", "PageBlock", "Content"):
                self._read(element, matrix, depth + 1)
            elif name == "ImageObject":
                self.has_image = True
            elif name == "TextObject":
                self._read_text(element, _place(element, matrix))
            elif name == "CompositeObject":
                unit = self._units.get(element.get("ResourceID", ""))
                self._read(child(unit, "Content"), _place(element, matrix), depth + 1)

    def _read_text(self, element: Element, matrix: Matrix) -> None:
        size = _number(element.get("Size"), 0.0)
        scale = _number(element.get("HScale"), 1.0)
        turned = element.get("ReadDirection", "0") not in ("0", "") or element.get("CharDirection", "0") not in (
            "0",
            "",
        )
        x = y = 0.0
        for code in element:
            if local(code) == "TextCode":
                x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
                run = _Run(code, size, scale)
                for text, across, down, width in run.place() if not turned else run.place_whole():
                    self._add(text, (x + across, y + down), width, size, matrix)

    def _add(self, text: str, place: tuple[float, float], width: float, size: float, matrix: Matrix) -> None:
        a, b, c, d, e, f = matrix
        x, y = a * place[0] + c * place[1] + e, b * place[0] + d * place[1] + f
        height = size * hypot(c, d)
        # A slanted text is a watermark or a seal.
        if a <= 0 or abs(b) > 0.05 * a or not 0 < height < 1e5 or not abs(x) + abs(y) < 1e6:
            return
        if len(self.glyphs) >= MOST_GLYPHS:
            raise UnreadableError(_TOO_LARGE)
        right = x + width * hypot(a, b)
        self.glyphs.append(Glyph(text, x * _POINTS, right * _POINTS, y * _POINTS, height * _POINTS))


class _Run:
    """One ``TextCode`` (11.3): characters and the steps between them."""

    def __init__(self, code: Element, size: float, scale: float) -> None:
        text = _BLANK.sub("", code.text or "")
        self._text = _ESCAPE.sub(lambda match: _character(int(match[1], 16)), text)
        self._size = size
        self._scale = scale
        self._across = parse_steps(code.get("DeltaX", ""), len(self._text))
        self._down = parse_steps(code.get("DeltaY", ""), len(self._text))

    def place(self) -> list[tuple[str, float, float, float]]:
        """Each character with its offset from the first one, and its width."""
        if self._down and not self._across and any(self._down):
            return self.place_whole()
        placed: list[tuple[str, float, float, float]] = []
        across = down = 0.0
        for number, character in enumerate(self._text):
            width = self._size * self._scale * (1.0 if is_wide(character) else 0.5)
            step = self._across[number] if number < len(self._across) else width
            placed.append((character, across, down, min(width, step) if step > 0 else width))
            across += step
            down += self._down[number] if number < len(self._down) else 0.0
        return placed

    def place_whole(self) -> list[tuple[str, float, float, float]]:
        """Text that runs downwards or is turned: as one piece, so that it mixes with no line."""
        return [(self._text, 0.0, 0.0, self._size)] if self._text.strip() else []


def parse_steps(source: str, most: int) -> list[float]:
    """Steps between characters (11.3): ``g 3 5.2`` stands for 5.2 three times.

    >>> parse_steps("4 g 2 5.2 6", 10)
    [4.0, 5.2, 5.2, 6.0]
    """
    steps: list[float] = []
    words = iter(source.split())
    for word in words:
        if word == "g":
            count = int(_number(next(words, None), 0.0))
            steps += [_number(next(words, None), 0.0)] * max(0, min(count, most - len(steps)))
        else:
            steps.append(_number(word, 0.0))
        if len(steps) >= most:
            break
    return steps


def numbers(source: str) -> list[float]:
    """Numbers between spaces (7.3 ST_Array, ST_Box)."""
    return [_number(word, 0.0) for word in source.split()]


def _number(word: str | None, otherwise: float) -> float:
    try:
        value = float(word) if word else otherwise
    except ValueError:
        return otherwise
    return value if isfinite(value) else otherwise


def _character(code: int) -> str:
    return chr(code) if code >= 0x20 and not 0xD800 <= code < 0xE000 else ""


def _place(element: Element, outside: Matrix) -> Matrix:
    """From the space of an object to that of the page (8.1, 8.5): its matrix, then its upper left corner."""
    corner = numbers(element.get("Boundary", ""))
    given = numbers(element.get("CTM", ""))
    a, b, c, d, e, f = given if len(given) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    left, top = (corner[0], corner[1]) if len(corner) == 4 else (0.0, 0.0)
    g, h, i, j, k, m = outside
    e, f = e + left, f + top
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
