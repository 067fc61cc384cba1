"""Extraction: a reply → segments, each with a verdict and the name of the rule → commitments; pure functions."""

from tracker.extraction.extractor import extract, read_span
from tracker.extraction.grading import Card, card

__all__ = ["Card", "card", "extract", "read_span"]
