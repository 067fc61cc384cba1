"""The title is a line or a cell that names the case, never a paragraph or a column of the page's form."""

from __future__ import annotations

import pytest

from tracker.model import Document
from tracker.reading.letter import parse_reply

LETTER = (
    "王小云委员：\n您提出的《关于增设路灯的提案》收悉，现答复如下：\n我局将增设路灯。\n云溪市城管局\n2024年5月6日\n"
)
HEADS = [
    ("词条 | 对云溪市政协五届三次会议第8号提案的答复 |", "对云溪市政协五届三次会议第8号提案的答复"),
    ("关于市政协五届三次会议第8号提案的答复 信息来源：云溪市城管局", "关于市政协五届三次会议第8号提案的答复"),
    ("公开目录 | 政协提案办理结果 | 发布日期 | 2024-05-06 |", None),
    (f"答复表示，我局高度重视委员提出的建议，{'将采取多项措施，' * 20}对第8号提案逐条研究。", None),
]


@pytest.mark.parametrize(("head", "title"), HEADS, ids=["cell", "source", "form", "paragraph"])
def test_the_title_is_cut_from_the_line_that_names_the_case(head, title):
    assert parse_reply(Document("a.txt", "", "text", f"{head}\n{LETTER}")).header.title == title
