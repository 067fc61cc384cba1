"""What a query asks for, as frozen values: terms, each with the alternatives that meet it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from tracker.model import Labelled
from tracker.profile import Light, Profile


class Derived(Labelled):
    """States that are reckoned on a day, never stored; no rejected item is in one of them."""

    OPEN = "open", "在办"
    OVERDUE = "overdue", "逾期"
    DUE_SOON = "due_soon", "临期"
    BEHIND = "behind", "滞后"
    SILENT = "silent", "久未报"


@dataclass(frozen=True, slots=True)
class Presence:
    """A field that is filled (有), or empty (无)."""

    present: bool
    """True for 有."""


@dataclass(frozen=True, slots=True)
class Member:
    """One of the choices of a field."""

    value: str
    """Its key, as it is stored."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A state or light that is reckoned from several fields."""

    mark: Derived | Light
    """Which one."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words in a text."""

    text: str
    """As they are searched for: folded, in small letters."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days or numbers from one to another, both included."""

    first: date | int | None
    """The first, ``None`` for no bound."""
    last: date | int | None
    """The last, ``None`` for no bound."""

    def holds(self, value: date | int) -> bool:
        """Whether a value lies in it; of the kind of its bounds."""
        return (self.first is None or self.first <= value) and (  # type: ignore[operator]
            self.last is None or value <= self.last  # type: ignore[operator]
        )

    @property
    def is_reversed(self) -> bool:
        """True where nothing can lie in it."""
        return self.last is not None and not self.holds(self.last)


@dataclass(frozen=True, slots=True)
class Ids:
    """Items by their ids."""

    values: tuple[int, ...]
    """In the order given."""


Alternative = Presence | Member | Judged | Words | Span | Ids
"""One of the values behind a colon."""


@dataclass(frozen=True, slots=True)
class Term:
    """One condition: a field, and the values of which it must have one."""

    field: str
    """Key of the field."""
    alternatives: tuple[Alternative, ...]
    """One of them must hold."""
    negated: bool = False
    """True where none of them may hold."""


@dataclass(frozen=True, slots=True)
class Query:
    """Which items are meant: those that meet every term."""

    terms: tuple[Term, ...]
    """All must hold."""
    day: date
    """The day on which overdue, behind and the like are reckoned."""
    profile: Profile
    """By which rules they are reckoned."""
    rejected: bool = True
    """False leaves out the rejected items."""

    @property
    def named(self) -> tuple[int, ...] | None:
        """The ids in the order given, where nothing else is asked; else ``None``."""
        if len(self.terms) != 1 or self.terms[0].negated:
            return None
        ids = [one.values for one in self.terms[0].alternatives if isinstance(one, Ids)]
        return tuple(dict.fromkeys(key for values in ids for key in values)) or None

    def asks(self, field: str) -> bool:
        """Whether a term that is not negated is about a field."""
        return any(term.field == field and not term.negated for term in self.terms)

    def counted(self) -> Query:
        """The same without rejected items, unless ids are named or a term says which 核定 is meant."""
        return self if self.asks("id") or self.asks("review") else replace(self, rejected=False)

    def also(self, *terms: Term) -> Query:
        """The same with more terms."""
        return replace(self, terms=(*self.terms, *terms))
