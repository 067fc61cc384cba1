"""RTF as tokens (Rich Text Format Specification 1.9.1): groups, control words and symbols, text bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?[0-9]{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<symbol>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|(?P<rest>.)",
    re.S,
)
_ESCAPED = frozenset({"\\", "{", "}"})


class Token(NamedTuple):
    """One token."""

    kind: str
    """``word``, ``brace``, ``byte`` (of two figures) or ``text``."""
    name: str = ""
    """The control word or symbol, or the brace."""
    number: int | None = None
    """The parameter of a control word."""
    data: bytes = b""
    """Bytes of text, in a code page that the document names."""


def read_tokens(data: bytes) -> Iterator[Token]:
    """The tokens of a file; raw binary data (``\\bin``) is passed over."""
    at = 0
    while found := _TOKEN.match(data, at):
        at = found.end()
        kind = found.lastgroup if found.lastgroup != "number" else "word"
        if kind == "word":
            name = found["word"].decode("ascii")
            number = int(found["number"]) if found["number"] else None
            if name == "bin":
                at += max(0, number or 0)
            else:
                yield Token("word", name, number)
        elif kind == "hex":
            yield Token("byte", data=bytes.fromhex(found["hex"].decode("ascii")))
        elif kind == "symbol":
            symbol = found["symbol"].decode("latin-1")
            yield Token("text", data=found["symbol"]) if symbol in _ESCAPED else Token("word", symbol)
        elif kind == "brace":
            yield Token("brace", found["brace"].decode("ascii"))
        elif kind == "text":
            yield Token("text", data=found["text"])
