"""Bytes to ``Document`` to ``Reply``: a reader per format, chosen by content, and the header of a letter."""

from __future__ import annotations

from tracker.reading.document import read, read_bytes
from tracker.reading.files import STANDARD_INPUT
from tracker.reading.letter import parse_reply
from tracker.reading.sources import Source, find_sources

__all__ = ["STANDARD_INPUT", "Source", "find_sources", "parse_reply", "read", "read_bytes"]
