"""What a person corrects is read again from where they cut, and what they set stays."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.errors import UsageError
from tracker.extraction import extract
from tracker.model import BY_HAND, Commitment, DeadlineBasis, DeadlineKind, Document, Grade, Reply
from tracker.reading import parse_reply
from tracker.reporting.corrections import divide, drop_limit, join, recut, set_limit

LETTER = """\
云溪市城市管理局关于市政协五届三次会议第0019号提案的答复

陆知微委员：

您提出的《关于改造湖滨路路灯的提案》收悉。现答复如下：

下一步，我局将在年底前更换湖滨路路灯120盏，并于明年上半年为桂园巷安装路灯25盏，待资金到位后铺设线缆。我局将加强巡查。

云溪市城市管理局
2024年6月18日
"""


def make_reply() -> Reply:
    return parse_reply(Document("路灯.txt", "0" * 64, "text", LETTER))


def find(words: str) -> Commitment:
    reply = make_reply()
    return next(found for found in extract(reply).commitments if words in found.text)


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("年底前更换湖滨路路灯120盏。", "年底前更换湖滨路路灯120盏"),
        ("我局将…120盏", "我局将在年底前更换湖滨路路灯120盏"),
        ("下一步，我局将 在年底前更换湖滨路路灯１２０盏", "下一步，我局将在年底前更换湖滨路路灯120盏"),
    ],
)
def test_another_cut_is_an_exact_quote_with_fields_of_its_own(wanted: str, text: str) -> None:
    reading = recut(make_reply(), find("湖滨路"), wanted)
    assert reading.text == text == LETTER[reading.start : reading.end]
    assert reading.rule == BY_HAND
    assert [target.text for target in reading.targets] == ["120盏"]
    assert reading.deadline is not None
    assert reading.deadline.date == date(2024, 12, 31)


@pytest.mark.parametrize(
    ("wanted", "words"), [("拆除路灯", "原文里没有“拆除路灯”"), ("云溪市城市管理局关于", "不相连")]
)
def test_a_cut_that_is_not_there_or_far_away_is_refused(wanted: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        recut(make_reply(), find("湖滨路"), wanted)


def test_a_promise_falls_in_two_where_a_person_says() -> None:
    whole = recut(make_reply(), find("湖滨路"), "我局将在年底前…25盏")
    first, second = divide(make_reply(), whole, "并于明年")
    assert (first.text, second.text) == ("我局将在年底前更换湖滨路路灯120盏", "并于明年上半年为桂园巷安装路灯25盏")
    assert second.deadline is not None
    assert second.deadline.date == date(2025, 6, 30)
    assert join(make_reply(), first, second).text == whole.text


@pytest.mark.parametrize(("words", "problem"), [("路灯", "有 2 处"), ("我局将", "就在开头"), ("桥梁", "不在引文里")])
def test_a_place_to_split_must_be_one(words: str, problem: str) -> None:
    whole = recut(make_reply(), find("湖滨路"), "我局将在年底前…25盏")
    with pytest.raises(UsageError, match=problem):
        divide(make_reply(), whole, words)


@pytest.mark.parametrize(
    ("words", "day", "expected"),
    [
        ("年底前", None, ("年底前", date(2024, 12, 31), DeadlineKind.DATE, DeadlineBasis.RELATIVE)),
        ("年底 前", date(2024, 12, 31), ("年底前", date(2024, 12, 31), DeadlineKind.DATE, DeadlineBasis.RELATIVE)),
        ("年底前", date(2024, 11, 30), ("年底前", date(2024, 11, 30), DeadlineKind.DATE, DeadlineBasis.RELATIVE)),
        ("更换", None, ("更换", None, DeadlineKind.EVENT, DeadlineBasis.EVENT)),
        ("更换", date(2024, 11, 30), ("更换", date(2024, 11, 30), DeadlineKind.DATE, DeadlineBasis.RELATIVE)),
    ],
)
def test_a_time_limit_is_read_from_the_words_that_a_person_names(
    words: str, day: date | None, expected: tuple[object, ...]
) -> None:
    reading = set_limit(find("湖滨路"), words, day, date(2024, 6, 18))
    limit = reading.deadline
    assert limit is not None
    assert (limit.text, limit.date, limit.kind, limit.basis) == expected
    assert reading.rule == BY_HAND


def test_words_that_the_quote_does_not_hold_are_no_time_limit() -> None:
    with pytest.raises(UsageError, match="引文里没有“明年底”"):
        set_limit(find("湖滨路"), "明年底", None, None)


def test_without_a_time_limit_the_grade_is_another() -> None:
    soft = find("加强巡查")
    graded = set_limit(soft, "巡查", date(2024, 12, 31), None)
    assert (soft.grade, graded.grade) == (Grade.SOFT, Grade.HARD)
    assert drop_limit(graded).grade is Grade.SOFT
    assert drop_limit(graded).deadline is None


def test_a_time_limit_that_a_person_set_outlives_another_cut_that_holds_its_words() -> None:
    corrected = set_limit(find("湖滨路"), "年底前", date(2024, 11, 30), None)
    again = recut(make_reply(), corrected, "年底前更换湖滨路路灯120盏")
    assert again.deadline is not None
    assert again.deadline.date == date(2024, 11, 30)
    without = recut(make_reply(), corrected, "更换湖滨路路灯120盏")
    assert without.deadline is None
