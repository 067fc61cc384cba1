"""The units of a ledger as the rest of the program sees them: which there are, and what a person says of their names."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tracker.ledger import naming
from tracker.ledger.namesakes import Pair
from tracker.ledger.naming import Named
from tracker.ledger.store import Store
from tracker.ledger.values import Occasion
from tracker.model import Unit


class Directory:
    """The units of one open ledger; every method that writes is one transaction.

    ``place`` narrows what is said to one jurisdiction; ``None`` means all in which the name stands.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> list[Unit]:
        """The units, those with the most items first, each with the others that may be the same."""
        return naming.list_units(self._store)

    def names(self) -> frozenset[Pair]:
        """The places, and the names that are printed there as first-named owners."""
        return frozenset(self._store.pairs())

    def alike(self, among: Collection[Pair] | None = None) -> list[tuple[str, ...]]:
        """Groups of units that may be the same organ; with ``among``, those that one of these names belongs to."""
        return naming.find_alike_units(self._store, among)

    def merge(self, names: Sequence[str], goal: str | None, place: str | None, occasion: Occasion) -> Named:
        """Make one unit of several, called like the first of them, or by ``goal``.

        Raises ``NotFoundError`` for an unknown unit, ``UsageError`` where there are not two different ones.
        """
        return naming.merge_units(self._store, names, goal, place, occasion)

    def rename(self, old: str, new: str, place: str | None, occasion: Occasion) -> Named:
        """Call a unit by another name; ``RefusedError`` where another unit has it."""
        return naming.rename_unit(self._store, old, new, place, occasion)

    def alias(self, printed: str, unit: str, place: str | None, occasion: Occasion) -> Named:
        """Say that a printed name means a unit; where both are the same, that it stands for itself again."""
        return naming.alias_unit(self._store, printed, unit, place, occasion)
