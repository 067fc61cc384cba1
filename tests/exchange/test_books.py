"""Tables in the formats that come back: typed values, hidden sheets too; nothing in them is carried out."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.exchange.offices import make_book
from tests.reading.bookfile import old_book, old_flag, old_number, old_text
from tests.reading.office import made_by_office
from tracker.exchange import books
from tracker.exchange.books import MOST_COLUMNS, read_sheets
from tracker.reading.refusal import UnreadableError

PLAIN = make_book([["状态", "进度"], ["已完成", 60]])


def rows(data: bytes, name: str = "表.xlsx") -> list[tuple[int, tuple[object, ...]]]:
    return [row for sheet in read_sheets(data, name) for row in sheet.rows]


def swap(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The package with its parts changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return file.getvalue()


def test_values_keep_their_kinds() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    values = [
        60,
        0.5,
        "文字",
        datetime(2024, 9, 30, 8),
        time(8, 30),
        True,
        False,
        None,
        1e300,
        "a_x000D_b_x005F_x0007_",
    ]
    sheet.append(values)
    percent = sheet.cell(2, 1, 0.6)
    percent.number_format = "0%"
    sheet.cell(2, 2, 1).number_format = "0.00%"
    file = io.BytesIO()
    book.save(file)
    first, second = rows(file.getvalue())
    assert first[1] == (60, 0.5, "文字", date(2024, 9, 30), "08:30:00", "是", "否", None, 1e300, "a\rb_x0007_")
    assert second[1][:2] == ("60%", "100%")


def test_empty_rows_keep_their_numbers_and_hidden_sheets_are_read() -> None:
    book = Workbook()
    book.worksheets[0].cell(5, 2, "在第五行")
    hidden = book.create_sheet("藏")
    hidden.sheet_state = "veryHidden"
    hidden.append(["看不见"])
    file = io.BytesIO()
    book.save(file)
    assert rows(file.getvalue()) == [(5, (None, "在第五行")), (1, ("看不见",))]


def test_what_a_sheet_claims_of_its_size_is_not_believed() -> None:
    lying = swap(PLAIN, lambda name, part: part.replace(b'ref="A1:B2"', b'ref="A1:A1"'))
    assert lying != PLAIN
    assert rows(lying)[1] == (2, ("已完成", 60))


def test_of_a_formula_the_stored_value_counts_else_its_text() -> None:
    calculated = swap(
        make_book([["已完成", 60]]), lambda _, part: part.replace(b"<v>60</v>", b"<f>HYPERLINK(1)</f><v>40</v>")
    )
    assert rows(calculated) == [(1, ("已完成", 40))]
    unstored = make_book([["已完成", "=cmd|' /C calc'!A0"]])
    assert rows(unstored) == [(1, ("已完成", "=cmd|' /C calc'!A0"))]


def test_formulas_without_a_value_lose_nothing_beside_them() -> None:
    book = Workbook()
    book.worksheets[0].append(["=1+1", None, 60, "=TODAY()"])
    book.create_sheet("二").append([None, "=A1", "文字"])
    file = io.BytesIO()
    book.save(file)
    assert rows(file.getvalue()) == [(1, ("=1+1", None, 60, "=TODAY()")), (1, (None, "=A1", "文字"))]


def test_macros_and_links_to_other_files_are_not_looked_at() -> None:
    file = io.BytesIO(PLAIN)
    with zipfile.ZipFile(file, "a") as package:
        package.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 AutoOpen Shell")
        package.writestr("xl/externalLinks/externalLink1.xml", "<externalLink>file:///etc/passwd</externalLink>")
    assert rows(file.getvalue(), "表.xlsm")[1] == (2, ("已完成", 60))


def test_a_sheet_may_claim_a_million_columns() -> None:
    wide = swap(PLAIN, lambda _, part: part.replace(b'r="B2"', b'r="XFD2"'))
    assert rows(wide)[1][1][0] == "已完成"
    assert len(rows(wide)[1][1]) <= MOST_COLUMNS


def test_old_workbooks_are_read_with_both_sheets() -> None:
    data = old_book(
        old_text(0, 0, "状态"),
        old_number(1, 0, 60),
        old_number(1, 1, 45565, 1),
        old_number(1, 2, 0.25, 1),
        old_flag(2, 0, 1),
        old_flag(2, 1, 0x17, error=True),
        draft=old_text(0, 0, "草"),
    )
    assert rows(data, "表.xls") == [
        (1, ("状态",)),
        (2, (60, date(2024, 9, 30), "06:00:00")),
        (3, ("是", "#REF!")),
        (1, ("草",)),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_separated_values_come_in_any_encoding(encoding: str, separator: str) -> None:
    text = separator.join(("状态", "进展情况")) + "\r\n" + separator.join(("已完成", '"第一行\n第二行"')) + "\r\n"
    assert rows(text.encode(encoding), "表.csv") == [(1, ("状态", "进展情况")), (2, ("已完成", "第一行\n第二行"))]


def test_a_bare_decimal_in_separated_values_is_a_number() -> None:
    assert rows(b"9.3,0.6,9.30,2024.9.30,12.5%,3.1415926535\r\n", "表.csv") == [
        (1, (9.3, 0.6, "9.30", "2024.9.30", "12.5%", "3.1415926535"))
    ]


def test_a_guarded_formula_comes_back_as_it_was() -> None:
    assert rows("'=1+1,'平安\r\n".encode(), "表.csv") == [(1, ("=1+1", "'平安"))]


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"PK\x03\x04" + b"\0" * 60, "表.xlsx", "损坏"),
        (PLAIN[:200], "表.xlsx", "电子表格已损坏"),
        (b"", "表.xlsx", "是空文件"),
        (b"%PDF-1.7", "表.xlsx", "是PDF，不是表格"),
        (old_book(locked=True), "表.xls", "去掉密码"),
        (old_book(b"\xff\xff\xff\xff"), "表.xls", "损坏"),
        (b'a,"b' * 2 + b"\0" * 9, "表.csv", "文本"),
        (b'"' + b"a" * 1_000_001, "表.csv", "引号"),
        (swap(PLAIN, lambda n, part: part[: len(part) // 2] if "sheet1" in n else part), "表.xlsx", "损坏"),
        (swap(PLAIN, lambda n, part: b"<!DOCTYPE a>" + part if "sheet1" in n else part), "表.xlsx", "出于安全"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, name: str, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        rows(data, name)


def test_what_unpacks_to_too_much_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(books, "LARGEST", 1000)
    with pytest.raises(UnreadableError, match="过大"):
        rows(PLAIN)


def test_open_document_sheets_are_read_where_libreoffice_is() -> None:
    assert rows(made_by_office(PLAIN, "ods", suffix=".xlsx"), "表.ods")[1][1][:2] == ("已完成", 60)


def test_without_libreoffice_open_document_sheets_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("tracker.reading.office._PLACES", ())
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(UnreadableError, match="另存为"):
        rows(file.getvalue(), "表.ods")


@given(st.data())
def test_no_damaged_workbook_raises_anything_else(data: st.DataObject) -> None:
    name, base = data.draw(st.sampled_from((("表.xlsx", PLAIN), ("表.xls", old_book(old_text(0, 0, "状态"))))))
    damaged = bytearray(base)
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(UnreadableError):
        rows(bytes(damaged), name)
