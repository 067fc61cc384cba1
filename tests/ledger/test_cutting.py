"""What a person cuts: other readings, one item from two, two from one, and promises that were missed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.ledger.invented import ISSUER, NOW, TODAY, add, cut, make_extraction, update
from tracker.errors import NotFoundError, RefusedError, TrackerError, UsageError
from tracker.ledger import Ledger, parse_reading
from tracker.model import BY_HAND, Commitment, Extraction, Review, Status

LAMPS = "安装路灯25盏，整修人行道3公里"
DRAINS = "2024年底前完成清淤2次"
MISSED = "每季度公开一次进展"
LETTER = make_extraction("1", LAMPS, DRAINS, body=f"现答复如下。{MISSED}。")
BY: dict[str, Any] = {"person": "张三", "on": TODAY, "now": NOW}
AUGUST = date(2024, 8, 20)


@pytest.fixture(autouse=True)
def _two_items(ledger: Ledger) -> None:
    add(ledger, LETTER)


def texts(ledger: Ledger, on: date | None = None) -> list[str]:
    return [item.commitment.text for item in ledger.items(on)]


def undo(ledger: Ledger) -> None:
    ledger.undo(person="张三", now=NOW, today=TODAY)


def test_another_reading_is_an_event_like_any_other(ledger: Ledger) -> None:
    first = ledger.item(1).commitment
    reading = cut(ledger, 1, "整修人行道3公里")
    updated = update(ledger, 1, reading=reading, on=date(2024, 9, 10))
    changed, accepted = updated.events
    assert (changed.field, accepted.field, accepted.new) == ("reading", "review", "accepted")
    assert parse_reading(changed.old or "") == first
    assert parse_reading(changed.new or "") == ledger.item(1).commitment == replace(reading, rule=BY_HAND)
    assert ledger.item(1).commitment.by_hand
    assert texts(ledger, date(2024, 9, 9)) == [LAMPS, DRAINS]
    assert texts(ledger, date(2024, 9, 10)) == ["整修人行道3公里", DRAINS]
    assert ledger.items() == ledger.replay()
    undo(ledger)
    assert ledger.item(1).commitment == first
    assert ledger.item(1).review is Review.UNREVIEWED


def test_the_owner_follows_the_reading_until_a_person_sets_it(ledger: Ledger) -> None:
    def owned(owner: str) -> Commitment:
        return replace(cut(ledger, 1, LAMPS), owner=owner)

    update(ledger, 1, reading=owned("云溪市水利局"))
    assert ledger.item(1).owner == "云溪市水利局"
    update(ledger, 1, owner="西岭县人民政府")
    update(ledger, 1, reading=owned("云溪市财政局"))
    assert (ledger.item(1).owner, ledger.item(1).commitment.owner) == ("西岭县人民政府", "云溪市财政局")
    assert ledger.items() == ledger.replay()


def test_a_reading_that_says_the_same_only_accepts_the_item(ledger: Ledger) -> None:
    (event,) = update(ledger, 1, reading=replace(ledger.item(1).commitment, rule=BY_HAND)).events
    assert event.field == "review"
    assert ledger.item(1).commitment.rule == "next_step"


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": "安装路灯26盏"},
        {"start": 0},
        {"start": -3},
        {"text": "", "end": 0, "start": 0},
        {"text": "。", "start": 0, "end": 1},
        {"text": "\n", "start": 16, "end": 17},
    ],
)
def test_a_reading_must_be_an_exact_cut(ledger: Ledger, wrong: dict[str, Any]) -> None:
    before = (ledger.items(), ledger.events(), ledger.commands())
    reading = replace(cut(ledger, 1, LAMPS), **wrong)
    for attempt in (
        lambda: update(ledger, 1, reading=reading),
        lambda: ledger.split(1, reading, cut(ledger, 1, "整修人行道"), **BY),
        lambda: ledger.split(1, cut(ledger, 1, "安装路灯"), reading, **BY),
        lambda: ledger.merge(1, 2, reading, **BY),
        lambda: ledger.add_promise(1, reading, **BY),
    ):
        with pytest.raises(UsageError, match="请照原文截取"):
            attempt()
    assert (ledger.items(), ledger.events(), ledger.commands()) == before


def test_one_cut_is_for_one_item(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="逐项修改"):
        update(ledger, 1, 2, reading=cut(ledger, 1, LAMPS))


def test_a_cut_of_an_earlier_day_changes_history_and_not_the_present(ledger: Ledger) -> None:
    update(ledger, 1, reading=cut(ledger, 1, "安装路灯25盏"), on=date(2024, 10, 1))
    updated = update(ledger, 1, reading=cut(ledger, 1, "整修人行道3公里"), on=date(2024, 9, 1))
    assert [event.field for event in updated.overtaken] == ["reading", "review"]
    assert ledger.item(1).commitment.text == "安装路灯25盏"
    assert texts(ledger, date(2024, 9, 30))[0] == "整修人行道3公里"
    assert ledger.items() == ledger.replay()


def test_a_split_keeps_the_id_on_the_first_part_and_both_are_accepted(ledger: Ledger) -> None:
    parts = cut(ledger, 1, "安装路灯25盏"), cut(ledger, 1, "整修人行道3公里")
    updated = ledger.split(1, *parts, **BY)
    assert [item.id for item in updated.items] == [1, 3]
    assert [item.commitment for item in updated.items] == [replace(part, rule=BY_HAND) for part in parts]
    assert {item.review for item in updated.items} == {Review.ACCEPTED}
    assert {item.document_id for item in updated.items} == {1}
    assert texts(ledger, date(2024, 10, 14)) == [LAMPS, DRAINS]
    assert ledger.items() == ledger.replay()
    command = updated.command
    assert command is not None
    assert (command.name, command.summary) == ("split", "拆分编号 1")
    undo(ledger)
    assert texts(ledger) == [LAMPS, DRAINS]
    assert ledger.items() == ledger.replay()


def test_both_parts_of_an_item_keep_what_a_person_said_of_the_whole(ledger: Ledger) -> None:
    update(ledger, 1, status=Status.IN_PROGRESS, progress=40, due=date(2024, 11, 30), owner="云溪市水利局", note="甲")
    ledger.split(1, cut(ledger, 1, "安装路灯25盏"), cut(ledger, 1, "整修人行道3公里"), **BY)
    first, _, second = ledger.items()
    for item in (first, second):
        assert (item.status, item.progress, item.due) == (Status.IN_PROGRESS, 40, date(2024, 11, 30))
        assert item.owner == "云溪市水利局"
    assert (first.note, second.note) == ("甲", None)


def test_each_part_has_the_owner_of_its_own_words(ledger: Ledger) -> None:
    parts = cut(ledger, 1, "安装路灯25盏"), replace(cut(ledger, 1, "整修人行道3公里"), owner="云溪市水利局")
    ledger.split(1, *parts, **BY)
    assert [ledger.item(key).owner for key in (1, 3)] == [ISSUER, "云溪市水利局"]


def test_a_merge_puts_the_second_into_the_first(ledger: Ledger) -> None:
    update(ledger, 1, note="甲")
    whole = cut(ledger, 1, f"{LAMPS}\n{DRAINS}")
    updated = ledger.merge(1, 2, whole, **BY)
    assert updated.items == tuple(ledger.items())
    (item,) = ledger.items()
    assert (item.id, item.commitment, item.note) == (1, replace(whole, rule=BY_HAND), "甲")
    assert item.review is Review.ACCEPTED
    assert ledger.item(2).withdrawn
    assert ledger.events(2)[-1].reason == "并入编号 1"
    assert texts(ledger, date(2024, 10, 14)) == [LAMPS, DRAINS]
    with pytest.raises(NotFoundError, match="编号 2 已撤回"):
        update(ledger, 2, note="乙")
    assert ledger.plan_add(LETTER).item_ids == (1,)
    undo(ledger)
    assert texts(ledger) == [LAMPS, DRAINS]
    assert ledger.items() == ledger.replay()


def test_a_missed_promise_counts_from_the_day_of_its_document(ledger: Ledger) -> None:
    updated = ledger.add_promise(1, cut(ledger, 1, MISSED), **BY)
    (item,) = updated.items
    assert (item.id, item.commitment, item.review) == (3, cut(ledger, 1, MISSED, BY_HAND), Review.ACCEPTED)
    assert (item.added_on, item.changed_on) == (AUGUST, TODAY)
    assert ledger.items() == ledger.replay()
    undo(ledger)
    assert texts(ledger) == [LAMPS, DRAINS]


@pytest.mark.parametrize("review", [Review.ACCEPTED, Review.REJECTED])
def test_what_is_there_is_not_added_again(ledger: Ledger, review: Review) -> None:
    update(ledger, 1, review=review)
    with pytest.raises(RefusedError, match=f"编号 1（{review.label}）"):
        ledger.add_promise(1, cut(ledger, 1, "安装路灯25盏，整修人行道"), **BY)
    ledger.add_promise(1, cut(ledger, 1, "安装路灯"), **BY)  # less than half
    assert len(ledger.items()) == 3


def later(ledger: Ledger) -> None:
    update(ledger, 1, reading=cut(ledger, 1, "安装路灯25盏"), on=date(2024, 10, 1))


@pytest.mark.parametrize(
    ("error", "words", "attempt"),
    [
        (UsageError, "不能重叠", lambda x: x.split(1, cut(x, 1, "安装路灯25盏"), cut(x, 1, "25盏，整修"), **BY)),
        (NotFoundError, "没有编号 9", lambda x: x.split(9, cut(x, 1, "安装"), cut(x, 1, "整修"), **BY)),
        (UsageError, "晚于今天", lambda x: x.split(1, *PARTS, **BY | {"on": date(2024, 10, 16)})),
        (UsageError, "起才有记录", lambda x: x.split(1, *PARTS, **BY | {"on": date(2024, 8, 19)})),
        (UsageError, "截取自 2024-10-01 起改过", lambda x: (later(x), x.split(1, *PARTS, **BY | {"on": AUGUST}))),
        (UsageError, "两个不同的编号", lambda x: x.merge(1, 1, cut(x, 1, LAMPS), **BY)),
        (UsageError, "包含编号 1 和 2 的全部原文", lambda x: x.merge(1, 2, cut(x, 1, LAMPS), **BY)),
        (UsageError, "包含编号 2 和 1 的全部原文", lambda x: x.merge(2, 1, cut(x, 1, DRAINS), **BY)),
        (NotFoundError, "没有编号 8", lambda x: x.merge(1, 8, cut(x, 1, LAMPS), **BY)),
        (UsageError, "晚于今天", lambda x: x.add_promise(1, MISSING, **BY | {"on": date(2024, 10, 16)})),
        (UsageError, "自 2024-08-20 起", lambda x: x.add_promise(1, MISSING, **BY | {"on": date(2024, 8, 19)})),
        (NotFoundError, "没有来源文件 7", lambda x: x.add_promise(7, cut(x, 1, MISSED), **BY)),
    ],
)
def test_what_cannot_be_cut_is_one_sentence(
    ledger: Ledger, error: type[TrackerError], words: str, attempt: Any
) -> None:
    with pytest.raises(error) as caught:
        attempt(ledger)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(ledger.items()) == 2
    assert ledger.items() == ledger.replay()


def _cut(extraction: Extraction, quote: str) -> Commitment:
    text = extraction.reply.document.text
    return replace(extraction.commitments[0], text=quote, start=text.index(quote), end=text.index(quote) + len(quote))


PARTS = _cut(LETTER, "安装路灯25盏"), _cut(LETTER, "整修人行道3公里")
MISSING = _cut(LETTER, MISSED)


def test_items_of_two_documents_are_not_merged(ledger: Ledger) -> None:
    add(ledger, make_extraction("2", LAMPS))
    with pytest.raises(RefusedError, match="编号 1 与 3 不在同一份来源文件"):
        ledger.merge(1, 3, cut(ledger, 1, LAMPS), **BY)


def test_nothing_is_added_to_a_withdrawn_document(ledger: Ledger) -> None:
    undo(ledger)
    with pytest.raises(RefusedError, match="来源文件 1 已撤回"):
        ledger.add_promise(1, MISSING, **BY)


def test_a_letter_comes_back_as_it_was_read(ledger: Ledger) -> None:
    reply = ledger.reply(1)
    assert reply == replace(LETTER.reply, genre_reason="台账记为答复")
    with pytest.raises(NotFoundError, match="没有来源文件 7"):
        ledger.reply(7)


def test_an_addition_is_not_undone_while_promises_were_added_to_its_document(ledger: Ledger) -> None:
    ledger.add_promise(1, MISSING, **BY | {"person": "李四"})
    with pytest.raises(RefusedError, match="李四 其后改过编号 3"):
        undo(ledger)
    ledger.undo(person="李四", now=NOW, today=TODAY)
    undo(ledger)
    assert ledger.items() == ledger.replay() == []
    add(ledger, LETTER)
    assert [item.id for item in ledger.items()] == [1, 2]
    assert ledger.items() == ledger.replay()


def test_the_second_part_is_not_taken_away_under_the_hands_of_another(ledger: Ledger) -> None:
    ledger.split(1, *PARTS, **BY)
    update(ledger, 3, note="补记", person="李四")
    with pytest.raises(RefusedError, match="李四 其后改过编号 3 的进展情况"):
        undo(ledger)


def test_a_cut_that_was_cut_again_is_undone_in_order(ledger: Ledger) -> None:
    ledger.split(1, *PARTS, **BY)
    update(ledger, 1, reading=cut(ledger, 1, "安装路灯"), person="李四")
    with pytest.raises(RefusedError, match="李四 其后改过编号 1 的截取"):
        undo(ledger)


def test_nothing_comes_back_into_a_document_that_is_gone(ledger: Ledger) -> None:
    ledger.add_promise(1, MISSING, **BY)
    undo(ledger)
    undo(ledger)
    with pytest.raises(RefusedError, match="来源文件 1 已撤回"):
        ledger.undo(person="张三", now=NOW, today=TODAY, command_id=3)
    assert ledger.items() == ledger.replay() == []
