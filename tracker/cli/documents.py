"""``document``: the replies that the ledger holds; the commands that change them have a file of their own."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli import amending, renewing
from tracker.cli.command import Group, LedgerCommand
from tracker.cli.console import find_width, foot, has_color, is_terminal, write
from tracker.cli.session import find_session
from tracker.cli.values import parse_limit
from tracker.errors import UsageError

ROWS = 50
"""Rows of a table in a terminal, where nobody says how many."""


def register(app: typer.Typer) -> None:
    """Add the group of this file."""
    group = typer.Typer(cls=Group)
    group.command(
        "list",
        cls=LedgerCommand,
        help="列出台账里的来源文件。",
        epilog="tracker document list\ntracker document list 路灯",
    )(list_documents)
    group.command(
        "show",
        cls=LedgerCommand,
        help="显示一份来源文件的各个字段和其中的承诺事项。",
        epilog="tracker document show 2\ntracker document show 2 --text",
    )(show_document)
    renewing.register(group)
    amending.register(group)
    app.add_typer(
        group, name="document", help="查看、更新、重读、替换、撤回台账里的来源文件。", epilog="tracker document list"
    )


def list_documents(
    ctx: typer.Context,
    wanted: Annotated[str | None, typer.Argument(metavar="文件", help="编号、案号，或标题、路径里的字")] = None,
    withdrawn: Annotated[bool, typer.Option("--withdrawn", help="也列出已撤回和被取代的")] = False,
    limit: Annotated[str | None, typer.Option("--limit", metavar="份数", help="至多列几份，取最近读入的")] = None,
) -> int:
    """List the documents."""
    from tracker.reporting.documents import build_documents

    session = find_session(ctx)
    most = parse_limit(limit) if limit else (ROWS if is_terminal() else None)
    with session.open("read") as ledger:
        ids = ledger.find_documents(wanted, withdrawn=withdrawn) if wanted is not None else None
        found = ledger.summaries(ids, withdrawn=withdrawn, limit=most and most + 1)
    table = build_documents(found[-most:] if most else found)
    if not is_terminal():
        from tracker.rendering.plain import render_plain

        write(render_plain(table))
        return 0
    from tracker.rendering.terminal import render_table

    if table.rows:
        write(render_table(table, width=find_width(), color=has_color()))
    _foot(len(table.rows), more=len(found) > len(table.rows), wanted=wanted)
    return 0


def _foot(shown: int, *, more: bool, wanted: str | None) -> None:
    if more:
        foot(f"\n列出最近读入的 {shown} 份，其余用 --limit 或给出文字查看。")
    elif shown:
        foot(f"\n共 {shown} 份。")
    else:
        foot("没有这样的来源文件。" if wanted else "台账里没有来源文件，请用 `tracker add 路径` 读入。")


def show_document(
    ctx: typer.Context,
    id_text: Annotated[str, typer.Argument(metavar="文件编号", help="`tracker document list` 里的编号")],
    text: Annotated[bool, typer.Option("--text", help="只显示读入的全文")] = False,
) -> int:
    """Show one document with its items, or its text."""
    from tracker.ledger import parse_ids
    from tracker.printable import clean
    from tracker.rendering.terminal import render_fields, render_table
    from tracker.reporting.documents import describe_document
    from tracker.reporting.listing import build_item_table

    session = find_session(ctx)
    ids = parse_ids([id_text])
    if len(ids) != 1:
        raise UsageError(f"一次只能看一份来源文件，“{id_text}”是 {len(ids)} 份")
    with session.open("read") as ledger:
        record = ledger.document(ids[0])
        items = ledger.document_items(record.id)
    if text:
        write(clean(record.text))
        return 0
    width = find_width() if is_terminal() else None
    write(f"来源文件 {record.id}\n\n{render_fields(describe_document(record, session.profile), width=width)}")
    if items:
        table = build_item_table(items, session.day)
        write("\n" + render_table(table, width=find_width(), color=has_color()))
    return 0
