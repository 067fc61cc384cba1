"""Web pages: the text of the whole page in reading order, each line with its kind.

Nothing visible is lost; menus, page information, attachments and footers are told from the text of
the document by their blocks.
"""

from __future__ import annotations

from tracker.model import Block, BlockKind
from tracker.reading.html.kinds import arrange
from tracker.reading.html.lines import find_lines
from tracker.reading.html.metadata import load_metadata
from tracker.reading.html.regions import find_main
from tracker.reading.html.tree import parse_page
from tracker.reading.layout import join_lines

__all__ = ["read_page"]


def read_page(source: str) -> tuple[str, tuple[Block, ...], dict[str, str]]:
    """Text, blocks and metadata of a page or a fragment of one; never raises on any string."""
    page = parse_page(source)
    lines = find_lines(page)
    main, named = find_main(page, lines)
    arranged = arrange(lines, main, named)
    labelled = [line.text for kind, line in arranged if kind is BlockKind.METADATA]
    text, blocks = join_lines((kind, line.text) for kind, line in arranged)
    return text, blocks, load_metadata(page, labelled)
