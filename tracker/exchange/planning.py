"""What one table that came back would do to the ledger, before anything is done: changes, conflicts, errors, remarks."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from tracker.errors import InputError
from tracker.exchange.assigning import assign_all
from tracker.exchange.cells import Reading
from tracker.exchange.columns import normal_text, shorten_ledger_id
from tracker.exchange.merging import Edit, MergedRow, Merger
from tracker.exchange.returned import Returned, read_returned
from tracker.exchange.tracing import Remark, find_missing, trace
from tracker.ledger import Answer, Assignment, Ledger
from tracker.profile import Profile
from tracker.reading.files import LARGEST, load_bytes, show_path
from tracker.reading.refusal import UnreadableError

Decision = Callable[[MergedRow, Edit], bool]
"""Whether what the office says of a conflict is taken."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was read."""

    source: str
    """Path, as people name it."""
    sha256: str
    """Of its bytes."""
    returned: Returned
    """What is in it."""


@dataclass(frozen=True, slots=True)
class FilePlan:
    """What one table would do."""

    table: Table
    """The table."""
    rows: tuple[MergedRow, ...]
    """The rows about promises of the ledger that were touched."""
    errors: tuple[Remark, ...]
    """Why nothing of it can be taken."""
    notes: tuple[Remark, ...]
    """What is not taken, without harm."""
    answers: tuple[Answer, ...]
    """The units that report with it."""

    @property
    def edits(self) -> list[tuple[MergedRow, Edit]]:
        """What only the office changed."""
        return [(row, edit) for row in self.rows for edit in row.edits]

    @property
    def conflicts(self) -> list[tuple[MergedRow, Edit]]:
        """What both changed."""
        return [(row, edit) for row in self.rows for edit in row.conflicts]

    @property
    def blank(self) -> bool:
        """Whether nobody filled anything in: such a table is no report."""
        return not self.errors and not any(row.touched for row in self.rows)

    @property
    def unknown(self) -> list[str]:
        """Words for statuses that a person may explain."""
        return list(dict.fromkeys(word for row in self.rows for word in row.unknown))


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a table does once a person has decided."""

    plan: FilePlan
    """The table."""
    assignments: tuple[Assignment, ...]
    """The changes."""
    errors: tuple[Remark, ...]
    """Why nothing of it can be taken."""
    notes: tuple[Remark, ...]
    """What to say of it."""


def load_table(path: str, reading: Reading) -> Table:
    """Read a table.  Raises ``InputError``."""
    name = show_path(path)
    data = load_bytes(path)
    if len(data) > LARGEST:
        raise InputError(name, f"超过 {LARGEST >> 20} MB，不像一份填报表，请检查是否选错了文件")
    try:
        returned = read_returned(data, name, reading)
    except UnreadableError as error:
        raise InputError(name, str(error)) from error
    return Table(name, hashlib.sha256(data).hexdigest(), returned)


def plan_table(table: Table, ledger: Ledger, profile: Profile, reading: Reading) -> FilePlan:
    """Hold a table against the ledger; writes nothing."""
    traced = trace(ledger, table.returned)
    rows = Merger(ledger, profile, reading).merge(traced.rows)
    missing = find_missing(ledger, table.returned, traced.rows)
    gone = [Remark(unit, f"缺少编号 {_ids(ids)} 的行，按没有填报处理") for unit, ids in missing.items()]
    notes = [*traced.notes, *(note for row in rows for note in row.notes), *gone]
    own = [*traced.errors, *(one for row in rows for one in row.errors)]
    errors = list(_find_foreign_ledger(table, ledger)) or own
    answers = _find_answers(table, ledger, [row for row in rows if row.touched])
    return FilePlan(table, tuple(rows), tuple(errors), tuple(notes), answers)


def _ids(ids: Sequence[int]) -> str:
    from tracker.ledger import render_ids

    return render_ids(ids)


def _find_foreign_ledger(table: Table, ledger: Ledger) -> Iterable[Remark]:
    own, stamp = ledger.outgoing.ledger_id, table.returned.stamp
    strange = any(key.ledger != shorten_ledger_id(own) for key in table.returned.untouched.values())
    if strange or (stamp is not None and stamp.ledger_id != own):
        yield Remark("全表", "是另一本台账导出的，请用 --ledger 指明那一本")


def _find_answers(table: Table, ledger: Ledger, touched: Sequence[MergedRow]) -> tuple[Answer, ...]:
    """The units that report by this table: those that were asked about a row of it, and those waited for to whom one is.

    A sheet that nobody filled in is no report, nor is one for a unit that went out before it was asked.
    """
    events = {row.item.id: row.line.key.event for row in touched if row.line.key is not None}
    questions = ledger.incoming.questions(events.values())
    found = {
        (event, questions[event].unit)
        for key, event in events.items()
        if event in questions and key in questions[event].item_ids
    }
    waiting = {one.unit: one.event_id for one in ledger.unanswered()} if touched else {}
    for row in touched:
        unit = row.item.unit
        if unit in waiting and events.get(row.item.id, waiting[unit]) >= waiting[unit]:
            found.add((waiting[unit], unit))
    name = PurePath(table.source).name
    return tuple(Answer(unit, event, name, table.sha256) for event, unit in sorted(found))


def resolve(plan: FilePlan, takes: Decision, on: date, today: date) -> Resolved:
    """The changes of a table, with what is decided about its conflicts."""
    rows = [(row, [*row.edits, *(edit for edit in row.conflicts if takes(row, edit))]) for row in plan.rows]
    assignments, errors, notes = assign_all(rows, on, today)
    return Resolved(plan, tuple(assignments), (*plan.errors, *errors), (*plan.notes, *notes))


def find_clashes(plans: Sequence[FilePlan]) -> dict[str, list[Remark]]:
    """The cells that two tables fill in otherwise, as errors of the later one, by its source."""
    first: dict[tuple[int, str], tuple[str, Edit]] = {}
    clashes: dict[str, list[Remark]] = {}
    for plan in plans:
        for row, edit in (*plan.edits, *plan.conflicts):
            source, other = first.setdefault((row.item.id, edit.key), (plan.table.source, edit))
            if source != plan.table.source and normal_text(other.value) != normal_text(edit.value):
                words = f"与“{source}”{other.place}填的不一样，请只留一份"
                clashes.setdefault(plan.table.source, []).append(Remark(edit.place, words))
    return clashes
