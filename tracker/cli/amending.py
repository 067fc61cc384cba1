"""``document update`` and ``document withdraw``: what a person says of a source later."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli.choosing import Wanted, choose_document
from tracker.cli.command import LedgerCommand
from tracker.cli.console import confirm, say, write
from tracker.cli.renewing import Pretend, Yes
from tracker.cli.session import find_session
from tracker.cli.values import completer, describe, parse_day, parse_member
from tracker.errors import ExitCode, UsageError
from tracker.model import DocumentRecord, Item, Review, Satisfaction, Status

On = Annotated[str | None, typer.Option("--on", metavar="日期", help="从哪一天起，默认今天")]


def register(group: typer.Typer) -> None:
    """Add the commands of this file to the group ``document``."""
    group.command(
        "update",
        cls=LedgerCommand,
        help="更新一份来源文件的现办复类别和提出人意见，原办复类别不变。",
        epilog="tracker document update 3 --category A\ntracker document update 3 --satisfaction 满意 --on 2024-09-30",
    )(update)
    group.command(
        "withdraw",
        cls=LedgerCommand,
        help="撤回一份不该在台账里的来源文件，连同其中的事项，须说明理由。\n\n"
        "历史和原文仍保存；再次读入同一份文字，就带着原来的编号和进展恢复。",
        epilog="tracker document withdraw 3 --reason 不是本级办理的建议",
    )(withdraw)


def update(
    ctx: typer.Context,
    wanted: Wanted,
    category: Annotated[str | None, typer.Option("--category", metavar="类别", help="现办复类别：A、B、C 或 D")] = None,
    satisfaction: Annotated[
        str | None,
        typer.Option(
            "--satisfaction", metavar="意见", help=describe(Satisfaction), autocompletion=completer(Satisfaction)
        ),
    ] = None,
    on: On = None,
) -> int:
    """Set the class as it is now, and what the proposer says."""
    session = find_session(ctx)
    said = parse_member(Satisfaction, "提出人意见", satisfaction) if satisfaction else None
    letter = category.strip().upper().removesuffix("类") if category else None
    day = parse_day(on) if on else session.today
    with session.open("write", create=False) as ledger:
        record = choose_document(ledger, wanted)
        updated = ledger.update_document(
            record.id, category=letter, satisfaction=said, person=session.person, on=day, now=session.now
        )
        now = ledger.document(record.id)
    if updated.command is None:
        write(f"没有变化，来源文件 {record.id} 本来就是这样。")
        return ExitCode.OK
    write(f"来源文件 {record.id}：{_describe(now)}。")
    if updated.overtaken:
        say(f"注意：{day} 之后另有更新，现在以后来的为准。")
    return ExitCode.OK


def _describe(record: DocumentRecord) -> str:
    from tracker.reporting.documents import describe_category

    parts = []
    if record.header.category or record.category_now:
        parts.append(f"办复类别 {describe_category(record.header.category, record.category_now)}")
    if record.satisfaction:
        parts.append(f"提出人意见 {record.satisfaction.label}")
    return "，".join(parts)


def withdraw(
    ctx: typer.Context,
    wanted: Wanted,
    reason: Annotated[str | None, typer.Option("--reason", metavar="理由", help="为什么撤回")] = None,
    on: On = None,
    pretend: Pretend = False,
    yes: Yes = False,
) -> int:
    """Take a source out of the ledger with its items."""
    if reason is None:
        raise UsageError("撤回来源文件须说明理由，请加 --reason 理由")
    session = find_session(ctx)
    day = parse_day(on) if on else session.today
    with session.open("read" if pretend else "write", create=False) as ledger:
        record = choose_document(ledger, wanted)
        write(_word(record, ledger.document_items(record.id)))
        if pretend:
            return ExitCode.OK
        if not yes and not confirm("确定撤回吗？"):
            say("未撤回，台账没有改动。")
            return ExitCode.REFUSED
        ledger.withdraw(record.id, reason, person=session.person, on=day, now=session.now)
    write(f"已撤回来源文件 {record.id}；`tracker undo` 可以撤销，再次读入同一份文字也会恢复。")
    return ExitCode.OK


def _word(record: DocumentRecord, items: list[Item]) -> str:
    from tracker.ledger import render_ids

    head = f"将撤回来源文件 {record.id}（{record.header.title or record.path}）"
    if not items:
        return f"{head}，其中没有事项。"
    reported = sum(item.status is not Status.UNREPORTED for item in items)
    reviewed = sum(item.review is not Review.UNREVIEWED for item in items)
    return f"{head}和其中 {len(items)} 项（编号 {render_ids([item.id for item in items])}），已核定 {reviewed} 项、有进展 {reported} 项。"
