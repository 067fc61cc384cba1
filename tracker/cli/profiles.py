"""``profile``: the rules of places, and which of them a ledger goes by."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.command import Command, Group, LedgerCommand
from tracker.cli.configuration import Origin
from tracker.cli.console import find_width, foot, has_color, is_terminal, say, write
from tracker.cli.place import Place, choose_place, find_place, read_place
from tracker.cli.session import find_session


def register(app: typer.Typer) -> None:
    """Add the group of this file."""
    group = typer.Typer(cls=Group)
    group.command("list", cls=LedgerCommand, help="列出可用的地区规则，标出当前所用。", epilog="tracker profile list")(
        list_places
    )
    group.command(
        "show",
        cls=LedgerCommand,
        help="显示一套地区规则；不写名称则显示当前所用的。",
        epilog="tracker profile show qinyang\ntracker profile show default --toml > 云溪市.toml",
    )(show_place)
    group.command(
        "use",
        cls=LedgerCommand,
        help="把台账设定为用这套地区规则；文件的内容存进台账，以后不再需要这个文件。",
        epilog="tracker profile use 云溪市.toml",
    )(use_place)
    group.command(
        "check",
        cls=Command,
        help="检查自己写的地区规则文件，错在第几行、为什么。",
        epilog="tracker profile check 云溪市.toml",
    )(check_place)
    app.add_typer(
        group, name="profile", help="地区规则：办理结果分类、亮灯、期限、通报写法。", epilog="tracker profile list"
    )


NameArgument = Annotated[
    str, typer.Argument(metavar="名称或文件", help="`tracker profile list` 里的名称，或 .toml 文件")
]


def list_places(ctx: typer.Context) -> int:
    """List the rules that come with the program, and those that a ledger or a person brought."""
    from tracker.profile import list_profiles, load_known
    from tracker.reporting.profiles import build_profiles

    session = find_session(ctx)
    place, setting = find_place(session.rules, session.ledger_path, session.configuration)
    profiles = [(key, load_known(key)) for key in list_profiles()]
    if not place.known:
        profiles.append((place.name, place.profile))
    table = build_profiles(profiles, place.name)
    if not is_terminal():
        from tracker.rendering.plain import render_plain

        write(render_plain(table))
        return 0
    from tracker.rendering.terminal import render_table

    write(render_table(table, width=find_width(), color=has_color()))
    foot(f"\n当前所用：{place.name}，来自{word_origin(setting.origin, setting.place)}。")
    return 0


def show_place(
    ctx: typer.Context,
    named: Annotated[
        str | None, typer.Argument(metavar="名称或文件", help="`tracker profile list` 里的名称，或 .toml 文件")
    ] = None,
    toml: Annotated[bool, typer.Option("--toml", help="输出规则文件本身，可以另存后修改")] = False,
) -> int:
    """Show rules as fields or as their file."""
    from tracker.printable import clean
    from tracker.rendering.terminal import render_fields
    from tracker.reporting.profiles import describe_profile

    place = choose_place(named) if named else _find_current(ctx)
    if toml:
        write(clean(place.text).rstrip("\n"))
        return 0
    write(render_fields(describe_profile(place.profile), width=find_width() if is_terminal() else None))
    return 0


def use_place(ctx: typer.Context, named: NameArgument) -> int:
    """Set the ledger to rules."""
    from tracker.ledger import Rules, find_rules
    from tracker.ledger.rows import instant
    from tracker.profile import DEFAULT
    from tracker.rendering.width import one_line

    session = find_session(ctx)
    place = choose_place(named)
    kept = find_rules(session.ledger_path)
    before = kept and one_line(kept.name)
    rules = Rules(place.name, None if place.known else place.text, instant(session.now), session.person)
    with session.open("write", create=False) as ledger:
        ledger.set_rules(rules)
    told = "" if place.known else "，内容已存进台账"
    write(f"台账 {session.ledger_path} 的地区规则：{before or '未设定'} → {place.name}{told}")
    if kept is None or kept.text is None:
        say(f"要改回，请用 `tracker profile use {before or DEFAULT}`")
    else:
        say(f"原来的规则出自文件 {before}，要改回须再用这个文件")
    return 0


def check_place(
    ctx: typer.Context, file: Annotated[str, typer.Argument(metavar="文件", help="自己写的 .toml 文件")]
) -> int:
    """Check a file; what is wrong is an error like any other."""
    from tracker.profile import load_profile
    from tracker.rendering.terminal import render_fields
    from tracker.reporting.profiles import find_differences

    place = read_place(Path(file).expanduser())
    found = find_differences(place.profile, load_profile())
    write(f"{file} 可用，与通用规则不同的有 {len(found)} 项：" if found else f"{file} 可用，与通用规则相同。")
    if found:
        write(render_fields(found, width=find_width() if is_terminal() else None))
    return 0


def word_origin(origin: Origin, place: str) -> str:
    """Who decided a setting, in Chinese."""
    return f"{origin.label}（{place}）" if place else origin.label


def _find_current(ctx: typer.Context) -> Place:
    session = find_session(ctx)
    return find_place(session.rules, session.ledger_path, session.configuration)[0]
