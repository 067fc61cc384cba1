"""The cells that are taken from one row, as changes of its promise, each from the day on which it is true."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from tracker.exchange.columns import Cell
from tracker.exchange.merging import Edit, MergedRow
from tracker.exchange.returned import show_cell
from tracker.exchange.tracing import Remark
from tracker.ledger import Assignment, Change
from tracker.model import Evidence, Status

_BY_LABEL = {status.label: status for status in Status}
_WORDS = ("note", "problem", "measures", "remark")
_REASONS = ("remark", "problem", "note")
"""Where an office says why something is given up, the likeliest first."""


class UnfitError(ValueError):
    """Cells of a row that do not go together."""

    def __init__(self, remark: Remark) -> None:
        super().__init__(str(remark))
        self.remark = remark
        """Where and why."""


def assign(row: MergedRow, taken: Iterable[Edit], on: date, today: date) -> tuple[list[Assignment], list[Remark]]:
    """The changes that the cells of a row make, and what to say of them.  Raises ``UnfitError``.

    办结日 is the day from which the status is done; whatever else stands there is true from ``on``.
    """
    cells = {edit.key: edit for edit in taken}
    if not cells:
        return [], []
    change = _make_change(row, cells)
    day, notes = _find_done_day(row, cells, on, today)
    if on < row.item.added_on:
        # Nothing can be true of it before; that would keep the other rows out, too.
        notes = [*notes, Remark(row.line.place(), f"{on} 还没有列入台账，按 {row.item.added_on} 记")]
        on = row.item.added_on
    if day is None:
        return ([Assignment(row.item.id, change, on)] if change != Change() else []), notes
    done = Assignment(row.item.id, Change(status=Status.DONE), day)
    rest = replace(change, status=None)
    return [done, *([Assignment(row.item.id, rest, on)] if rest != Change() else [])], notes


def _make_change(row: MergedRow, cells: dict[str, Edit]) -> Change:
    status = _status(cells["status"].value) if "status" in cells else None
    progress = cells["progress"].value if "progress" in cells else None
    lines = str(cells["evidence"].value).splitlines() if "evidence" in cells else []
    note, problem, measures, remark = (str(cells[key].value) if key in cells else None for key in _WORDS)
    return Change(
        status=status,
        progress=progress if isinstance(progress, int) else None,
        evidence=tuple(Evidence(line) for line in lines),
        reason=_find_reason(row, cells["status"]) if status is Status.DROPPED else None,
        note=note,
        problem=problem,
        measures=measures,
        remark=remark,
    )


def _status(value: Cell) -> Status:
    return _BY_LABEL[str(value)]


def _find_reason(row: MergedRow, edit: Edit) -> str:
    """Why an office gives something up; without a reason it cannot be."""
    reasons = (show_cell(row.line.cells.get(key)) for key in _REASONS)
    found = next((reason for reason in reasons if reason), None)
    if found is None:
        raise UnfitError(Remark(edit.place, "改为“已中止”须说明理由，请写在备注里"))
    return found


def _find_done_day(row: MergedRow, cells: dict[str, Edit], on: date, today: date) -> tuple[date | None, list[Remark]]:
    """The day from which the promise is done, where the row says that it is; ``None`` where nothing changes there."""
    edit = cells.get("done_on")
    status = _status(cells["status"].value) if "status" in cells else row.item.status
    if edit is None or not isinstance(edit.value, date):
        return None, []
    day = edit.value
    if any(one.key == "status" and one.value == Status.DONE.label for one in row.conflicts) and "status" not in cells:
        # The day goes with the status, which the person left as the ledger has it.
        return None, [Remark(edit.place, f"随状态取舍，状态保留“{status.label}”时不采纳")]
    _check_done_day(edit, day, status, row, today)
    # What was typed with a later day would hold again; the day of the report may be later than that of the deed.
    least = row.earliest or day
    if day >= least:
        return day, []
    if least == row.item.added_on:
        return least, [Remark(edit.place, f"早于该项列入台账的日期，按 {least} 记")]
    words = f"早于台账里该项上次变更状态的日期，按 {least} 记；要按 {day} 记，请用 tracker update --on"
    return least, [Remark(edit.place, words)]


def _check_done_day(edit: Edit, day: date, status: Status, row: MergedRow, today: date) -> None:
    dated = row.item.header.dated
    if status is not Status.DONE:
        words = f"填了办结日，状态却是“{status.label}”；已办结的请把状态改为“已完成”"
    elif day > today:
        words = f"{day} 晚于今天（{today}），请检查日期"
    elif dated and day.isoformat()[: len(dated)] < dated:
        words = f"{day} 早于答复日期（{dated}），请检查年份"
    elif row.item.status is Status.DONE and day > row.item.status_since:
        words = f"{day} 晚于台账里的办结日 {row.item.status_since}；确要改晚，请与督查单位联系"
    else:
        return
    raise UnfitError(Remark(edit.place, words))


def assign_all(
    rows: Sequence[tuple[MergedRow, Sequence[Edit]]], on: date, today: date
) -> tuple[list[Assignment], list[Remark], list[Remark]]:
    """The changes of all rows, the errors of those that do not fit together, and what to say of the others."""
    assignments: list[Assignment] = []
    errors: list[Remark] = []
    notes: list[Remark] = []
    for row, taken in rows:
        try:
            made, said = assign(row, taken, on, today)
        except UnfitError as error:
            errors.append(error.remark)
        else:
            assignments += made
            notes += said
    return assignments, errors, notes
