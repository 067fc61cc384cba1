"""Cells are what they were given as, never more: read back by openpyxl."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rendering.reports import HOSTILE
from tests.workbook.sheets import cells, is_inert, read_back
from tracker.workbook.book import DAY as DAYS
from tracker.workbook.book import Book, Look, Value
from tracker.workbook.text import CUT, LONGEST, legal

DAY = date(2024, 10, 8)
PLAIN = Look()


def write(values: list[Value], *, large: bool = False, look: Look = PLAIN) -> bytes:
    book = Book(DAY, large=large)
    sheet = book.add("表")
    for row, value in enumerate(values):
        book.put(sheet, row, 0, value, book.format(look))
    return book.close()


def column(data: bytes) -> list[object]:
    return [row[0] for row in cells(read_back(data).worksheets[0])]


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://example.invalid","点我")',
        "+1+cmd|' /C calc'!A0",
        "@SUM(A1:A9)",
        "{=1+1}",
        "https://example.invalid/",
        "mailto:a@example.invalid",
        "<r><t>他人的标记</t></r>",
        "<r>&</r>",
        "_x0041_",
        "007",
        "1e5",
        "TRUE",
        "#REF!",
        "第一行\n第二行",
        " 前后空格 ",
    ],
)
def test_a_text_comes_back_as_the_same_text_and_nothing_more(text: str, large: bool) -> None:
    data = write([text], large=large)
    (found,) = column(data)
    # openpyxl does not take escaped escapes apart.
    assert str(found).replace("_x005F_", "_") == text
    assert is_inert(data)


@pytest.mark.parametrize("large", [False, True])
def test_hostile_texts_do_nothing_and_lose_nothing_that_can_be_seen(large: bool) -> None:
    data = write(list(HOSTILE), large=large)
    assert is_inert(data)
    assert [str(found).replace("_x005F_", "_") for found in column(data)] == [legal(text) for text in HOSTILE]


def test_numbers_are_numbers() -> None:
    assert column(write([0, -3, 60, 0.5])) == [0, -3, 60, 0.5]


def test_days_large_numbers_and_empty_cells_keep_their_kind() -> None:
    found = column(write([10**17, date(2024, 9, 30), date(1899, 1, 1), None, ""], look=Look(number=DAYS)))
    assert found[0] == "1" + "0" * 17
    assert found[1] == datetime(2024, 9, 30)
    assert found[2:] == ["1899-01-01", None, None]


@pytest.mark.parametrize("sign", ["字", "𠮷", "a"])
def test_a_text_longer_than_a_cell_is_cut_and_says_so(sign: str) -> None:
    (found,) = column(write([sign * 40_000]))
    assert isinstance(found, str)
    assert found.endswith(CUT)
    assert LONGEST - 2 < len(found.encode("utf-16-le")) // 2 <= LONGEST
    assert set(found.removesuffix(CUT)) == {sign}


def test_a_text_that_just_fits_is_whole() -> None:
    text = "字" * LONGEST
    assert legal(text) == text


@given(st.text())
def test_a_legal_text_is_legal(text: str) -> None:
    assert legal(legal(text)) == legal(text)
    legal(text).encode("utf-8")


@pytest.mark.parametrize("large", [False, True])
def test_the_same_cells_give_the_same_bytes(large: bool) -> None:
    assert write(["甲", 1, DAY], large=large) == write(["甲", 1, DAY], large=large)


def test_the_day_of_the_workbook_is_the_one_that_was_given() -> None:
    assert read_back(write(["甲"])).properties.created.date() == DAY
