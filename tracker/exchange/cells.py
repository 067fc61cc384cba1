"""Cells that offices filled in, as values of the ledger; each refusal is a clause that says what the cell should hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from tracker.chinese import fold
from tracker.exchange.books import Value
from tracker.exchange.columns import OFFERED, Cell, Column, Kind
from tracker.exchange.days import parse_day
from tracker.exchange.synonyms import find_status, normal_word
from tracker.model import Status
from tracker.workbook.text import CUT, LONGEST, legal

_PERCENT = re.compile(r"(?:约|大约|近|接近|已完成|完成)?(\d+(?:\.\d+)?)(%|％)?(?:左右)?", re.ASCII)
_TENTHS = {
    "一成": 10,
    "两成": 20,
    "二成": 20,
    "三成": 30,
    "四成": 40,
    "五成": 50,
    "一半": 50,
    "六成": 60,
    "七成": 70,
    "八成": 80,
    "九成": 90,
}
_ERRORS = frozenset(
    {"#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#N/A", "#NULL!", "#NUM!", "#ERROR!", "#SPILL!", "#CALC!"}
)
_BLANKS = frozenset({"", "-", "—", "——", "/", "\\"})
"""What people write into a cell that takes no text where there is nothing to say."""


class CellError(ValueError):
    """A cell that cannot be taken; the message is a Chinese clause."""


class UnknownWordError(CellError):
    """A word for a status that nobody knows; a person may say what it means."""

    def __init__(self, word: str) -> None:
        offered = "、".join(status.label for status in OFFERED)
        super().__init__(f"“{_short(word)}”看不出是哪种状态，请改为{offered}之一")
        self.word = word
        """The word as it stands."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a cell depends on beside the cell."""

    today: date
    """Days without a year are near this one."""
    words: Mapping[str, Status] = field(default_factory=dict)
    """What a person said that words of statuses mean, by ``normal_word``."""


def parse_cell(column: Column, value: Value, reading: Reading) -> Cell:
    """The value of a cell as ``Column.write`` would give it; ``None`` for an empty one.  Raises ``CellError``."""
    if isinstance(value, str):
        value = legal(value).strip()
        if value.upper() in _ERRORS:
            raise CellError(f"是公式错误 {value}，请填写内容")
        if value.count("?") > max(2, len(value) // 2):
            raise CellError("文字只剩问号，是另存时丢失的，请改存为 .xlsx 再发回")
        if column.kind is not Kind.TEXT and column.kind is not Kind.EVIDENCE and value in _BLANKS:
            value = None
    if value is None or value == "":
        return None
    if column.kind in (Kind.TEXT, Kind.EVIDENCE):
        return _parse_text(value)
    if column.kind is Kind.STATUS:
        return _parse_status(str(value), reading).label
    if column.kind is Kind.DAY:
        return _parse_day(value, reading)
    return _parse_percent(value)


def _parse_text(value: str | float | date) -> str:
    # Fifteen digits are those that spreadsheets keep.
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def check_whole(text: str, before: Cell) -> None:
    """Refuse a text that was made of one which had been cut: the rest would be lost."""
    was_cut = isinstance(before, str) and before.endswith(CUT)
    if text.endswith(CUT) or (was_cut and len(text) > LONGEST // 2):
        raise CellError("原来的文字太长，导出时已截断，改动会丢失后面的内容，请用 tracker update 修改")


def _parse_status(text: str, reading: Reading) -> Status:
    found = reading.words.get(normal_word(text)) or find_status(text)
    if found is None:
        raise UnknownWordError(text)
    return found


def _parse_day(value: str | float | date, reading: Reading) -> date:
    day = parse_day(value, reading.today)
    if day is None:
        raise CellError(f"“{_short(str(value))}”不是能确定的日期，请写成 2024-09-30 的样子")
    return day


def _parse_percent(value: str | float | date) -> int:
    if isinstance(value, date):
        raise CellError(f"是日期 {value}，不是进度，请填 0 至 100 的整数")
    if isinstance(value, str):
        return _parse_percent_text(value)
    if value == 1:
        raise CellError("“1”看不出是 1% 还是 100%，请写成 1% 或 100%")
    return _check_percent(Decimal(repr(value)) * (100 if 0 < value < 1 else 1), str(value))


def _parse_percent_text(text: str) -> int:
    bare = re.sub(r"\s+", "", fold(text))
    if (tenths := _TENTHS.get(bare)) is not None:
        return tenths
    found = _PERCENT.fullmatch(bare)
    if found is None:
        raise CellError(f"“{_short(text)}”不是进度，请填 0 至 100 的整数")
    if found[2]:
        return _check_percent(Decimal(found[1]), text)
    number = float(found[1]) if "." in found[1] else int(found[1][:20])
    return _parse_percent(number)


def _check_percent(number: Decimal, shown: str) -> int:
    try:
        rounded = int(number.quantize(Decimal(1), ROUND_HALF_UP))
    except (InvalidOperation, OverflowError, ValueError):
        rounded = -1
    if not 0 <= rounded <= 100:
        raise CellError(f"“{_short(shown)}”不在 0 至 100 之间，请填 0 至 100 的整数")
    return rounded


def _short(text: str) -> str:
    """The beginning of a text, in one line."""
    line = " ".join(text.split())
    return line if len(line) <= 30 else f"{line[:30]}…"
