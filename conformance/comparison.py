"""What a file says against what its text says: header, genre and promises, field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path

from conformance.letters import Letter
from tracker.errors import InputError
from tracker.extraction import extract
from tracker.model import Commitment, Document, Extraction
from tracker.reading import parse_reply, read
from tracker.reading.refusal import UnreadableError

_COMPARED = ("text", "section", "theme", "owner", "partners", "deadline", "targets", "grade")
"""Fields of a promise; offsets and the rule's name may differ with the layout of the text."""
_LONGEST = 60
"""Characters of a value that are shown."""


def find_differences(letter: Letter, path: Path, reader: Callable[[Path], Document] = read) -> list[str]:
    """What the file says otherwise than the text; empty where they agree."""
    try:
        found = extract(parse_reply(reader(path)))
    except (InputError, UnreadableError) as error:
        return [f"not read: {error}"]
    return list(_compare(letter.expected, found))


def _compare(expected: Extraction, found: Extraction) -> Iterator[str]:
    if expected.reply.genre is not found.reply.genre:
        yield _tell("genre", expected.reply.genre, found.reply.genre)
    for field in fields(expected.reply.header):
        before, after = (getattr(one.reply.header, field.name) for one in (expected, found))
        if before != after:
            yield _tell(field.name, before, after)
    yield from _compare_promises(expected.commitments, found.commitments)


def _compare_promises(expected: tuple[Commitment, ...], found: tuple[Commitment, ...]) -> Iterator[str]:
    if len(expected) != len(found):
        yield _tell("promises", len(expected), len(found))
        texts = {one.text for one in expected} ^ {one.text for one in found}
        yield from (f"promise only on one side: {_clip(text)}" for text in sorted(texts))
        return
    for number, (before, after) in enumerate(zip(expected, found, strict=True), 1):
        for name in _COMPARED:
            if _value(before, name) != _value(after, name):
                yield _tell(f"promise {number} {name}", _value(before, name), _value(after, name))


def _value(promise: Commitment, name: str) -> object:
    """Without the places in the text, which are those of another file."""
    if name == "targets":
        return tuple(target.text for target in promise.targets)
    return getattr(promise, name)


def _tell(name: str, before: object, after: object) -> str:
    """Long values from a little before the first character that differs."""
    one, other = str(before), str(after)
    first = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    start = max(first - 15, 0)
    return f"{name}: {_clip(one[start:])} → {_clip(other[start:])}"


def _clip(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
