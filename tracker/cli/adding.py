"""``add``: replies into the ledger, and what became of each source."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.command import LedgerCommand
from tracker.cli.console import say, write
from tracker.cli.extracting import Paths
from tracker.cli.intake import list_sources, report_failures, take_in_all
from tracker.cli.session import Session, find_session
from tracker.errors import InputError
from tracker.model import Extraction, Genre, Reply

if TYPE_CHECKING:
    from tracker.ledger import Added, Ledger, OpenCommand

MANY = 20
"""From this many sources on, a bar shows how far the work is."""
_NAMED = 20


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one source that could be read."""

    reply: Reply
    """The letter."""
    commitments: int
    """How many promises stand in it."""
    added: Added | None
    """What the ledger did; ``None`` where the source is no reply and was skipped."""
    tasks: bool = False
    """It names tasks as plans and lists do."""


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(
        "add",
        cls=LedgerCommand,
        help="把答复件读入台账。\n\n收提案、建议的答复和来信答复，以及任务清单和方案里写明责任单位或时限的任务；别的文件说明原因后跳过。同一份答复再次读入不会重复。",
        epilog="tracker add 答复文件夹\ntracker add 答复.txt 答复.docx --pretend",
    )(add)


def add(
    ctx: typer.Context,
    paths: Paths,
    pretend: Annotated[bool, typer.Option("--pretend", help="只说会加入什么，不动台账")] = False,
    force: Annotated[bool, typer.Option("--force", help="不像答复的文件也加入")] = False,
) -> int:
    """Add replies to the ledger."""
    session = find_session(ctx)
    sources = list_sources(paths)
    failures: list[InputError] = []
    results: list[Result] = []
    try:
        with (
            ExitStack() as stack,
            closing(take_in_all(sources)) as intakes,
            _show_progress(len(sources)) as advance,
        ):
            adder = Adder(session, stack, total=len(sources), pretend=pretend)
            for intake in intakes:
                if intake.error is not None:
                    failures.append(intake.error)
                if intake.extraction is not None:
                    results.append(adder.add(intake.extraction, force=force))
                advance()
            adder.suggest()
    except KeyboardInterrupt:
        say(f"\n共 {len(sources)} 个来源，中断前读了 {len(results) + len(failures)} 个：")
        _tell(results, failures, pretend=pretend)
        raise
    return _tell(results, failures, pretend=pretend)


def _tell(results: Sequence[Result], failures: Sequence[InputError], *, pretend: bool) -> int:
    for line in summarise(results, pretend=pretend):
        write(line)
    return report_failures(failures)


class Adder:
    """Adds letters to the ledger, which is opened with the first one: nothing to add, no file."""

    def __init__(self, session: Session, stack: ExitStack, *, total: int, pretend: bool) -> None:
        self._session = session
        self._stack = stack
        self._total = total
        self._pretend = pretend
        self._open: tuple[Ledger, OpenCommand] | None = None
        self._names: frozenset[tuple[str, str]] = frozenset()

    def add(self, extraction: Extraction, *, force: bool) -> Result:
        """Add one letter, or skip it where it is none; a plan or a list comes in with its tasks."""
        from tracker.extraction import is_task

        reply = extraction.reply
        tasks = any(map(is_task, extraction.commitments))
        if reply.genre is Genre.NONE and not force and not tasks:
            return Result(reply, len(extraction.commitments), None)
        if self._open is None:
            self._open = self._open_ledger()
            self._names = self._open[0].units.names()
        ledger, command = self._open
        added = ledger.add(extraction, command=command, today=self._session.today)
        return Result(reply, len(extraction.commitments), added, tasks)

    def suggest(self) -> None:
        """Say which units may be the same as one that came with these letters."""
        if self._open is not None:
            from tracker.cli.units import suggest

            suggest(self._open[0], self._names)

    def _open_ledger(self) -> tuple[Ledger, OpenCommand]:
        from tracker.ledger import Ledger

        path = self._session.ledger_path
        ledger = self._stack.enter_context(Ledger.rehearse(path) if self._pretend else self._session.open("write"))
        summary = f"读入 {self._total} 个文件"
        return ledger, ledger.command("add", person=self._session.person, now=self._session.now, summary=summary)


@contextmanager
def _show_progress(total: int) -> Iterator[Callable[[], None]]:
    """Call what comes out of here after each source."""
    if total < MANY or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    rate = TextColumn("{task.fields[rate]}")
    columns = (TextColumn("读入"), BarColumn(), MofNCompleteColumn(), rate, TextColumn("剩余"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total, rate="")

        def advance() -> None:
            speed = progress.tasks[0].speed
            progress.update(task, advance=1, rate=f"每秒 {speed:.0f} 份" if speed else "")

        yield advance


def summarise(results: Iterable[Result], *, pretend: bool) -> list[str]:
    """What was new, known, in conflict and skipped, in lines."""
    from tracker.ledger import AddOutcome

    by_outcome: dict[AddOutcome | None, list[Result]] = {}
    for result in results:
        by_outcome.setdefault(result.added.outcome if result.added else None, []).append(result)
    would = "将" if pretend else ""
    lines = _summarise_new(by_outcome.get(AddOutcome.NEW, []), f"{would}新增")
    lines += _summarise_new(by_outcome.get(AddOutcome.REVIVED, []), f"{would}恢复")
    lines += _summarise_lists(by_outcome.get(AddOutcome.NEW, []))
    lines += _summarise_undated(by_outcome.get(AddOutcome.NEW, []))
    if known := by_outcome.get(AddOutcome.KNOWN, []):
        lines.append(f"已在台账 {len(known)} 份，没有重复加入：")
        lines += _cut([f"  {_word_path(result.reply)}：同来源文件 {_word_document(result)}" for result in known])
    if conflicts := by_outcome.get(AddOutcome.CONFLICT, []):
        lines.append(f"没有加入 {len(conflicts)} 份，台账里同一案号已有不同文字：")
        lines += [f"  {_word_conflict(result)}" for result in conflicts]
    if skipped := by_outcome.get(None, []):
        lines.append(f"跳过 {len(skipped)} 份，不是答复件（确要加入请用 --force）：")
        lines += [f"  {_word_path(result.reply)}：{result.reply.genre_reason}" for result in skipped]
    return lines or ["没有可以加入的文件。"]


def _summarise_new(results: Sequence[Result], verb: str) -> list[str]:
    if not results:
        return []
    total = sum(result.commitments for result in results)
    lines = [f"{verb} {len(results)} 份答复、{total} 项承诺。"]
    named = []
    for result in results:
        found = f"承诺 {result.commitments} 项" if result.commitments else "没有找到承诺"
        named.append(f"  {_word_path(result.reply)}：{found}{_word_ids(result)}")
    return lines + _cut(named)


def _summarise_lists(results: Sequence[Result]) -> list[str]:
    lists = [result for result in results if result.reply.genre is Genre.NONE and result.tasks]
    if not lists:
        return []
    total = sum(result.commitments for result in lists)
    lines = [f"其中 {len(lists)} 份不是答复而是任务清单或方案，只收写明责任单位或时限的任务（{total} 项）："]
    return lines + _cut([f"  {_word_path(result.reply)}" for result in lists])


def _summarise_undated(results: Sequence[Result]) -> list[str]:
    undated = [result for result in results if result.reply.header.day is None]
    if not undated:
        return []
    total = sum(result.commitments for result in undated)
    lines = [f"其中 {len(undated)} 份（承诺 {total} 项）没有日期，按登记日计入："]
    return lines + _cut([f"  {_word_path(result.reply)}" for result in undated])


def _cut(lines: list[str]) -> list[str]:
    """The first of some lines about sources, the others counted."""
    rest = len(lines) - _NAMED
    return lines if rest <= 0 else [*lines[:_NAMED], f"  其余 {rest} 份略"]


def _word_path(reply: Reply) -> str:
    from tracker.reading import STANDARD_INPUT

    return "标准输入" if reply.document.path == STANDARD_INPUT else reply.document.path


def _word_document(result: Result) -> str:
    assert result.added is not None
    assert result.added.document is not None
    document = result.added.document
    return f"{document.id}" + (f"（{document.path}）" if document.path != result.reply.document.path else "")


def _word_ids(result: Result) -> str:
    from tracker.ledger import render_ids

    ids = result.added.item_ids if result.added else ()
    return f"，编号 {render_ids(ids)}" if ids else ""


def _word_conflict(result: Result) -> str:
    assert result.added is not None
    assert result.added.document is not None
    document, path = result.added.document, result.reply.document.path
    return (
        f"{_word_path(result.reply)}：与来源文件 {document.id}（{document.path}）文字不同，"
        f"如果是修订稿，请用 `tracker document replace {document.id} {path}`"
    )
