"""二、本月进展: what was added, finished, closed, delayed, dropped and opened again, each named."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tracker.model import Event, Item, Status
from tracker.reporting.bulletin.material import Material
from tracker.reporting.bulletin.named import ID, OWNER, TEXT, Section, name_items, number
from tracker.reporting.bulletin.phrases import word_change
from tracker.reporting.figures import FINISHED, count
from tracker.reporting.report import Chapter
from tracker.reporting.table import Cell, Column, Kind, Table

_OPENABLE = {status.value for status in (*FINISHED, Status.DROPPED)}


def build_progress(material: Material) -> Chapter:
    """The chapter, without its number; kinds of progress that there were none of are named in one sentence."""
    word = material.period.word
    sections = [section for build in _SECTIONS if (section := build(material)) is not None]
    missing = [title for title in _TITLES if title not in {section.title for section in sections}]
    sentences = [f"{word}没有{'、'.join(missing)}。"] if missing else []
    if sections:
        sentences.insert(0, f"{word}{'，'.join(section.words for section in sections)}。")
    return Chapter(f"{word}进展", (*sentences, *_balance(material)), chapters=number(sections))


def _balance(material: Material) -> list[str]:
    """Why the total changed by another number than that of the new items, so that the figures add up."""
    known = {item.id for item in material.before}
    now = {item.id for item in material.now}
    gone, come = len(known - now), len(now - known)
    added = len(_find_added(material))
    if come == added and not gone:
        return []
    change = word_change(len(material.now) - len(material.before))
    parts = [f"新增{added}项"]
    if come != added:
        parts.append(f"恢复或补录以前的{come - added}项")
    if gone:
        parts.append(f"剔除、撤回或并入其他事项{gone}项")
    return [f"台账事项比{material.period.word_before}{change}：{'，'.join(parts)}。"]


def _find_added(material: Material) -> list[Item]:
    known = {item.id for item in material.before}
    first = material.period.first
    return [item for item in material.now if item.added_on >= first and item.id not in known]


def _added(material: Material) -> Section | None:
    """New items by document."""
    items = _find_added(material)
    if not items:
        return None
    columns = (
        Column("document", "来源文件", Kind.NUMBER),
        Column("title", "答复", long=True),
        Column("issuer", "答复单位"),
        Column("items", "新增事项", Kind.NUMBER),
        Column("unreviewed", "其中待核", Kind.NUMBER),
    )
    by_document: dict[int, list[Item]] = {}
    for item in items:
        by_document.setdefault(item.document_id, []).append(item)
    most = material.style.named_most
    rows = [_document_row(group) for _, group in sorted(by_document.items())]
    rest = len(rows) - most
    more = (f"其余{rest}件答复见附件。",) if rest > 0 else ()
    total: tuple[Cell, ...] = ("合计", None, None, len(items), count(items).unreviewed)
    sentences = (f"涉及答复{len(rows)}件。", *more)
    chapter = Chapter("新增事项", sentences, (Table(columns, tuple(rows[:most]), total=total),))
    return Section("新增事项", f"{len(items)}项", chapter)


def _document_row(items: Sequence[Item]) -> tuple[Cell, ...]:
    header = items[0].header
    return (items[0].document_id, header.title or header.subject, header.issuer, len(items), count(items).unreviewed)


def _having_come_to(status: Status, title: str) -> Callable[[Material], Section | None]:
    """The items that came to a status in the period and are still there at its end."""

    def build(material: Material) -> Section | None:
        items = [item for item in material.now if item.status is status and item.status_since >= material.period.first]
        columns = (
            ID,
            TEXT,
            OWNER,
            Column("since", f"{title.removesuffix('事项')}日期", Kind.DAY),
            Column("reason", "说明", long=True),
        )
        reasons = _find_reasons(material, "status")
        rows = [
            (item.id, item.commitment.text, item.unit, item.status_since, reasons.get(item.id) or _proof(item))
            for item in sorted(items, key=lambda item: (item.status_since, item.id))
        ]
        return name_items(title, columns, rows, material.style.named_most)

    return build


def _proof(item: Item) -> str | None:
    """Who confirmed an item and by what, or the last words on it."""
    if item.status is Status.CLOSED:
        evidence = "、".join(piece.location for piece in item.evidence)
        return "；".join(
            part for part in (f"确认人：{item.confirmed_by}", f"佐证：{evidence}" if evidence else "") if part
        )
    return item.note


def _find_events(material: Material, field: str) -> list[Event]:
    """The events of a field in the period, of items that count."""
    present = {item.id for item in material.now}
    first = material.period.first
    return [
        event
        for event in material.events
        if event.field == field and event.effective_on >= first and event.item_id in present
    ]


def _find_reasons(material: Material, field: str) -> dict[int, str]:
    return {
        event.item_id: event.reason
        for event in _find_events(material, field)
        if event.item_id is not None and event.reason
    }


def _delayed(material: Material) -> Section | None:
    """Every move of a 督办时限 that existed, with its reason."""
    columns = (
        ID,
        TEXT,
        OWNER,
        Column("old", "原时限", Kind.DAY),
        Column("new", "现时限", Kind.DAY),
        Column("moves", "累计延期", Kind.NUMBER),
        Column("reason", "理由", long=True),
    )
    items = {item.id: item for item in material.now}
    rows: list[tuple[Cell, ...]] = []
    for event in _find_events(material, "due"):
        if event.old is None or event.item_id is None:
            continue
        item = items[event.item_id]
        rows.append((item.id, item.commitment.text, item.unit, event.old, event.new, item.due_moves, event.reason))
    return name_items("延期事项", columns, rows, material.style.named_most, unit="项次")


def _reopened(material: Material) -> Section | None:
    """What was finished or dropped and is open again."""
    columns = (
        ID,
        TEXT,
        OWNER,
        Column("was", "原状态"),
        Column("status", "现状态"),
        Column("reason", "说明", long=True),
    )
    items = {item.id: item for item in material.now}
    rows: list[tuple[Cell, ...]] = []
    for event in _find_events(material, "status"):
        item = items[event.item_id or 0]
        if event.old in _OPENABLE and event.new not in _OPENABLE and item.open:
            rows.append(
                (
                    item.id,
                    item.commitment.text,
                    item.unit,
                    Status(event.old).label,
                    item.status.label,
                    event.reason or item.note,
                )
            )
    return name_items("重新启动事项", columns, rows, material.style.named_most)


_TITLES = ("新增事项", "完成事项", "销号事项", "延期事项", "中止事项", "重新启动事项")
_SECTIONS: tuple[Callable[[Material], Section | None], ...] = (
    _added,
    _having_come_to(Status.DONE, "完成事项"),
    _having_come_to(Status.CLOSED, "销号事项"),
    _delayed,
    _having_come_to(Status.DROPPED, "中止事项"),
    _reopened,
)
