"""Tables of items, declared as columns: what ``tracker list`` shows and what its files hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from tracker.model import Item
from tracker.profile import Profile, expected_progress
from tracker.reporting.changes import evidence_text
from tracker.reporting.limits import deadline_text, light_text, limit_text, standing, status_text
from tracker.reporting.table import Cell, Column, Kind, Table


@dataclass(frozen=True, slots=True)
class Day:
    """What the wording of a limit depends on."""

    today: date
    """The day of the view."""
    soon_days: int
    """How many days ahead a limit counts as near (临期)."""
    profile: Profile | None = None
    """The rules of the place, by which lights are lit; without them there are none."""


@dataclass(frozen=True, slots=True)
class ItemColumn:
    """A column and how it reads an item."""

    column: Column
    """Title and kind."""
    value: Callable[[Item, Day], Cell]
    """The value of one item."""


def _column(
    key: str,
    title: str,
    value: Callable[[Item, Day], Cell],
    kind: Kind = Kind.TEXT,
    *,
    long: bool = False,
    fold: int | None = None,
) -> ItemColumn:
    return ItemColumn(Column(key, title, kind, long, fold), value)


_ID = _column("id", "编号", lambda item, _: item.id, Kind.NUMBER)
_TEXT = _column("text", "承诺事项", lambda item, _: item.commitment.text, long=True)
_OWNER = _column("owner", "责任单位", lambda item, _: item.owner)

LIST_COLUMNS = (
    _ID,
    _TEXT,
    _OWNER,
    _column("limit", "时限", lambda item, _: limit_text(item), fold=10),
    _column("status", "状态", lambda item, day: status_text(item, day.today, day.soon_days, day.profile), fold=10),
)
"""The columns of the short view."""

LEDGER_COLUMNS = (
    _ID,
    _TEXT,
    _column("theme", "事项主题", lambda item, _: item.commitment.theme),
    _column("section", "位置", lambda item, _: item.commitment.section.label),
    _OWNER,
    _column("unit", "单位", lambda item, _: item.unit),
    _column("partners", "配合单位", lambda item, _: "；".join(item.partners)),
    _column("deadline", "承诺时限", lambda item, _: deadline_text(item.commitment.deadline)),
    _column("due", "督办时限", lambda item, _: item.due, Kind.DAY),
    _column("limit", "计时日期", lambda item, _: item.limit, Kind.DAY),
    _column("standing", "临期逾期", lambda item, day: standing(item, day.today, day.soon_days)),
    _column("status", "状态", lambda item, _: item.status.label),
    _column("progress", "进度（%）", lambda item, _: item.progress, Kind.NUMBER),
    _column("expected", "序时进度（%）", lambda item, day: expected_progress(item, day.today), Kind.NUMBER),
    _column("light", "亮灯", lambda item, day: light_text(item, day.profile, day.today)),
    _column("review", "核定", lambda item, _: item.review.label),
    _column("grade", "可核查度", lambda item, _: item.commitment.grade.label),
    _column("targets", "目标值", lambda item, _: "；".join(target.text for target in item.commitment.targets)),
    _column("note", "进展情况", lambda item, _: item.note),
    _column("problem", "存在问题", lambda item, _: item.problem),
    _column("measures", "下步措施", lambda item, _: item.measures),
    _column("remark", "备注", lambda item, _: item.remark),
    _column("evidence", "佐证", lambda item, _: "；".join(evidence_text(piece) for piece in item.evidence)),
    _column("confirmed_by", "确认人", lambda item, _: item.confirmed_by),
    _column("due_moves", "延期次数", lambda item, _: item.due_moves, Kind.NUMBER),
    _column("reopened", "重新打开次数", lambda item, _: item.reopened, Kind.NUMBER),
    _column("status_since", "状态起始日", lambda item, _: item.status_since, Kind.DAY),
    _column("reported_on", "最近报送日", lambda item, _: item.reported_on, Kind.DAY),
    _column("changed_on", "最近变更", lambda item, _: item.changed_on, Kind.DAY),
    _column("document", "来源文件", lambda item, _: item.document_id, Kind.NUMBER),
    _column("kind", "类别", lambda item, _: item.header.kind.label),
    _column("number", "案号", lambda item, _: item.header.number),
    _column("session", "届次", lambda item, _: item.header.session),
    _column("issuer", "答复单位", lambda item, _: item.header.issuer),
    _column("dated", "答复日期", lambda item, _: item.header.dated),
    _column("title", "标题", lambda item, _: item.header.title),
)
"""The columns of a file: everything that is known of an item."""


def build_item_table(items: Iterable[Item], day: Day, columns: tuple[ItemColumn, ...] = LIST_COLUMNS) -> Table:
    """The items in the order given, one a row."""
    return Table(
        tuple(entry.column for entry in columns),
        tuple(tuple(entry.value(item, day) for entry in columns) for item in items),
    )
