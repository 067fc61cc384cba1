"""A workbook that is being written: its formats, its sheets, its bytes, which depend on nothing but what it holds."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from tracker.workbook.names import sheet_name
from tracker.workbook.text import legal

FONT, SIZE = "宋体", 10
"""Of every cell: every Chinese system has the font, or another for it."""
A4 = 9
"""Excel's number of the paper."""
DAY = "yyyy-mm-dd"
"""Number format of days."""
_EARLIEST = date(1900, 3, 1)
# Excel keeps fifteen digits of a number.
_LARGEST = 10**15
_RICH = "<r>"

Value = str | int | float | date | None
"""What a cell can hold."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks."""

    align: str = "left"
    """``left``, ``center`` or ``right``."""
    bold: bool = False
    """Set apart by weight."""
    fill: str | None = None
    """Colour behind the text, ``RRGGBB``."""
    color: str = "000000"
    """Colour of the text."""
    size: float = SIZE
    """In points."""
    border: bool = True
    """True for the cells of a table."""
    middle: bool = False
    """True where the text stands in the middle of its height, else at the top."""
    number: str = ""
    """Number format, empty for the general one."""


class _Sheet(Worksheet):  # type: ignore[misc]
    """A sheet whose rows are as high as reckoned until somebody types in them; then programs fit them anew."""

    def _xml_start_tag_unencoded(self, tag: str, attributes: Sequence[tuple[str, object]] = ()) -> None:
        if tag == "row":
            attributes = [pair for pair in attributes if pair[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)


class Book:
    """One workbook in the making; ``close`` gives its bytes."""

    def __init__(self, day: date, *, large: bool = False) -> None:
        """Begins a workbook made on a day; a ``large`` one is written row by row, from left to right."""
        self._file = io.BytesIO()
        options = {"constant_memory": True} if large else {"in_memory": True}
        safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self.workbook = Workbook(self._file, options | safe)
        self.workbook.set_properties({"created": datetime.combine(day, time())})
        self._formats: dict[Look, Format] = {}
        self._names: set[str] = set()

    def add(self, words: str) -> Worksheet:
        """A sheet at the end, named after some words."""
        name = sheet_name(words, self._names)
        self._names.add(name.casefold())
        sheet: Worksheet = self.workbook.add_worksheet(name, worksheet_class=_Sheet)
        sheet.set_paper(A4)
        return sheet

    def format(self, look: Look) -> Format:
        """The format of a look, made once."""
        if look not in self._formats:
            self._formats[look] = self.workbook.add_format(_describe(look))
        return self._formats[look]

    def put(self, sheet: Worksheet, row: int, column: int, value: Value, format: Format) -> None:
        """Write a cell by the type of its value; a text is never anything but text."""
        if value is None or value == "":
            sheet.write_blank(row, column, None, format)
        elif isinstance(value, date):
            _put_day(sheet, row, column, value, format)
        elif isinstance(value, str):
            _put_text(sheet, row, column, value, format)
        elif abs(value) < _LARGEST:
            sheet.write_number(row, column, value, format)
        else:
            sheet.write_string(row, column, str(value), format)

    def close(self) -> bytes:
        """The bytes of the whole."""
        self.workbook.close()
        return self._file.getvalue()


def _put_day(sheet: Worksheet, row: int, column: int, day: date, format: Format) -> None:
    if day < _EARLIEST:
        sheet.write_string(row, column, day.isoformat(), format)
    else:
        sheet.write_datetime(row, column, day, format)


def _put_text(sheet: Worksheet, row: int, column: int, text: str, format: Format) -> None:
    kept = legal(text)
    if kept.startswith(_RICH):
        # XlsxWriter would take what begins like this for its own markup; in pieces it is escaped.
        sheet.write_rich_string(row, column, *_RICH[:-1], kept[len(_RICH) - 1 :], format)
    else:
        sheet.write_string(row, column, kept, format)


def _describe(look: Look) -> dict[str, object]:
    described: dict[str, object] = {
        "font_name": FONT,
        "font_size": look.size,
        "font_color": f"#{look.color}",
        "bold": look.bold,
        "align": look.align,
        "valign": "vcenter" if look.middle else "top",
        "text_wrap": True,
    }
    if look.border:
        described |= {"border": 1, "border_color": "#BFBFBF"}
    if look.fill:
        described |= {"bg_color": f"#{look.fill}"}
    if look.number:
        described |= {"num_format": look.number}
    return described
