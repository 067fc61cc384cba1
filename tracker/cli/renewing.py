"""``document refresh`` and ``document replace``: a text read anew, or its corrected edition; shown first, then applied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.choosing import Wanted, choose_document
from tracker.cli.command import LedgerCommand
from tracker.cli.console import confirm, find_width, is_terminal, say, write
from tracker.cli.intake import extract_all
from tracker.cli.session import Session, find_session
from tracker.errors import ExitCode, InputError, UsageError

if TYPE_CHECKING:
    from tracker.ledger import Ledger, RefreshPlan, ReplacePlan

Pretend = Annotated[bool, typer.Option("--pretend", help="只说会改什么，不动台账")]
Yes = Annotated[bool, typer.Option("-y", "--yes", help="不询问")]


def register(group: typer.Typer) -> None:
    """Add the commands of this file to the group ``document``."""
    group.command(
        "refresh",
        cls=LedgerCommand,
        help="程序升级后重新读一遍来源文件，列出新增、改动和消失的承诺，再应用。\n\n"
        "编号按原文位置对上；人核定、更新、补入过的事项一律不动。",
        epilog="tracker document refresh 3 --pretend\ntracker document refresh --all",
    )(refresh)
    group.command(
        "replace",
        cls=LedgerCommand,
        help="用修订稿替换一份来源文件。\n\n文字对得上的承诺连同编号、进展和历史转到新文件；旧文件撤回，原文仍保存。",
        epilog="tracker document replace 3 修订稿.docx",
    )(replace)


def refresh(
    ctx: typer.Context,
    wanted: Annotated[
        str | None, typer.Argument(metavar="文件", help="来源文件的编号、案号，或标题、路径里的字")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="全部来源文件")] = False,
    pretend: Pretend = False,
    yes: Yes = False,
) -> int:
    """Read documents anew and apply what is different."""
    if (wanted is None) is not everything:
        raise UsageError("请给出一份来源文件，或者用 --all 表示全部，二者取一")
    session = find_session(ctx)
    with _open(session, pretend=pretend) as ledger:
        ids = [one.id for one in ledger.summaries()] if wanted is None else [choose_document(ledger, wanted).id]
        plans = [plan for key in ids if (plan := _plan(ledger, key)).changes]
        if not plans:
            write("没有变化，重新读出的承诺与台账一致。")
            return 0
        for plan in plans:
            _show(plan)
        if pretend:
            return ExitCode.OK
        if not yes and not confirm("确定应用吗？"):
            say("未应用，台账没有改动。")
            return ExitCode.REFUSED
        summary = f"按现行规则重读 {len(plans)} 份来源文件"
        command = ledger.command("refresh", person=session.person, now=session.now, summary=summary)
        for plan in plans:
            ledger.refresh(plan, person=session.person, now=session.now, under=command)
    write(f"已应用到 {len(plans)} 份来源文件；`tracker undo` 可以撤销，`tracker review` 核定新增的。")
    return 0


def _open(session: Session, *, pretend: bool) -> Ledger:

    return session.open("read") if pretend else session.open("write", create=False)


def _plan(ledger: Ledger, document_id: int) -> RefreshPlan:
    from tracker.extraction import extract

    return ledger.plan_refresh(document_id, extract(ledger.reply(document_id)))


def _show(plan: RefreshPlan | ReplacePlan) -> None:
    from tracker.rendering.renewal import render_plan

    write(render_plan(plan, width=find_width() if is_terminal() else None))


def replace(
    ctx: typer.Context,
    wanted: Wanted,
    path: Annotated[str, typer.Argument(metavar="修订稿", help="修订稿，或 - 表示标准输入")],
    pretend: Pretend = False,
    yes: Yes = False,
) -> int:
    """Put another text in the place of a document."""
    session = find_session(ctx)
    failures: list[InputError] = []
    extractions = list(extract_all([path], failures))
    if failures:
        raise failures[0]
    if len(extractions) != 1:
        raise UsageError(f"“{path}”里有 {len(extractions)} 份文件，替换只要一份")
    with _open(session, pretend=pretend) as ledger:
        record = choose_document(ledger, wanted)
        _show(ledger.plan_replace(record.id, extractions[0]))
        if pretend:
            return ExitCode.OK
        if not yes and not confirm("确定替换吗？"):
            say("未替换，台账没有改动。")
            return ExitCode.REFUSED
        ledger.replace_document(record.id, extractions[0], person=session.person, now=session.now, today=session.today)
    write(f"已替换来源文件 {record.id}；`tracker undo` 可以撤销。")
    return 0
