"""Questions to an organ as plain text that can be sent as it is; lines are never broken."""

from __future__ import annotations

from itertools import groupby

from tracker.rendering.width import one_line
from tracker.reporting.card import describe_header
from tracker.reporting.questions import Inquiry

_OPENING = "下列答复中由贵单位负责的承诺，还缺少可以核对的内容，请逐项说明。"


def render_inquiry(inquiry: Inquiry) -> str:
    """A letter to one organ, its promises under the replies that they stand in."""
    parts = [f"{one_line(inquiry.addressee)}：", _OPENING]
    for _, group in groupby(inquiry.asked, key=lambda asked: asked.item.document_id):
        asked_here = list(group)
        header = one_line(describe_header(asked_here[0].item.header))
        if header:
            parts.append(header)
        for asked in asked_here:
            lines = [f"编号 {asked.item.id}：“{one_line(asked.item.commitment.text)}”"]
            lines += [f"  {number}. {one_line(question)}" for number, question in enumerate(asked.questions, 1)]
            parts.append("\n".join(lines))
    return "\n\n".join(parts)
