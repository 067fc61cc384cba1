"""Workbooks of today (.xlsx, .xlsm): the XML parts of ECMA-376 part 1, 18 (SpreadsheetML), read with limits.

The project's own reading of the zip is used, which lets in no entities and no endless parts, and which
tells merged and hidden rows; a sheet that claims a million rows costs what stands in it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tracker.model import Block
from tracker.reading.package import load_parts
from tracker.reading.sheets.display import find_code, show_number
from tracker.reading.sheets.grid import Area, Budget, Grid, read_grids

_LABEL = "电子表格"
_REMEDY = ("Excel", ".xlsx")
_MAIN = "xl/workbook.xml"
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_MOST_SHEETS = 200
_TRUE = frozenset({"1", "true", "on"})
_FONT = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""Characters that XML does not hold (ECMA-376 part 1, 22.9.2.19)."""


@dataclass(frozen=True, slots=True)
class _Book:
    """What the sheets of a workbook share."""

    strings: list[str]
    """The texts that cells name by number."""
    codes: list[str]
    """Format codes by the number of the style."""
    from_1904: bool
    """Days are counted from 1904."""


def read_xlsx(data: bytes) -> tuple[str, tuple[Block, ...]]:
    """Text and blocks of a workbook.  Raises ``UnreadableError`` and nothing else."""
    return read_grids(load_xlsx(data))


def load_xlsx(data: bytes) -> list[Grid]:
    """The visible sheets of a workbook, as they are displayed.  Raises ``UnreadableError`` and nothing else."""
    main = _find_main(data)
    folder = posixpath.dirname(main)
    relations_place = posixpath.join(folder, "_rels", f"{posixpath.basename(main)}.rels")
    parts = load_parts(data, (main, relations_place), _LABEL, remedy=_REMEDY)
    book, targets = parts[main], _find_targets(parts.get(relations_place), folder)
    places = [(sheet.get("name", ""), targets.get(_relation(sheet), "")) for sheet in _visible(book)][:_MOST_SHEETS]
    shared = _load_shared(data, folder, book)
    budget = Budget()
    grids = []
    for name, place in places:
        # One sheet after the other, so that only one tree is held.
        sheet = load_parts(data, (place,), _LABEL, needed=False, remedy=_REMEDY).get(place)
        if sheet is not None:
            grids.append(_read_sheet(name, sheet, shared, budget))
    return grids


def _find_main(data: bytes) -> str:
    root = load_parts(data, ("_rels/.rels",), _LABEL, needed=False, remedy=_REMEDY).get("_rels/.rels")
    for relation in [] if root is None else root:
        if relation.get("Type", "").endswith("/officeDocument") and relation.get("TargetMode") != "External":
            return posixpath.normpath(posixpath.join("/", relation.get("Target", ""))).lstrip("/")
    return _MAIN


def _find_targets(relations: Element | None, folder: str) -> dict[str, str]:
    return {
        relation.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
        for relation in ([] if relations is None else relations)
        if relation.get("TargetMode") != "External"
    }


def _relation(sheet: Element) -> str:
    """The id of the part; its name space has two addresses, which come out unnamed."""
    return next((value for name, value in sheet.attrib.items() if name.endswith(":id")), "")


def _visible(book: Element) -> list[Element]:
    sheets = book.find("s:sheets")
    return [] if sheets is None else [sheet for sheet in sheets if sheet.get("state", "visible") == "visible"]


def _load_shared(data: bytes, folder: str, book: Element) -> _Book:
    strings, styles = (posixpath.join(folder, name) for name in ("sharedStrings.xml", "styles.xml"))
    parts = load_parts(data, (strings, styles), _LABEL, needed=False, remedy=_REMEDY)
    properties = book.find("s:workbookPr")
    from_1904 = properties is not None and properties.get("date1904") in _TRUE
    return _Book([_text(item) for item in parts.get(strings, [])], _find_codes(parts.get(styles)), from_1904)


def _find_codes(styles: Element | None) -> list[str]:
    """The format code of each cell style."""
    if styles is None:
        return []
    formats = styles.find("s:numFmts")
    own = {_int(one.get("numFmtId")): one.get("formatCode", "") for one in ([] if formats is None else formats)}
    cells = styles.find("s:cellXfs")
    return [find_code(_int(one.get("numFmtId")), own) for one in ([] if cells is None else cells)]


def _text(item: Element) -> str:
    """The runs of a text, without the reading aid above it."""
    pieces = []
    for child in item:
        if child.tag == "s:t":
            pieces.append(child.text or "")
        elif child.tag == "s:r":
            pieces += [part.text or "" for part in child if part.tag == "s:t"]
    return _FONT.sub(lambda found: chr(int(found[1], 16)), "".join(pieces))


def _read_sheet(name: str, sheet: Element, book: _Book, budget: Budget) -> Grid:
    grid = Grid(name)
    number = -1
    for row in _children(sheet, "s:sheetData"):
        number = _int(row.get("r"), number + 2) - 1
        if row.get("hidden") in _TRUE:
            grid.hidden_rows.add(number)
        column = -1
        for cell in row:
            column = _column(cell.get("r", ""), column + 1)
            text = _show(cell, book)
            if text.strip():
                grid.rows.setdefault(number, {})[column] = budget.spend(text)
    grid.merged = [area for one in _children(sheet, "s:mergeCells") if (area := _area(one.get("ref", "")))]
    for one in _children(sheet, "s:cols"):
        if one.get("hidden") in _TRUE:
            grid.hidden_columns.append((_int(one.get("min")) - 1, _int(one.get("max")) - 1))
    return grid


def _children(sheet: Element, name: str) -> Iterator[Element]:
    for found in sheet:
        if found.tag == name:
            yield from found


def _show(cell: Element, book: _Book) -> str:
    """The text that a cell displays; an error (#REF!) is none."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find("s:is")
        return "" if inline is None else _text(inline)
    found = cell.find("s:v")
    value = "" if found is None else found.text or ""
    if kind == "s":
        index = _int(value, -1)
        return book.strings[index] if 0 <= index < len(book.strings) else ""
    if kind == "b":
        return "是" if value == "1" else "否"
    if kind == "d":
        return value.removesuffix("T00:00:00")
    if kind in {"e", "str"}:
        return value if kind == "str" else ""
    return _show_value(value, _int(cell.get("s")), book)


def _show_value(value: str, style: int, book: _Book) -> str:
    code = book.codes[style] if 0 <= style < len(book.codes) else "General"
    try:
        number = float(value)
    except ValueError:
        return value
    if not abs(number) < 1e300:
        return value
    return show_number(number, code, from_1904=book.from_1904)


def _column(reference: str, otherwise: int) -> int:
    """Column of ``C5`` (2); cells without a reference follow one another."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return otherwise
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _area(reference: str) -> Area | None:
    first, _, last = reference.partition(":")
    ends = [_REFERENCE.fullmatch(one) for one in (first, last)]
    if ends[0] is None or ends[1] is None:
        return None
    return Area(int(ends[0][2]) - 1, _column(first, 0), int(ends[1][2]) - 1, _column(last, 0))


def _int(value: str | None, otherwise: int = 0) -> int:
    return int(value) if value and re.fullmatch(r"[0-9]{1,9}", value) else otherwise
