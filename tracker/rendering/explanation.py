"""A reply segment by segment, each with verdict and rule, the promises standing out with a ●."""

from __future__ import annotations

from tracker.model import Commitment, Extraction, Segment, Verdict
from tracker.rendering.terminal import bold
from tracker.rendering.width import cell_width, one_line, pad, wrap
from tracker.reporting.findings import summarise_findings
from tracker.reporting.limits import deadline_text

_MARK, _NO_MARK = "●", " "
_VERDICT_WIDTH = 8


def render_explanation(extraction: Extraction, *, width: int | None, color: bool = False) -> str:
    """The explanation; without a width every segment stays on one line."""
    promises: dict[int, list[Commitment]] = {}
    for commitment in extraction.commitments:
        found = next((s.start for s in extraction.segments if s.start <= commitment.start < s.end), commitment.start)
        promises.setdefault(found, []).append(commitment)
    drawn = [one_line(summarise_findings(extraction)), ""]
    for segment in extraction.segments:
        drawn += _draw_segment(segment, promises.get(segment.start, []), width, color)
    return "\n".join(drawn)


def _draw_segment(segment: Segment, promises: list[Commitment], width: int | None, color: bool) -> list[str]:
    is_promise = segment.verdict is Verdict.COMMITMENT
    label = f"{_MARK if is_promise else _NO_MARK} {pad(segment.verdict.label, _VERDICT_WIDTH)}  "
    margin = cell_width(label)
    text = one_line(segment.text)
    lines = [text] if width is None else wrap(text, max(width - margin, 20))
    head = f"{label}{lines[0]}"
    drawn = [bold(head, color and is_promise)]
    drawn += [bold(" " * margin + line, color and is_promise) for line in lines[1:]]
    if width is None:
        drawn[0] += f"  [{segment.rule}]"
    elif cell_width(drawn[-1]) + cell_width(segment.rule) + 4 <= width:
        drawn[-1] += f"  [{segment.rule}]"
    else:
        drawn.append(" " * margin + f"[{segment.rule}]")
    for commitment in promises:
        note = f"→ {describe(commitment)}"
        drawn += [" " * margin + line for line in ([note] if width is None else wrap(note, max(width - margin, 20)))]
    return drawn


def describe(commitment: Commitment) -> str:
    """The fields of a promise in one line, unknown ones left out."""
    fields = (
        ("责任单位", f"{commitment.owner or '未指明'}（{commitment.owner_basis.label}）"),
        ("配合", "、".join(commitment.partners)),
        ("时限", deadline_text(commitment.deadline)),
        ("目标值", "、".join(target.text for target in commitment.targets)),
        ("主题", commitment.theme or ""),
        ("可核查度", commitment.grade.label),
        ("位置", commitment.section.label),
    )
    return one_line("；".join(f"{label}：{value}" for label, value in fields if value))
