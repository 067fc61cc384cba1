"""What a sheet says of itself on its hidden page: which ledger it came from, when, for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

SHEET = "tracker"
"""Name of the very hidden sheet, with a key and a value a row."""
LEDGER_SHEET = "承诺事项台账"
"""Name of the sheet with the rows."""
FORMAT = 1
"""Number of the layout; a greater one is of a later version."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """The origin of a sheet."""

    ledger_id: str
    """The ledger's id."""
    event: int
    """The event of this export where one unit was asked, else the last of the ledger; what it held then."""
    exported_on: date
    """The day of the export."""
    version: str
    """Version of the program."""
    unit: str | None = None
    """The unit that was asked, ``None`` for a sheet of several."""
    format: int = FORMAT
    """Number of the layout."""

    def rows(self) -> list[tuple[str, str]]:
        """The rows of the hidden sheet."""
        return [(field.name, str(getattr(self, field.name) or "")) for field in fields(self)]


def parse_stamp(rows: Mapping[str, str]) -> Stamp | None:
    """The stamp in the rows of a hidden sheet; ``None`` where it is none of ours."""
    try:
        return Stamp(
            ledger_id=rows["ledger_id"],
            event=int(rows["event"] or 0),
            exported_on=date.fromisoformat(rows["exported_on"]),
            version=rows["version"],
            unit=rows.get("unit") or None,
            format=int(rows["format"]),
        )
    except (KeyError, ValueError):
        return None
