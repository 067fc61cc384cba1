"""The ledger of the page: which columns can be filtered, what opens under a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from tracker.reporting.report import ItemPage, Report
from tracker.reporting.table import Cell, Kind, Share, Table

_MOST_CHOICES = 200
_FEW = 8


@dataclass(frozen=True, slots=True)
class Filter:
    """A column of which rows can be chosen by value."""

    place: int
    """Which column."""
    title: str
    """Its title."""
    choices: tuple[tuple[str, int], ...]
    """The texts and how many rows have them, the most frequent first."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the ledger."""

    id: int | None
    """Of its item, ``None`` where no item is shown."""
    cells: tuple[tuple[str, str | None], ...]
    """Text, and what it is sorted by where that is not the text."""
    page: ItemPage | None
    """What opens, ``None`` for nothing."""


class Ledger:
    """A table of items and what the page makes of it."""

    def __init__(self, table: Table, pages: tuple[ItemPage, ...]) -> None:
        """Pages belong to the rows that begin with their id."""
        self.table = table
        self._texts = table.texts()
        self._pages = {page.id: page for page in pages}
        names = [place for place, column in enumerate(table.columns) if column.kind is Kind.TEXT]
        running = [place for place in names if table.columns[place].long]
        self.opener: int | None = next(iter([*running, *names]), None)
        """The column whose text opens the page of its item."""

    @property
    def count(self) -> int:
        """How many rows there are, without the sums."""
        return len(self.table.rows)

    @property
    def total(self) -> tuple[str, ...] | None:
        """The texts of the sums, ``None`` without."""
        return self._texts[-1] if self.table.total else None

    def rows(self) -> Iterator[Row]:
        """In the order of the report."""
        for values, texts in zip(self.table.rows, self._texts, strict=False):
            id = values[0] if isinstance(values[0], int) else None
            cells = tuple((text, _sort_key(value)) for text, value in zip(texts, values, strict=True))
            yield Row(id, cells, self._pages.get(id) if id is not None else None)

    def filters(self) -> list[Filter]:
        """Columns of short texts that repeat."""
        found = []
        for place, column in enumerate(self.table.columns):
            if column.kind is not Kind.TEXT or column.long:
                continue
            counts = Counter(texts[place] for texts in self._texts[: self.count])
            if 2 <= len(counts) <= min(_MOST_CHOICES, max(self.count // 2, _FEW)):
                choices = tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
                found.append(Filter(place, column.title, choices))
        return found


def _sort_key(value: Cell) -> str | None:
    """What a cell is sorted by where its text will not do; empty for what is not known, which comes last."""
    if value is None or value == "":
        return ""
    if isinstance(value, Share):
        return "" if value.ratio is None else f"{value.ratio:.6f}"
    return None


def find_ledger(report: Report) -> Ledger | None:
    """The ledger: the first table of the annex, ``None`` where it has none."""
    tables = report.annex.tables
    return Ledger(tables[0], report.items) if tables and tables[0].rows else None


def web_address(address: str | None) -> str | None:
    """The address where following it only opens a page of the web.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)"), web_address("http:///a")
    ('https://example.org/a', None, None)
    """
    try:
        parts = urlsplit((address or "").strip())
    except ValueError:
        return None
    return parts.geturl() if parts.scheme in ("http", "https") and parts.netloc else None
