"""``list`` and ``show``: what stands in the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.choosing import choose_documents
from tracker.cli.command import LedgerCommand
from tracker.cli.console import find_width, foot, has_color, is_terminal, say, write, write_bytes
from tracker.cli.formats import Format, find_format
from tracker.cli.session import Session, find_session
from tracker.cli.values import completer, describe, parse_day, parse_limit, parse_members
from tracker.errors import UsageError
from tracker.model import Grade, Item, Review, Section, Status

if TYPE_CHECKING:
    from tracker.reporting.selection import Selection

ROWS = 50
"""Rows of a table in a terminal, where nobody says how many."""
QUOTE_LINES = 2
"""Lines of a quote in a terminal, where nobody asks for all of it."""
ATTENTION = "attention"
"""The order that ``list`` has by itself."""


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(
        "list",
        cls=LedgerCommand,
        help="列出承诺事项，最需要关注的在前。\n\n先逾期，再临期，然后按时限、按答复早晚；已剔除的只用 --review 剔除 列出。"
        f"终端里显示前 {ROWS} 项，引文至多两行；--full、管道和 json、jsonl、csv 总是全文。",
        epilog="tracker list --overdue\ntracker list --status 推进中,未启动 --owner 住房\n"
        "tracker list --due-before 2024-12-31 --format csv > 台账.csv",
    )(list_items)
    app.command(
        "show",
        cls=LedgerCommand,
        help="显示一项承诺的全部内容：各个字段、原文段落、变更记录。",
        epilog="tracker show 3",
    )(show)


def list_items(  # noqa: PLR0913 - every parameter is an option
    ctx: typer.Context,
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status", metavar="状态", help=f"{describe(Status)}；可以多个", autocompletion=completer(Status)
        ),
    ] = None,
    owner: Annotated[str | None, typer.Option("--owner", metavar="单位", help="责任单位名称里的字")] = None,
    document: Annotated[
        str | None, typer.Option("--document", metavar="文件", help="来源文件的编号、案号，或标题、路径里的字")
    ] = None,
    section: Annotated[
        list[str] | None,
        typer.Option("--section", metavar="位置", help=describe(Section), autocompletion=completer(Section)),
    ] = None,
    grade: Annotated[
        list[str] | None,
        typer.Option("--grade", metavar="可核查度", help=describe(Grade), autocompletion=completer(Grade)),
    ] = None,
    review: Annotated[
        list[str] | None,
        typer.Option("--review", metavar="核定", help=describe(Review), autocompletion=completer(Review)),
    ] = None,
    due_before: Annotated[str | None, typer.Option("--due-before", metavar="日期", help="时限在这一天或之前")] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="只列逾期的")] = False,
    text: Annotated[str | None, typer.Option("--text", metavar="文字", help="承诺、主题、备注或标题里的字")] = None,
    sort: Annotated[
        str,
        typer.Option(
            "--sort",
            metavar="顺序",
            help="attention（默认）、id、limit、owner、document、status、changed",
            autocompletion=lambda: _list_sorts(),
        ),
    ] = ATTENTION,
    limit: Annotated[str | None, typer.Option("--limit", metavar="项数", help="至多列几项")] = None,
    format_name: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="格式",
            help="table（默认）、json、jsonl 或 csv",
            autocompletion=lambda: ["table", "json", "jsonl", "csv"],
        ),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="终端里也显示全部事项和引文全文")] = False,
) -> int:
    """List items."""
    from tracker.reporting.selection import Selection

    chosen = find_format(format_name, Format.TABLE, Format.JSON, Format.JSONL, Format.CSV)
    session = find_session(ctx)
    selection = Selection(
        statuses=parse_members(Status, "状态", status or ()),
        owner=owner,
        sections=parse_members(Section, "位置", section or ()),
        grades=parse_members(Grade, "可核查度", grade or ()),
        reviews=parse_members(Review, "核定", review or ()),
        due_before=parse_day(due_before) if due_before else None,
        overdue=overdue,
        text=text,
    )
    rows = parse_limit(limit) if limit else None
    items = _find_items(session, selection, document, sort)
    drawn = is_terminal() or format_name is not None
    if chosen is not Format.TABLE:
        _print_data(items[:rows], session, chosen)
    else:
        _print_table(items, session, rows, drawn=drawn, clipped=is_terminal() and not full)
    return 0


def _list_sorts() -> list[tuple[str, str]]:
    from tracker.reporting.selection import SORTS

    return [(ATTENTION, "最需要关注的在前"), *((key, title) for key, (title, _) in SORTS.items())]


def _find_items(session: Session, selection: Selection, document: str | None, sort: str) -> list[Item]:
    from dataclasses import replace

    from tracker.ledger import attention_key
    from tracker.reporting.selection import SORTS

    if sort != ATTENTION and sort not in SORTS:
        known = "、".join(f"{key}（{title}）" for key, (title, _) in SORTS.items())
        raise UsageError(f"没有“{sort}”这种顺序，可用的有：attention（最需要关注的在前）、{known}")
    with session.open("read") as ledger:
        if document is not None:
            selection = replace(selection, documents=choose_documents(ledger, document))
        items = ledger.items()
    selected = [item for item in items if selection.matches(item, session.today)]
    if sort == ATTENTION:
        return sorted(selected, key=lambda item: attention_key(item, session.today))
    return sorted(selected, key=SORTS[sort][1])


def _print_data(items: Sequence[Item], session: Session, chosen: Format) -> None:
    from tracker.rendering.objects import item_object

    if chosen is Format.CSV:
        from tracker.rendering.csv_file import render_csv
        from tracker.reporting.listing import LEDGER_COLUMNS, build_item_table

        write_bytes(render_csv(build_item_table(items, session.day, LEDGER_COLUMNS)))
        return
    from tracker.rendering.json_text import render_json, render_jsonl

    objects = (item_object(item, session.today) for item in items)
    if chosen is Format.JSON:
        write_bytes(render_json(objects))
    else:
        write_bytes(b"".join(render_jsonl(entry) for entry in objects))


def _print_table(items: Sequence[Item], session: Session, rows: int | None, *, drawn: bool, clipped: bool) -> None:
    from tracker.reporting.figures import count
    from tracker.reporting.listing import build_item_table

    shown = items[: rows or (ROWS if clipped else None)]
    table = build_item_table(shown, session.day)
    if not drawn:
        from tracker.rendering.plain import render_plain

        write(render_plain(table))
        return
    from tracker.rendering.terminal import render_table

    if not items:
        say("没有符合条件的承诺事项。")
        return
    write(render_table(table, width=find_width(), lines=QUOTE_LINES if clipped else None, color=has_color()))
    more = len(items) - len(shown)
    rest = f"；其余 {more} 项，用 --full 或 --limit {len(items)} 显示" if more else ""
    foot(f"\n共{count(items)}{rest}。")


def show(
    ctx: typer.Context, ids: Annotated[list[str], typer.Argument(metavar="编号...", help="如 3 或 1 3-7,12")]
) -> int:
    """Show items one by one."""
    from tracker.ledger import parse_ids
    from tracker.rendering.card import render_card
    from tracker.reporting.card import build_card

    session = find_session(ctx)
    with session.open("read") as ledger:
        items = [ledger.item(key) for key in parse_ids(ids)]
        cards = [
            build_card(item, ledger.document(item.document_id), ledger.events(item.id), session.day) for item in items
        ]
    width = find_width() if is_terminal() else None
    write("\n\n\n".join(render_card(card, width=width, color=has_color()) for card in cards))
    return 0
