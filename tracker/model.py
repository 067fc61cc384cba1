"""The vocabulary of the domain: enumerations and frozen values; no input or output, no rules.

Chinese labels for people stand beside the keys (``Status.DONE.label == "已完成"``).  Offsets are
``[start, end)`` in characters of ``Document.text``.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Labelled(StrEnum):
    """A key for code, database and JSON, with a Chinese label for people."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Labelled:
        """Makes a member of its key and its label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class ReplyKind(Labelled):
    """What the reply answers."""

    PROPOSAL = "proposal", "政协提案"
    SUGGESTION = "suggestion", "人大代表建议"
    OTHER = "other", "其他"


class Genre(Labelled):
    """What sort of text a source is; only the first two belong into a ledger."""

    REPLY = "reply", "答复"
    LETTER = "letter", "来信答复"
    NONE = "none", "非答复"


class Verdict(Labelled):
    """The machine's judgement on one segment; never edited."""

    COMMITMENT = "commitment", "承诺"
    DONE = "done", "已办"
    BACKGROUND = "background", "背景"
    REFUSAL = "refusal", "不采纳"
    REQUEST = "request", "请求建议"
    COURTESY = "courtesy", "客套"
    HEADING = "heading", "标题"
    CLUTTER = "clutter", "杂项"


class Section(Labelled):
    """Where in the letter a commitment stands."""

    NEXT_STEP = "next_step", "下一步"
    BODY = "body", "正文"


class OwnerBasis(Labelled):
    """How the owner of a commitment is known."""

    NAMED = "named", "原文点名"
    ISSUER = "issuer", "答复单位"
    UNSPECIFIED = "unspecified", "未指明"


class DeadlineKind(Labelled):
    """What sort of time limit the reply names."""

    DATE = "date", "日期"
    RECURRING = "recurring", "周期"
    EVENT = "event", "事件"


class DeadlineBasis(Labelled):
    """How the day was reached from the words."""

    EXPLICIT = "explicit", "明确日期"
    RELATIVE = "relative", "相对日期推算"
    PERIOD = "period", "按期末推算"
    RECURRING = "recurring", "周期"
    EVENT = "event", "以事件为准"


class Grade(Labelled):
    """How well a commitment can be checked (可核查度).

    hard: a named owner and a number or computable date.  medium: one of number, date, event,
    recurring period, checkable product.  soft: none of these.
    """

    HARD = "hard", "硬"
    MEDIUM = "medium", "中"
    SOFT = "soft", "软"


class Review(Labelled):
    """A person's judgement on a commitment (核定)."""

    UNREVIEWED = "unreviewed", "待核"
    ACCEPTED = "accepted", "已核"
    REJECTED = "rejected", "剔除"


class Status(Labelled):
    """How far a commitment is; ``done`` is self-reported, ``closed`` is confirmed with evidence."""

    UNREPORTED = "unreported", "未报进展"
    NOT_STARTED = "not_started", "未启动"
    IN_PROGRESS = "in_progress", "推进中"
    DONE = "done", "已完成"
    CLOSED = "closed", "已销号"
    ONGOING = "ongoing", "长期坚持"
    DROPPED = "dropped", "已中止"


class BlockKind(Labelled):
    """What a stretch of a document is, as its format tells it."""

    PARAGRAPH = "paragraph", "段落"
    TABLE_ROW = "table_row", "表格行"
    TABLE_HEADER = "table_header", "表头"
    FOOTNOTE = "footnote", "脚注"
    METADATA = "metadata", "页面信息"
    NAVIGATION = "navigation", "导航"
    ATTACHMENT = "attachment", "附件"
    FOOTER = "footer", "页脚"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of ``Document.text`` of one kind; blocks are in order and do not overlap."""

    kind: BlockKind
    """What it is."""
    start: int
    """First character."""
    end: int
    """One past the last character."""


@dataclass(frozen=True, slots=True)
class Document:
    """A source as it was read: its text, its layout and what the page says of itself."""

    path: str
    """The path as given, or ``-`` for standard input."""
    sha256: str
    """SHA-256 of the bytes, lower-case hexadecimal."""
    format: str
    """Its reader: ``text``, ``html``, ``docx``, ``doc`` …"""
    text: str
    """The text, newlines as ``\\n``, no BOM; every offset of the project counts in it."""
    blocks: tuple[Block, ...] = ()
    """Layout; text outside of any block is paragraph text."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    """What the page says of itself, e.g. ``title``, ``published``, ``source`` (meta tags)."""


@dataclass(frozen=True, slots=True)
class Header:
    """The fields of a reply, in the order of the JSON contract; unknown ones are ``None``."""

    title: str | None = None
    """The title of the letter or page."""
    kind: ReplyKind = ReplyKind.OTHER
    """What is answered."""
    number: str | None = None
    """Case number as printed, without 第 and 号 (``0019``, ``闭08``, ``20240076``)."""
    session: str | None = None
    """The session as printed (``市政协六届三次会议``)."""
    subject: str | None = None
    """Title of the proposal or suggestion, without quotation or book-title marks."""
    addressees: tuple[str, ...] = ()
    """Names, without 代表, 委员, 等N位."""
    issuer: str | None = None
    """The replying organ as it signs, else as the header names it."""
    document_number: str | None = None
    """文号, e.g. ``舞建提字〔2021〕8号``."""
    dated: str | None = None
    """``YYYY-MM-DD`` or ``YYYY-MM``: signature or 成文日期, else the publication date."""
    category: str | None = None
    """The letter A, B, C or D of 办理结果 (A1 is A)."""
    contact_unit: str | None = None
    """联系单位 as printed."""
    contact_person: str | None = None
    """联系人 as printed."""
    contact_phone: str | None = None
    """The first contact number as printed."""

    @property
    def day(self) -> date | None:
        """``dated`` as a day; a month alone counts as its last day."""
        if self.dated is None:
            return None
        year, month, *rest = (int(part) for part in self.dated.split("-"))
        return date(year, month, rest[0] if rest else calendar.monthrange(year, month)[1])


@dataclass(frozen=True, slots=True)
class Reply:
    """A document understood as a letter: header fields and where the letter's body stands."""

    document: Document
    """The source."""
    header: Header
    """Who answers whom about what."""
    genre: Genre
    """Reply, letter, or neither."""
    genre_reason: str
    """Chinese, one clause: why it is (not) a reply; shown where a source is skipped."""
    body_start: int
    """Offset where the answer begins (after the salutation; for letters after 答复内容)."""
    body_end: int
    """Offset where it ends (before signature, date, contacts, copies, footer)."""
    letter_start: int
    """Offset of the salutation, or ``body_start`` where there is none."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """What the reply promises as a time limit (承诺时限)."""

    text: str
    """The exact words, a part of the commitment's text."""
    date: date | None
    """The last day of the time limit where it can be computed."""
    kind: DeadlineKind
    """Date, recurring or event."""
    basis: DeadlineBasis
    """How the date was reached."""


@dataclass(frozen=True, slots=True)
class Target:
    """A number that can be checked (目标值)."""

    text: str
    """The exact words, e.g. ``不低于30位``."""
    value: float | None
    """The number, with 万 and 亿 multiplied out; ``None`` where it is not exact."""
    unit: str
    """The unit as printed, e.g. ``位``."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the letter with the machine's verdict and the name of the rule."""

    start: int
    """First character."""
    end: int
    """One past the last character."""
    text: str
    """``document.text[start:end]``."""
    verdict: Verdict
    """What it is."""
    rule: str
    """The name of the rule that decided."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise that can be ticked off on its own, in the order of the JSON contract."""

    text: str
    """The exact quote."""
    start: int
    """First character in ``Document.text``."""
    end: int
    """One past the last character."""
    section: Section
    """next_step or body."""
    theme: str | None
    """The topic heading it stands under."""
    owner: str | None
    """Who is to do it, as printed; the replying organ where nobody is named."""
    owner_basis: OwnerBasis
    """How the owner is known."""
    partners: tuple[str, ...]
    """Organs named as doing it together."""
    deadline: Deadline | None
    """The time limit that the reply names."""
    targets: tuple[Target, ...]
    """Numbers that can be checked."""
    grade: Grade
    """How well it can be checked."""
    rule: str
    """The rule that found it; ``BY_HAND`` where a person cut it."""

    @property
    def by_hand(self) -> bool:
        """True where a person cut it."""
        return self.rule == BY_HAND


BY_HAND = "person"
"""``Commitment.rule`` of readings that a person made."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that is known of one reply."""

    reply: Reply
    """The letter."""
    segments: tuple[Segment, ...]
    """The whole text in order; every character that is not white space is in one segment."""
    commitments: tuple[Commitment, ...]
    """The promises, in order."""


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
    """True once its addition was undone, or another text replaced it."""


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
    """The latest note."""
    added_on: date
    """Effective day of the addition: the reply's date, or the day of adding where it has none."""
    changed_on: date
    """Effective day of the latest event."""
    withdrawn: bool
    """True once the addition was undone, or it went into another item; such items are in no list."""

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


OPEN_STATUSES = frozenset({Status.UNREPORTED, Status.NOT_STARTED, Status.IN_PROGRESS})
"""Statuses that wait for something; the others are finished, standing or given up."""


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
    """``added``, ``withdrawn``, ``status``, ``owner``, ``due``, ``progress``, ``note``, ``review``; ``reading`` (JSON of
    a ``Commitment``), ``document`` (id of the document that the item moved to)."""
    old: str | None
    """Value before, as text."""
    new: str | None
    """Value after, as text."""
    reason: str | None = None
    """Why, where a rule asks for it (督办时限 moved), or what a withdrawal came from."""
    reverses: int | None = None
    """The event that this one takes back; such an event carries no value of its own."""


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
