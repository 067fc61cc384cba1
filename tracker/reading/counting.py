"""Automatic numbers of word processors: lists with levels, counted through a document, as text.

After ECMA-376 part 1, 17.9, which .doc, .docx and .rtf share: counters belong to a list's
definition, several lists may be made of one definition, and their overrides restart the counting.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.reading.numerals import render_number


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    start: int = 1
    """Its first number."""
    form: str = "decimal"
    """A format as ``w:numFmt`` names it."""
    text: str = ""
    """The label with ``%1`` … ``%9`` for the numbers of the levels."""
    spaced: bool = True
    """False where nothing stands between label and text."""
    restart: int | None = None
    """The level (from 1) at which it starts anew; ``None`` any higher one, 0 never."""
    legal: bool = False
    """True where all numbers are in figures."""
    style: str | None = None
    """The paragraph style that stands for this level."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that paragraphs name."""

    definition: str
    """What it is made of: lists with the same definition go on counting together."""
    levels: Mapping[int, Level]
    """Its levels from 0, overrides applied."""
    starts: Mapping[int, int] = field(default_factory=dict)
    """First numbers with which this list restarts levels of its definition."""


class Counters:
    """Counts through a document; ask for the label of each numbered paragraph once and in order."""

    def __init__(self, lists: Mapping[str, Listing]) -> None:
        self._lists = lists
        self._counters: dict[str, dict[int, int]] = {}
        self._used: set[tuple[str, int]] = set()

    def label(self, name: str | None, index: int) -> str:
        """The label of the next paragraph of a list on a level, empty where there is no such list."""
        found = self._lists.get(name or "")
        level = found.levels.get(index) if found else None
        if name is None or found is None or level is None:
            return ""
        self._step(name, found, index, level)
        return self._render(found, index, level)

    def start_at(self, definition: str, index: int, number: int) -> None:
        """The next paragraph on a level of a definition has this number."""
        self._counters.setdefault(definition, {})[index] = number - 1

    def _step(self, name: str, found: Listing, index: int, level: Level) -> None:
        counters = self._counters.setdefault(found.definition, {})
        if index in found.starts and (name, index) not in self._used:
            counters[index] = found.starts[index]
        elif index in counters:
            counters[index] += 1
        else:
            counters[index] = level.start
        self._used.add((name, index))
        for deeper in [depth for depth in counters if depth > index]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or index < restart:
                del counters[deeper]

    def _render(self, found: Listing, index: int, level: Level) -> str:
        if level.form == "bullet":
            return ""
        counters = self._counters[found.definition]

        def number(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            own = found.levels.get(depth, Level())
            form = "decimal" if level.legal and depth != index else own.form
            return render_number(counters.get(depth, found.starts.get(depth, own.start)), form)

        return space_label(re.sub(r"%([1-9])", number, level.text), level.spaced)


def space_label(label: str, spaced: bool = True) -> str:
    """A label as it stands before its text: one that ends in a mark needs no gap to be read.

    >>> space_label("一、"), space_label("第一条"), space_label("1", spaced=False)
    ('一、', '第一条 ', '1')
    """
    label = label.strip()
    return label + " " if label and spaced and label[-1].isalnum() else label
