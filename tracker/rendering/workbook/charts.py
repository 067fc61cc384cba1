"""Charts that Excel draws itself, from figures on a sheet of their own, so that they can be changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from tracker.rendering.palette import choose_colors
from tracker.reporting.report import Chart, ChartKind
from tracker.workbook.book import FONT, Book, Look
from tracker.workbook.sheet import Column, write_table
from tracker.workbook.text import legal

_TYPES = {
    ChartKind.BAR: {"type": "column"},
    ChartKind.STACKED: {"type": "bar", "subtype": "stacked"},
    ChartKind.LINE: {"type": "line"},
}
_SIZE = (720, 340)
_PER_CATEGORY = 26
_TALLEST = 1200
_ROW_PIXELS = 20
_FIRST, _OTHERS = 30, 14
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Figures:
    """A chart and where its numbers stand."""

    chart: Chart
    """The chart."""
    sheet: str
    """Name of the sheet."""
    top: int
    """The row of its titles; a category a row follows, a series a column."""


def write_figures(book: Book, sheet: Worksheet, charts: Sequence[Chart]) -> list[Figures]:
    """Write the numbers of the charts under each other."""
    sheet.set_column(0, 0, _FIRST)
    sheet.set_column(1, max(len(chart.series) for chart in charts), _OTHERS)
    row, found = 0, []
    for chart in charts:
        book.put(sheet, row, 0, chart.title, book.format(Look(bold=True, size=12, border=False)))
        unit = "（%）" if chart.percent else ""
        columns = [Column("", _FIRST), *(Column(f"{series.name}{unit}", _OTHERS, "right") for series in chart.series)]
        rows = zip(chart.categories, *(series.values for series in chart.series), strict=True)
        found.append(Figures(chart, sheet.get_name(), row + 1))
        row = write_table(book, sheet, row + 1, columns, rows) + 1
    return found


class ChartRoom:
    """Where charts are drawn on a sheet, one under the other."""

    def __init__(self, book: Book, sheet: Worksheet, figures: Sequence[Figures]) -> None:
        self._book = book
        self._sheet = sheet
        self._figures = figures

    def place(self, row: int) -> int:
        """Draw the charts from a row on; returns the first row below them."""
        for figures in self._figures:
            _, height = _find_size(figures.chart)
            self._sheet.insert_chart(row, 0, self._draw(figures), {"object_position": 2})
            row += height // _ROW_PIXELS + 2
        return row

    def _draw(self, figures: Figures) -> object:
        chart, top = figures.chart, figures.top
        drawn = self._book.workbook.add_chart(dict(_TYPES[chart.kind]))
        last = top + len(chart.categories)
        colors = choose_colors([series.key for series in chart.series])
        for place, color in enumerate(colors, 1):
            drawn.add_series(
                {
                    "name": [figures.sheet, top, place],
                    "categories": [figures.sheet, top + 1, 0, last, 0],
                    "values": [figures.sheet, top + 1, place, last, place],
                    **_dress(chart, color),
                }
            )
        font = {"name": FONT, "size": 10}
        drawn.set_title({"name": _title(chart.title), "name_font": {**font, "size": 12}, "overlay": False})
        _set_axes(drawn, font, lying=chart.kind is ChartKind.STACKED)
        drawn.set_legend({"none": True} if len(chart.series) < 2 else {"position": "bottom", "font": font})
        drawn.show_blanks_as("gap")
        width, height = _find_size(chart)
        drawn.set_size({"width": width, "height": height})
        return drawn


def _set_axes(drawn: Any, font: dict[str, object], *, lying: bool) -> None:
    """Categories and values; of lying bars, which are drawn from below, the first one belongs above."""
    values = {"num_font": font, "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}}
    if lying:
        drawn.set_x_axis({**values, "label_position": "high"})
        drawn.set_y_axis({"num_font": font, "reverse": True})
    else:
        drawn.set_x_axis({"num_font": font})
        drawn.set_y_axis(values)


def _find_size(chart: Chart) -> tuple[int, int]:
    width, height = _SIZE
    if chart.kind is ChartKind.STACKED:
        height = min(max(height, 120 + _PER_CATEGORY * len(chart.categories)), _TALLEST)
    return width, height


def _title(text: str) -> str:
    """The title as a chart takes it: one that begins with ``=`` would be a reference."""
    kept = " ".join(legal(text).split())[:_LONGEST_TITLE]
    return f" {kept}" if kept.startswith("=") else kept


def _dress(chart: Chart, color: str) -> dict[str, object]:
    label = {"value": True, "num_format": '0.0"%"' if chart.percent else "0;;"}
    if chart.kind is ChartKind.LINE:
        line = {"color": f"#{color}", "width": 2.25}
        fill = {"color": f"#{color}"}
        marker = {"type": "circle", "size": 6, "fill": fill, "border": fill}
        return {"line": line, "marker": marker, "data_labels": {**label, "position": "above"}}
    filled = {"fill": {"color": f"#{color}"}, "border": {"color": "#FFFFFF", "width": 0.75}, "gap": 60}
    return {**filled, "data_labels": label}
