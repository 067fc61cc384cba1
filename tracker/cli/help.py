"""The layout of ``--help``: Chinese, plain, fast, and right in its widths."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from tracker.rendering.width import cell_width, pad, wrap

if TYPE_CHECKING:
    from typer._click.core import Context

_MARGIN = 2
_SHARED = frozenset({"--ledger", "--user", "--profile", "--help"})
_HELP = "显示本说明"


def render_help(command: Any, ctx: Context, width: int) -> str:
    """The help of a command or group of typer, in at most ``width`` cells."""
    params = command.get_params(ctx)
    arguments = [param for param in params if param.param_type_name == "argument"]
    options = [param for param in params if param.param_type_name == "option" and not param.hidden]
    commands = getattr(command, "commands", {})
    own = [param for param in options if not _SHARED & set(param.opts)]
    shared = [param for param in options if _SHARED & set(param.opts)]
    parts = [
        f"用法：{_usage(ctx.command_path, arguments, bool(commands))}",
        _indent(wrap(inspect.cleandoc(command.help or ""), width - _MARGIN)),
        _section("命令", ((name, _first_line(entry.help)) for name, entry in commands.items()), width),
        _section("参数", ((param.make_metavar(ctx=ctx), param.help or "") for param in arguments), width),
        _section("选项", ((_option(param, ctx), param.help or "") for param in own), width),
        _section("通用选项", ((_option(param, ctx), _shared_help(param)) for param in shared), width),
        _examples(command.epilog),
    ]
    return "\n\n".join(part for part in parts if part)


def _usage(path: str, arguments: Iterable[Any], has_commands: bool) -> str:
    pieces = [path]
    for argument in arguments:
        pieces.append(argument.metavar if argument.required else f"[{argument.metavar}]")
    return " ".join([*pieces, "[选项]", *(["命令 …"] if has_commands else [])])


def _option(param: Any, ctx: Context) -> str:
    # The parser keeps the names of --help in a set, so their order is not its own.
    opts = sorted(param.opts) if "--help" in param.opts else param.opts
    names = "、".join([*opts, *param.secondary_opts])
    return names if param.is_flag else f"{names} {param.make_metavar(ctx=ctx)}"


def _shared_help(param: Any) -> str:
    return _HELP if "--help" in param.opts else param.help or ""


def _first_line(text: str | None) -> str:
    return inspect.cleandoc(text or "").partition("\n")[0].rstrip("。")


def _section(title: str, rows: Iterable[tuple[str, str]], width: int) -> str:
    entries = list(rows)
    if not entries:
        return ""
    label_width = max(cell_width(label) for label, _ in entries)
    margin = _MARGIN + label_width + 2
    lines = [f"{title}："]
    for label, text in entries:
        folded = wrap(text, max(width - margin, 20))
        lines.append(" " * _MARGIN + pad(label, label_width) + "  " + folded[0])
        lines += [" " * margin + line for line in folded[1:]]
    return "\n".join(line.rstrip() for line in lines)


def _examples(epilog: str | None) -> str:
    return "示例：\n" + _indent(inspect.cleandoc(epilog).splitlines()) if epilog else ""


def _indent(lines: Iterable[str]) -> str:
    return "\n".join((" " * _MARGIN + line).rstrip() for line in lines)
