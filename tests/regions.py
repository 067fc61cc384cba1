"""What of the documentation is made from the program: the tables of the ledger.

The ledger itself stores what each table and column is, so a migration cannot forget the documentation.
The READMEs hold the list of tables between two marks; ``docs/`` holds every column.
"""

from __future__ import annotations

import re
from typing import Literal

from tracker.ledger.schema import load_tables, render_tables

Language = Literal["zh", "en"]
"""The language of a file."""

REFERENCES: dict[str, Language] = {"docs/ledger.md": "en", "docs/ledger.zh-CN.md": "zh"}
"""The files that are made whole."""

_REGION = re.compile(r"(?ms)^<!-- ledger -->\n.*?^<!-- /ledger -->$")
_TITLES: dict[Language, str] = {
    "en": "# The tables of a ledger\n\nMade by `make docs` from the comments that the ledger itself stores.",
    "zh": "# 台账的表\n\n由 `make docs` 从台账自身生成：每张表、每一列的说明都存在台账文件里。",
}


def render_reference(language: Language) -> str:
    """Every table and column of a ledger as one Markdown file."""
    return f"{_TITLES[language]}\n\n{render_tables(language)}"


def find_language(name: str) -> Language:
    """``zh`` for README.zh-CN.md, else ``en``."""
    return "zh" if ".zh" in name else "en"


def refresh(text: str, language: Language) -> str:
    """The same Markdown with the list of tables as the program has it now."""
    rows = ["| 表 | 内容 |" if language == "zh" else "| table | holds |", "|---|---|"]
    rows += [f"| `{table.name}` | {table.label if language == 'zh' else table.meaning} |" for table in load_tables()]
    return _REGION.sub(lambda _: "\n".join(["<!-- ledger -->", *rows, "<!-- /ledger -->"]), text)
