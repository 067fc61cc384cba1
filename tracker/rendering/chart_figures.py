"""The numbers of a chart as texts and as a table, for formats that draw none and for readers who see none."""

from __future__ import annotations

from tracker.reporting.report import Chart, ChartKind
from tracker.reporting.table import Column, Kind, Table

_HEADS = {ChartKind.LINE: "时间"}


def figure_text(value: float | None, percent: bool) -> str:
    """One number of a chart.

    >>> figure_text(12.0, False), figure_text(31.26, True), figure_text(None, True)
    ('12', '31.3%', '—')
    """
    if value is None:
        return "—"
    return f"{value:.1f}%" if percent else f"{value:.10g}"


def build_figure_table(chart: Chart) -> Table:
    """A row a category, a column a series."""
    columns = (
        Column("category", _HEADS.get(chart.kind, "类别")),
        *(Column(f"series{place}", series.name, Kind.NUMBER) for place, series in enumerate(chart.series, 1)),
    )
    rows = tuple(
        (category, *(figure_text(series.values[place], chart.percent) for series in chart.series))
        for place, category in enumerate(chart.categories)
    )
    return Table(columns, rows, chart.title)
