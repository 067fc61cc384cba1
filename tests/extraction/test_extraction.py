"""What holds for every text: spans, quotes, determinism, and the same letter in other clothes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extraction.letters import extracted, letter, promises
from tracker.chinese import fold
from tracker.errors import InputError
from tracker.extraction import extract
from tracker.reading import parse_reply, read, read_bytes

FRAGMENTS = [
    "我局将", "下一步，", "一是", "二是", "（一）", "一、", "1.", "。", "，", "；", "：", "\n", "目前", "已", "正在", "增设路灯",
    "二十盏", "年底前", "2024年", "6月底前", "待资金到位后", "市城管局", "由", "牵头", "会同", "（责任单位：市城管局）", "感谢您", "近年来",
    "加强巡查", "关于照明问题", "“", "”", "《", "》", "  ", "每年", "不少于3次", "力争", "要", "的", "后", "将", "公司", "该公司",
]  # fmt: skip
BODIES = st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join) | st.text(max_size=60)


@settings(max_examples=300)
@given(BODIES)
def test_quotes_and_segments_are_exact_pieces_of_the_text_in_order(body):
    found = extracted(body)
    at = 0
    for segment in found.segments:
        assert at <= segment.start < segment.end <= len(body)
        assert body[segment.start : segment.end] == segment.text
        assert not body[at : segment.start].strip()
        at = segment.end
    assert not body[at:].strip()
    last = 0
    for promise in found.commitments:
        assert last <= promise.start < promise.end
        assert body[promise.start : promise.end] == promise.text
        if promise.deadline:
            assert promise.deadline.text in promise.text
            assert promise.deadline.date is None or promise.deadline.date >= found.reply.header.day
        assert all(target.text in promise.text for target in promise.targets)
        assert all(name in promise.text for name in promise.partners)
        last = promise.end


@given(st.binary(max_size=300))
def test_no_bytes_that_can_be_read_make_the_extractor_raise(data):
    try:
        document = read_bytes(data, "letter.txt")
    except InputError:
        return
    extract(parse_reply(document))


def test_extracting_twice_gives_the_same():
    reply = letter("下一步，我局将增设路灯二十盏。")
    assert extract(reply) == extract(reply)


LETTER = "现答复如下：下一步，我局将会同市财政局增设路灯二十盏；预计2024年底前完成（责任单位：东湖区住建局）。"


def test_half_width_punctuation_finds_the_same():
    half = LETTER.translate(str.maketrans("，：；（）", ",:;()"))
    assert [fold(quote) for quote in promises(half)] == promises(LETTER)


def test_traditional_characters_find_the_same():
    traditional = "現答復如下：下一步，我局將會同市財政局增設路燈二十盞；預計2024年底前完成（責任單位：東湖區住建局）。"
    assert [fold(quote) for quote in promises(traditional)] == promises(LETTER)


def test_an_empty_letter_holds_nothing():
    assert extracted("").segments == ()
    assert extracted(" \n ").commitments == ()


@pytest.mark.parametrize(
    "unit", ["一", "（", "，", "一是", "局", "我局将", "待后", "“", "《", "1.", "建设局牵头负责，"]
)
def test_hostile_repetition_ends(unit):
    extracted((unit * 12_000)[:12_000])


def test_the_annotated_replies_keep_their_quotes_and_their_quality(corpus):
    """Floors for the annotated replies: two thirds of the promises of each kind must be found again."""
    found = wanted = right = 0
    for path in sorted((corpus / "dev").glob("*.gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        quotes = {fold(one["text"]): one.get("optional") for one in gold["commitments"]}
        result = extract(parse_reply(read(path.with_name(path.name.replace(".gold.json", ".txt")))))
        mine = {fold(one.text) for one in result.commitments}
        wanted += sum(not optional for optional in quotes.values())
        right += sum(not optional and quote in mine for quote, optional in quotes.items())
        found += sum(quotes.get(quote) is not True for quote in mine)
    assert right / wanted > 0.75
    assert right / found > 0.7
