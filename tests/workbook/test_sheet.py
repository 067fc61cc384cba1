"""Tables on sheets: read back by openpyxl."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbook.sheets import read_back
from tracker.workbook.book import Book
from tracker.workbook.lights import light_colors
from tracker.workbook.measure import HIGHEST, fit_height, fit_width
from tracker.workbook.names import LONGEST, sheet_name
from tracker.workbook.sheet import Column, Print, make_scrollable, set_up_print, set_widths, write_table
from tracker.workbook.text import guard_formula

COLUMNS = (
    Column("承诺事项", 20),
    Column("状态", 8, "center", editable=True, choices=("推进中", "已完成"), hint="请选择"),
    Column("进度%", 7, "center", editable=True, percent=True),
    Column("亮灯", 6, colors={"红灯": "D55E00", "黄灯": "F0E442", "灯" * 300: "000000"}),
    Column("办结日", 11, "center", day=True, editable=True, hint="如 2024-09-30"),
    Column("编号", 9, hidden=True),
)
ROWS = (("改造泵站，" * 20, "推进中", 40, "红灯", date(2024, 9, 30), "1"), ("装灯", "已完成", 100, None, None, "2"))


def make(rows: tuple[tuple[object, ...], ...] = ROWS, total: tuple[object, ...] | None = None):  # type: ignore[no-untyped-def]
    book = Book(date(2024, 10, 8))
    sheet = book.add("台账")
    set_widths(sheet, COLUMNS)
    end = write_table(book, sheet, 0, COLUMNS, rows, total)  # type: ignore[arg-type]
    make_scrollable(sheet, 0, end - 1, len(COLUMNS), 1)
    set_up_print(sheet, Print("A&B " + "长" * 300, landscape=True, header=0, repeated=2, pages=2))
    return read_back(book.close()).worksheets[0]


def test_titles_stay_in_sight_and_rows_can_be_filtered() -> None:
    sheet = make()
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:F3"


def test_what_people_fill_in_is_told_apart_by_colour_in_title_and_cells() -> None:
    sheet = make()
    fills = {name: sheet[name].fill.fgColor.rgb for name in ("A1", "B1", "A2", "B2", "D2")}
    assert fills["A1"] != fills["B1"]
    assert fills["B2"] not in (fills["A2"], fills["B1"])
    assert fills["A2"] == fills["D2"]
    assert not sheet.protection.sheet


def test_lists_and_numbers_are_expected_but_others_are_not_refused() -> None:
    rules = {str(rule.sqref): rule for rule in make().data_validations.dataValidation}
    assert rules["B2:B3"].formula1 == '"推进中,已完成"'
    assert (rules["C2:C3"].formula1, rules["C2:C3"].formula2) == ("0", "100")
    assert rules["E2:E3"].prompt == "如 2024-09-30"
    assert {rule.errorStyle for rule in rules.values()} <= {"warning", None}


def test_lights_are_coloured_by_their_text() -> None:
    sheet = make()
    (coloured,) = list(sheet.conditional_formatting)
    assert str(coloured.sqref) == "D2:D3"
    assert [rule.formula for rule in coloured.rules] == [['"红灯"'], ['"黄灯"']]


def test_rows_are_as_high_as_their_text_and_may_grow() -> None:
    sheet = make()
    heights = [sheet.row_dimensions[row].height for row in (2, 3)]
    assert heights[0] > 100 > 20 > heights[1]


def test_it_prints_on_a4_with_its_titles_on_every_page() -> None:
    sheet = make()
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (2, 0)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.print_title_cols == "$A:$B"
    assert sheet.oddHeader.center.text.startswith("A&&B")
    assert sheet.column_dimensions["F"].hidden


def test_an_empty_table_has_its_titles_and_no_rules() -> None:
    sheet = make(())
    assert [cell.value for cell in sheet[1]] == [column.title for column in COLUMNS]
    assert not sheet.data_validations.dataValidation


def test_sums_come_last() -> None:
    sheet = make(total=("合计", None, 70, None, None, None))
    assert [cell.value for cell in sheet[4]][:3] == ["合计", None, 70]
    assert sheet["A4"].font.b


@given(st.text(), st.lists(st.text(max_size=40), max_size=3))
def test_names_of_sheets_are_legal_and_unique(words: str, others: list[str]) -> None:
    taken: set[str] = set()
    for each in (words, words, words.upper(), *others):
        name = sheet_name(each, taken)
        assert 0 < len(name.encode("utf-16-le")) // 2 <= LONGEST
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.casefold() not in taken
        taken.add(name.casefold())


def test_a_long_name_that_is_taken_is_cut_for_its_number() -> None:
    name = "很长的名称" * 10
    first = sheet_name(name)
    assert sheet_name(name, {first.casefold()}) == f"{first[:27]} (2)"


@pytest.mark.parametrize(
    ("text", "lines"), [("", 1), ("一", 1), ("一" * 10, 1), ("一" * 40, 5), ("一\n二\n三", 3), ("a" * 18, 1)]
)
def test_heights_follow_the_lines(text: str, lines: int) -> None:
    one = fit_height([("", 20)], 10)
    assert round((fit_height([(text, 20)], 10) - 2) / (one - 2)) == lines


def test_no_row_is_higher_than_excel_allows() -> None:
    assert fit_height([("很多行\n" * 400, 20)], 10) == HIGHEST


def test_widths_have_a_least_and_a_most() -> None:
    assert fit_width("状态", [], 7, 20) == 7
    assert fit_width("状态", ["推进中，已完成一半"], 7, 40) == 20
    assert fit_width("状态", ["很长" * 50], 7, 40) == 40


def test_lights_are_told_by_the_colour_that_they_name() -> None:
    assert set(light_colors(["红牌", "黄灯", "预警"])) == {"红牌", "黄灯"}


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "＝1"])
def test_what_may_be_taken_for_a_formula_is_quoted(text: str) -> None:
    assert guard_formula(text) == f"'{text}"
