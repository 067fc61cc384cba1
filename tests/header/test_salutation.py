"""What looks like a salutation and is none."""

from __future__ import annotations

import pytest

from tracker.reading.header.salutation import find_salutation

NONE = [
    "编号20230012代表：\n您提出的建议收悉，现答复如下：",
    "会上，市人大、市政协以及来自各个行业各个地方各个方面的热心代表：您提出的建议收悉，现答复如下：",
    "大家好：\n您提出的建议收悉，现答复如下：",
    "",
]


@pytest.mark.parametrize("text", NONE)
def test_numbers_and_long_runs_are_no_salutation(text):
    assert find_salutation(text) is None
