"""Whatever the text is, reading it as a letter raises nothing, gives sound offsets and takes linear time."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model import Document, Genre
from tracker.reading.header.dates import find_dates, parse_date
from tracker.reading.header.labels import find_labels, first_value
from tracker.reading.letter import parse_reply

PIECES = [
    "王小云", "、", "委员", "代表", "代表团", "：", "\n", " ", "  ", "|", "关于", "《", "》", "“", "”", "提案", "建议", "收悉",
    "现答复如下：", "第", "12", "号", "市政协六届三次会议", "县十届人大", "云溪市水务局", "2024年5月6日", "2022830", "二〇二四年五月",
    "联系人：", "联系电话：", "6655443", "（", "）", "〔2024〕", "办复类别：", "B类", "抄送：", "附件：", "主办单位：", "留言编号：", "留言内容：",
    "答复内容：", "答复时间：", "网友", "您好！", "您提出的", "首页>", "标题：", "文号：", "发布机构：", "成文日期：", "尊敬的", "等", "位",
    "下一步，我局将推进。", "的", "印发", "通知", "。", "上一条：", "对", "案由：",
]  # fmt: skip
texts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


@given(
    texts, st.dictionaries(st.sampled_from(["title", "published", "source", "issuer", "dated"]), st.text(), max_size=3)
)
def test_no_text_raises_and_offsets_are_in_order(text, metadata):
    reply = parse_reply(Document("-", "", "text", text, metadata=metadata))
    assert 0 <= reply.letter_start <= reply.body_start <= reply.body_end <= len(text)
    assert reply.genre_reason
    if reply.genre is Genre.NONE:
        assert (reply.body_start, reply.body_end) == (0, len(text))
    if reply.header.dated is not None:
        assert re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", reply.header.dated)
        assert reply.header.day is not None


@given(texts)
def test_reading_twice_gives_the_same(text):
    document = Document("-", "", "text", text)
    assert parse_reply(document) == parse_reply(document)


@given(st.text())
def test_dates_of_any_text_are_days_or_months(text):
    for found in find_dates(text):
        assert text[found.start : found.end]
    assert parse_date(text) is None or parse_date(text).startswith(("19", "20", "1", "2"))


@pytest.mark.parametrize("text", ["二九九九年二月三十日", "2024年2月30日", "2024-13-01", "2024年0月", "20240230"])
def test_an_impossible_date_is_none(text):
    assert parse_date(text) is None


def test_labels_are_found_on_one_line_and_over_several():
    text = "索 引 号：1/2 发布机构：云溪市水务局 文  号： 名  称：关于第1号建议的答复\n- 成文日期\n  2024-05-06\n"
    labels = find_labels(text)
    assert [(label.key, text[label.start : label.end]) for label in labels] == [
        ("other", "1/2"),
        ("issuer", "云溪市水务局"),
        ("document_number", ""),
        ("title", "关于第1号建议的答复"),
        ("dated", "2024-05-06"),
    ]
    assert first_value(labels, "title") == first_value(labels, "title", before=len(text))
    assert first_value(labels, "title", before=5) is None
    assert first_value(labels, "document_number") is None


@pytest.mark.parametrize(
    "unit",
    [
        "一",
        "(",
        "第",
        "届",
        "代表：",
        "张三、",
        "《",
        "1",
        "\n",
        " ",
        "来源：",
        "云溪市水务局\n",
        "您好",
        "关于",
        "提案收悉",
        "2024年5月6日",
    ],
)
def test_a_long_text_of_one_thing_is_read_in_linear_time(unit):
    started = time.perf_counter()
    parse_reply(Document("-", "", "text", unit * (100_000 // len(unit))))
    assert time.perf_counter() - started < 10
