"""Charts as inline SVG: lying bars, stacked bars, lines; every one named, described and with its numbers written in."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from tracker.rendering.chart_figures import figure_text
from tracker.rendering.palette import choose_colors
from tracker.rendering.web.lines import draw_lines
from tracker.rendering.web.svg import define_hatches, element, hatch_name
from tracker.rendering.width import clip, one_line, wrap
from tracker.reporting.report import Chart, ChartKind

WIDTH = 480
"""Units of a drawing; text is 14 high."""
_LABEL, _VALUE, _LINE = 166, 46, 17
_LABEL_CELLS = 22
_LABEL_LINES = 3
_BAR, _GAP = 18, 10
_LEGEND_LINE = 22
_CELL = 7
_FEW = 8


def is_drawn(chart: Chart) -> bool:
    """True where a chart has figures, and none below zero."""
    values = [value for series in chart.series for value in series.values if value is not None]
    return bool(values) and min(values) >= 0


def draw_chart(chart: Chart, number: int) -> Markup:
    """The drawing of a chart; ``number`` sets its ids apart from those of the others on the page."""
    name = f"chart{number}"
    colors = choose_colors([series.key for series in chart.series])
    legend, top = _draw_legend(chart, name, colors) if len(chart.series) > 1 else (Markup(""), 0)
    if chart.kind is ChartKind.LINE:
        body, bottom = draw_lines(chart, colors, top, WIDTH)
    else:
        body, bottom = _draw_bars(chart, name, top)
    return element(
        "svg",
        element("title", chart.title, id=f"{name}-title"),
        element("desc", describe(chart), id=f"{name}-desc"),
        define_hatches(name, colors),
        legend,
        body,
        viewBox=f"0 0 {WIDTH} {bottom:g}",
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
    )


def describe(chart: Chart) -> str:
    """What the chart shows, in words: each series with its first and last figure, or all of a short one."""
    parts = []
    for series in chart.series:
        pairs = [
            f"{category} {figure_text(value, chart.percent)}"
            for category, value in zip(chart.categories, series.values, strict=True)
            if value is not None
        ]
        shown = pairs if len(pairs) <= _FEW else [pairs[0], "……", pairs[-1]]
        parts.append(f"{series.name}：{'，'.join(shown) or '无数据'}")
    return "；".join(parts)


def _draw_legend(chart: Chart, name: str, colors: Sequence[str]) -> tuple[Markup, int]:
    parts, x, y = [], 0, 4
    for place, (series, color) in enumerate(zip(chart.series, colors, strict=True)):
        label = clip(one_line(series.name), WIDTH // _CELL - 6, 1)
        taken = 22 + _CELL * _cells(label) + 16
        if x and x + taken > WIDTH:
            x, y = 0, y + _LEGEND_LINE
        fill = f"#{color}" if chart.kind is ChartKind.LINE else f"url(#{hatch_name(name, place)})"
        parts.append(element("rect", x=x, y=y, width=16, height=14, fill=fill, class_="bar"))
        parts.append(element("text", label, x=x + 22, y=y + 12))
        x += taken
    return element("g", *parts), y + _LEGEND_LINE + 6


def _cells(text: str) -> int:
    return sum(1 if char.isascii() else 2 for char in text)


def _draw_bars(chart: Chart, name: str, top: int) -> tuple[Markup, float]:
    stacked = chart.kind is ChartKind.STACKED
    sums = [sum(series.values[place] or 0 for series in chart.series) for place in range(len(chart.categories))]
    values = [value for series in chart.series for value in series.values if value is not None]
    most = 100.0 if chart.percent else max(sums if stacked else values) or 1.0
    scale = (WIDTH - _LABEL - _VALUE) / most
    parts, y = [], float(top)
    for place, category in enumerate(chart.categories):
        lines = wrap(clip(one_line(category), _LABEL_CELLS, _LABEL_LINES), _LABEL_CELLS)
        deep = _BAR if stacked else (_BAR + 2) * len(chart.series) - 2
        high = max(deep, _LINE * len(lines))
        middle = y + high / 2
        parts += _draw_label(lines, middle)
        bars = [series.values[place] for series in chart.series]
        if stacked:
            parts += _draw_stack(bars, name, middle - _BAR / 2, scale)
            parts.append(_draw_value(figure_text(sums[place], chart.percent), sums[place] * scale, middle))
        else:
            parts += _draw_group(bars, name, middle - deep / 2, scale, chart.percent)
        y += high + _GAP
    axis = element("path", d=f"M{_LABEL} {top}V{y - _GAP / 2:g}", class_="axis")
    return element("g", *parts, axis), y


def _draw_label(lines: Sequence[str], middle: float) -> list[Markup]:
    start = middle - _LINE * (len(lines) - 1) / 2 + 5
    return [
        element("text", line, x=_LABEL - 8, y=f"{start + _LINE * index:g}", text_anchor="end")
        for index, line in enumerate(lines)
    ]


def _draw_value(text: str, length: float, middle: float) -> Markup:
    return element("text", text, x=f"{_LABEL + length + 6:.1f}", y=f"{middle + 5:g}", class_="value")


def _draw_group(bars: Sequence[float | None], name: str, top: float, scale: float, percent: bool) -> list[Markup]:
    """The bars of one category, one below the other, each with its number."""
    parts = []
    for place, value in enumerate(bars):
        y = top + place * (_BAR + 2)
        parts.append(_draw_bar(name, place, _LABEL, y, (value or 0) * scale))
        parts.append(_draw_value(figure_text(value, percent), (value or 0) * scale, y + _BAR / 2))
    return parts


def _draw_stack(bars: Sequence[float | None], name: str, y: float, scale: float) -> list[Markup]:
    parts, x = [], float(_LABEL)
    for place, value in enumerate(bars):
        length = (value or 0) * scale
        if length:
            parts.append(_draw_bar(name, place, x, y, length))
            text = f"{value:g}"
            # The number stands on a plate of its own, so that no filling makes it hard to read.
            if length > _CELL * len(text) + 10:
                plate = _CELL * len(text) + 6
                left = x + (length - plate) / 2
                parts.append(element("rect", x=f"{left:.1f}", y=f"{y + 2:g}", width=plate, height=14, class_="plate"))
                parts.append(element("text", text, x=f"{x + length / 2:.1f}", y=f"{y + 13:g}", class_="inner"))
        x += length
    return parts


def _draw_bar(name: str, place: int, x: float, y: float, length: float) -> Markup:
    return element(
        "rect",
        x=f"{x:.1f}",
        y=f"{y:g}",
        width=f"{length:.1f}",
        height=_BAR,
        fill=f"url(#{hatch_name(name, place)})",
        class_="bar",
    )
