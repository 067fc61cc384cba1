"""All fields that a query can ask about: one table, for the parser, for Python, for SQL and for the documentation."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.ledger.query.answered import ANSWERED
from tracker.ledger.query.field import Field
from tracker.ledger.query.promised import PROMISED
from tracker.ledger.query.reported import REPORTED

FIELDS: tuple[Field, ...] = (*PROMISED, *REPORTED, *ANSWERED)
"""All fields, in the order of the documentation."""

BY_KEY: Mapping[str, Field] = {field.key: field for field in FIELDS}
"""The fields by their English key, as terms name them."""
BY_WORD: Mapping[str, Field] = {word: field for field in FIELDS for word in (field.key, *field.keys, *field.names)}
"""The fields by every word that may stand before a colon."""
