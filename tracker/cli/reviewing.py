"""``review``: a person's judgement on what was found, one by one or in bulk."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.changing import tell
from tracker.cli.choosing import Rows, choose_documents, parse_rows
from tracker.cli.command import LedgerCommand
from tracker.cli.console import say, write
from tracker.cli.session import Session, find_session
from tracker.cli.values import parse_day
from tracker.errors import UsageError
from tracker.model import Item, Review

if TYPE_CHECKING:
    from tracker.ledger import Change, Ledger


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(
        "review",
        cls=LedgerCommand,
        help="核定找到的承诺：采纳、剔除、改截取、拆分、合并、改责任单位和时限。\n\n"
        "不给事项就是全部待核的，给条件就是其中待核的。不带 --accept、--reject 就逐项显示原文，一个字母一个决定，随时退出，下次接着核；"
        "每个决定当场存下，可以用 undo 撤销。\n\n"
        "字母：a 采纳、r 剔除、e 改截取、s 拆分、m 并入下一项、o 责任单位、d 时限、n 备注、k 跳过、u 撤销上一步、q 退出。",
        epilog="tracker review\ntracker review 单位:住建 可核查度:硬\ntracker review 1-20 --accept\n"
        "tracker review 7 --reject --note 只是背景",
    )(review)


def review(
    ctx: typer.Context,
    rows: Rows = None,
    document: Annotated[
        str | None, typer.Option("--document", metavar="文件", help="只核一份来源文件：编号、案号，或标题、路径里的字")
    ] = None,
    accept: Annotated[bool, typer.Option("--accept", help="不逐项问，一并采纳")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="不逐项问，一并剔除")] = False,
    note: Annotated[str | None, typer.Option("--note", metavar="文字", help="一并写上备注")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="日期", help="何时起如此，默认今天；补录用")] = None,
) -> int:
    """Judge items one by one, or many at once."""
    from tracker.ledger import Change

    if accept and reject:
        raise UsageError("--accept 和 --reject 只能用一个")
    if note is not None and not (accept or reject):
        raise UsageError("--note 要和 --accept 或 --reject 一起用，单写备注请用 `tracker update 编号 --note 文字`")
    if (accept or reject) and not rows and document is None:
        raise UsageError("请用编号、条件或 --document 说明要一并核定哪些，例如 `tracker review 1-20 --accept`")
    session = find_session(ctx)
    day = session.today if on is None else parse_day(on)
    with session.open("write", create=False) as ledger:
        items = _choose(ledger, rows, document, session)
        if not items:
            write("没有待核的承诺事项。")
        elif accept or reject:
            change = Change(review=Review.ACCEPTED if accept else Review.REJECTED, note=note)
            _judge_all(session, ledger, items, change, day)
        else:
            _talk(session, ledger, items, day)
    return 0


def _choose(ledger: Ledger, rows: list[str] | None, document: str | None, session: Session) -> list[Item]:
    """The named items, else the unreviewed ones that are meant, in the order of reading."""
    from tracker.ledger.query import make_document, make_term

    query = parse_rows(rows, session)
    if document is not None:
        choose_documents(ledger, document)
        query = query.also(make_document(document))
    if query.named is not None:
        return ledger.named(query.named)
    if not query.asks("id") and not query.asks("review"):
        query = query.also(make_term("review", Review.UNREVIEWED.value, session.today))
    return ledger.find(query, "document")


def _judge_all(session: Session, ledger: Ledger, items: list[Item], change: Change, day: date) -> None:
    from tracker.ledger import render_ids

    assert change.review is not None
    wanted = [item.id for item in items]
    summary = f"核定编号 {render_ids(wanted)}：{change.review.label}"
    tell(ledger.update(wanted, change, person=session.person, on=day, now=session.now, summary=summary))


def _talk(session: Session, ledger: Ledger, items: list[Item], day: date) -> None:
    from tracker.cli.conversation import Conversation

    waiting = [item for item in items if item.review is Review.UNREVIEWED]
    if not waiting:
        say("这些事项都已核定过，现在重新逐项核定。")
    Conversation(session, ledger, [item.id for item in waiting or items], day).hold()
