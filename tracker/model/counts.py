"""How many items of a unit need what, as the ledger counts them without reading them."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class UnitCount:
    """The items of one unit that are neither withdrawn nor rejected; all but the first three are open."""

    unit: str | None
    """The unit, ``None`` where nobody is named."""
    items: int
    """All of them."""
    finished: int
    """Done or closed."""
    in_force: int
    """N of the rates: not dropped, not ongoing."""
    open: int
    """Those that still wait for something."""
    unreviewed: int
    """待核, open ones."""
    overdue: int
    """逾期."""
    due_soon: int
    """Due within the days that were asked for."""
    silent: int
    """久未报."""
    vague: int
    """Soft, without any time limit."""
    reopened: int
    """Finished once, and open again."""

    def add(self, other: UnitCount) -> UnitCount:
        """Both together, under the name of this one."""
        return UnitCount(self.unit, *(getattr(self, name) + getattr(other, name) for name in UNIT_COUNTS))


UNIT_COUNTS = tuple(field.name for field in fields(UnitCount) if field.name != "unit")
"""The names of the counts."""
NOTHING = UnitCount(None, *(0 for _ in UNIT_COUNTS))
"""The sum of no units."""
