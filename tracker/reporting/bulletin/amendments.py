"""更正: what was recorded after a report had been issued and would have stood in it."""

from __future__ import annotations

from tracker.reporting.bulletin.material import Material
from tracker.reporting.bulletin.named import ID, OWNER, name_items
from tracker.reporting.changes import event_text
from tracker.reporting.report import Chapter
from tracker.reporting.table import Cell, Column, Kind


def build_amendments(material: Material) -> Chapter | None:
    """The chapter, without its number; ``None`` where nothing was corrected."""
    columns = (
        ID,
        OWNER,
        Column("effective_on", "生效日期", Kind.DAY),
        Column("change", "更正内容", long=True),
        Column("recorded_on", "登记日期", Kind.DAY),
        Column("person", "经手人"),
    )
    # What was withdrawn since is among the items of before at best.
    units = {item.id: item.unit for items in (material.before, material.later, material.now) for item in items}
    rows: list[tuple[Cell, ...]] = [
        (
            event.item_id,
            units.get(event.item_id or 0),
            event.effective_on,
            event_text(event) if event.reverses is None else f"（撤销）{event_text(event)}",
            event.recorded_at.astimezone(material.zone).date(),
            event.person,
        )
        for event in material.amendments
    ]
    sentence = f"{material.amended}印发后补记、补录，应计入该期的有{len(rows)}条，本期数字已按更正后的情况统计。"
    section = name_items("更正", columns, rows, material.style.named_most, unit="条", sentence=sentence)
    return section.chapter if section else None
