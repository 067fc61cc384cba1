"""Workbooks and separated values (.xlsx, .xls, .et, .csv): each visible sheet as rows, cells as they are displayed.

Hidden sheets, rows and columns are left out: their makers took them out of the table.  A formula gives the
value that was stored with it; macros, links and pictures are not looked at.
"""

from __future__ import annotations

from tracker.reading.sheets.binary import read_xls
from tracker.reading.sheets.delimited import read_csv
from tracker.reading.sheets.workbook import read_xlsx

__all__ = ["read_csv", "read_xls", "read_xlsx"]
