"""What holds after any sequence of commands of any people."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.ledger.invented import NOW, TODAY, add, make_extraction, update
from tracker.errors import NotFoundError, RefusedError, UsageError
from tracker.ledger import Ledger
from tracker.model import Item, Review, Status

PEOPLE = st.sampled_from(["张三", "李四"])
REPLIES = [
    make_extraction("1"),
    make_extraction("2", "整治内涝点2处", "每年清淤两次", dated="2024-09-05"),
    make_extraction("3", "研究停车场选址", dated=None),
    make_extraction("3", "不再研究停车场选址", dated=None),
    make_extraction("4", dated="2025-01-01"),
]
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(Status),
        "progress": st.integers(0, 100),
        "due": st.dates(date(2024, 11, 1), date(2024, 11, 5)),
        "owner": st.sampled_from(["云溪市水利局", "西岭县人民政府"]),
        "note": st.sampled_from(["甲", "乙"]),
        "review": st.sampled_from(Review),
    },
)
DAYS = st.integers(0, 60).map(lambda days: TODAY - timedelta(days=days))


class AnyCommands(RuleBasedStateMachine):
    """People add, update and undo; most of it is allowed, the rest must change nothing."""

    @initialize()
    def begin(self) -> None:
        self.ledger = Ledger.rehearse(Path("没有这个文件"))
        self.before: dict[int, list[Item]] = {}
        self.seen: dict[int, str] = {}

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

    def remember(self, before: list[Item]) -> None:
        for command in self.ledger.commands(1):
            self.before.setdefault(command.id, before)

    @invariant()
    def the_state_is_the_replay_of_the_events(self) -> None:
        items = self.ledger.items()
        assert items == self.ledger.replay() == self.ledger.items(on=date(2030, 1, 1))
        assert items == self.ledger.items(up_to_event=self.ledger.last_event_id())

    @invariant()
    def items_stand_in_documents_that_are_there(self) -> None:
        present = {record.id for record in self.ledger.documents()}
        assert {item.document_id for item in self.ledger.items()} == present

    @invariant()
    def ids_keep_their_meaning(self) -> None:
        for item in self.ledger.items():
            assert self.seen.setdefault(item.id, item.commitment.text) == item.commitment.text

    def teardown(self) -> None:
        if not hasattr(self, "ledger"):
            return
        while any(self.ledger.peek_undo(person=person) for person in ("张三", "李四")):
            plans = [self.ledger.peek_undo(person=person) for person in ("张三", "李四")]
            last = max((plan for plan in plans if plan), key=lambda command: command.id)
            before = {item.id: item for item in self.ledger.items()}
            self.ledger.undo(person=last.person, now=NOW, today=TODAY, command_id=last.id)
            assert self.ledger.items() == self.ledger.replay()
            assert {item.id for item in self.ledger.items()} <= before.keys()
        assert self.ledger.items() == self.ledger.documents() == []
        self.ledger.close()


AnyCommands.TestCase.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)
TestAnyCommands = AnyCommands.TestCase
