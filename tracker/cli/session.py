"""What the world decides for one run: which ledger, who, and what day it is."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typer

from tracker.cli.configuration import Configuration, Origin, Setting, load_configuration
from tracker.cli.console import say
from tracker.errors import UsageError

if TYPE_CHECKING:
    from tracker.ledger import Ledger
    from tracker.profile import Profile
    from tracker.reporting.listing import Day

LEDGER = "tracker.ledger"
"""Where ``--ledger`` is remembered, before or after the command."""
USER = "tracker.user"
"""Where ``--user`` is remembered."""
PROFILE = "tracker.profile"
"""Where ``--profile`` is remembered."""
YEARS = (1949, 2999)
"""The years that today can lie in; beyond them reckoning with months and time zones ends."""


@dataclass(frozen=True, slots=True)
class Session:
    """One run of the program."""

    ledger_path: Path
    """The ledger file, which may not exist."""
    user: str | None
    """``--user`` as given."""
    today: date
    """The day, ``TRACKER_TODAY`` or the calendar's."""
    rules: str | None
    """``--profile`` as given."""
    configuration: Configuration
    """What the person set in a file."""

    @property
    def person(self) -> str:
        """Who makes a change: ``--user``, ``TRACKER_USER``, the configuration, else the login name."""
        return find_person(self.user, self.configuration).value

    @property
    def now(self) -> datetime:
        """The moment a change is recorded at; at noon of the day that ``TRACKER_TODAY`` fixes."""
        if os.environ.get("TRACKER_TODAY"):
            return datetime.combine(self.today, time(12)).astimezone(UTC)
        return datetime.now(UTC)

    @property
    def day(self) -> Day:
        """What the wording of limits depends on."""
        from tracker.reporting.listing import Day

        profile = self.profile
        return Day(self.today, profile.due_soon_days, profile)

    @property
    def profile(self) -> Profile:
        """The rules of the place: ``--profile``, ``TRACKER_PROFILE``, those of the ledger, of the configuration."""
        from tracker.cli.place import find_place

        return find_place(self.rules, self.ledger_path, self.configuration)[0].profile

    def open(self, mode: Literal["read", "write"], *, create: bool = True) -> Ledger:
        """The ledger; ``read`` neither creates nor changes a file.  Says where one of an older version is kept."""
        from tracker.ledger import Ledger

        ledger = Ledger.open(self.ledger_path, mode=mode, create=create)
        if ledger.older is not None:
            say(f"台账已升级到现在的结构，升级前的备份为 {ledger.older}")
        return ledger


def find_session(ctx: typer.Context) -> Session:
    """The run that a command belongs to."""
    meta, configuration = ctx.meta, load_configuration()
    path = Path(find_ledger(meta.get(LEDGER), configuration).value)
    return Session(path, meta.get(USER), find_today(), meta.get(PROFILE), configuration)


def find_ledger(flag: str | None, configuration: Configuration) -> Setting:
    """``--ledger``, ``TRACKER_LEDGER``, the configuration, else a file in the platform's user data folder."""
    setting = configuration.find("ledger", flag)
    if setting is not None:
        return replace(setting, value=str(configuration.resolve(setting)))
    from platformdirs import user_data_path

    return Setting("ledger", str(user_data_path("tracker", appauthor=False) / "ledger.db"), Origin.DEFAULT)


def find_person(flag: str | None, configuration: Configuration) -> Setting:
    """``--user``, ``TRACKER_USER``, the configuration, else the login name."""
    setting = configuration.find("user", flag and flag.strip())
    return setting or Setting("user", find_login(), Origin.DEFAULT)


def find_today() -> date:
    """``TRACKER_TODAY`` where it is set, else the day of the calendar."""
    fixed = os.environ.get("TRACKER_TODAY")
    if not fixed:
        return date.today()
    try:
        day = date.fromisoformat(fixed)
    except ValueError:
        day = date.min
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise UsageError(f"环境变量 TRACKER_TODAY 的值“{fixed}”不是能用的日期，请写成 2024-10-15 的样子，或取消该变量")
    return day


def find_login() -> str:
    """The login name; where the system has none, a person must say who they are."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        raise UsageError("系统没有登录名，请用 --user 姓名 或环境变量 TRACKER_USER 说明经手人") from None
