"""Workbooks as the whole program writes them: typed cells that are never formulas or links, sheets that print well.

What stands in them is decided above: in ``tracker.exchange`` and ``tracker.rendering``.
"""
