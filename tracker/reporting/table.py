"""Typed result tables: columns know their title, their kind and how their values read as text.

Every format shows ``Table.texts()``, so that no two formats of one report can differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Share:
    """A rate with its numerator and denominator; without a denominator there is no rate."""

    part: int
    """Numerator."""
    whole: int
    """Denominator."""

    @property
    def ratio(self) -> float | None:
        """The rate from 0 to 1, or ``None`` where the denominator is 0."""
        return self.part / self.whole if self.whole else None

    @property
    def percent(self) -> float | None:
        """The rate in percent to one place (四舍五入), or ``None`` where the denominator is 0."""
        return round_half_up(self.part * 100, self.whole) if self.whole else None

    def __str__(self) -> str:
        """The rate as a person reads it.

        >>> str(Share(1, 3)), str(Share(5, 16)), str(Share(0, 0))
        ('33.3%（1/3）', '31.3%（5/16）', '—')
        """
        return f"{self.percent}%（{self.part}/{self.whole}）" if self.whole else "—"


def round_half_up(part: int, whole: int) -> float:
    """A quotient to one decimal place as people and spreadsheets round it, a half away from nought.

    >>> round_half_up(125, 4), round_half_up(1, 3), round_half_up(-1, 20)
    (31.3, 0.3, -0.1)
    """
    tenths = (abs(part) * 20 + whole) // (2 * whole) / 10
    return tenths if part >= 0 else -tenths


Cell = str | int | date | Share | None
"""What may stand in a table."""


class Kind(StrEnum):
    """What a column holds; numbers are set flush right."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    key: str
    """English name for machines."""
    title: str
    """Chinese title for people."""
    kind: Kind = Kind.TEXT
    """What it holds."""
    long: bool = False
    """True for running text: it gets the room that the other columns leave."""
    fold: int | None = None
    """Cells from which on its text may be folded where a table is too wide, ``None`` for the usual."""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows of equal length."""

    columns: tuple[Column, ...]
    """In the order shown."""
    rows: tuple[tuple[Cell, ...], ...]
    """One value a column."""
    title: str = ""
    """Chinese title, shown above it; empty where its chapter says enough."""
    total: tuple[Cell, ...] | None = None
    """The row of sums, shown last and set apart; ``None`` without one."""

    def texts(self) -> list[tuple[str, ...]]:
        """The rows as every format shows them, the row of sums last."""
        rows = (*self.rows, self.total) if self.total else self.rows
        return [tuple(cell_text(cell) for cell in row) for row in rows]


def cell_text(cell: Cell) -> str:
    """One value as text; what is not known is a dash.

    >>> [cell_text(cell) for cell in (None, 0, date(2024, 9, 1), "年底前")]
    ['—', '0', '2024-09-01', '年底前']
    """
    return "—" if cell is None or cell == "" else str(cell)
