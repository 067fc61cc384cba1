"""What to remind each unit of: its overdue promises, those that are due soon, and those of which nothing was heard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.model import Item


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one unit is to be reminded of; a promise stands in the first group that it belongs to."""

    unit: str | None
    """The unit, ``None`` where nobody is named."""
    overdue: tuple[Item, ...]
    """逾期, longest first."""
    due_soon: tuple[Item, ...]
    """Due in the days looked ahead, earliest first."""
    silent: tuple[Item, ...]
    """久未报."""

    @property
    def items(self) -> tuple[Item, ...]:
        """All of them."""
        return (*self.overdue, *self.due_soon, *self.silent)


def build_reminders(due: Iterable[Item], silent: Iterable[Item], today: date) -> list[Reminder]:
    """A reminder for each unit, by name; ``due`` are open promises that are overdue or due soon."""
    groups: dict[str | None, tuple[list[Item], list[Item], list[Item]]] = {}
    known = set()
    for item in due:
        known.add(item.id)
        groups.setdefault(item.unit, ([], [], []))[not item.is_overdue(today)].append(item)
    for item in silent:
        if item.id not in known:
            groups.setdefault(item.unit, ([], [], []))[2].append(item)
    for group in groups.values():
        for items in group:
            items.sort(key=lambda item: (item.limit or date.max, item.id))
    units = sorted(groups, key=lambda unit: (unit is None, unit or ""))
    return [Reminder(unit, *(tuple(items) for items in groups[unit])) for unit in units]
