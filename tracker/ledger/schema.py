"""The tables of a ledger as the file itself describes them, for the documentation; changes nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tracker.ledger.connection import open_copy

Language = Literal["zh", "en"]
"""The language of a description."""

_TABLE = re.compile(r"CREATE TABLE (\w+) \( -- (.+?) \| (.+)")
_COLUMN = re.compile(r"^    (\w+) (TEXT|INTEGER)\b(?s:(?!\n    \w).)*? -- (.+?) \| (.+)$", re.MULTILINE)
_ADDED_COLUMN = re.compile(r", (\w+) -- (.+?) \| (.+)\n    (TEXT|INTEGER)\b")
"""How SQLite writes down a column that was added later: the comment stands before the type."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    """Its name in SQL."""
    type: str
    """``TEXT`` or ``INTEGER``."""
    label: str
    """What it is, in Chinese."""
    meaning: str
    """What it is, in English."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a ledger."""

    name: str
    """Its name in SQL."""
    label: str
    """What it holds, in Chinese."""
    meaning: str
    """What it holds, in English."""
    columns: tuple[Column, ...]
    """Its columns, in order."""


def load_tables() -> tuple[Table, ...]:
    """The tables of a new ledger, read from the comments that are stored with them."""
    connection = open_copy(Path(":memory:"))
    rows = connection.execute(
        "SELECT sql FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '*sqlite_*' ORDER BY rowid"
    ).fetchall()
    connection.close()
    return tuple(_parse_table(sql) for (sql,) in rows)


def render_tables(language: Language = "en") -> str:
    """The tables as Markdown, one section a table."""
    head = "| 列 | 类型 | 含义 |" if language == "zh" else "| column | type | meaning |"
    sections = []
    for table in load_tables():
        title = table.label if language == "zh" else table.meaning
        rows = (
            f"| `{column.name}` | {column.type} | {column.label if language == 'zh' else column.meaning} |"
            for column in table.columns
        )
        sections.append("\n".join((f"### `{table.name}`: {title}", "", head, "|---|---|---|", *rows)))
    return "\n\n".join(sections) + "\n"


def _parse_table(sql: str) -> Table:
    found = _TABLE.match(sql)
    assert found is not None, sql
    first = [Column(*parts) for parts in _COLUMN.findall(_ADDED_COLUMN.sub("", sql))]
    added = [Column(name, type, label, meaning) for name, label, meaning, type in _ADDED_COLUMN.findall(sql)]
    return Table(found[1], found[2], found[3], (*first, *added))
