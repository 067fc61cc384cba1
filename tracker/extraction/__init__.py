"""Extraction: a reply → segments, each with a verdict and the name of the rule → commitments; pure functions."""

from tracker.extraction.extractor import extract, read_span
from tracker.extraction.grading import Card, card
from tracker.extraction.tasks import is_task

__all__ = ["Card", "card", "extract", "is_task", "read_span"]
