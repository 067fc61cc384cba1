"""Colours of the lights (亮灯), such that colour-blind people tell them apart (Okabe and Ito, 2008)."""

from __future__ import annotations

from collections.abc import Iterable

LIGHTS = {"蓝": "0072B2", "绿": "009E73", "黄": "F0E442", "红": "D55E00"}
"""Colour (``RRGGBB``) by the sign that names it."""


def light_colors(names: Iterable[str]) -> dict[str, str]:
    """The colour of each name of a light that names a colour.

    >>> light_colors(["红灯", "预警"])
    {'红灯': 'D55E00'}
    """
    found = ((name, next((color for sign, color in LIGHTS.items() if sign in name), None)) for name in names)
    return {name: color for name, color in found if color is not None}
