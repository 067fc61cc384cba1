"""Time limits as an iCalendar file (RFC 5545) that Outlook, phones and WPS read: one all-day event an item.

The same item always has the same UID, so a calendar that reads the file again changes its entry and adds none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker import __version__
from tracker.model import Item, Review
from tracker.workbook.text import legal

_MORNING = timedelta(hours=9)
"""When a reminder rings on its day."""
_SUMMARY = 40
"""Characters of the promise that a month's view shows."""
_LONGEST_SEQUENCE = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Calendar:
    """What the entries of one file share."""

    ledger_id: str
    """The ledger; part of every UID."""
    stamped_at: datetime
    """When the ledger was changed last, UTC: the same ledger gives the same bytes."""
    sequence: int
    """The last event of the ledger; a later file replaces what an earlier one said."""
    notice_days: int
    """So many days before a limit the first reminder rings."""


def has_entry(item: Item) -> bool:
    """Whether an item stands in a calendar: somebody still has to do something, by a day that is known."""
    return item.open and item.limit is not None and item.review is not Review.REJECTED and not item.withdrawn


def render_calendar(items: Iterable[Item], calendar: Calendar) -> bytes:
    """The file, with an entry for each item that ``has_entry``, by day."""
    import icalendar

    root = icalendar.Calendar()
    root.add("version", "2.0")
    root.add("prodid", f"-//tracker//tracker {__version__}//ZH")
    root.add("calscale", "GREGORIAN")
    root.add("method", "PUBLISH")
    root.add("x-wr-calname", "承诺时限")
    chosen = [item for item in items if has_entry(item)]
    for item in sorted(chosen, key=lambda item: (str(item.limit), item.id)):
        entry = icalendar.Event()
        for name, value in _properties(item, calendar):
            entry.add(name, value)
        for before, words in _alarms(item, calendar.notice_days):
            alarm = icalendar.Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("trigger", _MORNING - timedelta(days=before))
            alarm.add("description", words)
            entry.add_component(alarm)
        root.add_component(entry)
    return bytes(root.to_ical())


def _properties(item: Item, calendar: Calendar) -> list[tuple[str, object]]:
    assert item.limit is not None
    return [
        ("uid", f"{calendar.ledger_id}-{item.id}@tracker"),
        ("dtstamp", calendar.stamped_at),
        ("sequence", min(calendar.sequence, _LONGEST_SEQUENCE)),
        ("dtstart", item.limit),
        ("dtend", item.limit + timedelta(days=1)),
        ("summary", _summarise(item)),
        ("description", _describe(item)),
        ("categories", ["督办时限" if item.limit_is_due else "承诺时限"]),
        # A limit takes nobody's day.
        ("transp", "TRANSPARENT"),
        ("x-microsoft-cdo-busystatus", "FREE"),
    ]


def _summarise(item: Item) -> str:
    text = " ".join(legal(item.commitment.text).split())
    short = text if len(text) <= _SUMMARY else f"{text[:_SUMMARY]}…"
    unit = item.unit or item.owner
    return f"〔{legal(unit)}〕{short}" if unit else short


def _describe(item: Item) -> str:
    header, deadline = item.header, item.commitment.deadline
    lines = (
        ("", item.commitment.text),
        ("责任单位：", item.owner),
        ("承诺时限：", deadline.text if deadline else None),
        ("督办时限：", str(item.due) if item.due else None),
        ("状态：", item.status.label + ("" if item.progress is None else f"，{item.progress}%")),
        ("案号：", header.number),
        ("案由：", header.subject or header.title),
        ("台账编号：", str(item.id)),
    )
    return "\n".join(f"{title}{legal(text)}" for title, text in lines if text)


def _alarms(item: Item, notice_days: int) -> list[tuple[int, str]]:
    """Days before the limit and what is said; Outlook keeps the first one only."""
    summary = _summarise(item)
    early = [(notice_days, f"还有 {notice_days} 天到期：{summary}")] if notice_days > 0 else []
    return [*early, (0, f"今天到期：{summary}")]
