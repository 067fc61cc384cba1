"""A report as one web page: a single file that asks nothing of any network and reads without its script.

The page's own style and script are allowed by their hashes, everything else is forbidden; text of
documents is only ever text.  The rows of the ledger stand in ``<noscript>``, which a browser that
runs the script keeps as one piece of text, so that thousands of items cost nothing until they are shown.
"""

from __future__ import annotations

from tracker.rendering.web.page import render_web

__all__ = ["render_web"]
