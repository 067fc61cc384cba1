"""The ledger as CSV with the columns of the sheet, those that make a row known last; Excel opens it rightly."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from tracker.exchange.columns import COLUMNS, Cell, Entry, row_of
from tracker.workbook.text import guard_formula

_ORDER = sorted(range(len(COLUMNS)), key=lambda place: (COLUMNS[place].hidden, place))


def render_ledger_csv(entries: Iterable[Entry]) -> bytes:
    """UTF-8 with BOM and CRLF; what a program would take for a formula is quoted by ``'``."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([COLUMNS[place].title for place in _ORDER])
    for entry in entries:
        row = row_of(entry)
        writer.writerow([_text(row[place]) for place in _ORDER])
    return text.getvalue().encode("utf-8-sig")


def _text(cell: Cell) -> str | int:
    if isinstance(cell, int):
        return cell
    return "" if cell is None else guard_formula(str(cell))
