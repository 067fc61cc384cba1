"""Tables that are wider than the terminal: split into parts that repeat their first columns, or one row below another."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.printable import clean
from tracker.rendering.layout import GAP, find_widths
from tracker.rendering.terminal import bold, render_table, warn
from tracker.rendering.width import cell_width, one_line, wrap
from tracker.reporting.table import Kind, Table

_READABLE = 14
"""Cells below which a name in a column is more broken than read."""
_UNKNOWN = "—"
_INDENT = 4


def render_fitting(table: Table, *, width: int, color: bool = False) -> str:
    """The table in at most ``width`` cells, nothing left out: drawn whole, in parts, or row by row."""
    texts = [tuple(clean(text) for text in row) for row in table.texts()]
    if _fits(table, texts, width):
        return render_table(table, width=width, color=color)
    if any(column.long for column in table.columns):
        return "\n".join(_render_row(table, row, width, color) for row in texts)
    return "\n\n".join(render_table(part, width=width, color=color) for part in _split(table, width))


def _fits(table: Table, texts: Sequence[tuple[str, ...]], width: int) -> bool:
    widths = find_widths(table, texts, width)
    if sum(widths) + GAP * (len(widths) - 1) > width:
        return False
    names = (index for index, column in enumerate(table.columns) if column.kind is Kind.TEXT)
    longest = {index: max((cell_width(row[index]) for row in texts), default=0) for index in names}
    return all(widths[index] >= min(_READABLE, needed) for index, needed in longest.items())


def _split(table: Table, width: int) -> list[Table]:
    """Parts that fit, each with the columns up to the first of names; a part has at least one more."""
    names = [index for index, column in enumerate(table.columns) if column.kind is Kind.TEXT]
    fixed = list(range(names[0] + 1)) if names else [0]
    parts, chosen = [], list(fixed)
    for index in range(len(fixed), len(table.columns)):
        wider = _choose(table, [*chosen, index])
        if len(chosen) > len(fixed) and not _fits(wider, wider.texts(), width):
            parts.append(_choose(table, chosen))
            chosen = list(fixed)
        chosen.append(index)
    return [*parts, _choose(table, chosen)]


def _choose(table: Table, indexes: Sequence[int]) -> Table:
    return Table(
        tuple(table.columns[index] for index in indexes),
        tuple(tuple(row[index] for index in indexes) for row in table.rows),
        table.title,
        tuple(table.total[index] for index in indexes) if table.total else None,
    )


def _render_row(table: Table, row: Sequence[str], width: int, color: bool) -> str:
    """One row: its short cells with their titles, then each running text, without what is not known."""
    known = [(column, text) for column, text in zip(table.columns, row, strict=True) if text != _UNKNOWN]
    short = "；".join(f"{column.title}：{one_line(text)}" for column, text in known if not column.long)
    first, *more = wrap(short, width - _INDENT) if short else [""]
    lines = [bold(first, color), *(" " * _INDENT + line for line in more)]
    for column, text in known:
        if column.long:
            lines += [" " * _INDENT + line for line in wrap(f"{column.title}：{text}", width - _INDENT)]
    return "\n".join(warn(line, color) for line in lines if line.strip())
