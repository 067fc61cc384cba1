"""One promise as ``review`` shows it: the sentence in context, and what was read from it."""

from __future__ import annotations

from tracker.model import DocumentRecord, Item
from tracker.rendering.terminal import bold, render_fields, render_paragraph
from tracker.rendering.width import one_line
from tracker.reporting.card import describe_header, describe_verifiability, find_passage
from tracker.reporting.limits import deadline_text


def render_review(item: Item, document: DocumentRecord, *, place: str, width: int | None, color: bool = False) -> str:
    """The promise with its quote marked by 【】; ``place`` says which of how many it is."""
    commitment = item.commitment
    passage = find_passage(document.text, commitment.start, commitment.end)
    source = f"{one_line(describe_header(item.header)) or one_line(document.path)}（来源文件 {document.id}）"
    theme = f"{commitment.theme}（{commitment.section.label}）" if commitment.theme else commitment.section.label
    fields = [
        ("责任单位", item.owner or "—"),
        ("配合单位", "、".join(item.partners)),
        ("承诺时限", deadline_text(commitment.deadline) or "—"),
        ("督办时限", str(item.due or "")),
        ("目标值", "、".join(target.text for target in commitment.targets) or "—"),
        ("事项主题", theme),
        ("可核查度", describe_verifiability(commitment)),
        ("备注", item.note or ""),
    ]
    parts = (
        f"{bold(f'{place} 编号 {item.id}：{item.review.label}', color)}\n{render_paragraph(source, width=width)}",
        render_paragraph(f"{passage.before}【{passage.quote}】{passage.after}", width=width),
        render_fields([(label, value) for label, value in fields if value], width=width),
    )
    return "\n\n".join(parts)
