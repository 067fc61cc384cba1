"""Workbooks: what a reader of the table sees is what is read, and nothing that a file claims costs more."""

from __future__ import annotations

import contextlib
import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading import bookfile
from tests.reading.bookfile import old_book, old_number, old_text, task_book
from tests.reading.office import need_office
from tracker.errors import InputError
from tracker.model import BlockKind
from tracker.reading import read_bytes
from tracker.reading.office import convert
from tracker.reading.sheets import grid
from tracker.reading.sheets.display import find_code, show_number

SHOWN = (
    "云溪市2024年重点任务分解表\n"
    "序号 | 工作任务 | 牵头单位 | 配合单位 | 完成时限 | 完成比例 | 进展情况\n"
    "1 | 新建社区食堂20家 | 市民政局 |  | 2024年9月30日 | 35% | 推进中\n"
    "2 | 印发助餐补贴办法 | 市民政局 | 市财政局 |  | 50%\n"
    "4 | 改造 路灯二十盏 | 市城管局"
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def book(*sheets: str, shared: str = "", properties: str = "", **parts: str) -> bytes:
    """A workbook of sheets' markup; ``parts`` replace or add parts, ``__`` in a name stands for ``/``."""
    names = "".join(f'<sheet name="附件{n}" sheetId="{n}" r:id="r{n}"/>' for n, _ in enumerate(sheets, 1))
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n, _ in enumerate(sheets, 1)
    )
    content = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{properties}<sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships>{relations}</Relationships>",
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
        **{
            f"xl/worksheets/sheet{n}.xml": f'<worksheet xmlns="{MAIN}">{s}</worksheet>' for n, s in enumerate(sheets, 1)
        },
        **{name.replace("__", "/") + ".xml": part for name, part in parts.items()},
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def cell(text: str, place: str = "") -> str:
    at = f' r="{place}"' if place else ""
    return f'<c{at} t="inlineStr"><is><t>{text}</t></is></c>'


def rows(*lines: tuple[str, ...]) -> str:
    content = "".join(f"<row>{''.join(map(cell, line))}</row>" for line in lines)
    return f"<sheetData>{content}</sheetData>"


def text_of(data: bytes, name: str = "a.xlsx") -> str:
    return read_bytes(data, name).text


def test_a_workbook_is_read_as_it_is_displayed():
    document = read_bytes(task_book(), "任务.xlsx")
    assert (document.format, document.text) == ("xlsx", SHOWN)
    kinds = [block.kind for block in document.blocks]
    assert kinds[1] is BlockKind.TABLE_HEADER
    assert set(kinds[2:]) == {BlockKind.TABLE_ROW}


@pytest.mark.parametrize(("target", "format_"), [("xls", "xls"), ("ods", "sheet")])
def test_other_programs_workbooks_say_the_same(target: str, format_: str):
    need_office(".xlsx")
    made = convert(task_book(), ".xlsx", target)
    assert made is not None
    document = read_bytes(made, f"任务.{target}")
    assert (document.format, document.text) == (format_, SHOWN)


def test_an_old_workbook_is_read_without_any_other_program():
    data = old_book(
        old_text(0, 0, "任务"), old_text(0, 1, "责任单位"), old_text(0, 2, "时限"), old_text(0, 5, "联系电话"),
        old_text(1, 0, "修路"), old_text(1, 1, "市住建局"), old_number(1, 2, 45565, 1),
        old_text(2, 0, "修桥"), old_number(2, 2, 3), bookfile.old_flag(2, 3, 1), bookfile.old_flag(2, 4, 7, error=True),
        old_text(3, 0, "不再实施"), bookfile.old_hidden_row(3), bookfile.old_merged(1, 2, 1, 1),
        bookfile.old_hidden_column(5), draft=old_text(0, 0, "内部"),
    )  # fmt: skip
    assert text_of(data, "a.xls") == (
        "任务 | 责任单位 | 时限\n修路 | 市住建局 | 2024年9月30日\n修桥 | 市住建局 | 3 | 是"
    )


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.xls", old_book(locked=True), ["加密", "去掉密码"]),
        (
            "a.xls",
            old_book(old_text(0, 0, "任务")).replace(b"\x09\x08\x10\x00", b"\x09\x09\x10\x00"),
            ["损坏", ".xlsx"],
        ),
        ("a.xlsx", book(xl__workbook=""), ["损坏", "Excel"]),
        ("a.xlsx", book(rows(("任务",)), xl__worksheets__sheet1='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), ["安全"]),
        ("a.csv", b'"a' + b"x" * 1_000_100, ["引号"]),
        ("a.xlsx", book("<sheetData/>"), ["没有文字"]),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(name: str, data: bytes, words: list[str]):
    with pytest.raises(InputError) as caught:
        read_bytes(data, name)
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert all(word in sentence for word in words), sentence


def test_a_binary_workbook_needs_another_program(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.bin", b"\x00")
    with pytest.raises(InputError, match=re.escape("另存为 .xlsx")):
        read_bytes(buffer.getvalue(), "a.xlsb")


def test_separated_values_are_rows_in_any_encoding():
    lines = '任务,责任单位,时限\r\n"修路,含人行道",市住建局,"2024年\n9月底"\r\n,,\r\n'
    expected = "任务 | 责任单位 | 时限\n修路,含人行道 | 市住建局 | 2024年 9月底"
    for encoding in ("utf-8-sig", "gb18030"):
        document = read_bytes(lines.encode(encoding), "任务.csv")
        assert (document.format, document.text) == ("csv", expected)
    assert text_of("任务\t单位\n修路\t市住建局\n".encode(), "a.CSV") == "任务 | 单位\n修路 | 市住建局"


def test_sheets_are_headed_by_the_names_that_people_gave_them():
    assert text_of(book(rows(("任务", "单位")), rows(("事项", "部门")))) == "附件1\n任务 | 单位\n附件2\n事项 | 部门"
    assert text_of(book(rows(("任务", "单位")))) == "任务 | 单位"


def test_cells_of_each_type_show_their_stored_value():
    types = (
        '<c t="s"><v>0</v></c><c t="s"><v>9</v></c><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#REF!</v></c>'
        '<c t="str"><f>A1</f><v>公式</v></c><c t="d"><v>2024-09-30T00:00:00</v></c><c><v>12.5</v></c><c><v>甲</v></c>'
        '<c t="inlineStr"/><c><v>1e999</v></c><c s="7"><v>3</v></c><c/>'
    )
    shared = "<si><r><t>新</t></r><r><t>建_x000D_</t></r><rPh><t>xin</t></rPh></si>"
    found = text_of(book(f'<sheetData><row r="2">{types}</row></sheetData>', shared=shared))
    assert found == "新建 | 是 | 否 | 公式 | 2024-09-30 | 12.5 | 甲 | 1e999 | 3"


def test_hidden_columns_are_left_out_and_merged_cells_of_hidden_rows_are_not():
    sheet = (
        '<cols><col min="3" max="4" hidden="1"/></cols><sheetData>'
        f'<row r="1">{cell("任务", "A1")}{cell("单位", "B1")}{cell("电话", "C1")}</row>'
        f'<row r="2" hidden="1">{cell("甲", "A2")}{cell("市民政局", "B2")}</row>'
        f'<row r="3">{cell("乙", "A3")}</row><row r="4">{cell("丙", "A4")}</row></sheetData>'
        '<mergeCells><mergeCell ref="B2:B4"/><mergeCell ref="A1:A1048576"/><mergeCell ref="Z1:Z9"/>'
        '<mergeCell ref="x"/></mergeCells>'
    )
    assert text_of(book(sheet)) == "任务 | 单位\n任务 | 市民政局\n任务 | 市民政局"


def test_a_sheet_costs_what_stands_in_it_and_not_what_it_claims():
    sheet = (
        f'<dimension ref="A1:XFD1048576"/><sheetData><row r="1048576">{cell("任务", "XFD1048576")}</row></sheetData>'
        '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    )
    assert text_of(book(sheet)) == "任务"


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(grid, "MOST_CELLS", 10)
    with pytest.raises(InputError, match="过大"):
        read_bytes(book(rows(*[("任务", "单位")] * 6)), "a.xlsx")


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (45565, 'yyyy"年"m"月"d"日"', "2024年9月30日"),
        (45565, "[$-804]yyyy年m月d日;@", "2024年9月30日"),
        (45565, "yyyy-mm-dd", "2024-09-30"),
        (45565, "m/d/yy", "9/30/24"),
        (45565, 'yyyy"年"m"月"', "2024年9月"),
        (45565.75, "yyyy/m/d h:mm", "2024/9/30 18:00"),
        (45565.75, "yyyy/m/d h:mm AM/PM", "2024/9/30 18:00"),
        (45565, "aaaa", "一"),
        (1, "yyyy-mm-dd", "1900-01-01"),
        (-1, "yyyy-mm-dd", "-1"),
        (1e9, "yyyy-mm-dd", "1000000000"),
        (0.35, "0%", "35%"),
        (0.3456, "0.0%", "34.6%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (20, '0"个"', "20个"),
        (20, '"约"0"个"', "约20个"),
        (1e20, "0", "1E+20"),
        (20.0, "General", "20"),
        (0.1 + 0.2, "General", "0.3"),
        (20, "@", "20"),
    ],
)
def test_a_number_looks_as_its_format_says(value: float, code: str, shown: str):
    assert show_number(value, code) == shown


def test_formats_are_built_in_or_the_workbooks_own():
    assert find_code(31, {}) == 'yyyy"年"m"月"d"日"'
    assert find_code(164, {164: "0%"}) == "0%"
    assert find_code(999, {}) == "General"
    assert show_number(44103, "yyyy-mm-dd", from_1904=True) == "2024-09-30"


@given(st.floats(allow_nan=False, allow_infinity=False), st.text('ymdhsaeE0#.,%;"\\[]@_* 年', max_size=12))
def test_no_number_and_no_format_raises(value: float, code: str):
    assert isinstance(show_number(value, code), str)


@given(st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_damaged_old_workbook_is_read_or_refused(changes: list[tuple[int, int]]):
    data = bytearray(old_book(old_text(0, 0, "任务"), old_number(1, 0, 3), bookfile.old_merged(0, 1, 0, 0)))
    for at, value in changes:
        data[at % len(data)] = value
    with contextlib.suppress(InputError):
        assert read_bytes(bytes(data), "a.xls").text
