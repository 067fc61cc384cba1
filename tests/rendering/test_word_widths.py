"""Columns on paper: what is long gets the room, and no word of a short column breaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rendering.word.widths import find_widths
from tracker.reporting.table import Column, Kind, Share, Table

PORTRAIT, LANDSCAPE = 8845, 12757
"""Twips of the type area, upright and turned."""
SIZES = (10.5, 9.0, 7.5)
PROMISE = "将湖滨路、桂园巷等背街小巷的路灯全部改造为节能灯具，新装路灯一百二十盏，并建立日常巡查和报修制度"
LEDGER = Table(
    (
        Column("id", "编号", Kind.NUMBER),
        Column("number", "案号"),
        Column("text", "承诺事项", long=True),
        Column("unit", "责任单位"),
        Column("limit", "时限"),
        Column("status", "状态"),
        Column("note", "进展情况", long=True),
    ),
    (
        *(
            (place, "20240076", PROMISE, "云溪市住房和城乡建设局", "2024-12-31 推算", "推进中", "已开工")
            for place in range(40)
        ),
        (
            41,
            "0019",
            PROMISE,
            "云溪市住房和城乡建设局、东湖区人民政府",
            "待桂园巷棚户区改造项目竣工验收并交付使用以后",
            "推进中",
            None,
        ),
    ),
)
UNITS = Table(
    (
        Column("unit", "责任单位"),
        *(Column(f"n{place}", title, Kind.NUMBER) for place, title in enumerate(("事项", "其中待核", "未启动或未报", "逾期"))),
        Column("completion", "完成率", Kind.SHARE),
        Column("closure", "销号率", Kind.SHARE),
    ),
    (("云溪市住房和城乡建设局", 1005, 0, 12, 3, Share(10, 10), Share(0, 10)),) * 3,
)  # fmt: skip


def test_running_text_is_the_widest_column_whatever_one_long_cell_of_another_says() -> None:
    widths = find_widths(LEDGER, LEDGER.texts(), LANDSCAPE, SIZES)
    assert max(widths.twips) == widths.twips[2]
    assert widths.lines < 5


def test_names_of_units_have_room_beside_many_figures() -> None:
    rooms = find_widths(UNITS, UNITS.texts(), PORTRAIT, SIZES).rooms
    assert rooms[0] >= 16
    assert all(room >= len(text) for room, text in zip(rooms[1:], UNITS.texts()[0][1:], strict=True))


def test_a_smaller_size_is_taken_only_where_a_larger_one_makes_high_rows() -> None:
    narrow = Table(UNITS.columns[:2], tuple(row[:2] for row in UNITS.rows))
    assert find_widths(narrow, narrow.texts(), PORTRAIT, SIZES).points == 10.5
    assert find_widths(LEDGER, LEDGER.texts(), 5000, SIZES).points == 7.5


@given(
    st.lists(st.tuples(st.sampled_from(list(Kind)), st.booleans(), st.text(max_size=12)), min_size=1, max_size=12),
    st.lists(st.text(max_size=80), max_size=4),
)
def test_the_columns_fill_the_width_and_each_has_some(columns: list[tuple[Kind, bool, str]], cells: list[str]) -> None:
    table = Table(tuple(Column(str(n), title, kind, long) for n, (kind, long, title) in enumerate(columns)), ())
    widths = find_widths(table, [(cell,) * len(columns) for cell in cells], PORTRAIT, SIZES)
    assert PORTRAIT - len(columns) <= sum(widths.twips) <= PORTRAIT
    assert min(widths.twips) > 0


@pytest.mark.parametrize("count", [1, 7])
def test_a_table_without_rows_is_as_wide_as_its_titles(count: int) -> None:
    table = Table(UNITS.columns[:count], ())
    assert find_widths(table, [], PORTRAIT, SIZES).points == 10.5
