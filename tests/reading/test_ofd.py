"""OFD files (GB/T 33190): text in reading order, from pages, templates and groups of objects."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.ofdfile import SPACE, ofd_file, page, printed_ofd, text_object
from tests.reading.pdffile import body, set_lines
from tests.reading.test_formats import check
from tests.reading.test_pdf import LETTER, PARAGRAPHS
from tracker.errors import InputError
from tracker.reading import read_bytes


def read_text(data: bytes) -> str:
    document = read_bytes(data, "答复.ofd")
    assert document.format == "ofd"
    return document.text


@pytest.mark.parametrize("width", [18, 22, 25, 28])
def test_lines_become_paragraphs_again(width: int) -> None:
    assert read_text(printed_ofd(body(set_lines(LETTER, width)))).split("\n") == PARAGRAPHS


def test_objects_are_read_by_their_place_whatever_their_order_and_spelling() -> None:
    lines = [text_object(line) for line in body(set_lines(LETTER))]
    data = ofd_file(page(*reversed(lines)).replace("ofd:", "").replace("xmlns:ofd", "xmlns"))
    assert read_text(data).split("\n") == PARAGRAPHS


def test_a_paragraph_goes_on_over_the_page_and_page_numbers_go() -> None:
    lines = set_lines(LETTER)
    foot = [(290.0, 40.0, 10.0, "- 1 -")], [(290.0, 40.0, 10.0, "- 2 -")]
    data = printed_ofd([*body(lines[:5]), *foot[0]], [*body(lines[5:]), *foot[1]])
    assert read_text(data).split("\n") == PARAGRAPHS


def test_templates_and_groups_are_read_in_their_place() -> None:
    template = page(text_object((72.0, 770.0, 16.0, "云溪市教育局文件")))
    unit = text_object((0.0, 842.0, 16.0, "云教提字〔2024〕33号"))
    resources = (
        f'<ofd:Res {SPACE}><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="7" Width="9" Height="9"><ofd:Content>'
        f"{unit}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
    )
    content = page(
        '<ofd:CompositeObject ID="8" ResourceID="7" Boundary="25.4 40 90 9" CTM="2 0 0 2 0 0"/>',
        '<ofd:PageBlock ID="5">' + text_object((72.0, 600.0, 16.0, "贺星野委员：")) + "</ofd:PageBlock>",
        text_object((72.0, 500.0, 16.0, "看不见"), attributes='Visible="false"'),
        text_object((72.0, 400.0, 16.0, "内部资料"), attributes='CTM="0.7 0.7 -0.7 0.7 0 0"'),
        before='<ofd:Template TemplateID="4" ZOrder="Background"/><ofd:Template TemplateID="99"/>',
    )
    data = ofd_file(
        content,
        common='<ofd:TemplatePage ID="4" BaseLoc="Tpls/Tpl_0/Content.xml"/><ofd:PublicRes>/Doc_0/PublicRes.xml</ofd:PublicRes>'
        "<ofd:DocumentRes>Missing.xml</ofd:DocumentRes>",
        Doc_0__Tpls__Tpl_0__Content=template,
        Doc_0__publicres=resources,
    )
    assert read_text(data).split("\n") == ["云溪市教育局文件", "云教提字〔2024〕33号", "贺星野委员："]


def text_code(attributes: str, text: str, *, more: str = "") -> str:
    return (
        f'<ofd:TextObject ID="1" Boundary="20 30 100 6" Font="3" Size="5" {more}><ofd:TextCode {attributes}>{text}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (text_code('X="0" Y="5" DeltaX="g 3 5"', "现答复如"), "现答复如"),
        (text_code('X="0" Y="5"', "现答复如下"), "现答复如下"),
        (text_code('X="0" Y="5" DeltaX="5 5"', "现答复如下"), "现答复如下"),
        (text_code('X="0" Y="5" DeltaX="5 15 5"', "甲乙丙丁"), "甲乙  丙丁"),
        (text_code('X="0" Y="5" DeltaX="2.5 2.5 2.5"', "A\\0020\\4e00"), "A 一"),
        (text_code('X="0" Y="5" DeltaY="5 5"', "竖排字"), "竖排字"),
        (text_code('X="0" Y="5"', "转动", more='ReadDirection="90"'), "转动"),
        (text_code('X="nan" Y="5" DeltaX="g x y g"', "错数"), "错数"),
        (text_code('X="0" Y="5" DeltaX="g 3 5"', "⼀是⽇⻓"), "一是日长"),
    ],
)
def test_characters_stand_where_their_steps_lead(source: str, text: str) -> None:
    assert read_text(ofd_file(page(source))) == text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (ofd_file(), ["没有文字", "OFD 阅读器"]),
        (ofd_file(page('<ofd:ImageObject ID="1" Boundary="0 0 9 9"/>')), ["扫描", "OCR"]),
        (ofd_file(page(), Encryptions="<a/>"), ["加密", "密码"]),
        (ofd_file(page(), OFD=f"<ofd:OFD {SPACE}/>"), ["没有文档"]),
        (ofd_file(page(), Doc_0__Document="<a"), ["损坏"]),
        (ofd_file(page(), Doc_0__Document="<!DOCTYPE a><a/>"), ["安全"]),
        (ofd_file(*[page()] * 501), ["500 页"]),
    ],
)
def test_what_cannot_be_read_is_said_with_what_to_do(data: bytes, words: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(data, "答复.ofd")
    assert all(word in str(caught.value) for word in words), caught.value


def test_too_many_characters_and_too_much_xml_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = printed_ofd(body(set_lines(LETTER)))
    monkeypatch.setattr("tracker.reading.ofd.objects.MOST_GLYPHS", 10)
    with pytest.raises(InputError, match="过多"):
        read_bytes(data, "答复.ofd")
    monkeypatch.setattr("tracker.reading.ofd.container.LARGEST", 10)
    with pytest.raises(InputError, match="过大"):
        read_bytes(data, "答复.ofd")


def test_groups_that_hold_themselves_come_to_an_end() -> None:
    group = '<ofd:CompositeObject ID="8" ResourceID="7" Boundary="0 0 9 9"/>'
    resources = (
        f'<ofd:Res {SPACE}><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="7"><ofd:Content>{group}</ofd:Content>'
        "</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
    )
    data = ofd_file(
        page(group, text_object((72.0, 770.0, 16.0, "答复"))),
        common="<ofd:PublicRes>R.xml</ofd:PublicRes>",
        Doc_0__R=resources,
    )
    assert read_text(data) == "答复"


_PARTS = ["OFD", "Doc_0__Document", "Doc_0__Pages__Page_0__Content"]


@given(st.sampled_from(_PARTS), st.integers(0, 3000), st.text(alphabet='<>/="&; 0123456789gDeltaX\\', max_size=12))
def test_any_change_of_a_part_gives_a_document_or_an_input_error(part: str, place: int, change: str) -> None:
    parts = {
        "OFD": f"<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0__Document": f'<ofd:Document {SPACE}><ofd:Pages><ofd:Page ID="0" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>'
        "</ofd:Document>",
        "Doc_0__Pages__Page_0__Content": page(*map(text_object, body(set_lines(LETTER)))),
    }
    source = parts[part]
    parts[part] = source[:place] + change + source[place + len(change) :]
    with suppress(InputError):
        check(read_bytes(ofd_file(**parts), "答复.ofd"))
