"""How well a commitment can be checked: what it states, and the grade that follows (可核查度)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.chinese import fold
from tracker.model import Commitment, Deadline, DeadlineKind, Grade, OwnerBasis, Target

_PRODUCT = re.compile(
    r"(?:制定|出台|印发|编制|起草|修订|完成)[^，。；]{0,24}(?:办法|方案|规划|细则|意见|制度|标准|指南|清单|名录|条例|目录)|建成|开通|通车|通水|投入使用|竣工|完工|安装|揭牌|挂牌|全覆盖|新建|新增|增设|改建|扩建"
)
_VERBS = (
    "建设|建成|延长|缩短|新增|改造|安装|增设|新建|修建|扩建|制定|出台|完善|建立|开展|推进|加强|优化|提供|组织|落实|更换|铺设|编制|争取|申报|实施|做好|加大|"
    "提升|规范|整治|发放|培训|引进|搭建|打造|修复|启动|完成|扩大|强化|推动|设置|配备|公布|印发|督促|协调|修订|清理|拆除|开通|移交|拨付"
)
_ACTION = re.compile(_VERBS)
_OBJECT = re.compile(rf"(?:{_VERBS})[^，。；]{{2,}}")


@dataclass(frozen=True, slots=True)
class Card:
    """Which elements of a promise are stated; each is a reason to be able to check it."""

    owner: bool
    """责任: somebody is named, or the organ that signs speaks of itself."""
    action: bool
    """动作: a deed is named."""
    object: bool
    """对象: something that the deed is done to."""
    quantity: bool
    """数量: a number that can be counted."""
    time: bool
    """时间: a date, an event or a recurring period."""
    product: bool
    """成果: something that can be looked at when it is done (印发办法, 建成, 开通)."""
    grade: Grade
    """The grade by the rule of ``grade_of``."""


def card(commitment: Commitment) -> Card:
    """What a commitment states, by its words and fields.

    >>> from tracker.model import Section
    >>> vague = Commitment("我局将进一步加强监管", 0, 10, Section.BODY, None, "某局", OwnerBasis.ISSUER, (), None, (), Grade.SOFT, "")
    >>> card(vague).time, card(vague).action
    (False, True)
    """
    text = fold(commitment.text)
    return Card(
        owner=commitment.owner_basis is not OwnerBasis.UNSPECIFIED,
        action=_ACTION.search(text) is not None,
        object=_OBJECT.search(text) is not None,
        quantity=bool(commitment.targets),
        time=commitment.deadline is not None,
        product=_PRODUCT.search(text) is not None,
        grade=commitment.grade,
    )


def grade_of(basis: OwnerBasis, deadline: Deadline | None, targets: tuple[Target, ...], text: str) -> Grade:
    """The grade of a commitment by what it states.

    hard: an owner that is named and a number or a computable date.  The replying organ counts as named:
    it signs the letter.  medium: a number, date, event, recurring period or checkable product.  soft: none.
    """
    dated = deadline is not None and deadline.kind is DeadlineKind.DATE and deadline.date is not None
    if basis is not OwnerBasis.UNSPECIFIED and (targets or dated):
        return Grade.HARD
    if targets or deadline is not None or _PRODUCT.search(text):
        return Grade.MEDIUM
    return Grade.SOFT
