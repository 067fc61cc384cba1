"""``today``, and ``tracker`` alone once there is a ledger: what needs attention, on one screen."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer

from tracker.cli.command import LedgerCommand
from tracker.cli.console import find_width, has_color, is_terminal, write
from tracker.cli.session import Session, find_session
from tracker.cli.values import parse_within
from tracker.errors import ExitCode

WITHIN = "7d"
"""How far ahead is looked where nobody says."""
NAMED = 8
"""Items of each sort that the ledger is asked for; the screen names what it has room for."""
REOPENED = 5
"""Reopened items that are named."""


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(
        "today",
        cls=LedgerCommand,
        help="今天要关注什么，一屏看完：逾期、将到期、久未报的事项，按单位的数目，待核和没有时限的软承诺。\n\n"
        "已有台账时，单写 tracker 也显示这一屏。",
        epilog="tracker today\ntracker today --within 30d",
    )(show_today)


def show_today(
    ctx: typer.Context,
    within: Annotated[str, typer.Option("--within", metavar="天数", help="几天内到期的算将到期，如 7d、2w")] = WITHIN,
) -> int:
    """Show the screen."""
    print_today(find_session(ctx), parse_within(within))
    return ExitCode.OK


def print_today(session: Session, within: int) -> None:
    """Print what needs attention on the day of a session."""
    from tracker.profile import find_silence_start
    from tracker.rendering.today import render_today
    from tracker.reporting.today import Urgent, build_today

    day = session.day
    assert day.profile is not None
    today, soon = day.today, day.today + timedelta(days=within)
    silence = find_silence_start(day.profile, today)
    with session.open("read") as ledger:
        overview = ledger.overview
        counts = overview.units(today, soon=soon, silence=silence)
        urgent = Urgent(
            overdue=overview.overdue(today, NAMED),
            due_soon=overview.due_soon(today, soon, NAMED),
            silent=overview.silent(today, silence=silence, limit=NAMED),
            reopened=overview.reopened(REOPENED) if any(count.reopened for count in counts) else (),
        )
    screen = build_today(counts, urgent, day, within)
    write(render_today(screen, width=find_width() if is_terminal() else None, color=has_color()))
