"""The rows of an office's own ledger as cases with their promises: what a case says once holds for all of its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from tracker.exchange.foreign_table import ForeignRow, ForeignTable
from tracker.exchange.titles import normal_title

CASE_KEYS = (
    "session", "kind", "number", "subject", "proposer", "issuer", "dated", "category", "theme",
)  # fmt: skip
"""What is said once for a case: below it the cells are merged, or empty."""
_IDENTITY = ("session", "number", "subject")
_TOTALS = frozenset("合计 小计 总计 共计".split())
_BLANKS = frozenset({"", "-", "—", "——", "/", "无", "\\"})


@dataclass(frozen=True, slots=True)
class ForeignItem:
    """A promise in the table."""

    row: int
    """Its row, from 1."""
    cells: Mapping[str, str]
    """Key → text; empty ones are left out."""
    more_units: tuple[str, ...] = ()
    """Units of the rows below over which the cell of the promise is merged."""


@dataclass(slots=True)
class ForeignCase:
    """A case in the table."""

    cells: dict[str, str]
    """Key of ``CASE_KEYS`` → text."""
    items: list[ForeignItem] = field(default_factory=list)
    """Its promises, in order."""


@dataclass(frozen=True, slots=True)
class Cases:
    """All of a table."""

    cases: tuple[ForeignCase, ...]
    """Those with promises, in order."""
    skipped: tuple[int, ...]
    """Rows that hold something, but no promise."""


def find_cases(table: ForeignTable, places: Mapping[str, int]) -> Cases:
    """The cases of a table, ``places`` being the column of each key."""
    found: dict[tuple[str, ...], ForeignCase] = {}
    skipped: list[int] = []
    case: ForeignCase | None = None
    for row in _rows(table, places):
        cells = {key: row.cells[column] for key, column in places.items() if row.cells.get(column, "") not in _BLANKS}
        case = _open(cells, case, found)
        if "text" not in cells:
            if cells.keys() - set(CASE_KEYS):
                skipped.append(row.number)
        elif places["text"] in row.below and case.items:
            case.items[-1] = _add_unit(case.items[-1], cells.get("unit"))
        else:
            case.items.append(ForeignItem(row.number, cells))
    return Cases(tuple(case for case in found.values() if case.items), tuple(skipped))


def _rows(table: ForeignTable, places: Mapping[str, int]) -> Iterator[ForeignRow]:
    """The rows without sums and without titles that are repeated on every page."""
    titles = {column: {normal_title(line) for line in title.split("/")} for column, title in table.titles.items()}
    for row in table.rows:
        filled = {column: text for column, text in row.cells.items() if column in places.values()}
        first = next(iter(row.cells[column] for column in sorted(row.cells)), "")
        if not filled or re.sub(r"[\s:：]", "", first) in _TOTALS:
            continue
        if all(normal_title(text) in titles.get(column, ()) for column, text in filled.items()):
            continue
        yield row


def _open(cells: dict[str, str], case: ForeignCase | None, found: dict[tuple[str, ...], ForeignCase]) -> ForeignCase:
    """The case of a row: the one above where nothing else is said, else one of the same identity, else a new one."""
    own = {key: cells[key] for key in CASE_KEYS if key in cells}
    if case is not None and all(own.get(key, case.cells.get(key)) == case.cells.get(key) for key in _IDENTITY):
        return case
    identity = tuple("".join(own.get(key, "").split()) for key in _IDENTITY)
    return found.setdefault(identity, ForeignCase(own))


def _add_unit(item: ForeignItem, unit: str | None) -> ForeignItem:
    """One promise of several units, each in a row of its own."""
    if unit is None or unit in (item.cells.get("unit"), *item.more_units):
        return item
    return replace(item, more_units=(*item.more_units, unit))
