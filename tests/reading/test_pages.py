"""Placed characters to paragraphs: titles of several lines, full first lines, running heads of single pages."""

from __future__ import annotations

import pytest

from tests.reading.ofdfile import printed_ofd
from tests.reading.pdffile import Printed, body, printed_file, set_lines, wide
from tracker.reading import read_bytes

WIDTH = 28
LEFT = 72.0
PARAGRAPH = "我局将会同市财政局于2025年6月底前完成东湖区老旧小区管网改造，同步修复路面，方便居民出行，并于每季度末向您通报进展。"


def read_lines(*lines: Printed) -> list[str]:
    found = {read_bytes(make(lines), name).text for make, name in ((printed_file, "a.pdf"), (printed_ofd, "a.ofd"))}
    assert len(found) == 1
    return found.pop().split("\n")


def centred(text: str, y: float, size: float) -> Printed:
    return LEFT + (WIDTH * 16 - wide(text) * size) / 2, y, size, text


TITLES = [
    ["云溪市住房和城乡建设局关于市政协五届三次", "会议第0057号提案的答复"],
    ["云溪市住房和城乡建设局关于市政协五届三", "次会议第0057号《关于加快老旧小区改造", "的提案》的答复"],
    ["云溪市政协五届三次会议提案：第125号——", "《关于东湖大道与溪口街路口安装红绿灯的", "建议》的答复"],
]


@pytest.mark.parametrize("title", TITLES)
def test_a_centred_title_of_several_lines_is_one(title: list[str]) -> None:
    printed = [centred(line, 790 - 32 * place, 22) for place, line in enumerate(title)]
    assert read_lines(*printed, *body(set_lines(["|贺星野委员：", PARAGRAPH]), top=680)) == [
        "".join(title),
        "贺星野委员：",
        PARAGRAPH,
    ]


@pytest.mark.parametrize("slack", [0, 1])
def test_a_full_first_line_is_not_centred_though_it_stands_between_both_margins(slack: float) -> None:
    text = "溪口镇2024年人大代表建议办理答复之三东湖区水务局关于区人大二次会议第14号代表建议办理的函"
    first = next(end for end in range(len(text)) if 2 + wide(text[: end + 1]) > WIDTH - slack)
    lines = body(["　　" + text[:first], text[first:], *set_lines([PARAGRAPH, PARAGRAPH])])
    assert read_lines(*lines) == [text, PARAGRAPH, PARAGRAPH]


def test_a_centred_title_below_a_full_line_is_a_paragraph_of_its_own() -> None:
    first = "公开日期2024年8月9日发布机构云溪市住房和城乡建设局办公"
    title = "关于加强垃圾分类工作的建议的答复"
    lines = body(["　　" + first], top=770), [centred(title, 742, 16)], body(set_lines([PARAGRAPH] * 2), top=714)
    assert read_lines(*(line for part in lines for line in part)) == [first, title, PARAGRAPH, PARAGRAPH]


@pytest.mark.parametrize(
    ("head", "stays"),
    [
        ((250.0, 800.0, 10.5, "答复件汇编"), False),
        ((250.0, 800.0, 16.0, "答复件汇编"), True),
        ((250.0, 768.0, 10.5, "答复件汇编"), True),
        ((250.0, 780.0, 10.5, "答复件汇编"), True),
    ],
    ids=["small and far above", "as large as the text", "in the text's area", "close to the text"],
)
def test_a_single_page_may_have_a_running_head(head: Printed, stays: bool) -> None:
    lines = read_lines(
        head, *body(set_lines(["|贺星野委员：", PARAGRAPH, PARAGRAPH]), top=730 if head[1] != 780 else 755)
    )
    assert lines == ["答复件汇编"] * stays + ["贺星野委员：", PARAGRAPH, PARAGRAPH]


@pytest.mark.parametrize("date", ["二○二四年五月", "二〇二四年五月", "①②③", "第Ⅱ类"])
def test_signs_as_wide_as_a_character_leave_no_gap(date: str) -> None:
    assert read_lines(*[(LEFT + 16 * place, 700.0, 16.0, sign) for place, sign in enumerate(date)]) == [date]


def test_where_paragraphs_are_spaced_an_item_in_the_middle_of_one_begins_none() -> None:
    """The line above ends in a semicolon and is full, and 二是 begins the next one."""
    item = "一是会同市财政局在东湖区和西岭县开展老旧小区管网改造摸底；二是于2025年6月底前完成改造，同步修复路面。"
    y, printed = 770.0, []
    for text in [item] * 5:
        for line in set_lines(["|" + text]):
            printed.append((LEFT, y, 16.0, line))
            y -= 24
        y -= 16
    assert printed[0][3].endswith("；")
    assert read_lines(*printed) == [item] * 5


def test_a_line_is_full_where_a_figure_hangs_on_the_first_character_of_the_next_one() -> None:
    text = "云溪市水务局关于区人大二次会议第14号建议的答复点击:102345次，现将办理情况一并公布，欢迎监督。"
    first = text.index("击")
    assert WIDTH - wide(text[:first]) > 1.5
    lines = body([text[:first], text[first:], *set_lines(["|" + PARAGRAPH])])
    assert read_lines(*lines) == [text, PARAGRAPH]
