"""Statuses by the words that offices use for them; the words are data."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from tracker.chinese import fold
from tracker.model import Status

_BRACKETS = re.compile(r"（[^（）]*）|〔[^〔〕]*〕|【[^【】]*】")
_BETWEEN = re.compile(r"[\s，。、；：！？,.;:!?·…—\-~]+")


@cache
def load_synonyms() -> dict[str, Status]:
    """Every word of the table, as ``normal_word`` has it, with its status; keys and labels are words as well."""
    table = tomllib.loads(resources.files("tracker.exchange").joinpath("synonyms.toml").read_text("utf-8"))
    words = {normal_word(word): Status(key) for key, entry in table.items() for word in entry["words"]}
    own = {normal_word(word): status for status in Status for word in (status.label, status.value)}
    return words | own


def normal_word(text: str) -> str:
    """A word as it is compared: without white space, punctuation and what stands in brackets.

    >>> normal_word(" 正在 推进（约60%）。"), normal_word("in_progress")
    ('正在推进', 'in_progress')
    """
    return _BETWEEN.sub("", _BRACKETS.sub("", fold(text))).casefold()


def find_status(text: str) -> Status | None:
    """The status that a word stands for, ``None`` for one that nobody knows.

    >>> find_status("已办结。"), find_status("基本完成"), find_status("差不多了")
    (<Status.DONE: 'done'>, <Status.IN_PROGRESS: 'in_progress'>, None)
    """
    return load_synonyms().get(normal_word(text))
