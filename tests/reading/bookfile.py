"""Workbooks for the tests: a task table as offices keep it, written by a program of its own."""

from __future__ import annotations

import io
import struct
from datetime import date

import xlsxwriter

from tests.reading.docfile import compound_file

HEADER = ("序号", "工作任务", "牵头单位", "配合单位", "完成时限", "完成比例", "进展情况")


def task_book() -> bytes:
    """A title over all columns, 牵头单位 merged over two rows, a hidden row, a hidden sheet, dates and figures."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    day = book.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
    share = book.add_format({"num_format": "0%"})
    sheet = book.add_worksheet("任务清单")
    sheet.merge_range("A1:G1", "云溪市2024年重点任务分解表")
    sheet.write_row("A2", HEADER)
    sheet.write_row("A3", (1, "新建社区食堂20家"))
    sheet.merge_range("C3:C4", "市民政局")
    sheet.write_datetime("E3", date(2024, 9, 30), day)
    sheet.write_number("F3", 0.35, share)
    sheet.write_string("G3", "推进中")
    sheet.write_row("A4", (2, "印发助餐补贴办法"))
    sheet.write_string("D4", "市财政局")
    sheet.write_formula("F4", "=1/2", share, 0.5)
    sheet.write_row("A5", (3, "不再实施的任务", "市民政局"))
    sheet.set_row(4, None, None, {"hidden": True})
    sheet.write_row("A6", (4, "改造\n路灯二十盏", "市城管局"))
    notes = book.add_worksheet("草稿")
    notes.write_string("A1", "不给人看的内容")
    notes.hide()
    book.close()
    return stream.getvalue()


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _wide(text: str) -> bytes:
    return b"\x01" + text.encode("utf-16-le")


def _row(number: int, *, hidden: bool = False) -> bytes:
    return _record(0x0208, struct.pack("<HHHHHHI", number, 0, 9, 255, 0, 0, 0x0100 | (0x20 if hidden else 0)))


def old_text(row: int, column: int, text: str) -> bytes:
    return _record(0x0204, struct.pack("<HHHH", row, column, 0, len(text)) + _wide(text))


def old_number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return _record(0x0203, struct.pack("<HHHd", row, column, style, value))


def old_flag(row: int, column: int, value: int, *, error: bool = False) -> bytes:
    return _record(0x0205, struct.pack("<HHHBB", row, column, 0, value, error))


def old_merged(top: int, bottom: int, left: int, right: int) -> bytes:
    return _record(0x00E5, struct.pack("<HHHHH", 1, top, bottom, left, right))


def old_hidden_row(row: int) -> bytes:
    return _row(row, hidden=True)


def old_hidden_column(column: int) -> bytes:
    return _record(0x007D, struct.pack("<HHHHHH", column, column, 2048, 0, 1, 0))


def old_book(*cells: bytes, draft: bytes = b"", locked: bool = False) -> bytes:
    """The bytes of an .xls with one visible sheet and a hidden one; style 1 is a day as Chinese programs write it.

    After MS-XLS 2.4: BOF, FILEPASS, FONT, FORMAT, XF, BOUNDSHEET and the records of cells.
    """
    head = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    if locked:
        head += _record(0x002F, bytes(6))
    font = struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 134, 0) + b"\x02" + _wide("宋体")
    code = 'yyyy"年"m"月"d"日"'
    head += _record(0x0031, font) * 4 + _record(0x041E, struct.pack("<HH", 164, len(code)) + _wide(code))
    head += b"".join(_record(0x00E0, struct.pack("<HHHBBBBIIH", 0, key, 0, 0, 0, 0, 0, 0, 0, 0)) for key in (0, 164))
    sheets = [
        _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0)) + content + _record(0x000A, b"")
        for content in (b"".join(cells), draft)
    ]
    names = ("任务", "草稿")
    at = len(head) + sum(4 + 8 + 2 * len(name) for name in names) + 4
    for name, content, state in zip(names, sheets, (0, 1), strict=True):
        head += _record(0x0085, struct.pack("<IBBB", at, state, 0, len(name)) + _wide(name))
        at += len(content)
    stream = head + _record(0x000A, b"") + b"".join(sheets)
    return compound_file({"Workbook": stream.ljust(4096, b"\x00")})
