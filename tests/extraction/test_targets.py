"""Targets: which numbers can be checked, and how far they reach."""

from __future__ import annotations

import pytest

from tracker.chinese import fold
from tracker.extraction.targets import find_targets

ROWS = [
    ("改造20个老旧小区的道路", [("20个老旧小区", 20.0, "个")]),
    ("新增泊位150个，总投资2.4亿元", [("150个", 150.0, "个"), ("2.4亿元", 240_000_000.0, "元")]),
    ("每年培训不少于300人次", [("不少于300人次", 300.0, "人次")]),
    ("巡查不少于2次", [("不少于2次", 2.0, "次")]),
    ("改造农村公路137公里", [("137公里", 137.0, "公里")]),
    ("加装电梯60部以上", [("60部以上", 60.0, "部")]),
    ("涉及4乡镇59860人", [("4乡镇", 4.0, "乡镇"), ("59860人", 59860.0, "人")]),
    ("建设两座泵站，安排资金1,200万元", [("两座泵站", 2.0, "座"), ("1,200万元", 12_000_000.0, "元")]),
    ("引进一家三甲医院", [("一家三甲医院", 1.0, "家")]),
    ("更换20余条线路", [("20余条线路", 20.0, "条")]),
    # names, years, ordinals, roads and vague ones are no targets
    ("根据第3号文件，2025年完成104省道改造", []),
    ("打造一个快速、便捷的环境", []),
    ("落实《关于做好30件实事的意见》", []),
    ("分三期实施，召开两次会议", []),
    ("路面宽6米宽幅", []),
    ("三个方面的措施", []),
]


@pytest.mark.parametrize(("text", "targets"), ROWS, ids=[row[0] for row in ROWS])
def test_targets_are_exact_quotes_with_value_and_unit(text, targets):
    found = [(text[start:end], value, unit) for start, end, value, unit in find_targets(fold(text))]
    assert found == targets
