"""What reading a document anew, or replacing it, would do: the preview that a person confirms."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.ledger import RefreshPlan, ReplacePlan
from tracker.model import Commitment, Item
from tracker.rendering.objects import commitment_object
from tracker.rendering.terminal import render_fields
from tracker.rendering.width import one_line
from tracker.reporting.changes import compare_readings


def render_plan(plan: RefreshPlan | ReplacePlan, *, width: int | None) -> str:
    """A line with the numbers, then what happens to which promise."""
    pairs = plan.moved if isinstance(plan, ReplacePlan) else plan.changed
    verb = "转到新文件" if isinstance(plan, ReplacePlan) else "改动"
    record = plan.document
    head = (
        f"来源文件 {record.id}（{one_line(record.path)}）：新增 {len(plan.new)} 项，{verb} {len(pairs)} 项，"
        f"消失 {len(plan.vanished)} 项，保留 {len(plan.kept)} 项"
    )
    fields = render_fields(_describe(plan, pairs), width=width)
    return f"{head}\n{fields}".rstrip()


def _describe(plan: RefreshPlan | ReplacePlan, pairs: tuple[tuple[Item, Commitment], ...]) -> Iterator[tuple[str, str]]:
    for commitment in plan.new:
        yield "  新增", f"“{one_line(commitment.text)}”"
    for item, commitment in pairs:
        difference = compare_readings(commitment_object(item.commitment), commitment_object(commitment))
        if difference:
            yield "  改动", one_line(f"编号 {item.id}  {difference}")
    for item in plan.vanished:
        yield "  消失", _name(item)
    for item in plan.kept:
        yield "  保留", f"{_name(item)}，人定过的，不动"


def _name(item: Item) -> str:
    return f"编号 {item.id}  “{one_line(item.commitment.text)}”"
