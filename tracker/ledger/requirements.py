"""What a status needs beside its name: one table, for the program and for the documentation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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


EVIDENCE = Requirement("evidence", "佐证", "--evidence 网址或文件")
CONFIRMED_BY = Requirement("confirmed_by", "确认人", "--confirmed-by 姓名")
REASON = Requirement("reason", "理由", "--reason 理由")

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


def render_requirements() -> str:
    """The table as Markdown, for the documentation."""
    rows = [
        f"| `{status.value}` | {status.label} | {'、'.join(f'{need.label} `{need.flag}`' for need in needs) or '—'} |"
        for status, needs in REQUIREMENTS.items()
    ]
    return "\n".join(("| 键 | 状态 | 须一并给出 |", "|---|---|---|", *rows)) + "\n"
