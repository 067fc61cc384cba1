"""The page: the report put into its template, and the policy that forbids it everything else."""

from __future__ import annotations

import base64
import hashlib

from tracker.rendering.chart_figures import build_figure_table
from tracker.rendering.masthead import DRAFT, NOTES, word_day, word_number, word_span
from tracker.rendering.web.charts import draw_chart, is_drawn
from tracker.rendering.web.ledger import find_ledger, web_address
from tracker.rendering.web.templates import environment, load_part
from tracker.reporting.report import Report


def render_web(report: Report) -> str:
    """The report as one HTML file: chapters, drawn charts, a ledger to search, filter, sort and open."""
    style, script = load_part("style.css"), load_part("script.js")
    return (
        environment()
        .get_template("page.html")
        .render(
            report=report,
            head=report.masthead,
            number=word_number(report.masthead),
            span=word_span(report.masthead),
            day=word_day(report.masthead.dated),
            draft=DRAFT,
            notes=NOTES,
            ledger=find_ledger(report),
            style=style,
            script=script,
            policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
            "base-uri 'none'; form-action 'none'",
            is_drawn=is_drawn,
            draw_chart=draw_chart,
            build_figure_table=build_figure_table,
            web_address=web_address,
        )
    )


def _hash(part: str) -> str:
    """The source expression that allows just this part (Content Security Policy Level 3, 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()}'"
