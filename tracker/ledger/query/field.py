"""What a field of a query is: the words before its colon, and how its values are read in Python and in SQL.

``read`` gives the values of an item in Python, empty values left out; fields of documents have none, since what is
asked of a document is asked of the ledger.  ``columns`` are the same values in SQL, and ``within`` is the condition
that surrounds a condition on them: a list in a column, or another table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from tracker.model import Item, Labelled

Value = str | int | date | None
"""What a field holds."""
Read = Callable[[Item], tuple[Value, ...]]
"""How the values of a field are read from an item."""


class Kind(Enum):
    """What stands behind the colon."""

    IDS = "编号，如 3-7,12", "ids, as in 3-7,12"
    CHOICE = "几种之一", "one of the choices"
    WORDS = "文字", "words"
    ORGAN = "名称里的字，简称全称都行", "words of a name, short or in full"
    DAYS = "日期或范围", "a day or a range"
    YEARS = "年份或范围", "a year or a range"
    NUMBERS = "数或范围", "a number or a range"
    DOCUMENT = "编号、案号或文字", "an id, a case number or words"

    def __init__(self, label: str, meaning: str) -> None:
        self.label = label
        """In Chinese."""
        self.meaning = meaning
        """In English."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field."""

    key: str
    """English."""
    names: tuple[str, ...]
    """Chinese, the usual one first."""
    kind: Kind
    """What stands behind the colon."""
    columns: tuple[str, ...]
    """Expressions in SQL, any of which may meet a condition."""
    read: Read | None = None
    """The same from an item; ``None`` for a field of documents."""
    within: str = "{}"
    """The condition around a condition on the columns."""
    test: str | None = None
    """The condition of ``Words`` where it is another one than that a text has them."""
    choices: type[Labelled] | None = None
    """The members of a ``Kind.CHOICE``."""
    keys: tuple[str, ...] = ()
    """More English keys."""
    meaning: str = ""
    """What it is, in English."""
    label: str = ""
    """What it is, in Chinese."""
    example: str = ""
    """A value, for the documentation."""


def one(read: Callable[[Item], Value]) -> Read:
    """The reader of a field with one value."""
    return lambda item: (read(item),)


def from_reading(path: str, column: str) -> str:
    """What the reading in force says, else the first one, as an expression in SQL."""
    return f"CASE WHEN reading IS NULL THEN {column} ELSE json_extract(reading, '$.{path}') END"
