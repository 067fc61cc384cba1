"""``remind``: what each unit is to be reminded of, as text ready to send, with an exit code for schedulers."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli.choosing import Rows, parse_rows
from tracker.cli.command import LedgerCommand
from tracker.cli.console import say, write
from tracker.cli.session import find_session
from tracker.cli.today import WITHIN
from tracker.cli.values import parse_within
from tracker.errors import ExitCode


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(
        "remind",
        cls=LedgerCommand,
        help="按单位拟出催办文字：已经逾期的、几天内到期的、久未报进展的，可以直接发出。\n\n"
        f"有需要提醒的事项时退出码是 {int(ExitCode.ATTENTION)}，没有时是 0，供定时任务判断。",
        epilog="tracker remind\ntracker remind --within 30d 单位:住建\ntracker remind 非:状态:久未报 > 催办.txt",
    )(remind)


def remind(
    ctx: typer.Context,
    rows: Rows = None,
    within: Annotated[str, typer.Option("--within", metavar="天数", help="几天内到期的也提醒，如 7d、2w")] = WITHIN,
) -> int:
    """Write the reminders."""
    from tracker.ledger.query import make_term
    from tracker.rendering.reminders import render_reminders
    from tracker.reporting.reminders import build_reminders

    session, days = find_session(ctx), parse_within(within)
    today = session.today
    due = (make_term("status", "在办", today), make_term("due", f"..+{days}d", today))
    with session.open("read") as ledger:
        reminders = build_reminders(
            ledger.find(parse_rows(rows, session, *due)),
            ledger.find(parse_rows(rows, session, make_term("status", "久未报", today))),
            today,
        )
    if not reminders:
        say("没有需要提醒的事项。")
        return ExitCode.OK
    write(render_reminders(reminders, today, days))
    return ExitCode.ATTENTION
