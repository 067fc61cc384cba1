"""The other ways in which the name of an organ is printed, so that whoever asks for 住建局 finds 住房和城乡建设局 too."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

_SUFFIX = re.compile(r"(?<=..)(?:委员会|办公室|[局厅委办])$")


def find_spellings(words: str) -> tuple[str, ...]:
    """The words, and what else stands for the organ that they end with; without 局, 委 and the like at the end.

    >>> find_spellings("市发改委")
    ('市发改委', '市发展和改革', '市发展改革', '市发展改革和科技', '市发展改革科技')
    >>> find_spellings("路灯管理处")
    ('路灯管理处',)
    """
    stem = _SUFFIX.sub("", words)
    known = [(own, others) for others in _load_stems() for own in others if stem.endswith(own)]
    if not known:
        return (words,)
    longest = max(len(own) for own, _ in known)
    before = stem[: len(stem) - longest]
    others = {before + other for own, group in known if len(own) == longest for other in group}
    return (words, *sorted(others - {stem, words}))


@cache
def _load_stems() -> tuple[frozenset[str], ...]:
    """The names of each organ without their ends, with and without 和."""
    text = resources.files("tracker.ledger").joinpath("organs.toml").read_text("utf-8")
    groups = []
    for organ in tomllib.loads(text)["organ"]:
        stems = {_SUFFIX.sub("", name) for name in (organ["name"], *organ["short"])}
        groups.append(frozenset(stems | {stem.replace("和", "") for stem in stems}))
    return tuple(groups)
