"""Cases of an office's own ledger as documents with promises, and what was reported of them as changes with their days.

The text of a document is what the table says of a case and of each promise, so that quotes have a place in it; what
changes from month to month is not in it, so that a later version of the same table is known again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracker.exchange.cells import CellError, Reading, parse_cell
from tracker.exchange.columns import Cell, Column, Kind
from tracker.exchange.foreign_cases import ForeignCase, ForeignItem
from tracker.exchange.foreign_promise import make_commitment, make_header, write_case
from tracker.ledger import Change
from tracker.model import Document, Evidence, Extraction, Genre, Reply, Review, Status

FORMAT = "ledger"
"""``Document.format`` of what came from such a table."""
_STATE = {
    "status": Kind.STATUS,
    "progress": Kind.PERCENT,
    "due": Kind.DAY,
    "reported_on": Kind.DAY,
    "done_on": Kind.DAY,
    "closed_on": Kind.DAY,
}
_WORDS = ("note", "problem", "measures", "remark")
_PIECES = re.compile(r"[\n；;]+")


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that cannot be taken."""

    row: int
    """Its row, from 1."""
    key: str
    """Key of its column."""
    text: str
    """Chinese clause: what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class ForeignSource:
    """The table that everything comes from."""

    path: str
    """As people name it."""
    sha256: str
    """Of its bytes."""
    fixed: Mapping[str, str]
    """What the whole table has in common."""
    reading: Reading
    """What reading a cell depends on: today, and what words of statuses mean."""


@dataclass(frozen=True, slots=True)
class Step:
    """A change of one promise, from a day on."""

    change: Change
    """The change."""
    on: date
    """The day."""


@dataclass(frozen=True, slots=True)
class TakenCase:
    """A case ready to be added."""

    extraction: Extraction
    """The document and its promises."""
    added_on: date
    """The day by which it was there: the earliest that is known of it."""
    steps: tuple[tuple[Step, ...], ...]
    """What happened to each promise, in order."""
    unproven: tuple[int, ...]
    """Rows that are closed there without evidence; here they are done."""


def take_case(case: ForeignCase, source: ForeignSource, person: str) -> tuple[TakenCase | None, list[Problem]]:
    """A case ready to be added, or what stands in the way; ``person`` answers for what was closed."""
    cells = {**source.fixed, **case.cells}
    today = source.reading.today
    problems: list[Problem] = []
    header, wrong = make_header(cells, today)
    problems += [Problem(case.items[0].row, key, text) for key, text in wrong]
    states = [_read_state(item, source.reading, problems) for item in case.items]
    if problems:
        return None, problems
    day = header.day
    known = [one for state in states for one in state.values() if isinstance(one, date)]
    added_on = min([day or today, today, *([] if day else known)])
    late = [
        Problem(item.row, key, f"{value} 早于答复日期 {day}，请核对")
        for item, state in zip(case.items, states, strict=True)
        for key, value in state.items()
        if isinstance(value, date) and value < added_on
    ]
    if late:
        return None, late
    text, places = write_case(cells, case.items)
    commitments = tuple(
        make_commitment(item, place, cells, day) for item, place in zip(case.items, places, strict=True)
    )
    document = Document(source.path, source.sha256, FORMAT, text)
    reply = Reply(document, header, Genre.NONE, "取自单位原有的台账", 0, len(text), 0)
    unproven: list[int] = []
    steps = []
    for item, state in zip(case.items, states, strict=True):
        steps.append(_make_steps(item, state, (added_on, today), person))
        if state.get("status") == Status.CLOSED.label and not _evidence(item):
            unproven.append(item.row)
    return TakenCase(Extraction(reply, (), commitments), added_on, tuple(steps), tuple(unproven)), []


def _read_state(item: ForeignItem, reading: Reading, problems: list[Problem]) -> dict[str, Cell]:
    state: dict[str, Cell] = {}
    for key, kind in _STATE.items():
        text = item.cells.get(key)
        if text is None:
            continue
        try:
            value = parse_cell(Column(key, key, lambda _: None, kind), text, reading)
        except CellError as error:
            problems.append(Problem(item.row, key, str(error)))
            continue
        if isinstance(value, date) and key != "due" and value > reading.today:
            problems.append(Problem(item.row, key, f"{value} 晚于今天，请核对"))
        elif value is not None:
            state[key] = value
    return state


def _make_steps(item: ForeignItem, state: Mapping[str, Cell], span: tuple[date, date], person: str) -> tuple[Step, ...]:
    """What happened to a promise: it was accepted, reported on, done and closed, each on its day."""
    added_on, today = span
    status = next((status for status in Status if status.label == state.get("status")), None)
    reported = _day(state, ("reported_on", "done_on", "closed_on"), today)
    done = _day(state, ("done_on", "closed_on"), reported)
    closed = _day(state, ("closed_on",), max(done, reported))
    words = {key: item.cells[key] for key in _WORDS if key in item.cells}
    evidence = _evidence(item)
    progress = state.get("progress")
    due = state.get("due")
    report = Change(
        progress=progress if isinstance(progress, int) else None,
        evidence=evidence,
        **words,  # type: ignore[arg-type]
    )
    steps = [Step(Change(review=Review.ACCEPTED, due=due if isinstance(due, date) else None), added_on)]
    if words or evidence or progress is not None:
        steps.append(Step(report, reported))
    if status in (Status.DONE, Status.CLOSED):
        steps.append(Step(Change(status=Status.DONE), done))
        if status is Status.CLOSED and evidence:
            # What is closed must be proven by then.
            steps.append(Step(Change(status=status, confirmed_by=person), max(closed, reported)))
    elif status is Status.DROPPED:
        reason = item.cells.get("remark") or item.cells.get("note") or "原台账记为中止"
        steps.append(Step(Change(status=status, reason=reason), reported))
    elif status not in (None, Status.UNREPORTED):
        steps.append(Step(Change(status=status), reported))
    return tuple(steps)


def _day(state: Mapping[str, Cell], keys: tuple[str, ...], otherwise: date) -> date:
    return next((value for key in keys if isinstance(value := state.get(key), date)), otherwise)


def _evidence(item: ForeignItem) -> tuple[Evidence, ...]:
    pieces = (piece.strip() for piece in _PIECES.split(item.cells.get("evidence", "")))
    return tuple(Evidence(piece) for piece in dict.fromkeys(pieces) if piece)
