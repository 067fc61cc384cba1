"""How replies come into the ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.ledger.invented import NOW, TODAY, add, make_extraction, update
from tracker.errors import UsageError
from tracker.ledger import AddOutcome, Ledger
from tracker.model import Extraction, Genre, Header, ReplyKind, Review, Status


def add_one(ledger: Ledger, extraction: Extraction, person: str = "张三") -> AddOutcome:
    command = ledger.command("add", person=person, now=NOW, summary="添加")
    return ledger.add(extraction, command=command, today=TODAY).outcome


def test_a_new_reply_comes_back_as_it_was_extracted(ledger: Ledger) -> None:
    extraction = make_extraction()
    (ids,) = add(ledger, extraction)
    items = [ledger.item(key) for key in ids]
    assert [item.commitment for item in items] == list(extraction.commitments)
    assert {item.header for item in items} == {extraction.reply.header}
    assert {(item.status, item.review, item.progress, item.due, item.note) for item in items} == {
        (Status.UNREPORTED, Review.UNREVIEWED, None, None, None)
    }
    (record,) = ledger.documents()
    document = extraction.reply.document
    assert (record.path, record.sha256, record.format, record.text) == (
        document.path,
        document.sha256,
        document.format,
        document.text,
    )
    assert (record.header, record.genre, record.added_at) == (extraction.reply.header, Genre.REPLY, NOW)
    assert ledger.document(record.id) == record
    assert all(record.text[i.commitment.start : i.commitment.end] == i.commitment.text for i in items)


@pytest.mark.parametrize(
    ("dated", "effective"),
    [
        ("2024-08-20", date(2024, 8, 20)),  # the reply's own date
        ("2024-08", date(2024, 8, 31)),  # a month alone counts as its last day
        ("2024-12-01", TODAY),  # a reply from the future counts from today
        ("2024-10", TODAY),  # so does the month that is not over
        (None, TODAY),  # no date at all
    ],
)
def test_an_addition_is_effective_on_the_date_of_the_reply(ledger: Ledger, dated: str | None, effective: date) -> None:
    add(ledger, make_extraction(dated=dated))
    assert {item.added_on for item in ledger.items()} == {effective}
    assert {event.effective_on for event in ledger.events()} == {effective}
    assert [event.field for event in ledger.events()] == ["added"] * 3


def test_adding_twice_changes_nothing(ledger: Ledger, path: Path) -> None:
    (ids,) = add(ledger, make_extraction())
    before = (ledger.items(), ledger.events(), ledger.commands())
    bytes_before = path.read_bytes()
    assert add(ledger, make_extraction(path="副本.txt")) == [ids]
    assert add_one(ledger, make_extraction()) is AddOutcome.KNOWN
    assert (ledger.items(), ledger.events(), ledger.commands()) == before
    assert path.read_bytes() == bytes_before


def test_the_same_letter_in_another_layout_and_script_is_known(ledger: Ledger) -> None:
    add(ledger, make_extraction(body="关于路灯，答复如下。"))
    assert add_one(ledger, make_extraction(body="關於路燈 , 答復如下。")) is AddOutcome.KNOWN


def test_another_text_of_the_same_case_is_a_conflict_and_adds_nothing(ledger: Ledger) -> None:
    (ids,) = add(ledger, make_extraction("12"))
    command = ledger.command("add", person="张三", now=NOW, summary="添加")
    rival = make_extraction("１２", "改后的承诺")
    added = ledger.add(rival, command=command, today=TODAY)
    assert (added.outcome, added.item_ids) == (AddOutcome.CONFLICT, ids)
    assert added.document == ledger.documents()[0]
    assert ledger.plan_add(rival) == added
    assert command.written is None
    assert len(ledger.commands()) == 1


@pytest.mark.parametrize(
    "other",
    [
        make_extraction("13", "别的承诺"),  # another number
        make_extraction("12", "别的承诺", session="市政协六届四次会议"),  # another session
        make_extraction("12", "别的承诺", kind=ReplyKind.SUGGESTION),  # a suggestion of the same number
        make_extraction(None, "别的承诺"),  # no number: nobody can say
        make_extraction("12", "别的承诺", session=None),
        make_extraction(" ", "别的承诺"),
    ],
)
def test_only_issuer_session_and_number_together_make_a_case(ledger: Ledger, other: Extraction) -> None:
    add(ledger, make_extraction("12"))
    assert add_one(ledger, other) is AddOutcome.NEW


def test_a_case_of_unknown_kind_may_be_the_same_case(ledger: Ledger) -> None:
    add(ledger, make_extraction("12"))
    assert add_one(ledger, make_extraction("12", "别的承诺", kind=ReplyKind.OTHER)) is AddOutcome.CONFLICT


def test_an_undone_addition_comes_back_with_the_same_ids(ledger: Ledger) -> None:
    (ids,) = add(ledger, make_extraction())
    for _ in range(2):
        before = ledger.items()
        ledger.undo(person="张三", now=NOW, today=TODAY)
        assert ledger.items() == ledger.documents() == ledger.replay() == []
        assert ledger.plan_add(make_extraction()).outcome is AddOutcome.REVIVED
        command = ledger.command("add", person="张三", now=NOW, summary="添加")
        added = ledger.add(make_extraction(), command=command, today=date(2024, 11, 1))
        assert (added.outcome, added.item_ids) == (AddOutcome.REVIVED, ids)
        assert added.document == ledger.documents()[0]
        assert ledger.items() == ledger.replay() == before
    assert len(ledger.documents(withdrawn=True)) == 1


def test_a_withdrawn_reply_does_not_come_back_beside_its_successor(ledger: Ledger) -> None:
    add(ledger, make_extraction("12"))
    ledger.undo(person="张三", now=NOW, today=TODAY)
    assert add_one(ledger, make_extraction("12", "改后的承诺")) is AddOutcome.NEW
    assert add_one(ledger, make_extraction("12")) is AddOutcome.CONFLICT


def test_ids_are_never_reused(ledger: Ledger) -> None:
    (first,) = add(ledger, make_extraction("1"))
    ledger.undo(person="张三", now=NOW, today=TODAY)
    (second,) = add(ledger, make_extraction("2"))
    assert (first, second) == ((1, 2), (3, 4))
    assert [document.id for document in ledger.documents(withdrawn=True)] == [1, 2]


def test_many_files_are_one_command(ledger: Ledger) -> None:
    add(ledger, make_extraction("1"), make_extraction("1"), make_extraction("2"))
    (command,) = ledger.commands()
    assert (command.name, command.person, command.summary) == ("add", "张三", "添加 3 个来源")
    assert {event.command_id for event in ledger.events()} == {command.id}


def test_files_after_an_undo_of_their_command_get_a_command_of_their_own(ledger: Ledger) -> None:
    command = ledger.command("add", person="张三", now=NOW, summary="添加")
    ledger.add(make_extraction("1"), command=command, today=TODAY)
    ledger.undo(person="张三", now=NOW, today=TODAY)
    ledger.add(make_extraction("2"), command=command, today=TODAY)
    assert [command.name for command in ledger.commands()] == ["add", "undo", "add"]
    assert ledger.peek_undo(person="张三") == ledger.commands(1)[0]


def test_a_text_without_a_letter_is_known_by_all_of_it(ledger: Ledger) -> None:
    def forced(text: str) -> Extraction:
        extraction = make_extraction(None, "一项工作", body=text)
        reply = replace(extraction.reply, letter_start=0, body_start=0, body_end=0, genre=Genre.NONE, header=Header())
        return replace(extraction, reply=reply)

    assert add_one(ledger, forced("关于停水的通知。")) is AddOutcome.NEW
    assert add_one(ledger, forced("关于停电的通知。")) is AddOutcome.NEW
    assert add_one(ledger, forced("关于停电的通知。")) is AddOutcome.KNOWN


def test_planning_works_on_a_ledger_that_is_only_read(ledger: Ledger, path: Path) -> None:
    add(ledger, make_extraction("1"))
    with Ledger.open(path, mode="read") as reading:
        assert reading.plan_add(make_extraction("1")).outcome is AddOutcome.KNOWN
        assert reading.plan_add(make_extraction("2")).outcome is AddOutcome.NEW


def test_a_rehearsal_leaves_the_file_alone(ledger: Ledger, path: Path, tmp_path: Path) -> None:
    add(ledger, make_extraction("1"))
    before = path.read_bytes()
    with Ledger.rehearse(path) as copy:
        assert add_one(copy, make_extraction("1")) is AddOutcome.KNOWN
        assert add_one(copy, make_extraction("2")) is AddOutcome.NEW
        assert add_one(copy, make_extraction("2")) is AddOutcome.KNOWN
    assert path.read_bytes() == before
    missing = tmp_path / "没有.db"
    with Ledger.rehearse(missing) as empty:
        assert add_one(empty, make_extraction("1")) is AddOutcome.NEW
    assert not missing.exists()


def test_what_sqlite_cannot_hold_is_replaced_and_offsets_stay_true(ledger: Ledger) -> None:
    (ids,) = add(ledger, make_extraction("1", "修路\ud800三条", path="坏\udcff名.txt", body="请看\udc80附件。"))
    item = ledger.item(ids[0])
    (record,) = ledger.documents()
    assert item.commitment.text == "修路?三条"
    assert record.text[item.commitment.start : item.commitment.end] == item.commitment.text
    assert "\udcff" not in record.path


def test_a_command_needs_a_person(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="操作人不能为空"):
        ledger.command("add", person="  ", now=NOW, summary="添加")
    add(ledger, make_extraction())
    with pytest.raises(UsageError, match="操作人不能为空"):
        update(ledger, 1, person="", status=Status.DONE)


def test_a_name_in_another_encoding_is_still_somebody(ledger: Ledger) -> None:
    add(ledger, make_extraction(), person="张\udce4")
    assert ledger.undo(person="张\udce4", now=NOW, today=TODAY).command.person == "张?"
