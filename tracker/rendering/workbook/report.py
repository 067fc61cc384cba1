"""The sheets of a report: the summary, the chapters, the annex, the figures behind the charts.

Every cell shows what ``Table.texts()`` has: numbers and days as such, rates as text, what is not known as a dash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from tracker.rendering.workbook.charts import ChartRoom, Figures, write_figures
from tracker.rendering.workbook.paper import Paper
from tracker.reporting.report import Chapter, Chart, Masthead, Report
from tracker.workbook.book import Book
from tracker.workbook.sheet import Print, set_up_print
from tracker.workbook.text import legal

DRAFT = "（草稿）"
"""Follows the title while unreviewed items are in it."""
_SUMMARY = "概要"
_FIGURES = "图表数据"
_WIDTH = 16.0
_COLUMNS = 6


def render_workbook(report: Report, *, ledger: Callable[[Book], None] | None = None) -> bytes:
    """The report as an .xlsx file; the same report gives the same bytes.

    ``ledger`` writes the sheet of the ledger in the place of the annex, which has fewer columns.
    """
    book = Book(report.masthead.dated)
    title = _title(report.masthead)
    summary = book.add(_SUMMARY)
    for chapter in report.chapters:
        _write_chapter(book, chapter, title)
    if ledger is None:
        _write_chapter(book, report.annex, title)
    else:
        ledger(book)
    charts = [chart for chapter in report.chapters for chart in _find_charts(chapter) if chart.categories]
    ranges = _write_figures(book, charts, title) if charts else []
    _write_summary(book, summary, report, title, ChartRoom(book, summary, ranges))
    return book.close()


def _write_figures(book: Book, charts: list[Chart], title: str) -> list[Figures]:
    sheet = book.add(_FIGURES)
    set_up_print(sheet, Print(title))
    return write_figures(book, sheet, charts)


def _title(masthead: Masthead) -> str:
    return legal(masthead.title) + (DRAFT if masthead.draft else "")


def _find_charts(chapter: Chapter) -> Iterator[Chart]:
    yield from chapter.charts
    for part in chapter.chapters:
        yield from _find_charts(part)


def _write_summary(book: Book, sheet: Worksheet, report: Report, title: str, room: ChartRoom) -> None:
    paper = Paper(book, sheet, (_WIDTH,) * _COLUMNS)
    if report.masthead.red_header:
        paper.write_red(report.masthead.red_header)
    paper.write_title(title)
    for label, text in _describe(report.masthead):
        paper.write_pair(label, text)
    paper.skip()
    paper.write_paragraphs(report.lead)
    # The first chapter is what everybody reads.
    for chapter in report.chapters[:1]:
        paper.write_heading(chapter.title)
        paper.write_paragraphs(chapter.sentences)
    paper.skip()
    paper.row = room.place(paper.row)
    if report.notes:
        paper.write_heading("统计口径")
        paper.write_paragraphs(report.notes, small=True)
    set_up_print(sheet, Print(title, one=True))


def _describe(masthead: Masthead) -> list[tuple[str, str]]:
    pairs = (
        ("期号", None if masthead.number is None else f"第{masthead.number}期"),
        ("发文机关", masthead.issuer),
        ("统计期间", masthead.period),
        ("统计截止", masthead.cutoff.isoformat()),
        ("成文日期", masthead.dated.isoformat()),
        ("说明", "草稿：含待核事项" if masthead.draft else None),
    )
    return [(label, text) for label, text in pairs if text]


def _write_chapter(book: Book, chapter: Chapter, title: str) -> None:
    tables = [table for part in _walk(chapter) for table in part.tables]
    sheet = book.add(chapter.title)
    paper = Paper.for_tables(book, sheet, tables, least=_WIDTH * _COLUMNS)
    for part in _walk(chapter):
        if part is chapter:
            paper.write_title(part.title)
        else:
            paper.write_heading(part.title)
        paper.write_paragraphs(part.sentences)
        for table in part.tables:
            header = paper.write_table(table)
    alone = len(tables) == 1
    if alone:
        paper.make_scrollable(header, tables[0])
    set_up_print(sheet, Print(title, landscape=chapter.landscape, header=header if alone else None))


def _walk(chapter: Chapter) -> Iterator[Chapter]:
    """A chapter and those below it."""
    yield chapter
    for part in chapter.chapters:
        yield from _walk(part)
