"""The program: runs one command, prints errors in one place, and turns them into exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import typer
from typer._click.exceptions import ClickException

from tracker.cli.application import build_command
from tracker.cli.completion import is_asked_for, print_completions
from tracker.cli.console import StreamError, UndecidedInterrupt, flush, prepare_streams, say
from tracker.cli.usage import word_usage_error
from tracker.errors import ExitCode, TrackerError


def run(argv: Sequence[str] | None = None) -> int:
    """Run ``tracker`` with these arguments (or those of the process) and return its exit code."""
    prepare_streams()
    try:
        if is_asked_for():
            print_completions(build_command())
        args = list(sys.argv[1:] if argv is None else argv)
        code = _run(build_command(args), args)
        flush()
    except BrokenPipeError:
        _silence_stdout()
        return ExitCode.OK
    except UndecidedInterrupt:
        say("\n已中断，未作任何改动")
        return ExitCode.INTERRUPTED
    except KeyboardInterrupt:
        say("\n已中断；已完成的部分都完整保存，再次运行同一命令即可继续")
        return ExitCode.INTERRUPTED
    except StreamError as error:
        _silence_stdout()
        say(f"错误：{error}")
        return error.exit_code
    except TrackerError as error:
        say(f"错误：{error}")
        return error.exit_code
    except ClickException as error:
        say(f"错误：{word_usage_error(error)}")
        return ExitCode.USAGE
    return code


def _run(command: typer.core.TyperGroup, args: list[str]) -> int:
    try:
        with command.make_context("tracker", args) as ctx:
            return command.invoke(ctx) or ExitCode.OK
    except typer.Exit as end:
        return end.exit_code


def _silence_stdout() -> None:
    """Nobody can be told any more on stdout; keep the interpreter from complaining when it flushes at its end."""
    if sys.stdout is None:
        return
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
    os.close(devnull)
