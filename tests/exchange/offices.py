"""A ledger of an invented city, the sheet that goes out of it, and what an office does to such a sheet."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.ledger.invented import NOW, TODAY, add, make_extraction
from tracker.exchange.cells import Reading
from tracker.exchange.columns import Entry
from tracker.exchange.ledger_sheet import Heading, render_ledger_sheet
from tracker.exchange.planning import FilePlan, Resolved, Table, plan_table, resolve
from tracker.exchange.returned import read_returned
from tracker.exchange.stamp import LEDGER_SHEET, Stamp
from tracker.ledger import Ledger, Occasion, Updated
from tracker.profile import load_profile

UNIT = "云溪市住房和城乡建设局"
PROFILE = load_profile()
READING = Reading(TODAY)
PROMISES = ("将在东湖区安装路灯25盏", "整治东湖区内涝点", "每年清淤两次", "2024年底前完成老旧小区改造3个")
Cells = Mapping[str, object]


def fill_ledger(ledger: Ledger) -> None:
    """Four items of one office."""
    add(ledger, make_extraction("12", *PROMISES))


def send(ledger: Ledger, unit: str | None = UNIT) -> bytes:
    """The sheet of all items; with a unit it is asked to report."""
    items = ledger.items()
    sent: list[bytes] = []

    def deliver(event: int) -> None:
        stamp = Stamp(ledger.outgoing.ledger_id, event, TODAY, "1", unit)
        done, categories = ledger.outgoing.done_days(items), ledger.outgoing.categories_now()
        entries = [
            Entry(
                number,
                item,
                TODAY,
                PROFILE,
                categories.get(item.document_id),
                done.get(item.id),
                stamp.ledger_id,
                event,
            )
            for number, item in enumerate(items, 1)
        ]
        sent.append(render_ledger_sheet(entries, Heading("承诺事项台账", stamp), PROFILE))

    if unit is None:
        deliver(ledger.last_event_id())
    else:
        occasion = Occasion("张三", TODAY, NOW)
        ledger.outgoing.ask({unit: [item.id for item in items]}, occasion, lambda events: deliver(events[0].id))
    return sent[0]


def edit(data: bytes, change: Callable[[Workbook], object]) -> bytes:
    """A workbook after somebody worked on it in a program that is not ours."""
    book = load_workbook(io.BytesIO(data))
    change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def titles(sheet: Worksheet) -> dict[str, int]:
    """The columns of a sheet by title, from 1."""
    return {str(cell.value): number for number, cell in enumerate(sheet[1], 1)}


def put(sheet: Worksheet, row: int, cells: Cells) -> None:
    """Type values into a row, 1 being the first below the heading."""
    places = titles(sheet)
    for title, value in cells.items():
        sheet.cell(row + 1, places[title]).value = value  # type: ignore[assignment]


def fill_in(data: bytes, rows: Mapping[int, Cells]) -> bytes:
    """The sheet with values typed into some rows."""

    def change(book: Workbook) -> None:
        for row, cells in rows.items():
            put(book[LEDGER_SHEET], row, cells)

    return edit(data, change)


def all_rows(data: bytes) -> list[list[object]]:
    """The values of the ledger's sheet."""
    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(data))[LEDGER_SHEET].iter_rows()]


def make_book(rows: Sequence[Sequence[object]], name: str = "Sheet1") -> bytes:
    """A workbook of an office's own, into which rows were copied."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def receive(ledger: Ledger, data: bytes, name: str = "住建局.xlsx", reading: Reading = READING) -> FilePlan:
    """What a table would do."""
    return plan_table(Table(name, "0" * 64, read_returned(data, name, reading)), ledger, PROFILE, reading)


def decide(plan: FilePlan, theirs: bool = False, on: date = TODAY) -> Resolved:
    """A table with all its conflicts decided alike."""
    return resolve(plan, lambda _row, _edit: theirs, on, TODAY)


def merge(ledger: Ledger, data: bytes, name: str = "住建局.xlsx", *, theirs: bool = False) -> Updated:
    """Put a table into the ledger that nothing is wrong with."""
    resolved = decide(receive(ledger, data, name), theirs)
    assert resolved.errors == ()
    command = ledger.command("import", person="张三", now=NOW, summary="收回 1 份填报表")
    return ledger.apply(resolved.assignments, command=command, answers=resolved.plan.answers)


def told(remarks: Sequence[object]) -> str:
    """Remarks as one text."""
    return "\n".join(map(str, remarks))


def sort_rows(book: Workbook) -> None:
    """The rows in another order, with their hidden cells."""
    sheet = book[LEDGER_SHEET]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for number, row in enumerate(sorted(rows, key=lambda row: str(row[6]), reverse=True), 2):
        for place, value in enumerate(row, 1):
            sheet.cell(number, place).value = value  # type: ignore[assignment]


def insert_rows(book: Workbook) -> None:
    """Rows above the heading and between the others, and columns of the office's own."""
    sheet = book[LEDGER_SHEET]
    sheet.insert_rows(1, 2)
    sheet.cell(1, 1).value = "云溪市住房和城乡建设局填报表"
    sheet.insert_rows(5)
    sheet.cell(5, 1).value = "小计"
    sheet.insert_cols(3, 2)
    sheet.cell(3, 3).value = "责任科室"
    sheet.cell(4, 3).value = "市政科"


def drop_hidden(book: Workbook) -> None:
    """Without the hidden columns and the hidden sheet."""
    sheet = book[LEDGER_SHEET]
    sheet.delete_cols(titles(sheet)["tracker:key"], 2)
    del book["tracker"]
