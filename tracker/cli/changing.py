"""``update``: what a person changes on one promise or on many, told before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.choosing import Rows, choose_items, parse_rows
from tracker.cli.command import LedgerCommand
from tracker.cli.console import confirm, find_width, is_terminal, say, write
from tracker.cli.session import Session, find_session
from tracker.cli.values import completer, describe, parse_day, parse_member, parse_progress
from tracker.errors import ExitCode, UsageError
from tracker.model import Event, Evidence, Item, Status

if TYPE_CHECKING:
    from datetime import date

    from tracker.ledger import Change, Ledger, Updated

NAMED = 20
"""Changes that are told one by one; of more, the rest is counted."""
FEW = 5
"""Items that are changed without asking."""
DEFAULT = frozenset({"默认", "default"})
"""What asks for the time limit that the rules of the place give."""
_SUMMARY_IDS = 60
"""Characters of ids in the summary of a command; more are counted."""


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(
        "update",
        cls=LedgerCommand,
        help="更新一项或多项承诺的状态、进度、进展情况、佐证、督办时限或责任单位。\n\n"
        f"全部改成或一项不改；每次变更留痕，可以用 undo 撤销。人改过的事项视为已核。按条件选出超过 {FEW} 项时先列出再询问。\n\n"
        "销号须有佐证和确认人，中止、改动已有的督办时限须有理由。",
        epilog="tracker update 3 --status 已完成 --evidence 验收单.pdf --keep\n"
        "tracker update 3 --status 已销号 --confirmed-by 王主任\n"
        "tracker update 单位:住建 状态:未启动 --status in_progress --pretend\n"
        "tracker update 时限:无 --due 默认\n"
        "tracker update 5 --due 2024-11-30 --reason 资金到位推迟 --on 2024-10-08",
    )(update)


def update(  # noqa: PLR0913 - every parameter is an option
    ctx: typer.Context,
    rows: Rows = None,
    status: Annotated[
        str | None,
        typer.Option("--status", metavar="状态", help=describe(Status), autocompletion=completer(Status)),
    ] = None,
    progress: Annotated[str | None, typer.Option("--progress", metavar="百分数", help="进度，0 到 100")] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="文字", help="进展情况")] = None,
    problem: Annotated[str | None, typer.Option("--problem", metavar="文字", help="存在问题")] = None,
    measures: Annotated[str | None, typer.Option("--measures", metavar="文字", help="下步措施")] = None,
    remark: Annotated[str | None, typer.Option("--remark", metavar="文字", help="备注")] = None,
    evidence: Annotated[
        list[str] | None,
        typer.Option("--evidence", metavar="网址或文件", help="佐证，可以多个；文件记下校验值"),
    ] = None,
    keep: Annotated[bool, typer.Option("--keep", help="把佐证文件的副本存到台账旁边的文件夹里")] = False,
    confirmed_by: Annotated[
        str | None, typer.Option("--confirmed-by", metavar="姓名", help="销号的确认人；改为已销号时必填")
    ] = None,
    due: Annotated[
        str | None,
        typer.Option("--due", metavar="日期", help="督办时限；写“默认”则给没有时限的事项定地区规则的时限"),
    ] = None,
    reason: Annotated[
        str | None,
        typer.Option("--reason", metavar="文字", help="理由；改动已有的督办时限、改为已中止时必填"),
    ] = None,
    owner: Annotated[str | None, typer.Option("--owner", metavar="单位", help="责任单位")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="日期", help="何时起如此，默认今天；补录用")] = None,
    pretend: Annotated[bool, typer.Option("--pretend", help="只列出会改什么，不改")] = False,
    yes: Annotated[bool, typer.Option("-y", "--yes", help="不询问")] = False,
) -> int:
    """Change items, all or none."""
    from tracker.ledger import Change

    session = find_session(ctx)
    given = evidence or []
    if keep and not given:
        raise UsageError("--keep 要和 --evidence 文件 一起用")
    pieces = _load_evidence(given, session, keep=keep)
    change = Change(
        status=parse_member(Status, "状态", status) if status is not None else None,
        progress=parse_progress(progress) if progress is not None else None,
        reason=reason,
        owner=owner,
        note=note,
        problem=problem,
        measures=measures,
        remark=remark,
        evidence=pieces,
        confirmed_by=confirmed_by,
    )
    if due is not None:
        change = _set_due(change, due, session)
    day = parse_day(on, session.today) if on is not None else session.today
    with session.open("read" if pretend else "write", create=False) as ledger:
        desk = Desk(session, ledger, change, day)
        ids = [item.id for item in choose_items(ledger, rows, session)]
        # Ids are what a person typed; what conditions chose may be a surprise.
        doubtful = len(ids) > FEW and not yes and parse_rows(rows, session).named is None
        if not ids:
            write("没有符合条件的承诺事项。")
        elif pretend:
            desk.show(ids)
        elif doubtful and not desk.ask(ids):
            return ExitCode.REFUSED
        else:
            desk.change(ids, dict(zip(given, pieces, strict=True)), told=doubtful)
    return ExitCode.OK


def _load_evidence(given: Sequence[str], session: Session, *, keep: bool) -> tuple[Evidence, ...]:
    if not given:
        return ()
    from tracker.ledger.evidence import load_evidence

    return tuple(load_evidence(one, session.ledger_path, keep=keep) for one in given)


def _set_due(change: Change, due: str, session: Session) -> Change:
    """The change with the time limit that is given, or that the rules of the place give."""
    from dataclasses import replace

    if due.strip().lower() not in DEFAULT:
        return replace(change, due=parse_day(due, session.today))
    profile = session.profile
    reason = change.reason or f"按地区规则“{profile.name}”，自答复之日起{profile.due_months}个月"
    return replace(change, due_months=profile.due_months, reason=reason)


class Desk:
    """One change on a ledger: what it would do, whether a person wants it, and doing it."""

    def __init__(self, session: Session, ledger: Ledger, change: Change, day: date) -> None:
        self._session = session
        self._ledger = ledger
        self._change = change
        self._day = day

    @property
    def _left_alone(self) -> str:
        return "已有时限" if self._change.due_months is not None else "已经是这样"

    def _plan(self, ids: Sequence[int]) -> Updated:
        return self._ledger.plan_update(
            ids, self._change, person=self._session.person, on=self._day, now=self._session.now
        )

    def show(self, ids: Sequence[int]) -> None:
        """Say what would change."""
        planned = self._plan(ids)
        tell(planned, self._left_alone)
        if planned.events:
            say("以上只是预览，没有改动台账。")

    def ask(self, ids: Sequence[int]) -> bool:
        """Say what would change, and whether it shall."""
        planned = self._plan(ids)
        if not planned.events:
            return True
        for line in name_changes(planned.events, planned.items):
            say(line)
        count = len({event.item_id for event in planned.events})
        if confirm(f"将更新 {count} 项（{len(planned.events)} 条变更），确定吗？"):
            return True
        say("未更新，台账没有改动。")
        return False

    def change(self, ids: Sequence[int], evidence: dict[str, Evidence], *, told: bool) -> None:
        """Change the items; ``told`` where a person has seen the changes already."""
        kept = {given: piece for given, piece in evidence.items() if piece.kept is not None}
        if kept:
            from tracker.ledger.evidence import keep_copy

            # Whatever the rules refuse is refused before a copy is made.
            self._plan(ids)
            for given, piece in kept.items():
                keep_copy(given, piece, self._session.ledger_path)
        updated = self._ledger.update(
            ids,
            self._change,
            person=self._session.person,
            on=self._day,
            now=self._session.now,
            summary=f"更新{_name_ids(ids)}：{_summarise(self._change)}",
        )
        tell(updated, self._left_alone, brief=told)


def _name_ids(ids: Sequence[int]) -> str:
    """The ids, or how many there are."""
    from tracker.ledger import render_ids

    text = render_ids(ids)
    return f"编号 {text}" if len(text) <= _SUMMARY_IDS else f" {len(set(ids))} 项"


def _summarise(change: Change) -> str:
    from tracker.reporting.changes import FIELD_TITLES, evidence_text, value_text

    stated = {field: getattr(change, field) for field in FIELD_TITLES}
    parts = [
        f"{FIELD_TITLES[field]}→{value_text(field, str(value))}" for field, value in stated.items() if value is not None
    ]
    parts += ["督办时限→按地区规则"] if change.due_months is not None else []
    return "，".join(parts + [f"佐证→{evidence_text(piece)}" for piece in change.evidence])


def tell(updated: Updated, left_alone: str = "已经是这样", *, brief: bool = False) -> None:
    """Say what an update changed, and what it left alone and why; ``brief`` only counts the changes."""
    if not updated.events:
        write(f"没有变化，{left_alone}了。")
        return
    changed = {event.item_id for event in updated.events}
    if brief:
        write(f"已更新 {len(changed)} 项（{len(updated.events)} 条变更）。")
    else:
        for line in name_changes(updated.events, updated.items):
            write(line)
    untouched = len({item.id for item in updated.items} - changed)
    if untouched:
        say(f"另有 {untouched} 项{left_alone}，没有变化。")
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


def _is_report(event: Event) -> bool:
    from tracker.ledger import ANSWERED, ASKED

    return event.field in (ASKED, ANSWERED)


def _find_title(event: Event) -> str:
    """Above the changes of no item."""
    return "报送" if _is_report(event) else "来源文件" if event.subject is None else "单位名称"


def name_changes(events: Sequence[Event], items: Iterable[Item] = ()) -> list[str]:
    """The changes item by item, each with the beginning of its quote where the items are known."""
    from tracker.rendering.width import clip, one_line
    from tracker.reporting.changes import event_text

    quotes = {item.id: one_line(item.commitment.text) for item in items}
    by_item: dict[int | None, list[Event]] = {}
    for event in events:
        by_item.setdefault(event.item_id, []).append(event)
    lines = []
    for key, group in list(by_item.items())[:NAMED]:
        title = f"编号 {key}" if key is not None else _find_title(group[0])
        quote = quotes.get(key or 0, "")
        quote = clip(quote, max(find_width() - 12, 20), 1) if is_terminal() else quote
        lines.append(f"{title}  {quote}".rstrip())
        lines += [
            f"  {'（撤销）' if _is_report(event) and event.reverses else ''}{event_text(event)}" for event in group
        ]
    if len(by_item) > NAMED:
        lines.append(f"其余 {len(by_item) - NAMED} 项略，`tracker history` 可见全部。")
    return lines
