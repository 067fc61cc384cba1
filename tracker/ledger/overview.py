"""What needs attention in the whole ledger, counted and chosen in SQL over one index, without reading the items."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.ledger.rows import Value
from tracker.ledger.store import Store
from tracker.model import Item
from tracker.model.counts import UNIT_COUNTS, UnitCount

_OPEN = "withdrawn = 0 AND standing = 0"
_COUNTS = """
SELECT coalesce(names.unit, groups.lead) AS unit, groups.* FROM (
    SELECT place, lead,
        count(*) AS items,
        count(*) FILTER (WHERE status IN ('done', 'closed')) AS finished,
        count(*) FILTER (WHERE status NOT IN ('dropped', 'ongoing')) AS in_force,
        count(*) FILTER (WHERE standing = 0) AS open,
        count(*) FILTER (WHERE standing = 0 AND review = 'unreviewed') AS unreviewed,
        count(*) FILTER (WHERE standing = 0 AND limit_on < ?1) AS overdue,
        count(*) FILTER (WHERE standing = 0 AND limit_on BETWEEN ?1 AND ?2) AS due_soon,
        count(*) FILTER (WHERE standing = 0 AND coalesce(reported_on, dated_on) <= ?3) AS silent,
        count(*) FILTER (WHERE standing = 0 AND grade = 'soft' AND limit_on IS NULL) AS vague,
        count(*) FILTER (WHERE standing = 0 AND reopened > 0) AS reopened
    FROM items WHERE withdrawn = 0 AND standing < 3 GROUP BY place, lead
) AS groups LEFT JOIN names ON names.place = groups.place AND names.printed = groups.lead
"""
_LIMIT = "coalesce(limit_on, '9999-12-31')"
"""As the index of attention has it."""
_DUE = f"""
SELECT id FROM items WHERE {_OPEN} AND {_LIMIT} >= ? AND {_LIMIT} < ? ORDER BY {_LIMIT}, dated_on, id LIMIT ?
"""
_SILENT = f"""
SELECT id FROM items WHERE {_OPEN} AND coalesce(reported_on, dated_on) <= ? AND NOT coalesce(limit_on < ?, 0)
ORDER BY coalesce(reported_on, dated_on), id LIMIT ?
"""
_REOPENED = f"SELECT id FROM items WHERE {_OPEN} AND reopened > 0 ORDER BY id DESC LIMIT ?"


class Overview:
    """What needs attention in one open ledger."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def units(self, today: date, *, soon: date, silence: date) -> list[UnitCount]:
        """What each unit has, by name; due from today to ``soon``, silent since ``silence`` or longer."""
        counts: dict[str | None, UnitCount] = {}
        for row in self._store.rows(_COUNTS, today.isoformat(), soon.isoformat(), silence.isoformat()):
            found = UnitCount(row["unit"], *(row[name] for name in UNIT_COUNTS))
            known = counts.get(found.unit)
            counts[found.unit] = known.add(found) if known else found
        return [counts[unit] for unit in sorted(counts, key=lambda unit: (unit is None, unit or ""))]

    def overdue(self, today: date, limit: int) -> list[Item]:
        """The open items past their time limits, longest first."""
        return self._find(_DUE, "", today.isoformat(), limit)

    def due_soon(self, today: date, soon: date, limit: int) -> list[Item]:
        """The open items due from today to ``soon``, earliest first."""
        return self._find(_DUE, today.isoformat(), (soon + timedelta(days=1)).isoformat(), limit)

    def silent(self, today: date, *, silence: date, limit: int) -> list[Item]:
        """The open items that are not overdue and of which nothing was heard for longest, since ``silence`` or longer."""
        return self._find(_SILENT, silence.isoformat(), today.isoformat(), limit)

    def reopened(self, limit: int) -> list[Item]:
        """Items that were finished and are open again, the latest ids first."""
        return self._find(_REOPENED, limit)

    def _find(self, sql: str, *values: Value) -> list[Item]:
        ids = [row["id"] for row in self._store.rows(sql, *values)]
        found = self._store.items_by_id(ids)
        return [found[key] for key in ids]
