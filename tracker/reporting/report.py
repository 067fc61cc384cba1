"""What a report is, independent of any format: chapters of sentences, tables and charts, and the items behind them.

Every format shows the same sentences and the same ``Table.texts()``; charts show numbers that stand in a table, too,
so that nothing is lost where a format draws none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.reporting.table import Table


class ChartKind(StrEnum):
    """How a chart is drawn."""

    BAR = "bar"
    """One bar a category for each series, side by side."""
    STACKED = "stacked"
    """One bar a category, the series on top of each other."""
    LINE = "line"
    """One line a series; categories are points in time."""


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers of a chart."""

    name: str
    """Chinese name, shown in the legend."""
    values: tuple[float | None, ...]
    """One a category; ``None`` where there is no figure."""
    key: str = ""
    """English key for a fixed colour: a status, ``overdue``, ``completion`` …; empty for the colour of its place."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers to be drawn."""

    key: str
    """English name for machines: ``statuses``, ``trend``, ``units``."""
    title: str
    """Chinese title."""
    kind: ChartKind
    """How it is drawn."""
    categories: tuple[str, ...]
    """Chinese labels of the categories."""
    series: tuple[Series, ...]
    """In the order of the legend."""
    percent: bool = False
    """True where the values are percentages from 0 to 100, else they are counts."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A headed part of a report: sentences, then tables and charts, then the chapters below it."""

    title: str
    """Chinese heading with its number as official documents count: ``一、总体情况``, ``（一）新增事项``."""
    sentences: tuple[str, ...] = ()
    """Paragraphs."""
    tables: tuple[Table, ...] = ()
    """Figures or named items; their titles stand above them."""
    charts: tuple[Chart, ...] = ()
    """Drawn where the format can."""
    chapters: tuple[Chapter, ...] = ()
    """The level below."""
    landscape: bool = False
    """True for a wide annex, which paged formats turn."""


@dataclass(frozen=True, slots=True)
class Masthead:
    """What stands above and below the text of a report."""

    title: str
    """``承诺事项办理情况通报（2024年9月）``."""
    number: int | None
    """第N期, ``None`` for a report that was not issued."""
    issuer: str | None
    """The issuing office (发文机关), by profile; also the signature."""
    dated: date
    """Day of issue, else of making (成文日期)."""
    period: str
    """What the report covers: ``2024年9月1日至9月30日``."""
    cutoff: date
    """The day whose end the figures show (统计截止日)."""
    draft: bool
    """True while unreviewed items are in it; every format then says 草稿."""
    red_header: str | None = None
    """Text of the red header (红头), ``None`` for none."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the history of an item, for people."""

    day: date
    """Effective day."""
    person: str
    """Who typed it."""
    text: str
    """``状态：推进中→已完成``."""


@dataclass(frozen=True, slots=True)
class ItemPage:
    """All that a report can show of one item."""

    id: int
    """Its permanent number."""
    quote: str
    """The promise as printed."""
    fields: tuple[tuple[str, str], ...]
    """Chinese label and text, in the order shown; without empty ones."""
    history: tuple[Happening, ...]
    """Old ones first."""
    evidence: tuple[tuple[str, str | None], ...]
    """What it is called, and its address where that is http or https, else ``None``."""


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report."""

    masthead: Masthead
    """Above and below."""
    lead: tuple[str, ...]
    """Paragraphs before the first chapter."""
    chapters: tuple[Chapter, ...]
    """In order."""
    annex: Chapter
    """附件: the ledger."""
    items: tuple[ItemPage, ...] = ()
    """The items of the annex in its order, for formats that show more than a row; its first column is their id."""
    notes: tuple[str, ...] = ()
    """How the figures are reckoned (统计口径), in small print."""
