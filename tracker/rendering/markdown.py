"""Tables and reports as Markdown (pipe tables), with document text escaped."""

from __future__ import annotations

import re

from tracker.rendering.width import clean
from tracker.reporting.monthly import MonthlyReport
from tracker.reporting.table import Kind, Table

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#])")
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


def render_monthly_markdown(report: MonthlyReport) -> str:
    """The report as a Markdown document that ends with a newline."""
    parts = [f"# {escape(report.title)}", "\n\n".join(escape(text) for text in report.lead)]
    for chapter in report.chapters:
        parts.append(f"## {escape(chapter.title)}")
        parts += [escape(text) for text in chapter.sentences]
        if chapter.table is not None:
            parts.append(render_markdown_table(chapter.table))
    return "\n\n".join(parts) + "\n"
