"""Cells that offices filled in: percentages, statuses by their words, texts; each refusal says what is wrong."""

from __future__ import annotations

import contextlib
import tomllib
from datetime import date
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.offices import READING
from tests.ledger.invented import TODAY
from tracker.exchange.cells import CellError, Reading, UnknownWordError, parse_cell
from tracker.exchange.columns import COLUMNS, Cell
from tracker.exchange.synonyms import find_status, normal_word
from tracker.model import Status

COLUMN = {column.key: column for column in COLUMNS}


@pytest.mark.parametrize(
    ("key", "value", "cell"),
    [
        ("progress", 60, 60),
        ("progress", 0.6, 60),
        ("progress", 0, 0),
        ("progress", 100, 100),
        ("progress", 62.5, 63),
        ("progress", 0.625, 63),
        ("progress", "60%", 60),
        ("progress", "60％", 60),
        ("progress", " 60 % ", 60),
        ("progress", "60", 60),
        ("progress", "0.6", 60),
        ("progress", "100%", 100),
        ("progress", "1%", 1),
        ("progress", "约60%", 60),
        ("progress", "已完成80%左右", 80),
        ("progress", "六成", 60),
        ("progress", "—", None),
        ("progress", "", None),
        ("progress", None, None),
        ("status", "已完成", "已完成"),
        ("status", "done", "已完成"),
        ("status", "已办结。", "已完成"),
        ("status", "正在 推进（约60%）", "推进中"),
        ("status", "基本完成", "推进中"),
        ("status", "尚未启动", "未启动"),
        ("status", "常态化推进", "长期坚持"),
        ("status", "申请销号", "已完成"),
        ("status", "/", None),
        ("done_on", "9月底", date(2024, 9, 30)),
        ("done_on", date(2024, 9, 3), date(2024, 9, 3)),
        ("done_on", "-", None),
        ("note", " 已招标\r\n 在施工\x07 ", "已招标\n 在施工"),
        ("note", 12, "12"),
        ("note", 0.5, "0.5"),
        ("note", 3500000.25, "3500000.25"),
        ("note", date(2024, 9, 3), "2024-09-03"),
        ("note", "=1+1", "=1+1"),
        ("note", "—", "—"),
        ("note", "是否可行??", "是否可行??"),
        ("evidence", "https://www.yunxi.gov.cn/a\n单.pdf", "https://www.yunxi.gov.cn/a\n单.pdf"),
    ],
)
def test_a_cell_says_what_it_means(key: str, value: str | float | date | None, cell: Cell) -> None:
    assert parse_cell(COLUMN[key], value, READING) == cell


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("progress", 101, "“101”不在 0 至 100 之间"),
        ("progress", -1, "不在 0 至 100"),
        ("progress", "120%", "不在 0 至 100"),
        ("progress", 1, "1% 还是 100%"),
        ("progress", "1", "1% 还是 100%"),
        ("progress", "过半", "“过半”不是进度"),
        ("progress", "9" * 400, "不在 0 至 100"),
        ("progress", float("inf"), "不在 0 至 100"),
        ("progress", float("nan"), "不在 0 至 100"),
        ("progress", date(2024, 9, 3), "是日期 2024-09-03"),
        ("progress", "#REF!", "公式错误 #REF!"),
        ("note", "#N/A", "公式错误"),
        ("note", "????3????", "只剩问号"),
        ("done_on", "近期", "“近期”不是能确定的日期"),
        ("done_on", 9.3, "不是能确定的日期"),
        ("status", "差不多了" * 20, "看不出是哪种状态"),
    ],
)
def test_a_wrong_cell_says_what_is_wrong(key: str, value: str | float | date, words: str) -> None:
    with pytest.raises(CellError, match=words.replace("?", r"\?")):
        parse_cell(COLUMN[key], value, READING)


def test_a_person_can_say_what_a_word_means() -> None:
    with pytest.raises(UnknownWordError) as raised:
        parse_cell(COLUMN["status"], "差不多了", READING)
    said = Reading(TODAY, {normal_word(raised.value.word): Status.IN_PROGRESS})
    assert parse_cell(COLUMN["status"], "差不多了！", said) == "推进中"


def test_no_word_of_the_table_stands_for_two_statuses() -> None:
    text = resources.files("tracker.exchange").joinpath("synonyms.toml").read_text("utf-8")
    table = tomllib.loads(text)
    assert set(table) == {status.value for status in Status}
    words = [(normal_word(word), key) for key, entry in table.items() for word in entry["words"]]
    assert len({word for word, _ in words}) == len(words)
    assert all(find_status(word) is Status(key) for word, key in words)
    assert all(find_status(status.label) is status for status in Status)


@given(st.sampled_from(COLUMNS), st.one_of(st.text(), st.integers(), st.floats(), st.dates(), st.none()))
def test_no_cell_raises_anything_else(column: object, value: str | float | date | None) -> None:
    with contextlib.suppress(CellError):
        cell = parse_cell(column, value, READING)  # type: ignore[arg-type]
        assert cell is None or isinstance(cell, str | int | date)
