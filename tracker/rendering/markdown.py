"""Tables and reports as Markdown (pipe tables), with document text escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.printable import clean
from tracker.rendering.chart_figures import build_figure_table
from tracker.rendering.masthead import DRAFT, NOTES, word_day, word_number, word_span
from tracker.reporting.report import Chapter, Masthead, Report
from tracker.reporting.table import Kind, Table

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#&])")
_BLOCK = re.compile(r"^(\d{0,9})([-+=.)])(?=[\s=-]|$)")
_DEEPEST = 6
_RULES = {Kind.NUMBER: "---:"}


def escape(text: str) -> str:
    r"""The text so that Markdown shows it as it is; a line break becomes ``<br>``.

    >>> escape("甲|乙*丙")
    '甲\\|乙\\*丙'
    """
    return _SPECIAL.sub(r"\\\1", clean(text)).replace("\n", "<br>")


def render_markdown_table(table: Table) -> str:
    """The table as a pipe table."""
    rows = [tuple(column.title for column in table.columns), *table.texts()]
    lines = ["| " + " | ".join(escape(text) for text in row) + " |" for row in rows]
    rule = "|" + "|".join(f" {_RULES.get(column.kind, '---')} " for column in table.columns) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def render_report_markdown(report: Report) -> str:
    """The report as a Markdown document that ends with a newline; charts are tables of their numbers."""
    parts = [*_masthead_parts(report.masthead), *_paragraphs(report.lead)]
    for chapter in (*report.chapters, report.annex):
        parts += _chapter_parts(chapter, 2)
    if report.notes:
        parts += [f"## {NOTES}", *_paragraphs(report.notes)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _masthead_parts(masthead: Masthead) -> list[str]:
    marks = (masthead.red_header, word_number(masthead), f"【{DRAFT}】" if masthead.draft else "")
    scope = (masthead.issuer, word_day(masthead.dated), word_span(masthead))
    above = [" · ".join(escape(text) for text in texts if text) for texts in (marks, scope)]
    return [f"# {_heading(masthead.title)}", f"**{above[0]}**" if above[0] else "", above[1]]


def _chapter_parts(chapter: Chapter, level: int) -> list[str]:
    parts = [f"{'#' * min(level, _DEEPEST)} {_heading(chapter.title)}", *_paragraphs(chapter.sentences)]
    for table in (*chapter.tables, *map(build_figure_table, chapter.charts)):
        if table.rows or table.total:
            parts += [f"**{_heading(table.title)}**" if table.title else "", render_markdown_table(table)]
    for part in chapter.chapters:
        parts += _chapter_parts(part, level + 1)
    return parts


def _heading(text: str) -> str:
    return escape(text.strip()) or "—"


def _paragraphs(texts: Iterable[str]) -> list[str]:
    """Each on its own, so that nothing in it can open a list, a rule or a block of code."""
    return [_BLOCK.sub(r"\1\\\2", escape(text.strip())) for text in texts]
