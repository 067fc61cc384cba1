"""附件: the whole ledger, a row an item, and all that can be shown of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tracker.model import Event, Item
from tracker.profile.lights import expected_progress
from tracker.reporting.bulletin.material import Material
from tracker.reporting.changes import event_text
from tracker.reporting.figures import count
from tracker.reporting.limits import deadline_text, light_text, limit_text
from tracker.reporting.report import Chapter, Happening, ItemPage
from tracker.reporting.table import Cell, Column, Kind, Table, cell_text

COLUMNS = (
    Column("id", "编号", Kind.NUMBER),
    Column("number", "案号"),
    Column("text", "承诺事项", long=True),
    Column("unit", "责任单位"),
    Column("limit", "时限"),
    Column("status", "状态"),
    Column("progress", "进度（%）", Kind.NUMBER),
    Column("expected", "序时（%）", Kind.NUMBER),
    Column("light", "亮灯"),
    Column("grade", "可核查度"),
    Column("review", "核定"),
    Column("note", "进展情况", long=True),
)
"""The columns of the ledger in a bulletin."""


def build_annex(material: Material) -> Chapter:
    """The ledger by document and id."""
    items = sort_items(material)
    table = Table(COLUMNS, tuple(_row(item, material) for item in items))
    return Chapter("附件：承诺事项台账", (f"共{count(items)}。",), (table,) if items else (), landscape=True)


def sort_items(material: Material) -> list[Item]:
    """The items in the order of the annex."""
    return sorted(material.now, key=lambda item: (item.document_id, item.id))


def _row(item: Item, material: Material) -> tuple[Cell, ...]:
    day = material.period.morrow
    return (
        item.id,
        item.header.number,
        item.commitment.text,
        item.unit,
        limit_text(item),
        item.status.label,
        item.progress,
        expected_progress(item, day),
        light_text(item, material.profile, day) or None,
        item.commitment.grade.label,
        item.review.label,
        item.note,
    )


def build_pages(material: Material) -> tuple[ItemPage, ...]:
    """Everything about each item, in the order of the annex."""
    events: dict[int, list[Event]] = {}
    for event in material.events:
        if event.item_id is not None:
            events.setdefault(event.item_id, []).append(event)
    return tuple(_page(item, material, events) for item in sort_items(material))


def _page(item: Item, material: Material, events: Mapping[int, list[Event]]) -> ItemPage:
    return ItemPage(
        id=item.id,
        quote=item.commitment.text,
        fields=tuple((label, cell_text(value)) for label, value in _fields(item, material) if value not in (None, "")),
        history=tuple(_tell(events.get(item.id, ()))),
        evidence=tuple((piece.location, _address(piece.location)) for piece in item.evidence),
    )


def _fields(item: Item, material: Material) -> tuple[tuple[str, Cell], ...]:
    commitment, header = item.commitment, item.header
    return (
        ("来源", header.title or header.subject),
        ("案号", header.number),
        ("答复单位", header.issuer),
        ("答复日期", header.dated),
        ("位置", commitment.section.label),
        ("事项主题", commitment.theme),
        ("责任单位", item.owner),
        ("配合单位", "、".join(item.partners)),
        ("承诺时限", deadline_text(commitment.deadline)),
        ("督办时限", item.due),
        ("延期次数", item.due_moves or None),
        ("目标值", "；".join(target.text for target in commitment.targets)),
        ("可核查度", commitment.grade.label),
        ("核定", item.review.label),
        ("状态", f"{item.status.label}（{item.status_since}起）"),
        ("进度", None if item.progress is None else f"{item.progress}%"),
        ("亮灯", light_text(item, material.profile, material.period.morrow) or None),
        ("进展情况", item.note),
        ("存在问题", item.problem),
        ("下步措施", item.measures),
        ("最近报送", item.reported_on),
        ("销号确认", item.confirmed_by),
        ("备注", item.remark),
    )


def _tell(events: Iterable[Event]) -> Iterable[Happening]:
    return (Happening(event.effective_on, event.person, event_text(event)) for event in events)


def _address(location: str) -> str | None:
    return location if location.lower().startswith(("http://", "https://")) else None
