"""What the judgement knows before it reads a sentence, and what it finds in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tracker.extraction.clauses import Clause
from tracker.extraction.organs import Actor
from tracker.model import Verdict


@dataclass(frozen=True, slots=True)
class Setting:
    """What the judgement must know of a sentence's surroundings."""

    next_step: bool = False
    """It stands in a next-step passage."""
    measures: bool = False
    """It stands in a list of measures that answers the proposal."""
    directed: bool = False
    """A lead-in said that what stands here are measures, whatever their form."""
    promising: bool = False
    """An item of its list promised already."""
    follows: bool = False
    """The sentence before it, in the same line, ended in a promise."""
    day: date | None = None
    """The day of the reply."""


@dataclass(slots=True)
class Finding:
    """A stretch of folded text with its verdict; it grows while the sentence is read."""

    start: int
    """First character."""
    end: int
    """One past the last character."""
    verdict: Verdict
    """What it is."""
    rule: str
    """The cue that decided."""
    next_step: bool = False
    """An opener stands before it."""
    actor: Actor | None = None
    """Who is named in it."""
    own: bool = False
    """It speaks of 我局, 我市 …"""
    future: bool = False
    """A clause in it promises by itself."""
    topic: Actor | None = None
    """Whom the sentences around it speak of, where it names nobody itself."""
    clauses: list[Clause] = field(default_factory=list)
    """Its clauses."""
