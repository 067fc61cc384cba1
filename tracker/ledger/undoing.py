"""How the last commands of a person are taken back: by inverse events, or not at all."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from tracker.errors import NotFoundError, RefusedError
from tracker.ledger.answering import ANSWERED, ASKED
from tracker.ledger.selection import render_ids
from tracker.ledger.state import (
    ABSENT,
    ADDED,
    DOCUMENT,
    EVIDENCE,
    NAMESAKE,
    PRESENT,
    READING,
    UNIT,
    WITHDRAWN,
    find_comings,
)
from tracker.ledger.store import Draft, Store
from tracker.ledger.values import Undone, UndoPlan
from tracker.model import Command, Event

UNDO = "undo"
"""Name of the commands that take back."""
JOIN = "join"
"""Name of the commands that put another ledger into this one."""
JOINED = "joined"
"""Field of the events that say so; their subject is the id of that ledger."""

FIELD_LABELS = {
    ADDED: "纳入台账",
    WITHDRAWN: "撤回",
    "owner": "责任单位",
    "status": "状态",
    "review": "核定",
    "progress": "进度",
    "due": "督办时限",
    "note": "进展情况",
    "remark": "备注",
    "problem": "存在问题",
    "measures": "下步措施",
    "confirmed_by": "确认人",
    EVIDENCE: "佐证",
    UNIT: "单位",
    NAMESAKE: "同名单位",
    "category": "办复类别",
    "satisfaction": "提出人意见",
    ASKED: "发表",
    ANSWERED: "报送",
    JOINED: "并入",
    READING: "截取",
    DOCUMENT: "来源文件",
}
"""Chinese names of the fields of events."""


def plan_undo(store: Store, person: str, command_id: int | None = None) -> UndoPlan | None:
    """What undo would take back, with its events.

    Without an id, the last command of the person that is neither an undo nor undone; an undo itself is taken back by
    its id.  Raises ``NotFoundError`` or ``RefusedError`` for an id that is unknown, of another person, or undone.
    """
    if command_id is not None:
        return _plan(store, _find_command(store, person, command_id))
    last = find_undoable(store, person, 1)
    return _plan(store, last[0]) if last else None


def plan_last(store: Store, person: str, count: int) -> tuple[UndoPlan, ...]:
    """What taking back the last commands of a person would take back, latest first; fewer where there are fewer."""
    return tuple(_plan(store, command) for command in find_undoable(store, person, count))


def list_commands(store: Store, person: str, count: int) -> list[tuple[Command, bool]]:
    """The last commands of a person, latest first, each with whether it was taken back."""
    undone = store.find_undone()
    return [(command, command.id in undone) for command in store.commands("person = ?", person, limit=count)]


def find_undoable(store: Store, person: str, count: int) -> list[Command]:
    """The last commands of a person that are neither an undo nor undone, latest first."""
    undone = json.dumps(sorted(store.find_undone()))
    return store.commands(
        "person = ? AND undoes IS NULL AND id NOT IN (SELECT value FROM json_each(?))", person, undone, limit=count
    )


def undo(store: Store, *, person: str, now: datetime, command_id: int | None = None) -> Undone:
    """Take back a command of a person, in one transaction.

    Raises ``NotFoundError`` where there is none, ``RefusedError`` where a later command in force touched the same
    fields; then nothing was changed.
    """
    with store.transaction():
        plan = plan_undo(store, person, command_id)
        if plan is None:
            raise NotFoundError(f"没有 {person} 可以撤销的操作")
        return _take_back(store, plan, person, now)


def undo_each(store: Store, command_ids: Sequence[int], *, person: str, now: datetime) -> list[Undone]:
    """Take back some commands of a person in this order, in one transaction, all or none; raises as ``undo`` does."""
    with store.transaction():
        return [_take_back(store, _plan(store, _find_command(store, person, key)), person, now) for key in command_ids]


def _take_back(store: Store, plan: UndoPlan, person: str, now: datetime) -> Undone:
    _check_later(store, plan)
    _check_documents(store, plan)
    command = store.write_command(
        UNDO, person=person, now=now, summary=f"撤销：{plan.command.summary}", undoes=plan.command.id
    )
    changes = store.write_events(command, [_invert(event) for event in reversed(plan.events)])
    store.refresh(changes)
    return Undone(plan.command, list(changes))


def _plan(store: Store, command: Command) -> UndoPlan:
    if command.name == JOIN:
        raise RefusedError(
            f"不能撤销“{command.summary}”：两份台账的历史已经合在一起，请换用合并前的备份，"
            "更早的操作请用 `tracker undo --list` 查出操作号撤销"
        )
    # Organs that were told apart stay apart: other items may have come to bear the name meanwhile.
    return UndoPlan(command, tuple(store.events("command_id = ? AND field <> ?", command.id, NAMESAKE)))


def _find_command(store: Store, person: str, command_id: int) -> Command:
    found = store.commands("id = ?", command_id)
    if not found:
        raise NotFoundError(f"没有第 {command_id} 号操作，请用 `tracker undo --list` 查看")
    if found[0].person != person:
        raise RefusedError(f"第 {command_id} 号操作是 {found[0].person} 所做，只能由本人撤销")
    if command_id in store.find_undone():
        raise RefusedError(f"第 {command_id} 号操作已经撤销，无需再次撤销")
    return found[0]


def _invert(event: Event) -> Draft:
    place = (event.effective_on, event.document_id, event.item_id)
    if event.field == ADDED:
        return Draft(*place, WITHDRAWN, PRESENT, ABSENT, reverses=event.id)
    return Draft(*place, event.field, event.new, event.old, reverses=event.id, subject=event.subject)


def _check_later(store: Store, plan: UndoPlan) -> None:
    """Refuse where a later command in force built on this one.

    That is: it touched the same field, or withdrew the item; changed an item that this one added or withdrew, or
    withdrew the document of such an item; added an item to a document that this one added or withdrew.
    """
    undone = store.find_undone()
    touched = {place for event in plan.events for place in (_place(event), _place(replace(event, field=WITHDRAWN)))}
    comings = [event for event in plan.events if event.field in (ADDED, WITHDRAWN)]
    items = {event.item_id for event in comings if event.item_id is not None}
    documents = {event.document_id for event in comings if event.item_id is None}
    homes = {event.document_id for event in comings}
    later = store.events(
        # By its index; the order of ids would have all events read.
        "id IN (SELECT id FROM events WHERE command_id > ?)"
        " AND command_id NOT IN (SELECT id FROM commands WHERE undoes IS NOT NULL)",
        plan.command.id,
    )
    dependent = [
        event
        for event in later
        if event.command_id not in undone
        # Who is asked, or reports, once more has not built on the time before.
        and event.field not in (ASKED, ANSWERED)
        and (
            _place(event) in touched
            or event.item_id in items
            or (event.item_id is None and event.document_id in homes)
            or (event.field == ADDED and event.document_id in documents)
        )
    ]
    if dependent:
        raise RefusedError(_word_refusal(plan, dependent))


def _place(event: Event) -> tuple[int | None, int | None, str, str | None]:
    """What an event is about: a field of an item, in whatever document it stands, of a document, or of a subject."""
    return (None if event.item_id is not None else event.document_id, event.item_id, event.field, event.subject)


def _check_documents(store: Store, plan: UndoPlan) -> None:
    """Refuse to take an undo back whose document was undone itself meanwhile; re-adding the document comes first."""
    brought = {event.document_id for event in plan.events}
    brought -= {event.document_id for event in plan.events if event.item_id is None}
    gone = [
        key
        for key in sorted(key for key in brought if key is not None)
        if not find_comings(store.events("document_id = ? AND item_id IS NULL", key))
    ]
    if gone:
        raise RefusedError(
            f"不能撤销“{plan.command.summary}”：来源文件 {render_ids(gone)} 已撤回，未作任何改动，请先重新添加该文件"
        )


def _word_refusal(plan: UndoPlan, dependent: Sequence[Event]) -> str:
    people = "、".join(dict.fromkeys(event.person for event in dependent))
    what = _word_later(dependent)
    return (
        f"不能撤销“{plan.command.summary}”：{people} 其后{what}，"
        "未作任何改动，请先撤销后来的操作，或直接用 `tracker update` 改正"
    )


def _word_later(dependent: Sequence[Event]) -> str:
    """What later commands did: to items, else to documents, else to the names of organs."""
    fields = "、".join(dict.fromkeys(FIELD_LABELS.get(event.field, event.field) for event in dependent))
    items = sorted({event.item_id for event in dependent if event.item_id is not None})
    if items:
        return f"改过编号 {render_ids(items)} 的{fields}"
    documents = sorted({event.document_id for event in dependent if event.document_id is not None})
    if not documents:
        names = dict.fromkeys(event.subject.rpartition("\n")[2] for event in dependent if event.subject is not None)
        return f"改过“{'、'.join(names)}”所指的单位"
    if any(event.field in (ADDED, WITHDRAWN) for event in dependent):
        return f"撤回或取代了来源文件 {render_ids(documents)}"
    return f"改过来源文件 {render_ids(documents)} 的{fields}"
