"""A reply segment by segment, each with verdict and rule, the promises standing out with a ●."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.model import Commitment, Extraction, Segment, Verdict
from tracker.rendering.terminal import bold
from tracker.rendering.width import cell_width, one_line, pad, wrap
from tracker.reporting.findings import summarise_findings
from tracker.reporting.limits import deadline_text

_MARK, _NO_MARK = "●", " "
_VERDICT_WIDTH = 6
_LEAST = 20


def render_explanation(extraction: Extraction, *, width: int | None, color: bool = False) -> str:
    """The explanation; without a width every segment stays on one line."""
    summary = one_line(summarise_findings(extraction))
    drawn = [*([summary] if width is None else wrap(summary, width)), ""]
    for text, segment in _join_marks(extraction.reply.document.text, extraction.segments):
        drawn += _draw_segment(text, segment, width, color)
        for commitment in extraction.commitments:
            if segment.start <= commitment.start < segment.end:
                drawn += _hang(" " * (_VERDICT_WIDTH + 4), f"→ {describe(commitment)}", width)
    return "\n".join(drawn)


def _join_marks(text: str, segments: Sequence[Segment]) -> Iterator[tuple[str, Segment]]:
    """The segments with their text, to which enumerators before and marks after it on its line are joined."""
    lead, shown = "", None
    for segment, after in zip(segments, [*segments[1:], None], strict=True):
        own = lead + text[segment.start : segment.end]
        joined = after is not None and "\n" not in text[segment.end : after.start]
        if after is not None and joined and segment.verdict is Verdict.CLUTTER and shown is None:
            lead = own
            continue
        if after is not None and joined and _is_mark(after.text):
            lead, shown = own, shown or segment
            continue
        yield own, shown or segment
        lead, shown = "", None


def _is_mark(text: str) -> bool:
    return not any(char.isalnum() for char in text)


def _draw_segment(text: str, segment: Segment, width: int | None, color: bool) -> list[str]:
    is_promise = segment.verdict is Verdict.COMMITMENT
    label = f"{_MARK if is_promise else _NO_MARK} {pad(segment.verdict.label, _VERDICT_WIDTH)}  "
    lines = _hang(label, f"{one_line(text)}  [{segment.rule}]", width)
    return [bold(line, color and is_promise) for line in lines]


def _hang(label: str, text: str, width: int | None) -> list[str]:
    """A label and a text whose further lines stand under its first."""
    margin = cell_width(label)
    lines = [text] if width is None else wrap(text, max(width - margin, _LEAST))
    return [(label if not index else " " * margin) + line for index, line in enumerate(lines)]


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
