"""A report in the terminal, as Markdown and as JSON: the same sentences, cells and figures; hostile text does nothing."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rendering.reports import HOSTILE, hostile_report, large_report, small_report, walk
from tracker.rendering.bars import render_bars
from tracker.rendering.json_text import render_report_json
from tracker.rendering.markdown import render_report_markdown
from tracker.rendering.report_text import render_report
from tracker.rendering.wide_table import render_fitting
from tracker.rendering.width import cell_width
from tracker.reporting.report import Chart, ChartKind, Report, Series
from tracker.reporting.table import Column, Kind, Share, Table

SMALL = small_report()
_COLOR = re.compile("\x1b\\[[0-9;]*m")
NUMBERS = st.one_of(st.none(), st.integers(0, 10**6).map(float), st.integers(0, 1000).map(lambda tenths: tenths / 10))


def _bare(text: str) -> str:
    return re.sub(r"[\s\\|\x00-\x1f\u2028\u2029-]|<br>", "", text)


@pytest.mark.parametrize("width", [60, 80, 132, 300])
def test_the_terminal_shows_every_sentence_and_every_known_cell_within_its_width(width: int) -> None:
    drawn = render_report(SMALL, width=width)
    assert all(cell_width(line) <= width for line in drawn.splitlines())
    bare = _bare(drawn)
    for text in (*SMALL.lead, *SMALL.notes):
        assert _bare(text) in bare
    for chapter in walk(SMALL):
        for text in (chapter.title, *chapter.sentences):
            assert _bare(text) in bare
    cells = [cell for row in SMALL.annex.tables[0].texts() for cell in row if cell != "—"]
    if width < 120:
        assert all(_bare(cell) in bare for cell in cells)


def test_the_terminal_opens_with_number_draft_issuer_and_day() -> None:
    head = render_report(SMALL, width=80).split("=" * 80)[0].splitlines()
    assert [line.strip() for line in head[:4]] == [
        "云溪市政务督查",
        "云溪市建议提案答复承诺事项办理情况通报（2024年9月）",
        "2024年9月1日至9月30日，统计截至2024年9月30日",
        "第9期  【草稿】",
    ]
    assert head[4].split() == ["云溪市人民政府督查室", "2024年10月8日"]
    bare = replace(SMALL.masthead, number=None, draft=False, issuer=None, red_header=None)
    assert "第" not in render_report(replace(SMALL, masthead=bare), width=80).splitlines()[2]
    long = replace(SMALL.masthead, issuer="云溪市人民政府督查室" * 5)
    assert "\n2024年10月8日\n" in render_report(replace(SMALL, masthead=long), width=80)


def test_colour_only_adds_to_the_report() -> None:
    drawn = render_report(SMALL, width=80, color=True)
    assert "\x1b[38;5;" in drawn
    assert _COLOR.sub("", drawn) == render_report(SMALL, width=80)


def test_bars_are_as_long_as_their_numbers_and_told_apart_without_colour() -> None:
    bars = Chart("c", "图", ChartKind.BAR, ("甲", "乙乙"), (Series("项", (4.0, 2.0)),))
    assert render_bars(bars, width=31) == ["甲    4 ██████████", "乙乙  2 █████"]
    stacked = Chart(
        "c", "图", ChartKind.STACKED, ("甲", "乙"), (Series("办结", (3.0, 1.0)), Series("在办", (1.0, None)))
    )
    assert render_bars(stacked, width=30) == ["█ 办结  ▓ 在办", "甲  4 ████████▓▓▓", "乙  1 ███"]
    rates = Chart(
        "c",
        "图",
        ChartKind.LINE,
        ("8月", "9月"),
        (Series("完成率", (None, 50.0)), Series("销号率", (25.0, 100.0))),
        percent=True,
    )
    assert render_bars(rates, width=50) == [
        "     完成率        销号率",
        "8月      —          25.0% █▌",
        "9月  50.0% ███     100.0% ██████",
    ]


@pytest.mark.parametrize("values", [(), (None,), (-1.0,)])
def test_a_chart_without_figures_or_below_zero_is_not_drawn(values: tuple[float | None, ...]) -> None:
    chart = Chart("c", "图", ChartKind.BAR, ("甲",) * len(values), (Series("项", values),))
    assert render_bars(chart, width=80) == []
    table = Table((Column("a", "甲"),), ())
    chapter = replace(SMALL.chapters[1], tables=(table,), charts=(chart,))
    report = replace(SMALL, chapters=(chapter,))
    assert "图" not in render_report(report, width=80)


@given(
    st.sampled_from(ChartKind),
    st.lists(st.tuples(st.text(max_size=20), NUMBERS, NUMBERS), max_size=5),
    st.integers(40, 130),
)
def test_no_chart_is_wider_than_the_terminal(
    kind: ChartKind, rows: list[tuple[str, float | None, float | None]], width: int
) -> None:
    series = tuple(Series(f"系列{place}", tuple(row[place] for row in rows)) for place in (1, 2))  # type: ignore[misc]
    chart = Chart("c", "图", kind, tuple(row[0] for row in rows), series, percent=kind is ChartKind.LINE)
    assert all(cell_width(line) <= width for line in render_bars(chart, width=width))


def test_a_table_of_figures_too_wide_is_split_and_repeats_its_names() -> None:
    columns = (
        Column("place", "名次", Kind.NUMBER),
        Column("unit", "责任单位"),
        *(Column(f"n{n}", f"指标第{n}", Kind.SHARE) for n in range(8)),
    )
    rows = tuple((n, f"云溪市第{n}局", *(Share(n, 7),) * 8) for n in range(3))
    drawn = render_fitting(Table(columns, rows, "表", (None, "合计", *(None,) * 8)), width=80)
    assert drawn.count("云溪市第2局") == 2
    assert all(cell_width(line) <= 80 for line in drawn.splitlines())
    assert drawn.count("28.6%（2/7）") == 8
    numbers = Table(tuple(Column(f"n{n}", "很长的一个指标名称", Kind.NUMBER) for n in range(9)), ((10**12,) * 9,))
    assert all(cell_width(line) <= 40 for line in render_fitting(numbers, width=40).splitlines())


def test_markdown_shows_everything_with_charts_as_tables() -> None:
    text = render_report_markdown(SMALL)
    assert text.startswith(
        "# 云溪市建议提案答复承诺事项办理情况通报（2024年9月）\n\n**云溪市政务督查 · 第9期 · 【草稿】**\n"
    )
    assert "\n| 时间 | 完成率 | 兑现率 |\n| --- | ---: | ---: |\n| 1月 | — | — |\n| 2月 | 5.0% | — |\n" in text
    assert "\n#### 1.已催办\n" in text
    bare = _bare(text)
    for chapter in walk(SMALL):
        assert all(_bare(sentence) in bare for sentence in (chapter.title, *chapter.sentences))
        for table in chapter.tables:
            assert all(_bare("".join(row)) in bare for row in table.texts())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("- 甲", r"\- 甲"),
        ("1. 甲", r"1\. 甲"),
        ("---", r"\---"),
        ("1.5公里", "1.5公里"),
        ("    甲", "甲"),
        ("&amp;", r"\&amp;"),
    ],
)
def test_no_sentence_opens_a_list_or_a_rule_in_markdown(text: str, shown: str) -> None:
    assert f"\n\n{shown}\n\n" in render_report_markdown(replace(SMALL, lead=(text,)))


def test_json_holds_typed_values_and_the_texts_that_people_see() -> None:
    value = json.loads(render_report_json(SMALL))
    assert list(value) == ["masthead", "lead", "chapters", "annex", "items", "notes"]
    assert value["masthead"]["cutoff"] == "2024-09-30"
    units = value["chapters"][3]["tables"][0]
    assert units["rows"][1] == ["云溪市教育局", 5, 1, 1, {"part": 1, "whole": 5, "ratio": 0.2}, "2024-09-11"]
    assert units["total"] is None
    assert units["columns"][4] == {"key": "completion", "title": "完成率", "kind": "share"}
    assert value["chapters"][0]["charts"][1]["series"][0]["values"][:2] == [None, 5.0]
    assert value["chapters"][2]["chapters"][0]["chapters"][0]["title"] == "1.已催办"
    assert value["items"][0]["history"] == [{"day": "2024-09-05", "person": "周岚", "text": "状态：未启动→推进中"}]
    for chapter, shown in zip(SMALL.chapters, value["chapters"], strict=True):
        assert [table["texts"] for table in shown["tables"]] == [
            [list(row) for row in t.texts()] for t in chapter.tables
        ]


@pytest.mark.parametrize("report", [SMALL, hostile_report(), large_report(50)], ids=["small", "hostile", "large"])
def test_the_same_report_gives_the_same_texts(report: Report) -> None:
    assert render_report_json(report) == render_report_json(report)
    assert render_report_markdown(report) == render_report_markdown(report)
    assert render_report(report, width=80) == render_report(report, width=80)


def test_hostile_text_stays_text() -> None:
    report = hostile_report()
    drawn = render_report(report, width=80)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", drawn)
    markdown = render_report_markdown(report)
    assert not re.search(r"(?<!\\)<(?!br>)", markdown)
    assert "\x1b" not in markdown
    value = json.loads(render_report_json(report))
    assert value["lead"] == list(HOSTILE)
    assert [page["quote"] for page in value["items"]] == list(HOSTILE)
