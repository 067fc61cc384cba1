"""Extraction: a reply → segments, each with a verdict and the name of the rule → commitments; pure functions.

What is asked for here is imported when it is asked for: the rules take longer to prepare than most commands to run.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.extraction.extractor import extract, read_span
    from tracker.extraction.grading import Card, card
    from tracker.extraction.tasks import is_task

__all__ = ["Card", "card", "extract", "is_task", "read_span"]

_HOMES = {"extract": "extractor", "read_span": "extractor", "Card": "grading", "card": "grading", "is_task": "tasks"}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
