"""``report``: the bulletin of a month or of any period, to the terminal or into a file; issued ones again as they were."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker import __version__
from tracker.cli.choosing import Rows
from tracker.cli.command import LedgerCommand
from tracker.cli.console import find_width, foot, has_color, is_terminal, say, write
from tracker.cli.files import write_file
from tracker.cli.formats import Format, find_format
from tracker.cli.press import BINARY, PAGED, Output, deliver, list_entries, make, make_part, render_file
from tracker.cli.session import Session, find_session
from tracker.cli.values import parse_day, parse_issue, parse_month
from tracker.errors import OutputError, UsageError, word_os_error

if TYPE_CHECKING:
    from tracker.cli.materials import Scope

STDOUT = "-"
"""Names the standard output where a file is asked for."""
SUFFIXES = {
    ".txt": Format.TABLE,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".json": Format.JSON,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".docx": Format.WORD,
    ".xlsx": Format.EXCEL,
}
"""Suffixes of files that a report can be written to."""


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(
        "report",
        cls=LedgerCommand,
        help="出一个月（或任意一段时间）的月报、通报。\n\n总体情况、本期进展、存在问题、分单位情况、下月到期和工作要求、更正，"
        "附台账；按期末的情况统计，不论哪天出；不给月份就是最近一个完整的月。"
        "还有待核事项时标注草稿；--issue 编上期号，以后用 --number 原样重印。",
        epilog="tracker report --month 2024-09\ntracker report --month 2024-09 -o 通报.docx\n"
        "tracker report --month 2024-09 --issue -o 通报.docx\ntracker report --by unit -o 分单位/",
    )(report)


def report(  # noqa: PLR0913 - every parameter is an option
    ctx: typer.Context,
    rows: Rows = None,
    month: Annotated[str | None, typer.Option("--month", metavar="月份", help="如 2024-09")] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="日期", help="期间的第一天，与 --to 同用")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="日期", help="期间的最后一天")] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by", metavar="unit", help="unit：每个单位一份，写进 -o 文件夹", autocompletion=lambda: ["unit"]
        ),
    ] = None,
    issue: Annotated[bool, typer.Option("--issue", help="印发：编上期号并存档，此后可以原样重印")] = False,
    number: Annotated[
        str | None, typer.Option("--number", metavar="期号", help="重印第几期；与 --issue 同用时指定期号")
    ] = None,
    issued: Annotated[bool, typer.Option("--issued", help="列出印发过的各期")] = False,
    format_name: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="格式",
            help="table（默认）、md、json、html、docx、xlsx；-o 文件时按后缀",
            autocompletion=lambda: ["table", "md", "json", "html", "docx", "xlsx"],
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="文件", help="写入 .docx .xlsx .html .md .json .txt，- 表示标准输出"),
    ] = None,
) -> int:
    """Print or write a report."""
    session = find_session(ctx)
    if issued:
        return _list_issued(session)
    if by is not None and by != "unit":
        raise UsageError(f"--by 只能是 unit，不能是“{by}”")
    if by and (issue or number):
        raise UsageError("--by unit 是分发给单位的，不编期号，请不要与 --issue、--number 同用")
    target = _find_output(format_name, output, many=by is not None)
    wanted = parse_issue(number) if number is not None else None
    reprinted = None if issue else wanted
    if reprinted and (rows or month or first or last):
        raise UsageError("重印某一期时，期间和范围都照原样，请不要再给月份、日期或条件")
    if issue:
        scope = _issue(session, _find_period(session, month, first, last), tuple(rows or ()), wanted)
    elif reprinted:
        scope = _reprint(session, reprinted)
    else:
        scope = _scope(session, _find_period(session, month, first, last), tuple(rows or ()))
    if by:
        return _write_by_unit(session, scope, target)
    with session.open("read") as ledger:
        made = make(ledger, scope, target.format)
    deliver(made, target)
    return 0


def _find_period(session: Session, month: str | None, first: str | None, last: str | None) -> tuple[date, date]:
    """The first and the last day that are asked for; the last full month where nothing is."""
    from tracker.reporting.month import Month

    if first is None and last is None:
        wanted = parse_month(month) if month is not None else Month.of(session.today).previous
        return wanted.first, wanted.last
    if month is not None:
        raise UsageError("--month 与 --from、--to 不能同用，请只给一种")
    if first is None or last is None:
        raise UsageError("--from 和 --to 要一起给出，例如 --from 2024-07-01 --to 2024-09-30")
    start, end = parse_day(first), parse_day(last)
    if end < start:
        raise UsageError(f"--to {end} 早于 --from {start}，请调换")
    if not date.min.year < start.year <= end.year < date.max.year:
        raise UsageError(f"{start} 至 {end} 没有可比的上年同期或下个月，请检查年份")
    return start, end


def _scope(session: Session, days: tuple[date, date], words: tuple[str, ...]) -> Scope:
    from tracker.cli.materials import Scope
    from tracker.reporting.bulletin import Period

    return Scope(Period(*days, session.today), words, session.profile)


def _issue(session: Session, days: tuple[date, date], words: tuple[str, ...], number: int | None) -> Scope:
    """Number a report of what the ledger holds now; the period has to be over."""
    from tracker.cli.materials import OFFSET, keep_profile, reissue
    from tracker.ledger import Issue

    scope = _scope(session, days, words)
    if not scope.period.is_over:
        raise UsageError(f"{scope.period.label}还没有结束，不能印发，请在 {scope.period.last} 以后印发，或去掉 --issue")
    offset = session.now.astimezone().utcoffset() or timedelta(0)
    settings = {"profile": keep_profile(scope.profile), "version": __version__, OFFSET: int(offset.total_seconds())}
    wanted = Issue(*days, scope.period.cutoff, scope.profile.name, words, settings)
    with session.open("write", create=False) as ledger:
        # What cannot be built must not be numbered.
        make(ledger, scope, Format.TABLE)
        kept = ledger.issue(wanted, person=session.person, now=session.now, number=number)
    say(f"已印发第{kept.number}期，用 `tracker report --number {kept.number}` 原样重印。")
    return reissue(kept)


def _reprint(session: Session, number: int) -> Scope:
    from tracker.cli.materials import reissue

    with session.open("read") as ledger:
        (kept,) = ledger.issued(number)
    if kept.issue.settings.get("version") != __version__:
        say(f"第{number}期由 tracker {kept.issue.settings.get('version')} 印发，现为 {__version__}，版式可能略有不同。")
    return reissue(kept)


def _list_issued(session: Session) -> int:
    from tracker.cli.materials import issue_day
    from tracker.rendering.plain import render_plain
    from tracker.rendering.terminal import render_table
    from tracker.reporting.issued import build_issued

    with session.open("read") as ledger:
        kept = ledger.issued()
    table = build_issued(
        [(one.number, one.issue.first, one.issue.last, issue_day(one), one.person, one.issue.words) for one in kept]
    )
    if not is_terminal():
        write(render_plain(table))
        return 0
    if kept:
        write(render_table(table, width=find_width(), color=has_color()))
    foot(f"\n共 {len(kept)} 期。" if kept else "还没有印发过，用 `tracker report --issue` 印发。")
    return 0


def _find_output(format_name: str | None, output: str | None, *, many: bool) -> Output:
    """The format that the option or the suffix asks for; ``UsageError`` for one that there is not."""
    formats = (Format.TABLE, Format.MARKDOWN, Format.JSON, Format.HTML, Format.WORD, Format.EXCEL)
    path = None if output in (None, STDOUT) else output
    if many:
        if path is None:
            raise UsageError("--by unit 要写多个文件，请用 -o 给出文件夹")
        return Output(find_format(format_name, *formats) if format_name else Format.WORD, path)
    suffix = Path(path).suffix.lower() if path else ""
    if format_name is None and suffix and suffix not in SUFFIXES:
        known = "、".join(dict.fromkeys(name for name in SUFFIXES if name not in (".markdown", ".htm")))
        raise UsageError(f"不能写成 {suffix} 文件，可用的有：{known}")
    chosen = find_format(format_name, *formats) if format_name else SUFFIXES.get(suffix, Format.TABLE)
    if path is not None and suffix in SUFFIXES and chosen not in (SUFFIXES[suffix], Format.TABLE, Format.MARKDOWN):
        raise UsageError(f"{suffix} 文件里不能写 {chosen} 格式，打开时会出错，请去掉 --format 或改用 .{chosen} 后缀")
    if path is None and chosen in BINARY and output != STDOUT and is_terminal():
        raise UsageError(f"{chosen} 不能显示在终端里，请用 -o 文件.{chosen} 写入文件")
    return Output(chosen, path)


def _write_by_unit(session: Session, scope: Scope, target: Output) -> int:
    """One report a unit, each in a file of its own that is named after it."""
    from tracker.cli.materials import gather
    from tracker.filenames import safe_name
    from tracker.reporting.bulletin import split_by_unit

    with session.open("read") as ledger:
        material = gather(ledger, scope, history=target.format in PAGED)
        entries = list_entries(ledger, scope, material) if target.format is Format.EXCEL else ()
    folder = Path(target.path or "")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"无法建立文件夹“{folder}”（{word_os_error(error)}），请换一个位置") from None
    taken: set[str] = set()
    suffix = next(suffix for suffix, known in SUFFIXES.items() if known is target.format)
    for unit, part in split_by_unit(material):
        name = safe_name(f"{unit}{scope.period.label}", taken)
        taken.add(name.casefold())
        made = make_part(replace(part, chosen=f"责任单位{unit}"), target.format, entries, scope.profile)
        write_file(os.fspath(folder / f"{name}{suffix}"), render_file(made, target.format))
    say(f"已写入 {len(taken)} 个单位的通报：{folder}" if taken else "没有承诺事项，没有写任何文件。")
    return 0
