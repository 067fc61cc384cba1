"""What people may set on items, and what follows from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.ledger.invented import NOW, TODAY, add, make_extraction, update
from tracker.errors import NotFoundError, RefusedError, TrackerError, UsageError
from tracker.ledger import Change, Ledger
from tracker.model import Evidence, Review, Status


@pytest.fixture(autouse=True)
def _four_items(ledger: Ledger) -> None:
    add(ledger, make_extraction("1"), make_extraction("2", "整治东湖区内涝点", "每年清淤两次"))


@pytest.mark.parametrize(
    ("field", "value", "old", "new"),
    [
        ("status", Status.DONE, "unreported", "done"),
        ("progress", 0, None, "0"),
        ("progress", 100, None, "100"),
        ("due", date(2024, 12, 1), None, "2024-12-01"),
        ("owner", "云溪市水利局", "云溪市住房和城乡建设局", "云溪市水利局"),
        ("note", "已进场\n施工", None, "已进场\n施工"),
    ],
)
def test_a_change_is_kept_as_an_event_and_accepts_the_item(
    ledger: Ledger, field: str, value: object, old: str | None, new: str
) -> None:
    updated = update(ledger, 3, **{field: value})
    changed, accepted = sorted(updated.events, key=lambda event: event.field == "review")
    assert (changed.field, changed.old, changed.new) == (field, old, new)
    assert (accepted.field, accepted.old, accepted.new) == ("review", "unreviewed", "accepted")
    assert (changed.item_id, changed.document_id, changed.person) == (3, 2, "张三")
    assert (changed.effective_on, changed.recorded_at, changed.command_id) == (TODAY, NOW, 2)
    assert updated.items == (ledger.item(3),)
    assert getattr(ledger.item(3), field) == value
    assert ledger.item(3).changed_on == TODAY
    assert ledger.events(3)[1:] == list(updated.events)


def test_what_is_as_asked_already_writes_nothing(ledger: Ledger) -> None:
    update(ledger, 1, status=Status.DONE, note="完成")
    before = ledger.events()
    updated = update(ledger, 1, status=Status.DONE, note=" 完成 ")
    assert (updated.command, updated.events, updated.overtaken) == (None, (), ())
    assert updated.items == (ledger.item(1),)
    assert ledger.events() == before


def test_confirming_what_is_known_accepts_the_item(ledger: Ledger) -> None:
    (event,) = update(ledger, 1, status=Status.UNREPORTED).events
    assert (event.field, event.new) == ("review", "accepted")


@pytest.mark.parametrize("review", [Review.REJECTED, Review.UNREVIEWED])
def test_a_judgement_of_the_same_command_goes_before_acceptance(ledger: Ledger, review: Review) -> None:
    update(ledger, 1, review=review, note="不是承诺")
    assert ledger.item(1).review is review


def test_a_rejected_item_stays_rejected_when_it_is_changed(ledger: Ledger) -> None:
    update(ledger, 1, review=Review.REJECTED)
    update(ledger, 1, note="补记")
    assert ledger.item(1).review is Review.REJECTED


def test_many_items_are_changed_by_one_command(ledger: Ledger) -> None:
    updated = update(ledger, 4, 1, 4, status=Status.IN_PROGRESS)
    assert [item.id for item in updated.items] == [4, 1]
    assert {event.command_id for event in updated.events} == {2}
    assert [item.status for item in ledger.items()] == [
        Status.IN_PROGRESS,
        Status.UNREPORTED,
        Status.UNREPORTED,
        Status.IN_PROGRESS,
    ]


YESTERDAY = TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("ids", "fields", "on", "error", "words"),
    [
        ((1, 7, 8, 9), {"status": Status.DONE}, TODAY, NotFoundError, "没有编号 7-9，"),
        ((0, -1), {"status": Status.DONE}, TODAY, NotFoundError, "0、-1"),
        ((1,), {}, TODAY, UsageError, "没有要修改的内容"),
        ((1,), {"reason": "会议议定"}, TODAY, UsageError, "没有要修改的内容"),
        ((1,), {"reason": "会议议定", "note": "甲"}, TODAY, UsageError, "请同时给出 --due"),
        ((1,), {"progress": 101}, TODAY, UsageError, "不能是 101"),
        ((1,), {"progress": -1}, TODAY, UsageError, "不能是 -1"),
        ((1,), {"note": " \n"}, TODAY, UsageError, "进展情况不能为空"),
        ((1,), {"owner": ""}, TODAY, UsageError, "责任单位不能为空"),
        ((1,), {"due": date(2024, 12, 1), "reason": " "}, TODAY, UsageError, "理由不能为空"),
        ((1,), {"due": date(2014, 12, 1)}, TODAY, UsageError, "督办时限 2014-12-01 早于编号 1 的答复日期"),
        ((1,), {"status": Status.DONE}, date(2024, 10, 16), UsageError, "晚于今天"),
        ((1, 2), {"status": Status.DONE}, date(2024, 8, 19), UsageError, "编号 1、2 自 2024-08-20 起才有记录"),
        (
            (1,),
            {"status": Status.DROPPED},
            TODAY,
            RefusedError,
            "编号 1 改为已中止须有理由，未作任何改动，请加 --reason",
        ),
        ((1, 2), {"due": date(2024, 12, 1)}, TODAY, RefusedError, "编号 2 已有督办时限"),
        ((1, 2), {"due": date(2024, 12, 1)}, date(2024, 9, 1), RefusedError, "编号 2 已有督办时限"),
    ],
)
def test_what_is_impossible_is_one_sentence_and_changes_nothing(
    ledger: Ledger, ids: tuple[int, ...], fields: dict[str, object], on: date, error: type[TrackerError], words: str
) -> None:
    update(ledger, 2, due=date(2024, 11, 30))
    before = (ledger.items(), ledger.events(), ledger.commands())
    with pytest.raises(error) as caught:
        update(ledger, *ids, on=on, **fields)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert (ledger.items(), ledger.events(), ledger.commands()) == before


def test_moving_a_due_date_needs_a_reason_and_is_counted(ledger: Ledger) -> None:
    update(ledger, 1, due=date(2024, 11, 30))
    update(ledger, 1, due=date(2024, 11, 30))
    assert ledger.due_moves() == {}
    updated = update(ledger, 1, due=date(2024, 12, 15), reason=" 雨季延误 ")
    assert [(event.field, event.reason) for event in updated.events] == [("due", "雨季延误")]
    update(ledger, 1, due=date(2024, 12, 31), reason="会议议定")
    assert ledger.due_moves() == {1: 2}
    ledger.undo(person="张三", now=NOW, today=TODAY)
    assert ledger.due_moves() == {1: 1}
    assert ledger.due_moves(on=YESTERDAY) == {}
    assert ledger.item(1).due == date(2024, 12, 15)


def test_dropping_needs_a_reason_once(ledger: Ledger) -> None:
    update(ledger, 1, status=Status.DROPPED, reason="项目取消")
    update(ledger, 1, status=Status.DROPPED, progress=10)
    assert ledger.item(1).status is Status.DROPPED


def test_closing_needs_evidence_and_who_confirmed_and_names_both_flags(ledger: Ledger) -> None:
    with pytest.raises(RefusedError, match=r"须有佐证、确认人.*--evidence .*--confirmed-by"):
        update(ledger, 1, status=Status.CLOSED)
    update(ledger, 1, evidence=(Evidence("https://example.org/1"),))
    with pytest.raises(RefusedError, match="须有确认人，"):
        update(ledger, 1, status=Status.CLOSED)
    update(ledger, 1, status=Status.CLOSED, confirmed_by="王主任")
    item = ledger.item(1)
    assert (item.status, item.confirmed_by, item.evidence) == (
        Status.CLOSED,
        "王主任",
        (Evidence("https://example.org/1"),),
    )


def test_what_is_closed_today_was_not_closed_before_unless_it_is_confirmed_for_then(ledger: Ledger) -> None:
    proof = (Evidence("https://example.org/1"),)
    update(ledger, 1, status=Status.CLOSED, evidence=proof, confirmed_by="王主任")
    with pytest.raises(RefusedError, match="须有确认人"):
        update(ledger, 1, status=Status.CLOSED, on=date(2024, 9, 1))
    update(ledger, 2, status=Status.DROPPED, reason="政策调整")
    with pytest.raises(RefusedError, match="须有理由"):
        update(ledger, 2, status=Status.DROPPED, on=date(2024, 9, 1))
    update(ledger, 1, status=Status.CLOSED, confirmed_by="王主任", on=date(2024, 9, 1))
    assert ledger.item(1).confirmed_by == "王主任"


def test_reopening_is_counted_and_takes_the_confirmation_away(ledger: Ledger) -> None:
    update(ledger, 1, status=Status.CLOSED, evidence=(Evidence("https://example.org/1"),), confirmed_by="王主任")
    update(ledger, 1, status=Status.IN_PROGRESS)
    item = ledger.item(1)
    assert (item.reopened, item.confirmed_by, len(item.evidence)) == (1, None, 1)
    assert ledger.replay() == ledger.items()


def test_evidence_is_added_to_what_is_there_and_undone_alone(ledger: Ledger) -> None:
    update(ledger, 1, evidence=(Evidence("https://example.org/1"),))
    update(ledger, 1, evidence=(Evidence("https://example.org/1"), Evidence("照片.jpg", "ab" * 32)))
    assert [piece.location for piece in ledger.item(1).evidence] == ["https://example.org/1", "照片.jpg"]
    ledger.undo(person="张三", now=NOW, today=TODAY)
    assert [piece.location for piece in ledger.item(1).evidence] == ["https://example.org/1"]


def test_the_state_counts_delays_and_knows_the_last_report(ledger: Ledger) -> None:
    update(ledger, 1, due=date(2024, 11, 1), on=date(2024, 9, 1))
    assert (ledger.item(1).due_moves, ledger.item(1).reported_on) == (0, None)
    update(ledger, 1, due=date(2024, 12, 1), reason="雨季", on=date(2024, 9, 20))
    update(ledger, 1, problem="资金未到位", measures="申请专项债", on=date(2024, 10, 1))
    item = ledger.item(1)
    assert (item.due_moves, item.reported_on, item.problem, item.measures) == (
        1,
        date(2024, 10, 1),
        "资金未到位",
        "申请专项债",
    )
    assert ledger.replay() == ledger.items()


def test_a_default_time_limit_goes_to_those_without_any_and_leaves_the_others_alone(ledger: Ledger) -> None:
    before = ledger.items()
    without = [item.id for item in before if item.limit is None]
    assert 0 < len(without) < len(before)
    updated = update(ledger, 1, 2, 3, 4, due_months=12, reason="按地区规则")
    assert {event.item_id for event in updated.events} == set(without)
    for item in ledger.items():
        assert item.due == (date(2025, 8, 20) if item.id in without else None)
    assert [event.reason for event in updated.events if event.field == "due"] == ["按地区规则"] * len(without)
    assert update(ledger, 1, 2, 3, 4, due_months=6, reason="按地区规则").events == ()


def test_a_default_time_limit_goes_with_other_fields(ledger: Ledger) -> None:
    update(ledger, 1, 2, due=date(2024, 12, 1))
    update(ledger, 1, 2, due_months=12, reason="按地区规则", status=Status.IN_PROGRESS)
    assert (ledger.item(1).due, ledger.item(1).status) == (date(2024, 12, 1), Status.IN_PROGRESS)


def test_what_an_update_would_do_can_be_seen_before(ledger: Ledger) -> None:
    before = (ledger.items(), ledger.events(), ledger.commands())
    planned = ledger.plan_update([1, 3], Change(note="甲"), person="张三", on=date(2024, 9, 1), now=NOW)
    assert (ledger.items(), ledger.events(), ledger.commands()) == before
    assert (planned.command, planned.items) == (None, (ledger.item(1), ledger.item(3)))
    done = update(ledger, 1, 3, note="甲", on=date(2024, 9, 1))
    assert [replace(event, id=0, command_id=0) for event in done.events] == list(planned.events)
    with pytest.raises(RefusedError, match="须有理由"):
        ledger.plan_update([1], Change(status=Status.DROPPED), person="张三", on=TODAY, now=NOW)


def test_a_withdrawn_item_cannot_be_changed(ledger: Ledger) -> None:
    ledger.undo(person="张三", now=NOW, today=TODAY)
    with pytest.raises(NotFoundError, match="编号 1、2 已撤回"):
        update(ledger, 1, 2, status=Status.DONE)
    assert ledger.item(1).withdrawn


def test_the_day_is_that_of_the_persons_clock(ledger: Ledger) -> None:
    late = datetime(2024, 10, 15, 23, 59, tzinfo=UTC)
    update(ledger, 1, note="甲", on=late.astimezone().date(), now=late)
    with pytest.raises(UsageError, match="晚于今天"):
        update(ledger, 1, note="乙", on=late.astimezone().date() + timedelta(days=1), now=late)


def test_an_earlier_day_changes_history_and_not_the_present(ledger: Ledger) -> None:
    update(ledger, 1, status=Status.DONE, on=date(2024, 10, 1))
    updated = update(ledger, 1, status=Status.IN_PROGRESS, note="已进场", on=date(2024, 9, 10))
    assert [(event.field, event.old, event.new) for event in updated.events] == [
        ("status", "unreported", "in_progress"),
        ("note", None, "已进场"),
        ("review", "unreviewed", "accepted"),
    ]
    assert [event.field for event in updated.overtaken] == ["status", "review"]
    assert ledger.item(1).status is Status.DONE
    assert ledger.item(1).note == "已进场"
    assert ledger.item(1).changed_on == date(2024, 10, 1)
    assert ledger.items() == ledger.replay()
