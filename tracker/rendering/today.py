"""What needs attention today on one screen of 80 by 24: never more lines than that, however much there is."""

from __future__ import annotations

from dataclasses import replace

from tracker.rendering.plain import render_plain
from tracker.rendering.terminal import bold, render_table
from tracker.rendering.width import cell_width, clip, one_line, pad, wrap
from tracker.reporting.table import Table
from tracker.reporting.today import Group, Named, Today

HEIGHT = 22
"""Lines of a screen of 24, less those of the command and of the prompt."""
_UNIT_WIDTH = 18
_UNITS = 4
"""Units named at least, where there are so many."""
_GAP = "  "


def render_today(today: Today, *, width: int | None, height: int = HEIGHT, color: bool = False) -> str:
    """The screen; without a width every line is whole and every item named that the value holds."""
    if width is None:
        return _render_whole(today)
    head = [bold(today.title, color), *wrap(today.figures, width)]
    notes = [clip(note, width, 1) for note in today.notes]
    room = height - len(head) - len(notes)
    units = min(len(today.units.rows), _UNITS)
    shares = _share(today.groups, room - (units + 2 if units else 0))
    lines = head
    for group, share in zip(today.groups, shares, strict=True):
        if share:
            lines += [bold(group.title, color), *_draw(group.items[:share], width)]
    left = height - len(lines) - len(notes) - 2
    if units and left > 0:
        lines += render_table(_cut_units(today.units, left, width), width=width, color=color).split("\n")
    return "\n".join(lines + notes)


def _cut_units(units: Table, most: int, width: int) -> Table:
    """The first units, and in the title how many there are, where it has room beside the figures."""
    rows = tuple((clip(str(row[0]), width - 40, 1), *row[1:]) for row in units.rows[:most])
    first = units.columns[0]
    title = f"{first.title}（前 {len(rows)} 个，共 {len(units.rows)} 个）"
    if len(rows) < len(units.rows) and cell_width(title) <= width - 40:
        first = replace(first, title=title)
    return replace(units, columns=(first, *units.columns[1:]), rows=rows)


def _share(groups: tuple[Group, ...], room: int) -> list[int]:
    """How many items of each group are named: one by one in turn, as long as there is room beside the titles."""
    shares = [0] * len(groups)
    room -= len(groups)
    while room > 0 and any(share < len(group.items) for share, group in zip(shares, groups, strict=True)):
        for index, group in enumerate(groups):
            if room > 0 and shares[index] < len(group.items):
                shares[index] += 1
                room -= 1
    return shares


def _draw(items: tuple[Named, ...], width: int) -> list[str]:
    numbers = max(len(str(item.id)) for item in items)
    standings = max(cell_width(item.standing) for item in items)
    drawn = []
    for item in items:
        unit = pad(clip(one_line(item.unit), _UNIT_WIDTH, 1), _UNIT_WIDTH)
        start = _GAP.join((f"  {item.id:>{numbers}}", unit, pad(item.standing, standings)))
        rest = max(width - cell_width(start) - len(_GAP), 10)
        drawn.append(start + _GAP + clip(one_line(item.text), rest, 1))
    return drawn


def _render_whole(today: Today) -> str:
    lines = [today.title, today.figures]
    for group in today.groups:
        lines += [
            group.title,
            *("\t".join((str(one.id), one_line(one.unit), one.standing, one_line(one.text))) for one in group.items),
        ]
    if today.units.rows:
        lines.append(render_plain(today.units))
    return "\n".join([*lines, *today.notes])
