"""SVG elements as markup, and the fillings and marks that tell series apart without colour."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from tracker.rendering.web.templates import plain

# Drawn over the colour of a series; the first is none.
_HATCHES = (
    "",
    "M0 8L8 0",
    "M0 4H8",
    "M4 0V8",
    "M0 0L8 8",
    "M0 4H8M4 0V8",
    "M0 8L8 0M0 0L8 8",
    "M3 4h2",
)
DASHES = ("", "7 4", "2 3", "9 3 2 3")
"""One a line, in the order of the series."""


def element(name: str, *content: object, **attributes: object) -> Markup:
    """An element; ``_`` in the name of an attribute is ``-``, and what is ``None`` is left out.

    >>> str(element("text", "<b>", text_anchor="end", x=1.5))
    '<text text-anchor="end" x="1.5">&lt;b&gt;</text>'
    """
    shown = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(plain(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = Markup("").join(escape(plain(part)) for part in content)
    return Markup(f"<{name}{shown}>{inner}</{name}>")


def hatch_name(chart: str, place: int) -> str:
    """The id of the filling of a series."""
    return f"{chart}-fill{place}"


def define_hatches(chart: str, colors: Sequence[str]) -> Markup:
    """A filling for each series: its colour under strokes of its own."""
    patterns = (
        element(
            "pattern",
            element("rect", width=8, height=8, fill=f"#{color}"),
            element("path", d=_HATCHES[place % len(_HATCHES)], class_="hatch"),
            id=hatch_name(chart, place),
            width=8,
            height=8,
            patternUnits="userSpaceOnUse",
        )
        for place, color in enumerate(colors)
    )
    return element("defs", *patterns)


def draw_mark(place: int, x: float, y: float, color: str) -> Markup:
    """A point of a line: disc, square, diamond or triangle, by the place of its series."""
    shapes = ("M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0", "M-4-4h8v8h-8z", "M0-5L5 0L0 5L-5 0z", "M0-5L5 4H-5z")
    return element("path", d=shapes[place % len(shapes)], transform=f"translate({x:g} {y:g})", fill=f"#{color}")
