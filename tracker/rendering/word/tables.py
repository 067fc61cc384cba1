"""A table as WordprocessingML: widths by what its cells hold, a head repeated on each page, numbers flush right."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.rendering.layout import GAP, find_widths
from tracker.rendering.width import cell_width
from tracker.rendering.word.markup import legal, paragraph, run
from tracker.rendering.word.styles import size
from tracker.reporting.table import Column, Kind, Table

_SIZES = (10.5, 9.0, 7.5)
"""五号, 小五, 六号: the first in which every column has room; GB/T 9704—2012 leaves the text of tables open."""
_LEAST_LONG = 20
_WHOLE_LINES = 12
_HEAD = '<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>'
_TOTAL = '<w:tcBorders><w:top w:val="single" w:sz="12" w:space="0" w:color="auto"/></w:tcBorders>'
_ALIGN = {Kind.TEXT: "left", Kind.NUMBER: "right", Kind.SHARE: "right", Kind.DAY: "center"}


def render_table(table: Table, width: int) -> str:
    """The table ``width`` twips wide; nothing for one without columns."""
    if not table.columns:
        return ""
    texts = [tuple(legal(text) for text in row) for row in table.texts()]
    points, cells = _fit(table, texts, width)
    twips = _stretch(table.columns, cells, width, points)
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in twips)
    head = _row(table, [column.title for column in table.columns], twips, points, head=True)
    last = len(texts) - 1 if table.total else None
    rows = (
        _row(table, row, twips, points, total=place == last, whole=_lines(row, cells) <= _WHOLE_LINES)
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
    wanted = [(one + GAP) * points * 10 for one in cells]
    left = width - sum(wanted)
    long = [place for place, column in enumerate(columns) if column.long]
    if left > 0 and long:
        for place in long:
            wanted[place] += left / len(long)
    scale = width / sum(wanted)
    return [int(one * scale) for one in wanted]


def _lines(row: Sequence[str], cells: Sequence[int]) -> int:
    """About how many lines a row is high; a row higher than a page must be allowed to break."""
    return max(
        sum(cell_width(line) // max(1, room) + 1 for line in text.split("\n"))
        for text, room in zip(row, cells, strict=True)
    )


def _row(
    table: Table,
    texts: Sequence[str],
    twips: Sequence[int],
    points: float,
    *,
    head: bool = False,
    total: bool = False,
    whole: bool = True,
) -> str:
    properties = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if head else "")
    style = "TableHead" if head or total else "TableText"
    mark = _HEAD if head else _TOTAL if total else ""
    return (
        f"<w:tr><w:trPr>{properties}</w:trPr>"
        + "".join(
            _cell(text, width, style, points, mark=mark, align="center" if head else _ALIGN[column.kind])
            for text, width, column in zip(texts, twips, table.columns, strict=True)
        )
        + "</w:tr>"
    )


def _cell(text: str, width: int, style: str, points: float, *, mark: str, align: str) -> str:
    content = paragraph(style, run(text, size(points)), properties=f'<w:jc w:val="{align}"/>')
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{mark}<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
