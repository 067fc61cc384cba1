"""Commands and groups whose help is Chinese, and the options that stand before or after any command."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

import typer
from typer._click.core import Context
from typer._click.exceptions import UsageError as ClickUsageError
from typer.core import TyperCommand, TyperGroup, TyperOption

from tracker.cli.completion import COMPLETION_OPTIONS, SHELL
from tracker.cli.console import find_width
from tracker.cli.help import render_help
from tracker.cli.session import LEDGER, PROFILE, USER
from tracker.errors import UsageError

SETTINGS: dict[str, Any] = {"help_option_names": ["--help", "-h"], "allow_extra_args": True}
"""Extra arguments are let through so that they can be refused in Chinese."""


def shared_options(*, hidden: bool = False) -> list[TyperOption]:
    """``--ledger``, ``--user`` and ``--profile``; given after the command, they override what stood before it."""
    return [
        _shared("--ledger", LEDGER, "文件", "台账文件；也可用环境变量 TRACKER_LEDGER，默认在用户数据目录", hidden),
        _shared("--user", USER, "姓名", "经手人；也可用环境变量 TRACKER_USER，默认为登录名", hidden),
        _shared("--profile", PROFILE, "地区规则", "名称或文件，见 `tracker profile list`；默认为台账设定的", hidden),
    ]


def _shared(name: str, key: str, metavar: str, text: str, hidden: bool) -> TyperOption:
    def remember(ctx: typer.Context, _: object, value: str | None) -> None:
        if value is not None and not value.strip():
            raise UsageError(f"{name} 的值是空的，请给出{metavar}")
        if value is not None:
            ctx.meta[key] = value

    return TyperOption(
        param_decls=[name],
        type=str,
        metavar=metavar,
        help=text,
        hidden=hidden,
        expose_value=False,
        callback=remember,
    )


def parse_in_context(parse: Callable[[Context, list[str]], list[str]], ctx: Context, args: list[str]) -> list[str]:
    """Parse arguments, so that an error knows its command; the parser names it in some errors only."""
    try:
        return parse(ctx, args)
    except ClickUsageError as error:
        error.ctx = error.ctx or ctx
        raise


class Command(TyperCommand):
    """A command that needs no ledger; it takes the shared options like any other, and ignores them."""

    needs_ledger = False

    def __init__(self, name: str | None, **attributes: Any) -> None:
        attributes["params"] = [*attributes["params"], *shared_options(hidden=not self.needs_ledger)]
        attributes["context_settings"] = SETTINGS | (attributes.get("context_settings") or {})
        super().__init__(name, **attributes)

    def get_help(self, ctx: Context) -> str:
        """The help of this command."""
        return render_help(self, ctx, find_width())

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse, and refuse what is left over."""
        rest = parse_in_context(super().parse_args, ctx, args)
        if not ctx.resilient_parsing:
            self._refuse_empty(ctx)
        if rest and not ctx.resilient_parsing:
            raise UsageError(f"多出了参数：{' '.join(rest)}，请用 `{ctx.command_path} --help` 查看用法")
        return rest

    def _refuse_empty(self, ctx: Context) -> None:
        """``--owner ''`` is a slip of a script, and must not read as no ``--owner`` at all."""
        for param in self.params:
            value = ctx.params.get(param.name or "")
            values = value if isinstance(value, list | tuple) else (value,)
            if param.param_type_name == "option" and any(isinstance(one, str) and not one.strip() for one in values):
                raise UsageError(f"{param.opts[-1]} 的值是空的，请给出{param.metavar}")


class LedgerCommand(Command):
    """A command on the ledger."""

    needs_ledger = True


class Group(TyperGroup):
    """A group of commands, with the shared options."""

    def __init__(self, **attributes: Any) -> None:
        attributes["context_settings"] = {"help_option_names": ["--help", "-h"]}
        attributes["params"] = [*attributes["params"], *shared_options()]
        super().__init__(**attributes)

    def get_help(self, ctx: Context) -> str:
        """The help of this group."""
        return render_help(self, ctx, find_width())

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse what stands before the command; ``--show-completion zsh`` names the shell that is meant."""
        for option, shell in itertools.pairwise(args):
            if option in COMPLETION_OPTIONS and not shell.startswith("-"):
                ctx.meta[SHELL] = shell
                args = [option]
        return parse_in_context(super().parse_args, ctx, args)

    def invoke(self, ctx: Context) -> Any:
        """Run the command named; without one, the group itself where it can be run."""
        if not ctx._protected_args and not self.invoke_without_command:
            names = "、".join(self.commands)
            raise UsageError(f"`{ctx.command_path}` 后面缺少命令，可用的有：{names}")
        return super().invoke(ctx)

    def resolve_command(self, ctx: Context, args: list[str]) -> Any:
        """Find the command named, or the ones that it may have meant."""
        if args[0] not in self.commands and not ctx.resilient_parsing:
            close = get_close_matches(args[0], self.commands)
            hint = f"是不是 {'、'.join(close)}？" if close else f"请用 `{ctx.command_path} --help` 查看全部命令"
            raise UsageError(f"没有命令“{args[0]}”，{hint}")
        return super().resolve_command(ctx, args)
