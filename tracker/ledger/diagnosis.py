"""What an examination of a ledger finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tracker.ledger.selection import render_ids

_NAMED = 20
"""Ids that are named; of the others only how many there are."""


class Remedy(StrEnum):
    """How something is made anew without losing anything."""

    REINDEX = "reindex"
    """Indexes from their tables."""
    STRUCTURE = "structure"
    """Indexes and triggers that are missing or were changed."""
    REBUILD = "rebuild"
    """The state beside the events, by replaying them."""
    JOURNAL = "journal"
    """The rollback journal, in place of another program's choice."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that an examination found."""

    text: str
    """Chinese, one clause: what, and what a person can do."""
    fault: bool = True
    """False where it is only good to know."""
    remedy: Remedy | None = None
    """What repairs it, ``None`` where nothing does without loss."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was looked at."""

    title: str
    """What should be so, in Chinese."""
    findings: tuple[Finding, ...]
    """What is otherwise."""


def name_ids(ids: Sequence[int]) -> str:
    """Ids for a sentence, the first of many.

    >>> name_ids([1, 2, 3, 7]), name_ids(list(range(1, 90, 2)))[-6:]
    ('1-3、7', '等 45 个')
    """
    shown = render_ids(ids[:_NAMED])
    return shown if len(ids) <= _NAMED else f"{shown} 等 {len(ids)} 个"
