"""PDF files: both readers give the same text, a line a paragraph, without heads and page numbers."""

from __future__ import annotations

import pytest

from tests.reading.pdffile import body, printed_file, set_lines
from tracker.errors import InputError
from tracker.reading import read_bytes
from tracker.reading.pdf import has_native, read_pdf
from tracker.reading.refusal import UnreadableError

READERS = [
    pytest.param(True, id="portable"),
    pytest.param(
        False,
        id="native",
        marks=pytest.mark.skipif(not has_native(), reason="pypdfium2 (extra tracker[pdf]) is not installed"),
    ),
]

LETTER = [
    "^云溪市教育局关于市政协五届三次会议第33号提案的答复",
    "|贺星野委员：",
    "您提出的关于扩大普惠托育服务供给的提案收悉，现答复如下：",
    "一、我局将于2025年8月底前在东湖区新建公办幼儿园4所，均同步设置托班，新增托位不少于240个，费用由市财政承担。",
    "二、下一步，我局将继续提升保育质量。",
    "三、对您提出的其他建议，我局将在制定“十五五”规划时一并研究，并于2026年3月底前向您书面反馈。",
    ">云溪市教育局",
    ">2024年8月6日",
]
PARAGRAPHS = [paragraph.lstrip("^>|") for paragraph in LETTER]


@pytest.mark.parametrize("portable", READERS)
@pytest.mark.parametrize("width", [18, 22, 25, 28])
def test_lines_become_paragraphs_again(portable: bool, width: int) -> None:
    text, blocks = read_pdf(printed_file(body(set_lines(LETTER, width))), portable=portable)
    assert text.split("\n") == PARAGRAPHS
    assert [text[block.start : block.end] for block in blocks] == PARAGRAPHS


LONG = [
    f"（{number}）{place}的第{number}处停车场，由{place}人民政府负责，在2025年{number}月底前完成选址，年内开工建设，"
    f"新增泊位{number}00个，方便周边居民停放，费用由市财政与{place}共同承担。"
    for number, place in zip("一二三四五六七八九", ["东湖区", "西岭县"] * 5, strict=False)
]


def pages_of(lines: list[str], rows: int) -> list[list[str]]:
    return [lines[start : start + rows] for start in range(0, len(lines), rows)]


@pytest.mark.parametrize("portable", READERS)
@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("", "— {} —"),
        ("", "{}"),
        ("", "第 {} 页 共 9 页"),
        ("", "第{}页"),
        ("", "{} / 9"),
        ("", "Page {} of 9"),
        ("云溪市城市管理局文件", "{}"),
        ("2024/8/20 09:13　云溪市城市管理局", "https://www.yunxi.example/art/33.html {}/9"),
    ],
)
def test_heads_feet_and_page_numbers_go_and_paragraphs_pass_over_pages(portable: bool, head: str, foot: str) -> None:
    pages = [
        [(72.0, 805.0, 9.0, head or " "), *body(lines), (280.0, 36.0, 10.5, foot.format(number))]
        for number, lines in enumerate(pages_of(set_lines(LONG), 7), 1)
    ]
    assert len(pages) > 2
    assert read_pdf(printed_file(*pages), portable=portable)[0].split("\n") == LONG


def test_numbers_and_repeated_words_inside_a_page_stay() -> None:
    pages = [[*body(["同意", *set_lines(LONG[:2]), "12", *set_lines(LONG[2:4])])] for _ in range(3)]
    text = read_pdf(printed_file(*pages))[0]
    assert text.count("\n12\n") == 3


@pytest.mark.parametrize("portable", READERS)
def test_two_columns_are_read_one_after_the_other(portable: bool) -> None:
    lines = set_lines(LONG, 18)
    title = (130.0, 790.0, 18.0, "云溪市东湖区西岭县停车设施建设任务")
    middle = (len(lines) + 1) // 2
    left = body(lines[:middle], left=50, top=750, size=12, pitch=20)
    right = body(lines[middle:], left=310, top=743, size=12, pitch=20)
    text, _ = read_pdf(printed_file([title, *left, *right]), portable=portable)
    assert text.split("\n") == [title[3], *LONG]


@pytest.mark.parametrize("portable", READERS)
def test_short_fields_side_by_side_stay_on_one_line(portable: bool) -> None:
    fields = [
        (50.0, 700.0 - 20 * row, 12.0, name)
        for row, name in enumerate(["甲单位", "乙单位", "丙单位", "丁单位", "戊单位", "己单位"])
    ]
    names = [(320.0, y, size, text.replace("单位", "负责人")) for _, y, size, text in fields]
    text, _ = read_pdf(printed_file([*fields, *names]), portable=portable)
    assert text.split("\n")[0] == "甲单位  甲负责人"


@pytest.mark.parametrize("portable", READERS)
@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ([(72, 700, 12, "面积30万m"), (126, 704, 7, "2"), (129.5, 700, 12, "左右")], "面积30万m2左右"),
        ([(72, 700, 12, "加粗"), (72.3, 700, 12, "加粗")], "加粗"),
        ([(72, 700, 12, "日日新")], "日日新"),
        ([(72, 700, 12, "open"), (100, 700, 12, "data")], "open data"),
        ([(72, 700, 12, "文1"), (108, 700, 12, "号2")], "文1  号2"),
        ([(72, 700, 12, "⼀是⽇⻓⼾籍㎡①")], "一是日长户籍㎡①"),
        ([(72, 700, 12, "姓名　李溪")], "姓名　李溪"),
        ([(72, 700, 12, "\uf967是")], "不是"),
    ],
)
def test_characters_become_words(portable: bool, printed: list[tuple[float, float, float, str]], text: str) -> None:
    assert read_pdf(printed_file(printed), portable=portable)[0] == text


@pytest.mark.parametrize(
    ("turn", "box"), [(0, "10 20 605 862"), (90, "0 0 842 595"), (180, "0 0 595 842"), (270, "0 0 842 595")]
)
def test_turned_and_moved_pages_are_read_as_they_are_seen(turn: int, box: str) -> None:
    page = f"/MediaBox[{box}]/Rotate {turn}".encode()
    cm = {0: "1 0 0 1 10 20", 90: "0 1 -1 0 842 0", 180: "-1 0 0 -1 595 842", 270: "0 -1 1 0 0 595"}[turn]
    data = printed_file(body(set_lines(LETTER)), page=page, before=f"{cm} cm\n".encode())
    assert read_pdf(data)[0].split("\n") == read_pdf(data, portable=True)[0].split("\n") == PARAGRAPHS


@pytest.mark.parametrize("portable", READERS)
def test_slanted_text_is_a_watermark_and_goes(portable: bool) -> None:
    data = printed_file(
        body(set_lines(LETTER)), before=b"q 0.7 0.7 -0.7 0.7 200 200 cm BT /F1 40 Tf <00010002> Tj ET Q\n"
    )
    assert read_pdf(data, portable=portable)[0].split("\n") == PARAGRAPHS


def test_a_pdf_file_is_a_document_of_its_own_format() -> None:
    document = read_bytes(printed_file(body(set_lines(LETTER))), "答复.pdf")
    assert (document.format, document.text) == ("pdf", "\n".join(PARAGRAPHS))


@pytest.mark.parametrize("portable", READERS)
def test_a_damaged_file_and_a_scan_say_what_to_do(portable: bool) -> None:
    for data, words in (
        (b"%PDF-1.7\n", ["损坏", "重新下载"]),
        (printed_file([], picture=True), ["扫描", "OCR"]),
        (printed_file([]), ["没有文字"]),
    ):
        with pytest.raises(UnreadableError) as caught:
            read_pdf(data, portable=portable)
        assert all(word in str(caught.value) for word in words), caught.value


def test_a_file_that_cannot_be_read_is_an_input_error_with_its_name() -> None:
    with pytest.raises(InputError, match=r"^扫描\.pdf：.*OCR"):
        read_bytes(printed_file([], picture=True), "扫描.pdf")
