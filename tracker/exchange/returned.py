"""What is in a table that came back: its rows, known again by their hidden cells, wherever they were put.

Rows may have been sorted, deleted, inserted or copied to other sheets, columns added or left out, titles put above.
What nobody touched is only counted, so that a large ledger costs what was changed in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tracker.exchange.books import Sheet, Value, read_sheets
from tracker.exchange.cells import CellError, Reading, parse_cell
from tracker.exchange.columns import COLUMNS, Cell, Column, RowKey, parse_row_key, seal
from tracker.exchange.stamp import FORMAT, SHEET, Stamp, parse_stamp
from tracker.exchange.synonyms import normal_word
from tracker.reading.refusal import UnreadableError
from tracker.workbook.text import legal

_TITLES = {normal_word(column.title): column.key for column in COLUMNS}
_PLACES = {column.key: place for place, column in enumerate(COLUMNS)}
_CHECKED = tuple(column for column in COLUMNS if column.identity or column.editable)
_KNOWN_AGAIN = 5
"""Titles that make a row the heading of a ledger."""
_SEAL = re.compile(r"[0-9a-f]{12}-[0-9a-f]{12}")
_NOT_OURS = (
    "不是从台账导出的表（找不到“承诺事项(原文)”“状态”等列），请发回导出的那份；"
    "自有格式的台账请用 tracker import --map 读入"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One row that came back."""

    sheet: str
    """Name of its sheet."""
    number: int
    """Its row, from 1."""
    columns: Mapping[str, int]
    """Column key → place in the sheet, from 0; shared by all rows of a sheet."""
    cells: Mapping[str, Value]
    """Column key → what stands there."""
    key: RowKey | None
    """Which row it is; ``None`` where the hidden cells are gone."""

    def place(self, key: str | None = None) -> str:
        """Where it is, in words: ``工作表“台账”第 5 行“进度%”（P 列）``."""
        sheet = f"工作表“{self.sheet}”" if self.sheet else ""
        if key is None:
            return f"{sheet}第 {self.number} 行"
        return f"{sheet}第 {self.number} 行“{COLUMNS[_PLACES[key]].title}”（{letter(self.columns[key])} 列）"


@dataclass(slots=True)
class Returned:
    """A table that came back."""

    lines: list[Line] = field(default_factory=list)
    """The rows that are not as they went out."""
    untouched: dict[int, RowKey] = field(default_factory=dict)
    """The keys of those that are, by item."""
    stamp: Stamp | None = None
    """What its hidden sheet says."""
    seen: int = 0
    """Rows of promises in all."""

    @property
    def row_keys(self) -> Iterator[RowKey]:
        """The keys of all rows that have one."""
        yield from self.untouched.values()
        yield from (line.key for line in self.lines if line.key is not None)


def read_returned(data: bytes, name: str, reading: Reading) -> Returned:
    """The rows of a table.  Raises ``UnreadableError`` where it cannot be read, or is none of a ledger."""
    found = Returned()
    known = False
    for sheet in read_sheets(data, name):
        if sheet.name == SHEET:
            found.stamp = parse_stamp(_read_pairs(sheet)) or found.stamp
        else:
            known = _read_sheet(sheet, found, reading) or known
    if found.stamp is not None and found.stamp.format > FORMAT:
        raise UnreadableError(f"是更新版本（{found.stamp.version}）导出的表，请先升级本程序")
    if not known:
        raise UnreadableError(_NOT_OURS)
    return found


def letter(place: int) -> str:
    """The letters of a column.

    >>> letter(0), letter(25), letter(26), letter(701), letter(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(65 + rest) + text
    return text


def _read_pairs(sheet: Sheet) -> dict[str, str]:
    rows = (values for _, values in sheet.rows)
    return {str(values[0]): str(values[1] or "") for values in rows if len(values) > 1}


def _read_sheet(sheet: Sheet, found: Returned, reading: Reading) -> bool:
    """Put the rows of one sheet with the others; whether it is of a ledger."""
    layout: dict[str, int] | None = None
    for number, values in sheet.rows:
        # A row with its key is no heading, and looking at each of its texts would take longer than all else.
        heading = None if layout is not None and _has_key(layout, values) else _find_layout(values)
        if heading is not None:
            layout = heading
            continue
        # Rows that were copied without their heading lie as they lay.
        layout = layout or _infer_layout(values)
        if layout is not None:
            _put(_make_line(sheet.name, number, layout, values), found, reading)
    return layout is not None


def _find_layout(values: Sequence[Value]) -> dict[str, int] | None:
    """Column key → place, of a row with the titles of a ledger; of two alike the first counts."""
    layout: dict[str, int] = {}
    for place, value in enumerate(values):
        key = _TITLES.get(normal_word(value)) if isinstance(value, str) else None
        if key is not None:
            layout.setdefault(key, place)
    return layout if len(layout) >= _KNOWN_AGAIN and ("text" in layout or "key" in layout) else None


def _has_key(layout: Mapping[str, int], values: Sequence[Value]) -> bool:
    place = layout.get("key", len(values))
    key = values[place] if place < len(values) else None
    return isinstance(key, str) and parse_row_key(key) is not None


def _infer_layout(values: Sequence[Value]) -> dict[str, int] | None:
    """Column key → place, by the hidden cells of a row."""
    for place, value in enumerate(values):
        follows = values[place + 1] if place + 1 < len(values) else None
        if isinstance(value, str) and parse_row_key(value) and isinstance(follows, str) and _SEAL.fullmatch(follows):
            first = place - _PLACES["key"]
            return {key: first + offset for key, offset in _PLACES.items() if first + offset >= 0}
    return None


def _make_line(sheet: str, number: int, layout: Mapping[str, int], values: Sequence[Value]) -> Line:
    cells = {key: values[place] if place < len(values) else None for key, place in layout.items()}
    key = cells.get("key")
    return Line(sheet, number, layout, cells, parse_row_key(key) if isinstance(key, str) else None)


def _put(line: Line, found: Returned, reading: Reading) -> None:
    if line.key is None and not any(line.cells.get(column.key) is not None for column in _CHECKED):
        return
    # Beside rows that have their keys, one without is a total or an insertion.
    found.seen += line.key is not None or ("key" not in line.columns and line.cells.get("text") is not None)
    if line.key is not None and is_untouched(line, reading):
        found.untouched.setdefault(line.key.item_id, line.key)
    else:
        found.lines.append(line)


def is_untouched(line: Line, reading: Reading) -> bool:
    """Whether a row is as it went out, by its own hash."""
    try:
        return seal(read_cells(line, _CHECKED, reading)) == line.cells.get("seal")
    except CellError:
        return False


def read_cells(line: Line, columns: Iterable[Column], reading: Reading) -> dict[str, Cell]:
    """Some cells of a row as values.  Raises ``CellError``."""
    return {column.key: parse_cell(column, line.cells.get(column.key), reading) for column in columns}


def show_cell(value: Value) -> str:
    """A cell as text, without what steers."""
    return "" if value is None else legal(str(value)).strip()
