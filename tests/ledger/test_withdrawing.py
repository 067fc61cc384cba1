"""What a person says of a document later: withdrawn with its items, another class, what the proposer thinks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.ledger.invented import NOW, TODAY, add, make_extraction, update
from tracker.errors import NotFoundError, RefusedError, UsageError
from tracker.ledger import AddOutcome, Ledger, Updated
from tracker.model import DocumentSummary, Satisfaction, Status

REPLY = make_extraction()


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """A ledger with two documents, a person at work on the first."""
    add(ledger, REPLY, make_extraction("13", "我局将修缮桥梁两座"))
    update(ledger, 1, status=Status.IN_PROGRESS, progress=40)
    return ledger


def withdraw(ledger: Ledger, id: int = 1, reason: str = "不是本级办理", on: date = TODAY) -> Updated:
    return ledger.withdraw(id, reason, person="张三", on=on, now=NOW)


def change(ledger: Ledger, on: date = TODAY, **fields: object) -> Updated:
    return ledger.update_document(1, person="张三", on=on, now=NOW, **fields)  # type: ignore[arg-type]


def present(ledger: Ledger, on: date | None = None) -> list[int]:
    assert ledger.replay() == ledger.items()
    return [item.id for item in ledger.items(on)]


def test_a_document_is_withdrawn_with_its_items_from_a_day_on(filled: Ledger) -> None:
    done = withdraw(filled)
    assert [item.id for item in done.items] == [1, 2]
    assert present(filled) == [3]
    assert present(filled, TODAY - timedelta(days=1)) == [1, 2, 3]
    assert [record.id for record in filled.documents()] == [2]
    assert {event.reason for event in done.events} == {"不是本级办理"}


def test_adding_the_same_text_again_brings_the_ids_and_their_progress_back(filled: Ledger) -> None:
    withdraw(filled)
    assert filled.plan_add(REPLY).outcome is AddOutcome.REVIVED
    assert add(filled, REPLY) == [(1, 2)]
    assert present(filled, TODAY) == [1, 2, 3]
    assert filled.item(1).progress == 40
    withdraw(filled)
    assert present(filled) == [3]


def test_a_withdrawal_is_undone(filled: Ledger) -> None:
    withdraw(filled)
    filled.undo(person="张三", now=NOW, today=TODAY)
    assert present(filled) == [1, 2, 3]


def test_another_text_of_a_withdrawn_case_is_added_and_the_first_does_not_come_back(filled: Ledger) -> None:
    withdraw(filled)
    add(filled, make_extraction("12", "我局将另装路灯30盏"))
    assert filled.plan_add(REPLY).outcome is AddOutcome.CONFLICT


def test_an_item_that_came_later_goes_from_its_own_day_on(filled: Ledger) -> None:
    first = replace(filled.item(1).commitment, end=filled.item(1).commitment.end - 4)
    first = replace(first, text=first.text[:-4])
    second = replace(first, start=first.end, end=first.end + 4, text=filled.item(1).commitment.text[-4:])
    filled.split(1, first, second, person="张三", on=TODAY, now=NOW)
    withdraw(filled, on=date(2024, 9, 1))
    assert present(filled) == [3]
    assert present(filled, date(2024, 9, 1)) == [3]


@pytest.mark.parametrize(
    ("id", "reason", "on", "kind", "words"),
    [
        (1, " ", TODAY, UsageError, "须说明理由，请加 --reason"),
        (9, "重复", TODAY, NotFoundError, "没有来源文件 9"),
        (1, "重复", date(2024, 8, 19), UsageError, "自 2024-08-20 起才有记录"),
        (1, "重复", TODAY + timedelta(days=2), UsageError, "晚于今天"),
    ],
)
def test_an_impossible_withdrawal_changes_nothing(
    filled: Ledger, id: int, reason: str, on: date, kind: type[Exception], words: str
) -> None:
    before = filled.last_event_id()
    with pytest.raises(kind, match=words):
        withdraw(filled, id, reason, on)
    assert filled.last_event_id() == before


def test_a_withdrawn_document_is_neither_withdrawn_nor_updated(filled: Ledger) -> None:
    withdraw(filled)
    with pytest.raises(RefusedError, match="已撤回"):
        withdraw(filled)
    with pytest.raises(RefusedError, match="已撤回"):
        change(filled, category="A")


def test_the_class_now_and_the_satisfaction_stand_beside_what_the_reply_says(filled: Ledger) -> None:
    done = change(filled, category="A", satisfaction=Satisfaction.SATISFIED)
    assert [(event.field, event.old, event.new) for event in done.events] == [
        ("category", "B", "A"),
        ("satisfaction", None, "satisfied"),
    ]
    record = filled.document(1)
    assert (record.header.category, record.category_now, record.satisfaction) == ("B", "A", Satisfaction.SATISFIED)
    assert change(filled, category="A").command is None
    filled.undo(person="张三", now=NOW, today=TODAY)
    assert (filled.document(1).category_now, filled.document(1).satisfaction) == (None, None)


def test_of_two_classes_the_later_day_counts_whenever_it_was_typed(filled: Ledger) -> None:
    change(filled, category="A")
    late = change(filled, on=date(2024, 9, 1), category="C")
    assert [event.old for event in late.events] == ["B"]
    assert [event.field for event in late.overtaken] == ["category"]
    assert filled.document(1).category_now == "A"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "没有要修改的内容"),
        ({"category": "E"}, "没有办复类别“E”，可用的有：A、B、C、D"),
        ({"category": "A", "on": date(2024, 8, 1)}, "自 2024-08-20 起才有记录"),
    ],
)
def test_an_impossible_change_of_a_document_is_refused(filled: Ledger, fields: dict[str, object], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        change(filled, **fields)  # type: ignore[arg-type]


def test_an_addition_is_not_undone_once_another_said_something_of_the_document(filled: Ledger) -> None:
    add(filled, make_extraction("14", "我局将清理河道"))
    filled.update_document(3, category="A", person="李四", on=TODAY, now=NOW)
    with pytest.raises(RefusedError, match="李四 其后改过来源文件 3 的办复类别"):
        filled.undo(person="张三", now=NOW, today=TODAY)


@pytest.mark.parametrize(("category", "now"), [("B", "A"), ("C", None)])
def test_a_text_that_replaces_another_keeps_what_was_said_of_the_case(
    filled: Ledger, category: str, now: str | None
) -> None:
    change(filled, category="A", satisfaction=Satisfaction.DISSATISFIED)
    other = make_extraction("12", "我局将在东湖区安装路灯30盏")
    other = replace(other, reply=replace(other.reply, header=replace(other.reply.header, category=category)))
    filled.replace_document(1, other, person="张三", now=NOW, today=TODAY)
    assert (filled.document(3).category_now, filled.document(3).satisfaction) == (now, Satisfaction.DISSATISFIED)


def test_documents_are_counted_without_their_texts(filled: Ledger) -> None:
    change(filled, category="A", satisfaction=Satisfaction.SATISFIED)
    first, second = filled.summaries()
    assert first == DocumentSummary(
        id=1,
        title="关于加装路灯的答复",
        number="12",
        issuer="云溪市住房和城乡建设局",
        dated="2024-08-20",
        category="B",
        category_now="A",
        satisfaction=Satisfaction.SATISFIED,
        withdrawn=False,
        items=2,
        unreviewed=1,
    )
    assert (second.items, second.unreviewed) == (1, 1)
    assert filled.summaries(limit=1) == [second]
    assert filled.summaries([2]) == [second]
    withdraw(filled, 2)
    assert filled.summaries() == [first]
    assert [(one.id, one.items) for one in filled.summaries(withdrawn=True)] == [(1, 2), (2, 0)]
    assert [item.id for item in filled.document_items(1)] == [1, 2]
