"""The events of another ledger with the ids that what they are about has in this one."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field

from tracker.ledger.answering import ANSWERED, ASKED
from tracker.ledger.rows import Value
from tracker.ledger.state import DOCUMENT
from tracker.ledger.store import Store


@dataclass(slots=True)
class Ids:
    """Ids there → ids here."""

    documents: dict[int, int] = field(default_factory=dict)
    """Of documents."""
    items: dict[int, int] = field(default_factory=dict)
    """Of items."""
    commands: dict[int, int] = field(default_factory=dict)
    """Of commands."""
    events: dict[int, int] = field(default_factory=dict)
    """Of events."""


def renumber(row: sqlite3.Row, ids: Ids, store: Store, other: Store) -> dict[str, Value]:
    """The columns of an event that hold ids, with those of this ledger."""
    changed: dict[str, Value] = {
        "command_id": ids.commands[row["command_id"]],
        "document_id": ids.documents.get(row["document_id"]),
        "item_id": ids.items.get(row["item_id"]),
        "reverses": ids.events.get(row["reverses"]),
    }
    if row["field"] == DOCUMENT:
        changed |= {side: str(ids.documents[int(row[side])]) for side in ("old", "new") if row[side] is not None}
    elif row["field"] == ASKED:
        changed |= {side: _renumber_asked(row[side], ids) for side in ("old", "new")}
    elif row["field"] == ANSWERED:
        changed |= {side: _renumber_answered(row[side], ids, store, other) for side in ("old", "new")}
    return changed


def _renumber_asked(text: str | None, ids: Ids) -> str | None:
    if text is None:
        return None
    value = json.loads(text)
    kept = [ids.items[key] for key in value.get("ids", ()) if key in ids.items]
    return json.dumps(value | {"ids": kept}, ensure_ascii=False)


def _renumber_answered(text: str | None, ids: Ids, store: Store, other: Store) -> str | None:
    if text is None:
        return None
    value = json.loads(text)
    asked = value.get("asked", 0)
    here = ids.events.get(asked)
    if here is None:
        # The question came when the same ledger was joined before.
        question = other.rows("SELECT subject, recorded_at, person FROM events WHERE id = ?", asked)
        found = store.rows(
            "SELECT max(id) FROM events WHERE field = ? AND subject = ? AND recorded_at = ? AND person = ?",
            ASKED,
            *(question[0] if question else (None, None, None)),
        )
        here = found[0][0] or 0
    return json.dumps(value | {"asked": here}, ensure_ascii=False)
