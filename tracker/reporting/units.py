"""The units of a ledger as a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracker.chinese import fold
from tracker.model import Unit
from tracker.reporting.table import Column, Kind, Table

_COLUMNS = (
    Column("unit", "单位"),
    Column("items", "事项", Kind.NUMBER),
    Column("unreviewed", "其中待核", Kind.NUMBER),
    Column("open", "未办结", Kind.NUMBER),
    Column("names", "原文名称", long=True),
    Column("alike", "可能相同"),
)


def build_units(units: Iterable[Unit]) -> Table:
    """One row a unit in the order given, with what is printed for it in which place."""
    rows = ((unit.name, unit.items, unit.unreviewed, unit.open, _names(unit), "、".join(unit.alike)) for unit in units)
    return Table(_COLUMNS, tuple(rows))


def find_units(units: Iterable[Unit], words: Sequence[str]) -> list[Unit]:
    """The units in whose name, or in one of whose printed names, all of the words stand."""
    wanted = [fold(word).casefold() for word in words]
    return [unit for unit in units if all(word in fold(f"{unit.name}\n{_names(unit)}").casefold() for word in wanted)]


def _names(unit: Unit) -> str:
    """The printed names, each with the places that are known."""
    places: dict[str, list[str]] = {}
    for place, printed in unit.names:
        places.setdefault(printed, []).append(place)
    return "、".join(
        printed + (f"（{'、'.join(known)}）" if (known := [place for place in found if place]) else "")
        for printed, found in places.items()
    )
