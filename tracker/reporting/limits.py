"""How a time limit, a status and a light read: which limit counts, how it was reached, how it stands today.

A date that was computed is always marked 推算, so that it never looks like a promised one.
"""

from __future__ import annotations

from datetime import date

from tracker.model import Deadline, DeadlineBasis, Item, Review
from tracker.profile import Light, Profile, expected_progress, find_light

INFERRED = frozenset({DeadlineBasis.RELATIVE, DeadlineBasis.PERIOD})
"""Bases whose date does not stand in the reply."""


def limit_text(item: Item) -> str:
    """The limit that counts, in words: ``2024-12-31 推算``, ``2024-11-30 督办``, ``每年``; empty without one."""
    if item.due is not None:
        return f"{item.due} 督办"
    return promised_text(item.commitment.deadline)


def promised_text(deadline: Deadline | None) -> str:
    """What the reply promised, in short: its day, marked where it was computed, else its words."""
    if deadline is None:
        return ""
    if deadline.date is None:
        return deadline.text
    return f"{deadline.date} 推算" if deadline.basis in INFERRED else f"{deadline.date}"


def limit_basis(item: Item) -> str | None:
    """What the limit that counts comes from: ``due``, ``deadline``, or nothing."""
    if item.limit is None:
        return None
    return "due" if item.limit_is_due else "deadline"


def deadline_text(deadline: Deadline | None) -> str:
    """What the reply promised, its words first: ``年底前，即 2024-12-31（相对日期推算）``."""
    if deadline is None:
        return ""
    day = f"，即 {deadline.date}" if deadline.date else ""
    return f"{deadline.text}{day}（{deadline.basis.label}）"


def standing(item: Item, today: date, soon_days: int) -> str:
    """How an open item stands against its limit: ``逾期15天``, ``今天到期``, ``还有5天``, or empty."""
    if not item.open or item.limit is None:
        return ""
    days = (item.limit - today).days
    if days < 0:
        return f"逾期{-days}天"
    if days == 0:
        return "今天到期"
    return f"还有{days}天" if days <= soon_days else ""


def light_text(item: Item, profile: Profile | None, today: date) -> str:
    """The light of an item as the place calls it; empty without one, or without rules to judge by."""
    light = None if profile is None else find_light(item, profile, today)
    return "" if profile is None or light is None else profile.light_names[light.value]


def progress_text(item: Item, profile: Profile | None, today: date) -> str:
    """Progress against the time that has gone by: ``40%（序时 55%，黄灯）``; empty where neither is known."""
    reached = "" if item.progress is None else f"{item.progress}%"
    if profile is None or not item.open:
        return reached
    expected = expected_progress(item, today)
    parts = (f"序时 {expected}%" if expected is not None else "", light_text(item, profile, today))
    beside = "，".join(part for part in parts if part)
    return f"{reached or '未报'}（{beside}）" if beside else reached


def status_text(item: Item, today: date, soon_days: int, profile: Profile | None = None) -> str:
    """Status, progress and standing in one cell, a rejected item named as such.

    With the rules of a place also the yellow and red lights, except where 逾期 says it already.
    """
    progress = f"{item.progress}%" if item.progress is not None and item.open else ""
    rejected = Review.REJECTED.label if item.review is Review.REJECTED else ""
    light = find_light(item, profile, today) if profile and not rejected and not item.is_overdue(today) else None
    warning = profile.light_names[light.value] if profile and light in (Light.YELLOW, Light.RED) and light else ""
    parts = (item.status.label, progress, rejected, warning, standing(item, today, soon_days))
    return " ".join(part for part in parts if part)
