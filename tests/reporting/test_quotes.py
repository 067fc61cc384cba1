"""Words that a person types are found in the text, however they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.reporting.quotes import find_breaks, find_cut, find_places, find_quotes, overlap, trim

TEXT = "一是改造。我局将更换 湖滨路\n路灯120盏,年底前完成；并新装路灯25盏。二是“改造”桥梁，年底前完成。"


@pytest.mark.parametrize(
    ("wanted", "quotes"),
    [
        ("我局将更换湖滨路路灯120盏", ["我局将更换 湖滨路\n路灯120盏"]),
        ("更换湖滨路　路灯１２０盏，年底前", ["更换 湖滨路\n路灯120盏,年底前"]),
        ("更換湖濱路", ["更换 湖滨路"]),
        ('"改造"桥梁', ["“改造”桥梁"]),
        ("「改造」桥梁", ["“改造”桥梁"]),
        ("年底前完成", ["年底前完成", "年底前完成"]),
        ("没有这句", []),
        ("", []),
        ("  \n", []),
    ],
)
def test_space_width_script_and_marks_do_not_matter(wanted: str, quotes: list[str]) -> None:
    assert [TEXT[start:end] for start, end in find_quotes(TEXT, wanted)] == quotes


@pytest.mark.parametrize("gap", ["…", "……", "...", " … ", "⋯"])
def test_a_quote_may_be_given_by_its_first_and_last_words(gap: str) -> None:
    (place,) = find_places(TEXT, f"我局将{gap}25盏。")
    assert TEXT[slice(*place)].startswith("我局将更换")
    assert TEXT[slice(*place)].endswith("新装路灯25盏")


def test_of_several_places_the_one_on_the_present_cut_is_meant() -> None:
    second = TEXT.index("桥梁")
    assert find_cut(TEXT, "年底前完成", (second, len(TEXT) - 1)) == (TEXT.rindex("年底前"), len(TEXT) - 1)
    first = TEXT.index("我局")
    cut = find_cut(TEXT, "我局将…完成", (first, first + 30))
    assert cut == (first, TEXT.index("；"))


@pytest.mark.parametrize("wanted", ["没有这句", "桥梁，年底前完成", "…", "。", "我局…", "没有…这句"])
def test_words_elsewhere_or_nowhere_are_no_cut(wanted: str) -> None:
    first = TEXT.index("我局")
    assert find_cut(TEXT, wanted, (first, first + 20)) is None


def test_a_break_is_where_words_begin_inside_the_quote() -> None:
    start, end = TEXT.index("我局"), TEXT.index("。二是")
    assert find_breaks(TEXT, (start, end), "并新装") == [TEXT.index("并新装")]
    assert len(find_breaks(TEXT, (start, end), "路灯")) == 2
    assert find_breaks(TEXT, (start, end), "我局将") == []
    assert find_breaks(TEXT, (start, end), "桥梁") == []


@given(st.text(st.sampled_from('路灯。，； \n…“”"1１,'), max_size=60), st.data())
def test_every_piece_of_a_text_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = trim(text, (start, end))
    assert start <= span[0] <= span[1] <= end or span[0] == span[1]
    piece = text[slice(*span)]
    found = find_quotes(text, piece)
    assert bool(found) is bool(piece)
    for place in found:
        assert 0 <= place[0] < place[1] <= len(text)
        assert 0.0 <= overlap(place, span) <= 1.0
    find_cut(text, piece, span)
