"""Ids as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import UsageError
from tracker.ledger import parse_ids, render_ids


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["1"], (1,)),
        (["1", "3-7,12"], (1, 3, 4, 5, 6, 7, 12)),
        (["3～7，12"], (3, 4, 5, 6, 7, 12)),
        (["３－５、１２"], (3, 4, 5, 12)),
        (["3—4"], (3, 4)),
        (["3至5"], (3, 4, 5)),
        (["3 - 5 , 9"], (3, 4, 5, 9)),
        (["5", "3-6", "5"], (5, 3, 4, 6)),
        (["1，"], (1,)),
        (["7-7"], (7,)),
        (["007"], (7,)),
        ([f"{2**63 - 1}"], (2**63 - 1,)),
        (["1,234"], (1, 234)),
    ],
)
def test_ids_are_read_in_order_and_once(words: list[str], ids: tuple[int, ...]) -> None:
    assert parse_ids(words) == ids


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["1", "x7"], "x7"),
        (["1,第2项"], "第2项"),
        (["-3"], "-3"),
        (["3-"], "3-"),
        (["3-5-7"], "3-5-7"),
        (["1.5"], "1.5"),
        (["0"], "0"),
        (["0-3"], "0-3"),
        (["7-3"], "请写成 3-7"),
        (["1-100001"], "范围过大：1-100001"),
        (["1-60000", "70000-130000"], "一次给出的编号过多"),
        ([str(2**63)], str(2**63)),
        (["9" * 5000], "编号过大"),
        (["9" * 19], "编号过大"),
        (["1-0"], "应为正整数：1-0"),
        (["0"], "应为正整数：0"),
        (["1-" + "9" * 19], "9" * 19),
        ([], "请给出编号"),
        ([" ，"], "请给出编号"),
        (["①"], "①"),
        (["三"], "三"),
    ],
)
def test_what_is_no_id_is_named(words: list[str], named: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_ids(words)
    assert named in str(caught.value)


@given(st.lists(st.text(max_size=8) | st.text("0123456789-,，、～ ", max_size=8), max_size=4))
def test_any_words_are_ids_or_a_usage_error(words: list[str]) -> None:
    try:
        ids = parse_ids(words)
    except UsageError:
        return
    assert ids
    assert len(set(ids)) == len(ids)
    assert all(key > 0 for key in ids)


@given(st.lists(st.integers(1, 40), min_size=1, unique=True))
def test_rendered_ids_read_back(ids: list[int]) -> None:
    assert parse_ids([render_ids(ids)]) == tuple(ids)
