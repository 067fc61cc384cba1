"""Labels and their values on a page (发布机构：…, ``| 文号 | … |``, a label on one line and its value on the next).

Knows the usual labels of government pages and of citizens' letters; what a value means is for the field that asks.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LABELS: dict[str, tuple[str, ...]] = {
    "title": tuple("标题 名称 信息名称 文件名称 公文名称 信息标题".split()),
    "issuer": tuple(
        (
            "发布机构 发文机关 发文机构 发布单位 发文单位 制发机关 公开单位 发布部门 公开责任部门 "
            "责任部门 信息公开机构 公开主体 发布机关 制文机关 所属机构 信息所属单位"
        ).split()
    ),
    "source": tuple("信息来源 文章来源 稿件来源 来源 信息提供单位".split()),
    "dated": tuple("成文日期 生成日期 发文日期 成文时间 制发日期 生成时间 发文时间 签发日期 制文日期".split()),
    "published": tuple(
        (
            "发布日期 发布时间 发布时期 发表时间 发表日期 发表于 公开日期 公开时间 更新时间 更新日期 "
            "信息时间 上传时间 添加时间 录入时间 时间 日期"
        ).split()
    ),
    "document_number": tuple("文号 发文字号 公文文号 发文文号 文件编号 文件字号".split()),
    "case_title": tuple(
        (
            "留言主题 留言标题 来信标题 来信主题 信件标题 信件名称 信件主题 诉求标题 咨询标题 "
            "咨询主题 问题标题 写信标题 邮件主题 邮件标题 反映主题 投诉标题"
        ).split()
    ),
    "question": tuple(
        (
            "留言详情 留言内容 来信内容 信件内容 咨询内容 诉求内容 问题内容 问题描述 投诉内容 "
            "网友咨询 网友提问 网友留言 群众留言 市民来信 群众来信 提问内容 邮件内容 写信内容 "
            "反映内容 市民留言 网友反映 来信正文"
        ).split()
    ),
    "answer": tuple(
        (
            "答复意见 答复内容 回复内容 回复意见 回复情况 官方回复 部门回复 单位回复 回复结果 "
            "答复结果 反馈内容 处理结果 办理回复 网上回复 答复情况 回复正文 处理意见 办理结果及回复"
        ).split()
    ),
    "outcome": tuple("办理结果 办理情况 处理情况 处置情况 处置结果".split()),
    "asker": tuple("留言用户 留言人 来电人 诉求人 留言网友 来信人 写信人 咨询人 投诉人 网友昵称 姓名 昵称".split()),
    "asked": tuple("留言时间 来信时间 提交时间 写信时间 咨询时间 提问时间 受理时间 留言日期 来信日期".split()),
    "answered": tuple("答复时间 回复时间 办结时间 答复日期 回复日期 办结日期 办理时间 反馈时间".split()),
    "answerer": tuple(
        (
            "答复部门 答复单位 答复机构 回复部门 回复单位 回复机构 办理单位 办理部门 受理单位 "
            "受理部门 处理部门 处理单位"
        ).split()
    ),
    "case_number": tuple(
        ("留言编号 信件编号 信件编码 来信编号 受理编号 工单编号 诉求编号 查询编号 邮件编号 咨询编号").split()
    ),
    "proposal_title": tuple("案由 提案标题 建议标题 提案名称 建议名称 提案题目 建议题目 议案标题".split()),
    "proposal_number": tuple("提案编号 建议编号 议案编号 提案号 建议号 案号".split()),
    "proposal": tuple("提案内容 建议内容 议案内容 提案正文 建议正文".split()),
    "proposer": tuple("提案人 提案者 第一提案人 领衔代表 建议人 提出人 提案委员 建议代表".split()),
    "other": tuple(
        (
            "索引号 组配分类 主题分类 信息分类 主题词 关键词 关键字 公开方式 公开范围 公开目录 "
            "公开属性 有效性 时效性 是否有效 效力状态 生效日期 生效时间 废止日期 失效日期 体裁分类 "
            "所属主题 服务对象 浏览次数 阅读次数 点击次数 浏览量 访问量 点击量 点击数 点击率 阅读量 "
            "字体 字号 作者 编辑 审核 责任编辑 信息类别 信件类型 信件状态 办理状态 满意度 行政区域 "
            "公开形式 签发人 发布人 来源网站 访问地址 附件链接 一级类别 浏览 阅读 点击 类型 主题 "
            "内容概述 有效期 开始日期"
        ).split()
    ),
}
"""Key → spellings; ``other`` is there because a label ends the value of the one before it."""

_KEYS = {spelling: key for key, spellings in LABELS.items() for spelling in spellings}
_SPELLINGS = "|".join(" {0,6}".join(name) for name in sorted(_KEYS, key=len, reverse=True))
_LABEL = re.compile(rf"(?P<label>{_SPELLINGS}) {{0,6}}(?:(?P<colon>：)|(?P<cell>\|)|(?P<gap>(?=\n)|  +|\Z))")
_SHORTEST_ANSWER = 10
"""Characters of the first line of an answer under 办理结果."""
_HANZI = re.compile(r"[\u3400-\u9fff]")
_LEAD = re.compile(r"[\s|•·*>_-]*")
_CELL = re.compile(r"[ \t]*\|[ \t]*(?!\n)")
_END = re.compile(r"\n|\||  +")


class Label(NamedTuple):
    """A label of a page with the place of its value; an empty value has ``start == end``."""

    key: str
    at: int
    start: int
    end: int


def find_labels(folded: str) -> tuple[Label, ...]:
    """All labels of a text in order.

    >>> text = "文 号：   发布机构：云溪市水务局  成文日期：2024-08-20"
    >>> [(label.key, text[label.start:label.end]) for label in find_labels(text)]
    [('document_number', ''), ('issuer', '云溪市水务局'), ('dated', '2024-08-20')]
    """
    matches = [match for match in _LABEL.finditer(folded) if _stands(folded, match)]
    ends = [*(match.start() for match in matches[1:]), len(folded)][: len(matches)]
    found = []
    for match, limit in zip(matches, ends, strict=True):
        key = _KEYS[match["label"].replace(" ", "")]
        start, end = _value(folded, match.end(), limit)
        if key == "outcome" and end - start >= _SHORTEST_ANSWER:
            # On a hotline's slip the answer itself; elsewhere a letter or 已办结.
            key = "answer"
        found.append(Label(key, match.start(), start, end))
    return tuple(found)


def _stands(folded: str, match: re.Match[str]) -> bool:
    """A label is no part of a longer word, and without a colon it has a line or cell of its own."""
    at = match.start()
    before = folded[at - 1] if at else "\n"
    if match["colon"]:
        return len(match["label"].replace(" ", "")) >= 4 or not _HANZI.match(before)
    lead = folded[max(0, at - 8) : at]
    return re.search(r"(?:^|[\n|])[ \t|•·*-]*$", lead) is not None or (bool(match["gap"]) and lead.endswith("  "))


def _value(folded: str, start: int, limit: int) -> tuple[int, int]:
    lead = _LEAD.match(folded, start, limit)
    start = lead.end() if lead else start
    end = _END.search(folded, start, limit)
    stop = end.start() if end else limit
    while stop > start and (folded[stop - 1].isspace() or folded[stop - 1] in "•·-【（"):
        stop -= 1
    return start, stop


def first_value(labels: tuple[Label, ...], key: str, before: int | None = None) -> tuple[int, int] | None:
    """Where the first value of a key stands that is not empty, among the labels before an offset."""
    for label in labels:
        if label.key == key and label.start < label.end and (before is None or label.at < before):
            return label.start, label.end
    return None
