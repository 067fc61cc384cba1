"""The ledger as the rest of the program sees it: one SQLite file, opened for reading or for writing.

Each way of writing is imported where it is asked for: most commands need one or none.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from tracker.errors import UsageError
from tracker.ledger import connection
from tracker.ledger.reader import Reader
from tracker.ledger.rows import storable
from tracker.ledger.store import Store
from tracker.model import Command, Commitment, Extraction, Satisfaction

if TYPE_CHECKING:
    from tracker.ledger.directory import Directory
    from tracker.ledger.issuing import Issue, IssuedReport
    from tracker.ledger.rules import Rules
    from tracker.ledger.transfer import Transfer
    from tracker.ledger.values import (
        Added,
        Answer,
        Assignment,
        Change,
        OpenCommand,
        RefreshPlan,
        ReplacePlan,
        Undone,
        UndoPlan,
        Updated,
    )


class Ledger(Reader):
    """One open ledger; a context manager.  Every method that writes is one transaction."""

    def __init__(self, store: Store, older: Path | None = None) -> None:
        super().__init__(store)
        self.older = older
        """Where a copy is kept of the ledger as it was before opening brought its schema up to date, if it did."""

    @classmethod
    def open(cls, path: Path, *, mode: Literal["read", "write"], create: bool = True) -> Ledger:
        """Open a ledger.

        ``read`` never creates or changes a file; ``write`` brings the schema up to date and, with ``create``, makes
        the file and its folder where they are missing.  Raises ``LedgerError`` for whatever is wrong with the file.
        """
        if mode == "read":
            return cls(Store(connection.open_reading(path), path))
        opened, older = connection.open_writing(path, create=create)
        return cls(Store(opened, path), older)

    @classmethod
    def rehearse(cls, path: Path) -> Ledger:
        """A copy in memory of the ledger, empty where there is none: what is done to it is for show."""
        return cls(Store(connection.open_copy(path), path))

    def close(self) -> None:
        """Let go of the file."""
        self._store.connection.close()

    def __enter__(self) -> Self:
        """The ledger itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    @property
    def units(self) -> Directory:
        """The organs behind printed names."""
        from tracker.ledger.directory import Directory

        return Directory(self._store)

    @property
    def transfer(self) -> Transfer:
        """All rows of it, on their way out or in."""
        from tracker.ledger.transfer import Transfer

        return Transfer(self._store)

    def command(self, name: str, *, person: str, now: datetime, summary: str) -> OpenCommand:
        """A command to pass to ``add``; nothing is written until something changes."""
        from tracker.ledger.values import OpenCommand

        return OpenCommand(name=name, person=_check_person(person), now=now, summary=summary)

    def add(self, extraction: Extraction, *, command: OpenCommand, today: date) -> Added:
        """Add a reply, in one transaction; effective on the reply's date, or today where it has none or a later one."""
        from tracker.ledger import adding

        return adding.add(self._store, extraction, command, today)

    def plan_add(self, extraction: Extraction) -> Added:
        """What ``add`` would do; writes nothing."""
        from tracker.ledger import adding

        return adding.judge(self._store, extraction)

    def update(
        self, ids: Sequence[int], change: Change, *, person: str, on: date, now: datetime, summary: str
    ) -> Updated:
        """Set fields of items from a day on, all or none.

        Raises ``UsageError``, ``NotFoundError`` naming unknown ids, or ``RefusedError`` where a reason is missing.
        """
        from tracker.ledger import updating

        return updating.update(self._store, ids, change, person=_check_person(person), on=on, now=now, summary=summary)

    def plan_update(self, ids: Sequence[int], change: Change, *, person: str, on: date, now: datetime) -> Updated:
        """What ``update`` would do, its events without ids and the items as they are; raises the same."""
        from tracker.ledger import updating

        return updating.plan_update(self._store, ids, change, person=_check_person(person), on=on, now=now)

    def apply(
        self, assignments: Sequence[Assignment], *, command: OpenCommand, answers: Sequence[Answer] = ()
    ) -> Updated:
        """Set fields of many items, each change from its own day on, all or none; ``command`` may be of several calls.

        ``answers`` are the units that what is set came from.  Raises as ``update`` does.
        """
        from tracker.ledger import applying

        return applying.apply(self._store, assignments, command, answers)

    def plan_apply(self, assignments: Sequence[Assignment], *, command: OpenCommand) -> Updated:
        """What ``apply`` would do, its events without ids and the items as they are; raises the same."""
        from tracker.ledger import applying

        return applying.plan_apply(self._store, assignments, command)

    def split(self, id: int, first: Commitment, second: Commitment, *, person: str, on: date, now: datetime) -> Updated:
        """Cut an item into two accepted ones: the id stays on the first part, the second is new and inherits its state.

        Raises ``UsageError`` where the parts overlap or are no exact cuts.
        """
        from tracker.ledger import cutting
        from tracker.ledger.values import Occasion

        return cutting.split(self._store, id, first, second, Occasion(_check_person(person), on, now))

    def merge(
        self, first_id: int, second_id: int, reading: Commitment, *, person: str, on: date, now: datetime
    ) -> Updated:
        """Put the second item into the first, whose reading then covers both; the second is withdrawn.

        Raises ``RefusedError`` where they stand in two documents.
        """
        from tracker.ledger import cutting
        from tracker.ledger.values import Occasion

        return cutting.merge(self._store, (first_id, second_id), reading, Occasion(_check_person(person), on, now))

    def add_promise(self, document_id: int, commitment: Commitment, *, person: str, on: date, now: datetime) -> Updated:
        """Add a promise that was missed, accepted; it counts from the day of its document on.

        Raises ``RefusedError`` naming the item that is the same by at least half.
        """
        from tracker.ledger import cutting
        from tracker.ledger.values import Occasion

        return cutting.add_promise(self._store, document_id, commitment, Occasion(_check_person(person), on, now))

    def plan_refresh(self, document_id: int, extraction: Extraction) -> RefreshPlan:
        """What ``refresh`` would do with a new extraction of ``reply(document_id)``; writes nothing."""
        from tracker.ledger import refreshing

        return refreshing.plan_refresh(self._store, document_id, extraction)

    def refresh(
        self, plan: RefreshPlan, *, person: str, now: datetime, on: date | None = None, under: OpenCommand | None = None
    ) -> Updated:
        """Apply a plan; ``RefusedError`` where anything changed since.

        Without ``on``, corrections hold from the day of what they correct.  ``under`` puts several documents, one
        transaction each, under one command.
        """
        from tracker.ledger import refreshing

        summary = f"按现行规则重读来源文件 {plan.document.id}"
        command = under or self.command(refreshing.REFRESH, person=person, now=now, summary=summary)
        return refreshing.refresh(self._store, plan, command, on)

    def plan_replace(self, document_id: int, extraction: Extraction) -> ReplacePlan:
        """What ``replace_document`` would do; writes nothing."""
        from tracker.ledger import replacing

        return replacing.plan_replace(self._store, document_id, extraction)

    def replace_document(
        self, document_id: int, extraction: Extraction, *, person: str, now: datetime, today: date
    ) -> Updated:
        """Put another text in the place of a document; ``items`` are the moved, the new and the kept ones.

        Raises ``RefusedError`` where the new text, or another of its case, is in the ledger already.
        """
        from tracker.ledger import replacing

        summary = f"以新文本取代来源文件 {document_id}"
        command = self.command(replacing.REPLACE, person=person, now=now, summary=summary)
        return replacing.replace_document(self._store, document_id, extraction, command, today)

    def set_rules(self, rules: Rules) -> None:
        """Set the ledger to the rules of a place; ``find_rules`` reads them."""
        from tracker.ledger.rules import keep_rules

        _check_person(rules.set_by)
        keep_rules(self._store, rules)

    def withdraw(self, document_id: int, reason: str, *, person: str, on: date, now: datetime) -> Updated:
        """Take a document out of the ledger from a day on, with its items, which are returned; a reason is required."""
        from tracker.ledger import withdrawing
        from tracker.ledger.values import Occasion

        return withdrawing.withdraw(self._store, document_id, reason, Occasion(_check_person(person), on, now))

    def update_document(
        self,
        document_id: int,
        *,
        category: str | None = None,
        satisfaction: Satisfaction | None = None,
        person: str,
        on: date,
        now: datetime,
    ) -> Updated:
        """Set 现办复类别 and what the proposer says of the reply, from a day on."""
        from tracker.ledger import withdrawing
        from tracker.ledger.values import Occasion

        occasion = Occasion(_check_person(person), on, now)
        return withdrawing.update_document(self._store, document_id, category, satisfaction, occasion)

    def undo(self, *, person: str, now: datetime, today: date, command_id: int | None = None) -> Undone:
        """Take back the last command of a person that is neither an undo nor undone, or the one that is named.

        Its inverse events are effective on the days of the originals, so ``today`` decides nothing.  Raises
        ``NotFoundError`` where there is none, ``RefusedError`` where a later command touched the same fields.
        """
        from tracker.ledger import undoing

        return undoing.undo(self._store, person=_check_person(person), now=now, command_id=command_id)

    def peek_undo(self, *, person: str) -> Command | None:
        """The command that ``undo`` would take back."""
        plan = self.plan_undo(person=person)
        return plan.command if plan else None

    def plan_undo(self, *, person: str, command_id: int | None = None) -> UndoPlan | None:
        """The command that ``undo`` would take back, with its events."""
        from tracker.ledger import undoing

        return undoing.plan_undo(self._store, _check_person(person), command_id)

    def undo_each(self, command_ids: Sequence[int], *, person: str, now: datetime) -> list[Undone]:
        """Take back some commands of a person in this order, all or none; raises as ``undo`` does."""
        from tracker.ledger import undoing

        return undoing.undo_each(self._store, command_ids, person=_check_person(person), now=now)

    def plan_undo_last(self, count: int, *, person: str) -> tuple[UndoPlan, ...]:
        """What taking back the last commands would take back, latest first; fewer where there are fewer."""
        from tracker.ledger import undoing

        return undoing.plan_last(self._store, _check_person(person), count)

    def own_commands(self, count: int, *, person: str) -> list[tuple[Command, bool]]:
        """The last commands of a person, latest first, each with whether it was taken back."""
        from tracker.ledger import undoing

        return undoing.list_commands(self._store, _check_person(person), count)

    def issue(self, wanted: Issue, *, person: str, now: datetime, number: int | None = None) -> IssuedReport:
        """Give a report its number and keep what it was made from; ``RefusedError`` for a number given before."""
        from tracker.ledger import issuing

        return issuing.issue(self._store, wanted, person=_check_person(person), now=now, number=number)


def _check_person(person: str) -> str:
    if not person.strip():
        raise UsageError("操作人不能为空，请用 --user 姓名 或环境变量 TRACKER_USER 给出")
    return storable(person.strip())
