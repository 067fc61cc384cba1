"""Which items a view shows and in what order, apart from the order of attention, which the ledger knows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.chinese import fold
from tracker.model import DocumentRecord, Grade, Header, Item, Review, Section, Status


@dataclass(frozen=True, slots=True)
class Selection:
    """What an item must meet to be shown; an empty field asks for nothing."""

    statuses: frozenset[Status] = frozenset()
    """One of these."""
    owner: str | None = None
    """Words in the name of the owner."""
    documents: frozenset[int] | None = None
    """One of these documents."""
    sections: frozenset[Section] = frozenset()
    """One of these places in the letter."""
    grades: frozenset[Grade] = frozenset()
    """One of these grades."""
    reviews: frozenset[Review] = frozenset()
    """One of these judgements of a person; without any, all but the rejected ones."""
    due_before: date | None = None
    """A time limit on this day or before."""
    overdue: bool = False
    """Open and past its time limit."""
    text: str | None = None
    """Words in the quote, its theme, its note or the subject of its document."""

    def matches(self, item: Item, today: date) -> bool:
        """Whether the item meets all that is asked."""
        return (
            (not self.statuses or item.status in self.statuses)
            and (self.documents is None or item.document_id in self.documents)
            and (not self.sections or item.commitment.section in self.sections)
            and (not self.grades or item.commitment.grade in self.grades)
            and (item.review in self.reviews if self.reviews else item.review is not Review.REJECTED)
            and (self.due_before is None or (item.limit is not None and item.limit <= self.due_before))
            and (not self.overdue or item.is_overdue(today))
            and (self.owner is None or _has_words(self.owner, item.owner))
            and (self.text is None or _has_words(self.text, *_searched(item)))
        )


def _searched(item: Item) -> tuple[str | None, ...]:
    return (item.commitment.text, item.commitment.theme, item.note, item.header.subject, item.header.title)


def _has_words(wanted: str, *texts: str | None) -> bool:
    needle = fold(wanted).casefold()
    return any(needle in fold(text).casefold() for text in texts if text)


def find_documents(documents: Sequence[DocumentRecord], wanted: str) -> frozenset[int]:
    """The documents that a person means by an id, a case number, or words of the title or path."""
    if wanted.isdecimal() and any(record.id == int(wanted) for record in documents):
        return frozenset({int(wanted)})
    return frozenset(
        record.id
        for record in documents
        if _is_number(wanted, record.header)
        or _has_words(wanted, record.header.title, record.header.subject, record.path)
    )


def _is_number(wanted: str, header: Header) -> bool:
    bare = fold(wanted).strip().removeprefix("第").removesuffix("号")
    return header.number is not None and fold(header.number).lstrip("0") == bare.lstrip("0")


SortKey = Callable[[Item], tuple[object, ...]]
"""What items are ordered by."""

SORTS: dict[str, tuple[str, SortKey]] = {
    "id": ("编号", lambda item: (item.id,)),
    "limit": ("时限，无时限的在后", lambda item: (item.limit is None, item.limit or date.max, item.id)),
    "owner": ("责任单位", lambda item: (item.owner is None, item.owner or "", item.id)),
    "document": ("来源文件", lambda item: (item.document_id, item.id)),
    "status": ("状态", lambda item: (list(Status).index(item.status), item.id)),
    "changed": ("最近变更的在前", lambda item: (-item.changed_on.toordinal(), item.id)),
}
"""Orders by name, each with its description; ``attention`` stands beside them on the command line."""
