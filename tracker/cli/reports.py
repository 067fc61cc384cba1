"""``report``: the monthly report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.command import LedgerCommand
from tracker.cli.console import find_width, has_color, say, write
from tracker.cli.files import write_file
from tracker.cli.formats import Format, find_format
from tracker.cli.session import Session, find_session
from tracker.cli.values import parse_month
from tracker.errors import UsageError

if TYPE_CHECKING:
    from tracker.reporting.monthly import MonthlyReport, Period

STDOUT = "-"
"""Names the standard output where a file is asked for."""
SUFFIXES = {"": Format.TABLE, ".txt": Format.TABLE, ".md": Format.MARKDOWN, ".markdown": Format.MARKDOWN}
"""Suffixes of files that a report can be written to."""


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(
        "report",
        cls=LedgerCommand,
        help="出一个月的月报。\n\n总数与各状态占比、完成率、当月新增完成变更、按单位、按文件、逾期、下月到期，附台账；"
        "按月末的情况统计，不论哪天出；不给月份就是最近一个完整的月。",
        epilog="tracker report --month 2024-09\ntracker report --month 2024-09 --format md -o 月报.md",
    )(report)


def report(
    ctx: typer.Context,
    month: Annotated[str | None, typer.Option("--month", metavar="月份", help="如 2024-09")] = None,
    format_name: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="格式",
            help="table（默认）或 md；-o 文件.md 时默认 md",
            autocompletion=lambda: ["table", "md"],
        ),
    ] = None,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="文件", help="写入 .md 或 .txt 文件，- 表示标准输出")
    ] = None,
) -> int:
    """Print or write the monthly report."""
    from tracker.reporting.month import Month
    from tracker.reporting.monthly import Period

    session = find_session(ctx)
    wanted = parse_month(month) if month is not None else Month.of(session.today).previous
    to_stdout = output is None or output == STDOUT
    chosen = find_format(format_name or _format_of(output), Format.TABLE, Format.MARKDOWN)
    text = _render(_build(session, Period(wanted, session.today)), chosen, color=to_stdout and has_color())
    if output is None or output == STDOUT:
        write(text.removesuffix("\n"))
        return 0
    write_file(output, (text.removesuffix("\n") + "\n").encode("utf-8", "replace"))
    say(f"{wanted.label}的月报已写入 {output}")
    return 0


def _format_of(output: str | None) -> Format:
    """The format that the name of the file asks for; ``UsageError`` for one that there is not."""
    suffix = Path(output).suffix.lower() if output and output != STDOUT else ""
    if suffix not in SUFFIXES:
        raise UsageError(f"还不能写成 {suffix} 文件，可用的有：.md（Markdown）、.txt（表格）")
    return SUFFIXES[suffix]


def _build(session: Session, period: Period) -> MonthlyReport:
    from tracker.reporting.monthly import build_monthly

    with session.open("read") as ledger:
        items = ledger.items(on=period.cutoff)
        before = ledger.items(on=period.month.previous.last)
        events = ledger.holding_events(last=period.cutoff)
        later = ledger.items()
    soon_days = session.day.soon_days
    return build_monthly(period, items=items, before=before, events=events, soon_days=soon_days, later=later)


def _render(report: MonthlyReport, chosen: Format, *, color: bool) -> str:
    if chosen is Format.MARKDOWN:
        from tracker.rendering.markdown import render_monthly_markdown

        return render_monthly_markdown(report)
    from tracker.rendering.terminal import render_monthly

    return render_monthly(report, width=find_width(), color=color)
