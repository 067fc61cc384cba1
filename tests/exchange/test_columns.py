"""The columns as data: what a row holds, what tells it again, what the hash covers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.invented import TODAY, add, make_extraction, update
from tests.rendering.reports import HOSTILE
from tracker.exchange.columns import (
    COLUMNS,
    OFFERED,
    VISIBLE,
    Entry,
    RowKey,
    cells_of,
    parse_row_key,
    row_of,
    seal,
    shorten_ledger_id,
)
from tracker.exchange.stamp import Stamp, parse_stamp
from tracker.ledger import Ledger
from tracker.model import Evidence, Item, Status
from tracker.profile import load_profile

LEDGER_ID = "1A2B3C4D-0000-4000-8000-000000000000"
TITLES = (
    "序号 案号 案由 提案人 原办复类别 现办复类别 承诺事项(原文) 责任单位 配合单位 目标值 承诺时限(原文) 督办时限 状态 "
    "进度% 序时% 亮灯 进展情况 存在问题 下步措施 佐证 最近报送日 办结日 销号日 延期次数 备注"
)


@pytest.fixture
def item(tmp_path) -> Item:  # type: ignore[no-untyped-def]
    with Ledger.open(tmp_path / "l.db", mode="write") as ledger:
        add(ledger, make_extraction("12"))
        update(
            ledger,
            1,
            status=Status.IN_PROGRESS,
            progress=40,
            note="正在招标",
            evidence=(Evidence("甲"), Evidence("乙")),
        )
        return ledger.item(1)


def entry(item: Item, **fields: object) -> Entry:
    return replace(Entry(1, item, TODAY, load_profile(), ledger_id=LEDGER_ID, event=9), **fields)


def test_the_columns_are_those_of_real_ledgers() -> None:
    assert " ".join(column.title for column in VISIBLE) == TITLES
    editable = [column.title for column in COLUMNS if column.editable]
    assert editable == ["状态", "进度%", "进展情况", "存在问题", "下步措施", "佐证", "办结日", "备注"]
    assert not any(column.editable and column.identity for column in COLUMNS)


def test_the_hidden_columns_stand_between_what_tells_a_row_and_what_is_filled_in() -> None:
    hidden = [place for place, column in enumerate(COLUMNS) if column.hidden]
    titles = [column.title for column in COLUMNS]
    assert titles.index("承诺事项(原文)") < min(hidden) <= max(hidden) < titles.index("状态")


def test_an_office_is_offered_what_it_may_say() -> None:
    assert [status.label for status in OFFERED] == ["未启动", "推进中", "已完成", "长期坚持", "已中止"]


def test_a_row_shows_the_state_of_its_item(item: Item) -> None:
    cells = cells_of(entry(item))
    assert (cells["status"], cells["progress"], cells["note"]) == ("推进中", 40, "正在招标")
    assert cells["evidence"] == "甲\n乙"
    assert cells["reported_on"] == item.reported_on
    assert (cells["done_on"], cells["closed_on"], cells["remark"]) == (None, None, None)
    assert cells["unit"] == item.unit


def test_the_days_of_what_is_finished_stand_in_their_columns(item: Item) -> None:
    closed = replace(item, status=Status.CLOSED, status_since=date(2024, 10, 3))
    cells = cells_of(entry(closed, done_on=date(2024, 9, 20)))
    assert (cells["done_on"], cells["closed_on"]) == (date(2024, 9, 20), date(2024, 10, 3))
    assert cells["light"] == "蓝灯"


def test_the_class_now_is_that_of_the_reply_until_it_changes(item: Item) -> None:
    known = replace(item, header=replace(item.header, category="B"))
    names = load_profile().category_names
    assert [cells_of(entry(known))[key] for key in ("category", "category_now")] == [names["B"], names["B"]]
    assert cells_of(entry(known, category_now="A"))["category_now"] == names["A"]
    assert cells_of(entry(replace(item, header=replace(item.header, category=None))))["category_now"] is None


def test_a_row_names_itself_and_seals_what_it_says(item: Item) -> None:
    row = dict(zip((column.key for column in COLUMNS), row_of(entry(item)), strict=True))
    assert row["key"] == "1@1a2b3c4d/9"
    assert row["seal"] == seal(row)


def test_the_seal_tells_what_was_filled_in_from_what_was_changed(item: Item) -> None:
    cells = cells_of(entry(item))
    identity, state = seal(cells).split("-")
    filled = seal({**cells, "note": "已完工"}).split("-")
    changed = seal({**cells, "text": "别的承诺"}).split("-")
    assert (filled[0], changed[1]) == (identity, state)
    assert filled[1] != state
    assert changed[0] != identity
    assert seal({**cells, "expected": 99, "row": 7}) == seal(cells)


@pytest.mark.parametrize("other", ["正在 招标", "正在\r\n招标", " 正在招标\u3000"])
def test_white_space_that_programs_change_does_not_count(item: Item, other: str) -> None:
    cells = cells_of(entry(item))
    assert seal({**cells, "note": other}) == seal(cells)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_sealed_as_they_are_written(item: Item, text: str) -> None:
    cells = cells_of(entry(replace(item, note=text, remark=text)))
    assert seal(cells) == seal({key: str(cell) if cell is not None else "" for key, cell in cells.items()})
    str(cells["note"]).encode()


@given(st.integers(1, 10**17), st.text("0123456789abcdef", max_size=8), st.integers(0, 10**17))
def test_a_row_key_comes_back(item_id: int, ledger: str, event: int) -> None:
    key = RowKey(item_id, ledger, event)
    assert parse_row_key(f" {key}\n") == key


@given(st.text())
def test_what_is_no_row_key_is_none(text: str) -> None:
    key = parse_row_key(text)
    assert key is None or parse_row_key(str(key)) == key


def test_a_ledger_is_known_by_the_beginning_of_its_id() -> None:
    assert shorten_ledger_id(LEDGER_ID) == "1a2b3c4d"


@pytest.mark.parametrize("unit", [None, "云溪市教育局"])
def test_a_stamp_comes_back(unit: str | None) -> None:
    stamp = Stamp(LEDGER_ID, 9, TODAY, "0.1.0", unit)
    assert parse_stamp(dict(stamp.rows())) == stamp


@pytest.mark.parametrize("wrong", [{}, {"format": "x"}, {"exported_on": "九月"}, {"event": "-"}])
def test_what_is_no_stamp_of_ours_is_none(wrong: dict[str, str]) -> None:
    rows = dict(Stamp(LEDGER_ID, 9, TODAY, "0.1.0").rows()) | wrong if wrong else {}
    assert parse_stamp(rows) is None
