"""Charts as bars of characters, each with its number, at most so wide."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.rendering.chart_figures import figure_text
from tracker.rendering.layout import GAP
from tracker.rendering.palette import choose_colors
from tracker.rendering.width import cell_width, clip, one_line, pad, wrap
from tracker.reporting.report import Chart, ChartKind

_EIGHTHS = " ▏▎▍▌▋▊▉"
_FULL = "█"
# All but the line are in GBK, and none is told from another by colour alone.
_FILLS = ("█", "▓", "=", "+", "-", ":", "o", ".")
_LABEL = 24
_LEAST_BAR = 4
_PERCENT = 100.0


def render_bars(chart: Chart, *, width: int, color: bool = False) -> list[str]:
    """The lines of a chart without its title; none where there is nothing to draw."""
    values = [value for series in chart.series for value in series.values if value is not None]
    if not values or min(values) < 0:
        return []
    labels = [one_line(category) for category in chart.categories]
    room = min(max(map(cell_width, labels)), _LABEL, max(width // 3, 4))
    folded = [wrap(label, room) for label in labels]
    share = width - room - GAP
    head, cells = (
        _stacks(chart, share, width, color) if chart.kind is ChartKind.STACKED else _columns(chart, share, color)
    )
    lines = head if chart.kind is ChartKind.STACKED else [" " * (room + GAP) + line for line in head]
    for parts, cell in zip(folded, cells, strict=True):
        first, *more = parts
        lines += [f"{pad(first, room)}{' ' * GAP}{cell}".rstrip(), *more]
    return lines


def _columns(chart: Chart, room: int, color: bool) -> tuple[list[str], list[str]]:
    """The names of several series, and a number and a bar of each for every category, all on one scale."""
    most = _PERCENT if chart.percent else max(v for series in chart.series for v in series.values if v is not None)
    share = max(room // len(chart.series), GAP + 1)
    names = [clip(one_line(series.name), share - GAP, 1) for series in chart.series]
    head, cells = "", [""] * len(chart.categories)
    for series, name, paint in zip(chart.series, names, choose_colors([s.key for s in chart.series]), strict=True):
        texts = [figure_text(value, chart.percent) for value in series.values]
        number = max(map(cell_width, texts))
        # Half of the room only: terminals that show a block two cells wide still keep it on its line.
        bar = max((share - number - 2 * GAP) // 2, 0)
        bar = bar if bar >= _LEAST_BAR else 0
        taken = max(number + 1 + bar, cell_width(name)) + GAP
        head += pad(name, taken)
        for place, (text, value) in enumerate(zip(texts, series.values, strict=True)):
            drawn = _bar(value, most, bar)
            rest = " " * (taken - number - 1 - cell_width(drawn))
            cells[place] += f"{pad(text, number, right=True)} {_paint(drawn, paint, color)}{rest}"
    return [head.rstrip()] if len(names) > 1 else [], cells


def _bar(value: float | None, most: float, room: int) -> str:
    eighths = round(min((value or 0) / (most or 1), 1) * room * 8)
    whole, rest = divmod(eighths, 8)
    return _FULL * whole + (_EIGHTHS[rest] if rest else "")


def _stacks(chart: Chart, room: int, width: int, color: bool) -> tuple[list[str], list[str]]:
    """What each filling means, and for every category the sum and one bar, its series one after the other."""
    paints = choose_colors([series.key for series in chart.series])
    rows = [[series.values[place] or 0 for series in chart.series] for place in range(len(chart.categories))]
    most = max(map(sum, rows)) or 1
    texts = [figure_text(sum(row), chart.percent) for row in rows]
    number = max(map(len, texts))
    bar = max((room - number - GAP) // 2, _LEAST_BAR)
    drawn = []
    for text, row in zip(texts, rows, strict=True):
        ends, reached = [], 0.0
        for value in row:
            reached += value
            ends.append(round(reached / most * bar))
        parts = (
            _paint(_FILLS[place % len(_FILLS)] * (end - start), paints[place], color)
            for place, (start, end) in enumerate(zip([0, *ends], ends, strict=False))
        )
        drawn.append(f"{pad(text, number, right=True)} {''.join(parts)}")
    return _legend(chart, paints, width, color), drawn


def _legend(chart: Chart, paints: Sequence[str], width: int, color: bool) -> list[str]:
    lines: list[str] = []
    line, used = "", 0
    for place, (series, paint) in enumerate(zip(chart.series, paints, strict=True)):
        name = one_line(series.name)
        taken = cell_width(name) + 2 + GAP
        if used and used + taken > width:
            lines, line, used = [*lines, line.rstrip()], "", 0
        line += f"{_paint(_FILLS[place % len(_FILLS)], paint, color)} {name}{' ' * GAP}"
        used += taken
    return [*lines, line.rstrip()]


def _paint(text: str, paint: str, color: bool) -> str:
    if not color or not text.strip():
        return text
    red, green, blue = (round(int(paint[at : at + 2], 16) / 255 * 5) for at in (0, 2, 4))
    return f"\x1b[38;5;{16 + 36 * red + 6 * green + blue}m{text}\x1b[0m"
