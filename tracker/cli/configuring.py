"""``config``: where the configuration is, and what counts in the end."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli.command import Group, LedgerCommand
from tracker.cli.configuration import Setting, find_configuration_path
from tracker.cli.console import write
from tracker.cli.place import find_place
from tracker.cli.session import LEDGER, USER, Session, find_ledger, find_person, find_session


def register(app: typer.Typer) -> None:
    """Add the group of this file."""
    group = typer.Typer(cls=Group)
    group.command(
        "show",
        cls=LedgerCommand,
        help="显示各项设置现在的值；选项先于环境变量，环境变量先于配置文件，配置文件先于默认。",
        epilog="tracker config show --origin",
    )(show)
    group.command("path", cls=LedgerCommand, help="显示配置文件的位置，不论有没有。", epilog="tracker config path")(
        show_path
    )
    app.add_typer(
        group, name="config", help="配置文件：台账、经手人、地区规则的默认。", epilog="tracker config show --origin"
    )


def show(
    ctx: typer.Context,
    origin: Annotated[bool, typer.Option("--origin", help="同时显示每一项由什么决定")] = False,
) -> int:
    """Show the settings that count."""
    from tracker.rendering.width import one_line

    for setting in find_settings(ctx, find_session(ctx)):
        parts = [setting.key, setting.value]
        if origin:
            parts += [setting.origin.label, setting.place]
        write("\t".join(one_line(part) for part in parts).rstrip())
    return 0


def show_path(ctx: typer.Context) -> int:
    """Show where the file is or would be, also where it is wrong."""
    write(str(find_configuration_path()))
    return 0


def find_settings(ctx: typer.Context, session: Session) -> tuple[Setting, ...]:
    """All settings, each with who decided it."""
    return (
        find_ledger(ctx.meta.get(LEDGER), session.configuration),
        find_person(ctx.meta.get(USER), session.configuration),
        find_place(session.rules, session.ledger_path, session.configuration)[1],
    )
