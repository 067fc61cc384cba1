"""A table as WordprocessingML: widths by what its cells hold, a head repeated on each page, numbers flush right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.rendering.layout import GAP, find_widths
from tracker.rendering.word.markup import legal, paragraph, run
from tracker.rendering.word.styles import size
from tracker.reporting.table import Column, Kind, Table

_SIZES = (10.5, 9.0, 7.5)
"""五号, 小五, 六号: the first in which every column has room; GB/T 9704—2012 leaves the text of tables open."""
_LEAST_LONG = 20
_SPARE = {Kind.TEXT: 1.1, Kind.NUMBER: 1.25, Kind.SHARE: 1.25, Kind.DAY: 1.25}
"""Short columns get more than they need by count: figures of other fonts are wider than half a character."""
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
    points, cells = _fit(table, texts[:: max(1, len(texts) // _MEASURED)], width)
    twips = _stretch(table.columns, cells, width, points)
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in twips)
    kept = len(texts) <= _WHOLE_ROWS and all(_lines(row, cells) <= _WHOLE_LINES // 4 for row in texts)
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
                whole=_lines(row, cells) <= _WHOLE_LINES,
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


def _fit(table: Table, texts: Sequence[tuple[str, ...]], width: int) -> tuple[float, list[int]]:
    """The size, and for each column how many half characters of it fit beside each other."""
    for points in _SIZES:
        # A half character is points / 2 wide, and a point has 20 twips.
        room = int(width / (points * 10)) - GAP
        cells = find_widths(table, texts, room)
        long = [cells[place] for place, column in enumerate(table.columns) if column.long]
        narrow = bool(long) and min(long) < _LEAST_LONG and sum(cells) + GAP * len(cells) >= room
        if sum(cells) + GAP * (len(cells) - 1) <= room and not narrow:
            break
    return points, cells


def _stretch(columns: Sequence[Column], cells: Sequence[int], width: int, points: float) -> list[int]:
    """Twips of each column, together the whole width; running text takes what is left."""
    wanted = [
        (one * (1 if column.long else _SPARE[column.kind]) + GAP) * points * 10
        for one, column in zip(cells, columns, strict=True)
    ]
    left = width - sum(wanted)
    long = [place for place, column in enumerate(columns) if column.long]
    for place in long:
        least = (min(cells[place], _LEAST_LONG) + GAP) * points * 10
        wanted[place] = max(least, wanted[place] + left / len(long))
    scale = width / sum(wanted)
    return [int(one * scale) for one in wanted]


def _lines(row: Sequence[str], cells: Sequence[int]) -> int:
    """About how many lines a row is high; a row higher than a page must be allowed to break."""
    return max(
        # No character is wider than two cells.
        sum(len(line) * 2 // max(1, room) + 1 for line in text.split("\n"))
        for text, room in zip(row, cells, strict=True)
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
