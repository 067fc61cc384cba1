"""``add-promise``: a promise that was missed, found in the text by its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.changing import tell
from tracker.cli.choosing import Wanted, choose_document
from tracker.cli.command import LedgerCommand
from tracker.cli.session import find_session
from tracker.cli.values import parse_limit
from tracker.errors import UsageError

if TYPE_CHECKING:
    from tracker.reporting.quotes import Span


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(
        "add-promise",
        cls=LedgerCommand,
        help="补入一项漏掉的承诺。\n\n"
        "照原文写出整句，空格、全角半角、繁简不同也能对上；责任单位、时限、目标值照程序的规则读出，之后可以用 review 改。",
        epilog='tracker add-promise 3 "我局将于年底前更换路灯120盏"',
    )(add_promise)


def add_promise(
    ctx: typer.Context,
    document: Wanted,
    quote: Annotated[str, typer.Argument(metavar="原文", help="承诺的原话，整句或“开头几个字…末尾几个字”")],
    nth: Annotated[str | None, typer.Option("--nth", metavar="第几处", help="同样的话有几处时，取其中第几处")] = None,
) -> int:
    """Add a promise by its quote."""
    from tracker.extraction import read_span
    from tracker.reporting.quotes import find_places

    session = find_session(ctx)
    wanted = parse_limit(nth) if nth is not None else None
    with session.open("write", create=False) as ledger:
        record = choose_document(ledger, document)
        span = _choose(find_places(record.text, quote), quote, wanted)
        reading = read_span(ledger.reply(record.id), *span)
        tell(ledger.add_promise(record.id, reading, person=session.person, on=session.today, now=session.now))
    return 0


def _choose(places: list[Span], quote: str, nth: int | None) -> Span:
    if not places:
        raise UsageError(f"来源文件里没有“{quote}”，请照原文写，可以用 `tracker document show 文件 --text` 查看全文")
    if nth is None and len(places) > 1:
        raise UsageError(f"“{quote}”在来源文件里有 {len(places)} 处，请写得更长，或者用 --nth 说明是第几处")
    if nth is not None and nth > len(places):
        raise UsageError(f"“{quote}”在来源文件里只有 {len(places)} 处，没有第 {nth} 处")
    return places[(nth or 1) - 1]
