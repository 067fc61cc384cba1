"""Whole ledgers that come in as JSON: into an empty ledger as they are, into one that is not, joined with it."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli.console import confirm, say, write
from tracker.cli.session import Session
from tracker.errors import ExitCode, InputError, RefusedError, UsageError, word_os_error

if TYPE_CHECKING:
    from tracker.ledger import Ledger
    from tracker.ledger.joining import JoinPlan, Overlap

SUFFIX = ".json"
"""Of the files that hold a whole ledger."""
_NAMED = 20
"""Documents that are named one by one."""


def receive(session: Session, paths: Sequence[str], *, pretend: bool, yes: bool) -> int:
    """Take one ledger in."""
    if len(paths) != 1:
        raise UsageError("整份台账（.json）一次导入一份，不能与别的文件一同导入")
    name = paths[0]
    if not session.ledger_path.exists():
        return _restore_new(session, name, pretend=pretend)
    with session.open("read" if pretend else "write", create=False) as ledger:
        if ledger.transfer.is_empty():
            if not pretend:
                _fill(ledger, name)
                _tell_restored(ledger, name)
                return ExitCode.OK
            return _rehearse(name)
        return _join(session, ledger, name, pretend=pretend, yes=yes)


def _restore_new(session: Session, name: str, *, pretend: bool) -> int:
    """Make a ledger of the file where there is none; none is left behind where that fails."""
    if pretend:
        return _rehearse(name)
    try:
        with session.open("write") as ledger:
            _fill(ledger, name)
            _tell_restored(ledger, name)
    except InputError:
        session.ledger_path.unlink(missing_ok=True)
        raise
    return ExitCode.OK


def _rehearse(name: str) -> int:
    from tracker.ledger import Ledger

    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "ledger.db", mode="write") as ledger:
        _fill(ledger, name)
        write(f"将导入 {name}：{_count(ledger)}。")
    say("以上只是预览，没有改动台账。")
    return ExitCode.OK


def _tell_restored(ledger: Ledger, name: str) -> None:
    write(f"已导入 {name}：{_count(ledger)}，编号与原来相同。")


def _count(ledger: Ledger) -> str:
    counts = ledger.transfer.count()
    return f"{counts['documents']} 份来源文件、{counts['items']} 项承诺、{counts['events']} 条变更"


def _fill(ledger: Ledger, name: str) -> None:
    """Put the file into an empty ledger.  Raises ``InputError``."""
    from tracker.exchange.ledger_json import LedgerFile

    try:
        file = Path(name).expanduser().open("rb")
    except (OSError, ValueError) as error:
        problem = word_os_error(error) if isinstance(error, OSError) else "名称有误"
        raise InputError(name, f"无法读取（{problem}），请检查路径和权限") from error
    with closing(file):
        LedgerFile(name, file).fill(ledger.transfer)


def _join(session: Session, ledger: Ledger, name: str, *, pretend: bool, yes: bool) -> int:
    from tracker.ledger import Ledger, Occasion

    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "ledger.db", mode="write") as other:
        _fill(other, name)
        if other.outgoing.ledger_id == ledger.outgoing.ledger_id:
            raise RefusedError(
                f"{name} 就是本台账导出的，不必再导入；要恢复成那时的样子，请加 --ledger 新文件 导入空台账"
            )
        plan = ledger.transfer.plan_join(other.transfer)
        _show(plan, name, pretend=pretend, yes=yes)
        if not plan.changes:
            write("没有可以并入的内容，台账没有改动。")
            return ExitCode.OK
        if pretend:
            say("以上只是预览，没有改动台账。")
            return ExitCode.OK
        say("两份台账合在一起后不能用 undo 分开，合并前会自动备份。")
        if not yes and not confirm("确定并入吗？"):
            say("未并入，台账没有改动。")
            return ExitCode.REFUSED
        joined = ledger.transfer.join(other.transfer, Occasion(session.person, session.today, session.now), name)
    assert joined is not None
    from tracker.ledger import render_ids

    ids = f"，编号 {render_ids(joined.items)}" if joined.items else ""
    write(f"已并入 {len(plan.documents)} 份来源文件、{plan.items} 项承诺{ids}，历史照原样保留。")
    say(f"合并前的备份为 {joined.kept}")
    return ExitCode.OK


def _show(plan: JoinPlan, name: str, *, pretend: bool, yes: bool) -> None:
    """What would come and what would not: on stdout where it is the answer, else as what is asked about."""
    tell = write if pretend or yes else say
    tell(f"{name}：将并入 {len(plan.documents)} 份来源文件、{plan.items} 项承诺，编号另排。")
    if plan.overlaps:
        tell(f"不并入 {len(plan.overlaps)} 份来源文件，以本台账的为准：")
        for overlap in plan.overlaps[:_NAMED]:
            tell(f"  {_word(overlap)}")
        if len(plan.overlaps) > _NAMED:
            tell(f"  其余 {len(plan.overlaps) - _NAMED} 份略")
    if plan.names:
        names = "、".join(sorted(name.rpartition("\n")[2] for name in plan.names))
        tell(f"单位名称以本台账的为准：{names}")
    if plan.reports:
        tell(f"对方印发过的通报 {plan.reports} 期不并入，请在对方台账里查看。")


def _word(overlap: Overlap) -> str:
    from tracker.ledger.joining import Why

    reasons = {
        Why.SAME: f"与来源文件 {overlap.here} 内容相同",
        Why.CASE: f"与来源文件 {overlap.here} 案号相同而文字不同，确要并入请先撤回该文件",
        Why.LINKED: f"与来源文件 {overlap.here} 有修订关系",
    }
    return f"{overlap.path}（对方编号 {overlap.id}）：{reasons[overlap.why]}"
