"""How a command is taken back, and when it is not."""

from __future__ import annotations

from datetime import date

import pytest

from tests.ledger.invented import NOW, TODAY, add, make_extraction, update
from tracker.errors import NotFoundError, RefusedError
from tracker.ledger import Ledger, Undone
from tracker.model import Review, Status


def undo(ledger: Ledger, person: str = "张三") -> Undone:
    return ledger.undo(person=person, now=NOW, today=TODAY)


def test_undo_appends_inverse_events_and_keeps_the_others(ledger: Ledger) -> None:
    add(ledger, make_extraction("1"))
    before = ledger.items()
    updated = update(ledger, 1, 2, status=Status.DONE, note="好了", on=date(2024, 9, 10))
    history = ledger.events()
    undone = undo(ledger)
    assert undone.command == updated.command
    assert ledger.events() == history + undone.changes
    assert [(e.item_id, e.field, e.old, e.new, e.effective_on, e.reverses) for e in undone.changes] == [
        (e.item_id, e.field, e.new, e.old, e.effective_on, e.id) for e in reversed(updated.events)
    ]
    assert ledger.items() == ledger.replay() == before
    (command,) = ledger.commands(1)
    assert (command.name, command.undoes, command.summary) == ("undo", 2, "撤销：更新事项")


def test_undo_takes_the_last_command_of_the_same_person_again_and_again(ledger: Ledger) -> None:
    add(ledger, make_extraction("1"))
    update(ledger, 1, status=Status.DONE)
    update(ledger, 2, status=Status.DONE, person="李四")
    assert undo(ledger).command.id == 2
    assert undo(ledger, "李四").command.id == 3
    assert undo(ledger).command.id == 1
    assert ledger.items() == []
    with pytest.raises(NotFoundError, match="没有 张三 可以撤销的操作"):
        undo(ledger)


def test_what_undo_would_take_back_can_be_seen_before(ledger: Ledger) -> None:
    add(ledger, make_extraction("1"))
    updated = update(ledger, 1, status=Status.DONE)
    plan = ledger.plan_undo(person="张三")
    assert plan is not None
    assert plan.command == ledger.peek_undo(person="张三") == updated.command
    assert plan.events == updated.events
    assert ledger.plan_undo(person="王五") is None


def test_undo_refuses_where_another_touched_the_same_field(ledger: Ledger) -> None:
    add(ledger, make_extraction("1"))
    update(ledger, 1, 2, status=Status.IN_PROGRESS)
    update(ledger, 2, status=Status.DONE, person="李四")
    before = (ledger.items(), ledger.events())
    with pytest.raises(RefusedError) as caught:
        undo(ledger)
    assert "李四 其后改过编号 2 的状态" in str(caught.value)
    assert (ledger.items(), ledger.events()) == before
    undo(ledger, "李四")
    undo(ledger)
    assert {item.status for item in ledger.items()} == {Status.UNREPORTED}


def test_undo_leaves_other_fields_of_others_alone(ledger: Ledger) -> None:
    add(ledger, make_extraction("1"))
    update(ledger, 1, status=Status.DONE)
    update(ledger, 1, note="补记", person="李四")
    undo(ledger)
    assert (ledger.item(1).status, ledger.item(1).note) == (Status.UNREPORTED, "补记")
    assert ledger.item(1).review is Review.UNREVIEWED


def test_an_addition_is_not_undone_under_the_hands_of_another(ledger: Ledger) -> None:
    add(ledger, make_extraction("1"), make_extraction("2"))
    update(ledger, 3, note="补记", person="李四")
    with pytest.raises(RefusedError, match="李四 其后改过编号 3 的进展情况、核定"):
        undo(ledger)
    undo(ledger, "李四")
    undo(ledger)
    assert ledger.items() == ledger.replay() == []


def test_a_revival_by_another_is_theirs_to_undo(ledger: Ledger) -> None:
    add(ledger, make_extraction("1"))
    undo(ledger)
    add(ledger, make_extraction("1"), person="李四")
    assert ledger.peek_undo(person="张三") is None
    update(ledger, 1, note="补记", person="张三")
    with pytest.raises(RefusedError, match="张三"):
        undo(ledger, "李四")
    undo(ledger)
    undo(ledger, "李四")
    assert ledger.items() == ledger.replay() == ledger.documents() == []
    add(ledger, make_extraction("1"))
    assert [item.id for item in ledger.items()] == [1, 2]


def test_undo_of_an_entry_for_an_earlier_day_brings_that_day_back(ledger: Ledger) -> None:
    add(ledger, make_extraction("1"))
    update(ledger, 1, status=Status.DONE, on=date(2024, 10, 1))
    update(ledger, 1, status=Status.IN_PROGRESS, on=date(2024, 9, 10))
    undo(ledger)
    assert ledger.items(on=date(2024, 9, 20))[0].status is Status.UNREPORTED
    assert ledger.item(1).status is Status.DONE


def test_an_undo_is_taken_back_by_its_number(ledger: Ledger) -> None:
    add(ledger, make_extraction("1"))
    update(ledger, 1, status=Status.DONE)
    done = ledger.items()
    undo(ledger)
    for number in (3, 4, 5):  # undone, done again, undone again
        ledger.undo(person="张三", now=NOW, today=TODAY, command_id=number)
        assert ledger.items() == ledger.replay()
        assert (ledger.items() == done) is (number != 4)
    assert ledger.peek_undo(person="张三") == ledger.commands()[-2]


def test_an_undone_addition_is_brought_back_by_the_number_of_the_undo(ledger: Ledger) -> None:
    add(ledger, make_extraction("1"))
    before = (ledger.items(), ledger.documents())
    undo(ledger)
    ledger.undo(person="张三", now=NOW, today=TODAY, command_id=2)
    assert (ledger.items(), ledger.documents()) == before
    undo(ledger)
    assert ledger.items() == ledger.documents() == []
    add(ledger, make_extraction("1"))
    assert (ledger.items(), ledger.documents()) == before


def test_only_a_command_of_ones_own_that_is_in_force_can_be_named(ledger: Ledger) -> None:
    add(ledger, make_extraction("1"))
    update(ledger, 1, note="甲", person="李四")
    for number, error, words in (
        (9, NotFoundError, "没有第 9 号操作"),
        (2, RefusedError, "是 李四 所做"),
        (1, RefusedError, "李四 其后改过编号 1"),
    ):
        with pytest.raises(error, match=words):
            ledger.undo(person="张三", now=NOW, today=TODAY, command_id=number)
    undo(ledger, "李四")
    with pytest.raises(RefusedError, match="已经撤销"):
        ledger.plan_undo(person="李四", command_id=2)


def test_several_commands_are_taken_back_together_latest_first(ledger: Ledger) -> None:
    add(ledger, make_extraction("1"))
    update(ledger, 1, note="甲")
    before = ledger.items()
    update(ledger, 1, note="乙")
    update(ledger, 2, status=Status.DONE, person="李四")
    update(ledger, 1, note="丙", progress=30)
    assert [plan.command.id for plan in ledger.plan_undo_last(2, person="张三")] == [5, 3]
    undone = ledger.undo_each([5, 3], person="张三", now=NOW)
    assert [entry.command.id for entry in undone] == [5, 3]
    assert ledger.item(1) == before[0]
    assert ledger.item(2).status is Status.DONE
    assert ledger.items() == ledger.replay()
    assert [command.undoes for command in ledger.commands(2)] == [3, 5]
    assert [plan.command.id for plan in ledger.plan_undo_last(9, person="张三")] == [2, 1]
    assert [(command.id, undone) for command, undone in ledger.own_commands(4, person="张三")] == [
        (7, False), (6, False), (5, True), (3, True),
    ]  # fmt: skip


def test_several_commands_are_taken_back_all_or_none(ledger: Ledger) -> None:
    add(ledger, make_extraction("1"))
    update(ledger, 1, note="甲")
    update(ledger, 1, note="乙", person="李四")
    update(ledger, 2, note="丙")
    before = (ledger.items(), ledger.events(), ledger.commands())
    with pytest.raises(RefusedError, match="李四 其后改过编号 1 的进展情况"):
        ledger.undo_each([4, 2], person="张三", now=NOW)
    with pytest.raises(RefusedError, match="第 4 号操作已经撤销"):
        ledger.undo_each([4, 4], person="张三", now=NOW)
    assert (ledger.items(), ledger.events(), ledger.commands()) == before
