"""What was found in replies, as a table of promises and a sentence about each letter."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.model import Commitment, Extraction, Genre
from tracker.reporting.limits import promised_text
from tracker.reporting.table import Cell, Column, Table

_COLUMNS = (
    Column("text", "承诺事项", long=True),
    Column("owner", "责任单位"),
    Column("deadline", "时限", fold=10),
    Column("grade", "可核查度"),
    Column("section", "位置"),
)


def build_findings(extractions: Iterable[Extraction], *, with_path: bool = False) -> Table:
    """The promises of some replies in order; with their paths where they stand in one table."""
    rows: list[tuple[Cell, ...]] = []
    for extraction in extractions:
        path = (extraction.reply.document.path,) if with_path else ()
        rows += [(*path, *_row(commitment)) for commitment in extraction.commitments]
    return Table((*((Column("path", "文件"),) if with_path else ()), *_COLUMNS), tuple(rows))


def _row(commitment: Commitment) -> tuple[Cell, ...]:
    limit = promised_text(commitment.deadline)
    return commitment.text, commitment.owner, limit, commitment.grade.label, commitment.section.label


def summarise_findings(extraction: Extraction) -> str:
    """One letter in one paragraph: who answers what, when, and how many promises stand in it."""
    header, reply = extraction.reply.header, extraction.reply
    number = f"第{header.number}号" if header.number else None
    facts = [header.kind.label, header.session, number, header.issuer, header.dated]
    title = f"《{header.title}》" if header.title else "（没有标题）"
    genre = "" if reply.genre is not Genre.NONE else f"不像答复件（{reply.genre_reason}）；"
    known = "，".join(fact for fact in facts if fact)
    return f"{reply.document.path}：{title}{known}；{genre}承诺 {len(extraction.commitments)} 项。"
