"""Which rules of a place (地区规则) a ledger was set to; the text of a file is kept, so that the ledger can be mailed.

They stand in the table ``meta``: they are no state of an item, and no report that was issued depends on them.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tracker.ledger.connection import opened, worded
from tracker.ledger.rows import storable
from tracker.ledger.store import Store

_KEYS = ("profile", "profile_text", "profile_set_at", "profile_set_by")


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules that a person set for a ledger."""

    name: str
    """Key of rules that come with the program, or the name of the file."""
    text: str | None
    """The content of the file, ``None`` for rules that come with the program."""
    set_at: str
    """When they were set, a moment in UTC."""
    set_by: str
    """Who set them."""


def find_rules(path: Path) -> Rules | None:
    """The rules that a ledger was set to, ``None`` where nobody did or there is no ledger.

    The ledger may have an older schema.  Raises ``LedgerError`` for whatever is wrong with the file.
    """
    # Where a file cannot even be looked for, opening it says what is wrong.
    with suppress(OSError):
        if not path.exists():
            return None
    with opened(path) as connection, worded(path):
        found = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    if "profile" not in found:
        return None
    text, set_at, set_by = (found.get(key) for key in _KEYS[1:])
    return Rules(found["profile"], text, set_at or "", set_by or "")


def keep_rules(store: Store, rules: Rules) -> None:
    """Set a ledger to these rules; one transaction."""
    values = (rules.name, rules.text, rules.set_at, rules.set_by)
    with store.transaction():
        for key, value in zip(_KEYS, values, strict=True):
            store.connection.execute("DELETE FROM meta WHERE key = ?", (key,))
            if value is not None:
                store.connection.execute("INSERT INTO meta (key, value) VALUES (?, ?)", (key, storable(value)))
