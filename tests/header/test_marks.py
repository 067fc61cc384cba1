"""The patterns of closing lines match their examples, and no counterexample."""

from __future__ import annotations

import re

import pytest

from tracker.chinese import fold
from tracker.reading.header.marks import COUNTEREXAMPLES, EXAMPLES
from tracker.reading.header.vocabulary import is_organ, is_organs


@pytest.mark.parametrize(
    ("pattern", "line"), [(pattern, line) for pattern, lines in EXAMPLES.items() for line in lines]
)
def test_a_mark_matches_its_examples(pattern, line):
    assert re.search(pattern, fold(line))


@pytest.mark.parametrize(
    ("pattern", "line"), [(pattern, line) for pattern, lines in COUNTEREXAMPLES.items() for line in lines]
)
def test_a_mark_does_not_match_the_beginning_of_a_line_of_a_body(pattern, line):
    assert not re.match(pattern, fold(line))


@pytest.mark.parametrize(
    "name", ["云溪市水务局", "市发改委（市粮储局）", "国务院办公厅", "青石镇人民政府", "公交集团公司"]
)
def test_the_name_of_an_organ_is_recognised(name):
    assert is_organ(name)


@pytest.mark.parametrize("text", ["感谢您的支持", "2024年", "第一条", "办理结果", "", "在市水务局", "我市的供水公司"])
def test_other_words_are_no_organ(text):
    assert not is_organ(text)


def test_several_organs_on_a_line_are_recognised():
    assert is_organs("市水务局 市财政局、市公安局")
    assert not is_organs("市水务局 负责供水")
