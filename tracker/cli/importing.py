"""``import``: what offices filled in comes back into the ledger, table by table, shown before it is done."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.command import LedgerCommand
from tracker.cli.console import confirm, say, undecided, write, write_bytes
from tracker.cli.formats import Format, find_format
from tracker.cli.intake import list_sources, report_failures
from tracker.cli.limits import limited
from tracker.cli.receiving import SUFFIX as LEDGER_SUFFIX
from tracker.cli.receiving import receive
from tracker.cli.session import Session, find_session
from tracker.cli.taking_over import take_over
from tracker.cli.values import parse_day
from tracker.errors import ExitCode, InputError, UsageError

if TYPE_CHECKING:
    from tracker.cli.settling import Clerk, Settlement
    from tracker.exchange.planning import Table
    from tracker.ledger import Ledger

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".csv", ".ods"})
"""Suffixes of the tables that are taken from a folder; what is named itself is taken whatever it is called."""
_NO_TABLES = "里面没有填报的表（.xlsx、.xls、.et、.csv、.ods），请检查路径"
_NAMED = 20
"""Errors of one table that are named; of more, the rest is counted."""
_SECONDS = 600.0
"""For one table; one of 100,000 rows takes a fifth of it."""
_BYTES = 4 << 30
"""Of memory while a table is read."""


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(
        "import",
        cls=LedgerCommand,
        help="收回各单位填好的表（.xlsx、.xls、.et、.csv），逐项核对后记入台账；也导入整份台账。\n\n"
        "排过序、删过行、加过列、拆到别的工作表的都认得；先按单位列出每一处改动再询问，一份表全部记入或一处不记，"
        "一次导入可以用 undo 一并撤销。导出后台账也改过的是冲突，由人决定；填错的单元格逐个指明。\n\n"
        ".json 是 export 导出的整份台账：导入空台账即恢复原样，导入别的台账则两份合为一份。"
        "单位原有的台账用 --map 按列对应表一次转入，--map suggest 先按列名写出一份。",
        epilog="tracker import 九月报送/ --pretend\ntracker import 住建局.xlsx 水利局.xls\n"
        "tracker import 九月报送/ --ours -y --user 督查室\ntracker import 台账.json\n"
        "tracker import 旧台账.xlsx --map suggest\ntracker import 旧台账.xlsx --map 列.toml --pretend",
    )(import_)


def import_(  # noqa: PLR0913 - every parameter is an option
    ctx: typer.Context,
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="文件或文件夹...", help="各单位发回的表，或装着它们的文件夹、压缩包")
    ] = None,
    theirs: Annotated[bool, typer.Option("--theirs", help="冲突处一律采用表里填的")] = False,
    ours: Annotated[bool, typer.Option("--ours", help="冲突处一律保留台账的")] = False,
    on: Annotated[
        str | None, typer.Option("--on", metavar="日期", help="各单位的情况从哪一天起算，默认今天；办结日另计")
    ] = None,
    pretend: Annotated[bool, typer.Option("--pretend", help="只列出会改什么，不改")] = False,
    yes: Annotated[bool, typer.Option("-y", "--yes", help="不询问")] = False,
    map_name: Annotated[
        str | None,
        typer.Option("--map", metavar="文件", help="单位原有台账的列对应表（.toml）；suggest：按列名写出一份"),
    ] = None,
    format_name: Annotated[
        str | None,
        typer.Option("--format", metavar="格式", help="table（默认）或 json", autocompletion=lambda: ["table", "json"]),
    ] = None,
) -> int:
    """Merge what came back."""
    from tracker.cli.settling import Clerk

    if not paths:
        raise UsageError("请给出各单位发回的表或文件夹，例如 tracker import 九月报送/")
    if theirs and ours:
        raise UsageError("--theirs 和 --ours 只能用一个")
    chosen = find_format(format_name, Format.TABLE, Format.JSON)
    session = find_session(ctx)
    if map_name is not None or any(Path(path).suffix.lower() == LEDGER_SUFFIX for path in paths):
        if theirs or ours or on is not None or chosen is Format.JSON:
            raise UsageError("导入整份台账或按 --map 转入时，不能用 --theirs、--ours、--on 和 --format json")
        if map_name is None:
            return receive(session, paths, pretend=pretend, yes=yes)
        return take_over(session, paths, map_name, pretend=pretend, yes=yes)
    day = parse_day(on) if on is not None else session.today
    failures: list[InputError] = []
    with undecided():
        tables = list(_read_tables(paths, session, failures))
    if not tables and not failures:
        failures.append(InputError("、".join(paths), _NO_TABLES))
    with session.open("read" if pretend else "write", create=False) as ledger:
        side = True if theirs else False if ours else None
        quiet = yes or pretend or chosen is Format.JSON
        clerk = Clerk(session, ledger, day, side=side, quiet=quiet)
        with undecided():
            settlement = clerk.settle(tables)
        if chosen is Format.JSON:
            done = not pretend and clerk.carry_out(settlement)
            _write_json(settlement, failures, ledger, done=done)
            return settlement.exit_code or (ExitCode.INPUT if failures else ExitCode.OK)
        _show(settlement, pretend=pretend, yes=yes)
        code = _finish(clerk, settlement, pretend=pretend, yes=yes)
        _tell_unreported(ledger)
    return _tell_failures(settlement, failures) or code


def _read_tables(paths: Sequence[str], session: Session, failures: list[InputError]) -> Iterator[Table]:
    """The tables that can be read; the reasons of the others are put into ``failures``."""
    from tracker.exchange.cells import Reading
    from tracker.exchange.planning import load_table

    given = set(paths)
    for source in list_sources(paths):
        if source.path not in given and Path(source.path).suffix.lower() not in SUFFIXES:
            continue
        try:
            if source.error is not None:
                empty = source.path in given and os.access(source.path, os.R_OK) and Path(source.path).is_dir()
                raise InputError(source.error.source, _NO_TABLES) if empty else source.error
            with limited(source.path, _SECONDS, _BYTES):
                yield load_table(source.path, Reading(session.today))
        except InputError as error:
            failures.append(error)


def _show(settlement: Settlement, *, pretend: bool, yes: bool) -> None:
    """The preview: on stdout where it is the answer, else as what is asked about."""
    from tracker.cli.returns import render_preview

    tell = write if pretend or yes else say
    text = render_preview(settlement)
    if text:
        tell(text)


def _finish(clerk: Clerk, settlement: Settlement, *, pretend: bool, yes: bool) -> int:
    """Do it where a person wants it, and say what was done."""
    if not settlement.ready:
        return settlement.exit_code
    count = f"{len(settlement.ready)} 份表，{settlement.items} 项（{settlement.changes} 条变更）"
    if pretend:
        say(f"以上只是预览，没有改动台账；将记入 {count}。")
    elif settlement.changes and not yes and not confirm(f"将记入 {count}，确定吗？"):
        say("未记入，台账没有改动。")
        return ExitCode.REFUSED
    elif clerk.carry_out(settlement):
        write(f"已记入 {count}。" if settlement.changes else "已记下报送，台账的内容没有变化。")
    else:
        write("没有变化，表里填的台账里都有了。")
    return settlement.exit_code


def _tell_unreported(ledger: Ledger) -> None:
    waiting = ledger.unanswered()
    if waiting:
        names = "、".join(asked.unit for asked in waiting)
        say(f"还有 {len(waiting)} 个单位未报送：{names}。")


def _tell_failures(settlement: Settlement, failures: Sequence[InputError]) -> int:
    """Name what was not taken; the exit code that says so, 0 where all was."""
    from tracker.cli.returns import word_undecided

    for one in settlement.tables:
        if not one.ready:
            say(f"错误：“{one.plan.table.source}”没有记入：")
            reasons = one.errors or word_undecided(one)
            for reason in reasons[:_NAMED]:
                say(f"  {reason}")
            if len(reasons) > _NAMED:
                say(f"  其余 {len(reasons) - _NAMED} 处略，改好以上各处后再导入时列出，--format json 可见全部。")
    return report_failures(failures) or settlement.exit_code


def _write_json(settlement: Settlement, failures: Sequence[InputError], ledger: Ledger, *, done: bool) -> None:
    from tracker.cli.returns import render_returns_json

    write_bytes(render_returns_json(settlement, failures, ledger.unanswered(), done=done))
