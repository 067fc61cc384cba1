"""OpenDocument texts: lists with their numbers, tables, notes, boxes, accepted revisions."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import InputError
from tracker.model import BlockKind
from tracker.reading import read_bytes

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for name, long in {
        "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing", "manifest": "manifest",
    }.items()
)  # fmt: skip
LOEXT = 'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'


def odt(body: str, automatic: str = "", styles: str = "", manifest: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        if manifest:
            archive.writestr("META-INF/manifest.xml", f"<manifest:manifest {SPACES}>{manifest}</manifest:manifest>")
        if styles:
            archive.writestr(
                "styles.xml", f"<office:document-styles {SPACES} {LOEXT}>{styles}</office:document-styles>"
            )
        content = f"<office:automatic-styles>{automatic}</office:automatic-styles><office:body>{body}</office:body>"
        archive.writestr(
            "content.xml", f"<office:document-content {SPACES} {LOEXT}>{content}</office:document-content>"
        )
    return buffer.getvalue()


def read_lines(body: str, automatic: str = "", styles: str = "") -> list[str]:
    document = read_bytes(odt(f"<office:text>{body}</office:text>", automatic, styles), "答复.odt")
    assert document.format == "odt"
    return document.text.split("\n")


def p(content: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def items(*contents: str, more: str = "") -> str:
    return f"<text:list {more}>{''.join(f'<text:list-item>{item}</text:list-item>' for item in contents)}</text:list>"


def number(level: int, form: str, more: str = "", tag: str = "list-level-style-number") -> str:
    return f'<text:{tag} text:level="{level}" style:num-format="{form}" {more}/>'


CHINESE = (
    '<text:list-style style:name="L1">'
    + number(1, "一, 二, 三, ...", 'style:num-suffix="、"')
    + number(2, "一, 二, 三, ...", 'loext:num-list-format="（%2%）"')
    + number(3, "1", 'text:display-levels="3" style:num-suffix="." text:start-value="4"')
    + '<text:list-level-style-bullet text:level="4"/>'
    + number(5, "", 'style:num-prefix="附"')
    + '<text:list-level-style-number text:level="6" style:num-format="a"><style:p><style:q '
    'text:label-followed-by="nothing"/></style:p></text:list-level-style-number></text:list-style>'
)


def test_paragraphs_keep_spaces_that_are_meant_and_lose_those_of_the_markup() -> None:
    lines = read_lines(
        p('张晓云<text:span>委员</text:span>：<text:s text:c="3"/>\n   A类<text:tab/>B')
        + p("云溪市<text:line-break/>民政局<text:soft-page-break/><office:annotation>"
            + p("批注") + '</office:annotation>（<text:date>2024年</text:date>）')
        + p("<text:ruby><text:ruby-base>溪</text:ruby-base><text:ruby-text>xi</text:ruby-text></text:ruby>")
    )  # fmt: skip
    assert lines == ["张晓云委员：    A类 B", "云溪市", "民政局（2024年）", "溪"]


def test_revisions_are_accepted() -> None:
    changes = f"<text:tracked-changes><text:changed-region><text:deletion>{p('删去')}</text:deletion></text:changed-region></text:tracked-changes>"
    assert read_lines(changes + p("力争<text:change/><text:change-start/>到2025年底<text:change-end/>。")) == [
        "力争到2025年底。"
    ]


def test_lists_count_with_their_levels_and_go_on_where_they_are_told_to() -> None:
    deep = items(p("三级") + p("同项"), items(p("点")), items(items(p("附"), items(p("六")))))
    body = (
        items(p("甲"), items(p("子"), p("丑"), deep), more='text:style-name="L1" xml:id="a"')
        + p("正文")
        + items(p("乙"), items(p("寅")), more='text:style-name="L1" text:continue-numbering="true"')
        + items(p("丙"), more='text:style-name="L1"')
        + items(p("丁"), more='text:style-name="L1" text:continue-list="a"')
        + '<text:list text:style-name="L1"><text:list-header><text:p>题</text:p></text:list-header>'
        '<text:list-item text:start-value="7"><text:p>戊</text:p></text:list-item></text:list>'
        + items(p("己"), more='text:style-name="没有" text:continue-numbering="true"')
    )
    assert read_lines(body, CHINESE) == [
        *("一、甲", "（一）子", "（二）丑", "一.二.4.三级", "同项", "点", "附 附", "a六"),
        *("正文", "二、乙", "（一）寅", "一、丙", "三、丁", "题", "七、戊", "己"),
    ]


def test_headings_count_by_the_outline_and_lists_by_the_style_of_their_paragraphs() -> None:
    outline = (
        "<text:outline-style>" + number(1, "1", 'style:num-suffix="."', "outline-level-style") + "</text:outline-style>"
    )
    styles = (
        CHINESE
        + outline
        + (
            '<style:style style:name="P1" style:list-style-name="L1"/><style:style style:name="P2" style:parent-style-name="P1"/>'
            '<style:style style:name="P3" style:parent-style-name="P3"/>'
        )
    )
    body = (
        '<text:h text:outline-level="1">总</text:h><text:h text:is-list-header="true">不编</text:h><text:h>分</text:h>'
        + items(p("甲", "P2"), p("乙", "P2")) + items(p("丙", "P3")) + items('<text:h>丁</text:h>')
    )  # fmt: skip
    assert read_lines(body, styles=styles) == ["1.总", "不编", "2.分", "一、甲", "二、乙", "丙", "丁"]


def test_hidden_text_is_out() -> None:
    styles = (
        '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="I" style:parent-style-name="H"/>'
    )
    body = (
        p("藏", "I")
        + p('<text:span text:style-name="H">藏</text:span>显')
        + f'<text:section text:display="none">{p("藏")}</text:section>'
    )
    assert read_lines(body + f"<text:section>{p('节')}</text:section>", styles) == ["显", "节"]


def test_tables_give_one_line_a_row_and_cells_merged_over_rows_stand_in_each() -> None:
    def cells(*contents: str) -> str:
        return f"<table:table-row>{''.join(contents)}</table:table-row>"

    def cell(content: str, more: str = "") -> str:
        return f"<table:table-cell {more}>{p(content)}</table:table-cell>"

    covered = "<table:covered-table-cell/>"
    two, twice = 'table:number-columns-spanned="2"', 'table:number-columns-repeated="2"'
    table = (
        f"<table:table><table:table-column/><table:table-header-rows>{cells(cell('任务'), cell('单位'), cell('时限'))}"
        f"</table:table-header-rows><table:table-rows>{cells(cell('改造', two), covered, cell('年底'))}"
        f"</table:table-rows>{cells(covered, cell('甲'), cell('乙'))}"
        f"{cells(cell('丙'), cell('', twice), cell('丁'))}</table:table>"
    )
    document = read_bytes(odt(f"<office:text>{table}</office:text>"), "a.odt")
    assert document.text.split("\n") == ["任务 | 单位 | 时限", "改造 |  | 年底", "改造 | 甲 | 乙", "丙 |  |  | 丁"]
    assert document.blocks[0].kind is BlockKind.TABLE_HEADER
    assert {block.kind for block in document.blocks[1:]} == {BlockKind.TABLE_ROW}


def test_boxes_stand_after_their_paragraph_and_notes_at_the_end() -> None:
    box = f"<draw:frame><draw:text-box>{p('框')}</draw:text-box><draw:image/></draw:frame>"
    note = (
        f"<text:note><text:note-citation>1</text:note-citation><text:note-body>{p('脚注')}</text:note-body></text:note>"
    )
    shape = f"<draw:custom-shape>{p('形')}</draw:custom-shape>"
    body = p(f"甲{box}{note}乙<draw:a><draw:frame/></draw:a><draw:object/>") + shape
    document = read_bytes(odt(f"<office:text>{body}</office:text>"), "a.odt")
    assert document.text.split("\n") == ["甲乙", "框", "形", "[1] 脚注"]
    assert document.blocks[-1].kind is BlockKind.FOOTNOTE


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (odt("", manifest="<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"), "加密"),
        (odt("", manifest="<manifest:file-entry/>"), "没有正文"),
        (odt("<office:text/>"), "没有文字"),
        (odt("<office:text>"), "已损坏"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, word: str) -> None:
    with pytest.raises(InputError, match=word):
        read_bytes(data, "a.odt")


_ATOMS = st.sampled_from(
    [
        p("甲"), items(p("乙"), more='text:style-name="L1"'), items(items(items(p("丙")))), "<text:list/>",
        items(p("丁"), more='text:continue-list="a" xml:id="a"'), "<text:h/>", "<table:table><table:table-row/></table:table>",
        '<text:list text:style-name="L1"><text:list-item text:start-value="x"/></text:list>', "<draw:frame/>", "字",
        '<text:p><text:s text:c="999999"/><text:note/></text:p>', '<text:h text:outline-level="0">戊</text:h>',
    ]
)  # fmt: skip


@given(st.lists(_ATOMS, max_size=12), st.integers(0, 4000), st.binary(max_size=6))
def test_any_body_and_any_damage_give_a_document_or_an_input_error(body: list[str], at: int, noise: bytes) -> None:
    data = odt(f"<office:text>{''.join(body)}</office:text>", CHINESE)
    for damaged in (data, data[:at] + noise + data[at + len(noise) :]):
        with suppress(InputError):
            assert read_bytes(damaged, "a.odt").text.strip()
