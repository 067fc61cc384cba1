"""Tables for a pipe: one row a line, cells set apart by tabs, everything in full."""

from __future__ import annotations

from tracker.rendering.width import one_line
from tracker.reporting.table import Table


def render_plain(table: Table) -> str:
    """The table with its titles; a line break or tab inside a cell becomes a space."""
    rows = [tuple(column.title for column in table.columns), *table.texts()]
    return "\n".join("\t".join(one_line(text) for text in row) for row in rows)
