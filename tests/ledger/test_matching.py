"""Which promise of one reading is which of another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.invented import make_extraction
from tracker.ledger.matching import LEAST, likeness, match, overlap
from tracker.ledger.past import is_covered
from tracker.model import Commitment

ANY = make_extraction("1", "一项承诺").commitments[0]


def span(start: int, end: int) -> Commitment:
    return replace(ANY, start=start, end=end)


def quote(text: str) -> Commitment:
    return replace(ANY, text=text)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((0, 10), (0, 10), 1.0),
        ((0, 10), (0, 5), 0.5),
        ((0, 10), (5, 15), 1 / 3),
        ((0, 10), (10, 20), 0.0),  # touching
        ((0, 10), (30, 40), 0.0),
        ((3, 3), (3, 3), 0.0),  # nothing at all
    ],
)
def test_overlap_is_intersection_over_union(first: tuple[int, int], second: tuple[int, int], expected: float) -> None:
    assert overlap(span(*first), span(*second)) == overlap(span(*second), span(*first)) == expected


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("年底前在东湖区安装路灯25盏", "年底前在东湖区安装路灯25盏", True),
        ("年底前在东湖区安装路灯25盏", "年底前，\n在東湖區安裝路燈２５盞", True),  # layout, width, script
        ("年底前在东湖区安装路灯25盏", "明年年底前在东湖区安装路灯20盏", True),
        ("年底前在东湖区安装路灯25盏", "年底前在西岭县新建公园", False),
        ("年底前在东湖区安装路灯25盏", "盏25灯路装安区湖东在前底年", False),  # the same characters
        ("修路", "研究制定停车场选址方案并公开征求意见", False),
    ],
)
def test_quotes_of_two_texts_are_compared_without_layout(first: str, second: str, same: bool) -> None:
    assert (likeness(quote(first), quote(second)) >= LEAST) is same


def test_the_best_pairs_go_together_one_to_one() -> None:
    old, new = [span(0, 10), span(8, 20), span(50, 60)], [span(6, 20), span(0, 9), span(30, 40)]
    assert match(old, new, lambda one, other: (overlap(one, other),)) == {0: 1, 1: 0}
    assert match([], new, lambda one, other: (1.0,)) == match(old, [], lambda one, other: (1.0,)) == {}


def test_between_equals_the_second_number_decides_and_then_the_place() -> None:
    new = [span(0, 10)]
    assert match(["甲", "乙"], new, lambda name, _: (1.0, float(name == "乙"))) == {1: 0}
    assert match(["甲", "乙"], new, lambda name, _: (1.0, 0.0)) == {0: 0}


SPANS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda pair: span(pair[0], sum(pair))), max_size=6
)


@given(SPANS, SPANS)
def test_a_match_is_one_to_one_and_leaves_no_pair_behind(old: list[Commitment], new: list[Commitment]) -> None:
    pairs = match(old, new, lambda one, other: (overlap(one, other),))
    assert len(set(pairs.values())) == len(pairs)
    assert all(overlap(old[i], new[j]) >= LEAST for i, j in pairs.items())
    for i in set(range(len(old))) - pairs.keys():
        for j in set(range(len(new))) - set(pairs.values()):
            assert overlap(old[i], new[j]) < LEAST


@pytest.mark.parametrize(
    ("cuts", "covered"),
    [
        ([], False),
        ([(0, 4)], False),
        ([(0, 5)], True),
        ([(0, 3), (7, 20)], True),  # together
        ([(0, 4), (1, 4)], False),  # no character counts twice
    ],
)
def test_a_reading_is_covered_by_cuts_that_hold_half_of_it(cuts: list[tuple[int, int]], covered: bool) -> None:
    assert is_covered(span(0, 10), [span(*cut) for cut in cuts]) is covered
