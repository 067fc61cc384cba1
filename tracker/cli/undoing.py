"""``undo``: the commands of a person, and taking the last of them back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.changing import name_changes
from tracker.cli.command import LedgerCommand
from tracker.cli.console import confirm, find_width, has_color, is_terminal, say, write
from tracker.cli.session import Session, find_session
from tracker.cli.values import parse_limit
from tracker.errors import ExitCode, NotFoundError, UsageError

if TYPE_CHECKING:
    from tracker.ledger import Ledger, UndoPlan

LISTED = 20
"""Commands that ``--list`` shows."""


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(
        "undo",
        cls=LedgerCommand,
        help="撤销自己最近的改动（add、update、review 等），一次或几次。\n\n"
        "追加相反的记录，不抹掉任何东西；撤销前会说明并询问。别人其后改过同一处的，说明是谁，不撤销。"
        "操作号见 --list；给出一次撤销的操作号，就是恢复它撤销的内容。",
        epilog="tracker undo\ntracker undo --last 3\ntracker undo --list\ntracker undo 12 -y --user 督查室",
    )(undo)


def undo(
    ctx: typer.Context,
    number: Annotated[str | None, typer.Argument(metavar="操作号", help="默认自己最近的一次")] = None,
    last: Annotated[str | None, typer.Option("--last", metavar="次数", help="最近几次，一并撤销或一次不撤")] = None,
    listing: Annotated[bool, typer.Option("--list", help=f"列出自己最近 {LISTED} 次操作，不撤销")] = False,
    yes: Annotated[bool, typer.Option("-y", "--yes", help="不询问")] = False,
) -> int:
    """Take back commands of the person."""
    if sum((number is not None, last is not None, listing)) > 1:
        raise UsageError("操作号、--last 和 --list 只能用一个")
    session = find_session(ctx)
    with session.open("read") as ledger:
        if listing:
            _list_commands(session, ledger)
            return ExitCode.OK
        plans = _plan(session, ledger, number, 1 if last is None else parse_limit(last))
    _announce(session, plans)
    if not yes and not confirm("确定撤销吗？"):
        say("未撤销，台账没有改动。")
        return ExitCode.REFUSED
    with session.open("write", create=False) as ledger:
        _take_back(session, ledger, [plan.command.id for plan in plans])
    return ExitCode.OK


def _plan(session: Session, ledger: Ledger, number: str | None, count: int) -> Sequence[UndoPlan]:
    """What is to be taken back, latest first; at least one command."""
    person = session.person
    if number is not None:
        found = ledger.plan_undo(person=person, command_id=_parse_number(number))
        assert found is not None
        return (found,)
    plans = ledger.plan_undo_last(count, person=person)
    if not plans:
        raise NotFoundError(f"没有 {person} 可以撤销的操作，请用 `tracker history` 查看谁做过什么，或用 --user 换人")
    if len(plans) < count:
        raise NotFoundError(
            f"{person} 可以撤销的操作只有 {len(plans)} 次，未作任何改动，请用 `tracker undo --list` 查看"
        )
    return plans


def _parse_number(text: str) -> int:
    if not text.isdecimal() or not text.isascii():
        raise UsageError(f"操作号“{text}”无效，请写一个数，用 `tracker undo --list` 可以查到；撤销几次请用 --last 次数")
    return int(text)


def _announce(session: Session, plans: Sequence[UndoPlan]) -> None:
    if len(plans) == 1:
        say(f"将撤销 {session.person} 在 {_moment(plans[0])} 的操作：{_word_plan(plans[0])}")
        return
    say(f"将撤销 {session.person} 最近 {len(plans)} 次操作：")
    for plan in plans:
        say(f"  {_moment(plan)}  {_word_plan(plan)}")


def _moment(plan: UndoPlan) -> str:
    return f"{plan.command.recorded_at.astimezone():%Y-%m-%d %H:%M}"


def _word_plan(plan: UndoPlan) -> str:
    """What a command did; of an addition, which may have been interrupted, what really came in."""
    if plan.command.name != "add":
        return f"{plan.command.summary}（{len(plan.events)} 条变更）"
    items = sum(event.item_id is not None for event in plan.events)
    return (
        f"读入 {sum(event.field == 'added' and event.item_id is None for event in plan.events)} 份答复、{items} 项承诺"
    )


def _take_back(session: Session, ledger: Ledger, numbers: Sequence[int]) -> None:
    for undone in ledger.undo_each(numbers, person=session.person, now=session.now):
        present = {
            event.item_id for event in undone.changes if event.item_id is not None and event.field != "withdrawn"
        }
        items = [ledger.item(key) for key in sorted(present)]
        write(f"已撤销：{undone.command.summary}")
        for line in name_changes(sorted(undone.changes, key=lambda event: (event.item_id or 0, event.id)), items):
            write(line)


def _list_commands(session: Session, ledger: Ledger) -> None:
    from tracker.reporting.commands import build_commands

    table = build_commands(ledger.own_commands(LISTED, person=session.person))
    if not table.rows:
        say(f"{session.person} 还没有改动过这份台账。")
        return
    if not is_terminal():
        from tracker.rendering.plain import render_plain

        write(render_plain(table))
        return
    from tracker.rendering.terminal import render_table

    write(render_table(table, width=find_width(), color=has_color()))
