"""A report as an Excel workbook: a summary with charts, a sheet a chapter, the ledger; all cells are typed."""

from tracker.rendering.workbook.report import render_workbook

__all__ = ["render_workbook"]
