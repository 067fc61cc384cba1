"""Files that people write: the line on which each key stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.profile.written import find_line

TEXT = """\
# 说明
name = "云溪市"

[lights]
"yellow" = 0.1

[ lights . names ]
red = '''
红
灯'''
blue = "蓝灯"

[answers]
months = 3
limits.days = 4
"""


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("name", 2),
        ("lights", 4),
        ("lights.yellow", 5),
        ("lights.names", 7),
        ("lights.names.red", 8),
        ("lights.names.blue", 11),  # after a value of several lines
        ("answers.months", 14),
        ("answers.limits.days", 15),
        ("answers.limits", 15),
        ("months", None),  # only in a table
        ("name.zh", None),
        ("answers.months.more", None),
        ("lights.names.green", None),
    ],
)
def test_the_line_of_a_key_is_where_it_is_set_or_its_table_opened(key: str, line: int | None) -> None:
    assert find_line(TEXT, tuple(key.split("."))) == line


def test_tables_in_a_list_and_values_without_end_are_passed_over() -> None:
    assert find_line("[[places]]\nname = 1\n", ("places", "name")) == 2
    assert find_line("a = [\n" + "1,\n" * 50 + "]\nb = 2\n", ("b",)) == 53
    assert find_line("a = [\n" + "1,\n" * 500 + "]\nb = 2\n", ("a",)) is None


@given(st.text(alphabet='a.=[]"\n1 #', max_size=60))
def test_a_line_of_any_text_is_one_of_its_lines(text: str) -> None:
    line = find_line(text, ("a",))
    assert line is None or 1 <= line <= text.count("\n") + 1
