"""``add-promise`` finds a promise that was missed by its words."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run

MISSED = "加快改造"


def test_a_missed_promise_is_added_accepted_with_its_fields(filled: Run) -> None:
    ran = filled("add-promise", "1", "2023年,我局已更换 路灯３００盏")
    assert ran.code == 0
    assert ran.lines == ["编号 7  2023年，我局已更换路灯300盏", "  新增", "  核定：待核 → 已核"]
    shown = filled("show", "7").out
    assert "目标值    300盏" in shown
    assert "规则 person" in shown
    assert filled("undo", "-y").code == 0
    assert len(filled("list").lines) == 7


def test_it_may_be_given_by_its_first_and_last_words(filled: Run) -> None:
    assert filled("add-promise", "0019", "2023年…300盏").lines[0] == "编号 7  2023年，我局已更换路灯300盏"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("1", "拆除全部路灯"), 2, "来源文件里没有“拆除全部路灯”"),
        (("1", "湖滨路路灯"), 2, "在来源文件里有 2 处"),
        (("1", "湖滨路路灯", "--nth", "3"), 2, "只有 2 处，没有第 3 处"),
        (("桥梁", "路灯"), 3, "没有来源文件“桥梁”"),
        (("答复", "路灯"), 2, "有 2 份来源文件（编号 1、2）"),
        (("1", "我局将于2024年9月底前更换湖滨路路灯120盏"), 6, "编号 1"),
        (("1", "。"), 2, "来源文件里没有“。”"),
    ],
)
def test_what_cannot_be_added_is_one_sentence(filled: Run, arguments: tuple[str, ...], code: int, words: str) -> None:
    ran = filled("add-promise", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert words in ran.err
    assert len(filled("list").lines) == 7


def test_of_several_places_one_is_named(filled: Run) -> None:
    assert filled("add-promise", "1", "改造湖滨路路灯", "--nth", "1").code == 0
