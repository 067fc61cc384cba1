"""``ask``: the questions to put where a promise cannot be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.choosing import Rows, parse_rows
from tracker.cli.command import LedgerCommand
from tracker.cli.console import say, write
from tracker.cli.session import Session, find_session
from tracker.cli.values import completer, describe
from tracker.errors import UsageError
from tracker.model import Grade, Item

if TYPE_CHECKING:
    from tracker.ledger import Ledger


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(
        "ask",
        cls=LedgerCommand,
        help="就说得含糊的承诺拟出追问，按单位分好，可以直接发出。\n\n"
        "缺什么问什么：由谁负责、指标多少、何时完成、以什么成果为准；用条件选出的只问还在办的。",
        epilog="tracker ask 4 7-9\ntracker ask 单位:住建 可核查度:软 > 追问.txt",
    )(ask)


def ask(
    ctx: typer.Context,
    rows: Rows = None,
    grade: Annotated[
        list[str] | None,
        typer.Option("--grade", metavar="可核查度", help=describe(Grade), autocompletion=completer(Grade)),
    ] = None,
) -> int:
    """Print a letter of questions for each organ."""
    from tracker.ledger import render_ids
    from tracker.rendering.inquiry import render_inquiry
    from tracker.reporting.questions import build_inquiries

    if not rows and not grade:
        raise UsageError("请说明就哪些事项追问：编号或条件，例如 可核查度:软，也可以用 --grade 软")
    session = find_session(ctx)
    with session.open("read") as ledger:
        items = _choose(ledger, rows, grade or [], session)
    inquiries = build_inquiries(items)
    if inquiries:
        write("\n\n\n".join(render_inquiry(inquiry) for inquiry in inquiries))
    asked = {entry.item.id for inquiry in inquiries for entry in inquiry.asked}
    if complete_ids := [item.id for item in items if item.id not in asked]:
        say(f"编号 {render_ids(complete_ids)} 各要素都已写明，没有要问的。")
    if not items:
        say("没有符合条件的承诺事项。")
    return 0


def _choose(ledger: Ledger, rows: list[str] | None, grades: list[str], session: Session) -> list[Item]:
    """The named items, else those that are meant and still open."""
    from tracker.ledger.query import make_term

    terms = [make_term("grade", ",".join(grades), session.today)] if grades else []
    query = parse_rows(rows, session, *terms)
    if query.named is not None:
        return ledger.named(query.named)
    if not query.asks("id") and not query.asks("status"):
        query = query.also(make_term("status", "open", session.today))
    return ledger.find(query, "id")
