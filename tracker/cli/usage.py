"""Errors of the command-line parser in one Chinese sentence each."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from typer._click import exceptions as click


def word_usage_error(error: click.ClickException) -> str:
    """What is wrong with the command line, and where its use is explained."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "tracker"
    return f"{_word(error)}，请用 `{path} --help` 查看用法"


def _word(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        known = {name.lstrip("-"): name for name in error.possibilities or ()}
        close = get_close_matches(error.option_name.lstrip("-"), known, n=1)
        return f"没有选项 {error.option_name}" + (f"（是不是 {known[close[0]]}？）" if close else "")
    if isinstance(error, click.BadOptionUsage):
        return _word_option(error)
    if isinstance(error, click.MissingParameter):
        return f"缺少{_name(error.param)}"
    # Numbers are the only values that the parser itself looks into; everything else is parsed by ourselves.
    param = getattr(error, "param", None)
    return f"选项 {param.opts[-1]} 的值写得不对，应为{param.metavar}" if param is not None else error.format_message()


def _word_option(error: click.BadOptionUsage) -> str:
    params = error.ctx.command.get_params(error.ctx) if error.ctx is not None else []
    takes_value = any(error.option_name in param.opts and not getattr(param, "is_flag", False) for param in params)
    return f"选项 {error.option_name} 后面缺少值" if takes_value else f"选项 {error.option_name} 不带值"


def _name(param: Any) -> str:
    return f"参数“{param.metavar.strip('.')}”"
