"""Workbooks read back by openpyxl, which knows nothing of how they were written."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet


def read_back(data: bytes) -> Workbook:
    """The workbook, formulas as formulas."""
    return load_workbook(io.BytesIO(data))


def cells(sheet: Worksheet) -> list[list[object]]:
    """All values of a sheet."""
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def is_inert(data: bytes) -> bool:
    """True where no part holds a formula, a link, a macro or a reference to another file, and all XML is well-formed.

    The formulas of rules (drop-down lists, colours) and of charts, which point into the file, do not count.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            text = package.read(name).decode("utf-8")
            ElementTree.fromstring(text)
            if name.startswith("xl/worksheets/sheet") and re.search(r"<f[ >]|<hyperlink", text):
                return False
            if name.endswith(".rels") and "External" in text:
                return False
        return not any("vba" in name or "externalLink" in name for name in package.namelist())
