"""``list`` and ``show``: what stands in the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.choosing import Rows, choose_documents, choose_items, parse_rows
from tracker.cli.command import LedgerCommand
from tracker.cli.console import find_width, foot, has_color, is_terminal, say, write, write_bytes
from tracker.cli.formats import Format, find_format
from tracker.cli.session import Session, find_session
from tracker.cli.values import completer, describe, parse_limit
from tracker.errors import UsageError
from tracker.model import Grade, Item, Review, Section, Status

if TYPE_CHECKING:
    from tracker.ledger import Ledger, Tally
    from tracker.ledger.query import Query, Term

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
        help="列出承诺事项，最需要关注的在前：先逾期，再临期，然后按时限、按答复早晚。\n\n"
        "条件写成 名称:值，可用 单位、状态（含 在办、逾期、临期、滞后、久未报）、时限、可核查度、核定、佐证、进度、亮灯、报送、延期、"
        "文件、案号、届次、年份、类别 等；值可以用逗号并列，日期和数可以用 .. 表示范围，有、无 表示填没填，非: 表示不要；"
        "别的词在承诺、主题、进展情况里找。已剔除的只用 核定:剔除 列出。"
        f"终端里显示前 {ROWS} 项，引文至多两行；--full、管道和 json、jsonl、csv 总是全文。",
        epilog="tracker list 状态:逾期\ntracker list 单位:住建 状态:推进中,未启动 时限:..年底 非:佐证:有 路灯\n"
        "tracker list 年份:2024 --format csv > 台账.csv",
    )(list_items)
    app.command(
        "show",
        cls=LedgerCommand,
        help="显示一项承诺的全部内容：各个字段、原文段落、变更记录。",
        epilog="tracker show 3\ntracker show 单位:住建 状态:逾期",
    )(show)


def list_items(  # noqa: PLR0913 - every parameter is an option
    ctx: typer.Context,
    rows: Rows = None,
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
    text: Annotated[str | None, typer.Option("--text", metavar="文字", help="承诺、主题、进展情况或标题里的字")] = None,
    sort: Annotated[
        str,
        typer.Option(
            "--sort",
            metavar="顺序",
            help="attention（默认）、id、limit、unit、owner、document、status、changed",
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
    chosen = find_format(format_name, Format.TABLE, Format.JSON, Format.JSONL, Format.CSV)
    session = find_session(ctx)
    terms = _read_options(
        session,
        status=status,
        owner=owner,
        section=section,
        grade=grade,
        review=review,
        due=f"..{due_before}" if due_before else None,
    )
    query = parse_rows(rows, session, *terms, *_read_flags(session, overdue=overdue, text=text))
    drawn = is_terminal() or format_name is not None
    clipped = is_terminal() and not full and chosen is Format.TABLE
    most = parse_limit(limit) if limit else (ROWS if clipped else None)
    with session.open("read") as ledger:
        query = _narrow(ledger, query, document)
        items = ledger.find(query, _check_sort(sort), most)
        tally = ledger.count(query) if chosen is Format.TABLE and drawn else None
    if tally is not None:
        _print_table(items, session, tally, clipped=clipped)
    elif chosen is Format.TABLE:
        _print_plain(items, session)
    else:
        _print_data(items, session, chosen)
    return 0


def _read_options(session: Session, **options: str | list[str] | None) -> list[Term]:
    """Options as the conditions that they are short for."""
    from tracker.ledger.query import make_term

    given = {key: ",".join(value) if isinstance(value, list) else value for key, value in options.items() if value}
    return [make_term(key, str(value), session.today) for key, value in given.items()]


def _read_flags(session: Session, *, overdue: bool, text: str | None) -> list[Term]:
    from tracker.ledger.query import make_term, make_words

    terms = [make_term("status", "overdue", session.today)] if overdue else []
    return terms if text is None else [*terms, make_words(text)]


def _narrow(ledger: Ledger, query: Query, document: str | None) -> Query:
    """The query within the documents that are named; an id or document that there is not is told as such."""
    from tracker.ledger.query import make_document

    if query.named is not None:
        ledger.named(query.named)
    if document is None:
        return query
    choose_documents(ledger, document)
    return query.also(make_document(document))


def _list_sorts() -> list[tuple[str, str]]:
    from tracker.ledger.query import ORDERS

    return [(key, order.label) for key, order in ORDERS.items()]


def _check_sort(sort: str) -> str:
    from tracker.ledger.query import ORDERS

    if sort not in ORDERS:
        known = "、".join(f"{key}（{order.label}）" for key, order in ORDERS.items())
        raise UsageError(f"没有“{sort}”这种顺序，可用的有：{known}")
    return sort


def _print_data(items: Sequence[Item], session: Session, chosen: Format) -> None:
    from tracker.rendering.objects import item_object

    if chosen is Format.CSV:
        from tracker.rendering.csv_file import render_csv
        from tracker.reporting.listing import LEDGER_COLUMNS, build_item_table

        write_bytes(render_csv(build_item_table(items, session.day, LEDGER_COLUMNS)))
        return
    from tracker.rendering.json_text import render_json, render_jsonl

    profile = session.profile
    objects = (item_object(item, session.today, profile) for item in items)
    if chosen is Format.JSON:
        write_bytes(render_json(objects))
    else:
        write_bytes(b"".join(render_jsonl(entry) for entry in objects))


def _print_plain(items: Sequence[Item], session: Session) -> None:
    from tracker.rendering.plain import render_plain
    from tracker.reporting.listing import build_item_table

    write(render_plain(build_item_table(items, session.day)))


def _print_table(items: Sequence[Item], session: Session, tally: Tally, *, clipped: bool) -> None:
    from tracker.rendering.terminal import render_table
    from tracker.reporting.figures import Count
    from tracker.reporting.listing import build_item_table

    if not items:
        say("没有符合条件的承诺事项。")
        return
    table = build_item_table(items, session.day)
    write(render_table(table, width=find_width(), lines=QUOTE_LINES if clipped else None, color=has_color()))
    more = tally.total - len(items)
    rest = f"；其余 {more} 项，用 --full 或 --limit {tally.total} 显示" if more else ""
    foot(f"\n共{Count(tally.total, tally.unreviewed)}{rest}。")


def show(ctx: typer.Context, rows: Rows) -> int:
    """Show items one by one."""
    from tracker.rendering.card import render_card
    from tracker.reporting.card import build_card

    session = find_session(ctx)
    with session.open("read") as ledger:
        cards = [
            build_card(item, ledger.document(item.document_id), ledger.events(item.id), session.day)
            for item in choose_items(ledger, rows, session)
        ]
    if not cards:
        say("没有符合条件的承诺事项。")
        return 0
    width = find_width() if is_terminal() else None
    write("\n\n\n".join(render_card(card, width=width, color=has_color()) for card in cards))
    return 0
