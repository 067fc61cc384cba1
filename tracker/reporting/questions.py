"""What a supervisor asks about a promise that cannot be checked: one question for each element that it leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tracker.extraction import card
from tracker.model import Deadline, DeadlineKind, Item, OwnerBasis

NOBODY = "承办单位"
"""Who is addressed where neither an owner nor a replying organ is known."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A promise with the questions about it."""

    item: Item
    """The promise."""
    questions: tuple[str, ...]
    """At least one, in the order in which they are put."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """All questions to one organ."""

    addressee: str
    """Who is to answer."""
    asked: tuple[Asked, ...]
    """The promises, in the order given."""


def build_inquiries(items: Iterable[Item]) -> list[Inquiry]:
    """One inquiry an organ, in the order in which they first appear; promises that state everything are left out."""
    groups: dict[str, list[Asked]] = {}
    for item in items:
        questions = find_questions(item)
        if questions:
            groups.setdefault(find_addressee(item), []).append(Asked(item, questions))
    return [Inquiry(addressee, tuple(asked)) for addressee, asked in groups.items()]


def find_addressee(item: Item) -> str:
    """The unit that leads; where the reply names nobody (有关部门), the organ that replied."""
    if item.unit is not None and not _is_unnamed(item):
        return item.unit
    return item.header.issuer or item.owner or NOBODY


def _is_unnamed(item: Item) -> bool:
    """True where neither the reply nor a person says who it is."""
    commitment = item.commitment
    return commitment.owner_basis is OwnerBasis.UNSPECIFIED and item.owner == commitment.owner


def find_questions(item: Item) -> tuple[str, ...]:
    """The questions that the promise leaves open; none where everything is stated."""
    return tuple(_ask(item))


def _ask(item: Item) -> Iterator[str]:
    commitment = item.commitment
    stated = card(commitment)
    if _is_unnamed(item):
        yield "由哪个单位、哪个科室负责？"
    elif commitment.owner_basis is OwnerBasis.ISSUER:
        yield "由哪个科室负责？"
    if not stated.action:
        yield "具体采取什么措施？"
    if not stated.object:
        yield "针对哪些对象，在什么范围内实施？"
    if not stated.quantity:
        yield "数量指标是多少？"
    if item.due is None and (question := _ask_when(commitment.deadline)):
        yield question
    if not stated.product:
        yield "完成后以什么成果为准（如印发的文件、建成的设施）？"


def _ask_when(deadline: Deadline | None) -> str:
    if deadline is None:
        return "何时完成？"
    if deadline.date is not None or deadline.kind is DeadlineKind.RECURRING:
        return ""
    if deadline.kind is DeadlineKind.EVENT:
        return f"“{deadline.text}”预计是什么时候，之后何时完成？"
    return f"“{deadline.text}”截止到哪一天？"
