"""How documents follow better rules, and what a person decided stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.ledger.invented import NOW, TODAY, add, cut, make_extraction, reread, update
from tracker.errors import NotFoundError, RefusedError, UsageError
from tracker.ledger import Ledger, RefreshPlan, Updated
from tracker.model import Review, Status

LAMPS = "我局将安装路灯25盏，整修人行道3公里"
DRAINS = "2024年底前完成清淤2次，并公布结果"
PARK = "选址新建停车场1处"
LETTER = make_extraction("1", LAMPS, DRAINS, body=f"现答复如下。{PARK}。")
BY: dict[str, Any] = {"person": "张三", "on": TODAY, "now": NOW}
AUGUST = date(2024, 8, 20)
FIRST, SECOND = "安装路灯25盏", "整修人行道3公里"


@pytest.fixture(autouse=True)
def _two_items(ledger: Ledger) -> None:
    add(ledger, LETTER)


def plan(ledger: Ledger, *quotes: str) -> RefreshPlan:
    return ledger.plan_refresh(1, reread(ledger, 1, *quotes))


def refresh(ledger: Ledger, *quotes: str) -> Updated:
    updated = ledger.refresh(plan(ledger, *quotes), person="李四", now=NOW)
    assert ledger.items() == ledger.replay()
    assert not plan(ledger, *quotes).changes
    return updated


def quotes(found: RefreshPlan) -> tuple[list[str], list[tuple[int, str]], list[int], list[int]]:
    """New quotes; changed ids and quotes; ids that vanish; ids that are kept."""
    return (
        [commitment.text for commitment in found.new],
        [(item.id, commitment.text) for item, commitment in found.changed],
        [item.id for item in found.vanished],
        [item.id for item in found.kept],
    )


def texts(ledger: Ledger, on: date | None = None) -> dict[int, str]:
    return {item.id: item.commitment.text for item in ledger.items(on)}


def test_the_same_reading_changes_nothing(ledger: Ledger) -> None:
    before = ledger.events()
    found = plan(ledger, LAMPS, DRAINS)
    assert quotes(found) == ([], [], [], [])
    assert found.document == ledger.document(1)
    assert not found.changes
    updated = ledger.refresh(found, person="李四", now=NOW)
    assert (updated.command, updated.events, updated.items) == (None, (), ())
    assert ledger.events() == before


def test_a_rule_of_another_name_changes_nothing(ledger: Ledger) -> None:
    extraction = reread(ledger, 1, LAMPS, DRAINS)
    renamed = tuple(replace(commitment, rule="measures") for commitment in extraction.commitments)
    assert not ledger.plan_refresh(1, replace(extraction, commitments=renamed)).changes


def test_new_changed_and_vanished_promises_are_shown_and_then_applied(ledger: Ledger) -> None:
    assert quotes(plan(ledger, PARK, LAMPS[3:])) == ([PARK], [(1, LAMPS[3:])], [2], [])
    updated = refresh(ledger, PARK, LAMPS[3:])
    assert [(item.id, item.review) for item in updated.items] == [(1, Review.UNREVIEWED), (3, Review.UNREVIEWED)]
    assert texts(ledger) == {1: LAMPS[3:], 3: PARK}
    assert updated.command is not None
    assert (updated.command.name, updated.command.summary) == ("refresh", "按现行规则重读来源文件 1")
    assert {event.command_id for event in updated.events} == {updated.command.id}
    assert "规则" in (ledger.events(2)[-1].reason or "")


def test_a_correction_holds_from_the_day_of_the_document(ledger: Ledger) -> None:
    issued = ledger.last_event_id()
    refresh(ledger, PARK, LAMPS[3:])
    assert texts(ledger, AUGUST) == texts(ledger)
    assert {event.effective_on for event in ledger.events()} == {AUGUST}
    assert [item.commitment.text for item in ledger.items(AUGUST, issued)] == [LAMPS, DRAINS]


def test_a_correction_may_hold_from_a_day_on(ledger: Ledger) -> None:
    ledger.refresh(plan(ledger, PARK, LAMPS[3:]), person="李四", now=NOW, on=date(2024, 10, 1))
    assert texts(ledger, date(2024, 9, 30)) == {1: LAMPS, 2: DRAINS}
    assert texts(ledger, date(2024, 10, 1)) == {1: LAMPS[3:], 3: PARK}
    assert ledger.items() == ledger.replay()
    with pytest.raises(UsageError, match="晚于今天"):
        ledger.refresh(plan(ledger, LAMPS), person="李四", now=NOW, on=date(2024, 10, 16))


@pytest.mark.parametrize(
    "decide",
    [
        lambda ledger: update(ledger, 1, review=Review.ACCEPTED),
        lambda ledger: update(ledger, 1, review=Review.REJECTED),
        lambda ledger: update(ledger, 1, status=Status.DONE),
        lambda ledger: update(ledger, 1, note="已联系", review=Review.UNREVIEWED),
        lambda ledger: update(ledger, 1, reading=cut(ledger, 1, LAMPS[2:])),
        lambda ledger: update(ledger, 1, reading=cut(ledger, 1, LAMPS[2:]), review=Review.UNREVIEWED),
    ],
)
@pytest.mark.parametrize("found", [(LAMPS[3:], DRAINS), (DRAINS,)])
def test_what_a_person_decided_is_kept(
    ledger: Ledger, decide: Callable[[Ledger], object], found: tuple[str, ...]
) -> None:
    decide(ledger)
    before = ledger.items()
    assert quotes(plan(ledger, *found)) == ([], [], [], [1])
    refresh(ledger, *found)
    assert ledger.items() == before


def test_a_judgement_that_was_taken_back_is_none(ledger: Ledger) -> None:
    update(ledger, 1, review=Review.REJECTED)
    update(ledger, 1, review=Review.UNREVIEWED)
    update(ledger, 2, note="甲")
    ledger.undo(person="张三", now=NOW, today=TODAY)
    assert quotes(plan(ledger, PARK)) == ([PARK], [], [1, 2], [])


def test_what_was_added_by_hand_is_not_found_anew(ledger: Ledger) -> None:
    ledger.add_promise(1, cut(ledger, 1, PARK), **BY)
    assert quotes(plan(ledger, LAMPS, DRAINS, PARK[2:])) == ([], [], [], [3])
    assert quotes(plan(ledger, LAMPS, DRAINS, PARK)) == ([], [], [], [])  # the same, but for who found it
    assert quotes(plan(ledger, LAMPS, DRAINS)) == ([], [], [], [3])


def test_what_a_person_cut_down_is_not_found_anew(ledger: Ledger) -> None:
    update(ledger, 1, reading=cut(ledger, 1, "路灯"))
    assert quotes(plan(ledger, LAMPS, DRAINS)) == ([], [], [], [1])


@pytest.mark.parametrize("found", [(LAMPS,), (LAMPS[3:],), (FIRST, SECOND), (FIRST,), ()])
def test_what_a_person_split_stays_split(ledger: Ledger, found: tuple[str, ...]) -> None:
    ledger.split(1, cut(ledger, 1, FIRST), cut(ledger, 1, SECOND), **BY)
    before = ledger.items()
    refresh(ledger, *found, DRAINS)
    assert ledger.items() == before


@pytest.mark.parametrize("found", [(LAMPS, DRAINS), (DRAINS,), (f"{LAMPS}\n{DRAINS}",), (FIRST, SECOND, DRAINS), ()])
def test_what_a_person_merged_stays_merged(ledger: Ledger, found: tuple[str, ...]) -> None:
    ledger.merge(1, 2, cut(ledger, 1, f"{LAMPS}\n{DRAINS}"), **BY)
    before = ledger.items()
    refresh(ledger, *found)
    assert ledger.items() == before


def test_the_owner_of_the_new_reading_is_taken(ledger: Ledger) -> None:
    extraction = reread(ledger, 1, LAMPS, DRAINS)
    owned = replace(extraction.commitments[0], owner="云溪市水利局")
    found = ledger.plan_refresh(1, replace(extraction, commitments=(owned, extraction.commitments[1])))
    ledger.refresh(found, person="李四", now=NOW)
    assert ledger.item(1).owner == "云溪市水利局"
    assert ledger.items() == ledger.replay()


def test_a_correction_is_corrected_again(ledger: Ledger) -> None:
    refresh(ledger, LAMPS[3:], DRAINS)
    refresh(ledger, LAMPS, DRAINS)
    assert texts(ledger) == {1: LAMPS, 2: DRAINS}
    refresh(ledger, LAMPS)
    assert texts(ledger) == {1: LAMPS}


def test_a_refresh_is_undone_and_not_under_the_hands_of_another(ledger: Ledger) -> None:
    before = ledger.items()
    refresh(ledger, PARK, LAMPS[3:])
    update(ledger, 3, note="甲")
    with pytest.raises(RefusedError, match="张三 其后改过编号 3 的进展情况"):
        ledger.undo(person="李四", now=NOW, today=TODAY)
    ledger.undo(person="张三", now=NOW, today=TODAY)
    ledger.undo(person="李四", now=NOW, today=TODAY)
    assert ledger.items() == ledger.replay() == before


def test_several_documents_may_be_one_command(ledger: Ledger) -> None:
    add(ledger, make_extraction("2", PARK))
    command = ledger.command("refresh", person="李四", now=NOW, summary="重读全部来源文件")
    for key in (1, 2):
        ledger.refresh(ledger.plan_refresh(key, reread(ledger, key)), person="李四", now=NOW, under=command)
    assert ledger.items() == []
    assert [found.name for found in ledger.commands()] == ["refresh", "add", "add"]
    ledger.undo(person="李四", now=NOW, today=TODAY)
    assert texts(ledger) == {1: LAMPS, 2: DRAINS, 3: PARK}


def test_a_plan_is_good_until_something_changes(ledger: Ledger) -> None:
    add(ledger, make_extraction("2", PARK))
    found = plan(ledger, PARK)
    update(ledger, 3, note="另一份文件")
    assert plan(ledger, PARK) == found
    update(ledger, 1, note="已联系")
    with pytest.raises(RefusedError, match="请重新预览"):
        ledger.refresh(found, person="李四", now=NOW)
    assert texts(ledger) == {1: LAMPS, 2: DRAINS, 3: PARK}


def test_only_the_text_in_the_ledger_is_read_anew(ledger: Ledger) -> None:
    with pytest.raises(RefusedError, match="tracker document replace 1"):
        ledger.plan_refresh(1, make_extraction("1", "别的承诺"))
    with pytest.raises(NotFoundError, match="没有来源文件 7"):
        ledger.plan_refresh(7, LETTER)
    ledger.undo(person="张三", now=NOW, today=TODAY)
    with pytest.raises(RefusedError, match="来源文件 1 已撤回"):
        ledger.plan_refresh(1, LETTER)
