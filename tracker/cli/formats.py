"""The ``--format`` option: which formats a command has and which one was asked for."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from tracker.errors import UsageError


class Format(StrEnum):
    """Formats of output."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MARKDOWN = "md"
    HTML = "html"
    WORD = "docx"
    EXCEL = "xlsx"
    CALENDAR = "ics"


FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="格式",
        help="table（默认）、json 或 jsonl",
        autocompletion=lambda: ["table", "json", "jsonl"],
    ),
]
"""``--format`` of a command without files for people."""


def find_format(name: str | None, *allowed: Format) -> Format:
    """The format asked for, the first one allowed without a name; ``UsageError`` names those that there are."""
    if name is None:
        return allowed[0]
    for choice in allowed:
        if name.strip().lower() == choice.value:
            return choice
    raise UsageError(f"没有“{name}”这种格式，可用的有：{'、'.join(allowed)}")
