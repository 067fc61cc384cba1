"""Tables as CSV that Excel opens rightly: a BOM, and no cell that it would take for a formula."""

from __future__ import annotations

import csv
import io

from tracker.printable import clean
from tracker.reporting.table import Cell, Share, Table
from tracker.workbook.text import guard_formula


def render_csv(table: Table) -> bytes:
    """The table in UTF-8 with BOM and CRLF; what is not known is an empty cell."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([column.title for column in table.columns])
    writer.writerows([[_cell(cell) for cell in row] for row in table.rows])
    return text.getvalue().encode("utf-8-sig", "replace")


def _cell(cell: Cell) -> str | int:
    if cell is None:
        return ""
    if isinstance(cell, int):
        return cell
    text = str(cell) if isinstance(cell, Share) else clean(str(cell))
    return guard_formula(text)
