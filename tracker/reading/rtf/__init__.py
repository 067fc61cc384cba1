"""RTF files: the text as displayed, with the numbers that the writing program put before paragraphs.

Headers, footers and comments are left out; footnotes stand at the end.
"""

from __future__ import annotations

from tracker.model import Block
from tracker.reading.layout import join_lines
from tracker.reading.rtf.reader import DamagedRtfError, Reader

__all__ = ["DamagedRtfError", "read_rtf"]


def read_rtf(data: bytes) -> tuple[str, tuple[Block, ...]]:
    """Text and blocks of an RTF file.  Raises ``DamagedRtfError`` and nothing else."""
    return join_lines(Reader().read(data))
