"""What sort of text it is: an answer to a proposal, an answer to a citizen, or neither, and why."""

from __future__ import annotations

import re

from tracker.model import Genre
from tracker.reading.header.anatomy import Anatomy

KINDS: tuple[tuple[str, str], ...] = (
    (r"通知", "通知"),
    (r"批复", "批复"),
    (r"公告|公示|通告", "公告"),
    (r"通报", "通报"),
    (r"实录|发布会|专访|访谈", "新闻实录"),
    (r"解读|问答|答记者问", "政策解读"),
    (r"(?:工作|进展|情况|专题)?汇报|总体情况|情况报告|年度报告|报告|总结|自评|整改落实情况", "工作报告"),
    (r"办法|条例|规定|细则|法", "法规制度"),
    (r"方案|计划|规划|措施|意见|要点", "政策文件"),
    (r"一览表|清单|名单|目录|统计表", "清单或表格"),
    (r"督办|座谈|召开|调研|视察|问政|新闻|快讯", "新闻报道"),
)
"""What a title says, in the order of asking, and the word for people."""
_NEWS = re.compile(r"记者|新华社|本报讯|本网讯|现场|督办")


def judge_genre(anatomy: Anatomy, title: str | None) -> tuple[Genre, str]:
    """The genre and one Chinese clause that says why."""
    if anatomy.is_letter:
        return _judge_letter(anatomy, title)
    for pattern, name in KINDS:
        if title and re.search(pattern, title):
            return Genre.NONE, f"是{name}，不是答复"
    head = anatomy.folded[:1500]
    asked = re.search(r"现印发|请.{0,8}贯彻|遵照执行|特此通知", head)
    if asked:
        return Genre.NONE, "是下发的文件，不是答复"
    lines = [line for line in anatomy.folded.split("\n") if line.strip(" |")]
    if not lines:
        return Genre.NONE, "没有文字"
    if anatomy.folded.count("。") * 5 < len(lines):
        return Genre.NONE, "是清单或表格，不是答复"
    if _NEWS.search(head):
        return Genre.NONE, "是新闻报道，不是答复"
    return Genre.NONE, "没有称谓，也没有“收悉”“答复如下”等答复用语"


def _judge_letter(anatomy: Anatomy, title: str | None) -> tuple[Genre, str]:
    opening = anatomy.folded[anatomy.letter_start : anatomy.body_start + 500]
    if anatomy.salutation and anatomy.salutation.title:
        return Genre.REPLY, f"有对{anatomy.salutation.title}的称谓和答复"
    if anatomy.salutation:
        return Genre.REPLY, "是就提案建议致有关单位的函"
    if anatomy.mailbox and anatomy.answers_proposal:
        return Genre.REPLY, "有提案建议和答复内容"
    if anatomy.mailbox:
        return Genre.LETTER, "有来信和答复内容"
    if anatomy.greeting:
        return Genre.LETTER, "有对来信人的称谓和答复"
    if re.search(r"提案|建议|议案", opening) and not re.search(r"来信|留言|来电|网友", opening[:200]):
        return Genre.REPLY, "有对提案建议的答复用语"
    return Genre.LETTER, "有对群众诉求的答复用语"
