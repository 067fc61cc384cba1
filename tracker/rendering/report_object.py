"""A report as an object for JSON: typed values for machines, and beside them the texts that people see."""

from __future__ import annotations

from datetime import date

from tracker.reporting.report import Chapter, Chart, ItemPage, Masthead, Report
from tracker.reporting.table import Cell, Share, Table

Object = dict[str, object]
"""A JSON object."""


def report_object(report: Report) -> Object:
    """Everything that the report holds."""
    return {
        "masthead": _masthead(report.masthead),
        "lead": list(report.lead),
        "chapters": [_chapter(chapter) for chapter in report.chapters],
        "annex": _chapter(report.annex),
        "items": [_item(page) for page in report.items],
        "notes": list(report.notes),
    }


def _masthead(masthead: Masthead) -> Object:
    return {
        "title": masthead.title,
        "number": masthead.number,
        "issuer": masthead.issuer,
        "dated": masthead.dated.isoformat(),
        "period": masthead.period,
        "cutoff": masthead.cutoff.isoformat(),
        "draft": masthead.draft,
        "red_header": masthead.red_header,
    }


def _chapter(chapter: Chapter) -> Object:
    return {
        "title": chapter.title,
        "sentences": list(chapter.sentences),
        "tables": [table_object(table) for table in chapter.tables],
        "charts": [_chart(chart) for chart in chapter.charts],
        "chapters": [_chapter(part) for part in chapter.chapters],
    }


def table_object(table: Table) -> Object:
    """Columns, typed rows and row of sums, and under ``texts`` what every other format shows, the sums last."""
    return {
        "title": table.title,
        "columns": [{"key": column.key, "title": column.title, "kind": column.kind.value} for column in table.columns],
        "rows": [[cell_value(cell) for cell in row] for row in table.rows],
        "total": [cell_value(cell) for cell in table.total] if table.total else None,
        "texts": [list(row) for row in table.texts()],
    }


def cell_value(cell: Cell) -> object:
    """A value as JSON has it: days by ISO 8601, a rate with its numerator and denominator."""
    if isinstance(cell, Share):
        return {"part": cell.part, "whole": cell.whole, "ratio": cell.ratio}
    return cell.isoformat() if isinstance(cell, date) else cell


def _chart(chart: Chart) -> Object:
    return {
        "key": chart.key,
        "title": chart.title,
        "kind": chart.kind.value,
        "percent": chart.percent,
        "categories": list(chart.categories),
        "series": [{"key": one.key, "name": one.name, "values": list(one.values)} for one in chart.series],
    }


def _item(page: ItemPage) -> Object:
    return {
        "id": page.id,
        "quote": page.quote,
        "fields": [{"label": label, "text": text} for label, text in page.fields],
        "history": [{"day": one.day.isoformat(), "person": one.person, "text": one.text} for one in page.history],
        "evidence": [{"title": title, "address": address} for title, address in page.evidence],
    }
