"""The web page as text: everything of the report is in it, and nothing of it is anything but text."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rendering.reports import LEDGER, hostile_report, large_report, small_report, walk
from tracker.rendering.web import render_web
from tracker.rendering.web.charts import describe, draw_chart
from tracker.rendering.web.ledger import Ledger, find_ledger, web_address
from tracker.rendering.web.templates import plain
from tracker.reporting.report import Chapter, Chart, ChartKind, Report, Series
from tracker.reporting.table import Column, Kind, Share, Table

SMALL = small_report()
PAGE = render_web(SMALL)
HOSTILE_PAGE = render_web(hostile_report())
NUMBERS = st.one_of(st.none(), st.integers(0, 10**6).map(float))


class Reader(HTMLParser):
    """Elements with their attributes, the text of each cell, and all text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.cells: list[str] = []
        self.text = ""
        self._raw = ""
        self._in_cell = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._raw = tag if tag in ("style", "script") else ""
        if tag == "td":
            self._in_cell = True
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        self._raw = ""
        if tag == "td":
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        if not self._raw:
            self.text += data
            if self._in_cell:
                self.cells[-1] += data


def _bare(text: object) -> str:
    return re.sub(r"\s", "", str(plain(text)))


@pytest.mark.parametrize("report", [SMALL, hostile_report()], ids=["small", "hostile"])
def test_the_page_holds_every_text_of_the_report_even_without_its_script(report: Report) -> None:
    text = _bare(Reader(render_web(report)).text)
    head = report.masthead
    for one in (*report.lead, *report.notes, head.title, head.issuer, head.red_header, head.period):
        assert _bare(one) in text
    for chapter in walk(report):
        for one in (chapter.title, *chapter.sentences):
            assert _bare(one) in text
        for table in chapter.tables:
            assert all(_bare(cell) in text for row in table.texts() for cell in row)
    for page in report.items:
        shown = (page.quote, *(part for field in page.fields for part in field))
        told = (part for one in page.history for part in (one.day.isoformat(), one.text, one.person))
        assert all(_bare(one) in text for one in (*shown, *told, *(title for title, _ in page.evidence)))


def test_every_row_of_the_ledger_is_one_row_of_the_page_with_the_same_cells() -> None:
    bare = replace(SMALL, items=())
    cells = Reader(render_web(bare)).cells
    expected = [cell for row in SMALL.annex.tables[0].texts() for cell in row]
    assert [cell.strip() for cell in cells[-len(expected) :]] == expected


def test_nothing_but_the_hashed_style_and_script_is_allowed_and_nothing_is_asked_for() -> None:
    policy = next(a["content"] for tag, a in Reader(PAGE).elements if a.get("http-equiv") == "Content-Security-Policy")
    for tag in ("style", "script"):
        part = re.search(f"<{tag}>(.*?)</{tag}>", PAGE, re.S)
        assert part
        digest = base64.b64encode(hashlib.sha256(part[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in str(policy)
    assert str(policy).startswith("default-src 'none'; ")
    assert "unsafe" not in str(policy)
    for _, attributes in Reader(PAGE).elements:
        assert not {"src", "srcset", "style", "action", "data", "poster"} & set(attributes)
    assert not re.search(r"@import|url\((?!#)", PAGE)


def test_hostile_text_makes_no_element_no_attribute_and_no_address() -> None:
    known = {tag for tag, _ in Reader(PAGE).elements} | {"blockquote", "tfoot"}
    for tag, attributes in Reader(HOSTILE_PAGE).elements:
        assert tag in known
        assert not any(name.startswith("on") for name in attributes)
        assert re.match(r"#|https?://", str(attributes.get("href", "#")))
    assert HOSTILE_PAGE.count("<script") == 1
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", HOSTILE_PAGE)
    HOSTILE_PAGE.encode("utf-8")
    assert "{{ 7*7 }}" in HOSTILE_PAGE


def test_addresses_open_apart_from_the_page_and_tell_nothing_of_it() -> None:
    links = [a for tag, a in Reader(PAGE).elements if tag == "a" and str(a["href"]).startswith("http")]
    assert len(links) == 16
    assert all(a["rel"] == "noopener noreferrer nofollow" and a["target"] == "_blank" for a in links)
    assert "现场照片一组</li>" in PAGE


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://example.org/?a=1&b=2", "https://example.org/?a=1&b=2"),
        (" HTTP://example.org/甲 ", "http://example.org/甲"),
        ("JavaScript:alert(1)", None),
        ("data:text/html,1", None),
        ("http://[", None),
        ("file:///etc/passwd", None),
        ("//example.org", None),
        ("", None),
        (None, None),
    ],
)
def test_only_pages_of_the_web_become_links(address: str | None, shown: str | None) -> None:
    assert web_address(address) == shown


def test_the_same_report_gives_the_same_page() -> None:
    assert render_web(small_report()) == PAGE


def test_a_draft_says_so_and_an_issue_its_number() -> None:
    assert PAGE.count("草稿") == 3
    bare = render_web(small_report(draft=False, number=None, issuer=None, red_header=None))
    assert "草稿" not in bare
    assert "第9期" not in bare


def test_a_report_without_ledger_charts_and_notes_is_a_page_without_controls() -> None:
    empty = Report(SMALL.masthead, (), (Chapter("一、总体情况", ("没有承诺事项。",)),), Chapter("附件", ("共0项。",)))
    page = render_web(empty)
    assert find_ledger(empty) is None
    assert 'id="controls"' not in page
    assert "<svg" not in page
    assert "<aside" not in page


def test_sums_and_further_tables_of_the_annex_are_shown() -> None:
    table = SMALL.annex.tables[0]
    total = ("合计", *(None,) * 8, "十六项")
    charts = SMALL.chapters[0].charts
    annex = Chapter(
        "附件",
        ("共16项。",),
        (replace(table, total=total, title="台账"), replace(table, title="另一表")),
        charts,
        (SMALL.chapters[1],),
    )
    page = render_web(replace(SMALL, annex=annex))
    assert page.count("十六项") == 2
    assert "<caption>另一表</caption>" in page
    assert "<h3>二、本月进展</h3>" in page
    assert '<a href="#item12">12</a>' in page


def test_columns_of_short_repeated_texts_can_be_filtered() -> None:
    ledger = Ledger(large_report().annex.tables[0], ())
    assert [one.title for one in ledger.filters()] == ["来文", "责任单位", "承诺时限", "状态", "亮灯", "可核查度"]
    assert ledger.filters()[3].choices[0] == ("已完成", 100)
    few = Ledger(SMALL.annex.tables[0], ())
    assert "来文" not in [one.title for one in few.filters()]


def test_rows_are_sorted_by_value_and_unknown_ones_last() -> None:
    columns = (Column("n", "数", Kind.NUMBER), Column("s", "率", Kind.SHARE), Column("t", "文"))
    ledger = Ledger(Table(columns, ((1, Share(1, 3), "甲"), (None, Share(0, 0), ""), ("甲", None, None))), SMALL.items)
    rows = list(ledger.rows())
    assert rows[0].cells == (("1", None), ("33.3%（1/3）", "0.333333"), ("甲", None))
    assert rows[1].cells == (("—", ""), ("—", ""), ("—", ""))
    assert [row.id for row in rows] == [1, None, None]
    assert rows[0].page is SMALL.items[0]
    assert ledger.opener == 2
    assert Ledger(Table(columns[:1], ((1,),)), ()).opener is None
    assert Ledger(Table(LEDGER, ()), ()).opener == 2


def test_a_chart_is_named_described_and_has_its_numbers() -> None:
    drawn = str(draw_chart(SMALL.chapters[0].charts[0], 1))
    assert '<title id="chart1-title">各状态事项数</title>' in drawn
    assert "事项：未报进展 3，未启动 2，推进中 6，已完成 4，已销号 1" in drawn
    assert 'role="img" aria-labelledby="chart1-title chart1-desc"' in drawn
    trend = SMALL.chapters[0].charts[1]
    assert describe(trend) == (
        "完成率：2月 5.0%，3月 8.0%，4月 11.5%，5月 14.0%，6月 20.0%，7月 22.2%，8月 27.3%，9月 31.3%；"
        "兑现率：3月 4.0%，4月 6.0%，5月 9.0%，6月 9.0%，7月 12.5%，8月 15.0%，9月 18.0%"
    )
    year = Chart("c", "图", ChartKind.LINE, tuple(map(str, range(12))), (Series("项", tuple(map(float, range(12)))),))
    assert describe(year) == "项：0 0，……，11 11"
    assert describe(replace(trend, series=(Series("率", (None,) * 9),))) == "率：无数据"


def test_series_are_told_apart_by_their_filling_too() -> None:
    drawn = str(draw_chart(SMALL.chapters[3].charts[0], 1))
    strokes = re.findall(r'<path d="([^"]*)" class="hatch">', drawn)
    assert len(strokes) == len(set(strokes)) == 5


@given(
    st.sampled_from(ChartKind),
    st.lists(st.tuples(st.text(max_size=40), NUMBERS, NUMBERS), min_size=1, max_size=15),
    st.booleans(),
)
def test_every_chart_can_be_drawn(
    kind: ChartKind, rows: list[tuple[str, float | None, float | None]], percent: bool
) -> None:
    rows = [("甲", 1.0, None), *rows]
    chart = Chart(
        "c",
        "图",
        kind,
        tuple(row[0] for row in rows),
        (Series("甲", tuple(row[1] for row in rows)), Series("乙", tuple(row[2] for row in rows))),
        percent,
    )
    drawn = str(draw_chart(chart, 1))
    assert drawn.startswith("<svg ")
    assert not re.search(r"nan|inf\b", re.sub(r">[^<]*<", "><", drawn))


@given(st.text())
def test_cleaned_text_can_always_be_written(text: str) -> None:
    str(plain(text)).encode("utf-8")
