"""What the columns of a task table hold, by their titles (任务, 牵头单位, 配合单位, 完成时限, 进展情况 and their like)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TITLES = {
    "number": r"序号|编号|号|任务编号",
    "measure": r"(?:具体|主要|重点|工作|推进|落实|整改|任务|实施|承诺|建设|年度|阶段性?|办理|改革|推进)*"
    r"(?:措施|举措|内容|要点|做法|要求|目标|打算)(?:(?:及|和|与|、)(?:要求|目标|标准|规模|内容|措施|成果|任务)|（.{1,8}）)?"
    r"|(?:具体|细化|分解|年度|目标|分项)任务(?:目标)?|任务(?:分解|细化|目标)|目标任务",
    "task": r"(?:重点|主要|工作|建设|整改|承诺|改革|民生|实事|办理|督办|督查|交办|实施|存在|反馈)*"
    r"(?:任务|事项|项目|工程|承诺|问题|工作|实事)(?:名称|清单|事项|摘要|描述)?|名称",
    "owner": r"(?:市级|县级|区级|省级|第一)?(?:牵头|责任|主办|承办|主责|实施|落实|负责|整改|主管|总牵头)(?:责任|落实|实施|牵头|负责)?"
    r"(?:单位|部门|主体|科室|处室|股室|机构|镇街|分工)(?:（.{1,8}）|(?:及|和|与|、)(?:责任人|负责人|联系人))?|牵头|责任分工|单位",
    "partners": r"(?:配合|协办|协同|参与|会办|协作|参加|协助|支持|协调)(?:责任|落实|实施)?(?:单位|部门|科室|处室)|配合|协办",
    "deadline": r"(?:计划|预计|拟|要求|目标|任务|工作|整改|最终)*(?:完成|办结|整改|竣工|建成|落实|销号|办理|交付|投用|实施|推进|反馈)*"
    r"(?:时限|时间|期限|节点|日期|进度安排|时序)(?:要求|节点|安排|进度)?(?:（.{1,8}）)?|时间节点|工期|建设工期|进度要求",
    "progress": r"(?:工作|目前|最新|当前|任务|项目|整改|截至.{2,12})*(?:进展|完成|落实|办理|推进|整改|执行|实施|工作|形象)(?:工作)?"
    r"(?:情况|进度|进展|状态|结果)(?:（.{1,8}）)?|进展|进度|状态|是否(?:完成|办结|销号)|完成与否|目前状态",
}
_COLUMNS = {name: re.compile(pattern) for name, pattern in _TITLES.items()}
_ORDER = ("number", "progress", "measure", "task", "partners", "owner", "deadline")
"""The first one that a title matches is meant: 办理进展 is progress, 责任单位 no 单位."""
_BLANK = re.compile(r"[\s:：]")


@dataclass(slots=True)
class Columns:
    """Which cell of a row holds what."""

    named: dict[str, int]
    """Name → number of its cell: task, theme, owner, partners, deadline, number."""
    progress: list[int] = field(default_factory=list)
    """Cells about the progress, the latest last."""
    titles: list[str] = field(default_factory=list)
    """The header as it is printed."""

    @property
    def width(self) -> int:
        """Number of cells."""
        return len(self.titles)


def read_columns(cells: list[str]) -> Columns | None:
    """The columns that a line of titles names, ``None`` where it heads no task table.

    A task table has a column for the tasks and one for who or when.
    """
    titles = [_BLANK.sub("", cell) for cell in cells]
    found: dict[str, list[int]] = {}
    for number, title in enumerate(titles):
        name = next((name for name in _ORDER if _COLUMNS[name].fullmatch(title)), None)
        if name:
            found.setdefault(name, []).append(number)
    if not found.keys() & {"task", "measure"} or not found.keys() & {"owner", "deadline"}:
        return None
    if sum(map(len, found.values())) * 2 < sum(map(bool, titles)):
        return None
    return Columns(_choose(found), found.get("progress", []), titles)


def _choose(found: dict[str, list[int]]) -> dict[str, int]:
    """One cell a name; of two columns for what is to be done the closer one is the task, the other its topic."""
    kinds = ("number", "owner", "partners", "deadline")
    named: dict[str, int] = {name: found[name][0] for name in kinds if name in found}
    if len(found.get("owner", [])) > 1:
        named.setdefault("partners", found["owner"][1])
    deeds = [*found.get("task", []), *found.get("measure", [])]
    named["task"] = found["measure"][0] if "measure" in found else found["task"][-1]
    topics = [number for number in deeds if number < named["task"]]
    if topics:
        named["theme"] = topics[-1]
    return named


def join_columns(upper: Columns, cells: list[str]) -> Columns | None:
    """The columns of a header of two lines, ``None`` where the second line is no part of it.

    What is merged over both lines stands in both, or is empty in the second one (进展情况 over 7月, 10月, 12月).
    """
    titles = [_BLANK.sub("", cell) for cell in cells]
    split = _split_group(upper, titles)
    if split is not None:
        return split
    titles += [""] * (upper.width - len(titles))
    if len(titles) != upper.width or titles[upper.named["task"]] not in ("", upper.titles[upper.named["task"]]):
        return None
    new = [number for number, title in enumerate(titles) if title and title != upper.titles[number]]
    if not new or any(len(titles[number]) > 10 for number in new):
        return None
    whole = [title or above for title, above in zip(titles, upper.titles, strict=True)]
    groups = [next((t for t in reversed(upper.titles[: n + 1]) if t), "") for n in range(upper.width)]
    lower = read_columns(whole)
    joined = lower or upper
    under = [number for number in new if _COLUMNS["progress"].fullmatch(groups[number])]
    if lower is None and under != new:
        return None
    return Columns(joined.named, sorted({*joined.progress, *upper.progress, *under}), whole)


def _split_group(upper: Columns, titles: list[str]) -> Columns | None:
    """The columns where the first line has one cell for a group and the second line its titles (责任分工 over 牵头单位, 配合单位).

    Readers that know nothing of merged cells write the group as one cell.
    """
    at = next((number for number, title in enumerate(titles) if title), 0)
    under = titles[at:]
    if at == 0 or len(under) < 2 or not all(under) or at >= upper.width or "" in upper.titles:
        return None
    group = upper.titles[at]
    if _COLUMNS["progress"].fullmatch(group):
        under = [group] * len(under)
    elif not any(pattern.fullmatch(title) for title in under for pattern in _COLUMNS.values()):
        return None
    return read_columns([*upper.titles[:at], *under, *upper.titles[at + 1 :]])
