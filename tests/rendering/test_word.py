from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rendering.reports import (
    HOSTILE,
    UNITS,
    hostile_report,
    large_report,
    small_report,
    walk,
)
from tracker.printable import clean
from tracker.reading.document import read_bytes
from tracker.rendering.word import render_word
from tracker.rendering.word.markup import legal
from tracker.reporting.report import Chapter, Chart, ChartKind, Report, Series
from tracker.reporting.table import Column, Kind, Share, Table

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
BARE = Chapter("附件", ())


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert len(set(archive.namelist())) == len(archive.namelist())
        return {name: archive.read(name) for name in archive.namelist()}


def _xml(data: bytes, name: str = "word/document.xml") -> ElementTree.Element:
    return ElementTree.fromstring(_parts(data)[name])


def _squeezed(text: str) -> str:
    """What stands on the page, without the breaks between lines."""
    return re.sub(r"\s+", "", clean(legal(text)))


def _styled(data: bytes, style: str) -> list[str]:
    return [
        "".join(part.text or "" for part in paragraph.iter(f"{W}t"))
        for paragraph in _xml(data).iter(f"{W}p")
        if paragraph.find(f"{W}pPr/{W}pStyle[@{W}val='{style}']") is not None
    ]


REPORTS = {"small": small_report, "hostile": hostile_report, "large": large_report}


@pytest.mark.parametrize("name", REPORTS)
def test_every_part_is_well_formed_and_every_relationship_leads_to_a_part(name: str) -> None:
    parts = _parts(render_word(REPORTS[name]()))
    for place, data in parts.items():
        if place.endswith((".xml", ".rels")):
            ElementTree.fromstring(data)
    for place, data in parts.items():
        if not place.endswith(".rels"):
            continue
        folder = place.rpartition("_rels/")[0]
        for relation in ElementTree.fromstring(data).iter(f"{RELATIONS}Relationship"):
            target = folder + relation.get("Target", "")
            while "/../" in target:
                target = re.sub(r"[^/]+/\.\./", "", target, count=1)
            assert target in parts
            assert relation.get("TargetMode") is None


@pytest.mark.parametrize("name", REPORTS)
def test_every_id_that_the_text_names_is_a_relationship_and_every_part_has_a_type(name: str) -> None:
    parts = _parts(render_word(REPORTS[name]()))
    used = set(re.findall(r'r:(?:id|embed)="([^"]+)"', parts["word/document.xml"].decode()))
    known = {one.get("Id") for one in ElementTree.fromstring(parts["word/_rels/document.xml.rels"])}
    assert used <= known
    types = ElementTree.fromstring(parts["[Content_Types].xml"])
    named = {one.get("PartName") for one in types.iter(f"{TYPES}Override")}
    assert named <= {f"/{place}" for place in parts}
    assert all(f"/{place}" in named or place.endswith((".rels", ".xlsx", "Types].xml")) for place in parts)


def test_every_style_that_the_text_names_exists() -> None:
    data = render_word(hostile_report())
    known = {style.get(f"{W}styleId") for style in _xml(data, "word/styles.xml").iter(f"{W}style")}
    for place, content in _parts(data).items():
        if place.startswith("word/") and place.endswith(".xml"):
            named = {style.get(f"{W}val") for style in ElementTree.fromstring(content).iter(f"{W}pStyle")}
            assert named <= known


def test_the_same_report_gives_the_same_bytes_with_no_time_but_its_own_day() -> None:
    data = render_word(small_report())
    assert data == render_word(small_report())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2024, 10, 8, 0, 0, 0)}
    core = _parts(data)["docProps/core.xml"].decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2024-10-08T00:00:00Z"}


def test_a_day_that_a_zip_cannot_hold_is_the_first_that_it_can() -> None:
    with zipfile.ZipFile(io.BytesIO(render_word(small_report(dated=date(1979, 5, 1))))) as archive:
        assert {info.date_time[:3] for info in archive.infolist()} == {(1980, 1, 1)}


@pytest.mark.parametrize("name", REPORTS)
def test_our_own_reader_finds_every_sentence_and_every_cell(name: str) -> None:
    report = REPORTS[name]()
    text = _squeezed(read_bytes(render_word(report), "通报.docx").text)
    head = report.masthead
    expected = [head.title, head.period, head.issuer or "", *report.lead, *report.notes]
    for chapter in walk(report):
        expected += [chapter.title, *chapter.sentences]
        for table in chapter.tables:
            expected += [table.title, *(column.title for column in table.columns)]
            expected += [cell for row in table.texts() for cell in row]
    missing = [one for one in expected if _squeezed(one) not in text]
    assert not missing


@pytest.mark.parametrize("name", REPORTS)
def test_the_tables_hold_the_texts_of_the_report_cell_by_cell(name: str) -> None:
    report = REPORTS[name]()
    shown = [
        [
            tuple(_squeezed("".join(part.text or "" for part in cell.iter(f"{W}t"))) for cell in row.iter(f"{W}tc"))
            for row in table.iter(f"{W}tr")
        ]
        for table in _xml(render_word(report)).iter(f"{W}tbl")
    ]
    meant = [
        [tuple(_squeezed(text) for text in row) for row in (tuple(c.title for c in table.columns), *table.texts())]
        for chapter in walk(report)
        for table in chapter.tables
    ]
    assert shown == meant


STYLES = [
    # style, font, half points, alignment; the clause of GB/T 9704—2012
    ("Normal", "仿宋_GB2312", "32", "both"),  # 5.2.2
    ("BodyText", "仿宋_GB2312", "32", "both"),  # 7.3.3
    ("Title", "方正小标宋简体", "44", "center"),  # 7.3.1
    ("Heading1", "黑体", "32", "both"),  # 7.3.3
    ("Heading2", "楷体_GB2312", "32", "both"),  # 7.3.3
    ("Heading3", "仿宋_GB2312", "32", "both"),  # 7.3.3
    ("AnnexMark", "黑体", "32", "left"),  # 7.3.7
    ("Footer", "宋体", "28", "right"),  # 7.5
]


@pytest.mark.parametrize(("style", "font", "size", "align"), STYLES)
def test_styles_have_the_fonts_and_sizes_of_the_standard_in_every_script(
    style: str, font: str, size: str, align: str
) -> None:
    found = _xml(render_word(small_report()), "word/styles.xml").find(f"{W}style[@{W}styleId='{style}']")
    assert found is not None
    fonts, points, place = (found.find(f".//{W}{name}") for name in ("rFonts", "sz", "jc"))
    assert fonts is not None
    assert points is not None
    assert place is not None
    assert {fonts.get(f"{W}{script}") for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {font}
    assert points.get(f"{W}val") == size
    assert place.get(f"{W}val") == align


def test_every_font_that_a_style_asks_for_has_substitutes() -> None:
    data = render_word(small_report())
    table = {font.get(f"{W}name"): font for font in _xml(data, "word/fontTable.xml")}
    asked = {fonts.get(f"{W}eastAsia") for fonts in _xml(data, "word/styles.xml").iter(f"{W}rFonts")}
    assert asked == set(table)
    assert all(font.find(f"{W}altName") is not None for font in table.values())


def test_pages_are_a4_with_the_margins_of_the_standard_and_a_grid_of_22_lines_of_28_characters() -> None:
    sections = list(_xml(render_word(small_report())).iter(f"{W}sectPr"))
    assert len(sections) == 2
    for section in sections:
        size, margins, grid = (section.find(f"{W}{name}") for name in ("pgSz", "pgMar", "docGrid"))
        assert size is not None
        assert margins is not None
        assert grid is not None
        width, height = (int(size.get(f"{W}{name}", "")) for name in ("w", "h"))
        top, right, bottom, left = (int(margins.get(f"{W}{side}", "")) for side in ("top", "right", "bottom", "left"))
        area = sorted(round(value / 1440 * 25.4) for value in (width - left - right, height - top - bottom))
        assert area == [156, 225]
        assert sorted(round(value / 1440 * 25.4) for value in (width, height)) == [210, 297]
        assert grid.get(f"{W}type") == "linesAndChars"
        assert int(grid.get(f"{W}linePitch", "")) * 22 <= 225 / 25.4 * 1440
    upright = sections[0].find(f"{W}pgMar")
    assert upright is not None
    assert [round(int(upright.get(f"{W}{side}", "")) / 1440 * 25.4) for side in ("top", "left")] == [37, 28]


def test_only_the_annex_is_turned_and_every_chapter_that_asks_for_it() -> None:
    small = small_report()
    wide = replace(small.chapters[1], landscape=True)
    report = replace(small, chapters=(wide, *small.chapters[2:], wide))
    turned = [size.get(f"{W}orient") == "landscape" for size in _xml(render_word(report)).iter(f"{W}pgSz")]
    # The head, the wide chapter, upright ones, the wide one again, the signature, the annex.
    assert turned == [False, True, False, True, False, True]


def test_heads_of_tables_repeat_and_rows_stay_whole_unless_they_are_longer_than_a_page() -> None:
    rows = list(_xml(render_word(hostile_report())).iter(f"{W}tr"))
    heads = [row for row in rows if row.find(f"{W}trPr/{W}tblHeader") is not None]
    assert len(heads) == 3
    whole = [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows]
    long = [len("".join(text.text or "" for text in row.iter(f"{W}t"))) > 2000 for row in rows]
    assert not any(kept and much for kept, much in zip(whole, long, strict=True))
    assert sum(whole) > len(rows) / 2


def _one_table(table: Table) -> ElementTree.Element:
    report = replace(small_report(), chapters=(Chapter("一、总体情况", tables=(table,)),), annex=BARE)
    found = _xml(render_word(report)).find(f".//{W}tbl")
    assert found is not None
    return found


def test_numbers_and_shares_are_flush_right_and_days_in_the_middle() -> None:
    columns = tuple(Column(kind.value, kind.value, kind) for kind in Kind)
    table = _one_table(Table(columns, (("甲", 12, date(2024, 9, 1), Share(1, 3)),)))
    row = list(table.iter(f"{W}tr"))[1]
    assert [place.get(f"{W}val") for place in row.iter(f"{W}jc")] == ["left", "right", "center", "right"]


@pytest.mark.parametrize("count", [1, 3, 9, 20, 60])
def test_columns_together_are_as_wide_as_the_type_area(count: int) -> None:
    columns = tuple(Column(f"c{place}", f"第{place}列", long=place == 1) for place in range(count))
    table = _one_table(Table(columns, (tuple("文字" * (place + 1) for place in range(count)),) * 3))
    widths = [int(column.get(f"{W}w", "")) for column in table.iter(f"{W}gridCol")]
    assert all(width > 0 for width in widths)
    assert 0 <= 156 / 25.4 * 1440 - sum(widths) <= count + 1


def test_a_table_without_columns_is_left_out() -> None:
    report = replace(small_report(), chapters=(Chapter("一、总体情况", tables=(Table((), ()),)),), annex=BARE)
    assert _xml(render_word(report)).find(f".//{W}tbl") is None


def test_a_table_of_few_rows_keeps_its_rows_together_and_a_long_one_does_not() -> None:
    column = (Column("unit", "责任单位"),)
    few = _one_table(Table(column, (("云溪市教育局",),) * 3, total=("合计",)))
    many = _one_table(Table(column, (("云溪市教育局",),) * 40))
    # The head and all rows but the last.
    assert len(list(few.iter(f"{W}keepNext"))) == 4
    assert len(list(many.iter(f"{W}keepNext"))) == 1


def test_charts_are_native_with_the_same_values_in_the_chart_and_in_its_workbook() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    report = small_report()
    charts = [chart for chapter in walk(report) for chart in chapter.charts]
    parts = _parts(render_word(report))
    assert sum(name.startswith("word/charts/chart") for name in parts) == len(charts) == 3
    for number, chart in enumerate(charts, 1):
        space = ElementTree.fromstring(parts[f"word/charts/chart{number}.xml"])
        sheet = openpyxl.load_workbook(io.BytesIO(parts[f"word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"])).active
        assert [cell.value for cell in sheet["A"][1:]] == list(chart.categories)
        for place, (drawn, series) in enumerate(zip(space.iter(f"{C}ser"), chart.series, strict=True), 2):
            points = {int(p.get("idx", "")): float(p.findtext(f"{C}v", "")) for p in drawn.findall(f"{C}val//{C}pt")}
            assert points == {index: value for index, value in enumerate(series.values) if value is not None}
            assert drawn.findtext(f"{C}tx//{C}v") == series.name == sheet.cell(1, place).value
            assert [cell.value for cell in next(sheet.iter_cols(place, place, 2))] == list(series.values)
            letter = sheet.cell(1, place).column_letter
            assert drawn.findtext(f"{C}val//{C}f") == f"Sheet1!${letter}$2:${letter}${len(chart.categories) + 1}"


def test_workbooks_in_charts_carry_the_day_of_the_report() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(
        io.BytesIO(_parts(render_word(small_report()))["word/embeddings/Microsoft_Excel_Sheet1.xlsx"])
    )
    assert book.properties.created == datetime(2024, 10, 8)


def test_bars_lie_down_where_their_labels_would_not_fit_and_lines_never_do() -> None:
    def directions(kind: ChartKind, categories: tuple[str, ...]) -> list[str | None]:
        chart = Chart("units", "各单位", kind, categories, (Series("事项", (1.0,) * len(categories)),))
        report = replace(small_report(), chapters=(Chapter("一、总体情况", charts=(chart,)),), annex=BARE)
        space = ElementTree.fromstring(_parts(render_word(report))["word/charts/chart1.xml"])
        return [direction.get("val") for direction in space.iter(f"{C}barDir")]

    assert directions(ChartKind.BAR, ("推进中", "已完成")) == ["col"]
    assert directions(ChartKind.BAR, UNITS) == ["bar"]
    assert directions(ChartKind.STACKED, UNITS * 20) == ["bar"]
    assert directions(ChartKind.LINE, UNITS) == []


def test_a_chart_without_values_is_not_drawn() -> None:
    empty = Chart("trend", "无", ChartKind.LINE, ("1月",), (Series("完成率", (None,)),))
    report = replace(small_report(), chapters=(Chapter("一、总体情况", charts=(empty,)),), annex=BARE)
    assert not any("chart" in name for name in _parts(render_word(report)))


def test_a_draft_says_so_on_every_page_and_a_final_report_nowhere() -> None:
    draft, final = render_word(small_report()), render_word(small_report(draft=False))
    assert "草稿" in _parts(draft)["word/header.xml"].decode()
    for section in _xml(draft).iter(f"{W}sectPr"):
        assert len(section.findall(f"{W}headerReference")) == 2
    assert not any("草稿" in data.decode() for name, data in _parts(final).items() if name.endswith(".xml"))
    assert next(_xml(final).iter(f"{W}headerReference"), None) is None


def test_page_numbers_stand_between_dashes_outside_on_odd_and_even_pages() -> None:
    data = render_word(small_report())
    for name, side in (("odd", "right"), ("even", "left"), ("turned_odd", "right"), ("turned_even", "left")):
        footer = _xml(data, f"word/footer_{name}.xml")
        assert [text.text for text in footer.iter(f"{W}t")] == ["— ", "1", " —"]
        assert [code.text for code in footer.iter(f"{W}instrText")] == [" PAGE "]
        assert [place.get(f"{W}val") for place in footer.iter(f"{W}jc")] == [side]
        assert [place.get(f"{W}{side}Chars") for place in footer.iter(f"{W}ind")] == ["100"]
    assert _xml(data, "word/settings.xml").find(f"{W}evenAndOddHeaders") is not None


def test_the_red_header_is_there_only_where_the_masthead_has_one() -> None:
    with_it, without = render_word(small_report()), render_word(small_report(red_header=None))
    assert _styled(with_it, "IssuerMark") == ["云溪市政务督查"]
    assert _styled(with_it, "IssueNumber") == ["第9期"]
    assert _styled(without, "IssuerMark") == _styled(without, "IssueNumber") == []
    assert _styled(without, "Subtitle")[0] == "第9期"
    assert _styled(render_word(small_report(number=None, red_header=None)), "Subtitle")[0].startswith("2024年9月1日")


TITLES = [
    # a title and the texts between its breaks
    ("承诺事项办理情况通报", ["承诺事项办理情况通报"]),
    (
        "云溪市建议提案答复承诺事项办理情况通报（2024年9月）",
        ["云溪市建议提案答复承诺事项办理情况通报", "（2024年9月）"],
    ),
    (
        "关于全市政协提案和人大代表建议答复承诺事项办理情况的通报",
        ["关于全市政协提案和人大代表建议答复承诺事项办理情况的通报"],
    ),
]


@pytest.mark.parametrize(("title", "lines"), TITLES)
def test_titles_break_before_a_bracket_else_into_lines_of_about_one_length(title: str, lines: list[str]) -> None:
    found = _xml(render_word(small_report(title=title))).find(f".//{W}p/{W}pPr/{W}pStyle[@{W}val='Title']/../..")
    assert found is not None
    assert [text.text for text in found.iter(f"{W}t")] == lines
    indented = found.find(f"{W}pPr/{W}ind") is not None
    assert indented == (len(title) > 20 and len(lines) == 1)


SIGNATURES = [
    # issuer, its distance from the right and the day's, in hundredths of a character (7.3.5.2)
    ("云溪市人民政府督查室", "200", "350"),
    ("督查室", "750", "200"),
    (None, None, "200"),
]


@pytest.mark.parametrize(("issuer", "name", "day"), SIGNATURES)
def test_the_day_begins_two_characters_right_of_the_name(issuer: str | None, name: str | None, day: str) -> None:
    document = _xml(render_word(small_report(issuer=issuer)))
    found = {
        style: [
            place.get(f"{W}rightChars")
            for place in document.iterfind(f".//{W}pPr/{W}pStyle[@{W}val='{style}']/../{W}ind")
        ]
        for style in ("Signature", "Date")
    }
    assert found == {"Signature": [name] if name else [], "Date": [day]}


@pytest.mark.parametrize("title", ["承诺事项台账", "附件：承诺事项台账", "附件1 承诺事项台账"])
def test_the_annex_is_named_below_the_text_and_above_itself_in_the_same_words(title: str) -> None:
    small = small_report()
    data = render_word(replace(small, annex=replace(small.annex, title=title)))
    assert _styled(data, "AnnexNote") == ["附件：承诺事项台账"]
    assert _styled(data, "AnnexMark") == ["附件"]
    assert _styled(data, "AnnexTitle") == ["承诺事项台账"]


def test_a_report_without_an_annex_announces_none() -> None:
    data = render_word(replace(small_report(), annex=BARE, notes=(), lead=(), chapters=()))
    assert not _styled(data, "AnnexNote")
    assert not _styled(data, "AnnexMark")
    assert len(list(_xml(data).iter(f"{W}sectPr"))) == 1


@given(text=st.text(st.characters(), max_size=200))
def test_no_text_breaks_the_document(text: str) -> None:
    table = Table((Column("a", text), Column("b", "数", Kind.NUMBER)), ((text, 1),), text, (text, 1))
    chart = Chart("c", text, ChartKind.BAR, (text, text), (Series(text, (1.0, None)),))
    masthead = replace(small_report().masthead, title=text, issuer=text, period=text, red_header=text)
    chapter = Chapter(text, (text,), (table,), (chart,), (Chapter(text, (text,)),))
    data = render_word(Report(masthead, (text,), (chapter,), replace(chapter, landscape=True), (), (text,)))
    for name, part in _parts(data).items():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(part)


def test_hostile_texts_make_no_link_no_field_and_no_formula() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    parts = _parts(render_word(hostile_report()))
    document = parts["word/document.xml"].decode()
    assert "w:hyperlink" not in document
    assert "w:instrText" not in document
    assert not any(b'TargetMode="External"' in data for data in parts.values())
    sheet = openpyxl.load_workbook(io.BytesIO(parts["word/embeddings/Microsoft_Excel_Sheet1.xlsx"])).active
    assert {cell.data_type for cell in sheet["A"][1:]} <= {"s"}
    assert len(sheet["A"]) == len(HOSTILE) + 1
