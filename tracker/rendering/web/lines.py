"""Lines over time: one a series, each with dashes and marks of its own; a gap where there is no figure."""

from __future__ import annotations

import math
from collections.abc import Sequence

from markupsafe import Markup

from tracker.rendering.chart_figures import figure_text
from tracker.rendering.web.svg import DASHES, draw_mark, element
from tracker.reporting.report import Chart

_LEFT, _RIGHT, _HIGH, _FOOT = 46, 54, 190, 26
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_CELL = 8
_APART = 14
_LEAST_PERCENT = 10.0


def draw_lines(chart: Chart, colors: Sequence[str], top: int, width: int) -> tuple[Markup, float]:
    """Grid, labels, lines and their last figures, and how far down they reach."""
    most = max(value for series in chart.series for value in series.values if value is not None)
    most = max(most, _LEAST_PERCENT) if chart.percent else most
    step = find_step(most)
    height = math.ceil(most / step) * step or step
    top += 10
    steps = max(len(chart.categories) - 1, 1)
    xs = [_LEFT + (width - _LEFT - _RIGHT) * place / steps for place in range(len(chart.categories))]

    def y_of(value: float) -> float:
        return round(top + _HIGH * (1 - value / height), 1)

    parts = _draw_grid(chart, height, step, top, width)
    parts += _draw_categories(chart, xs, top + _HIGH + 18)
    lasts: list[tuple[float, str]] = []
    for place, (series, color) in enumerate(zip(chart.series, colors, strict=True)):
        points = [
            None if value is None else (round(x, 1), y_of(value)) for x, value in zip(xs, series.values, strict=True)
        ]
        parts.append(_draw_line(points, place, color))
        parts += [draw_mark(place, *point, color) for point in points if point]
        last = next((value for value in reversed(series.values) if value is not None), None)
        if last is not None:
            lasts.append((y_of(last) + 5, figure_text(last, chart.percent)))
    parts += _draw_lasts(lasts, width - _RIGHT + 8)
    return element("g", *parts), top + _HIGH + _FOOT


def find_step(most: float) -> float:
    """The distance of the lines of a grid that has about four.

    >>> find_step(31.3), find_step(100), find_step(0)
    (10.0, 25.0, 1.0)
    """
    if most <= 0:
        return 1.0
    size = 10.0 ** math.floor(math.log10(most / 4))
    return next(step * size for step in _STEPS if step * size * 4 >= most)


def _draw_lasts(lasts: Sequence[tuple[float, str]], x: float) -> list[Markup]:
    """The last figures beside their points, from below, moved up where they would cover each other."""
    parts, free = [], math.inf
    for y, text in sorted(lasts, reverse=True):
        y = min(y, free)
        free = y - _APART
        parts.append(element("text", text, x=x, y=f"{y:g}", class_="value"))
    return parts


def _draw_grid(chart: Chart, height: float, step: float, top: int, width: int) -> list[Markup]:
    parts = []
    for index in range(round(height / step) + 1):
        y = round(top + _HIGH * (1 - index * step / height), 1)
        text = f"{index * step:g}%" if chart.percent else f"{index * step:g}"
        parts.append(element("path", d=f"M{_LEFT} {y}H{width - _RIGHT}", class_="axis" if not index else "grid"))
        parts.append(element("text", text, x=_LEFT - 6, y=y + 5, text_anchor="end", class_="scale"))
    return parts


def _draw_categories(chart: Chart, xs: Sequence[float], y: float) -> list[Markup]:
    """The labels below, so many as have room."""
    longest = max(len(category) for category in chart.categories)
    room = (xs[-1] - xs[0]) / max(len(xs) - 1, 1)
    every = max(1, math.ceil((longest + 1) * _CELL * 1.5 / room)) if room else 1
    last = len(xs) - 1
    return [
        element("text", category, x=round(x, 1), y=y, text_anchor="middle", class_="scale")
        for place, (x, category) in enumerate(zip(xs, chart.categories, strict=True))
        if (last - place) % every == 0
    ]


def _draw_line(points: Sequence[tuple[float, float] | None], place: int, color: str) -> Markup:
    path, drawing = "", False
    for point in points:
        if point is not None:
            path += f"{'L' if drawing else 'M'}{point[0]:g} {point[1]:g}"
        drawing = point is not None
    dash = DASHES[place % len(DASHES)] or None
    return element("path", d=path, stroke=f"#{color}", stroke_dasharray=dash, class_="line")
