"""Tables that come back from offices (.xlsx, .xlsm, .xls, .et, .csv): every sheet, hidden ones too, as rows of values.

Nothing is carried out: of a formula the value counts that was stored with it, else its own text; macros, links and
queries are not looked at.  Rows are given one by one, so that a large ledger costs what its reader keeps of it.
"""

from __future__ import annotations

import csv
import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from tracker.reading.formats import Format, recognise_bytes
from tracker.reading.refusal import UnreadableError
from tracker.reading.sheets.converted import convert_workbook
from tracker.reading.text import decode

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Sheet as OldSheet

Value = str | int | float | date | None
"""What stands in a cell: percentages as text with their sign, times of day as text, errors (#REF!) as text."""
Row = tuple[int, tuple[Value, ...]]
"""The number of a row, from 1, and its cells."""

MOST_COLUMNS = 200
"""Columns that are looked at; the ledger has a seventh of them."""
MOST_SHEETS = 100
LARGEST = 2 << 30
"""Bytes that the parts of a workbook may have when they are unpacked; 100,000 rows have a quarter of it."""
_DECIMAL = re.compile(r"\d{1,9}\.\d{1,6}", re.ASCII)
_LONGEST_CELL = 1_000_000
_DAMAGED = "电子表格已损坏，请重新发送，或用 Excel、WPS 打开后另存为 .xlsx"
_LOCKED = "是加密的电子表格，请用 Excel 或 WPS 打开，去掉密码后另存为 .xlsx"
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, ParseError, AssertionError, LookupError, ValueError, TypeError,
    AttributeError, OverflowError, NotImplementedError, EOFError, OSError, ZeroDivisionError, RuntimeError,
    StopIteration,
)  # fmt: skip
"""What openpyxl and xlrd raise on damaged bytes."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""Characters that XML does not hold, and what looks like them (ECMA-376 part 1, 22.9.2.19); openpyxl leaves them."""
_BARE_FORMULA = re.compile(rb"<f(?:/>|[ >][^<]*(?:</f>)?)\s*(?:<v\s*/>|<v></v>|</c>)")
"""A formula and no value behind it."""
_OVERLAP = 1 << 14
"""More than a formula can be long."""
_TOTAL = "电子表格解压后过大，出于安全不予读取，请用 Excel 或 WPS 打开后另存为 .xlsx"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a table, its rows still to be read."""

    name: str
    """What its tab says, empty for separated values."""
    rows: Iterator[Row]
    """The rows that hold anything, in order; reading them raises ``UnreadableError``."""


def read_sheets(data: bytes, name: str) -> Iterator[Sheet]:
    """The sheets of a table; each has to be read before the next one.  Raises ``UnreadableError`` and nothing else."""
    if not data:
        raise UnreadableError("是空文件（0 字节），请重新发送")
    found = recognise_bytes(data, name)
    if found is Format.SHEET:
        data, found = convert_workbook(data), Format.XLSX
    if found is Format.XLSX:
        return _read_new(data)
    if found is Format.XLS:
        return _read_old(data)
    if found is None:
        return iter([Sheet("", _read_separated(decode(data)))])
    if found is Format.DAMAGED:
        raise UnreadableError(_DAMAGED)
    raise UnreadableError(
        found.refusal if found.advice else f"是{found.label}，不是表格，请发回 .xlsx、.xls 或 .csv 文件"
    )


@contextmanager
def _guarded() -> Iterator[None]:
    from xlrd.biffh import XLRDError

    try:
        # What openpyxl warns of (unknown extensions, odd styles) concerns nobody here.
        with warnings.catch_warnings(action="ignore"):
            yield
    except UnreadableError:
        raise
    except XLRDError as error:
        raise UnreadableError(_LOCKED if "encrypt" in str(error).lower() else _DAMAGED) from error
    except _BROKEN as error:
        raise UnreadableError(_DAMAGED) from error


# Workbooks of today


def _read_new(data: bytes) -> Iterator[Sheet]:
    with _guarded():
        from openpyxl import load_workbook

        bare = _check_parts(data)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        texts = load_workbook(io.BytesIO(data), read_only=True, keep_links=False) if bare else book
        pairs = zip(book.worksheets[:MOST_SHEETS], texts.worksheets, strict=False)
        sheets = [pair for pair in pairs if hasattr(pair[0], "iter_rows")]
    for sheet, formulas in sheets:
        with _guarded():
            # What the sheet says of its size is often wrong after other programs.
            sheet.reset_dimensions()
            rows: Iterator[tuple[Any, ...]] = sheet.iter_rows()
            if bare:
                formulas.reset_dimensions()
                rows = map(_fill_in_formulas, rows, formulas.iter_rows())
        yield Sheet(sheet.title, _read_rows(rows))


def _fill_in_formulas(cells: tuple[Any, ...], formulas: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row in which formulas without a stored value stand as they are written."""
    return tuple(
        formula if cell.value is None and getattr(formula, "data_type", "n") == "f" else cell
        for cell, formula in zip(cells, formulas, strict=True)
    )


def _check_parts(data: bytes) -> bool:
    """No more than a ledger can have, and no document types: sizes in the directory bound what is unpacked.

    Whether there are formulas whose value nobody stored.
    """
    bare = False
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > LARGEST:
            raise UnreadableError(_TOTAL)
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                with archive.open(part) as content:
                    if b"<!DOCTYPE" in content.read(4096):
                        raise UnreadableError("电子表格含有文档类型声明，出于安全不予读取，请用 Excel 另存为 .xlsx")
                if part.filename.startswith("xl/worksheets/sheet"):
                    bare = bare or _has_bare_formula(archive, part)
    return bare


def _has_bare_formula(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    with archive.open(part) as content:
        rest = b""
        while block := content.read(1 << 20):
            if _BARE_FORMULA.search(rest + block):
                return True
            rest = block[-_OVERLAP:]
    return False


def _read_rows(rows: Iterator[tuple[Any, ...]]) -> Iterator[Row]:
    number = 0
    while True:
        with _guarded():
            cells = next(rows, None)
            if cells is None:
                return
            number += 1
            values = tuple(map(_read_cell, cells[:MOST_COLUMNS]))
        if any(value is not None for value in values):
            yield number, values


def _read_cell(cell: Any) -> Value:
    """The value of one of openpyxl's several kinds of cells."""
    value = cell.value
    if value is None or isinstance(value, str):
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value) or None if value else None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return _show_percent(value) if "%" in str(cell.number_format) else _plain(value)
    return _plain_moment(value)


def _plain_moment(value: object) -> Value:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return str(value) if isinstance(value, time | timedelta) else str(value or "") or None


def _show_percent(value: float) -> str:
    """A number that is displayed as a percentage, with its sign."""
    shown = Decimal(repr(value)) * 100
    return f"{shown.normalize():f}%" if shown.is_finite() else str(value)


def _plain(value: float) -> Value:
    """A number; whole ones as such, whatever program wrote them."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value


# Old workbooks


def _read_old(data: bytes) -> Iterator[Sheet]:
    with _guarded():
        import xlrd

        from tracker.reading.sheets.binary import load_stream

        book = xlrd.open_workbook(
            file_contents=load_stream(data), logfile=io.StringIO(), formatting_info=True, ragged_rows=True
        )
    for index in range(min(book.nsheets, MOST_SHEETS)):
        with _guarded():
            sheet = book.sheet_by_index(index)
        yield Sheet(sheet.name, _read_old_rows(book, sheet))


def _read_old_rows(book: Book, sheet: OldSheet) -> Iterator[Row]:
    for row in range(sheet.nrows):
        with _guarded():
            width = min(sheet.row_len(row), MOST_COLUMNS)
            values = tuple(_read_old_cell(book, sheet, row, column) for column in range(width))
        if any(value is not None for value in values):
            yield row + 1, values


def _read_old_cell(book: Book, sheet: OldSheet, row: int, column: int) -> Value:
    import xlrd

    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind == xlrd.XL_CELL_TEXT:
        return str(value) or None
    if kind == xlrd.XL_CELL_BOOLEAN:
        return "是" if value else "否"
    if kind == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(int(value), "#ERROR!"))
    if kind == xlrd.XL_CELL_DATE:
        moment = xlrd.xldate_as_datetime(float(value), book.datemode)
        return moment.date() if float(value) >= 1 else str(moment.time())
    if kind != xlrd.XL_CELL_NUMBER:
        return None
    style = book.xf_list[sheet.cell_xf_index(row, column)]
    found = book.format_map.get(style.format_key)
    percent = found is not None and "%" in found.format_str
    return _show_percent(float(value)) if percent else _plain(float(value))


# Separated values


def _read_separated(text: str) -> Iterator[Row]:
    from tracker.reading.sheets.delimited import find_separator

    csv.field_size_limit(_LONGEST_CELL)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=find_separator(text)), 1):
            values = tuple(_parse_separated(_unguard(cell)) for cell in cells[:MOST_COLUMNS])
            if any(values):
                yield number, values
    except csv.Error as error:
        raise UnreadableError("表格文本的引号不成对，请用 Excel 或 WPS 打开后另存为 .xlsx") from error


def _parse_separated(cell: str) -> Value:
    """A cell; of a bare decimal nobody can tell any more whether it was typed as a text: 9.30 is saved as 9.3."""
    return float(cell) if _DECIMAL.fullmatch(cell) and str(float(cell)) == cell else cell or None


def _unguard(cell: str) -> str:
    """The cell without the sign that keeps programs from taking it for a formula."""
    from tracker.workbook.text import guard_formula

    return cell[1:] if cell.startswith("'") and guard_formula(cell[1:]) == cell else cell
