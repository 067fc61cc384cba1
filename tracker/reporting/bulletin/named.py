"""Items named one by one in a bulletin: the columns that all such tables begin with, and how long ones are cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.reporting.bulletin.phrases import number_sections
from tracker.reporting.report import Chapter
from tracker.reporting.table import Cell, Column, Kind, Table

ID = Column("id", "编号", Kind.NUMBER)
TEXT = Column("text", "承诺事项", long=True)
OWNER = Column("unit", "责任单位")


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a chapter, and how much it names."""

    title: str
    """Without a number."""
    tally: str
    """``3项``; empty where nothing is counted."""
    chapter: Chapter
    """What stands in it; its title is set when the sections are numbered."""

    @property
    def words(self) -> str:
        """How the chapter sums it up: ``逾期事项3项``."""
        return f"{self.title}{self.tally}"


def name_items(
    title: str,
    columns: tuple[Column, ...],
    rows: Sequence[tuple[Cell, ...]],
    most: int,
    *,
    unit: str = "项",
    sentence: str = "",
) -> Section | None:
    """A section that names items, ``None`` without any; of more than ``most`` the rest is counted."""
    if not rows:
        return None
    rest = len(rows) - most
    cut = f"共{len(rows)}{unit}，列前{most}{unit}，其余{rest}{unit}见附件。" if rest > 0 else ""
    sentences = tuple(words for words in (sentence, cut) if words)
    return Section(title, f"{len(rows)}{unit}", Chapter(title, sentences, (Table(columns, tuple(rows[:most])),)))


def number(sections: Sequence[Section]) -> tuple[Chapter, ...]:
    """The sections with their numbers and how much each names: ``（一）逾期事项（3项）``."""
    titles = number_sections(section.title for section in sections)
    return tuple(
        replace(section.chapter, title=f"{title}（{section.tally}）" if section.tally else title)
        for title, section in zip(titles, sections, strict=True)
    )
