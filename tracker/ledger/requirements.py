"""What a status needs beside its name: one table, for the program and for the documentation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tracker.model import Status


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something that has to be said together with a change."""

    field: str
    """Field of ``Change``."""
    label: str
    """What it is, in Chinese."""
    flag: str
    """How it is given on the command line."""
    meaning: str
    """What it is, in English."""


EVIDENCE = Requirement("evidence", "佐证", "--evidence 网址或文件", "evidence")
CONFIRMED_BY = Requirement("confirmed_by", "确认人", "--confirmed-by 姓名", "who confirmed it")
REASON = Requirement("reason", "理由", "--reason 理由", "a reason")

REQUIREMENTS: Mapping[Status, tuple[Requirement, ...]] = {
    Status.UNREPORTED: (),
    Status.NOT_STARTED: (),
    Status.IN_PROGRESS: (),
    Status.DONE: (),
    Status.CLOSED: (EVIDENCE, CONFIRMED_BY),
    Status.ONGOING: (),
    Status.DROPPED: (REASON,),
}
"""Status → what has to be given when an item comes to it; evidence that the item has already counts."""
DUE_MOVED: tuple[Requirement, ...] = (REASON,)
"""What has to be given when a 督办时限 that exists is moved."""


MEANINGS: Mapping[Status, tuple[str, str]] = {
    Status.UNREPORTED: ("还没有任何消息", "nothing was heard yet"),
    Status.NOT_STARTED: ("已报告，尚未动手", "reported, not begun"),
    Status.IN_PROGRESS: ("正在办理", "under way"),
    Status.DONE: ("承办单位自报完成", "reported as done by the office itself"),
    Status.CLOSED: ("有佐证，经确认完成", "confirmed, with evidence"),
    Status.ONGOING: ("没有终点的事项", "has no end"),
    Status.DROPPED: ("不再办理", "given up"),
}
"""Status → what it says, in Chinese and in English."""


def render_requirements(language: Literal["zh", "en"]) -> str:
    """The statuses and what each needs, as a Markdown table for the documentation; the last row is about time limits."""
    zh = language == "zh"
    rows = [
        "| 状态 | 键 | 含义 | 须一并给出 |" if zh else "| key | label | meaning | needs as well |",
        "|---|---|---|---|",
    ]
    for status, needs in REQUIREMENTS.items():
        names = (status.label, f"`{status.value}`") if zh else (f"`{status.value}`", status.label)
        rows.append(f"| {' | '.join(names)} | {MEANINGS[status][not zh]} | {_word(needs, zh)} |")
    moved = (
        ("督办时限再改", "—", "每次改动都计数") if zh else ("—", "督办时限再改", "a due that exists is moved; counted")
    )
    return "\n".join((*rows, f"| {' | '.join(moved)} | {_word(DUE_MOVED, zh)} |"))


def _word(needs: tuple[Requirement, ...], zh: bool) -> str:
    flags = (f"{need.label if zh else need.meaning} `{need.flag.split()[0]}`" for need in needs)
    return ("、" if zh else ", ").join(flags) or "—"
