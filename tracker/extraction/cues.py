"""The cues of the language: data in ``cues.toml``, read once; what they mean is ``clauses``' business."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

KINDS = (
    "opener",
    "future",
    "progress",
    "listed",
    "done",
    "background",
    "refusal",
    "request",
    "courtesy",
    "attention",
    "effect",
    "purpose",
    "action",
)
"""What a cue can tell of a clause."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern of the language with its own proof."""

    name: str
    """Part of the rule's name that people see."""
    kind: str
    """One of ``KINDS``."""
    pattern: re.Pattern[str]
    """Searched for in one clause of folded text."""
    examples: tuple[str, ...]
    """Clauses that it must be found in."""
    counterexamples: tuple[str, ...]
    """Clauses that it must not be found in."""


@cache
def load_cues() -> tuple[Cue, ...]:
    """All cues of the package, in the order of the file."""
    data = tomllib.loads(resources.files("tracker.extraction").joinpath("cues.toml").read_text("utf-8"))
    return tuple(
        Cue(
            name=entry["name"],
            kind=entry["kind"],
            pattern=re.compile("|".join(entry["patterns"])),
            examples=tuple(entry["examples"]),
            counterexamples=tuple(entry["counterexamples"]),
        )
        for entry in data["cue"]
    )


@cache
def _by_kind() -> dict[str, tuple[re.Pattern[str], tuple[Cue, ...]]]:
    """Kind → (one pattern for all of its cues, the cues): most clauses hold none, and one search tells."""
    groups = {kind: tuple(cue for cue in load_cues() if cue.kind == kind) for kind in KINDS}
    return {
        kind: (re.compile("|".join(f"(?:{cue.pattern.pattern})" for cue in cues)), cues)
        for kind, cues in groups.items()
    }


def find_cue(kind: str, clause: str) -> Cue | None:
    """The first cue of a kind, in the order of the file, that is found in a clause of folded text."""
    return next(find_cues(kind, clause), None)


def find_cues(kind: str, clause: str) -> Iterator[Cue]:
    """All cues of a kind that are found in a clause, in the order of the file."""
    any_of_them, cues = _by_kind()[kind]
    if any_of_them.search(clause):
        yield from (cue for cue in cues if cue.pattern.search(clause))
