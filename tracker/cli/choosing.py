"""Which items and which documents a person means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.errors import NotFoundError, UsageError
from tracker.model import DocumentRecord, Item

if TYPE_CHECKING:
    from tracker.cli.session import Session
    from tracker.ledger import Ledger

Rows = Annotated[
    list[str] | None, typer.Argument(metavar="事项...", help="编号或条件，如 3-7,12 或 单位:住建 状态:推进中")
]
"""Items as an argument: ids and conditions."""

Wanted = Annotated[str, typer.Argument(metavar="文件", help="来源文件的编号、案号，或标题、路径里的字")]
"""A document as an argument."""


def choose_items(
    ledger: Ledger, words: Sequence[str] | None, session: Session, *, default_all: bool = False
) -> list[Item]:
    """The items that a person means by ids and conditions; named ids in the order given, else by attention.

    Without words all of them with ``default_all``, else ``UsageError``; ``NotFoundError`` where an id is unknown.
    """
    from tracker.ledger import attention_key, parse_ids

    if words:
        return [ledger.item(key) for key in parse_ids(words)]
    if default_all:
        return sorted(ledger.items(), key=lambda item: attention_key(item, session.today))
    raise UsageError("请说明是哪些事项：编号（3-7,12）或条件（单位:住建 状态:推进中）")


def choose_documents(ledger: Ledger, wanted: str) -> frozenset[int]:
    """The documents that a person means by an id, a case number, or words of title or path; ``NotFoundError``."""
    from tracker.reporting.selection import find_documents

    found = find_documents(ledger.documents(), wanted)
    if not found:
        raise NotFoundError(f"台账里没有来源文件“{wanted}”，请用 `tracker document list` 查看有哪些")
    return found


def choose_document(ledger: Ledger, wanted: str) -> DocumentRecord:
    """The one document that a person means; ``UsageError`` where there are several."""
    found = sorted(choose_documents(ledger, wanted))
    if len(found) > 1:
        from tracker.ledger import render_ids

        raise UsageError(f"“{wanted}”有 {len(found)} 份来源文件（编号 {render_ids(found)}），请给出其中一份的编号")
    return ledger.document(found[0])
