"""Native charts: a chart part with its values, the workbook in which Word edits them, and the picture's place."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter  # type: ignore[import-untyped]

from tracker.rendering.palette import choose_colors
from tracker.rendering.width import cell_width, clip, one_line
from tracker.rendering.word.markup import attribute, legal
from tracker.rendering.word.standard import FANGSONG, HEI, TEXT_WIDTH
from tracker.rendering.word.templates import render_part
from tracker.reporting.report import Chart, ChartKind

_EMU = 635
"""English Metric Units of a twip."""
_SHEET = "Sheet1"
_LABEL = 40
_MARKERS = ("circle", "square", "triangle", "diamond", "x", "star")
_TWIPS_OF_CELL = 90
"""Of a half character in 9 points, the size of the labels."""
_UPRIGHT_HEIGHT, _LEAST_HEIGHT, _MOST_HEIGHT = 4250, 3400, 11300
_FRAME_HEIGHT, _BAR_HEIGHT = 1500, 230
_DESCRIBED = 20


@dataclass(frozen=True, slots=True)
class ChartPart:
    """What a chart adds to the package."""

    xml: str
    """The chart part, whose first relationship is the workbook."""
    workbook: bytes
    """Its values as .xlsx."""
    drawing: str
    """The run that shows it in the text."""


def is_drawn(chart: Chart) -> bool:
    """False where there is nothing to draw."""
    return bool(chart.categories) and any(value is not None for series in chart.series for value in series.values)


def build_chart(chart: Chart, number: int, dated: date) -> ChartPart:
    """The ``number``-th chart of a document; ``dated`` is the time inside its workbook."""
    categories = [_label(text) for text in chart.categories]
    names = [_label(series.name) for series in chart.series]
    flat = chart.kind is not ChartKind.LINE and _is_crowded(categories)
    colors = choose_colors([series.key for series in chart.series])
    xml = render_part(
        "chart.xml",
        sheet=_SHEET,
        title=_label(chart.title),
        kind=chart.kind.value,
        flat=flat,
        percent=chart.percent,
        labelled=chart.kind is ChartKind.STACKED or (chart.kind is ChartKind.BAR and len(names) == 1),
        categories=categories,
        series=[
            {
                "name": name,
                "values": series.values,
                "color": color,
                "ink": _ink(color),
                "marker": _MARKERS[place % len(_MARKERS)],
            }
            for place, (name, series, color) in enumerate(zip(names, chart.series, colors, strict=True))
        ],
        columns=[_column(place + 1) for place in range(len(names))],
        title_font=HEI,
        font=FANGSONG,
    )
    height = _height(chart, len(categories)) if flat else _UPRIGHT_HEIGHT
    return ChartPart(xml, _workbook(chart, categories, names, dated), _drawing(chart, number, height))


def _label(text: str) -> str:
    """A label on one line that leaves room for the chart."""
    return clip(one_line(legal(text)), _LABEL, 1)


def _is_crowded(categories: list[str]) -> bool:
    """True where labels beside each other would not fit below upright bars."""
    room = TEXT_WIDTH * 0.85 / len(categories)
    return any(cell_width(label) * _TWIPS_OF_CELL > room for label in categories)


def _height(chart: Chart, categories: int) -> int:
    bars = categories * (len(chart.series) if chart.kind is ChartKind.BAR else 1)
    wanted = _FRAME_HEIGHT + max(bars * _BAR_HEIGHT, categories * _BAR_HEIGHT * 3 // 2)
    return min(_MOST_HEIGHT, max(_LEAST_HEIGHT, wanted))


def _ink(color: str) -> str:
    """Black or white, whichever is read better on a colour (weights of ITU-R BT.601)."""
    red, green, blue = (int(color[place : place + 2], 16) for place in (0, 2, 4))
    return "000000" if 0.299 * red + 0.587 * green + 0.114 * blue > 125 else "FFFFFF"


def _column(index: int) -> str:
    """The letters of a column of a sheet.

    >>> _column(1), _column(26)
    ('B', 'AA')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _workbook(chart: Chart, categories: list[str], names: list[str], dated: date) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(dated.year, dated.month, dated.day)})
        sheet = book.add_worksheet(_SHEET)
        for row, label in enumerate(categories, 1):
            sheet.write_string(row, 0, label)
        for column, (name, series) in enumerate(zip(names, chart.series, strict=True), 1):
            sheet.write_string(0, column, name)
            for row, value in enumerate(series.values, 1):
                if value is not None:
                    sheet.write_number(row, column, value)
    return buffer.getvalue()


def _drawing(chart: Chart, number: int, height: int) -> str:
    extent = f'cx="{TEXT_WIDTH * _EMU}" cy="{height * _EMU}"'
    uri = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {extent}/><wp:docPr id="{number}" name={attribute(f"图 {number}")} descr={attribute(_describe(chart))}/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{uri}"><c:chart r:id="rIdChart{number}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _describe(chart: Chart) -> str:
    """What a screen reader says of it: the title and the first values."""
    unit = "%" if chart.percent else ""
    parts = [
        f"{_label(series.name)}："
        + "，".join(
            f"{_label(category)}{'—' if value is None else f'{value:g}{unit}'}"
            for category, value in zip(chart.categories[:_DESCRIBED], series.values, strict=False)
        )
        for series in chart.series
    ]
    return f"{_label(chart.title)}。{'；'.join(parts)}"
