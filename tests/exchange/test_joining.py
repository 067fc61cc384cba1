"""Two ledgers joined into one: new ids, whole histories, nothing twice, and no half undo."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.exchange.test_json import make_eventful, render
from tests.ledger.invented import ISSUER, NOW, TODAY, add, make_extraction, update
from tracker.errors import RefusedError
from tracker.exchange.ledger_json import LedgerFile
from tracker.ledger import Answer, Ledger, Occasion
from tracker.ledger.doctor import examine
from tracker.ledger.joining import MARK, Joined, Why
from tracker.model import Event, Item, Status

OCCASION = Occasion("督查室", TODAY, NOW)
EARLY = date(2024, 9, 1)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger with one reply of two promises."""
    with Ledger.open(tmp_path / "此.db", mode="write") as ledger:
        add(ledger, make_extraction("12"))
        update(ledger, 1, note="本台账的进展")
        yield ledger


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Ledger]:
    """Another one with other replies."""
    with Ledger.open(tmp_path / "彼.db", mode="write") as ledger:
        add(ledger, make_extraction("21", "将在西岭县新建公厕3座", "2024年底前完成绿道20公里"), person="李四")
        update(ledger, 1, status=Status.IN_PROGRESS, progress=40, on=EARLY, person="李四")
        update(ledger, 2, note="写错了", person="李四")
        ledger.undo(person="李四", now=NOW, today=TODAY)
        yield ledger


def join(here: Ledger, there: Ledger) -> Joined | None:
    return here.transfer.join(there.transfer, OCCASION, "彼")


def told(item: Item) -> tuple[object, ...]:
    """What an item says, apart from its ids."""
    return (item.commitment, item.header, item.status, item.progress, item.note, item.due, item.review, item.added_on)


def recorded(event: Event) -> tuple[object, ...]:
    return (event.recorded_at, event.effective_on, event.person, event.field, event.old, event.new, event.reason)


def test_items_come_under_new_ids_with_all_that_happened_to_them(here: Ledger, there: Ledger) -> None:
    joined = join(here, there)
    assert joined is not None
    assert joined.items == (3, 4)
    assert [told(here.item(key)) for key in (3, 4)] == [told(item) for item in there.items()]
    for key in (1, 2):
        assert [recorded(event) for event in here.events(key + 2)] == [recorded(event) for event in there.events(key)]
    assert here.item(1).note == "本台账的进展"
    assert here.items() == here.replay()
    assert here.document(2).text == there.document(1).text
    here.close()
    assert not examine(here.path).faults


def test_the_state_on_a_day_before_the_joining_is_that_of_both(here: Ledger, there: Ledger) -> None:
    join(here, there)
    assert {item.id: item.progress for item in here.items(on=EARLY)} == {1: None, 2: None, 3: 40, 4: None}


def test_commands_keep_their_people_and_say_that_they_came_with_another_ledger(here: Ledger, there: Ledger) -> None:
    join(here, there)
    latest, *others = here.commands()
    assert (latest.name, latest.person) == ("join", "督查室")
    assert "1 份来源文件、2 项承诺" in latest.summary
    came = [command for command in others if command.summary.startswith(MARK)]
    assert [command.name for command in came] == ["undo", "update", "update", "add"]
    assert {command.person for command in came} == {"李四"}
    assert came[0].undoes == came[1].id


def test_joining_the_same_ledger_again_takes_nothing(here: Ledger, there: Ledger) -> None:
    there.outgoing.ask({ISSUER: [1]}, OCCASION, lambda _: None)
    there.units.alias("市住建局", ISSUER, None, OCCASION)
    join(here, there)
    before = here.commands(), here.last_event_id()
    assert not here.transfer.plan_join(there.transfer).changes
    assert join(here, there) is None
    assert (here.commands(), here.last_event_id()) == before
    assert [path.suffix for path in here.path.parent.iterdir()].count(".bak") == 1


def test_what_came_to_the_other_ledger_since_can_be_fetched(here: Ledger, there: Ledger) -> None:
    there.outgoing.ask({ISSUER: [1, 2]}, OCCASION, lambda _: None)
    join(here, there)
    add(there, make_extraction("22", "将增设路灯6盏"), person="李四")
    (asked,) = there.unanswered()
    command = there.command("import", person="李四", now=NOW, summary="收回")
    there.apply([], command=command, answers=[Answer(ISSUER, asked.event_id, "表.xlsx", "0" * 64)])
    assert [one.unit for one in here.unanswered()] == [ISSUER]
    joined = join(here, there)
    assert joined is not None
    assert joined.items == (5,)
    assert here.unanswered() == []


def test_who_was_asked_is_known_with_the_ids_of_this_ledger(here: Ledger, there: Ledger) -> None:
    there.outgoing.ask({ISSUER: [1, 2]}, OCCASION, lambda _: None)
    (asked,) = there.unanswered()
    command = there.command("import", person="李四", now=NOW, summary="收回")
    there.apply([], command=command, answers=[Answer(ISSUER, asked.event_id, "表.xlsx", "0" * 64)])
    join(here, there)
    (event,) = (event for event in here.events() if event.field == "asked")
    assert event.new == '{"count": 2, "ids": [3, 4]}'
    assert here.unanswered() == []


def test_an_answer_without_its_question_answers_nothing(here: Ledger, there: Ledger) -> None:
    command = there.command("import", person="李四", now=NOW, summary="收回")
    there.apply([], command=command, answers=[Answer(ISSUER, 999, "表.xlsx", "0" * 64)])
    here.outgoing.ask({ISSUER: [1]}, OCCASION, lambda _: None)
    join(here, there)
    assert [one.unit for one in here.unanswered()] == [ISSUER]


def test_the_same_letter_and_another_text_of_the_same_case_are_named_and_stay_as_they_are(
    here: Ledger, there: Ledger
) -> None:
    add(there, make_extraction("12", path="同一份.txt"), make_extraction("99", path="修订.txt"))
    add(here, make_extraction("99", "另一种文字，将建泵站2座"))
    update(there, 3, note="别人的进展")
    overlaps = here.transfer.plan_join(there.transfer).overlaps
    assert [(one.id, one.path, one.why, one.here) for one in overlaps] == [
        (2, "同一份.txt", Why.SAME, 1),
        (3, "修订.txt", Why.CASE, 2),
    ]
    joined = join(here, there)
    assert joined is not None
    assert len(joined.items) == 2
    assert here.item(1).note == "本台账的进展"


def test_a_proposal_and_a_suggestion_of_one_number_are_two_cases(here: Ledger, there: Ledger) -> None:
    from tracker.model import ReplyKind

    add(there, make_extraction("12", "建议的答复，将修路1条", kind=ReplyKind.SUGGESTION))
    assert here.transfer.plan_join(there.transfer).overlaps == ()


def test_a_replaced_letter_comes_or_stays_with_the_one_that_replaced_it(here: Ledger, there: Ledger) -> None:
    other = make_extraction("21", "将在西岭县新建公厕3座", "2024年底前完成绿道20公里", body="修订后的答复。")
    there.replace_document(1, other, person="李四", now=NOW, today=TODAY)
    joined = join(here, there)
    assert joined is not None
    assert [here.item(key).document_id for key in joined.items] == [3, 3]
    assert here.items() == here.replay()
    assert here.document(2).withdrawn


def test_a_history_is_not_taken_in_parts(here: Ledger, there: Ledger) -> None:
    first = make_extraction("31", "将修桥1座", session=None)
    add(there, first)
    other = make_extraction("31", "将修桥1座", body="修订后的答复。", session=None)
    there.replace_document(2, other, person="张三", now=NOW, today=TODAY)
    add(here, first)
    plan = here.transfer.plan_join(there.transfer)
    assert [(one.id, one.why, one.here) for one in plan.overlaps] == [(2, Why.SAME, 2), (3, Why.LINKED, 2)]
    assert plan.documents == {1}


def test_this_ledger_keeps_its_own_word_on_what_a_printed_name_means(here: Ledger, there: Ledger) -> None:
    here.units.rename(ISSUER, "甲局", None, OCCASION)
    there.units.rename(ISSUER, "乙局", None, OCCASION)
    there.units.alias("住建局", "乙局", None, OCCASION)
    assert here.transfer.plan_join(there.transfer).names == {f"云溪市\n{ISSUER}"}
    join(here, there)
    meant = {event.subject: event.new for event in here.events() if event.field == "unit"}
    assert meant == {f"云溪市\n{ISSUER}": "甲局", "云溪市\n住建局": "乙局"}
    assert {item.unit for item in here.items()} == {"甲局"}


def test_an_undo_of_what_was_not_taken_is_not_taken_either(here: Ledger, there: Ledger) -> None:
    there.outgoing.ask({ISSUER: [1]}, Occasion("李四", TODAY, NOW), lambda _: None)
    join(here, there)
    there.undo(person="李四", now=NOW, today=TODAY)
    join(here, there)
    assert [one.unit for one in here.unanswered()] == [ISSUER]


def test_undo_says_that_histories_cannot_be_parted_and_names_the_copy(here: Ledger, there: Ledger) -> None:
    joined = join(here, there)
    assert joined is not None
    assert joined.kept.exists()
    with pytest.raises(RefusedError, match=rf"{joined.kept.name}.*历史已经合在一起"):
        here.undo(person="督查室", now=NOW, today=TODAY)
    with Ledger.open(joined.kept, mode="read") as before:
        assert len(before.items()) == 2


def test_a_later_undo_still_works(here: Ledger, there: Ledger) -> None:
    join(here, there)
    update(here, 4, note="并入之后", person="督查室")
    here.undo(person="督查室", now=NOW, today=TODAY)
    assert here.item(4).note is None


def test_what_fails_on_the_way_leaves_the_ledger_and_its_folder_as_they_were(here: Ledger, there: Ledger) -> None:
    there._store.connection.execute("PRAGMA writable_schema = 0")
    there._store.connection.execute("UPDATE items SET partners = '[]'")
    here._store.connection.execute("CREATE TRIGGER stop BEFORE INSERT ON items BEGIN SELECT RAISE(ABORT, '停'); END")
    with pytest.raises(Exception, match="停"):
        join(here, there)
    assert len(here.documents()) == 1
    assert not list(here.path.parent.glob("*.bak"))


def test_a_ledger_in_which_everything_happened_is_joined_and_sound(here: Ledger, tmp_path: Path) -> None:
    data = render(make_eventful(tmp_path / "满.db"))
    with Ledger.rehearse(tmp_path / "无.db") as other:
        LedgerFile("满.json", io.BytesIO(data)).fill(other.transfer)
        plan = here.transfer.plan_join(other.transfer)
        assert (plan.reports, len(plan.overlaps), len(plan.documents)) == (1, 1, 1)
        join(here, other)
    assert here.items() == here.replay()
