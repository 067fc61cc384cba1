"""The whole command line put together, and what ``tracker`` alone says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Annotated

import typer
from typer.core import TyperGroup
from typer.main import get_command

import tracker
from tracker.cli.command import Group, shared_options
from tracker.cli.completion import install_completion, show_completion
from tracker.cli.console import write
from tracker.cli.session import find_session
from tracker.errors import ExitCode

_START = """\
还没有台账（{path}）。先把答复件读进来：

  tracker add 答复文件夹        读入 .txt、.html、.docx 答复件，找出其中的承诺
  tracker list                  看找到了什么
  tracker extract 文件          只看一份答复，不建台账

全部命令见 `tracker --help`。"""

ROOMS: Mapping[str, tuple[str, ...]] = {
    "extracting": ("extract", "explain"),
    "adding": ("add",),
    "today": ("today",),
    "browsing": ("list", "show"),
    "reviewing": ("review",),
    "promising": ("add-promise",),
    "asking": ("ask",),
    "changing": ("update",),
    "undoing": ("undo",),
    "reminding": ("remind",),
    "past": ("history",),
    "reports": ("report",),
    "exporting": ("export",),
    "importing": ("import",),
    "waiting": ("unreported",),
    "documents": ("document",),
    "units": ("unit",),
    "profiles": ("profile",),
    "configuring": ("config",),
    "safety": ("backup", "doctor"),
    "annotating": ("gold",),
    "evaluating": ("evaluate",),
}
"""The files with commands, in the order in which help lists them, and the commands and groups in each."""


def build_command(args: Sequence[str] = ()) -> TyperGroup:
    """The program as typer runs it; for arguments that name a command, with its file alone, which is much quicker."""
    app = typer.Typer(cls=Group, add_completion=False, rich_markup_mode=None, invoke_without_command=True)
    app.callback(
        help="从政协提案、人大代表建议的答复件里找出承诺，记入台账，跟踪到兑现。", epilog="tracker add 答复文件夹"
    )(start)
    named = find_name(args)
    for room in [room for room, names in ROOMS.items() if named in names] or ROOMS:
        import_module(f"tracker.cli.{room}").register(app)
    command = get_command(app)
    assert isinstance(command, TyperGroup)
    return command


def find_name(args: Sequence[str]) -> str | None:
    """What stands where a command is named, as far as that can be told without parsing.

    >>> find_name(["--ledger", "台账.db", "--user=张三", "list", "路灯"]), find_name(["--version"])
    ('list', None)
    """
    valued = {name for option in shared_options() for name in option.opts}
    rest = iter(args)
    for arg in rest:
        if arg in valued:
            next(rest, None)
        elif not arg.startswith("-"):
            return arg
    return None


def _print_version(value: bool) -> None:
    if value:
        write(f"tracker {tracker.__version__}")
        raise typer.Exit(ExitCode.OK)


def start(
    ctx: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="显示版本号")
    ] = False,
    install: Annotated[
        bool, typer.Option("--install-completion", callback=install_completion, help="为当前命令行安装命令补全")
    ] = False,
    show: Annotated[bool, typer.Option("--show-completion", callback=show_completion, help="显示命令补全脚本")] = False,
) -> int:
    """Say how to start, or where the ledger stands, when no command is named."""
    if ctx.invoked_subcommand is not None:
        return ExitCode.OK
    session = find_session(ctx)
    if not session.ledger_path.exists():
        write(_START.format(path=session.ledger_path))
        return ExitCode.OK
    from tracker.cli.today import WITHIN, print_today
    from tracker.cli.values import parse_within

    print_today(session, parse_within(WITHIN))
    return ExitCode.OK
