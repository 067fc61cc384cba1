"""Annotated replies: pairs NAME.txt and NAME.gold.json in a folder, as the annotation guide describes them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.errors import InputError
from tracker.model import Document
from tracker.reading import read

_SUFFIX = ".gold.json"


@dataclass(frozen=True, slots=True)
class Annotated:
    """One reply with what a careful person found in it."""

    path: Path
    """The source text."""
    document: Document
    """The source as it is read."""
    reply: Mapping[str, Any]
    """Header fields; ``FIELD_alt`` lists further right answers."""
    commitments: tuple[Mapping[str, Any], ...]
    """What was found: text, section, theme, owner, partners, deadline, targets, optional."""

    @property
    def text(self) -> str:
        """The text of the source."""
        return self.document.text


def load_annotated(folder: Path) -> list[Annotated]:
    """All annotated replies of a folder, by name.

    Raises ``InputError`` for a folder without any, a missing source, and an annotation that is none.
    """
    paths = sorted(folder.glob(f"*{_SUFFIX}"))
    if not paths:
        raise InputError(str(folder), f"没有标注文件（*{_SUFFIX}），请指明标注语料所在的文件夹")
    return [_load(path) for path in paths]


def _load(path: Path) -> Annotated:
    try:
        data = json.loads(path.read_text("utf-8"))
        reply, commitments = data["reply"], tuple(data["commitments"])
        if not all(isinstance(one["text"], str) and one["text"] for one in commitments):
            raise KeyError("text")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(str(path), "不是标注文件（需要 JSON 对象，含 reply 和 commitments）") from error
    source = path.with_name(path.name.removesuffix(_SUFFIX) + ".txt")
    return Annotated(source, read(source), reply, commitments)


def corpus_key(replies: Sequence[Annotated]) -> str:
    """SHA-256 over the sources and annotations: figures of another corpus cannot be compared."""
    digest = hashlib.sha256()
    for one in replies:
        content = json.dumps(
            [one.path.name, one.text, one.reply, list(one.commitments)], ensure_ascii=False, sort_keys=True
        )
        digest.update(content.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
