"""Many changes of many items under one command, each with its own day, and which units they came from."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.ledger.invented import NOW, TODAY, add, cut, make_extraction, update
from tracker.errors import NotFoundError, RefusedError, TrackerError, UsageError
from tracker.ledger import Answer, Assignment, Change, Ledger, OpenCommand, Question, Updated
from tracker.model import Evidence, Review, Status
from tracker.reporting.changes import event_text

UNIT = "云溪市住房和城乡建设局"
SEPTEMBER = date(2024, 9, 12)


@pytest.fixture(autouse=True)
def _four_items(ledger: Ledger) -> None:
    add(ledger, make_extraction("1"), make_extraction("2", "整治东湖区内涝点", "每年清淤两次"))


def give(ledger: Ledger) -> OpenCommand:
    return ledger.command("import", person="张三", now=NOW, summary="导入 2 份表")


def assign(item_id: int, on: date = TODAY, **fields: object) -> Assignment:
    return Assignment(item_id, Change(**fields), on)  # type: ignore[arg-type]


def apply(ledger: Ledger, *assignments: Assignment, answers: tuple[Answer, ...] = ()) -> Updated:
    return ledger.apply(assignments, command=give(ledger), answers=answers)


def test_each_item_gets_its_own_change_on_its_own_day_under_one_command(ledger: Ledger) -> None:
    done = apply(
        ledger,
        assign(1, SEPTEMBER, status=Status.DONE),
        assign(1, note="已验收"),
        assign(4, progress=40, evidence=(Evidence("https://www.yunxi.gov.cn/a"),)),
    )
    assert done.command is not None
    assert {event.command_id for event in done.events} == {done.command.id}
    first, _, _, fourth = ledger.items()
    assert (first.status, first.status_since, first.note, first.reported_on) == (
        Status.DONE,
        SEPTEMBER,
        "已验收",
        TODAY,
    )
    assert (fourth.progress, [piece.location for piece in fourth.evidence]) == (40, ["https://www.yunxi.gov.cn/a"])
    assert ledger.replay() == ledger.items()
    assert [item.id for item in done.items] == [1, 4]


def test_a_later_change_of_the_same_call_builds_on_the_earlier_one(ledger: Ledger) -> None:
    days = [SEPTEMBER + timedelta(days=number) for number in range(3)]
    statuses = (Status.IN_PROGRESS, Status.DONE, Status.IN_PROGRESS)
    done = apply(ledger, *(assign(1, day, status=status) for day, status in zip(days, statuses, strict=True)))
    told = [(event.field, event.old, event.new) for event in done.events]
    assert told == [
        ("status", "unreported", "in_progress"),
        ("review", "unreviewed", "accepted"),
        ("status", "in_progress", "done"),
        ("status", "done", "in_progress"),
    ]
    assert (ledger.item(1).reopened, ledger.item(1).review) == (1, Review.ACCEPTED)


def test_evidence_of_the_same_call_allows_closing(ledger: Ledger) -> None:
    piece = Evidence("验收单.pdf", "0" * 64)
    apply(
        ledger,
        assign(1, SEPTEMBER, evidence=(piece,)),
        assign(1, status=Status.CLOSED, confirmed_by="王主任", evidence=(piece,)),
    )
    assert (ledger.item(1).status, ledger.item(1).evidence) == (Status.CLOSED, (piece,))


@pytest.mark.parametrize(
    ("wrong", "error", "words"),
    [
        (assign(9, note="在办"), NotFoundError, "没有编号 9"),
        (assign(2, progress=101), UsageError, "0 至 100"),
        (assign(2), UsageError, "没有要修改的内容"),
        (assign(2, date(2024, 12, 1), note="在办"), UsageError, "晚于今天"),
        (assign(2, date(2024, 8, 1), note="在办"), UsageError, "编号 2 自 2024-08-20 起才有记录"),
        (assign(2, status=Status.DROPPED), RefusedError, "理由"),
        (assign(2, status=Status.CLOSED), RefusedError, "佐证、确认人"),
    ],
)
def test_one_impossible_change_leaves_all_as_they_were(
    ledger: Ledger, wrong: Assignment, error: type[TrackerError], words: str
) -> None:
    before = ledger.events()
    with pytest.raises(error, match=words):
        apply(ledger, assign(1, note="在办"), wrong)
    with pytest.raises(error, match=words):
        ledger.plan_apply([assign(1, note="在办"), wrong], command=give(ledger))
    assert ledger.events() == before


def test_a_cut_is_no_matter_for_many(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="截取"):
        apply(ledger, assign(3, reading=cut(ledger, 2, "整治东湖区")))


def test_what_is_as_asked_already_writes_nothing(ledger: Ledger) -> None:
    apply(ledger, assign(1, note="在办"))
    before = ledger.events()
    again = apply(ledger, assign(1, note="在办"))
    assert (again.command, again.events, again.items) == (None, (), (ledger.item(1),))
    assert ledger.events() == before


def test_planning_tells_the_same_and_writes_nothing(ledger: Ledger) -> None:
    wanted = (assign(1, SEPTEMBER, status=Status.DONE), assign(1, note="已验收"))
    before = ledger.events()
    planned = ledger.plan_apply(wanted, command=give(ledger))
    assert ledger.events() == before
    done = apply(ledger, *wanted)
    assert [(event.field, event.new) for event in planned.events] == [(event.field, event.new) for event in done.events]


def test_several_calls_share_a_command_and_undo_takes_all_back(ledger: Ledger) -> None:
    command, before = give(ledger), ledger.items()
    ledger.apply([assign(1, note="在办")], command=command)
    with pytest.raises(NotFoundError):
        ledger.apply([assign(9, note="在办")], command=command)
    ledger.apply([assign(2, note="在办")], command=command)
    assert [one.name for one in ledger.commands()] == ["import", "add"]
    ledger.undo(person="张三", now=NOW, today=TODAY)
    assert [(item.note, item.review) for item in ledger.items()] == [(item.note, item.review) for item in before]


def test_what_was_typed_late_is_told(ledger: Ledger) -> None:
    update(ledger, 1, progress=60, on=date(2024, 10, 1))
    done = apply(ledger, assign(1, SEPTEMBER, progress=30), assign(2, progress=30))
    assert [(event.item_id, event.field) for event in done.overtaken] == [(1, "progress"), (1, "review")]
    assert ledger.item(1).progress == 60


# Who was asked, and who reported


def ask(ledger: Ledger, unit: str, on: date) -> int:
    """A question as the export writes it; its id."""
    store = ledger._store
    with store.transaction():
        command = store.write_command("export", person="张三", now=NOW, summary=f"发表给{unit}")
        from tracker.ledger.store import Draft

        (event,) = store.write_events(command, [Draft(on, None, None, "asked", None, '{"ids": [1, 2]}', subject=unit)])
        store.refresh([event])
    return event.id


def answer(ledger: Ledger, unit: str, asked: int) -> Updated:
    return apply(ledger, answers=(Answer(unit, asked, f"{unit}.xlsx", "0" * 64),))


def test_a_unit_that_was_asked_is_waited_for_until_it_reports(ledger: Ledger) -> None:
    asked = ask(ledger, UNIT, TODAY)
    ask(ledger, "云溪市水利局", TODAY)
    assert [one.unit for one in ledger.unanswered()] == [UNIT, "云溪市水利局"]
    assert ledger.incoming.questions([asked, 1]) == {asked: Question(UNIT, TODAY, (1, 2))}
    done = answer(ledger, UNIT, asked)
    assert [event_text(event) for event in done.events] == [f"{UNIT}报送了进展"]
    assert [one.unit for one in ledger.unanswered()] == ["云溪市水利局"]
    assert answer(ledger, UNIT, asked).events == ()
    assert ledger.replay() == ledger.items()


def test_taking_an_import_back_waits_for_the_unit_again(ledger: Ledger) -> None:
    asked = ask(ledger, UNIT, TODAY)
    answer(ledger, UNIT, asked)
    ledger.undo(person="张三", now=NOW, today=TODAY)
    assert [one.event_id for one in ledger.unanswered()] == [asked]
    answer(ledger, UNIT, asked)
    assert ledger.unanswered() == []


@pytest.mark.parametrize(
    ("first", "second", "waits"),
    [
        (date(2024, 10, 8), date(2024, 10, 12), False),
        (date(2024, 9, 8), date(2024, 10, 12), True),
        (date(2023, 10, 8), date(2024, 10, 12), True),
    ],
)
def test_an_answer_counts_for_the_month_in_which_it_was_asked_for(
    ledger: Ledger, first: date, second: date, waits: bool
) -> None:
    early, late = ask(ledger, UNIT, first), ask(ledger, UNIT, second)
    assert [one.on for one in ledger.unanswered(on=second - timedelta(days=1))] == [first]
    answer(ledger, UNIT, early)
    assert bool(ledger.unanswered()) is waits
    assert [one.on for one in ledger.unanswered(up_to_event=late)] == [second]
    assert ledger.unanswered(on=second - timedelta(days=1)) == []
    answer(ledger, UNIT, late)
    assert ledger.unanswered() == []


def test_an_earlier_import_can_be_taken_back_though_the_unit_reported_again(ledger: Ledger) -> None:
    early, late = ask(ledger, UNIT, SEPTEMBER), ask(ledger, UNIT, TODAY)
    done = apply(ledger, assign(1, note="在办"), answers=(Answer(UNIT, early, "九月.xlsx", "0" * 64),))
    apply(ledger, assign(2, note="在办"), answers=(Answer(UNIT, late, "十月.xlsx", "1" * 64),))
    assert done.command is not None
    ledger.undo(person="张三", now=NOW, today=TODAY, command_id=done.command.id)
    assert (ledger.item(1).note, ledger.item(2).note, ledger.unanswered()) == (None, "在办", [])


def test_an_answer_of_who_was_not_asked_is_kept(ledger: Ledger) -> None:
    answer(ledger, "云溪市水利局", 1)
    assert ledger.unanswered() == []


def test_what_the_ledger_held_is_known_again(ledger: Ledger) -> None:
    before, first = {item.id: item for item in ledger.items()}, ledger.last_event_id()
    update(ledger, 1, note="在办")
    between, second = ledger.item(1), ledger.last_event_id()
    update(ledger, 1, note="办结", on=SEPTEMBER)
    update(ledger, 2, progress=10)
    then = ledger.incoming.then
    assert then({1: first, 2: second, 3: first, 9: first}) == {1: before[1], 2: before[2], 3: before[3]}
    assert then({1: second, 2: ledger.last_event_id()}) == {1: between, 2: ledger.item(2)}
    assert then({1: 0}) == {}


def test_what_is_withdrawn_was_known_before(ledger: Ledger) -> None:
    before, last = ledger.item(1), ledger.last_event_id()
    ledger.withdraw(1, "不是本级办理", person="张三", on=TODAY, now=NOW)
    assert ledger.incoming.then({1: last}) == {1: before}
    assert ledger.incoming.then({1: ledger.last_event_id()}) == {}
    assert ledger.incoming.items([1, 9])[1].withdrawn
