"""What holds after any sequence of commands of any people."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.ledger.invented import NOW, TODAY, add, make_extraction, update
from tracker.errors import NotFoundError, RefusedError, UsageError
from tracker.ledger import Ledger, Occasion, Updated
from tracker.model import Commitment, Extraction, Item, Reply, Review, Satisfaction, Status

PEOPLE = st.sampled_from(["张三", "李四"])


def make_elsewhere(number: str, promise: str) -> Extraction:
    """A reply of another city, whose owner is printed short."""
    made = make_extraction(number, promise)
    header = replace(made.reply.header, issuer="临江市水利局")
    found = tuple(replace(one, owner="市水利局") for one in made.commitments)
    return replace(made, reply=replace(made.reply, header=header), commitments=found)


REPLIES = [
    make_extraction("1"),
    make_extraction("2", "整治内涝点2处", "每年清淤两次", dated="2024-09-05"),
    make_extraction("3", "研究停车场选址", dated=None),
    make_extraction("3", "不再研究停车场选址", dated=None),
    make_extraction("4", dated="2025-01-01"),
    make_elsewhere("5", "整治内涝点5处"),
]


def cut_span(reply: Reply, start: int, end: int) -> Commitment:
    """A promise between two places of a letter."""
    return replace(REPLIES[0].commitments[0], text=reply.document.text[start:end], start=start, end=end)


def reread_spans(reply: Reply, cuts: list[tuple[int, int]]) -> Extraction:
    """What some rules could find: cuts inside of the text that do not overlap."""
    found: list[Commitment] = []
    for start, length in sorted(cuts):
        reading = cut_span(reply, start, start + length)
        if reading.end <= len(reply.document.text) and (not found or found[-1].end <= start):
            found.append(reading)
    return Extraction(reply, (), tuple(found))


OWNERS = ("云溪市水利局", "市水利局", "西岭县人民政府、市财政局")
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(Status),
        "progress": st.integers(0, 100),
        "due": st.dates(date(2024, 11, 1), date(2024, 11, 5)),
        "owner": st.sampled_from(OWNERS),
        "note": st.sampled_from(["甲", "乙"]),
        "review": st.sampled_from(Review),
    },
)
DAYS = st.integers(0, 60).map(lambda days: TODAY - timedelta(days=days))


SAID = st.none() | st.sampled_from(Satisfaction)
CUT_DAYS = st.just(TODAY) | DAYS
NUMBERS = st.integers(1, 8)
LENGTHS = st.tuples(st.integers(0, 6), st.integers(2, 9))
"""Where in a line a cut begins, and its length."""


class AnyCommands(RuleBasedStateMachine):
    """People add, update, cut, renew and undo; most of it is allowed, the rest must change nothing."""

    @initialize()
    def begin(self) -> None:
        self.ledger = Ledger.rehearse(Path("没有这个文件"))
        self.before: dict[int, list[Item]] = {}
        self.replaced: set[int] = set()

    @rule(person=PEOPLE, replies=st.lists(st.sampled_from(REPLIES), min_size=1, max_size=2))
    def add(self, person: str, replies: list) -> None:  # type: ignore[type-arg]
        before = self.ledger.items()
        add(self.ledger, *replies, person=person)
        self.remember(before)

    @rule(person=PEOPLE, ids=st.lists(st.integers(1, 8), min_size=1, max_size=3), change=CHANGES, on=DAYS)
    def update(self, person: str, ids: list[int], change: dict[str, object], on: date) -> None:
        before = (self.ledger.items(), self.ledger.events(), self.ledger.commands())
        try:
            updated = update(self.ledger, *ids, person=person, on=on, **change)
        except (NotFoundError, RefusedError, UsageError):
            assert (self.ledger.items(), self.ledger.events(), self.ledger.commands()) == before
            return
        self.remember(before[0])
        for key, value in change.items():
            for item in self.ledger.items(on=on):
                assert item.id not in ids or getattr(item, key) == value
        assert [item.id for item in updated.items] == list(dict.fromkeys(ids))

    @precondition(lambda self: self.ledger.items())
    @rule(person=PEOPLE, key=NUMBERS, length=LENGTHS, on=CUT_DAYS)
    def recut(self, person: str, key: int, length: tuple[int, int], on: date) -> None:
        key = self.pick(key)
        self.attempt(lambda: update(self.ledger, key, person=person, on=on, reading=self.cut(key, length)))

    @precondition(lambda self: self.ledger.items())
    @rule(person=PEOPLE, key=NUMBERS, length=LENGTHS, other=LENGTHS, on=CUT_DAYS)
    def split(self, person: str, key: int, length: tuple[int, int], other: tuple[int, int], on: date) -> None:
        key = self.pick(key)

        def attempt() -> Updated:
            parts = self.cut(key, length), self.cut(key, (sum(length) + other[0], other[1]))
            return self.ledger.split(key, *parts, person=person, on=on, now=NOW)

        updated = self.attempt(attempt)
        assert updated is None or {item.review for item in updated.items} == {Review.ACCEPTED}

    @precondition(lambda self: self.ledger.items())
    @rule(person=PEOPLE, first=NUMBERS, second=NUMBERS, on=CUT_DAYS)
    def merge(self, person: str, first: int, second: int, on: date) -> None:
        first, second = self.pick(first), self.pick(second)

        def attempt() -> Updated:
            one, other = self.ledger.item(first), self.ledger.item(second)
            spans = (one.commitment, other.commitment)
            start, end = min(span.start for span in spans), max(span.end for span in spans)
            reading = cut_span(self.ledger.reply(one.document_id), start, end)
            return self.ledger.merge(first, second, reading, person=person, on=on, now=NOW)

        if self.attempt(attempt):
            assert self.ledger.item(second).withdrawn

    @precondition(lambda self: self.ledger.documents())
    @rule(person=PEOPLE, key=st.integers(1, 4), start=st.integers(0, 40), length=st.integers(1, 9), on=CUT_DAYS)
    def add_promise(self, person: str, key: int, start: int, length: int, on: date) -> None:
        key = self.pick_document(key)

        def attempt() -> Updated:
            reading = cut_span(self.ledger.reply(key), start, start + length)
            return self.ledger.add_promise(key, reading, person=person, on=on, now=NOW)

        self.attempt(attempt)

    @precondition(lambda self: self.ledger.documents())
    @rule(person=PEOPLE, key=st.integers(1, 4), cuts=st.lists(st.tuples(st.integers(0, 40), st.integers(3, 20))))
    def refresh(self, person: str, key: int, cuts: list[tuple[int, int]]) -> None:
        key, decided = self.pick_document(key), self.decided()

        def attempt() -> Updated:
            extraction = reread_spans(self.ledger.reply(key), cuts)
            updated = self.ledger.refresh(self.ledger.plan_refresh(key, extraction), person=person, now=NOW)
            assert not self.ledger.plan_refresh(key, extraction).changes
            return updated

        if self.attempt(attempt):
            assert self.decided() == decided

    @precondition(lambda self: self.ledger.documents())
    @rule(person=PEOPLE, key=st.integers(1, 4), reply=st.sampled_from(REPLIES))
    def replace(self, person: str, key: int, reply: Extraction) -> None:
        key, decided = self.pick_document(key), {item.id for item in self.decided()}
        updated = self.attempt(lambda: self.ledger.replace_document(key, reply, person=person, now=NOW, today=TODAY))
        if updated:
            assert {item.id for item in self.decided()} == decided
            assert self.ledger.document(key).withdrawn
            self.replaced.add(key)

    @precondition(lambda self: self.ledger.documents())
    @rule(person=PEOPLE, key=st.integers(1, 4), on=CUT_DAYS)
    def withdraw(self, person: str, key: int, on: date) -> None:
        key = self.pick_document(key)
        if self.attempt(lambda: self.ledger.withdraw(key, "重复", person=person, on=on, now=NOW)):
            assert all(item.document_id != key for item in self.ledger.items())

    @precondition(lambda self: self.ledger.documents())
    @rule(person=PEOPLE, key=st.integers(1, 4), category=st.sampled_from("ABE"), said=SAID, on=CUT_DAYS)
    def amend(self, person: str, key: int, category: str, said: Satisfaction | None, on: date) -> None:
        key = self.pick_document(key)

        def attempt() -> Updated:
            return self.ledger.update_document(key, category=category, satisfaction=said, person=person, on=on, now=NOW)

        self.attempt(attempt)

    @rule(person=PEOPLE, names=st.lists(st.sampled_from(OWNERS), min_size=2, max_size=2))
    def name(self, person: str, names: list[str]) -> None:
        before = (self.ledger.items(), self.ledger.events())
        try:
            self.ledger.units.merge(names, None, None, Occasion(person, TODAY, NOW))
        except (NotFoundError, UsageError):
            assert (self.ledger.items(), self.ledger.events()) == before
            return
        self.remember(before[0])

    @rule(person=PEOPLE)
    def undo(self, person: str) -> None:
        latest = self.ledger.commands(1)
        try:
            undone = self.ledger.undo(person=person, now=NOW, today=TODAY)
        except (NotFoundError, RefusedError):
            assert self.ledger.commands(1) == latest
            return
        if [undone.command] == latest:
            assert self.ledger.items() == self.before[undone.command.id]

    @precondition(lambda self: self.ledger.commands(1))
    @rule(data=st.data())
    def undo_any(self, data: st.DataObject) -> None:
        command = data.draw(st.sampled_from(self.ledger.commands()))
        before = self.ledger.items()
        with suppress(RefusedError):
            self.ledger.undo(person=command.person, now=NOW, today=TODAY, command_id=command.id)
            self.remember(before)

    def pick(self, key: int) -> int:
        """An item that is there, mostly."""
        ids = [item.id for item in self.ledger.items()]
        return ids[key % len(ids)] if key < 8 else key

    def pick_document(self, key: int) -> int:
        """A document that is there, mostly."""
        ids = [record.id for record in self.ledger.documents()]
        return ids[key % len(ids)] if key < 4 else key

    def attempt(self, do: Callable[[], Updated]) -> Updated | None:
        """What a command did, or ``None`` where it was refused and changed nothing."""
        before = (self.ledger.items(), self.ledger.events(), self.ledger.commands(), self.ledger.documents())
        try:
            updated = do()
        except (NotFoundError, RefusedError, UsageError):
            after = (self.ledger.items(), self.ledger.events(), self.ledger.commands(), self.ledger.documents())
            assert after == before
            return None
        self.remember(before[0])
        return updated

    def cut(self, key: int, length: tuple[int, int]) -> Commitment:
        item = self.ledger.item(key)
        start = item.commitment.start + length[0]
        return cut_span(self.ledger.reply(item.document_id), start, start + length[1])

    def decided(self) -> list[Item]:
        """The items that nobody but a person may change; without the day of the latest event."""
        return [item for item in self.ledger.items() if item.review is not Review.UNREVIEWED or item.commitment.by_hand]

    def remember(self, before: list[Item]) -> None:
        for command in self.ledger.commands(1):
            self.before.setdefault(command.id, before)

    @invariant()
    def the_state_is_the_replay_of_the_events(self) -> None:
        items = self.ledger.items()
        assert items == self.ledger.replay() == self.ledger.items(on=date(2030, 1, 1))
        assert items == self.ledger.items(up_to_event=self.ledger.last_event_id())

    @invariant()
    def a_short_name_is_never_one_unit_of_two_places_unless_a_person_says_so(self) -> None:
        told = {event.subject for event in self.ledger.events() if event.field == "unit"}
        units = self.ledger.units.all()
        for unit in units:
            places = {place for place, name in unit.names if name == "市水利局" and f"{place}\n{name}" not in told}
            assert len(places) < 2, unit

    @invariant()
    def items_stand_in_documents_that_are_there_or_were_replaced(self) -> None:
        present = {record.id for record in self.ledger.documents()} | self.replaced
        assert {item.document_id for item in self.ledger.items()} <= present

    @invariant()
    def every_quote_stands_in_its_document_on_every_day(self) -> None:
        records = {record.id: record for record in self.ledger.documents(withdrawn=True)}
        for on in (None, TODAY - timedelta(days=20), TODAY - timedelta(days=40)):
            for item in self.ledger.items(on):
                found, record = item.commitment, records[item.document_id]
                assert record.text[found.start : found.end] == found.text
                assert item.header == record.header

    def teardown(self) -> None:
        if not hasattr(self, "ledger"):
            return
        while any(self.ledger.peek_undo(person=person) for person in ("张三", "李四")):
            plans = [self.ledger.peek_undo(person=person) for person in ("张三", "李四")]
            last = max((plan for plan in plans if plan), key=lambda command: command.id)
            self.ledger.undo(person=last.person, now=NOW, today=TODAY, command_id=last.id)
            assert self.ledger.items() == self.ledger.replay()
        assert self.ledger.items() == self.ledger.documents() == []
        self.ledger.close()


AnyCommands.TestCase.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)
TestAnyCommands = AnyCommands.TestCase
