"""The Excel report: read back by openpyxl, opened by LibreOffice."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pypdfium2
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.reading.office import made_by_office
from tests.rendering.reports import hostile_report, large_report, small_report, walk
from tests.workbook.sheets import cells, is_inert, read_back
from tracker.rendering.workbook import render_workbook
from tracker.reporting.report import Report
from tracker.reporting.table import Column, Kind, Share, Table
from tracker.workbook.text import legal


def shown(value: object) -> str:
    """What a cell shows, by its value."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value).replace("_x005F_", "_")


def find_rows(sheet: Worksheet) -> set[tuple[str, ...]]:
    return {tuple(shown(value) for value in row if value is not None) for row in cells(sheet)}


@pytest.mark.parametrize(
    "report", [small_report(), large_report(60), hostile_report()], ids=["small", "large", "hostile"]
)
def test_every_sentence_and_every_cell_of_the_report_is_in_it(report: Report) -> None:
    book = read_back(render_workbook(report))
    found = {row for sheet in book.worksheets for row in find_rows(sheet)}
    texts = {text for row in found for text in row}
    for sentence in (*report.lead, *report.notes):
        assert legal(sentence) in texts
    for chapter in walk(report):
        assert {legal(chapter.title), *map(legal, chapter.sentences)} <= texts
        for table in chapter.tables:
            for row in table.texts():
                assert tuple(map(legal, row)) in found


def test_the_parts_have_a_sheet_each_the_summary_first() -> None:
    names = read_back(render_workbook(small_report())).sheetnames
    assert names[0] == "概要"
    assert names[1:6] == ["一、总体情况", "二、本月进展", "三、存在问题", "四、分单位情况", "五、下月到期和工作要求"]
    assert names[6:] == ["承诺事项台账", "图表数据"]


def test_numbers_and_days_are_numbers_and_days() -> None:
    sheet = read_back(render_workbook(small_report()))["四、分单位情况"]
    row = next(row for row in cells(sheet) if row[0] == "云溪市教育局")
    assert row[1:4] == [5, 1, 1]
    assert row[5] == datetime(2024, 9, 11)


def test_the_masthead_says_what_it_is_and_that_it_is_a_draft() -> None:
    draft = read_back(render_workbook(small_report()))["概要"]
    texts = {text for row in find_rows(draft) for text in row}
    assert {"云溪市政务督查", "第9期", "云溪市人民政府督查室", "2024-09-30", "2024-10-08"} <= texts
    assert any(text.endswith("（草稿）") for text in texts)
    assert draft.oddHeader.center.text.endswith("（草稿）")
    plain = read_back(render_workbook(small_report(draft=False, number=None, issuer=None, red_header=None)))["概要"]
    assert not any("草稿" in text or "期号" in text for row in find_rows(plain) for text in row)


def test_the_ledger_can_be_scrolled_filtered_and_printed() -> None:
    sheet = read_back(render_workbook(small_report()))["承诺事项台账"]
    assert sheet.freeze_panes == "B3"
    assert sheet.auto_filter.ref == "A2:J18"
    assert sheet.print_title_rows == "$2:$2"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert len(next(iter(sheet.conditional_formatting)).rules) == 3


def test_rows_far_below_a_long_text_do_not_freeze_all_that_is_seen() -> None:
    report = small_report()
    table = Table((Column("id", "编号", Kind.NUMBER),), ((1,),))
    annex = type(report.annex)("台账", ("说明。",) * 30, (table,))
    sheet = read_back(render_workbook(Report(report.masthead, (), (), annex)))["台账"]
    assert sheet.freeze_panes is None


def test_charts_are_drawn_from_cells_of_the_workbook() -> None:
    data = render_workbook(small_report())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        charts = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 3
    assert all("<c:f>图表数据!$" in chart or "<c:f>'图表数据'!$" in chart for chart in charts)
    figures = cells(read_back(data)["图表数据"])
    assert ["推进中", 6] in [row[:2] for row in figures]
    assert ["2月", 5, None] in [row[:3] for row in figures]


def test_a_day_or_number_out_of_place_is_shown_as_text() -> None:
    columns = (Column("a", "甲"), Column("b", "乙", Kind.DAY), Column("c", "丙", Kind.SHARE))
    table = Table(columns, ((date(2024, 9, 1), 3, Share(1, 16)), (None, None, Share(0, 0))))
    report = small_report()
    annex = type(report.annex)("台账", (), (table,))
    found = cells(read_back(render_workbook(Report(report.masthead, (), (), annex)))["台账"])
    assert [row[:3] for row in found[2:4]] == [["2024-09-01", "3", "6.3%（1/16）"], ["—", "—", "—"]]


def test_a_report_without_charts_has_no_sheet_for_them() -> None:
    report = small_report()
    assert "图表数据" not in read_back(render_workbook(Report(report.masthead, (), (), report.annex))).sheetnames


@pytest.mark.parametrize("report", [small_report(), hostile_report()], ids=["small", "hostile"])
def test_it_does_nothing_and_the_same_report_gives_the_same_bytes(report: Report) -> None:
    data = render_workbook(report)
    assert is_inert(data)
    assert data == render_workbook(report)
    assert read_back(data).properties.created.date() == date(2024, 10, 8)


def test_libreoffice_shows_every_page_of_it() -> None:
    made = pypdfium2.PdfDocument(made_by_office(render_workbook(small_report()), "pdf", suffix=".xlsx"))
    texts = [page.get_textpage().get_text_range() for page in made]
    assert len(texts) == 8
    assert "各单位事项状态" in texts[0]
    assert all(f"第 {number} 页 共 8 页" in text for number, text in enumerate(texts, 1))
