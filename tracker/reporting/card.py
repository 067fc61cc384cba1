"""One promise on one card: its fields, its place in the letter, its history."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.extraction import card
from tracker.model import Commitment, DocumentRecord, Event, Header, Item, Status
from tracker.model.owners import split_owners
from tracker.reporting.changes import build_history, describe_due, evidence_text
from tracker.reporting.limits import deadline_text, progress_text, status_text
from tracker.reporting.listing import Day
from tracker.reporting.table import Table, cell_text

_NEAR = 160
"""Characters of a paragraph shown on each side of the quote, up to the next end of a sentence."""
_SENTENCE_END = re.compile("[。！？!?；;]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote with what stands before and after it in its paragraph."""

    before: str
    """The paragraph up to the quote; begins with ``…`` where it was shortened."""
    quote: str
    """The quote."""
    after: str
    """The rest of the paragraph; ends with ``…`` where it was shortened."""


@dataclass(frozen=True, slots=True)
class Card:
    """All that is known of one promise."""

    heading: str
    """Id and status."""
    fields: tuple[tuple[str, str], ...]
    """Chinese labels and values; what is not known is a dash."""
    passage: Passage
    """Where it stands."""
    history: Table
    """What happened to it."""


def build_card(item: Item, document: DocumentRecord, events: Sequence[Event], day: Day) -> Card:
    """The card of an item; ``events`` are those of the item."""
    commitment = item.commitment
    status = "已撤回" if item.withdrawn else status_text(item, day.today, day.soon_days, day.profile)
    place = f"{commitment.section.label}，第 {commitment.start}–{commitment.end} 字，规则 {commitment.rule}"
    fields: tuple[tuple[str, str | int | None], ...] = (
        ("承诺事项", commitment.text),
        ("事项主题", commitment.theme),
        ("责任单位", _owner_text(item)),
        ("配合单位", "、".join(item.partners)),
        ("承诺时限", deadline_text(commitment.deadline)),
        ("督办时限", _due_text(item, events)),
        ("目标值", "、".join(target.text for target in commitment.targets)),
        ("可核查度", describe_verifiability(commitment)),
        ("状态", _status_text(item)),
        ("进度", progress_text(item, day.profile, day.today)),
        ("核定", item.review.label),
        ("进展情况", item.note),
        *_known(item),
        ("位置", place),
        ("来源文件", f"{document.id}：{document.path}"),
        ("答复", describe_header(item.header)),
    )
    return Card(
        f"编号 {item.id}：{status}",
        tuple((label, cell_text(value)) for label, value in fields),
        find_passage(document.text, commitment.start, commitment.end),
        build_history(events),
    )


def _known(item: Item) -> list[tuple[str, str]]:
    """The fields that most promises never have, as far as this one has them."""
    fields = (
        ("存在问题", item.problem),
        ("下步措施", item.measures),
        ("佐证", "\n".join(evidence_text(piece) for piece in item.evidence)),
        ("确认人", item.confirmed_by),
        ("最近报送", str(item.reported_on or "")),
        ("备注", item.remark),
    )
    return [(label, value) for label, value in fields if value]


def _status_text(item: Item) -> str:
    notes = [f"自 {item.status_since} 起"] if item.reported_on or item.status is not Status.UNREPORTED else []
    notes += [f"重新打开 {item.reopened} 次"] if item.reopened else []
    return f"{item.status.label}（{'，'.join(notes)}）" if notes else item.status.label


def _due_text(item: Item, events: Sequence[Event]) -> str | None:
    if item.due is None:
        return None
    moves = describe_due(events)
    return f"{item.due}（{moves}）" if moves else str(item.due)


def _owner_text(item: Item) -> str:
    owner = item.commitment.owner
    source = f"原文：{cell_text(owner)}" if item.owner != owner else item.commitment.owner_basis.label
    unit = f"，即{item.unit}" if item.unit and item.unit not in split_owners(item.owner or "") else ""
    return f"{cell_text(item.owner)}（{source}{unit}）"


def describe_verifiability(commitment: Commitment) -> str:
    """The grade and what it rests on: ``硬：责任√ 动作√ 对象√ 数量√ 时间√ 成果×``."""
    stated = card(commitment)
    elements = (
        ("责任", stated.owner),
        ("动作", stated.action),
        ("对象", stated.object),
        ("数量", stated.quantity),
        ("时间", stated.time),
        ("成果", stated.product),
    )
    marks = " ".join(name + ("√" if is_stated else "×") for name, is_stated in elements)
    return f"{commitment.grade.label}：{marks}"


def describe_header(header: Header) -> str:
    """Title, session, number, issuer and date, as far as they are known."""
    number = f"第{header.number}号" if header.number else None
    title = f"《{header.title}》" if header.title else None
    return "，".join(part for part in (title, header.session, number, header.issuer, header.dated) if part)


def find_passage(text: str, start: int, end: int) -> Passage:
    """The paragraph that a quote stands in, long paragraphs shortened to the sentences around it."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    before, after = text[first:start].lstrip(), text[end : len(text) if last < 0 else last].rstrip()
    if len(before) > _NEAR:
        ends = [found.end() for found in _SENTENCE_END.finditer(before)]
        before = "…" + before[next((cut for cut in ends if cut >= len(before) - _NEAR), len(before) - _NEAR) :]
    if len(after) > _NEAR:
        ends = [found.end() for found in _SENTENCE_END.finditer(after, 0, _NEAR)]
        after = after[: ends[-1] if ends else _NEAR] + "…"
    return Passage(before, text[start:end], after)
