"""The language of queries as Markdown, from the fields themselves; for the documentation."""

from __future__ import annotations

from typing import Literal

from tracker.ledger.query.field import Field
from tracker.ledger.query.fields import FIELDS
from tracker.ledger.query.orders import ORDERS
from tracker.ledger.query.terms import Derived

Language = Literal["zh", "en"]
"""The language of a description."""

_TITLES = {
    "zh": "| 条件 | 英文 | 冒号后面 | 说明 | 例 |\n|---|---|---|---|---|",
    "en": "| condition | in English | behind the colon | what it is | example |\n|---|---|---|---|---|",
}


def render_fields(language: Language) -> str:
    """Every field, one a row."""
    return "\n".join((_TITLES[language], *(_render_field(field, language) for field in FIELDS))) + "\n"


def render_orders(language: Language) -> str:
    """Every order of ``tracker list --sort``, one a row; their names say all in English."""
    head = "| `--sort` | 顺序 |" if language == "zh" else "| `--sort` | in Chinese |"
    return "\n".join((head, "|---|---|", *(f"| `{key}` | {order.label} |" for key, order in ORDERS.items()))) + "\n"


def _render_field(field: Field, language: Language) -> str:
    names, keys = ("、".join(f"`{word}`" for word in words) for words in (field.names, (field.key, *field.keys)))
    values = _render_choices(field) or (field.kind.label if language == "zh" else field.kind.meaning)
    meaning = field.label if language == "zh" else field.meaning
    return f"| {names} | {keys} | {values} | {meaning} | `{field.names[0]}:{field.example}` |"


def _render_choices(field: Field) -> str:
    choices = [*(field.choices or ()), *(Derived if field.key == "status" else ())]
    return "、".join(f"{one.label} `{one.value}`" for one in choices)
