"""Cells merged over several rows belong to each of them, in every format that tells them."""

from __future__ import annotations

import pytest

from tests.reading.office import made_by_office
from tests.reading.wordfile import paragraph, table, word_file
from tracker.extraction import extract
from tracker.reading import parse_reply, read_bytes

PAGE = (
    "<h1>云溪市2024年重点任务分解表</h1><table>"
    "<tr><th rowspan=2>序号</th><th rowspan=2>任务</th><th colspan=2>责任分工</th><th rowspan=2>完成时限</th></tr>"
    "<tr><th>牵头单位</th><th>配合单位</th></tr>"
    "<tr><td>1</td><td>新建社区食堂20家</td><td rowspan=2>市民政局</td><td>市财政局</td><td rowspan=3>2024年9月底</td></tr>"
    "<tr><td>2</td><td>印发助餐补贴办法</td><td>市卫生健康委</td></tr>"
    "<tr><td>3</td><td>改造路灯二十盏</td><td>市城管局</td><td></td></tr></table>"
)
SHOWN = [
    "云溪市2024年重点任务分解表",
    "序号 | 任务 | 责任分工 |  | 完成时限",
    "序号 | 任务 | 牵头单位 | 配合单位 | 完成时限",
    "1 | 新建社区食堂20家 | 市民政局 | 市财政局 | 2024年9月底",
    "2 | 印发助餐补贴办法 | 市民政局 | 市卫生健康委 | 2024年9月底",
    "3 | 改造路灯二十盏 | 市城管局 |  | 2024年9月底",
]


GRID = "<w:tblGrid>" + '<w:gridCol w:w="1500"/>' * 5 + "</w:tblGrid>"


def word_cell(text: str, merge: str = "", span: int = 1) -> str:
    merged = f'<w:vMerge w:val="{merge}"/>' if merge == "restart" else "<w:vMerge/>" if merge else ""
    width = f'<w:tcW w:w="{1500 * span}" w:type="dxa"/>'
    return f'<w:tc><w:tcPr>{width}<w:gridSpan w:val="{span}"/>{merged}</w:tcPr>{paragraph(text)}</w:tc>'


def word_row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def word_table() -> bytes:
    first, more = "restart", "continue"
    return word_file(
        paragraph("云溪市2024年重点任务分解表"),
        table(
            GRID,
            word_row(
                word_cell("序号", first), word_cell("任务", first), word_cell("责任分工", span=2), word_cell("完成时限", first)
            ),
            word_row(
                word_cell("", more), word_cell("", more), word_cell("牵头单位"), word_cell("配合单位"), word_cell("", more)
            ),
            word_row(
                word_cell("1"), word_cell("新建社区食堂20家"), word_cell("市民政局", first), word_cell("市财政局"),
                word_cell("2024年9月底", first),
            ),
            word_row(
                word_cell("2"), word_cell("印发助餐补贴办法"), word_cell("", more), word_cell("市卫生健康委"),
                word_cell("", more),
            ),
            word_row(
                word_cell("3"), word_cell("改造路灯二十盏"), word_cell("市城管局"), word_cell(""), word_cell("", more)
            ),
        ),
    )  # fmt: skip


def test_pages_and_word_files_give_the_same_rows():
    assert read_bytes(PAGE.encode(), "a.html").text.split("\n") == SHOWN
    assert read_bytes(word_table(), "a.docx").text.split("\n") == SHOWN


def test_a_merged_owner_and_time_limit_are_those_of_each_task():
    found = extract(parse_reply(read_bytes(word_table(), "a.docx"))).commitments
    assert [(one.owner, one.partners, str(one.deadline and one.deadline.date)) for one in found] == [
        ("市民政局", ("市财政局",), "2024-09-30"),
        ("市民政局", ("市卫生健康委",), "2024-09-30"),
        ("市城管局", (), "2024-09-30"),
    ]


@pytest.mark.parametrize("target", ["doc", "rtf", "odt"])
def test_other_formats_name_the_owner_of_each_task(target: str):
    found = extract(parse_reply(read_bytes(made_by_office(word_table(), target), f"a.{target}"))).commitments
    assert [one.owner for one in found] == ["市民政局", "市民政局", "市城管局"]


def test_spans_that_do_not_fit_together_lose_nothing():
    page = (
        "<table><tr><td rowspan=9>甲</td><td colspan=x>乙</td><td rowspan=2>丙</td></tr><tr><td>丁</td></tr>"
        "<tr><td colspan=3>戊</td><td>己</td></tr></table>"
    )
    assert read_bytes(page.encode(), "a.html").text == "甲 | 乙 | 丙\n甲 | 丁 | 丙\n甲 | 戊 |  |  | 己"
    page = "<table><tr><td>甲<td>乙<td rowspan=2>丙</tr><tr>{}</tr><tr><td>己<td>庚</tr></table>"
    assert read_bytes(page.format("<td>丁").encode(), "a.html").text == "甲 | 乙 | 丙\n丁 |  | 丙\n己 | 庚"
    assert (
        read_bytes(page.format("<td colspan=3>丁<td>戊").encode(), "a.html").text
        == "甲 | 乙 | 丙\n丁 |  |  | 戊\n己 | 庚"
    )
