"""What the ledger keeps: documents, items with their state, events and commands; frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tracker.model.labels import OPEN_STATUSES, Genre, Review, Satisfaction, Status
from tracker.model.owners import split_owners
from tracker.model.texts import Commitment, Header


@dataclass(frozen=True, slots=True)
class Evidence:
    """What proves that something was done (佐证): a web address, or a file."""

    location: str
    """The address, or the path of the file as it was given."""
    sha256: str | None = None
    """Of the file's bytes, ``None`` for an address."""
    kept: str | None = None
    """Where a copy of the file is kept, relative to the folder of the ledger; ``None`` without one."""


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document as the ledger keeps it."""

    id: int
    """Permanent, never reused."""
    path: str
    """The path it was read from."""
    sha256: str
    """Of the bytes that were read."""
    content_key: str
    """Of the folded letter text: the same letter in another file has the same key."""
    format: str
    """Reader that read it."""
    text: str
    """The text as it was read."""
    genre: Genre
    """Reply, letter, or neither (added by force)."""
    header: Header
    """Fields of the reply."""
    added_at: datetime
    """When it was added, UTC."""
    withdrawn: bool
    """True once its addition was undone, another text replaced it, or a person withdrew it."""
    category_now: str | None = None
    """现办复类别: the class as it was changed later; ``None`` while it is that of the reply (原办复类别)."""
    satisfaction: Satisfaction | None = None
    """What the proposer said of the reply."""


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document as a list shows it, without its text."""

    id: int
    """Its id."""
    title: str
    """Title of the letter, else its subject, else the path."""
    number: str | None
    """Case number."""
    issuer: str | None
    """The replying organ."""
    dated: str | None
    """Date of the reply."""
    category: str | None
    """原办复类别, as the reply prints it."""
    category_now: str | None
    """现办复类别, ``None`` while it is the same."""
    satisfaction: Satisfaction | None
    """What the proposer said of the reply."""
    withdrawn: bool
    """True where it is in the ledger no more."""
    items: int
    """How many items of it count."""
    unreviewed: int
    """How many of them nobody has judged yet."""


@dataclass(frozen=True, slots=True)
class Item:
    """A commitment in the ledger, with its state (now, or on the day that was asked for)."""

    id: int
    """Permanent, never reused."""
    document_id: int
    """The document it stands in; a text that replaced the first one has another id."""
    commitment: Commitment
    """The reading in force: as extracted, or as a person cut and corrected it."""
    header: Header
    """Header of its document (number, session, issuer, date …)."""
    owner: str | None
    """责任单位 as set by a person, else that of the reading in force."""
    status: Status
    """How far it is."""
    review: Review
    """A person's judgement."""
    progress: int | None
    """Percent, 0 to 100."""
    due: date | None
    """督办时限, set by a person."""
    note: str | None
    """The latest note (进展情况)."""
    problem: str | None
    """存在问题, the latest."""
    measures: str | None
    """下步措施, the latest."""
    remark: str | None
    """备注, the latest."""
    evidence: tuple[Evidence, ...]
    """佐证, in the order given."""
    confirmed_by: str | None
    """Who confirmed the closing (销号); ``None`` unless closed."""
    status_since: date
    """Effective day since which the status has been the same."""
    reported_on: date | None
    """Effective day of the latest report: a status, progress, note, problem, measure or evidence; ``None`` before any."""
    due_moves: int
    """延期次数: how often a 督办时限 that existed was moved."""
    reopened: int
    """How often it was done, closed or dropped and then open again."""
    unit: str | None
    """The organ behind the first-named owner; the name as printed where nobody said what it stands for."""
    place: str | None
    """The jurisdiction of its document (``云溪市``), in which short names of organs are understood."""
    added_on: date
    """Effective day of the addition: the reply's date, or the day of adding where it has none."""
    changed_on: date
    """Effective day of the latest event."""
    withdrawn: bool
    """True once the addition was undone, or it went into another item; such items are in no list."""

    @property
    def partners(self) -> tuple[str, ...]:
        """配合单位: the others of joint owners, then the organs named as doing it together."""
        lead, *others = split_owners(self.owner or "") or ("",)
        return tuple(name for name in dict.fromkeys((*others, *self.commitment.partners)) if name != lead)

    @property
    def limit(self) -> date | None:
        """The time limit that counts: ``due``, else the date of the deadline."""
        if self.due is not None:
            return self.due
        return self.commitment.deadline.date if self.commitment.deadline else None

    @property
    def limit_is_due(self) -> bool:
        """True where ``limit`` was set by a person."""
        return self.due is not None

    @property
    def open(self) -> bool:
        """True while somebody still has to do something."""
        return self.status in OPEN_STATUSES

    def is_overdue(self, today: date) -> bool:
        """Past its time limit and still open."""
        return self.open and self.limit is not None and self.limit < today


@dataclass(frozen=True, slots=True)
class Unit:
    """An organ as the ledger knows it, with the printed names that stand for it."""

    name: str
    """What it is called; the name as printed where nobody said what that stands for."""
    names: tuple[tuple[str, str], ...]
    """Each place, empty where it is not known, and the name printed there."""
    items: int
    """How many items it leads that count (not withdrawn, not rejected)."""
    unreviewed: int
    """How many of them nobody has judged yet."""
    open: int
    """How many of them wait for something."""
    alike: tuple[str, ...] = ()
    """Other units that may be the same organ."""


@dataclass(frozen=True, slots=True)
class Event:
    """One change in the ledger (变更记录); append-only."""

    id: int
    """Ascending."""
    command_id: int
    """The command that made it."""
    recorded_at: datetime
    """When it was typed, UTC."""
    effective_on: date
    """When it is true."""
    person: str
    """Who typed it."""
    document_id: int | None
    """The document it is about, also for events of items."""
    item_id: int | None
    """The item, ``None`` for an event of a document."""
    field: str
    """``added``, ``withdrawn``, ``status``, ``owner``, ``due``, ``progress``, ``note``, ``review`` …; ``reading`` (JSON of
    a ``Commitment``), ``document`` (id of the document that the item moved to)."""
    old: str | None
    """Value before, as text."""
    new: str | None
    """Value after, as text."""
    reason: str | None = None
    """Why, where a rule asks for it (督办时限 moved), or what a withdrawal came from."""
    reverses: int | None = None
    """The event that this one takes back; such an event carries no value of its own."""
    subject: str | None = None
    """What an event of no document is about: the printed name of an organ, a unit that was asked."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command that changed the ledger: what undo takes back."""

    id: int
    """Ascending."""
    recorded_at: datetime
    """When, UTC."""
    person: str
    """Who."""
    name: str
    """``add``, ``update``, ``undo`` …"""
    summary: str
    """Chinese, one line: what it did."""
    undoes: int | None
    """The command that this one took back."""
