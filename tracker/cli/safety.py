"""``backup`` and ``doctor``: what keeps a ledger for years."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.command import LedgerCommand
from tracker.cli.console import say, write
from tracker.cli.session import find_session
from tracker.errors import ExitCode

if TYPE_CHECKING:
    from tracker.ledger.doctor import Examination


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(
        "backup",
        cls=LedgerCommand,
        help="备份台账和随它留存的佐证；别人正在写入也不要紧。",
        epilog="tracker backup 备份/台账-2024-10-15.db\ntracker backup 最近.db --force",
    )(backup)
    app.command(
        "doctor",
        cls=LedgerCommand,
        help="检查台账：文件是否完好，原文是否还在，状态与变更记录是否一致。",
        epilog="tracker doctor\ntracker doctor --repair",
    )(doctor)


def backup(
    ctx: typer.Context,
    target: Annotated[str, typer.Argument(metavar="文件", help="备份成哪个文件，它本身就是一份台账")],
    force: Annotated[bool, typer.Option("--force", help="覆盖本台账以前的备份")] = False,
) -> int:
    """Copy the ledger."""
    from tracker.ledger.backup import back_up

    made = back_up(find_session(ctx).ledger_path, Path(target), force=force)
    write(f"已备份到 {made.path}：{made.items} 项承诺、{made.events} 条变更，{_word_size(made.size)}。")
    if made.evidence:
        write(f"随它留存的佐证 {len(made.evidence)} 个文件，复制到 {made.evidence[0].parent}。")
    say(f"要用它，把它复制回原处，或加 --ledger {made.path}。")
    return ExitCode.OK


def _word_size(size: int) -> str:
    return f"{size / 1024:.0f} KB" if size < 1 << 20 else f"{size / (1 << 20):.1f} MB"


def doctor(
    ctx: typer.Context,
    mend: Annotated[bool, typer.Option("--repair", help="修复不会丢失任何记录的问题，先自动备份")] = False,
) -> int:
    """Examine the ledger, and repair it where asked to."""
    from tracker.ledger.doctor import examine, repair

    path = find_session(ctx).ledger_path
    examination = examine(path)
    if mend and examination.remedies:
        _tell(examination)
        kept = repair(path, examination)
        write(f"\n已修复，修复前的台账备份为 {kept}。再次检查：\n")
        examination = examine(path)
    _tell(examination)
    if not examination.faults:
        return ExitCode.OK
    if examination.remedies:
        say("\n可以修复，不会丢失任何记录，请运行 `tracker doctor --repair`。")
    return ExitCode.LEDGER


def _tell(examination: Examination) -> None:
    """Every check on a line, with what it found below."""
    write(f"台账 {examination.path}")
    for check in examination.checks:
        faults = any(finding.fault for finding in check.findings)
        write(f"{'×' if faults else '！' if check.findings else '√'} {check.title}")
        for finding in check.findings:
            write(f"    {finding.text}{'（可修复）' if finding.remedy else ''}")
    count = len(examination.faults)
    write(f"发现 {count} 个问题。" if count else "没有发现问题。")
