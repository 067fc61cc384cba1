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
