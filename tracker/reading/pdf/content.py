"""What the operators of a page show: characters with their places (ISO 32000-1, chapters 8 and 9).

Only operators that move or show text are followed; pictures are counted, everything else is passed over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import hypot
from typing import Any

from pypdf.generic import ContentStream

from tracker.reading.pages import Glyph
from tracker.reading.pdf.fonts import Font, FontShelf, resolve
from tracker.reading.pdf.placing import Frame
from tracker.reading.pdf.problem import MOST_CONTENT, MOST_GLYPHS, MOST_OPERATORS, TOO_LARGE
from tracker.reading.refusal import UnreadableError

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_DEEPEST = 12
_MOST_STATES = 500
_MOST_KEPT = 20


def multiply(first: Matrix, second: Matrix) -> Matrix:
    """The transformation that does ``first`` and then ``second``."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


@dataclass(frozen=True, slots=True)
class _State:
    """The graphics state, as far as text needs it (8.4.1, 9.3.1)."""

    matrix: Matrix = _IDENTITY
    font: Font | None = None
    size: float = 0.0
    character_spacing: float = 0.0
    word_spacing: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


class Budget:
    """What may still be followed in a file: small forms can show each other a thousand million times."""

    def __init__(self) -> None:
        self._glyphs = MOST_GLYPHS
        self._operators = MOST_OPERATORS

    def spend_glyphs(self, count: int) -> None:
        """Raises ``UnreadableError`` where too many were shown."""
        self._glyphs -= count
        if self._glyphs < 0:
            raise UnreadableError(TOO_LARGE)

    def spend_operators(self, count: int) -> None:
        """Raises ``UnreadableError`` where too many were followed; a form costs one even where it is empty."""
        self._operators -= count + 1
        if self._operators < 0:
            raise UnreadableError(TOO_LARGE)


class ContentReader:
    """Follows the content of one page and of the forms that it uses."""

    def __init__(self, frame: Frame, fonts: FontShelf, budget: Budget) -> None:
        self.glyphs: list[Glyph] = []
        self.has_image = False
        self._frame = frame
        self._budget = budget
        self._fonts = fonts
        self._state = _State()
        self._line = self._text = _IDENTITY
        self._parsed: list[tuple[Any, Any]] = []
        self._open: list[Any] = []
        """Forms that are being shown: none shows itself."""
        self._replacements: list[tuple[str, int] | None] = []
        """Marked content that is open: the text that stands for it, and the first glyph."""

    def read(self, content: Any, resources: Any, depth: int = 0) -> None:
        """Shows a content stream."""
        if content is None or depth > _DEEPEST:
            return
        saved: list[_State] = []
        for operands, operator in self._parse(content):
            if operator == b"q" and len(saved) < _MOST_STATES:
                saved.append(self._state)
            elif operator == b"Q":
                self._state = saved.pop() if saved else self._state
            elif operator == b"Do":
                self._show_object(operands, resources, depth)
            elif operator == b"Tf":
                self._choose_font(operands, resources)
            elif operator in (b"BDC", b"BMC"):
                self._open_mark(operands, resources)
            elif operator == b"EMC":
                self._close_mark()
            elif operator == b"INLINE IMAGE":
                self.has_image = True
            else:
                self._follow(operator, operands)

    def _parse(self, content: Any) -> Any:
        """The operators of a stream; those of a form are kept, it may be shown again."""
        for known, operations in self._parsed:
            if known is content:
                self._budget.spend_operators(len(operations))
                return operations
        stream = content if isinstance(content, ContentStream) else ContentStream(content, None)
        if len(stream.get_data()) > MOST_CONTENT:
            raise UnreadableError(TOO_LARGE)
        operations = stream.operations
        self._budget.spend_operators(len(operations))
        self._parsed = [*self._parsed[-_MOST_KEPT:], (content, operations)]
        return operations

    def _follow(self, operator: bytes, operands: Any) -> None:
        if operator in _SHOWING:
            self._show_text(operator, operands)
        elif operator in _MOVING:
            self._move(operator, _numbers(operands))
        elif operator in _SETTING and (numbers := _numbers(operands)):
            self._state = _SETTING[operator](self._state, numbers[0])
        elif operator == b"cm" and len(numbers := _numbers(operands)) == 6:
            self._state = replace(self._state, matrix=multiply(_matrix(numbers), self._state.matrix))

    def _move(self, operator: bytes, numbers: list[float]) -> None:
        if operator == b"BT":
            self._line = _IDENTITY
        elif operator == b"Tm" and len(numbers) == 6:
            self._line = _matrix(numbers)
        elif operator in (b"Td", b"TD") and len(numbers) == 2:
            if operator == b"TD":
                self._state = replace(self._state, leading=-numbers[1])
            self._line = multiply((1, 0, 0, 1, numbers[0], numbers[1]), self._line)
        elif operator == b"T*":
            self._line = multiply((1, 0, 0, 1, 0, -self._state.leading), self._line)
        self._text = self._line

    def _show_text(self, operator: bytes, operands: Any) -> None:
        if operator in (b"'", b'"'):
            if operator == b'"' and len(operands) == 3:
                spacing = _numbers(operands[:2])
                if len(spacing) == 2:
                    self._state = replace(self._state, word_spacing=spacing[0], character_spacing=spacing[1])
            self._move(b"T*", [])
        pieces = operands[0] if operator == b"TJ" and operands and isinstance(operands[0], list) else operands[-1:]
        for piece in pieces:
            if isinstance(piece, (int, float)):
                self._advance(-float(piece) / 1000 * self._state.size * self._state.scale)
            else:
                codes = _bytes(piece)
                if codes:
                    self._show_codes(codes)

    def _show_codes(self, codes: bytes) -> None:
        state = self._state
        if state.font is None:
            return
        self._budget.spend_glyphs(len(codes))
        for text, width, is_space in state.font.decode(codes):
            place = multiply(multiply((state.scale, 0, 0, 1, 0, state.rise), self._text), state.matrix)
            size = abs(state.size) * hypot(place[2], place[3])
            advance = width * state.size * hypot(place[0], place[1])
            sign = 1 if state.size >= 0 else -1
            glyph = self._frame.place(text, place[4:], advance, size, (sign * place[0], sign * place[1]))
            if glyph is not None and text:
                self.glyphs.append(glyph)
            spacing = state.character_spacing + (state.word_spacing if is_space else 0.0)
            self._advance((width * state.size + spacing) * state.scale)

    def _advance(self, across: float) -> None:
        a, b, c, d, e, f = self._text
        self._text = (a, b, c, d, e + across * a, f + across * b)

    def _choose_font(self, operands: Any, resources: Any) -> None:
        if len(operands) != 2:
            return
        fonts = _entry(resources, "/Font")
        size = _numbers(operands[1:])
        font = self._fonts.find(fonts, operands[0]) if hasattr(fonts, "raw_get") else None
        self._state = replace(self._state, font=font, size=size[0] if size else self._state.size)

    def _show_object(self, operands: Any, resources: Any, depth: int) -> None:
        stream = _entry(_entry(resources, "/XObject"), operands[0]) if operands else None
        if stream is None or any(stream is shown for shown in self._open):
            return
        if stream.get("/Subtype") == "/Image":
            self.has_image = True
        elif stream.get("/Subtype") == "/Form":
            outside, line, text = self._state, self._line, self._text
            numbers = _numbers(stream.get("/Matrix") or [])
            if len(numbers) == 6:
                self._state = replace(outside, matrix=multiply(_matrix(numbers), outside.matrix))
            self._open.append(stream)
            self.read(stream, _entry(stream, "/Resources") or resources, depth + 1)
            self._open.pop()
            self._state, self._line, self._text = outside, line, text

    def _open_mark(self, operands: Any, resources: Any) -> None:
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, str):
            properties = _entry(_entry(resources, "/Properties"), properties)
        text = _entry(properties, "/ActualText")
        self._replacements.append((str(text), len(self.glyphs)) if isinstance(text, str) else None)

    def _close_mark(self) -> None:
        """14.9.4: the text that a browser gives for glyphs whose map is ambiguous."""
        replacement = self._replacements.pop() if self._replacements else None
        if replacement is None:
            return
        text, start = replacement
        shown = self.glyphs[start:]
        if len(text) == len(shown):
            self.glyphs[start:] = [replace(glyph, text=character) for glyph, character in zip(shown, text, strict=True)]
        elif shown and text:
            self.glyphs[start:] = [replace(shown[0], text=text, x1=max(shown[0].x1, shown[-1].x1))]


_SHOWING = frozenset({b"Tj", b"TJ", b"'", b'"'})
_MOVING = frozenset({b"BT", b"Tm", b"Td", b"TD", b"T*"})
_SETTING: dict[bytes, Callable[[_State, float], _State]] = {
    b"Tc": lambda state, number: replace(state, character_spacing=number),
    b"Tw": lambda state, number: replace(state, word_spacing=number),
    b"Tz": lambda state, number: replace(state, scale=number / 100),
    b"TL": lambda state, number: replace(state, leading=number),
    b"Ts": lambda state, number: replace(state, rise=number),
}


def _numbers(operands: Any) -> list[float]:
    return [float(value) for value in operands if isinstance(value, (int, float))]


def _matrix(numbers: list[float]) -> Matrix:
    a, b, c, d, e, f = numbers
    return a, b, c, d, e, f


def _bytes(value: Any) -> bytes:
    """The bytes of a string: pypdf hands those out as text that look like text."""
    original = getattr(value, "original_bytes", value)
    return bytes(original) if isinstance(original, (bytes, bytearray)) else b""


def _entry(dictionary: Any, name: Any) -> Any:
    """The value of a key, references followed; ``None`` where there is none."""
    found = resolve(dictionary)
    return resolve(found.get(name)) if hasattr(found, "get") else None
