"""The columns of the ledger as offices know it, as data: what each is called, holds, and whether offices fill it in.

Both ways go by this table: what is written comes from ``Column.write``, what comes back is read by ``Column.kind`` and
compared with what ``write`` gives, cell by cell.  The two hidden columns make a row known wherever it was copied to.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.model import Item, Status
from tracker.profile import Profile, expected_progress
from tracker.reporting.limits import light_text
from tracker.workbook.text import legal

Cell = str | int | date | None
"""What may stand in a cell of the ledger."""

OFFERED = tuple(status for status in Status if status not in (Status.UNREPORTED, Status.CLOSED))
"""Statuses that an office can report, as the drop-down list has them; closing is not for it to say."""


class Kind(StrEnum):
    """What a column holds, and so how a cell that comes back is read."""

    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    """A whole number from 0 to 100, without a sign."""
    DAY = "day"
    STATUS = "status"
    """The Chinese label of a status."""
    EVIDENCE = "evidence"
    """One piece a line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as a row shows it: what is known of it on the day of the export."""

    number: int
    """序号, from 1."""
    item: Item
    """The item."""
    day: date
    """The day by which time is reckoned."""
    profile: Profile
    """The rules by which lights are lit."""
    category_now: str | None = None
    """现办复类别 of its document, ``None`` while it is that of the reply."""
    done_on: date | None = None
    """办结日: the day from which it was done, ``None`` where it is not."""
    ledger_id: str = ""
    """The ledger that it stands in."""
    event: int = 0
    """The last event of the ledger when the row was written."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the ledger."""

    key: str
    """English name; of a column that is filled in, the field of ``Change`` (``done_on``: its effective day)."""
    title: str
    """Chinese title, as the first row has it."""
    write: Callable[[Entry], Cell]
    """The value of one row, as a cell can hold it."""
    kind: Kind = Kind.TEXT
    """What it holds."""
    width: float = 10
    """Width in characters of Latin script; a Chinese one takes two."""
    editable: bool = False
    """True where the office fills it in."""
    identity: bool = False
    """True where it says which promise this is: such a cell must come back as it went out."""
    hidden: bool = False
    """True where people do not see it."""


@dataclass(frozen=True, slots=True)
class RowKey:
    """Which row of which ledger, and what the ledger held when it was written; stands in a hidden cell."""

    item_id: int
    """The item."""
    ledger: str
    """The beginning of the ledger's id."""
    event: int
    """The last event of the ledger then."""

    def __str__(self) -> str:
        """The text of the cell.

        >>> str(RowKey(12, "1a2b3c4d", 345))
        '12@1a2b3c4d/345'
        """
        return f"{self.item_id}@{self.ledger}/{self.event}"


_LEDGER_SIGNS = 8
_KEY = re.compile(r"([1-9]\d{0,17})@([0-9a-f]{0,8})/(\d{1,18})", re.ASCII)


def shorten_ledger_id(ledger_id: str) -> str:
    """As much of a ledger's id as a row key holds."""
    return ledger_id.replace("-", "").lower()[:_LEDGER_SIGNS]


def parse_row_key(text: str) -> RowKey | None:
    """The key in a hidden cell, ``None`` where it is none of ours.

    >>> parse_row_key("12@1a2b3c4d/345").item_id, parse_row_key("12")
    (12, None)
    """
    found = _KEY.fullmatch(text.strip())
    return RowKey(int(found[1]), found[2], int(found[3])) if found else None


def normal_text(cell: Cell) -> str:
    r"""A cell as it is compared: white space, which other programs change, does not count.

    >>> normal_text(None), normal_text(60), normal_text(date(2024, 9, 30)), normal_text(" 一\r\n 二 ")
    ('', '60', '2024-09-30', '一二')
    """
    return "" if cell is None else "".join(str(cell).split())


def seal(cells: Mapping[str, Cell]) -> str:
    """The row hash of cells by column key: twelve signs of the identity, a hyphen, twelve of what is filled in.

    ``seal(cells_of(entry))`` stands in the hidden column; a cell that is missing counts as empty.
    """
    parts = (
        [normal_text(cells.get(column.key)) for column in COLUMNS if column.identity],
        [normal_text(cells.get(column.key)) for column in COLUMNS if column.editable],
    )
    return "-".join(hashlib.sha256(json.dumps(part).encode()).hexdigest()[:12] for part in parts)


def cells_of(entry: Entry) -> dict[str, Cell]:
    """The cells of the columns that people see, by key."""
    return {column.key: column.write(entry) for column in VISIBLE}


def row_of(entry: Entry) -> tuple[Cell, ...]:
    """The cells of all ``COLUMNS``, the hidden ones too."""
    cells = cells_of(entry)
    cells["key"] = str(RowKey(entry.item.id, shorten_ledger_id(entry.ledger_id), entry.event))
    cells["seal"] = seal(cells)
    return tuple(cells[column.key] for column in COLUMNS)


def _text(value: Callable[[Item], str | None]) -> Callable[[Entry], Cell]:
    def write(entry: Entry) -> Cell:
        text = value(entry.item)
        # Outer space is lost in most programs, and a cell with nothing else in it is empty.
        return legal(text).strip() or None if text else None

    return write


def _category(entry: Entry, letter: str | None) -> Cell:
    return entry.profile.category_names.get(letter, letter) if letter else None


def _joined(words: Sequence[str], by: str) -> str | None:
    return by.join(words) or None


def _closed_on(entry: Entry) -> Cell:
    return entry.item.status_since if entry.item.status is Status.CLOSED else None


def _derived(entry: Entry) -> Cell:
    """Filled in by ``row_of``: it depends on the other cells."""
    return None


COLUMNS: tuple[Column, ...] = (
    Column("row", "序号", lambda entry: entry.number, Kind.NUMBER, 5),
    Column("number", "案号", _text(lambda item: item.header.number), width=9, identity=True),
    Column("subject", "案由", _text(lambda item: item.header.subject or item.header.title), width=20, identity=True),
    Column("proposer", "提案人", _text(lambda item: _joined(item.header.addressees, "、")), width=10, identity=True),
    Column(
        "category", "原办复类别", lambda entry: _category(entry, entry.item.header.category), width=6, identity=True
    ),
    Column(
        "category_now",
        "现办复类别",
        lambda entry: _category(entry, entry.category_now or entry.item.header.category),
        width=6,
    ),
    Column("text", "承诺事项(原文)", _text(lambda item: item.commitment.text), width=44, identity=True),
    # Between what tells the promise and what is filled in: whoever copies a part of a row copies these, too.
    Column("key", "tracker:key", _derived, hidden=True),
    Column("seal", "tracker:seal", _derived, hidden=True),
    Column("unit", "责任单位", _text(lambda item: item.unit or item.owner), width=16, identity=True),
    Column("partners", "配合单位", _text(lambda item: _joined(item.partners, "、")), width=12, identity=True),
    Column(
        "targets",
        "目标值",
        _text(lambda item: _joined([target.text for target in item.commitment.targets], "；")),
        width=12,
        identity=True,
    ),
    Column(
        "deadline",
        "承诺时限(原文)",
        _text(lambda item: item.commitment.deadline.text if item.commitment.deadline else None),
        width=11,
        identity=True,
    ),
    Column("due", "督办时限", lambda entry: entry.item.due, Kind.DAY, 11),
    Column("status", "状态", lambda entry: entry.item.status.label, Kind.STATUS, 9, editable=True),
    Column("progress", "进度%", lambda entry: entry.item.progress, Kind.PERCENT, 7, editable=True),
    Column("expected", "序时%", lambda entry: expected_progress(entry.item, entry.day), Kind.PERCENT, 7),
    Column("light", "亮灯", lambda entry: light_text(entry.item, entry.profile, entry.day) or None, width=6),
    Column("note", "进展情况", _text(lambda item: item.note), width=32, editable=True),
    Column("problem", "存在问题", _text(lambda item: item.problem), width=20, editable=True),
    Column("measures", "下步措施", _text(lambda item: item.measures), width=20, editable=True),
    Column(
        "evidence",
        "佐证",
        _text(lambda item: _joined([piece.location for piece in item.evidence], "\n")),
        Kind.EVIDENCE,
        18,
        editable=True,
    ),
    Column("reported_on", "最近报送日", lambda entry: entry.item.reported_on, Kind.DAY, 11),
    Column("done_on", "办结日", lambda entry: entry.done_on, Kind.DAY, 11, editable=True),
    Column("closed_on", "销号日", _closed_on, Kind.DAY, 11),
    Column("due_moves", "延期次数", lambda entry: entry.item.due_moves, Kind.NUMBER, 6),
    Column("remark", "备注", _text(lambda item: item.remark), width=14, editable=True),
)
"""In the order of the sheet."""
VISIBLE = tuple(column for column in COLUMNS if not column.hidden)
"""Those that people see."""
