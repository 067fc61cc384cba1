"""What a person did to the ledger, command by command."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.model import Command
from tracker.reporting.table import Column, Kind, Table

COMMAND_COLUMNS = (
    Column("command", "操作号", Kind.NUMBER),
    Column("recorded_at", "时刻"),
    Column("summary", "内容", long=True),
    Column("undone", "情况"),
)
"""The columns of the list of commands."""


def build_commands(commands: Iterable[tuple[Command, bool]]) -> Table:
    """The commands in the order given, each with whether it was taken back."""
    rows = (
        (
            command.id,
            f"{command.recorded_at.astimezone():%Y-%m-%d %H:%M}",
            command.summary,
            "已撤销" if undone else "",
        )
        for command, undone in commands
    )
    return Table(COMMAND_COLUMNS, tuple(rows))
