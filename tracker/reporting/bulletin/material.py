"""What a bulletin is made from: the ledger on some days, what happened between them, and how the place reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo

from tracker.model import Event, Item
from tracker.profile import Profile
from tracker.reporting.bulletin.period import Period


@dataclass(frozen=True, slots=True)
class Style:
    """How an office words and numbers its bulletin."""

    title: str
    """Title without the period: ``承诺事项办理情况通报``."""
    ranking_least: int
    """Units with fewer items in force are not ranked."""
    named_most: int
    """Items that a table names; of more, the rest is counted and stands in the annex."""
    issuer: str | None = None
    """The issuing office, ``None`` where none is set."""
    red_header: str | None = None
    """Text of the red header, ``None`` for none."""
    number: int | None = None
    """第N期 of an issued report."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The items at the end of a day; rejected and withdrawn ones are not among them."""

    label: str
    """Short label for a chart: ``9月``."""
    items: tuple[Item, ...]
    """By id."""


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that a bulletin is made from; nothing is looked up afterwards."""

    period: Period
    """What it covers."""
    now: tuple[Item, ...]
    """The items that count at the cut-off."""
    before: tuple[Item, ...]
    """At the end of the day before the period."""
    year_before: tuple[Item, ...]
    """At the same cut-off a year before."""
    trend: tuple[Moment, ...]
    """The months that end with the cut-off, old ones first."""
    events: tuple[Event, ...]
    """Those that hold and are effective by the cut-off, in the order in which they hold: for pages of items all of them,
    else those of the period."""
    profile: Profile
    """Thresholds of the place."""
    style: Style
    """Wording of the office."""
    amendments: tuple[Event, ...] = ()
    """What was recorded after the last issued report and was effective by its cut-off."""
    amended: str | None = None
    """What the last issued report is called: ``第3期``."""
    unreported: tuple[str, ...] = ()
    """Units that were asked to report and did not."""
    chosen: str | None = None
    """The choice of rows in words, ``None`` for the whole ledger."""
    later: tuple[Item, ...] = ()
    """The items that count on the day of making and were added after the cut-off."""
    zone: tzinfo | None = None
    """Whose days those of typing are, ``None`` for this machine's."""
