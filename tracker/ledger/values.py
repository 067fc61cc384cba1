"""The values that the ledger takes and gives beside those of the model: a change, and what came of each command."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from tracker.model import Command, Commitment, DocumentRecord, Event, Evidence, Item, Review, Status


class AddOutcome(Enum):
    """What became of a reply that was to be added."""

    NEW = "new"
    """It was not there and is now."""
    KNOWN = "known"
    """The same letter is there; nothing was written."""
    CONFLICT = "conflict"
    """Another text of the same case is there; nothing was written."""
    REVIVED = "revived"
    """It was there and withdrawn; it is back with the same ids."""


@dataclass(frozen=True, slots=True)
class Added:
    """What adding one reply did, or would do."""

    outcome: AddOutcome
    """New, known, conflicting or revived."""
    document: DocumentRecord | None
    """The new, known, revived or conflicting document; ``None`` for a new one that was only planned."""
    item_ids: tuple[int, ...]
    """The items of that document, in order; empty for a new one that was only planned."""


@dataclass(slots=True)
class OpenCommand:
    """A command that may write several transactions (one a file); its row is written with the first of them."""

    name: str
    """``add``, ``import`` …"""
    person: str
    """Who."""
    now: datetime
    """When."""
    summary: str
    """Chinese, one line."""
    written: Command | None = None
    """The command as stored, once something was written."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Who does something, from when on it is true, and when it was typed."""

    person: str
    """Who."""
    on: date
    """Effective day."""
    now: datetime
    """When it was typed."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a person sets on items; ``None`` leaves a field alone."""

    status: Status | None = None
    """How far it is."""
    progress: int | None = None
    """Percent, 0 to 100."""
    due: date | None = None
    """督办时限."""
    due_months: int | None = None
    """督办时限 so many months after the reply, by a profile, for those without any time limit; no other is touched."""
    reason: str | None = None
    """Why ``due`` is set or the status changes; see ``tracker.ledger.requirements`` for where one is required."""
    owner: str | None = None
    """责任单位."""
    note: str | None = None
    """进展情况, words of the person."""
    problem: str | None = None
    """存在问题."""
    measures: str | None = None
    """下步措施."""
    remark: str | None = None
    """备注."""
    evidence: tuple[Evidence, ...] = ()
    """佐证 to add; what the item has already stays."""
    confirmed_by: str | None = None
    """Who confirmed the closing."""
    review: Review | None = None
    """A judgement; without one, any other change accepts an unreviewed item."""
    reading: Commitment | None = None
    """Another cut of one item, with what it says; its ``rule`` becomes ``BY_HAND``."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A change of one item, for itself."""

    item_id: int
    """The item."""
    change: Change
    """What is set on it."""
    on: date
    """The day from which on it is true."""


@dataclass(frozen=True, slots=True)
class Answer:
    """That a unit which was asked to report sent its sheet back."""

    unit: str
    """The unit."""
    asked: int
    """The event by which it was asked."""
    source: str
    """Name of the file that came back."""
    sha256: str
    """Of its bytes."""


@dataclass(frozen=True, slots=True)
class Question:
    """That a unit was asked to report."""

    unit: str
    """The unit."""
    on: date
    """The day."""
    item_ids: tuple[int, ...]
    """The items that it was asked about."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A unit that was asked to report, and has not yet."""

    unit: str
    """The unit."""
    event_id: int
    """The first event by which it was asked in the month in which it was asked last; sheets of then and later count."""
    on: date
    """The day on which it was asked last."""


@dataclass(frozen=True, slots=True)
class Updated:
    """What an update did."""

    command: Command | None
    """The command, ``None`` where everything was already as asked."""
    events: tuple[Event, ...]
    """What was written, in order."""
    items: tuple[Item, ...]
    """The named items as they are now, in the order they were named."""
    overtaken: tuple[Event, ...]
    """Those of ``events`` that change the past only: an event effective later holds now."""


@dataclass(frozen=True, slots=True)
class RefreshPlan:
    """What reading a document anew would change; what stays as it is is not in it."""

    document: DocumentRecord
    """The document."""
    new: tuple[Commitment, ...]
    """Promises that are not in the ledger yet."""
    changed: tuple[tuple[Item, Commitment], ...]
    """Items that nobody decided on, and their other reading."""
    vanished: tuple[Item, ...]
    """Items that nobody decided on and that are no promises any more."""
    kept: tuple[Item, ...]
    """Items that would be in ``changed`` or ``vanished`` had a person not decided on them, or made them."""
    as_of: int = 0
    """The last event of the document and its items: the plan is good as long as there is no later one."""

    @property
    def changes(self) -> bool:
        """True where applying it would write anything."""
        return bool(self.new or self.changed or self.vanished)


@dataclass(frozen=True, slots=True)
class ReplacePlan:
    """What replacing the text of a document would do."""

    document: DocumentRecord
    """The document that is replaced."""
    new: tuple[Commitment, ...]
    """Promises of the new text that are in no item yet."""
    moved: tuple[tuple[Item, Commitment], ...]
    """Items that go with the new text, and their place in it."""
    vanished: tuple[Item, ...]
    """Items that nobody decided on and that the new text does not have."""
    kept: tuple[Item, ...]
    """Items that a person decided on and that the new text does not have: they stay with the old one."""


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """What undo would take back."""

    command: Command
    """The command."""
    events: tuple[Event, ...]
    """Its events, in order."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What undo took back."""

    command: Command
    """The command that was taken back."""
    changes: list[Event]
    """The inverse events, latest first."""
