"""Completion in the shell: installing it, showing it, answering it; typer does the work."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, NoReturn

import typer

from tracker.cli.console import say, write
from tracker.errors import ExitCode, OutputError, UsageError, word_os_error

PROGRAM = "tracker"
"""The name that the shell completes."""
VARIABLE = "_TRACKER_COMPLETE"
"""Set by the shell when it asks for completions."""
COMPLETION_OPTIONS = ("--install-completion", "--show-completion")
"""Options that may be followed by the name of a shell."""
SHELL = "tracker.shell"
"""Where that name is remembered."""
SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
"""What typer can complete in."""


def is_asked_for() -> bool:
    """True where the shell asks for completions instead of running a command."""
    return bool(os.environ.get(VARIABLE))


def print_completions(command: Any) -> NoReturn:
    """Answer the shell and end the process."""
    from typer._completion_classes import completion_init

    completion_init()
    raise SystemExit(command.main(prog_name=PROGRAM, complete_var=VARIABLE))


def install_completion(ctx: typer.Context, value: bool) -> None:
    """Put the completion where the shell in use finds it."""
    if not value or ctx.resilient_parsing:
        return
    from typer._completion_shared import install

    try:
        shell, path = install(shell=find_shell(ctx.meta.get(SHELL)), prog_name=PROGRAM, complete_var=VARIABLE)
    except OSError as error:
        raise OutputError(f"装不上命令补全（{word_os_error(error)}），请检查用户目录的权限") from None
    say(f"已为 {shell} 装好命令补全：{path}，重新打开终端后生效")
    raise typer.Exit(ExitCode.OK)


def show_completion(ctx: typer.Context, value: bool) -> None:
    """Print the script of the completion."""
    if not value or ctx.resilient_parsing:
        return
    from typer._completion_shared import get_completion_script

    write(get_completion_script(prog_name=PROGRAM, complete_var=VARIABLE, shell=find_shell(ctx.meta.get(SHELL))))
    raise typer.Exit(ExitCode.OK)


def find_shell(named: str | None = None) -> str:
    """The shell that is named, else the one in use: the process that runs this one, else what ``SHELL`` names."""
    if named is not None:
        return choose_shell(named)
    from typer._completion_shared import _get_shell_name

    return choose_shell(_get_shell_name(), Path(os.environ.get("SHELL", "")).name)


def choose_shell(*names: str | None) -> str:
    """The first of these that typer can complete in."""
    for name in names:
        if name in SHELLS:
            return str(name)
    raise UsageError(
        f"不知道是哪种命令行，不能补全；可用的有 {'、'.join(SHELLS)}，例如 `tracker --show-completion bash`"
    )
