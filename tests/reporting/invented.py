"""Items and events of an invented city, with what a test does not care about filled in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from tracker.model import (
    Commitment,
    Deadline,
    DeadlineBasis,
    DeadlineKind,
    DocumentRecord,
    Event,
    Genre,
    Grade,
    Header,
    Item,
    OwnerBasis,
    ReplyKind,
    Review,
    Section,
    Status,
    Target,
)

HEADER = Header(
    title="关于市政协五届三次会议第19号提案的答复",
    kind=ReplyKind.PROPOSAL,
    number="0019",
    session="市政协五届三次会议",
    subject="关于改造湖滨路路灯的提案",
    issuer="云溪市城市管理局",
    dated="2024-06-18",
)
COMMITMENT = Commitment(
    text="我局将在年底前更换湖滨路路灯120盏",
    start=10,
    end=27,
    section=Section.NEXT_STEP,
    theme="改造路灯",
    owner="云溪市城市管理局",
    owner_basis=OwnerBasis.ISSUER,
    partners=("市财政局",),
    deadline=Deadline("年底前", date(2024, 12, 31), DeadlineKind.DATE, DeadlineBasis.RELATIVE),
    targets=(Target("120盏", 120.0, "盏"),),
    grade=Grade.HARD,
    rule="will",
)
ITEM = Item(
    id=1,
    document_id=1,
    commitment=COMMITMENT,
    header=HEADER,
    owner="云溪市城市管理局",
    status=Status.UNREPORTED,
    review=Review.UNREVIEWED,
    progress=None,
    due=None,
    note=None,
    problem=None,
    measures=None,
    remark=None,
    evidence=(),
    confirmed_by=None,
    status_since=date(2024, 8, 20),
    reported_on=None,
    due_moves=0,
    reopened=0,
    unit=None,
    place="云溪市",
    added_on=date(2024, 6, 18),
    changed_on=date(2024, 6, 18),
    withdrawn=False,
)
_IN_COMMITMENT = {"text", "section", "theme", "owner_basis", "partners", "deadline", "targets", "grade", "rule"}


def make_item(id: int = 1, **changes: Any) -> Item:
    """The item with other values; some of them belong to its commitment."""
    inner = {name: changes.pop(name) for name in _IN_COMMITMENT & changes.keys()}
    if "printed_owner" in changes:
        inner["owner"] = changes.pop("printed_owner")
    if "owner" in changes:
        changes.setdefault("unit", changes["owner"])
    return replace(ITEM, id=id, commitment=replace(COMMITMENT, **inner), **changes)


def make_deadline(day: date | None, basis: DeadlineBasis = DeadlineBasis.EXPLICIT, text: str = "年底前") -> Deadline:
    """A time limit."""
    kinds = {DeadlineBasis.RECURRING: DeadlineKind.RECURRING, DeadlineBasis.EVENT: DeadlineKind.EVENT}
    return Deadline(text, day, kinds.get(basis, DeadlineKind.DATE), basis)


def make_event(id: int, field: str, old: str | None, new: str | None, day: date, item_id: int | None = 1) -> Event:
    """A change of an item."""
    return Event(
        id=id,
        command_id=id,
        recorded_at=datetime(2024, 10, 15, 4, 0, tzinfo=UTC),
        effective_on=day,
        person="督查室",
        document_id=1,
        item_id=item_id,
        field=field,
        old=old,
        new=new,
    )


def make_document(text: str = "", **changes: Any) -> DocumentRecord:
    """A document of the ledger."""
    record = DocumentRecord(
        id=1,
        path="答复/湖滨路.txt",
        sha256="0" * 64,
        content_key="1" * 64,
        format="text",
        text=text,
        genre=Genre.REPLY,
        header=HEADER,
        added_at=datetime(2024, 10, 15, 4, 0, tzinfo=UTC),
        withdrawn=False,
    )
    return replace(record, **changes)
