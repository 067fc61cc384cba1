"""A task as a plan or a list names it: what is to be done, by whom, with whom, until when, and how far it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.model import Commitment

TASK_TABLE = "task-table"
"""The rule of what stands in a task table."""
TASK_CHARGE = "task-charge"
"""The rule of a plan's paragraph that ends in who is charged with it."""
_RULES = frozenset({TASK_TABLE, TASK_CHARGE})
_MEMBER = re.compile(r"各(?:[市州县区盟旗]、)+[^、，；\s]+|[^、，；\s]+")
Span = tuple[int, int]
"""First character and one past the last one."""


@dataclass(frozen=True, slots=True)
class Task:
    """A task with the places of its particulars in folded text."""

    whole: Span
    """All that is read with it: the row, or the paragraph with the words that charge somebody."""
    quote: Span
    """The task and what is said about it without a break."""
    deed: Span
    """What is to be done."""
    rule: str
    """``TASK_TABLE`` or ``TASK_CHARGE``."""
    owner: Span | None = None
    """Who is charged with it."""
    partners: tuple[Span, ...] = ()
    """Who helps."""
    deadline: Span | None = None
    """Until when."""
    theme: Span | None = None
    """The topic that it stands under."""
    done: bool = False
    """It is said to be finished."""


def is_task(commitment: Commitment) -> bool:
    """True for what a task table or a plan's charge names, which are commitments in any sort of text."""
    return commitment.rule in _RULES


def find_members(text: str, span: Span) -> tuple[Span, ...]:
    """The organs of a list as it is printed; 各市、县政府 is one name for many."""
    return tuple(found.span() for found in _MEMBER.finditer(text, *span))


_PARTIAL = (
    r"未完成|未办结|正在|推进中|进行中|尚|预计|计划|拟|下一步|部分|基本|其余|剩余|还有|还需|(?<!\d)[1-9]?\d(?:\.\d+)?%"
)
_UNFINISHED = re.compile(_PARTIAL)
_WHOLE = re.compile(
    r"(?:^|[。；，：！\s])(?:目前)?，?(?:该?(?:项目|工作|任务|事项|整改))?(?:均?已|全部|全面|提前|超额|整体|按期|按时)*"
    r"(?:完成|办结|销号|完结|结束|完工|整改到位|落实到位|整改完毕|投入使用|竣工(?:验收)?|建成(?:投用|使用|开放)?)"
    r"(?:任务|整改|工作|目标|销号|验收)*(?=$|[。；，！\s（并、])"
    r"|(?:任务|工作|整改|目标)(?:已|均已|全部|已全部|已全面)(?:完成|落实)|100(?:\.0+)?%|^[√是]$"
)
_PART = re.compile(
    r"(?:已|全部|全面|提前|超额)+(?:完成|建成|印发|出台|开通|召开|举办|安装)(?:了)?(?P<what>[^，。；！\s]{2,40})"
)


def is_finished(progress: str, deed: str) -> bool:
    """True where the progress says that the whole deed is done, not a step of it.

    >>> is_finished("已完成", "新建食堂"), is_finished("已完成选址", "新建食堂"), is_finished("已印发补贴办法", "印发补贴办法")
    (True, False, True)
    """
    if _UNFINISHED.search(progress):
        return False
    if _WHOLE.search(progress):
        return True
    known = set(deed)
    words = (re.sub(r"\d+", "", found["what"]) for found in _PART.finditer(progress))
    return any(len(one) >= 2 and sum(char in known for char in one) >= 0.8 * len(one) for one in words)
