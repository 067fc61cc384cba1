"""A JSON object read piece by piece from a file of any length: its keys in order, of its lists each element."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import IO, Any

_CHUNK = 1 << 16
MOST_CHARACTERS = 1 << 26
"""Of one value: no row of a ledger comes near it, and something else must not fill the memory."""
_BLANK = re.compile(r"[ \t\n\r]*")


class MalformedError(Exception):
    """No JSON object, or one that ends too early."""


class JsonStream:
    """Reads one object.  Every key must be followed by reading its value, or the elements of it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._decode = codecs.getincrementaldecoder("utf-8-sig")().decode
        self._decoder = json.JSONDecoder()
        self._text = ""
        self._at = 0
        self._ended = False

    def names(self) -> Iterator[str]:
        """The keys of the object, as they come; white space alone may stand behind it."""
        self._expect("{")
        if self._peek() == "}":
            self._at += 1
        else:
            while True:
                key = self.value()
                if not isinstance(key, str):
                    raise MalformedError
                self._expect(":")
                yield key
                if self._expect(",}") == "}":
                    break
        if self._peek():
            raise MalformedError

    def elements(self) -> Iterator[Any]:
        """The elements of the list that stands here."""
        self._expect("[")
        if self._peek() == "]":
            self._at += 1
            return
        while True:
            yield self.value()
            if self._expect(",]") == "]":
                return

    def value(self) -> Any:
        """The value that stands here, whole."""
        self._peek()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except (ValueError, RecursionError) as error:
                if isinstance(error, RecursionError) or not self._read_more():
                    raise MalformedError from error
                continue
            # A number at the end of what was read may go on.
            if end < len(self._text) or not self._read_more():
                self._at = end
                return value

    def _expect(self, signs: str) -> str:
        found = self._peek()
        if not found or found not in signs:
            raise MalformedError
        self._at += 1
        return found

    def _peek(self) -> str:
        """The next character that is no blank, empty at the end."""
        while True:
            blank = _BLANK.match(self._text, self._at)
            assert blank is not None
            self._at = blank.end()
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._read_more():
                return ""

    def _read_more(self) -> bool:
        """Read on, twice as much as is at hand, so that a long value is not tried too often; False at the end."""
        if self._ended:
            return False
        rest = self._text[self._at :]
        if len(rest) > MOST_CHARACTERS:
            raise MalformedError
        data = self._file.read(max(_CHUNK, len(rest)))
        self._ended = not data
        try:
            self._text, self._at = rest + self._decode(data, not data), 0
        except UnicodeDecodeError as error:
            raise MalformedError from error
        return True
