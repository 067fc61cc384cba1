"""Tables on sheets: columns that say how they look, rows that are typed, and how a sheet scrolls, filters and prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from tracker.workbook.book import DAY, SIZE, Book, Look, Value
from tracker.workbook.measure import fit_height

HEAD, HEAD_EDITABLE = "DCE6F1", "FFD966"
"""Behind the titles of columns: usual ones, and those that a person fills in."""
EDITABLE, TOTAL = "FFF8E1", "F2F2F2"
"""Behind the cells that a person fills in, and behind a row of sums."""
HEAD_HEIGHT = 32
"""Height of the row of titles, in points: two lines."""
_MARGIN = 0.4
_FURNITURE = 230
# A formula holds no longer text.
_LONGEST_IN_RULE = 250


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    title: str
    """Chinese title."""
    width: float
    """In characters of Latin script."""
    align: str = "left"
    """``left``, ``center`` or ``right``."""
    day: bool = False
    """True for a column of days."""
    editable: bool = False
    """True where a person fills it in; told apart by colour."""
    hidden: bool = False
    """True where nobody sees it."""
    choices: tuple[str, ...] = ()
    """What the drop-down list offers; other texts are questioned, not refused."""
    percent: bool = False
    """True where whole numbers from 0 to 100 are expected; others are questioned."""
    hint: str = ""
    """Shown beside a cell that is filled in."""
    colors: Mapping[str, str] = field(default_factory=dict)
    """Colour (``RRGGBB``) behind each text that has one."""


def write_table(
    book: Book,
    sheet: Worksheet,
    top: int,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    total: Sequence[Value] | None = None,
) -> int:
    """Write titles, rows and sums from a row on; returns the first row after them."""
    sheet.set_row(top, HEAD_HEIGHT)
    for place, column in enumerate(columns):
        fill = HEAD_EDITABLE if column.editable else HEAD
        title = book.format(Look("center", bold=True, fill=fill, middle=True))
        book.put(sheet, top, place, column.title, title)
    formats = [_cell_format(book, column) for column in columns]
    row = top
    for row, cells in enumerate(rows, top + 1):
        sheet.set_row(row, _fit_row(columns, cells))
        for place, (cell, format) in enumerate(zip(cells, formats, strict=True)):
            book.put(sheet, row, place, cell, format)
    _add_rules(book, sheet, (top + 1, row), columns)
    if total is not None:
        row += 1
        sheet.set_row(row, _fit_row(columns, total))
        for place, (cell, column) in enumerate(zip(total, columns, strict=True)):
            book.put(sheet, row, place, cell, _cell_format(book, column, total=True))
    return row + 1


def set_widths(sheet: Worksheet, columns: Sequence[Column]) -> None:
    """Make the columns as wide as they say."""
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, None, {"hidden": True} if column.hidden else {})


def make_scrollable(sheet: Worksheet, header: int, last: int, columns: int, frozen: int) -> None:
    """Keep the titles and the first columns in sight, and let people filter the rows up to the last."""
    sheet.freeze_panes(header + 1, frozen)
    sheet.autofilter(header, 0, max(last, header), columns - 1)


@dataclass(frozen=True, slots=True)
class Print:
    """How a sheet is printed."""

    title: str
    """Above every page."""
    landscape: bool = False
    """True for a wide sheet."""
    header: int | None = None
    """The row that is repeated on every page."""
    repeated: int = 0
    """How many of the first columns are repeated where a sheet is several pages wide."""
    pages: int = 1
    """How many pages it is wide; fonts differ from system to system, so that only the program can find the scale."""
    one: bool = False
    """True where it is one page high, too."""


def set_up_print(sheet: Worksheet, how: Print) -> None:
    """A4, the titles repeated, the pages counted, as many side by side as it says."""
    if how.landscape:
        sheet.set_landscape()
    sheet.set_margins(_MARGIN, _MARGIN, 0.7, 0.6)
    sheet.set_header(f"&C{_furniture(how.title)}")
    sheet.set_footer("&C第 &P 页 共 &N 页")
    if how.header is not None:
        sheet.repeat_rows(how.header)
    if how.repeated:
        sheet.repeat_columns(0, how.repeated - 1)
    sheet.fit_to_pages(how.pages, 1 if how.one else 0)


def _furniture(text: str) -> str:
    """A text for the header of a page, in which ``&`` begins a code; Excel takes 255 characters."""
    return " ".join(text.split())[: _FURNITURE // 2].replace("&", "&&")


def _fit_row(columns: Sequence[Column], cells: Sequence[Value]) -> float:
    shown = zip(columns, cells, strict=True)
    texts = [(cell, column.width) for column, cell in shown if isinstance(cell, str) and not column.hidden]
    return fit_height(texts, SIZE)


def _cell_format(book: Book, column: Column, *, total: bool = False) -> Format:
    fill = TOTAL if total else EDITABLE if column.editable else None
    return book.format(Look(column.align, bold=total, fill=fill, number=DAY if column.day else ""))


def _add_rules(book: Book, sheet: Worksheet, rows: tuple[int, int], columns: Sequence[Column]) -> None:
    first, last = rows
    if last < first:
        return
    for place, column in enumerate(columns):
        rule = _find_validation(column)
        if rule:
            sheet.data_validation(first, place, last, place, rule)
        for text, color in column.colors.items():
            if len(text) > _LONGEST_IN_RULE:
                continue
            look = {"bg_color": f"#{color}", "font_color": f"#{_find_ink(color)}", "bold": True}
            condition = {
                "type": "cell",
                "criteria": "==",
                "value": _quote(text),
                "format": book.workbook.add_format(look),
            }
            sheet.conditional_format(first, place, last, place, condition)


def _find_validation(column: Column) -> dict[str, object]:
    """What a cell is expected to hold; ``warning``: people may go on, what they wrote is judged when it comes back."""
    rule: dict[str, object] = {}
    if column.choices:
        rule = {"validate": "list", "source": list(column.choices)}
    elif column.percent:
        rule = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 100}
    elif column.hint:
        rule = {"validate": "any"}
    if rule and column.hint:
        hint = {"input_title": column.title, "input_message": column.hint}
        rule |= hint | {"error_type": "warning", "error_title": column.title, "error_message": column.hint}
    return rule


def _quote(text: str) -> str:
    """A text as a formula has it."""
    return '"' + text.replace('"', '""') + '"'


def _find_ink(color: str) -> str:
    """Black or white, whichever can be read on a colour."""
    red, green, blue = (int(color[place : place + 2], 16) for place in (0, 2, 4))
    return "000000" if red * 299 + green * 587 + blue * 114 > 140_000 else "FFFFFF"
