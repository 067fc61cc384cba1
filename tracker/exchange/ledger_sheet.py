"""The ledger as an Excel sheet: what a supervisor keeps, and what an office fills in and sends back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tracker.exchange.columns import COLUMNS, OFFERED, VISIBLE, Cell, Column, Entry, Kind, cells_of, row_of
from tracker.exchange.stamp import LEDGER_SHEET, SHEET, Stamp
from tracker.profile import Profile
from tracker.workbook import sheet as tables
from tracker.workbook.book import Book, Look
from tracker.workbook.lights import light_colors
from tracker.workbook.measure import fit_height
from tracker.workbook.sheet import Print

GUIDE_SHEET = "填报说明"
"""Name of the sheet that says how to fill in the other one."""
_GUIDE_WIDTH = 70
_REPEATED, _PAGES = 2, 2
_RUNNING = frozenset({Kind.TEXT, Kind.EVIDENCE})
_NARROW = 7
_HINTS = {
    "status": f"请从下拉列表选择：{'、'.join(status.label for status in OFFERED)}。销号由督查单位办理。",
    "progress": "0 至 100 的整数，不写百分号。",
    "evidence": "一行一条：网址、文件名或文号。",
    "done_on": "办结的那一天，如 2024-09-30。",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """What a sheet is called where people see it."""

    title: str
    """Above every printed page."""
    stamp: Stamp
    """Its origin, for the way back."""


def render_ledger_sheet(entries: Iterable[Entry], heading: Heading, profile: Profile) -> bytes:
    """The workbook: the ledger, how to fill it in, and a sheet that nobody sees with the origin."""
    book = Book(heading.stamp.exported_on, large=True)
    _write_ledger(book, LEDGER_SHEET, heading.title, (COLUMNS, map(row_of, entries)), profile)
    _write_guide(book, heading)
    origin = book.add(SHEET)
    plain = book.format(Look(border=False))
    for row, pair in enumerate(heading.stamp.rows()):
        for place, text in enumerate(pair):
            book.put(origin, row, place, text, plain)
    origin.very_hidden()
    return book.close()


def add_ledger_sheet(book: Book, name: str, title: str, entries: Iterable[Entry], profile: Profile) -> None:
    """The same sheet in another workbook, to be read: nothing is to be filled in, and nothing is hidden."""
    columns = [replace(column, editable=False) for column in VISIBLE]
    rows = (tuple(cells[column.key] for column in columns) for cells in map(cells_of, entries))
    _write_ledger(book, name, title, (columns, rows), profile)


def _write_ledger(
    book: Book, name: str, title: str, table: tuple[Sequence[Column], Iterable[Sequence[Cell]]], profile: Profile
) -> None:
    sheet = book.add(name)
    shown, rows = table
    lights = light_colors(profile.light_names.values())
    columns = [_describe(column, lights if column.key == "light" else {}) for column in shown]
    # Widths, panes and breaks are written before the rows, which leave memory one by one.
    tables.set_widths(sheet, columns)
    printed = Print(title, landscape=True, header=0, repeated=_REPEATED, pages=_PAGES)
    tables.set_up_print(sheet, printed)
    end = tables.write_table(book, sheet, 0, columns, rows)
    tables.make_scrollable(sheet, 0, end - 1, len(columns), _REPEATED)


def _describe(column: Column, colors: dict[str, str]) -> tables.Column:
    return tables.Column(
        title=column.title,
        width=column.width,
        align="left" if column.kind in _RUNNING and column.width > _NARROW else "center",
        day=column.kind is Kind.DAY,
        editable=column.editable,
        hidden=column.hidden,
        choices=tuple(status.label for status in OFFERED) if column.kind is Kind.STATUS else (),
        percent=column.editable and column.kind is Kind.PERCENT,
        hint=_HINTS.get(column.key, ""),
        colors=colors,
    )


def _write_guide(book: Book, heading: Heading) -> None:
    sheet = book.add(GUIDE_SHEET)
    columns = [tables.Column(heading.title, _GUIDE_WIDTH)]
    tables.set_widths(sheet, columns)
    tables.set_up_print(sheet, Print(heading.title))
    looks = (Look(bold=True, size=14, border=False, align="center"), Look(size=11, border=False))
    for row, text in enumerate((heading.title, *_guide(heading.stamp))):
        look = looks[min(row, 1)]
        sheet.set_row(row, fit_height([(text, _GUIDE_WIDTH)], look.size) + 4)
        book.put(sheet, row, 0, text, book.format(look))


def _guide(stamp: Stamp) -> list[str]:
    filled = "、".join(column.title for column in COLUMNS if column.editable)
    asked = f"本表发给{stamp.unit}，" if stamp.unit else "本表 "
    return [
        f"{asked}{stamp.exported_on.isoformat()} 导出。",
        f"1. 只填黄色各列：{filled}。其余各列是原文和督查单位掌握的情况，请不要改动；有误请在备注里说明。",
        f"2. 状态：{'、'.join(status.label for status in OFFERED)}，从下拉列表选择；中止的请在备注里写明理由。"
        "销号由督查单位核实后办理。",
        "3. 进度写 0 至 100 的整数。办结日写办结的那一天，如 2024-09-30。佐证一行一条：网址、文件名或文号。",
        "4. 没有变化的可以不改。排序、筛选、增加列都不妨碍收回；表中隐藏的列和工作表用于对应台账，请不要删除。",
        "5. 填好后保存（.xlsx、.xls 或 .csv），把文件发回。",
    ]
