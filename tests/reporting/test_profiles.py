"""Rules of places as fields: classes as the place calls them, and how two sets differ."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tracker.profile import load_known, load_profile
from tracker.reporting.profiles import class_text, describe_profile, find_differences


@pytest.mark.parametrize(
    ("key", "letter", "text"),
    [
        ("qinyang", "A", "甲类：已经解决或者基本解决"),
        ("qinyang", "D", "D"),  # the place has no such class
        ("default", "D", "D类：所提问题留作参考"),
        ("default", None, ""),
    ],
)
def test_a_class_is_called_and_meant_as_in_its_place(key: str, letter: str | None, text: str) -> None:
    assert class_text(load_known(key), letter) == text


def test_what_differs_is_told_once() -> None:
    default = load_profile()
    assert find_differences(default, default) == []
    own = replace(default, report_day=28, yellow=0.05, red_header="云溪市人民政府办公室")
    assert find_differences(own, default) == [
        ("绿灯", "低于序时进度不足5个百分点"),
        ("黄灯", "低于序时进度5至30个百分点"),
        ("红头", "云溪市人民政府办公室"),
        ("报送日", "每月28日前"),
    ]
    assert ("办理结果 D", "—") in find_differences(load_known("hangzhou"), default)


def test_every_field_has_a_value_for_people() -> None:
    for label, value in describe_profile(load_profile()):
        assert label
        assert value
