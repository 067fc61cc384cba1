"""The enumerations of the domain: keys for code, database and JSON, with Chinese labels for people."""

from __future__ import annotations

from enum import StrEnum


class Labelled(StrEnum):
    """A key for code, database and JSON, with a Chinese label for people."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Labelled:
        """Makes a member of its key and its label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class ReplyKind(Labelled):
    """What the reply answers."""

    PROPOSAL = "proposal", "政协提案"
    SUGGESTION = "suggestion", "人大代表建议"
    OTHER = "other", "其他"


class Genre(Labelled):
    """What sort of text a source is; only the first two belong into a ledger."""

    REPLY = "reply", "答复"
    LETTER = "letter", "来信答复"
    NONE = "none", "非答复"


class Verdict(Labelled):
    """The machine's judgement on one segment; never edited."""

    COMMITMENT = "commitment", "承诺"
    DONE = "done", "已办"
    BACKGROUND = "background", "背景"
    REFUSAL = "refusal", "不采纳"
    REQUEST = "request", "请求建议"
    COURTESY = "courtesy", "客套"
    HEADING = "heading", "标题"
    CLUTTER = "clutter", "杂项"


class Section(Labelled):
    """Where in the letter a commitment stands."""

    NEXT_STEP = "next_step", "下一步"
    BODY = "body", "正文"


class OwnerBasis(Labelled):
    """How the owner of a commitment is known."""

    NAMED = "named", "原文点名"
    ISSUER = "issuer", "答复单位"
    UNSPECIFIED = "unspecified", "未指明"


class DeadlineKind(Labelled):
    """What sort of time limit the reply names."""

    DATE = "date", "日期"
    RECURRING = "recurring", "周期"
    EVENT = "event", "事件"


class DeadlineBasis(Labelled):
    """How the day was reached from the words."""

    EXPLICIT = "explicit", "明确日期"
    RELATIVE = "relative", "相对日期推算"
    PERIOD = "period", "按期末推算"
    RECURRING = "recurring", "周期"
    EVENT = "event", "以事件为准"


class Grade(Labelled):
    """How well a commitment can be checked (可核查度).

    hard: a named owner and a number or computable date.  medium: one of number, date, event,
    recurring period, checkable product.  soft: none of these.
    """

    HARD = "hard", "硬"
    MEDIUM = "medium", "中"
    SOFT = "soft", "软"


class Review(Labelled):
    """A person's judgement on a commitment (核定)."""

    UNREVIEWED = "unreviewed", "待核"
    ACCEPTED = "accepted", "已核"
    REJECTED = "rejected", "剔除"


class Status(Labelled):
    """How far a commitment is; ``done`` is self-reported, ``closed`` is confirmed with evidence."""

    UNREPORTED = "unreported", "未报进展"
    NOT_STARTED = "not_started", "未启动"
    IN_PROGRESS = "in_progress", "推进中"
    DONE = "done", "已完成"
    CLOSED = "closed", "已销号"
    ONGOING = "ongoing", "长期坚持"
    DROPPED = "dropped", "已中止"


OPEN_STATUSES = frozenset({Status.UNREPORTED, Status.NOT_STARTED, Status.IN_PROGRESS})
"""Statuses that wait for something; the others are finished, standing or given up."""
FINAL_STATUSES = frozenset({Status.DONE, Status.CLOSED, Status.DROPPED})
"""Statuses from which an item is opened again (重新打开)."""


class Satisfaction(Labelled):
    """What the proposer says of the reply (反馈意见), as feedback forms offer it."""

    SATISFIED = "satisfied", "满意"
    FAIRLY_SATISFIED = "fairly_satisfied", "基本满意"
    UNDERSTANDING = "understanding", "理解"
    DISSATISFIED = "dissatisfied", "不满意"


class BlockKind(Labelled):
    """What a stretch of a document is, as its format tells it."""

    PARAGRAPH = "paragraph", "段落"
    TABLE_ROW = "table_row", "表格行"
    TABLE_HEADER = "table_header", "表头"
    FOOTNOTE = "footnote", "脚注"
    METADATA = "metadata", "页面信息"
    NAVIGATION = "navigation", "导航"
    ATTACHMENT = "attachment", "附件"
    FOOTER = "footer", "页脚"
