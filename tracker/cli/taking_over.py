"""An office's own ledger in its own columns, taken in once by a map: ``import --map``."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli.console import confirm, say, write
from tracker.cli.limits import limited
from tracker.cli.session import Session
from tracker.errors import ExitCode, InputError, UsageError

if TYPE_CHECKING:
    from tracker.exchange.foreign_ledger import Problem, TakenCase
    from tracker.exchange.foreign_table import ForeignTable
    from tracker.exchange.mapping import ColumnMap
    from tracker.ledger import Added, Ledger
    from tracker.reading.sheets.grid import Grid

SUGGEST = "suggest"
"""What ``--map`` holds where a first map is asked for."""
_NAMED = 20
"""Problems that are named one by one."""


@dataclass(frozen=True, slots=True)
class _Source:
    """The table as it was read."""

    name: str
    """As people name it."""
    sha256: str
    """Of its bytes."""
    grids: list[Grid]
    """Its sheets."""


def take_over(session: Session, paths: Sequence[str], map_name: str, *, pretend: bool, yes: bool) -> int:
    """Take an old ledger in, or write a first map of it."""
    from tracker.exchange.foreign_table import find_table
    from tracker.exchange.mapping import WHAT, parse_map, suggest_map
    from tracker.profile.written import load_written

    if len(paths) != 1:
        raise UsageError("--map 一次对应一份表，请只给出一个文件")
    source = _load(paths[0])
    if map_name == SUGGEST:
        write(suggest_map(find_table(source.grids), source.name).rstrip("\n"))
        say(f"以上是推测的{WHAT}，请存成 .toml 文件，核对后用 tracker import {source.name} --map 文件.toml 导入。")
        return ExitCode.OK
    columns = parse_map(load_written(Path(map_name).expanduser(), WHAT))
    taken, skipped, problems = _read(session, source, columns)
    if problems:
        _tell_problems(source, columns, problems)
        return ExitCode.INPUT
    from tracker.ledger import Ledger

    if pretend or not yes:
        with Ledger.rehearse(session.ledger_path) as ledger:
            planned = [ledger.plan_add(case.extraction) for case in taken]
        _show(source, taken, planned, skipped, shown=pretend)
    if pretend:
        say("以上只是预览，没有改动台账。")
        return ExitCode.OK
    if not yes and not confirm("确定导入吗？"):
        say("未导入，台账没有改动。")
        return ExitCode.REFUSED
    with session.open("write") as ledger:
        _carry_out(session, ledger, source, taken)
    return ExitCode.OK


def _load(path: str) -> _Source:
    """Read the sheets.  Raises ``InputError``."""
    from tracker.exchange.foreign_table import load_sheets
    from tracker.reading.files import LARGEST, load_bytes, show_path
    from tracker.reading.refusal import UnreadableError

    name = show_path(path)
    data = load_bytes(path)
    if len(data) > LARGEST:
        raise InputError(name, f"超过 {LARGEST >> 20} MB，不像一份台账，请检查是否选错了文件")
    try:
        with limited(name):
            return _Source(name, hashlib.sha256(data).hexdigest(), load_sheets(data, name))
    except UnreadableError as error:
        raise InputError(name, str(error)) from error


def _read(
    session: Session, source: _Source, columns: ColumnMap
) -> tuple[list[TakenCase], tuple[int, ...], list[Problem]]:
    """The cases, the rows without a promise, and the cells that cannot be taken."""
    from tracker.exchange.cells import Reading
    from tracker.exchange.foreign_cases import find_cases
    from tracker.exchange.foreign_ledger import ForeignSource, take_case

    table = _find_table(source, columns)
    found = find_cases(table, columns.place(table))
    if not found.cases:
        raise InputError(source.name, f"表头第 {table.header} 行以下没有承诺事项，请核对列对应表的 header 和 text")
    origin = ForeignSource(source.name, source.sha256, columns.fixed, Reading(session.today, columns.statuses))
    taken: list[TakenCase] = []
    problems: list[Problem] = []
    for case in found.cases:
        one, wrong = take_case(case, origin, session.person)
        problems += wrong
        taken += [one] if one else []
    return taken, found.skipped, problems


def _find_table(source: _Source, columns: ColumnMap) -> ForeignTable:
    from tracker.exchange.foreign_table import find_table, read_table

    grids = source.grids
    if columns.sheet:
        grids = [grid for grid in grids if grid.name.strip() == columns.sheet]
        if not grids:
            known = "、".join(grid.name for grid in source.grids)
            raise columns.written.refuse(f"表里没有“{columns.sheet}”这张工作表，有的是 {known}", "table.sheet")
    if not columns.header:
        return find_table(grids)
    last = max(grids[0].rows) + 1
    if columns.header > last:
        raise columns.written.refuse(f"表里只有 {last} 行，没有第 {columns.header} 行", "table.header")
    return read_table(grids[0], columns.header)


def _tell_problems(source: _Source, columns: ColumnMap, problems: Sequence[Problem]) -> None:
    say(
        f"错误：“{source.name}”没有导入，有 {len(problems)} 处读不懂，请改好表格或列对应表（状态的说法写在 [statuses]）："
    )
    for problem in problems[:_NAMED]:
        title = columns.columns.get(problem.key, problem.key)
        say(f"  第 {problem.row} 行“{title}”：{problem.text}")
    if len(problems) > _NAMED:
        say(f"  其余 {len(problems) - _NAMED} 处略")


def _show(
    source: _Source, taken: Sequence[TakenCase], planned: Sequence[Added], skipped: Sequence[int], *, shown: bool
) -> None:
    """What would come: on stdout where it is the answer, else as what is asked about."""
    from tracker.ledger import AddOutcome

    tell = write if shown else say
    outcomes = Counter(added.outcome for added in planned)
    fresh = [
        case
        for case, added in zip(taken, planned, strict=True)
        if added.outcome in (AddOutcome.NEW, AddOutcome.REVIVED)
    ]
    items = sum(len(case.extraction.commitments) for case in fresh)
    tell(f"{source.name}：将导入 {len(fresh)} 件、{items} 项承诺{_count_statuses(fresh)}。")
    if known := outcomes[AddOutcome.KNOWN]:
        tell(f"已在台账 {known} 件，不重复导入。")
    for case, added in zip(taken, planned, strict=True):
        if added.outcome is AddOutcome.CONFLICT and added.document is not None:
            number = case.extraction.reply.header.number
            tell(f"案号 {number} 不导入：与来源文件 {added.document.id}（{added.document.path}）案号相同而文字不同。")
    if unproven := [row for case in fresh for row in case.unproven]:
        tell(f"第 {_rows(unproven)} 行已销号而没有佐证，导入为已完成，补了佐证再销号。")
    if skipped:
        tell(f"第 {_rows(skipped)} 行没有承诺事项，不导入。")


def _count_statuses(cases: Sequence[TakenCase]) -> str:
    last = [
        [step.change.status for step in steps if step.change.status is not None][-1:]
        for case in cases
        for steps in case.steps
    ]
    counts = Counter(status for found in last for status in found)
    words = "、".join(f"{status.label} {count}" for status, count in counts.items())
    return f"（{words}）" if words else ""


def _rows(rows: Sequence[int]) -> str:
    from tracker.ledger import render_ids

    return render_ids(sorted(rows))


def _carry_out(session: Session, ledger: Ledger, source: _Source, taken: Sequence[TakenCase]) -> None:
    """Add the cases and what happened to their promises, under one command; what is there already is left alone."""
    from tracker.ledger import AddOutcome, Assignment
    from tracker.model import Review

    items = sum(len(case.extraction.commitments) for case in taken)
    command = ledger.command(
        "import", person=session.person, now=session.now, summary=f"导入原有台账 {source.name}：{items} 项"
    )
    outcomes: Counter[AddOutcome] = Counter()
    added_items = 0
    for case in taken:
        added = ledger.add(case.extraction, command=command, today=case.added_on)
        outcomes[added.outcome] += 1
        if added.outcome is AddOutcome.CONFLICT:
            continue
        # Whoever was interrupted before has promises here that nobody decided on: what happened to them is due.
        waiting = {item.id for item in ledger.named(added.item_ids) if item.review is Review.UNREVIEWED}
        steps = [
            Assignment(key, step.change, step.on)
            for key, one in zip(added.item_ids, case.steps, strict=False)
            for step in one
            if key in waiting
        ]
        ledger.apply(steps, command=command)
        if added.outcome is not AddOutcome.KNOWN:
            added_items += len(added.item_ids)
    count = outcomes[AddOutcome.NEW] + outcomes[AddOutcome.REVIVED]
    words = [f"已导入 {count} 件、{added_items} 项承诺" + ("；`tracker undo` 可以撤销" if count else "")]
    if known := outcomes[AddOutcome.KNOWN]:
        words.append(f"已在台账 {known} 件，没有重复导入")
    if conflicts := outcomes[AddOutcome.CONFLICT]:
        words.append(f"{conflicts} 件与台账里同一案号的文字不同，没有导入")
    write("；".join(words) + "。")
