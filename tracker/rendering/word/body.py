"""The text of the document: a report laid out as the elements of an official document (GB/T 9704—2012, 7)."""

from __future__ import annotations

import re
from datetime import date

from tracker.rendering.width import cell_width
from tracker.rendering.word.charts import ChartPart, build_chart, is_drawn
from tracker.rendering.word.markup import (
    DECLARATION,
    NAMESPACES,
    empty_lines,
    indent,
    legal,
    paragraph,
    run,
)
from tracker.rendering.word.pages import section, text_width
from tracker.rendering.word.standard import CHARACTER, CHARACTERS, ISSUER_DROP, SIZE_2, TEXT_WIDTH
from tracker.rendering.word.styles import size
from tracker.rendering.word.tables import render_table
from tracker.reporting.report import Chapter, Chart, Masthead, Report
from tracker.reporting.table import Table

_ANNEX = re.compile(r"附件\s*[0-9]*\s*[：:.、]?\s*")
_GAP = paragraph("Gap")
_DEEPEST = 4
_LARGEST_MARK = 52.0
"""Points of the issuing organ's name where it is short: 7.2.4 asks only that it be 醒目、美观、庄重."""


class Body:
    """Takes a report and keeps its markup, in sections, with the charts met on the way."""

    def __init__(self, report: Report) -> None:
        """Lays out the whole report."""
        self._head = report.masthead
        self._blocks: list[str] = []
        self._turned = False
        self._fresh = True
        self.charts: list[ChartPart] = []
        """In the order of the text."""
        self._add_head()
        for text in report.lead:
            self._add_sentence(text)
        for chapter in report.chapters:
            self._add_chapter(chapter, 1)
        self._turn(False)
        self._add_closing(report)
        self._add_annex(report.annex)

    def render(self) -> str:
        """The main part of the document."""
        self._drop_gap()
        last = "" if self._blocks[-1].startswith("<w:p>") else paragraph("SectionEnd")
        final = section(turned=self._turned, draft=self._head.draft)
        return (
            f"{DECLARATION}<w:document {NAMESPACES}><w:body>{''.join(self._blocks)}{last}{final}</w:body></w:document>"
        )

    def _add(self, *blocks: str) -> None:
        self._blocks += blocks
        self._fresh = False

    def _add_head(self) -> None:
        head = self._head
        number = f"第{head.number}期" if head.number is not None else ""
        if head.red_header:
            # 7.2.4, 7.2.5 (下空二行), 7.2.7, 7.3.1 (红色分隔线下空二行).
            self._add(_issuer_mark(head.red_header), empty_lines(2))
            self._add(paragraph("IssueNumber", run(number)), empty_lines(2))
        self._add(_title("Title", head.title))
        if number and not head.red_header:
            self._add(paragraph("Subtitle", run(number)))
        for text in (head.period, f"统计截至{_day(head.cutoff)}"):
            self._add(paragraph("Subtitle", run(text)))
        self._add(empty_lines(1))

    def _add_sentence(self, text: str) -> None:
        self._add(paragraph("BodyText", run(text)))

    def _add_chapter(self, chapter: Chapter, level: int) -> None:
        self._turn(chapter.landscape or (level > 1 and self._turned))
        self._add(paragraph(f"Heading{min(level, _DEEPEST)}", run(chapter.title)))
        self._add_content(chapter, level)

    def _add_content(self, chapter: Chapter, level: int) -> None:
        for text in chapter.sentences:
            self._add_sentence(text)
        for table in chapter.tables:
            self._add_table(table)
        for chart in chapter.charts:
            self._add_chart(chart)
        for part in chapter.chapters:
            self._add_chapter(part, level + 1)

    def _add_table(self, table: Table) -> None:
        if table.title:
            self._add(paragraph("Caption", run(table.title)))
        markup = render_table(table, text_width(self._turned))
        if markup:
            self._add(markup, _GAP)

    def _add_chart(self, chart: Chart) -> None:
        if is_drawn(chart):
            part = build_chart(chart, len(self.charts) + 1, self._head.dated)
            self.charts.append(part)
            self._add(paragraph("Figure", part.drawing))

    def _add_closing(self, report: Report) -> None:
        """附件说明 (7.3.4), 发文机关署名 and 成文日期 (7.3.5.2), then the notes."""
        self._keep_last()
        name = _annex_name(report.annex)
        if name:
            hanging = '<w:ind w:leftChars="500" w:left="{}" w:hangingChars="300" w:hanging="{}"/>'
            place = hanging.format(round(5 * CHARACTER), round(3 * CHARACTER))
            self._add(_kept_line(), paragraph("AnnexNote", run(f"附件：{name}"), properties=f"<w:keepNext/>{place}"))
        self._add(_kept_line(), *_signature(self._head))
        if report.notes:
            self._add(empty_lines(1), paragraph("NoteHead", run("统计口径")))
            self._add(*(paragraph("Note", run(text)) for text in report.notes))

    def _add_annex(self, annex: Chapter) -> None:
        """7.3.7: 另面编排, 附件 in the first line, its title in the third."""
        if not (annex.sentences or annex.tables or annex.charts or annex.chapters):
            return
        self._end_section()
        self._turned = annex.landscape
        self._add(paragraph("AnnexMark", run("附件")), empty_lines(1))
        name = _annex_name(annex)
        if name:
            self._add(_title("AnnexTitle", name, text_width(self._turned)), _GAP)
        self._add_content(annex, 1)

    def _turn(self, turned: bool) -> None:
        if turned != self._turned:
            if not self._fresh:
                self._end_section()
            self._turned = turned

    def _end_section(self) -> None:
        self._drop_gap()
        self._blocks.append(paragraph("SectionEnd", properties=section(turned=self._turned, draft=self._head.draft)))
        self._fresh = True

    def _drop_gap(self) -> None:
        """A section ends without the room below its last table, which could fall on a page of its own."""
        if self._blocks[-1] is _GAP:
            self._blocks.pop()

    def _keep_last(self) -> None:
        """Keeps the last paragraph with the signature, so that no page holds a signature alone (7.3.5.5)."""
        style = '<w:pStyle w:val="BodyText"/>'
        self._blocks[-1] = self._blocks[-1].replace(style, f"{style}<w:keepNext/>", 1)


def _kept_line() -> str:
    return paragraph("BodyText", properties="<w:keepNext/>")


def _issuer_mark(text: str) -> str:
    """发文机关标志: 35 mm below the top of the type area, on one line where that can be (7.2.4)."""
    count = max(1.0, cell_width(legal(text)) / 2)
    points = max(SIZE_2, min(_LARGEST_MARK, int(TEXT_WIDTH / 20 / count)))
    # A line as high as its characters, so that the distance is to their top.
    spacing = f'<w:spacing w:before="{ISSUER_DROP}" w:line="{round(points * 20)}" w:lineRule="exact"/>'
    return paragraph("IssuerMark", run(text, size(points)), properties=spacing)


def _title(style: str, text: str, width: int = TEXT_WIDTH) -> str:
    """A title whose lines end with a sense, else are about equally long (7.3.1: 词意完整，排列对称，长短适宜)."""
    room = width / (SIZE_2 * 20)
    count = cell_width(legal(text)) / 2
    name, bracket, rest = text.rpartition("（")
    if count > room and name and cell_width(legal(name)) / 2 <= room:
        return paragraph(style, run(f"{name}\n{bracket}{rest}"))
    if count <= room or "\n" in text:
        return paragraph(style, run(text))
    lines = -int(-count // (room - 1))
    side = max(0, int((width - (count / lines + 1.5) * SIZE_2 * 20) / 2))
    return paragraph(style, run(text), properties=f'<w:ind w:left="{side}" w:right="{side}"/>')


def _signature(head: Masthead) -> list[str]:
    """发文机关署名 two characters from the right; the day begins two characters further right than it (7.3.5.2)."""
    day = _day(head.dated)
    long = cell_width(day) / 2
    if not head.issuer:
        return [paragraph("Date", run(day), properties=indent(right=2))]
    name = cell_width(legal(head.issuer)) / 2
    name_right, day_right = (2.0, name - long) if name >= long else (4 + long - name, 2.0)
    day_right = min(day_right, CHARACTERS - long - 1)
    return [
        paragraph("Signature", run(head.issuer), properties=indent(right=name_right)),
        paragraph("Date", run(day), properties=indent(right=day_right)),
    ]


def _day(day: date) -> str:
    """A day with Arabic figures, nothing padded (7.3.5.4).

    >>> _day(date(2024, 10, 8))
    '2024年10月8日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def _annex_name(annex: Chapter) -> str:
    """The title without the word 附件, which stands in lines of its own.

    >>> _annex_name(Chapter("附件：承诺事项台账"))
    '承诺事项台账'
    """
    return _ANNEX.sub("", annex.title, count=1) if annex.title.startswith("附件") else annex.title
