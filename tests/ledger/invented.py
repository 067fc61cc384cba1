"""Replies of an invented city, as values, and the commands that tests give."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime

from tracker.ledger import Change, Ledger, Updated
from tracker.model import (
    Commitment,
    Deadline,
    DeadlineBasis,
    DeadlineKind,
    Document,
    Extraction,
    Genre,
    Grade,
    Header,
    OwnerBasis,
    Reply,
    ReplyKind,
    Section,
    Target,
)

TODAY = date(2024, 10, 15)
NOW = datetime(2024, 10, 15, 2, 30, tzinfo=UTC)
ISSUER = "云溪市住房和城乡建设局"


def make_extraction(
    number: str | None = "12",
    *promises: str,
    dated: str | None = "2024-08-20",
    session: str | None = "市政协六届三次会议",
    kind: ReplyKind = ReplyKind.PROPOSAL,
    path: str = "答复.txt",
    body: str | None = None,
) -> Extraction:
    """A reply with one commitment a promise, each on its own line."""
    promises = promises or ("我局将在东湖区安装路灯25盏", "2024年底前完成老旧小区改造3个")
    body = body or f"您提出的第{number}号提案收悉，现答复如下。"
    text = "\n".join((body, *promises, ISSUER))
    commitments = tuple(_make_commitment(text, promise) for promise in promises)
    body_end = text.rindex(ISSUER)
    header = Header(
        title="关于加装路灯的答复",
        kind=kind,
        number=number,
        session=session,
        subject="关于加装路灯的提案",
        addressees=("甲委员", "乙委员"),
        issuer=ISSUER,
        dated=dated,
        category="B",
    )
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    document = Document(
        path,
        digest,
        "text",
        text,
        metadata={"source": "市住建局"},
    )
    return Extraction(Reply(document, header, Genre.REPLY, "有称呼和答复语", 0, body_end, 0), (), commitments)


def cut(ledger: Ledger, document_id: int, quote: str, rule: str = "next_step") -> Commitment:
    """A promise as the text of a document has it; of a quote that is there twice, the first."""
    return replace(_make_commitment(ledger.document(document_id).text, quote), rule=rule)


def reread(ledger: Ledger, document_id: int, *quotes: str) -> Extraction:
    """What other rules find in a document."""
    reply = ledger.reply(document_id)
    return Extraction(reply, (), tuple(cut(ledger, document_id, quote) for quote in quotes))


def _make_commitment(text: str, promise: str) -> Commitment:
    dated = promise.startswith("2024年底前")
    return Commitment(
        text=promise,
        start=text.index(promise),
        end=text.index(promise) + len(promise),
        section=Section.NEXT_STEP,
        theme="补齐设施短板",
        owner=ISSUER,
        owner_basis=OwnerBasis.ISSUER,
        partners=("东湖区人民政府",) if dated else (),
        deadline=Deadline("2024年底前", date(2024, 12, 31), DeadlineKind.DATE, DeadlineBasis.EXPLICIT)
        if dated
        else None,
        targets=(Target("3个", 3.0, "个"),) if dated else (),
        grade=Grade.HARD if dated else Grade.MEDIUM,
        rule="next_step",
    )


def add(ledger: Ledger, *extractions: Extraction, person: str = "张三", today: date = TODAY) -> list[tuple[int, ...]]:
    """Add replies under one command; the ids of the items of each."""
    command = ledger.command("add", person=person, now=NOW, summary=f"添加 {len(extractions)} 个来源")
    return [ledger.add(extraction, command=command, today=today).item_ids for extraction in extractions]


def update(
    ledger: Ledger, *ids: int, person: str = "张三", on: date = TODAY, now: datetime = NOW, **fields: object
) -> Updated:
    """Change items."""
    change = Change(**fields)  # type: ignore[arg-type]
    return ledger.update(ids, change, person=person, on=on, now=now, summary="更新事项")
