"""``unit``: the organs behind printed names, and what a person says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.command import Group, LedgerCommand
from tracker.cli.console import find_width, foot, has_color, is_terminal, say, write
from tracker.cli.session import find_session

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.ledger import Ledger, Named, Occasion

Place = Annotated[str | None, typer.Option("--place", metavar="地区", help="只指这个地区的，如 云溪市；无地区的不选")]

_NAMED = 3
"""Groups of units, or places, that a line names; of more, the rest is counted."""


def register(app: typer.Typer) -> None:
    """Add the group of this file."""
    group = typer.Typer(cls=Group)
    group.command(
        "list",
        cls=LedgerCommand,
        help="列出各单位、它们的原文名称和事项数，并指出可能是同一单位的。",
        epilog="tracker unit list\ntracker unit list 发改",
    )(list_units)
    group.command(
        "merge",
        cls=LedgerCommand,
        help="把几个单位并为一个，用第一个的名称，或用 --as 另定。\n\n责任单位仍照原文显示，列表、统计和筛选按单位合在一起。",
        epilog="tracker unit merge 云溪市发展和改革委员会 市发改委 发改委",
    )(merge)
    group.command(
        "alias",
        cls=LedgerCommand,
        help="说明一个原文名称指哪个单位，还没有出现过的也可以；指它自己，就是恢复原样。",
        epilog="tracker unit alias 发展改革委 云溪市发展和改革委员会\ntracker unit alias 市发改委 市发改委",
    )(alias)
    group.command(
        "rename",
        cls=LedgerCommand,
        help="给单位换一个名称，机构改名时用。",
        epilog="tracker unit rename 市城管局 云溪市城市管理局",
    )(rename)
    app.add_typer(group, name="unit", help="责任单位的不同写法归到一个单位。", epilog="tracker unit list")


def list_units(
    ctx: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(metavar="文字...", help="单位或原文名称里的字，须都有")] = None,
) -> int:
    """List the units."""
    from tracker.reporting.units import build_units, find_units

    session = find_session(ctx)
    with session.open("read") as ledger:
        table = build_units(find_units(ledger.units.all(), words or ()))
    if not is_terminal():
        from tracker.rendering.plain import render_plain

        write(render_plain(table))
        return 0
    from tracker.rendering.terminal import render_table

    if table.rows:
        write(render_table(table, width=find_width(), color=has_color()))
    foot(f"\n共 {len(table.rows)} 个单位。" if table.rows else "没有这样的单位。" if words else "台账里没有责任单位。")
    return 0


def merge(
    ctx: typer.Context,
    names: Annotated[list[str], typer.Argument(metavar="单位...", help="两个以上的单位")],
    goal: Annotated[str | None, typer.Option("--as", metavar="名称", help="合并后的名称，默认用第一个")] = None,
    place: Place = None,
) -> int:
    """Make one unit of several."""

    def change(ledger: Ledger, occasion: Occasion) -> Named:
        named = ledger.units.merge(names, goal, place, occasion)
        _warn_of_places(ledger, named.unit)
        return named

    return _change(ctx, change)


def alias(
    ctx: typer.Context,
    printed: Annotated[str, typer.Argument(metavar="原文名称", help="原文里的写法")],
    unit: Annotated[str, typer.Argument(metavar="单位", help="它指的单位")],
    place: Place = None,
) -> int:
    """Say which unit a printed name means."""
    return _change(ctx, lambda ledger, occasion: ledger.units.alias(printed, unit, place, occasion))


def rename(
    ctx: typer.Context,
    old: Annotated[str, typer.Argument(metavar="单位", help="现在的名称")],
    new: Annotated[str, typer.Argument(metavar="新名称", help="改成的名称")],
    place: Place = None,
) -> int:
    """Call a unit by another name."""
    return _change(ctx, lambda ledger, occasion: ledger.units.rename(old, new, place, occasion))


def _change(ctx: typer.Context, change: Callable[[Ledger, Occasion], Named]) -> int:
    from tracker.ledger import Occasion

    session = find_session(ctx)
    with session.open("write", create=False) as ledger:
        named = change(ledger, Occasion(session.person, session.today, session.now))
    if named.command is None:
        write(f"没有变化，“{named.unit}”本来就是这样。")
        return 0
    names = "、".join(dict.fromkeys(f"{printed}（{place}）" if place else printed for place, printed in named.names))
    write(f"{named.command.summary}：{names}；`tracker undo` 可以撤销。")
    return 0


def _warn_of_places(ledger: Ledger, unit: str) -> None:
    """Short names are the same in many cities, the organs behind them are not."""
    places = sorted({place for one in ledger.units.all() if one.name == unit for place, _ in one.names if place})
    if len(places) > 1:
        say(
            f"注意：单位“{unit}”的原文名称来自 {len(places)} 个地区（{'、'.join(places[:_NAMED])}），请确认是同一单位。"
        )


def suggest(ledger: Ledger, before: frozenset[tuple[str, str]]) -> None:
    """Say which units may be the same as one whose name was not printed before; nothing is merged by that."""
    brought = ledger.units.names() - before
    groups = ledger.units.alike(brought) if brought else []
    if not groups:
        return
    shown = "；".join(f"{'、'.join(group)}" for group in groups[:_NAMED])
    more = f"等 {len(groups)} 组，`tracker unit list` 查看；" if len(groups) > _NAMED else ""
    longest = sorted(groups[0], key=lambda name: (-len(name), name))
    say(f"单位名称可能相同：{shown}（{more}确是同一单位的，用 `tracker unit merge {' '.join(longest)}` 的样子合并）")
