"""What is settled about tables that came back before anything is written: unknown words, conflicts, what is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tracker.cli.console import ask, is_terminal, say
from tracker.cli.session import Session
from tracker.errors import ExitCode, RefusedError, TrackerError

if TYPE_CHECKING:
    from tracker.exchange.cells import Reading
    from tracker.exchange.merging import Edit, MergedRow
    from tracker.exchange.planning import FilePlan, Resolved, Table
    from tracker.exchange.tracing import Remark
    from tracker.ledger import Ledger, Updated
    from tracker.model import Status

_THEIRS = frozenset({"t", "表", "采用", "y"})
_OURS = frozenset({"", "o", "台账", "保留", "n"})
_SKIPPED = frozenset({"", "k", "跳过"})


@dataclass(frozen=True, slots=True)
class Settled:
    """One table, with what was decided about it."""

    plan: FilePlan
    """The table."""
    resolved: Resolved
    """Its changes, those conflicts in it that are decided for the office."""
    taken: frozenset[tuple[int, str]]
    """The conflicts, by item and column, in which the office's word is taken."""
    planned: Updated | None
    """The events that it makes, ``None`` where it is not taken."""
    errors: tuple[Remark, ...]
    """Why it is not taken."""
    undecided: tuple[tuple[MergedRow, Edit], ...]
    """Conflicts about which nobody decided."""

    @property
    def ready(self) -> bool:
        """Whether it can be put into the ledger."""
        return not self.errors and not self.undecided


@dataclass(frozen=True, slots=True)
class Settlement:
    """All tables of one import."""

    tables: tuple[Settled, ...]
    """In the order in which they were given."""

    @property
    def ready(self) -> list[Settled]:
        """Those that can be put into the ledger and say anything."""
        return [one for one in self.tables if one.ready and not one.plan.blank]

    @property
    def items(self) -> int:
        """Items that change."""
        return len({event.item_id for one in self.ready if one.planned for event in one.planned.events})

    @property
    def changes(self) -> int:
        """Events that are to be written."""
        return sum(len(one.planned.events) for one in self.ready if one.planned)

    @property
    def exit_code(self) -> ExitCode:
        """What a script is told: tables with errors before those with conflicts."""
        if any(one.errors for one in self.tables):
            return ExitCode.INPUT
        return ExitCode.REFUSED if any(one.undecided for one in self.tables) else ExitCode.OK


class Clerk:
    """Settles tables with a person, or by what was said beforehand, and puts them into the ledger."""

    def __init__(self, session: Session, ledger: Ledger, day: date, *, side: bool | None, quiet: bool) -> None:
        self._session = session
        self._ledger = ledger
        self._day = day
        self._side = side
        self._quiet = quiet
        """Nobody is to be asked."""
        self._asked: dict[tuple[int, str], bool] = {}
        self._all: bool | None = None
        self._reading = self._make_reading({})
        self._last = 0
        """The last event when all was settled."""

    def _make_reading(self, words: dict[str, Status]) -> Reading:
        from tracker.exchange.cells import Reading

        return Reading(self._session.today, words)

    def settle(self, tables: Sequence[Table]) -> Settlement:
        """What each table does; asks about what is not clear where there is a person to ask."""
        from tracker.exchange.planning import find_clashes

        self._last = self._ledger.last_event_id()
        plans = self._plan(tables)
        unknown = list(dict.fromkeys(word for plan in plans for word in plan.unknown))
        if unknown and not self._quiet and is_terminal():
            self._reading = self._make_reading(_ask_words(unknown))
            plans = self._plan(tables)
        clashes = find_clashes(plans)
        return Settlement(tuple(self._settle(plan, clashes.get(plan.table.source, ())) for plan in plans))

    def _plan(self, tables: Sequence[Table]) -> list[FilePlan]:
        from tracker.exchange.planning import plan_table

        profile = self._session.profile
        return [plan_table(table, self._ledger, profile, self._reading) for table in tables]

    def _settle(self, plan: FilePlan, clashes: Sequence[Remark]) -> Settled:
        from tracker.exchange.planning import resolve

        hopeless = bool(plan.errors or clashes)
        decisions = (
            {} if hopeless else {(row.item.id, edit.key): self._decide(row, edit) for row, edit in plan.conflicts}
        )
        taken = frozenset(place for place, theirs in decisions.items() if theirs)
        undecided = tuple((row, edit) for row, edit in plan.conflicts if decisions.get((row.item.id, edit.key)) is None)
        resolved = resolve(plan, lambda row, edit: (row.item.id, edit.key) in taken, self._day, self._session.today)
        errors = (*resolved.errors, *clashes)
        planned = None
        if not errors and not undecided:
            planned, errors = self._rehearse(resolved)
        return Settled(plan, resolved, taken, planned, errors, () if errors else undecided)

    def _rehearse(self, resolved: Resolved) -> tuple[Updated | None, tuple[Remark, ...]]:
        """The events of a table, or what the ledger has against it."""
        from tracker.exchange.tracing import Remark

        command = self._ledger.command("import", person=self._session.person, now=self._session.now, summary="")
        try:
            return self._ledger.plan_apply(resolved.assignments, command=command), ()
        except TrackerError as error:
            return None, (Remark("全表", str(error)),)

    # Decisions

    def _decide(self, row: MergedRow, edit: Edit) -> bool | None:
        """Whether the office's word is taken in a conflict; ``None`` where nobody says."""
        if self._side is not None or self._quiet or not is_terminal():
            return self._side
        place = (row.item.id, edit.key)
        if self._all is None and place not in self._asked:
            self._asked[place] = self._ask(row, edit)
        return self._asked.get(place, bool(self._all))

    def _ask(self, row: MergedRow, edit: Edit) -> bool:
        from tracker.cli.returns import describe_conflict

        say(describe_conflict(row, edit))
        while True:
            answer = ask("  t 采用表里的  o 保留台账的（回车）  T、O 其余全部照此 > ")
            if answer is None:
                return False
            if answer in ("T", "O"):
                self._all = answer == "T"
                return self._all
            if answer.lower() in _THEIRS | _OURS:
                return answer.lower() in _THEIRS
            say("  请输入 t 或 o 再回车。")

    # Doing

    def carry_out(self, settlement: Settlement) -> bool:
        """Put the tables into the ledger, one transaction each, all under one command; whether anything was written."""
        ready = settlement.ready
        command = self._ledger.command(
            "import",
            person=self._session.person,
            now=self._session.now,
            summary=f"收回 {len(ready)} 份填报表，更新 {settlement.items} 项",
        )
        if self._ledger.last_event_id() != self._last:
            self._check_still(ready)
        for one in ready:
            self._ledger.apply(one.resolved.assignments, command=command, answers=one.plan.answers)
        return command.written is not None

    def _check_still(self, ready: Sequence[Settled]) -> None:
        """Refuse what was settled on another state than the one that is."""
        plans = self._plan([one.plan.table for one in ready])
        for plan, one in zip(plans, ready, strict=True):
            before, now = ([(row.edits, row.conflicts) for row in rows] for rows in (one.plan.rows, plan.rows))
            if before != now:
                raise RefusedError("台账刚才被别人改动，没有记入任何表，请重新运行同一命令")


def _ask_words(words: Sequence[str]) -> dict[str, Status]:
    """What a person says that words for statuses mean."""
    from tracker.exchange.columns import OFFERED
    from tracker.exchange.synonyms import find_status, normal_word

    said: dict[str, Status] = {}
    choices = "  ".join(f"{number} {status.label}" for number, status in enumerate(OFFERED, 1))
    for word in words:
        while True:
            answer = ask(f"表里的状态“{' '.join(word.split())}”是哪一种？ {choices}  回车 跳过 > ")
            if answer is None or answer.lower() in _SKIPPED:
                break
            chosen = OFFERED[int(answer) - 1] if answer in _numbers(len(OFFERED)) else find_status(answer)
            if chosen in OFFERED:
                said[normal_word(word)] = chosen
                break
            say("  请输入上面的数字再回车。")
    return said


def _numbers(count: int) -> list[str]:
    return [str(number) for number in range(1, count + 1)]
