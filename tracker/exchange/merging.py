"""What an office changed, held against what its row showed and what the ledger says now.

Three states decide: the row as it went out, as it came back, and the ledger now.  What only the office changed is taken;
what only the ledger changed stays; what both changed, each otherwise, is a conflict, which a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.exchange.cells import CellError, Reading, UnknownWordError, check_whole, parse_cell
from tracker.exchange.columns import COLUMNS, Cell, Column, Entry, Kind, normal_text
from tracker.exchange.returned import Line, show_cell
from tracker.exchange.tracing import Remark, Traced
from tracker.ledger import Ledger
from tracker.model import Item, Status
from tracker.profile import Profile

EDITABLE = tuple(column for column in COLUMNS if column.editable)
_IDENTITY = tuple(column for column in COLUMNS if column.identity)
_BY_LABEL = {status.label: status for status in Status}


@dataclass(frozen=True, slots=True)
class Edit:
    """One cell that an office filled in otherwise."""

    key: str
    """Column."""
    place: str
    """Where it stands, in words."""
    value: Cell
    """What it holds now, as ``Column.write`` would have it; of evidence only the new lines."""
    before: Cell
    """What it held when it went out."""
    now: Cell
    """What the ledger has."""

    @property
    def title(self) -> str:
        """Title of the column."""
        return next(column.title for column in EDITABLE if column.key == self.key)


@dataclass(frozen=True, slots=True)
class MergedRow:
    """One row, held against the ledger."""

    item: Item
    """The promise as it is now."""
    line: Line
    """The row."""
    edits: tuple[Edit, ...] = ()
    """What the office changed and nobody else did."""
    conflicts: tuple[Edit, ...] = ()
    """What both changed."""
    errors: tuple[Remark, ...] = ()
    """Cells that cannot be taken."""
    notes: tuple[Remark, ...] = ()
    """What is not taken, without harm."""
    unknown: tuple[str, ...] = ()
    """Words for statuses among the errors that a person may explain."""
    touched: bool = False
    """Whether the office filled in anything, known by now or not."""
    earliest: date | None = None
    """The first day from which it may be said to be done."""


class Merger:
    """Holds rows against one ledger."""

    def __init__(self, ledger: Ledger, profile: Profile, reading: Reading) -> None:
        self._ledger = ledger
        self._profile = profile
        self._reading = reading

    def merge(self, rows: Sequence[Traced]) -> list[MergedRow]:
        """The rows with what is to be done about each; of several rows of a promise one, or an error."""
        known = {row.item.id: row.event for row in rows if row.event is not None}
        then = self._ledger.incoming.then(known)
        now = [row.item for row in rows]
        days = (self._ledger.outgoing.done_days(now), self._ledger.outgoing.done_days(then.values()))
        earliest = self._ledger.incoming.earliest_done(now)
        merged: dict[int, MergedRow] = {}
        for row in rows:
            key = row.item.id
            start = MergedRow(row.item, row.line, earliest=earliest[key])
            before = self._show(then[key], days[1]) if key in then and row.event is not None else None
            found = self._merge_row(start, before, self._show(row.item, days[0]))
            merged[key] = found if key not in merged else _unite(merged[key], found)
        return list(merged.values())

    def _show(self, item: Item, done: Mapping[int, date]) -> dict[str, Cell]:
        entry = Entry(0, item, self._reading.today, self._profile, done_on=done.get(item.id))
        return {column.key: column.write(entry) for column in (*EDITABLE, *_IDENTITY) if column.key != "category"}

    def _merge_row(self, merged: MergedRow, before: Mapping[str, Cell] | None, now: Mapping[str, Cell]) -> MergedRow:
        line = merged.line
        for column in EDITABLE:
            if column.key in line.cells:
                was = before[column.key] if before is not None else None
                merged = self._merge_cell(merged, column, was, before is not None, now[column.key])
        return replace(merged, notes=(*merged.notes, *_find_foreign(line, before or now)))

    def _merge_cell(self, row: MergedRow, column: Column, before: Cell, known: bool, held: Cell) -> MergedRow:
        """The row with what one cell says; without a known state before, the one that is held now."""
        raw, shown = row.line.cells[column.key], before if known else held
        if normal_text(show_cell(raw)) == normal_text(shown):
            return row
        place = row.line.place(column.key)
        try:
            value = parse_cell(column, raw, self._reading)
            if isinstance(value, str) and normal_text(value) != normal_text(shown):
                check_whole(value, shown)
            value = _find_new_lines(value, held) if column.kind is Kind.EVIDENCE else value
            _check_status(column, value, shown)
        except UnknownWordError as error:
            return replace(row, errors=(*row.errors, Remark(place, str(error))), unknown=(*row.unknown, error.word))
        except CellError as error:
            return replace(row, errors=(*row.errors, Remark(place, str(error))))
        if value is None or normal_text(value) == normal_text(shown):
            return _note_emptied(row, column, place, raw is None and known and before is not None)
        row = replace(row, touched=True)
        if normal_text(value) == normal_text(held) or _is_dated(row, value, held):
            return row
        if column.key in ("status", "done_on") and row.item.status is Status.CLOSED:
            return replace(row, notes=(*row.notes, Remark(place, f"该项已销号，{column.title}由督查单位掌握，未采纳")))
        edit = Edit(column.key, place, value, before if known else None, held)
        unsaid = held is None or held == Status.UNREPORTED.label
        if column.kind is Kind.EVIDENCE or unsaid or (known and normal_text(held) == normal_text(before)):
            return replace(row, edits=(*row.edits, edit))
        return replace(row, conflicts=(*row.conflicts, edit))


def _is_dated(row: MergedRow, value: Cell, held: Cell) -> bool:
    """Whether a day of completion is that which the ledger has, as far back as it can be."""
    if not isinstance(value, date) or row.earliest is None or row.item.status is not Status.DONE:
        return False
    return max(value, row.earliest) == held


def _note_emptied(row: MergedRow, column: Column, place: str, emptied: bool) -> MergedRow:
    # 办结日 goes with the status, and evidence is never taken away.
    if not emptied or column.kind in (Kind.DAY, Kind.EVIDENCE):
        return row
    note = Remark(place, f"被清空，台账保留原来的内容；如果已经没有，请写明（如“{_word_none(column)}”）")
    return replace(row, notes=(*row.notes, note))


def _word_none(column: Column) -> str:
    return "0" if column.kind is Kind.PERCENT else "无"


def _find_new_lines(value: Cell, held: Cell) -> Cell:
    """The lines of evidence that the ledger does not have; as one text."""
    known = {normal_text(line) for line in str(held or "").splitlines()}
    lines = [line.strip() for line in str(value or "").splitlines()]
    new = [line for line in dict.fromkeys(lines) if line and normal_text(line) not in known]
    return "\n".join(new) or None


def _check_status(column: Column, value: Cell, before: Cell) -> None:
    """Refuse what is not for an office to say; what stood there before may stay."""
    if column.kind is not Kind.STATUS or value is None or value == before:
        return
    status = _BY_LABEL[str(value)]
    if status is Status.CLOSED:
        raise CellError("销号由督查单位核实后办理，请改为“已完成”，并写明佐证")
    if status is Status.UNREPORTED:
        raise CellError("“未报进展”不能填报，请按实际情况选择状态")


def _find_foreign(line: Line, held: Mapping[str, Cell]) -> Iterable[Remark]:
    """The cells that say which promise it is and that were changed: they are not taken."""
    for column in _IDENTITY:
        if column.key not in held or column.key not in line.cells:
            continue
        shown = show_cell(line.cells[column.key])
        if shown and normal_text(shown) != normal_text(held[column.key]):
            yield Remark(line.place(column.key), f"被改为“{_short(shown)}”，此列不由单位填写，未采纳")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:40]}…"


def _unite(first: MergedRow, second: MergedRow) -> MergedRow:
    """One row of two about the same promise: they may not say different things."""
    changes = {edit.key: edit for edit in (*first.edits, *first.conflicts)}
    clashes = [
        Remark(edit.place, f"与{changes[edit.key].place}填的不一样，请只留一处")
        for edit in (*second.edits, *second.conflicts)
        if edit.key in changes and normal_text(edit.value) != normal_text(changes[edit.key].value)
    ]
    new_edits = tuple(edit for edit in second.edits if edit.key not in changes)
    new_conflicts = tuple(edit for edit in second.conflicts if edit.key not in changes)
    return replace(
        first,
        edits=(*first.edits, *new_edits),
        conflicts=(*first.conflicts, *new_conflicts),
        errors=(*first.errors, *second.errors, *clashes),
        notes=(*first.notes, *second.notes),
        unknown=(*first.unknown, *second.unknown),
        touched=first.touched or second.touched,
    )
