"""What a report is made from, fetched from the ledger: as of now, or as of the event at which it was issued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta, timezone
from typing import TYPE_CHECKING, Any

from tracker.model import Item
from tracker.profile import Profile, load_profile
from tracker.reporting.bulletin import Material, Moment, Period, Style
from tracker.reporting.figures import counted
from tracker.reporting.month import Month

if TYPE_CHECKING:
    from tracker.ledger import IssuedReport, Ledger

OFFSET = "utc_offset"
"""Setting of an issued report: seconds by which local time was ahead of UTC."""
TREND = 12
"""Months in the chart of the trend, the one reported on among them."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which report is meant."""

    period: Period
    """What it covers."""
    words: tuple[str, ...]
    """The choice of rows, empty for all."""
    profile: Profile
    """By which rules."""
    issued: IssuedReport | None = None
    """The report that is printed again, ``None`` for a new one."""

    @property
    def last_event(self) -> int | None:
        """The event up to which the ledger is read, ``None`` for all."""
        return self.issued.last_event_id if self.issued else None


def reissue(report: IssuedReport) -> Scope:
    """The scope of a report that was issued, from what was kept of it."""
    period = Period(report.issue.first, report.issue.last, issue_day(report))
    return Scope(period, report.issue.words, restore_profile(report.issue.settings["profile"]), report)


def issue_day(report: IssuedReport) -> date:
    """The day on which a report was issued, where it was issued."""
    return report.issued_at.astimezone(_find_zone(report)).date()


def _find_zone(report: IssuedReport | None) -> timezone | None:
    """The offset that the clock of the issuing office had: days of a reprint are its days wherever it is printed."""
    offset = report.issue.settings.get(OFFSET) if report else None
    return timezone(timedelta(seconds=offset)) if isinstance(offset, int) else None


def keep_profile(profile: Profile) -> dict[str, Any]:
    """The profile as plain values, to be kept with an issued report."""
    values = {name: getattr(profile, name) for name in profile.__dataclass_fields__}
    return {name: dict(value) if hasattr(value, "keys") else value for name, value in values.items()}


def restore_profile(values: object) -> Profile:
    """The profile that was kept; what it did not know yet is as in the default one."""
    assert isinstance(values, dict)
    known = {name: value for name, value in values.items() if name in Profile.__dataclass_fields__}
    return replace(load_profile(), **known)


def gather(ledger: Ledger, scope: Scope, *, history: bool = True) -> Material:
    """Everything that the report is made from; without ``history`` only the events of the period are read."""
    period, up_to = scope.period, scope.last_event
    events = ledger.holding_events(first=None if history else period.first, last=period.cutoff, up_to_event=up_to)
    months = _trend_months(period.cutoff)
    days = sorted(
        {period.cutoff, period.eve, period.year_before, *(min(m.last, period.cutoff) for m in months), date.max}
    )
    states = dict(zip(days, (counted(items) for items in ledger.moments(days, up_to)), strict=True))
    chosen = _choose(ledger, scope, states[period.cutoff])
    states = {day: [item for item in items if chosen is None or item.id in chosen] for day, items in states.items()}
    now = states[period.cutoff]
    amendments, amended = _find_amendments(ledger, scope, chosen)
    return Material(
        period=period,
        now=tuple(now),
        before=tuple(states[period.eve]),
        year_before=tuple(states[period.year_before]),
        trend=_build_trend(months, states, period.cutoff),
        events=tuple(event for event in events if event.item_id is not None),
        profile=scope.profile,
        style=_find_style(scope),
        amendments=amendments,
        amended=amended,
        chosen=" ".join(scope.words) or None,
        later=tuple(item for item in states[date.max] if item.added_on > period.cutoff),
        unreported=_find_unreported(ledger, scope, now),
        zone=_find_zone(scope.issued),
    )


def _find_unreported(ledger: Ledger, scope: Scope, now: Sequence[Item]) -> tuple[str, ...]:
    """The units that were asked by the cut-off and have not reported; of a choice of rows, those with a row in it."""
    waiting = [asked.unit for asked in ledger.unanswered(scope.period.cutoff, scope.last_event)]
    units = {item.unit for item in now}
    return tuple(unit for unit in waiting if not scope.words or unit in units)


def _trend_months(cutoff: date) -> list[Month]:
    months = [Month.of(cutoff)]
    while len(months) < TREND:
        months.insert(0, months[0].previous)
    return months


def _build_trend(months: Sequence[Month], states: dict[date, list[Item]], cutoff: date) -> tuple[Moment, ...]:
    """The months from the first with an item on."""
    moments = [Moment(f"{month.number}月", tuple(states[min(month.last, cutoff)])) for month in months]
    while moments and not moments[0].items:
        del moments[0]
    return tuple(moments)


def _choose(ledger: Ledger, scope: Scope, items: Sequence[Item]) -> set[int] | None:
    """The ids of the items that are meant, by their state at the cut-off; ``None`` for all."""
    if not scope.words:
        return None
    from tracker.ledger.query import parse_query

    query = parse_query(scope.words, scope.period.cutoff, scope.profile).counted()
    if query.named is not None:
        # An id that there is not is a mistake, not an empty report.
        ledger.named(query.named)
    return {item.id for item in ledger.select(query, items)}


def _find_amendments(ledger: Ledger, scope: Scope, chosen: set[int] | None) -> tuple[tuple[Any, ...], str | None]:
    """What was recorded too late for the last report that was issued before this one."""
    number = scope.issued.number if scope.issued else None
    # A report on some rows alone says nothing of the others: what was typed before it still is news to the whole.
    earlier = [
        report
        for report in ledger.issued()
        if (number is None or report.number < number) and report.issue.words in ((), scope.words)
    ]
    if not earlier:
        return (), None
    found = ledger.amendments(earlier[-1], scope.last_event)
    return tuple(e for e in found if chosen is None or e.item_id in chosen), f"第{earlier[-1].number}期"


def _find_style(scope: Scope) -> Style:
    profile = scope.profile
    return Style(
        title=profile.report_title,
        issuer=profile.issuer,
        red_header=profile.red_header,
        ranking_least=profile.ranking_least,
        named_most=profile.named_most,
        number=scope.issued.number if scope.issued else None,
    )
