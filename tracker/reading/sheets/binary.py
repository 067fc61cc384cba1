"""Old workbooks (.xls, .et) through xlrd: displayed texts, merged cells, what is hidden."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

import olefile  # type: ignore[import-untyped]

from tracker.model import Block
from tracker.reading.refusal import UnreadableError
from tracker.reading.sheets.display import show_number
from tracker.reading.sheets.grid import Area, Budget, Grid, read_grids

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Sheet

_BROKEN = (
    struct.error,
    AssertionError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    OverflowError,
    NotImplementedError,
    EOFError,
    OSError,
    ZeroDivisionError,
    RecursionError,
    StopIteration,
)
"""What xlrd and olefile raise on damaged bytes besides xlrd's own error."""
_DAMAGED = "电子表格已损坏，请重新下载，或用 Excel、WPS 打开后另存为 .xlsx"
_LOCKED = "是加密的电子表格，暂不能读取，请用 Excel 或 WPS 打开，去掉密码后另存为 .xlsx"
_MOST_SHEETS = 200


def read_xls(data: bytes) -> tuple[str, tuple[Block, ...]]:
    """Text and blocks of a workbook.  Raises ``UnreadableError`` and nothing else."""
    return read_grids(load_xls(data))


def load_xls(data: bytes) -> list[Grid]:
    """The visible sheets of a workbook, as they are displayed.  Raises ``UnreadableError`` and nothing else."""
    import xlrd
    from xlrd.biffh import XLRDError

    try:
        with xlrd.open_workbook(
            file_contents=load_stream(data),
            logfile=io.StringIO(),
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
        ) as book:
            return _read_book(book)
    except XLRDError as error:
        raise UnreadableError(_LOCKED if "encrypt" in str(error).lower() else _DAMAGED) from error
    except _BROKEN as error:
        raise UnreadableError(_DAMAGED) from error


def load_stream(data: bytes) -> bytes:
    """The records of the workbook: xlrd's own reading of compound files does not end on some damaged ones."""
    with olefile.OleFileIO(io.BytesIO(data)) as file:
        name = next(name for name in ("Workbook", "Book") if file.exists(name))
        with file.openstream(name) as stream:
            return bytes(stream.read())


def _read_book(book: Book) -> list[Grid]:
    budget = Budget()
    grids = []
    for index in range(min(book.nsheets, _MOST_SHEETS)):
        sheet = book.sheet_by_index(index)
        if sheet.visibility == 0:
            grids.append(_read_sheet(book, sheet, budget))
        book.unload_sheet(index)
    return grids


def _read_sheet(book: Book, sheet: Sheet, budget: Budget) -> Grid:
    grid = Grid(sheet.name)
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            text = _show(book, sheet, row, column)
            if text.strip():
                grid.rows.setdefault(row, {})[column] = budget.spend(text)
    grid.merged = [Area(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
    grid.hidden_rows = {row for row, info in sheet.rowinfo_map.items() if info.hidden}
    grid.hidden_columns = [(column, column) for column, info in sheet.colinfo_map.items() if info.hidden]
    return grid


def _show(book: Book, sheet: Sheet, row: int, column: int) -> str:
    """The text that a cell displays; an error (#REF!) is none."""
    import xlrd

    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind == xlrd.XL_CELL_TEXT:
        return str(value)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return "是" if value else "否"
    if kind not in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return ""
    style = book.xf_list[sheet.cell_xf_index(row, column)]
    found = book.format_map.get(style.format_key)
    code = found.format_str if found is not None else "General"
    return show_number(float(value), code, from_1904=bool(book.datemode))
