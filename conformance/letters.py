"""The replies that are printed in other formats, and how an office would lay out each of their paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from tracker.extraction import extract
from tracker.model import Extraction, Reply
from tracker.reading import find_sources, parse_reply, read, read_bytes

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff]")
_SHORT = 26
"""Characters; what is longer is no signature and no line of a letterhead."""


class Role(Enum):
    """Where a paragraph stands on its page, as GB/T 9704 has it."""

    TITLE = "title"
    """Centred, in large type."""
    FLUSH = "flush"
    """At the left margin: the salutation."""
    BODY = "body"
    """Its first line moved in by two characters."""
    SIGNATURE = "signature"
    """At the right margin."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One reply, as paragraphs to print and as what its text says."""

    name: str
    """Stem of the files that are made of it."""
    paragraphs: tuple[tuple[Role, str], ...]
    """From top to bottom, without empty ones."""
    expected: Extraction
    """Header and promises as found in the text itself."""


def load_letters(folder: Path) -> Iterator[Letter]:
    """A letter for each readable file of a folder; one that is no plain text stands for the text that it holds."""
    for source in find_sources([str(folder)]):
        if source.error is None and not source.path.endswith(".json"):
            yield make_letter(Path(source.path).stem, read(source.path).text)


def make_letter(name: str, text: str) -> Letter:
    """The letter of a text with one line a paragraph."""
    reply = parse_reply(read_bytes(text.encode(), f"{name}.txt"))
    return Letter(name, tuple(_lay_out(reply)), extract(reply))


def _lay_out(reply: Reply) -> Iterator[tuple[Role, str]]:
    place = 0
    for line in reply.document.text.split("\n"):
        shown = _UNPRINTABLE.sub("", line).strip()
        if shown:
            yield _choose_role(reply, place, shown), shown
        place += len(line) + 1


def _choose_role(reply: Reply, place: int, line: str) -> Role:
    if line == reply.header.title:
        return Role.TITLE
    if reply.letter_start <= place < reply.body_start:
        return Role.FLUSH if len(line) < _SHORT else Role.BODY
    if place >= reply.body_end and len(line) < _SHORT and not re.search("[:：]", line):
        return Role.SIGNATURE
    return Role.BODY
