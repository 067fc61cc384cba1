"""The ledger as the rest of the program sees it: one SQLite file, opened for reading or for writing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from tracker.errors import UsageError
from tracker.ledger import (
    adding,
    answering,
    applying,
    connection,
    cutting,
    finding,
    issuing,
    refreshing,
    replacing,
    undoing,
    updating,
    withdrawing,
)
from tracker.ledger.directory import Directory
from tracker.ledger.finding import Tally
from tracker.ledger.incoming import Incoming
from tracker.ledger.issuing import Issue, IssuedReport
from tracker.ledger.moments import find_held, find_moments
from tracker.ledger.outgoing import Outgoing
from tracker.ledger.overview import Overview
from tracker.ledger.query import ATTENTION, Query
from tracker.ledger.records import storable
from tracker.ledger.rules import Rules, keep_rules
from tracker.ledger.store import Store
from tracker.ledger.transfer import Transfer
from tracker.ledger.values import (
    Added,
    Answer,
    Asked,
    Assignment,
    Change,
    Occasion,
    OpenCommand,
    RefreshPlan,
    ReplacePlan,
    Undone,
    UndoPlan,
    Updated,
)
from tracker.model import (
    Command,
    Commitment,
    DocumentRecord,
    DocumentSummary,
    Event,
    Extraction,
    Item,
    Reply,
    Satisfaction,
)


class Ledger:
    """One open ledger; a context manager.  Every method that writes is one transaction."""

    def __init__(self, store: Store, older: Path | None = None) -> None:
        self._store = store
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
    def path(self) -> Path:
        """The file."""
        return self._store.path

    @property
    def units(self) -> Directory:
        """The organs behind printed names."""
        return Directory(self._store)

    @property
    def overview(self) -> Overview:
        """What needs attention, counted without reading the items."""
        return Overview(self._store)

    @property
    def incoming(self) -> Incoming:
        """What those need who put into it what comes back."""
        return Incoming(self._store)

    @property
    def outgoing(self) -> Outgoing:
        """What leaves it as sheets that offices fill in."""
        return Outgoing(self._store)

    @property
    def transfer(self) -> Transfer:
        """All rows of it, on their way out or in."""
        return Transfer(self._store)

    # Writing

    def command(self, name: str, *, person: str, now: datetime, summary: str) -> OpenCommand:
        """A command to pass to ``add``; nothing is written until something changes."""
        return OpenCommand(name=name, person=_check_person(person), now=now, summary=summary)

    def add(self, extraction: Extraction, *, command: OpenCommand, today: date) -> Added:
        """Add a reply, in one transaction; effective on the reply's date, or today where it has none or a later one."""
        return adding.add(self._store, extraction, command, today)

    def plan_add(self, extraction: Extraction) -> Added:
        """What ``add`` would do; writes nothing."""
        return adding.judge(self._store, extraction)

    def update(
        self, ids: Sequence[int], change: Change, *, person: str, on: date, now: datetime, summary: str
    ) -> Updated:
        """Set fields of items from a day on, all or none.

        Raises ``UsageError``, ``NotFoundError`` naming unknown ids, or ``RefusedError`` where a reason is missing.
        """
        return updating.update(self._store, ids, change, person=_check_person(person), on=on, now=now, summary=summary)

    def plan_update(self, ids: Sequence[int], change: Change, *, person: str, on: date, now: datetime) -> Updated:
        """What ``update`` would do, its events without ids and the items as they are; raises the same."""
        return updating.plan_update(self._store, ids, change, person=_check_person(person), on=on, now=now)

    def apply(
        self, assignments: Sequence[Assignment], *, command: OpenCommand, answers: Sequence[Answer] = ()
    ) -> Updated:
        """Set fields of many items, each change from its own day on, all or none; ``command`` may be of several calls.

        ``answers`` are the units that what is set came from.  Raises as ``update`` does.
        """
        return applying.apply(self._store, assignments, command, answers)

    def plan_apply(self, assignments: Sequence[Assignment], *, command: OpenCommand) -> Updated:
        """What ``apply`` would do, its events without ids and the items as they are; raises the same."""
        return applying.plan_apply(self._store, assignments, command)

    def split(self, id: int, first: Commitment, second: Commitment, *, person: str, on: date, now: datetime) -> Updated:
        """Cut an item into two accepted ones: the id stays on the first part, the second is new and inherits its state.

        Raises ``UsageError`` where the parts overlap or are no exact cuts.
        """
        return cutting.split(self._store, id, first, second, Occasion(_check_person(person), on, now))

    def merge(
        self, first_id: int, second_id: int, reading: Commitment, *, person: str, on: date, now: datetime
    ) -> Updated:
        """Put the second item into the first, whose reading then covers both; the second is withdrawn.

        Raises ``RefusedError`` where they stand in two documents.
        """
        return cutting.merge(self._store, (first_id, second_id), reading, Occasion(_check_person(person), on, now))

    def add_promise(self, document_id: int, commitment: Commitment, *, person: str, on: date, now: datetime) -> Updated:
        """Add a promise that was missed, accepted; it counts from the day of its document on.

        Raises ``RefusedError`` naming the item that is the same by at least half.
        """
        return cutting.add_promise(self._store, document_id, commitment, Occasion(_check_person(person), on, now))

    def plan_refresh(self, document_id: int, extraction: Extraction) -> RefreshPlan:
        """What ``refresh`` would do with a new extraction of ``reply(document_id)``; writes nothing."""
        return refreshing.plan_refresh(self._store, document_id, extraction)

    def refresh(
        self, plan: RefreshPlan, *, person: str, now: datetime, on: date | None = None, under: OpenCommand | None = None
    ) -> Updated:
        """Apply a plan; ``RefusedError`` where anything changed since.

        Without ``on``, corrections hold from the day of what they correct.  ``under`` puts several documents, one
        transaction each, under one command.
        """
        summary = f"按现行规则重读来源文件 {plan.document.id}"
        command = under or self.command(refreshing.REFRESH, person=person, now=now, summary=summary)
        return refreshing.refresh(self._store, plan, command, on)

    def plan_replace(self, document_id: int, extraction: Extraction) -> ReplacePlan:
        """What ``replace_document`` would do; writes nothing."""
        return replacing.plan_replace(self._store, document_id, extraction)

    def replace_document(
        self, document_id: int, extraction: Extraction, *, person: str, now: datetime, today: date
    ) -> Updated:
        """Put another text in the place of a document; ``items`` are the moved, the new and the kept ones.

        Raises ``RefusedError`` where the new text, or another of its case, is in the ledger already.
        """
        summary = f"以新文本取代来源文件 {document_id}"
        command = self.command(replacing.REPLACE, person=person, now=now, summary=summary)
        return replacing.replace_document(self._store, document_id, extraction, command, today)

    def set_rules(self, rules: Rules) -> None:
        """Set the ledger to the rules of a place; ``find_rules`` reads them."""
        _check_person(rules.set_by)
        keep_rules(self._store, rules)

    def withdraw(self, document_id: int, reason: str, *, person: str, on: date, now: datetime) -> Updated:
        """Take a document out of the ledger from a day on, with its items, which are returned; a reason is required."""
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
        occasion = Occasion(_check_person(person), on, now)
        return withdrawing.update_document(self._store, document_id, category, satisfaction, occasion)

    def undo(self, *, person: str, now: datetime, today: date, command_id: int | None = None) -> Undone:
        """Take back the last command of a person that is neither an undo nor undone, or the one that is named.

        Its inverse events are effective on the days of the originals, so ``today`` decides nothing.  Raises
        ``NotFoundError`` where there is none, ``RefusedError`` where a later command touched the same fields.
        """
        return undoing.undo(self._store, person=_check_person(person), now=now, command_id=command_id)

    def peek_undo(self, *, person: str) -> Command | None:
        """The command that ``undo`` would take back."""
        plan = self.plan_undo(person=person)
        return plan.command if plan else None

    def plan_undo(self, *, person: str, command_id: int | None = None) -> UndoPlan | None:
        """The command that ``undo`` would take back, with its events."""
        return undoing.plan_undo(self._store, _check_person(person), command_id)

    def undo_each(self, command_ids: Sequence[int], *, person: str, now: datetime) -> list[Undone]:
        """Take back some commands of a person in this order, all or none; raises as ``undo`` does."""
        return undoing.undo_each(self._store, command_ids, person=_check_person(person), now=now)

    def plan_undo_last(self, count: int, *, person: str) -> tuple[UndoPlan, ...]:
        """What taking back the last commands would take back, latest first; fewer where there are fewer."""
        return undoing.plan_last(self._store, _check_person(person), count)

    def own_commands(self, count: int, *, person: str) -> list[tuple[Command, bool]]:
        """The last commands of a person, latest first, each with whether it was taken back."""
        return undoing.list_commands(self._store, _check_person(person), count)

    # Reading

    def items(self, on: date | None = None, up_to_event: int | None = None) -> list[Item]:
        """The items that are not withdrawn, by id: now, or as they were at the end of a day.

        ``up_to_event`` leaves out what was typed after that event.
        """
        if on is None and up_to_event is None:
            return self._store.items("NOT withdrawn")
        return find_moments(self._store, (on or date.max,), up_to_event)[0]

    def moments(self, days: Sequence[date], up_to_event: int | None = None) -> list[list[Item]]:
        """The items as they were at the end of each of some days, ascending; the events are read once."""
        return find_moments(self._store, days, up_to_event)

    def find(self, query: Query, order: str = ATTENTION, limit: int | None = None) -> list[Item]:
        """The items that are not withdrawn and meet a query, at most so many, in one of ``ORDERS``."""
        return finding.find_items(self._store, query, order, limit)

    def count(self, query: Query) -> Tally:
        """How many items ``find`` has, without reading them."""
        return finding.count_items(self._store, query)

    def select(self, query: Query, items: Sequence[Item]) -> list[Item]:
        """Those of some items, as they were on whatever day, that meet a query, in the order given."""
        return finding.select_items(self._store, query, items)

    def item(self, id: int) -> Item:
        """One item with its state now, a withdrawn one too; ``NotFoundError`` where there is none."""
        return self.named([id])[0]

    def named(self, ids: Sequence[int]) -> list[Item]:
        """The items of these ids, in that order, withdrawn ones too; ``NotFoundError`` names the unknown ones."""
        return finding.find_named(self._store, ids)

    def documents(self, *, withdrawn: bool = False) -> list[DocumentRecord]:
        """The documents, by id; withdrawn ones only where asked for."""
        return self._store.documents("1" if withdrawn else "NOT withdrawn")

    def find_documents(self, wanted: str) -> frozenset[int]:
        """The documents that are there and meant by an id, a case number, or words of title or path."""
        return finding.find_documents(self._store, wanted)

    def summaries(
        self, ids: Collection[int] | None = None, *, withdrawn: bool = False, limit: int | None = None
    ) -> list[DocumentSummary]:
        """The documents in short, by id, the latest where there are more; withdrawn ones only where asked for."""
        condition = "1" if withdrawn else "withdrawn = 0"
        if ids is None:
            return self._store.summaries(condition, limit=limit)
        listed = json.dumps(sorted(ids))
        return self._store.summaries(f"{condition} AND id IN (SELECT value FROM json_each(?))", listed, limit=limit)

    def document_items(self, document_id: int) -> list[Item]:
        """The items of a document that are not withdrawn, by id."""
        return self._store.items("document_id = ? AND NOT withdrawn", document_id)

    def document(self, id: int) -> DocumentRecord:
        """One document, a withdrawn one too; ``NotFoundError`` where there is none."""
        return cutting.find_document(self._store, id, withdrawn=True)

    def reply(self, document_id: int) -> Reply:
        """The letter of a document as it was read, without the layout of its source; ready to extract from."""
        return self._store.reply(self.document(document_id).id)

    def events(
        self,
        item_id: int | None = None,
        *,
        first: date | None = None,
        last: date | None = None,
        limit: int | None = None,
    ) -> list[Event]:
        """Events in the order in which they were typed, of one item or all, effective from ``first`` to ``last``.

        With ``limit`` only the latest of them.
        """
        span = ((first or date.min).isoformat(), (last or date.max).isoformat())
        if item_id is None:
            found = self._store.events("effective_on BETWEEN ? AND ?", *span)
        else:
            found = self._store.events("item_id = ? AND effective_on BETWEEN ? AND ?", item_id, *span)
        return found if limit is None else found[max(len(found) - limit, 0) :]

    def history(self, query: Query | None = None, limit: int | None = None) -> tuple[list[Event], int]:
        """The latest events of the items that meet a query, or of everything, as typed; and how many there are."""
        return finding.find_events(self._store, query, limit)

    def holding_events(
        self, *, first: date | None = None, last: date | None = None, up_to_event: int | None = None
    ) -> list[Event]:
        """The events that hold, by effective day, without those that were taken back: what really happened.

        ``up_to_event`` leaves out what was typed after that event, also what was taken back after it.
        """
        return find_held(self._store, first or date.min, last or date.max, up_to_event)

    def due_moves(self, on: date | None = None) -> Counter[int]:
        """How often the 督办时限 of each item was moved, by item id; setting it for the first time does not count."""
        holding = self.holding_events(last=on)
        moves = (event.item_id for event in holding if event.field == "due" and event.old is not None)
        return Counter(item for item in moves if item is not None)

    def last_event_id(self) -> int:
        """The id of the latest event, 0 where there is none."""
        return int(self._store.rows("SELECT coalesce(max(id), 0) FROM events")[0][0])

    def commands(self, limit: int | None = None) -> list[Command]:
        """The commands, latest first."""
        found = self._store.rows("SELECT coalesce(max(id), 0) FROM commands")[0][0]
        return self._store.commands("id > ?", 0 if limit is None else found - limit)

    def unanswered(self, on: date | None = None, up_to_event: int | None = None) -> list[Asked]:
        """The units that were asked to report by the end of a day and have not reported to this day."""
        return answering.find_unanswered(self._store, on, up_to_event)

    def issue(self, wanted: Issue, *, person: str, now: datetime, number: int | None = None) -> IssuedReport:
        """Give a report its number and keep what it was made from; ``RefusedError`` for a number given before."""
        return issuing.issue(self._store, wanted, person=_check_person(person), now=now, number=number)

    def issued(self, number: int | None = None) -> list[IssuedReport]:
        """The issued reports, by number, or the one of a number; ``NotFoundError`` where there is none."""
        return issuing.list_issued(self._store) if number is None else [issuing.find_issued(self._store, number)]

    def amendments(self, before: IssuedReport, up_to_event: int | None = None) -> tuple[Event, ...]:
        """What was recorded after an issued report and would have stood in it."""
        return issuing.find_amendments(self._store, before, up_to_event)

    def replay(self) -> list[Item]:
        """The state now from events alone; equals ``items()``."""
        return find_moments(self._store, (date.max,))[0]


def _check_person(person: str) -> str:
    if not person.strip():
        raise UsageError("操作人不能为空，请用 --user 姓名 或环境变量 TRACKER_USER 给出")
    return storable(person.strip())
