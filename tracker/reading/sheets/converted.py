"""Workbooks that have no reader of their own here (.ods, .xlsb), as .xlsx by LibreOffice where it is installed."""

from __future__ import annotations

from tracker.reading.formats import Format
from tracker.reading.office import convert
from tracker.reading.refusal import UnreadableError


def convert_workbook(data: bytes) -> bytes:
    """The workbook as .xlsx.  Raises ``UnreadableError`` where nothing converts it."""
    converted = convert(data, ".ods" if b"opendocument" in data[:100] else ".xlsb", "xlsx")
    if converted is None:
        raise UnreadableError(Format.SHEET.refusal)
    return converted
