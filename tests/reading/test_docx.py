"""Word files: what is displayed is what is read, automatic numbers and accepted revisions included."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.wordfile import STRICT, W, level, numbering, paragraph, row, run, table, word_file
from tracker.errors import InputError
from tracker.model import BlockKind
from tracker.reading import package, read_bytes
from tracker.reading.numerals import render_number

CHINESE = numbering(
    level(0, "chineseCountingThousand", "%1、"), level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%3.")
)


def read_lines(data: bytes) -> list[str]:
    document = read_bytes(data, "答复.docx")
    assert document.format == "docx"
    lines = [document.text[block.start : block.end] for block in document.blocks]
    assert "\n".join(lines) == document.text
    return lines


def inserted(text: str) -> str:
    return f"<w:ins>{run(text)}</w:ins>"


def deleted(text: str) -> str:
    return f"<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def test_paragraphs_come_in_order_with_tabs_breaks_and_spaces() -> None:
    data = word_file(
        paragraph("张晓云委员：    A类"),
        paragraph(""),
        paragraph("　　我局将于2025年底前", "改造20个小区。 "),
        paragraph("<w:r><w:t>云溪市民政局</w:t><w:br/><w:t>2024年8月20日</w:t></w:r>"),
        paragraph(
            "<w:r><w:t>联系人：赵溪</w:t><w:tab/><w:t>电话：0123</w:t><w:noBreakHyphen/><w:t>4567890</w:t></w:r>"
        ),
        paragraph('<w:r><w:br w:type="page"/><w:t>附\u200b件</w:t><w:softHyphen/></w:r>'),
    )
    assert read_lines(data) == [
        "张晓云委员：    A类",
        "我局将于2025年底前改造20个小区。",
        "云溪市民政局",
        "2024年8月20日",
        "联系人：赵溪 电话：0123-4567890",
        "附件",
    ]


def test_tracked_insertions_are_kept_and_deletions_dropped() -> None:
    data = word_file(
        paragraph("力争", deleted("2024年底"), inserted("到2025年底"), "，入驻企业100家。"),
        paragraph(
            "<w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom>", "<w:moveTo><w:r><w:t>移来</w:t></w:r></w:moveTo>"
        ),
        paragraph(run("隐藏", "<w:vanish/>"), run("显示", '<w:vanish w:val="0"/>')),
    )
    assert read_lines(data) == ["力争到2025年底，入驻企业100家。", "移来", "显示"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    data = word_file(
        paragraph("我局将改造", mark="<w:del/>"),
        paragraph(deleted("整段删去"), mark="<w:del/>", number=1, level=0),
        paragraph("20个小区。", number=1, level=0),
        paragraph("完", mark="<w:del/>"),
        numbering=CHINESE,
    )
    assert read_lines(data) == ["一、我局将改造20个小区。", "完"]


def test_chinese_numbering_is_written_out_with_its_levels() -> None:
    data = word_file(
        paragraph("办理情况", number=1, level=0),
        paragraph("改造", number=1, level=1),
        paragraph("", number=1, level=1),
        paragraph("物业", number=1, level=1),
        paragraph("车位", number=1, level=2),
        paragraph("不编号"),
        paragraph("绿化", number=1, level=2),
        paragraph("下一步", number=1, level=0),
        paragraph("路灯", number=1, level=1),
        paragraph("取消编号", number=0),
        paragraph("没有这个列表", number=7, level=0),
        paragraph("没有这一级", number=1, level=5),
        numbering=CHINESE,
    )
    expected = (
        "一、办理情况 （一）改造 （三）物业 1.车位 不编号 2.绿化 二、下一步 （一）路灯 取消编号 没有这个列表 没有这一级"
    )
    assert read_lines(data) == expected.split()


def test_labels_with_words_levels_in_figures_bullets_and_gaps() -> None:
    levels = (
        level(0, "chineseCounting", "第%1条"),
        level(1, "decimal", "%1.%2", more="<w:isLgl/>"),
        level(2, "bullet", "\uf06c"),
        level(3, "decimal", "%4", more='<w:suff w:val="nothing"/>'),
        level(4, "none", ""),
        '<w:lvl w:ilvl="5"><mc:AlternateContent><mc:Fallback><w:numFmt w:val="decimalEnclosedCircle"/></mc:Fallback>'
        '</mc:AlternateContent><w:lvlText w:val="%6"/></w:lvl>',
        '<w:lvl w:ilvl="6"><w:start w:val="x"/><w:lvlText w:val="%9-%7"/></w:lvl>',
    )
    body = [paragraph("甲", number=1, level=0), *(paragraph("乙", number=1, level=index) for index in range(1, 7))]
    lines = read_lines(word_file(*body, numbering=numbering(*levels)))
    assert lines == ["第一条 甲", "1.1 乙", "乙", "1乙", "乙", "① 乙", "1-1 乙"]


def test_lists_of_one_kind_go_on_counting_unless_they_are_told_to_start_anew() -> None:
    lists = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        '<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        + level(0, "upperLetter", "%1.", start=3)
        + '</w:lvlOverride></w:num><w:num w:numId="5"><w:abstractNumId w:val="9"/></w:num>'
    )
    body = [paragraph("项", number=number, level=0) for number in (1, 1, 2, 3, 3, 4, 4, 5)]
    lines = read_lines(word_file(*body, numbering=numbering(level(0, "decimal", "%1."), lists=lists)))
    assert lines == ["1.项", "2.项", "3.项", "1.项", "2.项", "C.项", "D.项", "项"]


def test_a_level_restarts_only_where_it_is_told_to() -> None:
    levels = (
        level(0, "decimal", "%1、"),
        level(1, "decimal", "（%2）", more='<w:lvlRestart w:val="0"/>'),
        level(2, "decimal", "%3）", more='<w:lvlRestart w:val="1"/>'),
    )
    body = [paragraph("项", number=1, level=index) for index in (0, 1, 2, 1, 2, 0, 1, 2)]
    lines = read_lines(word_file(*body, numbering=numbering(*levels)))
    assert lines == ["1、项", "（1）项", "1）项", "（2）项", "2）项", "2、项", "（3）项", "1）项"]


def test_numbers_come_from_paragraph_styles_and_the_styles_under_them() -> None:
    styles = """
    <w:style w:type="paragraph" w:styleId="Normal" w:default="1"/>
    <w:style w:type="paragraph" w:styleId="H1"><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="H2"><w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="H2a"><w:basedOn w:val="H2"/></w:style>
    <w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>"""
    levels = (
        level(0, "decimal", "%1."),
        level(1, "chineseCounting", "%2、", more='<w:pStyle w:val="H1"/>'),
        level(2, "decimal", "（%3）"),
    )
    data = word_file(
        paragraph("甲", style="H1"),
        paragraph("乙", style="H2a"),
        paragraph("丙", style="H1", level=0),
        paragraph("丁", style="H1", number=0),
        paragraph("戊", style="Loop"),
        paragraph("己", style="无"),
        paragraph("庚"),
        numbering=numbering(*levels),
        styles=styles,
    )
    assert read_lines(data) == ["一、甲", "（1）乙", "1.丙", "丁", "戊", "己", "庚"]


def test_a_list_may_stand_for_a_list_style() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="公文"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    linked = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="公文"/></w:abstractNum>'
    lists = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    data = word_file(
        paragraph("甲", number=2, level=0),
        numbering=numbering(level(0, "chineseCounting", "%1、"), lists=linked + lists),
        styles=styles,
    )
    assert read_lines(data) == ["一、甲"]


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        (
            "chineseCountingThousand",
            {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 105: "一百零五", 2030: "二千零三十"},
        ),
        ("ideographDigital", {1: "一", 10: "一〇", 25: "二五"}),
        ("chineseLegalSimplified", {1: "壹", 12: "壹拾贰"}),
        ("decimalEnclosedCircleChinese", {1: "①", 20: "⑳", 21: "㉑", 36: "㊱", 51: "51"}),
        ("decimalEnclosedParen", {3: "⑶", 21: "21"}),
        ("decimalEnclosedFullstop", {3: "⒊"}),
        ("ideographEnclosedCircle", {2: "㊁"}),
        ("ideographTraditional", {1: "甲", 11: "甲"}),
        ("ideographZodiac", {12: "亥"}),
        ("decimalZero", {5: "05"}),
        ("decimalFullWidth", {12: "１２"}),
        ("upperLetter", {1: "A", 27: "AA"}),
        ("lowerLetter", {26: "z"}),
        ("upperRoman", {4: "IV", 1994: "MCMXCIV", 4000: "4000"}),
        ("lowerRoman", {9: "ix"}),
        ("none", {1: "", 0: ""}),
        ("ordinalText", {3: "3", 0: "0", -1: "-1"}),
        ("chineseCounting", {0: "0", 10000: "10000"}),
    ],
)
def test_numbers_look_as_word_shows_them(form: str, numbers: dict[int, str]) -> None:
    assert {number: render_number(number, form) for number in numbers} == numbers


def test_tables_give_one_line_a_row() -> None:
    data = word_file(
        table(
            row("序号", "任务", "牵头单位"),
            row("1", paragraph("改造小区") + paragraph("20个"), "市住建局"),
            row("2", "新增车位", ""),
            row("", "", ""),
            row("删去", "的", "行", properties="<w:del/>"),
            "<w:sdt><w:sdtContent>" + row("3", "<w:sdt/>", "市城管局") + "</w:sdtContent></w:sdt>",
            f"<w:tr><w:sdt><w:sdtContent><w:tc>{paragraph('4')}</w:tc></w:sdtContent></w:sdt><w:tc>{paragraph('植树')}</w:tc></w:tr>",
        )
    )
    document = read_bytes(data, "a.docx")
    assert document.text.split("\n") == [
        "序号 | 任务 | 牵头单位",
        "1 | 改造小区 20个 | 市住建局",
        "2 | 新增车位",
        "3 |  | 市城管局",
        "4 | 植树",
    ]
    assert {block.kind for block in document.blocks} == {BlockKind.TABLE_ROW}


def test_a_table_around_the_letter_gives_the_letter_line_by_line() -> None:
    letter = ["张晓云委员：", "我局将继续推进老旧小区改造工作，" * 20, "云溪市民政局"]
    content = "".join(map(paragraph, letter))
    one_column = word_file(table(row(content)))
    form = word_file(table(row("编号", "12"), row("答复", content)))
    inner = word_file(table(row(table(row("甲", "乙")) + paragraph("丙"), "丁")))
    assert read_lines(one_column) == letter
    assert read_lines(form) == ["编号 | 12", "答复", *letter]
    assert read_lines(inner) == ["甲 | 乙 丙 | 丁"]


def test_text_boxes_come_once_after_their_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('云溪市民政局')}{paragraph('文件')}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    old = f"<w:r><mc:AlternateContent><mc:Choice/><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    empty = "<w:r><mc:AlternateContent/></w:r>"
    assert read_lines(word_file(paragraph("红头", both))) == ["红头", "云溪市民政局", "文件"]
    assert read_lines(word_file(paragraph(old), paragraph(empty, "正文"))) == ["云溪市民政局", "文件", "正文"]


def test_fields_show_their_result_and_circled_figures_their_figure() -> None:
    def field(code: str, result: str | None) -> str:
        shown = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}'
        return (
            f'<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>{code}</w:instrText></w:r>{shown}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    data = word_file(
        paragraph(field(" PAGE ", "7"), "页", '<w:fldSimple w:instr="DATE">' + run("2024年8月20日") + "</w:fldSimple>"),
        paragraph(field("eq \\o\\ac(○,3)", None), "改造小区", field(" TOC ", None)),
        paragraph(
            '<w:hyperlink r="1">' + run("名单") + "</w:hyperlink>",
            '<w:smartTag w:element="x">' + run("见") + "</w:smartTag>",
        ),
        paragraph(
            '<w:r><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="separate"/><w:instrText>x</w:instrText></w:r>',
            "散",
        ),
    )
    assert read_lines(data) == ["7页2024年8月20日", "③改造小区", "名单见", "散"]


def test_boxes_and_ticks_of_forms_formulas_and_ruby_are_read() -> None:
    data = word_file(
        paragraph(
            "A",
            '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',
            "B",
            '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>',
        ),
        paragraph('<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>', "<m:oMath><m:r><m:t>5㎡</m:t></m:r></m:oMath>"),
        paragraph(
            "<w:r><w:ruby><w:rt><w:r><w:t>xī</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>溪</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        ),
        paragraph("正文", "<w:r><w:footnoteReference/></w:r>", "<w:r><w:object><w:t>嵌入</w:t></w:object></w:r>"),
    )
    assert read_lines(data) == ["A☑B□", "5㎡", "溪", "正文"]


def test_a_strict_document_is_read_too() -> None:
    assert read_lines(word_file(paragraph("改造", number=1, level=0), numbering=CHINESE, space=STRICT)) == ["一、改造"]


def broken(change: str) -> bytes:
    data = bytearray(word_file(paragraph("改造小区" * 50)))
    if change == "bytes":
        at = data.index(b"word/document.xml") + 40
        data[at : at + 30] = b"\x00" * 30
        return bytes(data)
    if change == "encrypted":
        for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            at = data.rindex(mark) if mark == b"PK\x01\x02" else data.index(b"word/document.xml") - 30
            data[at + offset] |= 1
        return bytes(data)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml" if change != "elsewhere" else "word/other.xml", change)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("bytes", "已损坏"),
        ("encrypted", "已损坏"),
        ("<w:document>", "已损坏"),
        ('<?xml version="1.0" encoding="x-unknown"?><a/>', "已损坏"),
        ("<document/>", "没有正文"),
        ("elsewhere", "没有正文"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "文档类型声明"),
        ("<a>" * 300 + "</a>" * 300, "嵌套层次过深"),
    ],
)
def test_a_damaged_or_hostile_file_is_refused_with_the_reason(change: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read_bytes(broken(change), "a.docx")


def test_a_part_that_swells_when_unpacked_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST_PART", 10_000)
    with pytest.raises(InputError, match="解压后过大"):
        read_bytes(word_file(paragraph("改造" * 20_000)), "a.docx")


_ATOMS = st.sampled_from(
    [
        paragraph("我局将改造20个小区。", number=1, level=0),
        paragraph("改造", number=1, level=1, mark="<w:del/>"),
        paragraph(inserted("加"), deleted("减")),
        table(row("甲", "乙"), row("", table(row("丙")))),
        "<w:sdt><w:sdtContent>" + paragraph("控件", number=2) + "</w:sdtContent></w:sdt>",
        "<w:p/>",
        "<w:tbl/>",
        "<w:p><w:pPr><w:numPr><w:ilvl/><w:numId/></w:numPr></w:pPr><w:r><w:t/><w:sym/><w:fldChar/></w:r></w:p>",
    ]
)


@given(st.lists(_ATOMS, min_size=1, max_size=12), st.binary(max_size=8), st.integers(0, 3000))
def test_any_body_and_any_damage_give_a_document_or_an_input_error(body: list[str], noise: bytes, at: int) -> None:
    data = bytearray(word_file(*body, numbering=CHINESE))
    for damaged in (bytes(data), bytes(data[:at] + noise + data[at + len(noise) :]), bytes(data[:at])):
        try:
            document = read_bytes(damaged, "a.docx")
        except InputError:
            continue
        assert document.text.strip()


def notes(kind: str, *items: str) -> bytes:
    content = "".join(items)
    return f'<w:{kind}s xmlns:w="{W}">{content}</w:{kind}s>'.encode()


def note(kind: str, name: int, text: str, more: str = "") -> str:
    return f'<w:{kind} w:id="{name}"{more}>{paragraph(f"<w:r><w:{kind}Ref/></w:r>", text)}</w:{kind}>'


def call(kind: str, name: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{name}"/></w:r>'


def test_footnotes_and_endnotes_stand_at_the_end_as_blocks_of_their_own() -> None:
    gone = f"<w:del>{call('footnote', 3)}</w:del>"
    data = word_file(
        paragraph("改造20个小区", call("footnote", 2), "。", call("endnote", 1), gone, call("footnote", 9)),
        paragraph("云溪市民政局", call("footnote", 2)),
        **{
            "word__footnotes.xml": notes(
                "footnote",
                note("footnote", 0, "分隔", ' w:type="separator"'),
                note("footnote", 2, "数据截至6月。"),
                note("footnote", 3, "删去"),
            ),
            "word__endnotes.xml": notes("endnote", note("endnote", 1, "另见附件。")),
        },
    )
    document = read_bytes(data, "a.docx")
    assert document.text.split("\n") == ["改造20个小区。", "云溪市民政局", "[1] 数据截至6月。", "[2] 另见附件。"]
    kinds = [block.kind for block in document.blocks]
    assert kinds == [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.FOOTNOTE, BlockKind.FOOTNOTE]


def test_a_row_that_heads_its_table_is_known() -> None:
    heading = row("任务", "牵头单位", properties="<w:tblHeader/>")
    document = read_bytes(word_file(table(heading, row("改造", "市住建局"))), "a.docx")
    assert [block.kind for block in document.blocks] == [BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW]


def test_the_main_part_is_found_where_the_package_says_it_is() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file(paragraph("甲", number=1, level=0), numbering=CHINESE))) as source:
        moved = {"word/document.xml": "正文/d.xml", "word/numbering.xml": "正文/n.xml"}
        relations = {"word/_rels/document.xml.rels": "正文/_rels/d.xml.rels"}
        with zipfile.ZipFile(buffer, "w") as archive:
            for name in source.namelist():
                data = source.read(name).replace(b"word/document.xml", "/正文/d.xml".encode())
                place = (moved | relations).get(name, name)
                archive.writestr(place, data.replace(b'"numbering.xml', b'"n.xml'))
            archive.writestr("word/x", "")
    assert read_lines(buffer.getvalue()) == ["一、甲"]


def test_controls_that_nothing_was_typed_into_and_hidden_styles_show_nothing() -> None:
    empty = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    data = word_file(
        paragraph(
            "联系人：", empty.format(run("单击输入")), "<w:sdt><w:sdtContent>" + run("赵溪") + "</w:sdtContent></w:sdt>"
        ),
        empty.format(paragraph("单击输入文字")),
        paragraph(run("藏", '<w:rStyle w:val="H"/>'), run("显", '<w:rStyle w:val="H"/><w:vanish w:val="0"/>')),
        styles='<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>',
    )
    assert read_lines(data) == ["联系人：赵溪", "显"]


def test_fields_in_the_code_of_fields_and_fields_with_hidden_marks_show_the_outer_result() -> None:
    def mark(kind: str, properties: str = "") -> str:
        return f'<w:r><w:rPr>{properties}</w:rPr><w:fldChar w:fldCharType="{kind}"/></w:r>'

    inner = mark("begin") + mark("separate") + run("2") + mark("end")
    vanish = "<w:vanish/>"
    data = word_file(
        paragraph(mark("begin"), inner, run(" = 1"), mark("separate"), "甲", mark("end"), "乙"),
        paragraph(mark("begin"), run("x", vanish), mark("separate", vanish), "丙", mark("end", vanish), "丁"),
    )
    assert read_lines(data) == ["甲乙", "丙丁"]


def test_another_file_embedded_whole_is_named() -> None:
    with pytest.raises(InputError, match="整份嵌入"):
        read_bytes(word_file(paragraph("甲"), '<w:altChunk r="x"/>'), "a.docx")
