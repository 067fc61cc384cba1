"""Colours of charts that colour-blind people tell apart (Okabe and Ito, 2008), fixed for what has a meaning."""

from __future__ import annotations

from collections.abc import Sequence

_BLUE, _ORANGE, _GREEN, _VERMILION = "0072B2", "E69F00", "009E73", "D55E00"
_SKY, _PURPLE, _YELLOW, _GREY = "56B4E9", "CC79A7", "F0E442", "999999"

_BY_KEY = {
    "unreported": _GREY,
    "not_started": _YELLOW,
    "in_progress": _SKY,
    "done": _GREEN,
    "closed": _BLUE,
    "ongoing": _PURPLE,
    "dropped": "4D4D4D",
    "overdue": _VERMILION,
    "completion": _GREEN,
    "closure": _BLUE,
    "fulfilment": _ORANGE,
}
_BY_PLACE = (_BLUE, _ORANGE, _GREEN, _VERMILION, _SKY, _PURPLE, _GREY, _YELLOW)


def choose_colors(keys: Sequence[str]) -> list[str]:
    """A colour (``RRGGBB``) for each series by its key, else by its place; none twice while there are others.

    >>> choose_colors(["done", "", ""])
    ['009E73', '0072B2', 'E69F00']
    """
    taken = {_BY_KEY[key] for key in keys if key in _BY_KEY}
    free = [color for color in _BY_PLACE if color not in taken] or list(_BY_PLACE)
    colors, place = [], 0
    for key in keys:
        if key in _BY_KEY:
            colors.append(_BY_KEY[key])
        else:
            colors.append(free[place % len(free)])
            place += 1
    return colors
