"""Many changes of many items under one command: what comes back from offices, or from a ledger kept elsewhere.

Each change has its own day.  All of a call or none; several calls may share a command, one transaction each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from tracker.ledger.adding import open_command
from tracker.ledger.answering import draft_answers
from tracker.ledger.state import EVIDENCE, PARSERS, parse_evidence
from tracker.ledger.store import Draft, Store, find_batches
from tracker.ledger.updating import (
    check_item,
    check_requirements,
    check_values,
    draft_change,
    find_items,
    find_overtaken,
    resolve_due,
)
from tracker.ledger.values import Answer, Assignment, OpenCommand, Updated
from tracker.model import Command, Item


def apply(
    store: Store, assignments: Sequence[Assignment], command: OpenCommand, answers: Sequence[Answer] = ()
) -> Updated:
    """Change items in one transaction, and keep which units these changes came from.

    Raises ``UsageError`` for impossible values and days, ``NotFoundError`` for unknown ids, ``RefusedError`` where a
    rule asks for more; then nothing was changed.
    """
    with store.transaction():
        today = command.now.astimezone().date()
        drafts = [*_plan(store, assignments, command), *draft_answers(store, answers, today)]
        if not drafts:
            return Updated(None, (), tuple(_find_all(store, assignments)), ())
        written = open_command(store, command)
        events = store.write_events(written, drafts)
        store.refresh(events)
        items = tuple(_find_all(store, assignments))
        overtaken = tuple(
            event
            for batch in find_batches(item.id for item in items)
            for wanted in [set(batch)]
            for event in find_overtaken(store.item_events(batch), [one for one in events if one.item_id in wanted])
        )
    # Only now is the command's row in the file; after a failed transaction the next call has to write it.
    command.written = written
    return Updated(written, events, items, overtaken)


def plan_apply(store: Store, assignments: Sequence[Assignment], command: OpenCommand) -> Updated:
    """What ``apply`` would do, its events without ids and the items as they are; raises the same and writes nothing."""
    drafts = _plan(store, assignments, command)
    shown = Command(
        id=0, recorded_at=command.now, person=command.person, name=command.name, summary=command.summary, undoes=None
    )
    items = tuple(_find_all(store, assignments))
    return Updated(None, tuple(draft.as_event(0, shown) for draft in drafts), items, ())


def _find_all(store: Store, assignments: Sequence[Assignment]) -> list[Item]:
    ids = dict.fromkeys(one.item_id for one in assignments)
    return [item for batch in find_batches(ids) for item in find_items(store, batch)]


def _plan(store: Store, assignments: Sequence[Assignment], command: OpenCommand) -> list[Draft]:
    """The events of all changes, item by item in the order named, each item's by day."""
    by_item: dict[int, list[Assignment]] = defaultdict(list)
    for one in assignments:
        check_values(one.change, one.on, command.now)
        by_item[one.item_id].append(one)
    drafts: list[Draft] = []
    for batch in find_batches(by_item):
        items = {item.id: item for item in find_items(store, batch)}
        days = sorted({one.on for key in batch for one in by_item[key]})
        states = _find_states(store, by_item, batch, days)
        for key in batch:
            drafts += _plan_item(items[key], sorted(by_item[key], key=lambda one: one.on), states)
    return drafts


def _find_states(
    store: Store, by_item: Mapping[int, Sequence[Assignment]], batch: Sequence[int], days: Sequence[date]
) -> dict[tuple[int, date], Item]:
    """The items on each day from which something of them changes."""
    found: dict[tuple[int, date], Item] = {}
    for day in days:
        ids = [key for key in batch if any(one.on == day for one in by_item[key])]
        found |= {(key, day): item for key, item in store.states(ids, day).items()}
    return found


def _plan_item(now: Item, assignments: Sequence[Assignment], states: Mapping[tuple[int, date], Item]) -> list[Draft]:
    """The events of one item; a later change builds on what an earlier one of the same call says."""
    drafts: list[Draft] = []
    for one in assignments:
        present = _advance(now, drafts)
        check_item(present, one.change, one.on)
        then = _advance(states[one.item_id, one.on], drafts)
        check_requirements(present, then, one.change)
        drafts += draft_change(then, resolve_due(present, one.change), one.on)
    return drafts


def _advance(item: Item, drafts: Sequence[Draft]) -> Item:
    """The item as it is with some events that are not written yet."""
    for draft in drafts:
        assert draft.new is not None
        if draft.field == EVIDENCE:
            item = replace(item, evidence=(*item.evidence, parse_evidence(draft.new)))
        else:
            item = replace(item, **{draft.field: PARSERS[draft.field](draft.new)})  # type: ignore[arg-type]
    return item
