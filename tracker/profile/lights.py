"""How an item stands against time by the rules of a place: 序时进度, its light, behind, silent, due soon; pure.

What was reported as not begun stands at 0; without any report, or under way without a percentage, there is no figure:
a number that is missing is never read as a delay.  All shares are whole percents.
"""

from __future__ import annotations

from datetime import date

from tracker.model import Item, Labelled, Status
from tracker.profile.profile import Profile


class Light(Labelled):
    """The light of an item (亮灯); what each is called is a matter of the profile."""

    BLUE = "blue", "蓝灯"
    GREEN = "green", "绿灯"
    YELLOW = "yellow", "黄灯"
    RED = "red", "红灯"


NOTHING_BEGUN = frozenset({Status.NOT_STARTED})
"""Statuses in which progress without a figure is 0."""
FINISHED = frozenset({Status.DONE, Status.CLOSED})
"""Statuses with the blue light."""


def find_start(item: Item) -> date:
    """The day from which time is reckoned: that of the reply, else of the addition."""
    return item.header.day or item.added_on


def expected_progress(item: Item, day: date) -> int | None:
    """序时进度: elapsed over whole time from the reply to the time limit, in percent; ``None`` without a limit.

    100 from the time limit on, also where it lies before the reply.
    """
    if item.limit is None:
        return None
    start = find_start(item)
    if day >= item.limit:
        return 100
    return max((day - start).days, 0) * 100 // max((item.limit - start).days, 1)


def find_progress(item: Item) -> int | None:
    """The progress that counts: as reported, 100 once done, 0 where nothing was begun, else not known."""
    if item.status in FINISHED:
        return 100
    return 0 if item.progress is None and item.status in NOTHING_BEGUN else item.progress


def find_lag(item: Item, day: date) -> int | None:
    """Percentage points below 序时进度, negative where ahead; ``None`` where one of the two is not known."""
    expected, reached = expected_progress(item, day), find_progress(item)
    return None if expected is None or reached is None else expected - reached


def find_light(item: Item, profile: Profile, day: date) -> Light | None:
    """The light of an item: blue once done, red once overdue, else by how far it is below 序时进度.

    ``None`` where there is nothing to judge by: standing or dropped, no time limit, no report, no percentage.
    """
    if item.status in FINISHED:
        return Light.BLUE
    if not item.open:
        return None
    if item.is_overdue(day):
        return Light.RED
    lag = find_lag(item, day)
    if lag is None:
        return None
    if lag > profile.red_points:
        return Light.RED
    return Light.YELLOW if lag >= profile.yellow_points else Light.GREEN


def is_behind(item: Item, profile: Profile, day: date) -> bool:
    """滞后: open, and below 序时进度 by at least what makes the light yellow."""
    lag = find_lag(item, day)
    return item.open and lag is not None and lag >= profile.yellow_points


def find_silence_start(profile: Profile, day: date) -> date:
    """The day on or before which the last report of a silent item lies."""
    return _shift(day, -profile.silent_months)


def find_last_word(item: Item) -> date:
    """The day from which silence is reckoned: that of the latest report, else of the reply."""
    return item.reported_on or find_start(item)


def is_silent(item: Item, profile: Profile, day: date) -> bool:
    """久未报: open, and nothing was reported for the months that the profile allows."""
    return item.open and find_last_word(item) <= find_silence_start(profile, day)


def is_due_soon(item: Item, profile: Profile, day: date) -> bool:
    """临期: open, and its time limit is today or in the days that the profile calls near."""
    return item.open and item.limit is not None and 0 <= (item.limit - day).days <= profile.due_soon_days


def find_default_due(item: Item, months: int) -> date:
    """The 督办时限 that a profile gives to an item without any time limit: so many months after the reply."""
    return _shift(find_start(item), months)


def _shift(day: date, months: int) -> date:
    """The same day of another month, or its last one."""
    # Imported here: most commands reckon no months, and their start counts.
    from dateutil.relativedelta import relativedelta

    return day + relativedelta(months=months)
