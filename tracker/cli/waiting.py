"""``unreported``: the units that were asked to report and have not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.command import LedgerCommand
from tracker.cli.console import find_width, foot, has_color, is_terminal, write, write_bytes
from tracker.cli.formats import Format, find_format
from tracker.cli.session import find_session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.ledger import Asked


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(
        "unreported",
        cls=LedgerCommand,
        help="列出请过报送、还没有收回填报表的单位（export --by unit 发表，import 收回）。",
        epilog="tracker unreported\ntracker unreported --format json",
    )(unreported)


def unreported(
    ctx: typer.Context,
    format_name: Annotated[
        str | None,
        typer.Option("--format", metavar="格式", help="table（默认）或 json", autocompletion=lambda: ["table", "json"]),
    ] = None,
) -> int:
    """List the units that are waited for."""
    from tracker.reporting.waiting import Waiting, build_waiting

    chosen = find_format(format_name, Format.TABLE, Format.JSON)
    session = find_session(ctx)
    with session.open("read") as ledger:
        waiting = ledger.unanswered()
    if chosen is Format.JSON:
        write_bytes(_render_json(waiting))
        return 0
    if not waiting:
        write("没有未报送的单位。")
        return 0
    table = build_waiting([Waiting(one.unit, one.on) for one in waiting], session.today)
    if not is_terminal():
        from tracker.rendering.plain import render_plain

        write(render_plain(table))
        return 0
    from tracker.rendering.terminal import render_table

    write(render_table(table, width=find_width(), color=has_color()))
    foot(f"共 {len(waiting)} 个单位；收回后用 tracker import 记入。")
    return 0


def _render_json(waiting: Sequence[Asked]) -> bytes:
    import json

    rows = [{"unit": one.unit, "asked_on": one.on.isoformat()} for one in waiting]
    return (json.dumps(rows, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")
