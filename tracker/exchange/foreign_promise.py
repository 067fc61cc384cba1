"""A case and its promises as the model has them, from the cells of an office's own ledger; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from tracker.chinese import fold
from tracker.exchange.days import parse_day
from tracker.exchange.foreign_cases import ForeignItem
from tracker.exchange.titles import load_titles
from tracker.extraction.deadlines import as_deadline, find_deadline
from tracker.extraction.grading import grade_of
from tracker.extraction.targets import find_targets
from tracker.model import (
    BY_HAND,
    Commitment,
    Deadline,
    DeadlineBasis,
    DeadlineKind,
    Header,
    OwnerBasis,
    ReplyKind,
    Section,
    Target,
)
from tracker.model.owners import split_owners

_HEAD = ("kind", "session", "number", "subject", "proposer", "issuer", "dated", "category")
_ROW = ("theme", "unit", "partners", "targets", "deadline")
_NUMBER = re.compile(r"第?\s*(.+?)\s*号?")
_NAMES = re.compile(r"[、，,；;/\s]+")
_TITLE = re.compile(r"(?:代表|委员)$")
_YEAR = re.compile(r"\d{4}|\d{2}年|^\d{5}$")


def make_header(cells: Mapping[str, str], today: date) -> tuple[Header, list[tuple[str, str]]]:
    """The header of a case; and what is wrong with its cells, by key."""
    wrong: list[tuple[str, str]] = []
    dated = parse_day(cells["dated"], today) if "dated" in cells else None
    if "dated" in cells and dated is None:
        wrong.append(("dated", f"“{cells['dated']}”不是能确定的日期，请写成 2024-09-30 的样子"))
    number = _NUMBER.fullmatch(cells["number"]) if "number" in cells else None
    names = (_TITLE.sub("", name) for name in _NAMES.split(cells.get("proposer", "")))
    letter = re.search(r"[ABCD]", fold(cells.get("category", "")).upper())
    return Header(
        title=cells.get("subject"),
        kind=_find_kind(cells),
        number=number[1] if number else None,
        session=cells.get("session"),
        subject=cells.get("subject"),
        addressees=tuple(name for name in names if name),
        issuer=cells.get("issuer"),
        dated=dated.isoformat() if dated else None,
        category=letter[0] if letter else None,
    ), wrong


def _find_kind(cells: Mapping[str, str]) -> ReplyKind:
    said = cells.get("kind", "")
    if said in set(ReplyKind):
        return ReplyKind(said)
    for words in (said, cells.get("session", ""), cells.get("subject", "")):
        if "提案" in words or "政协" in words:
            return ReplyKind.PROPOSAL
        if "建议" in words or "人大" in words:
            return ReplyKind.SUGGESTION
    return ReplyKind.OTHER


def write_case(cells: Mapping[str, str], items: Sequence[ForeignItem]) -> tuple[str, list[tuple[int, int]]]:
    """The text of a case, and where in it the promise of each item stands."""
    titles = {key: label for key, (label, _) in load_titles().items()}
    text = "".join(f"{titles[key]}：{cells[key]}\n" for key in _HEAD if key in cells)
    places = []
    for item in items:
        text += f"\n{titles['text']}："
        places.append((len(text), len(text) + len(item.cells["text"])))
        text += f"{item.cells['text']}\n"
        row = dict(item.cells)
        if item.more_units:
            row["unit"] = "、".join((*filter(None, [row.get("unit")]), *item.more_units))
        text += "".join(f"{titles[key]}：{row[key]}\n" for key in _ROW if key in row)
    return text, places


def make_commitment(
    item: ForeignItem, place: tuple[int, int], cells: Mapping[str, str], reference: date | None
) -> Commitment:
    """A promise as it stands in the text of its case; ``reference`` is the day of the reply."""
    text, owner = item.cells["text"], _one_line(item.cells.get("unit"))
    basis = OwnerBasis.NAMED if owner else OwnerBasis.UNSPECIFIED
    deadline = _find_limit(item.cells.get("deadline"), text, reference)
    targets = _find_numbers(item.cells.get("targets"), text)
    partners = (*item.more_units, *split_owners(_one_line(item.cells.get("partners")) or ""))
    return Commitment(
        text=text,
        start=place[0],
        end=place[1],
        section=Section.NEXT_STEP,
        theme=_one_line(item.cells.get("theme", cells.get("theme"))),
        owner=owner,
        owner_basis=basis,
        partners=tuple(dict.fromkeys(partners)),
        deadline=deadline,
        targets=targets,
        grade=grade_of(basis, deadline, targets, fold(text)),
        # A person wrote it down, so reading the text anew by other rules changes nothing.
        rule=BY_HAND,
    )


def _one_line(text: str | None) -> str | None:
    return "、".join(line.strip() for line in text.splitlines() if line.strip()) or None if text else None


def _find_limit(cell: str | None, text: str, reference: date | None) -> Deadline | None:
    """The time limit in its own cell, else in the words of the promise."""
    if cell is None:
        mention = find_deadline(fold(text), reference)
        return as_deadline(mention, text[mention.start : mention.end]) if mention else None
    # Without a year it depends on the day of the reply, not on today.
    day = parse_day(cell, date.max) if _YEAR.search(fold(cell)) else None
    if day is not None:
        return Deadline(cell, day, DeadlineKind.DATE, DeadlineBasis.EXPLICIT)
    mention = find_deadline(fold(cell), reference)
    if mention is None:
        return Deadline(cell, None, DeadlineKind.EVENT, DeadlineBasis.EVENT)
    return as_deadline(mention, cell[mention.start : mention.end])


def _find_numbers(cell: str | None, text: str) -> tuple[Target, ...]:
    words = text if cell is None else cell
    found = tuple(Target(words[start:end], value, unit) for start, end, value, unit in find_targets(fold(words)))
    return found or ((Target(_one_line(cell) or cell, None, ""),) if cell else ())
