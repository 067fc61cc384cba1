"""How another text takes the place of a document."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.ledger.invented import NOW, TODAY, add, cut, make_extraction, reread, update
from tracker.errors import NotFoundError, RefusedError
from tracker.ledger import AddOutcome, Ledger, ReplacePlan, Updated
from tracker.model import BY_HAND, Extraction, Review, Status

LAMPS = "我局将安装路灯25盏，整修人行道3公里"
DRAINS = "2024年底前完成清淤2次，并公布结果"
PARK = "选址新建停车场1处"
MORE_LAMPS = "我局将安装路灯30盏，整修人行道3公里"
MISSED = "每季度公开一次进展"
BODY = f"现答复如下。{MISSED}。"
OLD = make_extraction("1", LAMPS, DRAINS, body=BODY)
NEW = make_extraction("1", PARK, MORE_LAMPS, body=f"修订后答复如下。{MISSED}。", dated="2024-09-20", path="修订稿.txt")
BY: dict[str, Any] = {"person": "张三", "on": TODAY, "now": NOW}
DAY = date(2024, 9, 20)


@pytest.fixture(autouse=True)
def _two_items(ledger: Ledger) -> None:
    add(ledger, OLD)


def replace_document(ledger: Ledger, key: int = 1, extraction: Extraction = NEW) -> Updated:
    updated = ledger.replace_document(key, extraction, person="李四", now=NOW, today=TODAY)
    assert ledger.items() == ledger.replay()
    for item in ledger.items():
        assert ledger.document(item.document_id).text[item.commitment.start : item.commitment.end] == (
            item.commitment.text
        )
    return updated


def undo(ledger: Ledger, person: str = "李四") -> None:
    ledger.undo(person=person, now=NOW, today=TODAY)
    assert ledger.items() == ledger.replay()


def texts(ledger: Ledger, on: date | None = None) -> dict[int, tuple[int, str]]:
    """The document and the quote of each item."""
    return {item.id: (item.document_id, item.commitment.text) for item in ledger.items(on)}


def ids(plan: ReplacePlan) -> tuple[list[str], list[int], list[int], list[int]]:
    """New quotes; ids that move, vanish and stay."""
    return (
        [commitment.text for commitment in plan.new],
        [item.id for item, _ in plan.moved],
        [item.id for item in plan.vanished],
        [item.id for item in plan.kept],
    )


def test_promises_go_along_with_their_ids_and_the_rest_is_new_or_vanishes(ledger: Ledger) -> None:
    plan = ledger.plan_replace(1, NEW)
    assert ids(plan) == ([PARK], [1], [2], [])
    assert plan.document == ledger.document(1)
    updated = replace_document(ledger)
    assert texts(ledger) == {1: (2, MORE_LAMPS), 3: (2, PARK)}
    assert [item.id for item in updated.items] == [1, 3]
    assert [(record.id, record.path) for record in ledger.documents()] == [(2, "修订稿.txt")]
    assert ledger.document(1).withdrawn
    assert ledger.document(1).text == OLD.reply.document.text
    assert {item.header for item in ledger.items()} == {NEW.reply.header}
    assert updated.command is not None
    assert (updated.command.name, updated.command.summary) == ("replace", "以新文本取代来源文件 1")
    assert [(event.field, event.old, event.new) for event in ledger.events(1)[1:2]] == [("document", "1", "2")]


def test_until_the_day_of_the_new_text_the_old_one_counts(ledger: Ledger) -> None:
    before = ledger.items()
    replace_document(ledger)
    assert ledger.items(date(2024, 9, 19)) == before
    assert ledger.items(DAY) == ledger.items()


def test_decisions_and_progress_go_along(ledger: Ledger) -> None:
    update(ledger, 1, status=Status.IN_PROGRESS, progress=40, due=date(2024, 11, 30), owner="云溪市水利局")
    update(ledger, 2, review=Review.REJECTED)
    replace_document(ledger, extraction=make_extraction("1", DRAINS, MORE_LAMPS, body="修订后答复如下。"))
    item = ledger.item(1)
    assert (item.commitment.text, item.status, item.progress) == (MORE_LAMPS, Status.IN_PROGRESS, 40)
    assert (item.due, item.owner, item.review) == (date(2024, 11, 30), "云溪市水利局", Review.ACCEPTED)
    assert (ledger.item(2).commitment.text, ledger.item(2).review) == (DRAINS, Review.REJECTED)


def test_what_a_person_decided_stays_with_the_old_text(ledger: Ledger) -> None:
    update(ledger, 2, note="已督办")
    assert ids(ledger.plan_replace(1, NEW)) == ([PARK], [1], [], [2])
    updated = replace_document(ledger)
    assert [(item.id, item.document_id) for item in updated.items] == [(1, 2), (3, 2), (2, 1)]
    assert texts(ledger)[2] == (1, DRAINS)
    assert ledger.item(2).header == OLD.reply.header
    update(ledger, 2, status=Status.DONE)
    assert ledger.items() == ledger.replay()


def test_a_persons_own_cut_is_kept_where_the_new_text_has_it(ledger: Ledger) -> None:
    update(ledger, 1, reading=cut(ledger, 1, "整修人行道3公里"))
    ledger.add_promise(1, cut(ledger, 1, MISSED), **BY)
    assert ids(ledger.plan_replace(1, NEW)) == ([PARK], [1, 3], [2], [])
    replace_document(ledger)
    assert texts(ledger) == {1: (2, "整修人行道3公里"), 3: (2, MISSED), 4: (2, PARK)}
    assert ledger.item(1).commitment.by_hand
    assert ledger.item(1).commitment == cut(ledger, 2, "整修人行道3公里", BY_HAND)
    later = ledger.plan_refresh(2, reread(ledger, 2, PARK, MORE_LAMPS))
    assert (later.new, later.changed, later.vanished) == ((), (), ())


def test_a_persons_own_cut_follows_the_machine_where_the_new_text_words_it_otherwise(ledger: Ledger) -> None:
    update(ledger, 1, reading=cut(ledger, 1, "我局将安装路灯25盏"))
    replace_document(ledger)
    assert texts(ledger)[1] == (2, MORE_LAMPS)
    assert ledger.item(1).review is Review.ACCEPTED


def test_of_a_cut_that_is_there_twice_the_one_in_the_matching_promise_counts(ledger: Ledger) -> None:
    update(ledger, 1, reading=cut(ledger, 1, "人行道"))
    twice = make_extraction("1", "我局将安装路灯26盏，整修人行道3公里", body="人行道破损，答复如下。")
    replace_document(ledger, extraction=twice)
    assert ledger.item(1).commitment.start > twice.commitments[0].start


def test_split_and_merged_promises_go_along_as_they_are(ledger: Ledger) -> None:
    ledger.split(1, cut(ledger, 1, "安装路灯25盏"), cut(ledger, 1, "整修人行道3公里"), **BY)
    replace_document(ledger, extraction=make_extraction("1", LAMPS, body="修订后答复如下。"))
    assert {key: quote for key, (_, quote) in texts(ledger).items()} == {1: "安装路灯25盏", 3: "整修人行道3公里"}


def test_the_conflict_of_an_addition_is_settled_by_a_replacement(ledger: Ledger) -> None:
    command = ledger.command("add", person="李四", now=NOW, summary="添加")
    assert ledger.add(NEW, command=command, today=TODAY).outcome is AddOutcome.CONFLICT
    replace_document(ledger)
    assert ledger.plan_add(NEW).outcome is AddOutcome.KNOWN
    old = ledger.plan_add(OLD)
    assert (old.outcome, old.document, old.item_ids) == (AddOutcome.CONFLICT, ledger.document(2), (1, 3))


def test_a_replaced_text_does_not_come_back_beside_its_successor(ledger: Ledger) -> None:
    first, second = (make_extraction(None, f"整治河道{n}条", body="答复如下。") for n in (2, 3))
    add(ledger, first)
    replace_document(ledger, 2, second)
    added = ledger.plan_add(first)
    assert (added.outcome, added.document) == (AddOutcome.CONFLICT, ledger.document(3))
    undo(ledger)
    assert ledger.plan_add(first).outcome is AddOutcome.KNOWN
    assert ledger.plan_add(second).outcome is AddOutcome.REVIVED


def test_an_earlier_text_word_for_word_comes_back_with_its_id(ledger: Ledger) -> None:
    update(ledger, 2, note="已督办")
    replace_document(ledger)
    assert ids(ledger.plan_replace(2, OLD)) == ([], [1], [3], [])
    replace_document(ledger, 2, OLD)
    assert texts(ledger) == {1: (1, LAMPS), 2: (1, DRAINS)}
    assert [record.id for record in ledger.documents()] == [1]
    undo(ledger)
    assert texts(ledger) == {1: (2, MORE_LAMPS), 2: (1, DRAINS), 3: (2, PARK)}
    undo(ledger)
    assert texts(ledger) == {1: (1, LAMPS), 2: (1, DRAINS)}
    replace_document(ledger)
    assert [record.id for record in ledger.documents(withdrawn=True)] == [1, 2]


def test_a_text_that_is_replaced_twice_and_back_leads_to_its_last_successor(ledger: Ledger) -> None:
    third = make_extraction("1", PARK, body="第三稿答复如下。")
    replace_document(ledger)
    replace_document(ledger, 2, third)
    assert ledger.plan_add(OLD).document == ledger.document(3)
    with pytest.raises(RefusedError, match="来源文件 2 已撤回或被新文本取代"):
        ledger.plan_replace(2, OLD)


def test_a_move_never_hides_a_later_cut(ledger: Ledger) -> None:
    update(ledger, 1, reading=cut(ledger, 1, LAMPS[3:]), on=date(2024, 10, 10))
    replace_document(ledger)
    assert texts(ledger, date(2024, 10, 9))[1] == (1, LAMPS)
    assert texts(ledger)[1] == (2, MORE_LAMPS)


def test_an_undated_text_counts_from_today(ledger: Ledger) -> None:
    replace_document(ledger, extraction=make_extraction("1", PARK, body="修订。", dated=None))
    assert {event.effective_on for event in ledger.events(first=date(2024, 9, 1))} == {TODAY}


def test_a_text_dated_before_the_old_one_replaces_it_for_good(ledger: Ledger) -> None:
    before = len(ledger.items())
    replace_document(ledger, extraction=make_extraction("1", PARK, LAMPS, body="修订。", dated="2024-08-01"))
    assert texts(ledger, date(2024, 8, 20)) == texts(ledger)
    assert len(ledger.items()) == before


@pytest.mark.parametrize(
    ("extraction", "words"),
    [
        (OLD, "文本与来源文件 1 相同"),
        (make_extraction("1", LAMPS, DRAINS, body=BODY.replace("，", " ，")), "文本与来源文件 1 相同"),
        (make_extraction("2", PARK, body="答复。"), "已有来源文件 2"),
        (make_extraction("2", "另一承诺", body="另一份答复。"), "已有来源文件 2"),
    ],
)
def test_a_text_that_is_there_replaces_nothing(ledger: Ledger, extraction: Extraction, words: str) -> None:
    add(ledger, make_extraction("2", PARK, body="答复。"))
    before = (ledger.items(), ledger.events(), ledger.commands())
    with pytest.raises(RefusedError) as caught:
        ledger.replace_document(1, extraction, person="李四", now=NOW, today=TODAY)
    assert words in str(caught.value)
    assert (ledger.items(), ledger.events(), ledger.commands()) == before


def test_an_earlier_text_in_another_layout_cannot_come_back(ledger: Ledger) -> None:
    replace_document(ledger)
    with pytest.raises(RefusedError, match="已撤回的来源文件 1 内容相同而排版不同"):
        ledger.plan_replace(2, make_extraction("1", LAMPS, DRAINS, body=f"{BODY}\n"))


def test_an_unknown_document_is_named(ledger: Ledger) -> None:
    with pytest.raises(NotFoundError, match="没有来源文件 7"):
        ledger.plan_replace(7, NEW)


def test_a_replacement_is_undone_with_what_was_reported_since(ledger: Ledger) -> None:
    replace_document(ledger)
    update(ledger, 1, status=Status.DONE)
    undo(ledger)
    assert texts(ledger) == {1: (1, LAMPS), 2: (1, DRAINS)}
    assert ledger.item(1).status is Status.DONE
    assert [record.id for record in ledger.documents()] == [1]


def test_what_came_before_a_replacement_is_not_undone_under_it(ledger: Ledger) -> None:
    gone = ledger.plan_refresh(1, reread(ledger, 1, LAMPS))
    ledger.refresh(gone, person="王五", now=NOW)
    replace_document(ledger)
    with pytest.raises(RefusedError, match="李四 其后撤回或取代了来源文件 1，"):
        undo(ledger, "王五")
    with pytest.raises(RefusedError, match="王五、李四 其后改过编号 1、2 的撤回、来源文件、截取"):
        undo(ledger, "张三")
    undo(ledger)
    undo(ledger, "王五")
    assert texts(ledger) == {1: (1, LAMPS), 2: (1, DRAINS)}


def test_a_replacement_is_not_undone_while_the_new_text_grew(ledger: Ledger) -> None:
    replace_document(ledger)
    ledger.add_promise(2, cut(ledger, 2, MISSED), **BY)
    with pytest.raises(RefusedError, match="张三 其后改过编号 4 的纳入台账"):
        undo(ledger)


def test_a_replacement_is_not_undone_while_a_moved_promise_is_gone(ledger: Ledger) -> None:
    replace_document(ledger)
    ledger.refresh(ledger.plan_refresh(2, reread(ledger, 2, PARK)), person="王五", now=NOW)
    with pytest.raises(RefusedError, match="王五 其后改过编号 1 的撤回"):
        undo(ledger)


def test_others_add_documents_and_hinder_nobody(ledger: Ledger) -> None:
    add(ledger, make_extraction("2", PARK), person="李四")
    undo(ledger, "张三")
    assert [record.id for record in ledger.documents()] == [2]


def test_a_text_with_broken_characters_replaces_another(ledger: Ledger) -> None:
    broken = make_extraction("1", "修路\ud800三条，我局将安装路灯25盏，整修人行道3公里", body="坏\udcff字。")
    replace_document(ledger, extraction=broken)
    assert texts(ledger)[1] == (2, "修路?三条，我局将安装路灯25盏，整修人行道3公里")
    ledger.undo(person="李四", now=NOW, today=TODAY)
    replace_document(ledger, extraction=broken)
