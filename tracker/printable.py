"""Text from documents and people as it may be shown: without what steers a terminal or turns the direction."""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])?")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_LINE_END = re.compile("\r\n?|[\u2028\u2029]")
# Half of a pair cannot be written, and two code points are no characters at all.
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    r"""The text without what could steer a terminal: escape sequences, control and direction characters.

    >>> clean("承诺\x1b[31m事项\x07")
    '承诺事项'
    """
    # What steers is not printable, and most texts are.
    return text if text.isprintable() else _CONTROL.sub("", _ESCAPE.sub("", text)).replace("\t", " ")


def writable(text: str) -> str:
    r"""The cleaned text with every kind of line break as ``\n``, and without what no file can hold.

    >>> writable("第一行\r\n第二行\x07\u202e\ud800")
    '第一行\n第二行'
    """
    return text if text.isprintable() else _NO_CHARACTER.sub("", clean(_LINE_END.sub("\n", text)))
