"""The labels under which a page tells what it is about: 索引号, 发布机构, 成文日期, 文号 …

As 政府信息公开 pages print them, with or without a colon, spaces between the characters or not.
What belongs to the letter itself (签发人, 办理结果, 联系人) is no label of the page.
"""

from __future__ import annotations

import re

from tracker.chinese import fold

_TOLD = {
    "index_number": "索引号 索取号",
    "issuer": "发布机构 发文机关 发文单位 发布单位 公开机构 制发机关 制发单位 发文机构 公开单位 公开责任部门",
    "dated": "成文日期 成文时间 生成日期 生成时间 发文日期 发文时间 制发日期 印发日期",
    "published": "发布日期 发布时间 发布时期 公开日期 公开时间 信息时间 更新时间 更新日期 发稿时间",
    "document_number": "文号 发文字号 发文文号 文件编号 文件字号",
    "title": "标题 名称 信息名称 文件名称 信息标题 文件标题",
    "keywords": "主题词 关键词 关键字",
    "source": "来源 信息来源 文章来源 稿件来源 新闻来源",
}
"""Keys of ``Document.metadata`` and the labels of each."""
_OTHERS = (
    "主题分类 组配分类 信息分类 体裁分类 服务对象 服务对象分类 主题导航 公开目录 公开范围 公开方式 公开形式 "
    "公开属性 公开类别 公开时限 信息格式 有效性 是否有效 效力状态 时效性 时效 有效期 生效日期 生效时间 实施日期 "
    "废止日期 失效日期 失效时间 浏览次数 浏览量 浏览 阅读次数 阅读量 阅读 点击数 点击量 点击次数 点击 "
    "访问次数 访问量 字体 字号 字体大小 字号大小 责任编辑 编辑 作者 审核 审核人 供稿 时间 日期"
)
KEYS = {label: key for key, labels in _TOLD.items() for label in labels.split()}
LABELS = KEYS.keys() | set(_OTHERS.split())

_LOOSE_LABEL = "|".join(r"\s*".join(label) for label in sorted(LABELS, key=len, reverse=True))
_LONGEST = 1000
"""Characters; a longer line is no list of labels and values."""
_LABELLED = re.compile(rf"[\s•·\-【〔（]*({_LOOSE_LABEL})\s*：")
_WITHIN = re.compile(rf"(?<![\w、《“])[•·\-【〔（|]?\s*(?:{_LOOSE_LABEL})\s*：")


def bare_label(text: str) -> str:
    """A label without colon, spaces and bullets: ``索 引 号：`` → ``索引号``."""
    return re.sub(r"\s+", "", fold(text)).strip("：•·-【】〔〕（）")


def is_label(text: str) -> bool:
    """True for a known label alone.

    >>> is_label("索 引 号："), is_label("文号"), is_label("文号：云建函〔2024〕3号")
    (True, True, False)
    """
    return len(text) <= 20 and bare_label(text) in LABELS


def is_labelled(text: str) -> bool:
    """True for a line that begins with a known label and a colon."""
    return bool(_LABELLED.match(fold(text)))


def join_pair(label: str, value: str) -> str:
    """``label：value`` with one colon, the label's own where it has one."""
    label = label.rstrip()
    return label + value if label.endswith(("：", ":")) else f"{label}：{value}"


def split_pairs(text: str) -> list[str]:
    """A line of several labels and values as one line each; other lines unchanged.

    >>> split_pairs("发布时间:2024-08-20 09:01 来源:云溪市民政局 浏览次数:")
    ['发布时间:2024-08-20 09:01', '来源:云溪市民政局', '浏览次数:']
    """
    cuts = [found.start() for found in _WITHIN.finditer(fold(text))] if len(text) <= _LONGEST else []
    if len(cuts) < 2:
        return [text]
    parts = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    return [part.strip(" \u3000\u00a0|") for part in parts if part.strip(" \u3000\u00a0|")]


def parse_pair(text: str) -> tuple[str, str] | None:
    """Key in the metadata and value of a ``label：value`` line, ``None`` for other lines.

    >>> parse_pair("文 号：云建函〔2024〕3号")
    ('document_number', '云建函〔2024〕3号')
    """
    found = _LABELLED.match(fold(text))
    if found is None:
        return None
    key = KEYS.get(re.sub(r"\s+", "", found[1]))
    value = text[found.end() :].strip(" \u3000\u00a0】〕）)]|")
    return (key, value) if key and value else None
