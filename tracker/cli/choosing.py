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
    from tracker.ledger.query import Query, Term

Rows = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="事项...", help="编号或条件，如 3-7,12、单位:住建、状态:逾期、时限:..月底、非:佐证:有、路灯；须都符合"
    ),
]
"""Items as an argument: ids and conditions."""

Wanted = Annotated[str, typer.Argument(metavar="文件", help="来源文件的编号、案号，或标题、路径里的字")]
"""A document as an argument."""


def parse_rows(words: Sequence[str] | None, session: Session, *more: Term) -> Query:
    """The ids and conditions that a person gives, and further ones that options stand for.

    Rejected items are left out unless they are asked for.
    """
    from tracker.ledger.query import parse_query

    return parse_query(words or (), session.today, session.profile).also(*more).counted()


def choose_items(
    ledger: Ledger, words: Sequence[str] | None, session: Session, *, default_all: bool = False
) -> list[Item]:
    """The items that a person means by ids and conditions; ids alone in the order given, else by attention.

    Without words all of them with ``default_all``, else ``UsageError``; ``NotFoundError`` where ids alone are given
    and one of them is unknown.
    """
    if not words and not default_all:
        raise UsageError("请说明是哪些事项：编号（3-7,12）或条件（单位:住建 状态:推进中）")
    query = parse_rows(words, session)
    return ledger.find(query) if query.named is None else ledger.named(query.named)


def choose_documents(ledger: Ledger, wanted: str) -> frozenset[int]:
    """The documents that a person means by an id, a case number, or words of title or path; ``NotFoundError``."""
    found = ledger.find_documents(wanted)
    if not found and ledger.find_documents(wanted, withdrawn=True):
        raise NotFoundError(f"来源文件“{wanted}”已经撤回或被取代，请用 `tracker document list --withdrawn` 查看")
    if not found:
        which = f"编号或案号为“{wanted}”的来源文件" if wanted.strip().isdecimal() else f"来源文件“{wanted}”"
        raise NotFoundError(f"台账里没有{which}，请用 `tracker document list` 查看有哪些")
    return found


def choose_document(ledger: Ledger, wanted: str) -> DocumentRecord:
    """The one document that a person means; ``UsageError`` where there are several."""
    from tracker.ledger import render_ids

    found = sorted(choose_documents(ledger, wanted))
    if len(found) > 1:
        raise UsageError(f"“{wanted}”有 {len(found)} 份来源文件（编号 {render_ids(found)}），请给出其中一份的编号")
    return ledger.document(found[0])
