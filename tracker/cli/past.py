"""``history``: who changed what, and when."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli.choosing import Rows, parse_rows
from tracker.cli.command import LedgerCommand
from tracker.cli.console import find_width, foot, has_color, is_terminal, write
from tracker.cli.session import find_session
from tracker.cli.values import parse_limit

ROWS = 50
"""Rows in a terminal, where nobody says how many."""


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(
        "history",
        cls=LedgerCommand,
        help=f"列出变更记录，旧的在前。\n\n不给事项就是整个台账；终端里显示最近 {ROWS} 条，管道里是全部。",
        epilog="tracker history 3\ntracker history 单位:住建\ntracker history --limit 200",
    )(history)


def history(
    ctx: typer.Context,
    rows: Rows = None,
    limit: Annotated[str | None, typer.Option("--limit", metavar="条数", help="最近几条")] = None,
) -> int:
    """Print the events of some items, or all."""
    from tracker.reporting.changes import build_history

    session = find_session(ctx)
    most = parse_limit(limit) if limit else (ROWS if is_terminal() else None)
    query = parse_rows(rows, session) if rows else None
    with session.open("read") as ledger:
        if query is not None and query.named is not None:
            ledger.named(query.named)
        events, total = ledger.history(query, most)
    earlier = total - len(events)
    table = build_history(events)
    if is_terminal():
        from tracker.rendering.terminal import render_table

        write(render_table(table, width=find_width(), color=has_color()))
        if earlier:
            foot(f"\n更早的 {earlier} 条没有列出，用 --limit {total} 显示。")
    else:
        from tracker.rendering.plain import render_plain

        write(render_plain(table))
    return 0
