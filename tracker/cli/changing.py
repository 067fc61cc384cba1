"""``update`` and ``undo``: what a person changes, told before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.command import LedgerCommand
from tracker.cli.console import confirm, find_width, is_terminal, say, write
from tracker.cli.session import find_session
from tracker.cli.values import completer, describe, parse_day, parse_member, parse_progress
from tracker.errors import ExitCode, NotFoundError
from tracker.model import Event, Item, Status

if TYPE_CHECKING:
    from tracker.ledger import Change, UndoPlan, Updated

NAMED = 20
"""Changes that are told one by one; of more, the rest is counted."""


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(
        "update",
        cls=LedgerCommand,
        help="更新一项或多项承诺的状态、进度、备注、督办时限或责任单位。\n\n"
        "全部改成或一项不改；每次变更留痕，可以用 undo 撤销。人改过的事项视为已核。",
        epilog="tracker update 3 --status 已完成\n"
        "tracker update 1 3-7,12 --status in_progress --progress 60 --note 已开工\n"
        "tracker update 5 --due 2024-11-30 --reason 资金到位推迟 --on 2024-10-08",
    )(update)
    app.command(
        "undo",
        cls=LedgerCommand,
        help="撤销自己最近一次改动台账的操作（add、update、review 等）。\n\n追加相反的记录，不抹掉任何东西；撤销前会说明并询问。",
        epilog="tracker undo\ntracker undo -y --user 督查室",
    )(undo)


def update(  # noqa: PLR0913 - every parameter is an option
    ctx: typer.Context,
    ids: Annotated[list[str], typer.Argument(metavar="编号...", help="如 3 或 1 3-7,12")],
    status: Annotated[
        str | None,
        typer.Option("--status", metavar="状态", help=describe(Status), autocompletion=completer(Status)),
    ] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="文字", help="备注")] = None,
    progress: Annotated[str | None, typer.Option("--progress", metavar="百分数", help="进度，0 到 100")] = None,
    due: Annotated[str | None, typer.Option("--due", metavar="日期", help="督办时限")] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="文字", help="改动督办时限的理由；已有督办时限时必填")
    ] = None,
    owner: Annotated[str | None, typer.Option("--owner", metavar="单位", help="责任单位")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="日期", help="何时起如此，默认今天；补录用")] = None,
) -> int:
    """Change items, all or none."""
    from tracker.ledger import Change, Ledger, parse_ids, render_ids

    session = find_session(ctx)
    wanted = parse_ids(ids)
    change = Change(
        status=parse_member(Status, "状态", status) if status is not None else None,
        progress=parse_progress(progress) if progress is not None else None,
        due=parse_day(due) if due is not None else None,
        reason=reason,
        owner=owner,
        note=note,
    )
    with Ledger.open(session.ledger_path, mode="write", create=False) as ledger:
        updated = ledger.update(
            wanted,
            change,
            person=session.person,
            on=parse_day(on) if on is not None else session.today,
            now=session.now,
            summary=f"更新编号 {render_ids(wanted)}：{_summarise(change)}",
        )
    tell(updated)
    return 0


def _summarise(change: Change) -> str:
    from tracker.reporting.changes import FIELD_TITLES, value_text

    stated = (
        (field, None if value is None else str(value))
        for field, value in ((field, getattr(change, field)) for field in FIELD_TITLES)
    )
    return "，".join(
        f"{FIELD_TITLES[field]}→{value_text(field, value)}" for field, value in stated if value is not None
    )


def tell(updated: Updated) -> None:
    """Say what an update changed, and what it left alone."""
    if not updated.events:
        write("没有变化，已经是这样了。")
        return
    for line in _name_changes(updated.events, updated.items):
        write(line)
    untouched = len({item.id for item in updated.items} - {event.item_id for event in updated.events})
    if untouched:
        say(f"另有 {untouched} 项已经是这样，没有变化。")
    items = {item.id: item for item in updated.items}
    for event in updated.overtaken:
        _tell_overtaken(event, items[event.item_id or 0])


def _tell_overtaken(event: Event, item: Item) -> None:
    """Say that what was typed late is not so any more; where it is the same, there is nothing to say."""
    from tracker.reporting.changes import FIELD_TITLES, value_text

    since = f"自 {event.effective_on} 生效，之后另有变更，现在仍是"
    if event.field not in FIELD_TITLES:
        say(f"注意：编号 {item.id} 补记的截取{since}“{item.commitment.text}”。")
        return
    now, then = value_text(event.field, _stored(item, event.field)), value_text(event.field, event.new)
    if now != then:
        say(f"注意：编号 {item.id} 补记的“{then}”{since}“{now}”。")


def _stored(item: Item, field: str) -> str | None:
    from tracker.reporting.changes import stored_value

    return stored_value(item, item, field)


def _name_changes(events: Sequence[Event], items: Iterable[Item] = ()) -> list[str]:
    """The changes item by item, each with the beginning of its quote where the items are known."""
    from tracker.rendering.width import clip, one_line
    from tracker.reporting.changes import event_text

    quotes = {item.id: one_line(item.commitment.text) for item in items}
    by_item: dict[int | None, list[Event]] = {}
    for event in events:
        by_item.setdefault(event.item_id, []).append(event)
    lines = []
    for key, group in list(by_item.items())[:NAMED]:
        title = f"编号 {key}" if key is not None else "来源文件"
        quote = quotes.get(key or 0, "")
        quote = clip(quote, max(find_width() - 12, 20), 1) if is_terminal() else quote
        lines.append(f"{title}  {quote}".rstrip())
        lines += [f"  {event_text(event)}" for event in group]
    if len(by_item) > NAMED:
        lines.append(f"其余 {len(by_item) - NAMED} 项略，`tracker history` 可见全部。")
    return lines


def _word_plan(plan: UndoPlan) -> str:
    """What a command did; of an addition, which may have been interrupted, what really came in."""
    if plan.command.name != "add":
        return f"{plan.command.summary}（{len(plan.events)} 条变更）"
    items = sum(event.item_id is not None for event in plan.events)
    return f"读入 {len(plan.events) - items} 份答复、{items} 项承诺"


def undo(
    ctx: typer.Context,
    yes: Annotated[bool, typer.Option("-y", "--yes", help="不询问")] = False,
) -> int:
    """Take back the last command of the person."""
    from tracker.ledger import Ledger

    session = find_session(ctx)
    person = session.person
    with session.open("read") as ledger:
        plan = ledger.plan_undo(person=person)
    if plan is None:
        raise NotFoundError(f"没有 {person} 可以撤销的操作，请用 `tracker history` 查看谁做过什么，或用 --user 换人")
    typed = plan.command.recorded_at.astimezone()
    say(f"将撤销 {person} 在 {typed:%Y-%m-%d %H:%M} 的操作：{_word_plan(plan)}")
    if not yes and not confirm("确定撤销吗？"):
        say("未撤销，台账没有改动。")
        return ExitCode.REFUSED
    with Ledger.open(session.ledger_path, mode="write", create=False) as ledger:
        undone = ledger.undo(person=person, now=session.now, today=session.today)
        present = {
            event.item_id for event in undone.changes if event.item_id is not None and event.field != "withdrawn"
        }
        items = [ledger.item(key) for key in sorted(present)]
    write(f"已撤销：{undone.command.summary}")
    for line in _name_changes(sorted(undone.changes, key=lambda event: (event.item_id or 0, event.id)), items):
        write(line)
    return 0
