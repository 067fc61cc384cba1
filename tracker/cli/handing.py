"""Ledgers handed over to other programs and offices: whole as JSON, and time limits as a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.cli.console import say, write_bytes
from tracker.cli.files import write_file, write_parts
from tracker.cli.session import Session
from tracker.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from tracker.ledger import Ledger
    from tracker.model import Item

STDOUT = "-"
"""Names the standard output where a file is asked for."""


def export_whole(session: Session, rows: Sequence[str] | None, target: str) -> int:
    """Write the whole ledger as JSON."""
    from tracker.exchange.ledger_json import write_ledger
    from tracker.ledger.evidence import find_folder

    if rows:
        raise UsageError("JSON 是整份台账，不能只选一部分；要一部分请用 tracker list 条件 --format json")
    with session.open("read") as ledger:
        parts = write_ledger(ledger.transfer)
        if target == STDOUT:
            for part in parts:
                write_bytes(part)
            return ExitCode.OK
        write_parts(target, parts)
        counts = ledger.transfer.count()
    say(
        f"整份台账已写入 {target}：{counts['documents']} 份来源文件、{counts['items']} 项承诺、{counts['events']} 条变更。"
    )
    folder = find_folder(session.ledger_path)
    if folder.is_dir():
        say(f"随台账留存的佐证文件不在其中，请另行复制文件夹 {folder}")
    return ExitCode.OK


def export_calendar(session: Session, ledger: Ledger, items: Sequence[Item], target: str) -> int:
    """Write the time limits of what is still open as a calendar."""
    from tracker.exchange.calendar import Calendar, has_entry, render_calendar

    commands = ledger.commands(1)
    stamped = commands[0].recorded_at if commands else session.now
    calendar = Calendar(ledger.outgoing.ledger_id, stamped, ledger.last_event_id(), session.profile.due_soon_days)
    data = render_calendar(items, calendar)
    if target == STDOUT:
        write_bytes(data)
        return ExitCode.OK
    write_file(target, data)
    entries = sum(map(has_entry, items))
    left = f"，另有 {len(items) - entries} 项已办结或没有时限" if entries < len(items) else ""
    say(f"{entries} 项的时限已写入 {target}{left}")
    return ExitCode.OK
