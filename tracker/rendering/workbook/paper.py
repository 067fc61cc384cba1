"""A sheet that is written from top to bottom: titles, paragraphs and tables under each other, over the same columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from tracker.reporting.table import Cell, Column, Kind, Table, cell_text
from tracker.workbook import sheet as tables
from tracker.workbook.book import Book, Look, Value
from tracker.workbook.lights import light_colors
from tracker.workbook.measure import fit_height, fit_width
from tracker.workbook.text import legal

_RED = "C00000"
_LIGHT = "light"
_SAMPLE = 300
_NARROWEST, _WIDEST, _LONG = 7, 26, 48
_FROZEN_ROWS = 12
"""Panes are frozen where no more than this stands above the rows: else nothing of them would be seen."""


class Paper:
    """One sheet in the making."""

    def __init__(self, book: Book, sheet: Worksheet, widths: Sequence[float]) -> None:
        self._book = book
        self._sheet = sheet
        self._widths = tuple(widths)
        self.row = 0
        """The next row."""
        for place, width in enumerate(self._widths):
            sheet.set_column(place, place, width)

    @classmethod
    def for_tables(cls, book: Book, sheet: Worksheet, shown: Sequence[Table], *, least: float) -> Paper:
        """A sheet whose columns are as wide as its tables need, and together at least so wide."""
        widths: list[float] = []
        for table in shown:
            for place, width in enumerate(_measure(table)):
                if place == len(widths):
                    widths.append(width)
                widths[place] = max(widths[place], width)
        # Several columns rather than a wide one: a text over merged cells wraps in every program.
        while (missing := least - sum(widths)) > 0:
            widths.append(min(missing, _WIDEST))
        return cls(book, sheet, widths)

    def write_red(self, text: str) -> None:
        """The red header (红头)."""
        self._write_across(text, Look("center", bold=True, color=_RED, size=22, border=False, middle=True))

    def write_title(self, text: str) -> None:
        """What the sheet is about."""
        self._write_across(text, Look("center", bold=True, size=16, border=False, middle=True))

    def write_heading(self, text: str) -> None:
        """The title of a part."""
        self._write_across(text, Look(bold=True, size=12, border=False, middle=True))

    def write_paragraphs(self, texts: Iterable[str], *, small: bool = False) -> None:
        """Sentences, each in a row of its own."""
        for text in texts:
            self._write_across(text, Look(size=9 if small else 11, border=False, color="595959" if small else "000000"))

    def write_pair(self, label: str, text: str) -> None:
        """A label and what it stands for."""
        look, kept = Look(size=11, border=False), legal(text)
        self._book.put(self._sheet, self.row, 0, label, self._book.format(replace(look, bold=True)))
        self._sheet.set_row(self.row, fit_height([(kept, sum(self._widths[1:]))], look.size))
        self._merge((1, len(self._widths) - 1), kept, look)

    def skip(self) -> None:
        """Leave a row free."""
        self.row += 1

    def write_table(self, table: Table) -> int:
        """A table with its title above it and a free row below; returns the row of its titles."""
        if table.title:
            self._write_across(
                table.title, Look("center", bold=True, size=11, border=False, middle=True), len(table.columns)
            )
        header = self.row
        columns = [self._describe(column, table, place) for place, column in enumerate(table.columns)]
        rows = (_values(row, table.columns) for row in table.rows)
        total = _values(table.total, table.columns) if table.total else None
        self.row = tables.write_table(self._book, self._sheet, header, columns, rows, total) + 1
        return header

    def make_scrollable(self, header: int, table: Table) -> None:
        """Let the rows of the only table be filtered, its titles staying in sight."""
        self._sheet.autofilter(header, 0, header + len(table.rows), len(table.columns) - 1)
        if header <= _FROZEN_ROWS:
            self._sheet.freeze_panes(header + 1, 1)

    def _describe(self, column: Column, table: Table, place: int) -> tables.Column:
        align = "right" if column.kind in (Kind.NUMBER, Kind.SHARE) else "center" if column.kind is Kind.DAY else "left"
        named = sorted({cell_text(row[place]) for row in table.rows}) if column.key == _LIGHT else ()
        return tables.Column(
            column.title, self._widths[place], align, day=column.kind is Kind.DAY, colors=light_colors(named)
        )

    def _write_across(self, text: str, look: Look, columns: int | None = None) -> None:
        """Write a text over the first columns, or all, and go to the next row."""
        kept = legal(text)
        width = sum(self._widths[:columns])
        self._sheet.set_row(self.row, fit_height([(kept, width)], look.size) + 4)
        self._merge((0, len(self._widths[:columns]) - 1), kept, look)

    def _merge(self, places: tuple[int, int], text: str, look: Look) -> None:
        format = self._book.format(look)
        first, last = places
        if last > first:
            self._sheet.merge_range(self.row, first, self.row, last, None, format)
        self._book.put(self._sheet, self.row, first, text, format)
        self.row += 1


def _values(cells: Sequence[Cell], columns: Sequence[Column]) -> tuple[Value, ...]:
    return tuple(_value(cell, column.kind) for cell, column in zip(cells, columns, strict=True))


def _value(cell: Cell, kind: Kind) -> Value:
    """A cell as it is written: numbers and days of their columns as such, all else as every format shows it."""
    if isinstance(cell, date if kind is Kind.DAY else int):
        return cell
    return legal(cell_text(cell))


def _measure(table: Table) -> list[float]:
    texts = Table(table.columns, table.rows[:_SAMPLE], total=table.total).texts()
    return [
        fit_width(column.title, (row[place] for row in texts), _NARROWEST, _LONG if column.long else _WIDEST)
        for place, column in enumerate(table.columns)
    ]
