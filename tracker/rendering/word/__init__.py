"""A report as a Word document (.docx) in the form of GB/T 9704—2012 《党政机关公文格式》.

WordprocessingML written here, with the standard library and templates: real styles, tables with
repeated heads, turned annexes, charts that Word can edit.  The same report gives the same bytes.
"""

from __future__ import annotations

from tracker.rendering.word.body import Body
from tracker.rendering.word.package import build_package
from tracker.reporting.report import Report

__all__ = ["render_word"]


def render_word(report: Report) -> bytes:
    """The bytes of a .docx; its tables show ``Table.texts()``, its charts stand beside their tables."""
    body = Body(report)
    return build_package(report, body.render(), body.charts)
