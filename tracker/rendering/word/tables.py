"""A table as WordprocessingML: widths by what its cells hold, a head repeated on each page, numbers flush right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.rendering.word.markup import legal, paragraph, run
from tracker.rendering.word.styles import size
from tracker.rendering.word.widths import find_widths
from tracker.reporting.table import Kind, Table

_SIZES = (10.5, 9.0, 7.5)
"""五号, 小五, 六号: the first in which every column has room; GB/T 9704—2012 leaves the text of tables open."""
_MEASURED = 1000
"""About so many rows of a long table decide about its widths."""
_WHOLE_LINES = 12
_WHOLE_ROWS = 12
"""A table of no more rows stays on one page."""
_HEAD = '<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>'
_TOTAL = '<w:tcBorders><w:top w:val="single" w:sz="12" w:space="0" w:color="auto"/></w:tcBorders>'
_ALIGN = {Kind.TEXT: "left", Kind.NUMBER: "right", Kind.SHARE: "right", Kind.DAY: "center"}


@dataclass(frozen=True, slots=True)
class _Looks:
    """How a row is set apart and held together."""

    head: bool = False
    """True for the titles, repeated on each page."""
    total: bool = False
    """True for the row of sums."""
    whole: bool = True
    """True where a page may not break it."""
    kept: bool = False
    """True where it stays on the page of the next row."""


_HEADED = _Looks(head=True, kept=True)


def render_table(table: Table, width: int) -> str:
    """The table ``width`` twips wide; nothing for one without columns."""
    if not table.columns:
        return ""
    texts = [tuple(legal(text) for text in row) for row in table.texts()]
    widths = find_widths(table, texts[:: max(1, len(texts) // _MEASURED)], width, _SIZES)
    twips, points, rooms = widths.twips, widths.points, widths.rooms
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in twips)
    kept = len(texts) <= _WHOLE_ROWS and all(_lines(row, rooms) <= _WHOLE_LINES // 4 for row in texts)
    head = _row(table, [column.title for column in table.columns], twips, points, _HEADED)
    end = len(texts) - 1
    rows = (
        _row(
            table,
            row,
            twips,
            points,
            _Looks(
                total=place == end and table.total is not None,
                whole=_lines(row, rooms) <= _WHOLE_LINES,
                kept=kept and place < end,
            ),
        )
        for place, row in enumerate(texts)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(twips)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{head}{''.join(rows)}</w:tbl>"
    )


def _lines(row: Sequence[str], rooms: Sequence[float]) -> int:
    """About how many lines a row is high; a row higher than a page must be allowed to break."""
    return max(
        # No character is wider than two cells.
        sum(int(len(line) * 2 / room) + 1 for line in text.split("\n"))
        for text, room in zip(row, rooms, strict=True)
    )


def _row(table: Table, texts: Sequence[str], twips: Sequence[int], points: float, looks: _Looks) -> str:
    properties = ("<w:cantSplit/>" if looks.whole else "") + ("<w:tblHeader/>" if looks.head else "")
    style = "TableHead" if looks.head or looks.total else "TableText"
    mark = _HEAD if looks.head else _TOTAL if looks.total else ""
    kept = "<w:keepNext/>" if looks.kept else ""
    cells = []
    for text, width, column in zip(texts, twips, table.columns, strict=True):
        align = "center" if looks.head else _ALIGN[column.kind]
        content = paragraph(style, run(text, size(points)), properties=f'{kept}<w:jc w:val="{align}"/>')
        place = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{mark}<w:vAlign w:val="center"/></w:tcPr>'
        cells.append(f"<w:tc>{place}{content}</w:tc>")
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"
