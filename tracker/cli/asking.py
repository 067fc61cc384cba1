"""``ask``: the questions to put where a promise cannot be checked."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli.command import LedgerCommand
from tracker.cli.console import say, write
from tracker.cli.session import find_session
from tracker.cli.values import completer, describe, parse_members
from tracker.errors import UsageError
from tracker.model import Grade


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(
        "ask",
        cls=LedgerCommand,
        help="就说得含糊的承诺拟出追问，按单位分好，可以直接发出。\n\n"
        "缺什么问什么：由谁负责、指标多少、何时完成、以什么成果为准；--grade 选出全部还在办的事项。",
        epilog="tracker ask 4 7-9\ntracker ask --grade 软 > 追问.txt",
    )(ask)


def ask(
    ctx: typer.Context,
    ids: Annotated[list[str] | None, typer.Argument(metavar="编号...", help="如 3 或 1 3-7,12")] = None,
    grade: Annotated[
        list[str] | None,
        typer.Option("--grade", metavar="可核查度", help=describe(Grade), autocompletion=completer(Grade)),
    ] = None,
) -> int:
    """Print a letter of questions for each organ."""
    from tracker.ledger import parse_ids, render_ids
    from tracker.rendering.inquiry import render_inquiry
    from tracker.reporting.figures import counted
    from tracker.reporting.questions import build_inquiries

    if bool(ids) is bool(grade):
        raise UsageError("请给出编号，或者用 --grade 软 选出全部软承诺，二者取一")
    session = find_session(ctx)
    grades = parse_members(Grade, "可核查度", grade or ())
    with session.open("read") as ledger:
        if ids:
            items = [ledger.item(key) for key in parse_ids(ids)]
        else:
            items = [item for item in counted(ledger.items()) if item.open and item.commitment.grade in grades]
    inquiries = build_inquiries(items)
    if inquiries:
        write("\n\n\n".join(render_inquiry(inquiry) for inquiry in inquiries))
    asked = {entry.item.id for inquiry in inquiries for entry in inquiry.asked}
    if complete_ids := [item.id for item in items if item.id not in asked]:
        say(f"编号 {render_ids(complete_ids)} 各要素都已写明，没有要问的。")
    if not items:
        say("没有符合条件的承诺事项。")
    return 0
