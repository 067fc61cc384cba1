"""Binary Word files: what Word shows is what is read; what is damaged, locked or too old is named."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.docfile import (
    DELETED,
    HIDDEN,
    IN_TABLE,
    INNER,
    ROW_END,
    DocFile,
    Par,
    Run,
    compound_file,
    font_table,
    list_definitions,
    list_level,
    list_overrides,
    listed,
    plc,
    sprm,
    style_sheet,
)
from tracker.errors import InputError
from tracker.model import BlockKind
from tracker.reading import read_bytes
from tracker.reading.doc import container
from tracker.reading.formats import Format, recognise_bytes

NO_STYLE = 0xFFF


def read_lines(file: DocFile) -> list[str]:
    document = read_bytes(file.build(), "答复.doc")
    assert document.format == "doc"
    lines = [document.text[block.start : block.end] for block in document.blocks]
    assert "\n".join(lines) == document.text
    return lines


def cell(text: str, sprms: bytes = IN_TABLE) -> Par:
    return Par([text], "\x07", sprms)


def row(*cells: str, more: bytes = b"", mark: bytes = b"") -> list[Par]:
    return [*map(cell, cells), Par([], "\x07", ROW_END + more, mark)]


def test_paragraphs_come_with_their_breaks_and_signs() -> None:
    lines = read_lines(
        DocFile(
            [
                "张晓云委员：    A类",
                "",
                "　　我局将于2025年底前改造20个小区。 ",
                "联系人：赵溪\x0b电话：0123\x1e456\x1f7890\t转\xa08",
                Par(["附件\x01\x05"], "\x0c"),
                "入驻𠮷祥企业(含)。",
                "完",
            ]
        )
    )
    assert lines == [
        "张晓云委员：    A类",
        "我局将于2025年底前改造20个小区。",
        "联系人：赵溪",
        "电话：0123-4567890 转\xa08",
        "附件",
        "入驻𠮷祥企业(含)。",
        "完",
    ]


def test_characters_of_one_byte_are_read_in_the_code_page_of_the_writer() -> None:
    chinese = Par([Run("", narrow="云溪市民政局 (2024)".encode("gbk"))])
    western = Par([Run("", narrow=b"A\x93B\x94 \x95 \xb7")])
    assert read_lines(DocFile([chinese, western])) == ["云溪市民政局 (2024)", "A“B” • ·"]
    assert read_lines(DocFile([western], language=0x0409)) == ["A“B” • ·"]
    assert read_lines(DocFile([Par([Run("", narrow="云溪市".encode("gbk"))])], language=0x0409)) == ["ÔÆÏªÊÐ"]


def test_deleted_revisions_and_hidden_text_are_out() -> None:
    lines = read_lines(
        DocFile(
            [
                Par(["力争", Run("到2024年底", DELETED), Run("到2025年底", sprm(0x0801)), "，入驻企业100家。"]),
                Par([Run("隐藏", HIDDEN), Run("显示", sprm(0x083C, b"\0"))]),
                Par(["我局将改造"], mark=DELETED),
                Par([Run("整段删去", DELETED)], mark=DELETED),
                "20个小区。",
                Par(["完"], mark=DELETED),
            ]
        )
    )
    assert lines == ["力争到2025年底，入驻企业100家。", "显示", "我局将改造20个小区。", "完"]


def test_what_a_quick_save_put_on_a_piece_counts() -> None:
    file = DocFile(
        [
            Par(["力争", Run("短", change=0x41 << 1 | 1 << 8), Run("长", change=1), Run("无", change=2 << 1 | 1)]),
            Par([Run("不认识", change=0x7E << 1 | 1 << 8)]),
        ],
        formats=[HIDDEN],
    )
    assert read_lines(file) == ["力争无", "不认识"]


def test_fields_show_their_result_and_circled_figures_their_figure() -> None:
    lines = read_lines(
        DocFile(
            [
                "第\x13 PAGE \x147\x15页",
                "\x13eq \\o\\ac(○,3)\x15改造小区\x13 TOC \x15",
                "\x13 HYPERLINK \x13 REF x \x14y\x15 \x14名单\x15见",
                Par(["\x13", Run(" DATE ", HIDDEN), Run("\x14", HIDDEN), "2024年8月20日", Run("\x15", HIDDEN)]),
                "\x15散\x14件",
            ]
        )
    )
    assert lines == ["第7页", "③改造小区", "名单见", "2024年8月20日", "散件"]


def test_ticks_of_forms_are_read_and_brackets_stay_brackets() -> None:
    def symbol(font: int, code: int) -> Run:
        return Run("(", sprm(0x0855) + sprm(0x6A09, struct.pack("<HH", font, code)))

    file = DocFile(
        [Par(["A", symbol(1, 0xF0FE), "B", symbol(0, 0xF0FE), symbol(9, 0xF0FE), Run("(", sprm(0x0855)), "(丙)"])],
        structures={15: font_table("宋体", "Wingdings")},
    )
    assert read_lines(file) == ["A☑B(丙)"]


def test_tables_give_one_line_a_row_and_say_which_row_heads_them() -> None:
    file = DocFile(
        [
            "任务分工",
            *row("序号", "任务", "牵头单位", more=sprm(0x3404)),
            *[Par(["改造小区"], sprms=IN_TABLE), cell("20个"), cell("市住建局"), Par([], "\x07", ROW_END)],
            *row("2", "新增车位", ""),
            *row("删去", "的", "行", mark=DELETED),
            *[cell("3"), Par(["东湖区"], sprms=INNER + sprm(0x244B)), Par(["5个"], sprms=INNER + sprm(0x244B))],
            *[Par([], sprms=INNER + sprm(0x244B) + sprm(0x244C)), cell("西岭县"), Par([], "\x07", ROW_END)],
            "云溪市住房和城乡建设局",
            cell("没有"),
            cell("行尾"),
        ]
    )
    document = read_bytes(file.build(), "a.doc")
    assert document.text.split("\n") == [
        "任务分工",
        "序号 | 任务 | 牵头单位",
        "改造小区 20个 | 市住建局",
        "2 | 新增车位",
        "3 | 东湖区 | 5个 西岭县",
        "云溪市住房和城乡建设局",
        "没有 | 行尾",
    ]
    kinds = [block.kind for block in document.blocks]
    assert kinds[1] is BlockKind.TABLE_HEADER
    assert [kind is BlockKind.TABLE_ROW for kind in kinds] == [False, False, True, True, True, False, True]


def with_lists(
    paragraphs: Sequence[Par | str], levels: Sequence[bytes], overrides: bytes = b"", styles: Sequence[int] = ()
) -> DocFile:
    definitions, follow = list_definitions((7, levels), styles=styles)
    names = overrides or list_overrides((7, ()))
    return DocFile(paragraphs, structures={73: definitions, 74: names}, levels=follow)


CHINESE = [
    list_level(39, "\x00、"),
    list_level(37, "（\x01）"),
    list_level(0, "\x02."),
    list_level(18, "\x03", follow=2),
    list_level(37, "第\x04条"),
    list_level(23, "\uf06c"),
    list_level(0, "\x00.\x06", flags=4),
    list_level(255, "附"),
    list_level(200, "\x08%"),
]


def test_automatic_numbers_are_written_out_with_their_levels() -> None:
    levels = (0, 1, 1, 2, 2, 3, 4, 0, 1, 5, 6, 7, 8)
    body: list[Par | str] = [Par(["项"], sprms=listed(1, level)) for level in levels]
    body[2] = Par([""], sprms=listed(1, 1))
    body += ["不编号", Par(["无列表"], sprms=listed(9)), Par(["取消"], sprms=listed(0))]
    body += [Par([Run("隐号", b"")], sprms=listed(1), mark=HIDDEN), Par(["项"], sprms=listed(1))]
    assert read_lines(with_lists(body, CHINESE)) == [
        "一、项",
        "（一）项",
        "1.项",
        "2.项",
        "①项",
        "第一条 项",
        "二、项",
        "（一）项",
        "项",
        "2.1 项",
        "附 项",
        "1 项",
        "不编号",
        "无列表",
        "取消",
        "隐号",
        "四、项",
    ]


def test_lists_of_one_definition_go_on_counting_unless_they_are_told_to_start_anew() -> None:
    start = struct.pack("<iI", 1, 0x10)
    other = struct.pack("<iI", 0, 0x20) + list_level(3, "\x00.", start=3)
    overrides = list_overrides((7, ()), (7, ()), (7, (start,)), (7, (other,)), (99, ()))
    body = [Par(["项"], sprms=listed(number)) for number in (1, 1, 2, 3, 3, 4, 4, 5)]
    lines = read_lines(with_lists(body, [list_level(0, "\x00.")], overrides))
    assert lines == ["1.项", "2.项", "3.项", "1.项", "2.项", "C.项", "D.项", "项"]


def test_a_level_restarts_only_where_it_is_told_to() -> None:
    levels = [list_level(0, "\x00、"), list_level(0, "（\x01）", flags=8), list_level(0, "\x02）", flags=8, restart=1)]
    levels += [list_level(0, "")] * 6
    body = [Par(["项"], sprms=listed(1, level)) for level in (0, 1, 2, 1, 2, 0, 1, 2)]
    lines = read_lines(with_lists(body, levels))
    assert lines == ["1、项", "（1）项", "1）项", "（2）项", "2）项", "2、项", "（3）项", "1）项"]


def test_numbers_come_from_paragraph_styles_and_the_styles_under_them() -> None:
    name = sprm(0x460B, struct.pack("<H", 1))
    file = with_lists(
        [
            Par(["甲"], style=1),
            Par(["乙"], style=3),
            Par(["丙"], style=1, sprms=sprm(0x260A, b"\0")),
            Par(["丁"], style=1, sprms=sprm(0x460B, b"\0\0")),
            Par(["戊"], style=4),
            Par(["己"], style=5),
            Par(["庚"], sprms=sprm(0x4600, struct.pack("<H", 1))),
        ],
        [list_level(0, "\x00."), list_level(37, "\x01、"), list_level(0, "（\x02）"), *[list_level(0, "")] * 6],
        styles=[NO_STYLE, 1],
    )
    file.structures[1] = style_sheet(
        (NO_STYLE, b""), (NO_STYLE, name), (NO_STYLE, name + sprm(0x260A, b"\2")), (2, b""), (4, b""), None
    )
    assert read_lines(file) == ["一、甲", "（1）乙", "1.丙", "丁", "戊", "己", "一、庚"]


def test_lists_that_are_cut_off_number_what_they_still_can() -> None:
    body = [Par(["甲"], sprms=listed(1)), Par(["乙"], sprms=listed(1, 1))]
    definitions, levels = list_definitions((7, [list_level(0, "\x00.")] * 9), (8, [list_level(0, "")] * 9))
    names = list_overrides((7, ()))
    cut = DocFile(body, structures={74: names, 73: definitions}, levels=levels[:40])
    assert read_lines(cut)[0] == "1.甲"
    more = names[:16] + b"\x05" + names[17:]
    assert read_lines(DocFile(body, structures={73: definitions, 74: more}, levels=levels)) == ["1.甲", "1.乙"]
    assert read_lines(DocFile(body, structures={73: b"\0"})) == ["甲", "乙"]
    unchanged = list_overrides((7, (struct.pack("<iI", 5, 1),)))
    assert read_lines(DocFile(body, structures={73: definitions, 74: unchanged}, levels=levels))[0] == "1.甲"


def test_formatting_too_long_for_its_page_is_found_elsewhere() -> None:
    long = sprm(0xC60D, bytes([20]) + bytes(20)) + listed(1)
    file = with_lists([Par(["甲"], sprms=sprm(0x6646, struct.pack("<I", 4)))], CHINESE)
    file.data = bytes(4) + struct.pack("<H", len(long)) + long
    assert read_lines(file) == ["一、甲"]


def test_formatting_of_every_length_is_passed_over() -> None:
    passed = sprm(0xD608, struct.pack("<H", 5) + bytes(4)) + sprm(0xE000, bytes(3)) + sprm(0x8400, bytes(2))
    tabs = sprm(0xC615, b"\xff" + bytes(8)) + listed(1)
    assert read_lines(with_lists([Par(["甲"], sprms=passed + listed(1)), Par(["乙"], sprms=tabs)], CHINESE)) == [
        "一、甲",
        "乙",
    ]


def test_footnotes_stand_at_the_end_and_headers_and_comments_nowhere() -> None:
    note = Run("\x02", sprm(0x0855))
    file = DocFile(
        [Par(["改造20个小区", note, "。"]), "云溪市民政局"],
        footnotes=[Par([note, " 数据截至2024年6月。"]), Par(["第二段。"])],
        headers=["云溪市政府文件"],
        structures={2: plc([7, 20], [b"\1\0"]), 3: plc([0, 22, 25])},
    )
    document = read_bytes(file.build(), "a.doc")
    assert document.text.split("\n") == ["改造20个小区。", "云溪市民政局", "[1] 数据截至2024年6月。 第二段。"]
    assert [block.kind for block in document.blocks][-1] is BlockKind.FOOTNOTE


def test_text_boxes_come_once_after_their_paragraph_and_those_without_an_anchor_at_the_end() -> None:
    def box(shape: int, used: int = 0) -> bytes:
        return bytes(8) + struct.pack("<HiI", used, 0, shape) + bytes(4)

    file = DocFile(
        [Par(["红头", Run("\x08", sprm(0x0855))]), "正文"],
        boxes=["文件", "落单", "回收", ""],
        structures={
            40: plc([2, 8], [struct.pack("<I22x", 1025)]),
            56: plc([0, 3, 6, 9, 10], [box(1025), box(1026), box(1027, used=1), box(0)]),
        },
    )
    assert read_lines(file) == ["红头", "文件", "正文", "落单"]


def test_a_wps_file_is_a_word_file_and_a_workbook_with_one_inside_is_not() -> None:
    data = DocFile(["现答复如下："]).build()
    assert read_bytes(data, "答复.wps").text == "现答复如下："
    assert recognise_bytes(compound_file({"Workbook": b"WordDocument".decode().encode("utf-16-le")}), "a.xls") is (
        Format.XLS
    )


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (DocFile(["甲"], flags=0x0300), ["加密", "密码"]),
        (DocFile([""]), ["没有文字", "OCR"]),
        (DocFile(["甲"], structures={12: b""}, flags=0), []),
    ],
)
def test_what_cannot_be_read_is_named(file: DocFile, words: list[str]) -> None:
    if not words:
        assert read_lines(file) == ["甲"]
        return
    with pytest.raises(InputError) as caught:
        read_bytes(file.build(), "a.doc")
    assert all(word in str(caught.value) for word in words)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"\xec\xa5\xc1\0", b"\0\0\xc1\0"),
        (b"\x02\x1c\x00\x00\x00", b"\x03\x1c\x00\x00\x00"),
        (b"\x02\x1c\x00\x00\x00\x00", b"\x02\x1c\x00\x00\x00\x01"),
        (b"\x02\x1c\x00\x00\x00\x00", b"\x02\x00\x00\x00\x00\x00"),
        ("WordDocument".encode("utf-16-le"), "WordDocumenX".encode("utf-16-le")),
        (b"\x5d\x00", b"\xff\xff"),
    ],
)
def test_damage_is_told_in_one_sentence(old: bytes, new: bytes) -> None:
    data = DocFile(["现答复如下："]).build()
    assert old in data
    with pytest.raises(InputError, match=r"损坏|旧版 Office"):
        read_bytes(data.replace(old, new), "a.doc")


def test_a_document_longer_than_any_reply_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "LARGEST_TEXT", 3)
    with pytest.raises(InputError, match="字数异常"):
        read_bytes(DocFile(["现答复如下："]).build(), "a.doc")


def test_files_from_before_word_97_and_works_files_need_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    old = DocFile(["甲"], version=0x0065).build()
    for data, name in ((old, "a.doc"), (compound_file({"MatOST": b"x"}), "a.wps")):
        with pytest.raises(InputError, match="LibreOffice"):
            read_bytes(data, name)


_FULL = with_lists(
    [
        Par(["力争", Run("删", DELETED), "\x13 PAGE \x147\x15"], sprms=listed(1)),
        *row("甲", "乙"),
        Par(["注", Run("\x02\x08", sprm(0x0855))], style=1),
    ],
    CHINESE,
)
_FULL.footnotes = ["脚注"]
_FULL.boxes = ["框"]
_FULL.structures |= {
    1: style_sheet((NO_STYLE, b""), (0, listed(1, 1))),
    2: plc([1, 9], [b"\1\0"]),
    3: plc([0, 3]),
    15: font_table("宋体"),
    40: plc([2, 9], [struct.pack("<I22x", 5)]),
    56: plc([0, 2], [bytes(14) + struct.pack("<II", 5, 0)]),
}
SEED = _FULL.build()


@given(st.lists(st.tuples(st.integers(0, len(SEED) - 1), st.binary(min_size=1, max_size=6)), max_size=6), st.booleans())
def test_any_damage_gives_a_document_or_an_input_error(changes: list[tuple[int, bytes]], cut: bool) -> None:
    data = bytearray(SEED)
    for at, noise in changes:
        data[at : at + len(noise)] = noise
    with suppress(InputError):
        document = read_bytes(bytes(data[: changes[0][0]] if cut and changes else data), "a.doc")
        assert document.text.strip()
