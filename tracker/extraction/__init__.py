"""Extraction: a reply → segments, each with a verdict and the name of the rule → commitments; pure functions."""

from tracker.extraction.extractor import extract

__all__ = ["extract"]
