"""A report for a terminal: what stands above it, sentences, tables that fit, charts as bars."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.printable import clean
from tracker.rendering.bars import render_bars
from tracker.rendering.masthead import DRAFT, NOTES, word_day, word_number, word_span
from tracker.rendering.terminal import bold, render_paragraph
from tracker.rendering.wide_table import render_fitting
from tracker.rendering.width import cell_width, one_line, pad, wrap
from tracker.reporting.report import Chapter, Chart, Masthead, Report
from tracker.reporting.table import Table

_RULE = "="
_RED, _PLAIN = "\x1b[31m", "\x1b[0m"


def render_report(report: Report, *, width: int, color: bool = False) -> str:
    """The report as text of at most ``width`` cells a line; nothing is cut, no item page is shown."""
    parts = [_render_masthead(report.masthead, width, color), _paragraphs(report.lead, width)]
    for chapter in (*report.chapters, report.annex):
        parts += _chapter_parts(chapter, width, color)
    if report.notes:
        parts += [bold(NOTES, color), _paragraphs(report.notes, width)]
    return "\n\n".join(part for part in parts if part)


def _render_masthead(masthead: Masthead, width: int, color: bool) -> str:
    lines = []
    if masthead.red_header:
        lines += [_red(line, color) for line in _centered(masthead.red_header, width)]
    lines += [bold(line, color) for line in _centered(masthead.title, width)]
    lines += _centered(word_span(masthead), width)
    number = "  ".join(text for text in (word_number(masthead), f"【{DRAFT}】" if masthead.draft else "") if text)
    lines += [_red(line, color) for line in _centered(number, width)] if number else []
    issuer, day = one_line(masthead.issuer or ""), word_day(masthead.dated)
    room = width - cell_width(day)
    lines += [pad(issuer, room) + day] if cell_width(issuer) < room else [*wrap(issuer, width), day]
    return "\n".join([*lines, _RULE * width])


def _centered(text: str, width: int) -> list[str]:
    return [" " * ((width - cell_width(line)) // 2) + line for line in wrap(one_line(text), width)]


def _red(line: str, color: bool) -> str:
    return f"{_RED}{line}{_PLAIN}" if color else line


def _chapter_parts(chapter: Chapter, width: int, color: bool) -> list[str]:
    parts = ["\n".join(bold(line, color) for line in wrap(clean(chapter.title), width))]
    parts.append(_paragraphs(chapter.sentences, width))
    parts += [_render_table(table, width, color) for table in chapter.tables]
    parts += [_render_chart(chart, width, color) for chart in chapter.charts]
    for part in chapter.chapters:
        parts += _chapter_parts(part, width, color)
    return parts


def _paragraphs(texts: Iterable[str], width: int) -> str:
    return "\n".join(render_paragraph(text, width=width) for text in texts)


def _render_table(table: Table, width: int, color: bool) -> str:
    if not table.rows and table.total is None:
        return ""
    title = wrap(clean(table.title), width) if table.title else []
    return "\n".join([*(bold(line, color) for line in title), render_fitting(table, width=width, color=color)])


def _render_chart(chart: Chart, width: int, color: bool) -> str:
    lines = render_bars(chart, width=width, color=color)
    return "\n".join([*(bold(line, color) for line in wrap(clean(chart.title), width)), *lines]) if lines else ""
