"""Chinese text is measured in cells, broken and cut where a reader would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.printable import clean
from tracker.rendering.width import cell_width, clip, one_line, pad, wrap

CHINESE = st.text(st.sampled_from("路灯改造，。；、（）“”12aB … \u0301"), max_size=120)


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("abc", 3), ("路灯", 4), ("共3项", 5), ("（一）", 6), ("e\u0301", 1), ("“路”", 4)]
)
def test_a_chinese_character_takes_two_cells_and_a_combining_mark_none(text: str, width: int) -> None:
    assert cell_width(text) == width


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("改造路灯，共三百盏", 8, ["改造路", "灯，共三", "百盏"]),
        ("改造路灯（含支路）", 10, ["改造路灯", "（含支路）"]),
        ("更换路灯120盏", 10, ["更换路灯", "120盏"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("一\n二", 8, ["一", "二"]),
        ("", 8, [""]),
        ("推进中 60%", 7, ["推进中", "60%"]),
    ],
)
def test_lines_break_where_a_reader_expects(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


def test_words_stay_whole_where_they_fit_on_a_line() -> None:
    assert wrap("推进中 逾期15天", 8, keep_words=True) == ["推进中", "逾期15天"]
    assert wrap("云溪市住房和城乡建设局 督办", 8, keep_words=True) == ["云溪市住", "房和城乡", "建设局", "督办"]


@given(CHINESE, st.integers(4, 40), st.booleans())
def test_wrapping_loses_nothing_but_spaces_and_keeps_to_the_width(text: str, width: int, keep_words: bool) -> None:
    lines = wrap(text, width, keep_words=keep_words)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_width(line) <= width for line in lines)


@pytest.mark.parametrize(
    ("text", "clipped"),
    [
        ("完成路灯改造", "完成路灯改造"),
        ("完成湖滨路路灯改造，新装路灯三百盏，消除暗区", "完成湖滨路路灯改造…"),
        ("完成东湖区湖滨路桂园巷等处路灯改造新装三百盏", "完成东湖区湖滨路桂园巷等处路灯…"),
        ("完成、湖滨路、桂园巷等处路灯改造新装三百盏消", "完成、湖滨路、桂园巷等处路灯改…"),
    ],
)
def test_a_cut_falls_at_a_clause_that_ends_late_enough_and_is_visible(text: str, clipped: str) -> None:
    assert clip(text, 16, 2) == clipped


@given(CHINESE, st.integers(4, 40), st.integers(1, 3))
def test_what_is_clipped_fits_and_is_a_beginning(text: str, width: int, lines: int) -> None:
    clipped = clip(text, width, lines)
    assert len(wrap(clipped, width)) <= lines
    assert clipped == text or text.startswith(clipped.removesuffix("…").rstrip())


@pytest.mark.parametrize(
    ("dirty", "bare"),
    [
        ("承诺\x1b[31m红\x1b[0m", "承诺红"),
        ("\x1b]0;title\x07标题", "标题"),
        ("\x1b]0;没有结束", ""),
        ("退\x08格\x07\x00", "退格"),
        ("左\u202e右\u2066中\u200b末", "左右中末"),
        ("甲\t乙\n丙", "甲 乙\n丙"),
        ("[b]粗[/b] :smile:", "[b]粗[/b] :smile:"),
        ("\x9b31m红", "31m红"),
    ],
)
def test_nothing_from_a_document_can_steer_the_terminal(dirty: str, bare: str) -> None:
    assert clean(dirty) == bare


@given(st.text())
def test_cleaned_text_holds_no_control_character(text: str) -> None:
    assert not any((ord(char) < 32 and char != "\n") or 127 <= ord(char) < 160 for char in clean(text))
    assert "\n" not in one_line(text)


def test_padding_fills_to_the_width_on_either_side() -> None:
    assert pad("路灯", 6) == "路灯  "
    assert pad("7", 3, right=True) == "  7"
    assert pad("路灯改造", 4) == "路灯改造"
