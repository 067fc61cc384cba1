"""Texts and what is found in them: documents, replies, segments and commitments; frozen values.

Offsets are ``[start, end)`` in characters of ``Document.text``.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tracker.model.labels import (
    BlockKind,
    DeadlineBasis,
    DeadlineKind,
    Genre,
    Grade,
    OwnerBasis,
    ReplyKind,
    Section,
    Verdict,
)


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


BY_HAND = "person"
"""``Commitment.rule`` of readings that a person made."""


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


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that is known of one reply."""

    reply: Reply
    """The letter."""
    segments: tuple[Segment, ...]
    """The whole text in order; every character that is not white space is in one segment."""
    commitments: tuple[Commitment, ...]
    """The promises, in order."""
