"""Which promise each row that came back is about: by its hidden key, and by its words where those say otherwise.

Whoever sorts only the visible columns parts the rows from their keys; whoever deletes the hidden ones leaves the words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tracker.exchange.columns import RowKey, normal_text, shorten_ledger_id
from tracker.exchange.returned import Line, Returned, show_cell
from tracker.ledger import Ledger
from tracker.model import Item
from tracker.workbook.text import legal


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say of a row or a cell."""

    place: str
    """Where, in words."""
    words: str
    """What, a Chinese clause."""

    def __str__(self) -> str:
        """The sentence."""
        return f"{self.place}：{self.words}"


@dataclass(frozen=True, slots=True)
class Traced:
    """A row and the promise that it is about."""

    line: Line
    """The row."""
    item: Item
    """The promise as it is now."""
    event: int | None
    """What the ledger held last when the row went out; ``None`` where nothing tells."""


@dataclass(slots=True)
class Trace:
    """All rows that were traced."""

    rows: list[Traced] = field(default_factory=list)
    """Those whose promise is known, in order."""
    errors: list[Remark] = field(default_factory=list)
    """Rows that cannot be taken."""
    notes: list[Remark] = field(default_factory=list)
    """Rows that are left out."""


def trace(ledger: Ledger, returned: Returned) -> Trace:
    """The promise of each row that was touched."""
    return _Tracer(ledger, returned).trace()


class _Tracer:
    def __init__(self, ledger: Ledger, returned: Returned) -> None:
        self._ledger = ledger
        self._own = shorten_ledger_id(ledger.outgoing.ledger_id)
        self._returned = returned
        self._keys = {key.item_id: key for key in returned.row_keys if key.ledger == self._own}
        wanted = (line.key.item_id for line in returned.lines if line.key and line.key.ledger == self._own)
        self._items = ledger.incoming.items(dict.fromkeys(wanted))
        self._by_words: dict[str, list[Item]] | None = None
        self._trace = Trace()

    def trace(self) -> Trace:
        for line in self._returned.lines:
            if line.key is None:
                self._trace_by_words(line)
            elif line.key.ledger != self._own:
                self._refuse(line, "是另一本台账的事项")
            else:
                self._trace_by_key(line, line.key)
        return self._trace

    def _trace_by_key(self, line: Line, key: RowKey) -> None:
        item = self._items.get(key.item_id)
        if item is None:
            self._refuse(line, f"台账中没有编号 {key.item_id}")
            return
        if not _says(line, item):
            # Among the rows of the same table only: words that were corrected are no other promise.
            others = [other for other in self._find_by_words(line) if other.id in self._keys and other.id != item.id]
            if len(others) == 1:
                self._take(line, others[0], self._keys[others[0].id].event)
                return
        self._take(line, item, key.event)

    def _trace_by_words(self, line: Line) -> None:
        if not show_cell(line.cells.get("text")):
            self._leave(line, "没有承诺事项，未读取")
            return
        found = self._find_by_words(line)
        if len(found) != 1:
            words = "同样文字的事项有几项，分不清是哪一项" if found else "台账里没有这一项（新增的行？），未读取"
            self._leave(line, words)
            return
        key = self._keys.get(found[0].id)
        self._take(line, found[0], key.event if key else None)

    def _take(self, line: Line, item: Item, event: int | None) -> None:
        if item.withdrawn:
            self._leave(line, f"编号 {item.id} 已撤回，未读取")
        else:
            self._trace.rows.append(Traced(line, item, event))

    def _find_by_words(self, line: Line) -> list[Item]:
        if self._by_words is None:
            self._by_words = defaultdict(list)
            for item in self._ledger.items():
                self._by_words[normal_text(legal(item.commitment.text))].append(item)
        found = self._by_words.get(normal_text(show_cell(line.cells.get("text"))), [])
        return next((few for few in _narrow(line, found) if len(few) == 1), list(found))

    def _refuse(self, line: Line, words: str) -> None:
        self._trace.errors.append(Remark(line.place(), words))

    def _leave(self, line: Line, words: str) -> None:
        self._trace.notes.append(Remark(line.place(), words))


def _narrow(line: Line, items: Sequence[Item]) -> Iterator[list[Item]]:
    """Promises with the same words: all, those of the same case, those of the same unit in it."""
    yield list(items)
    number, unit = (normal_text(show_cell(line.cells.get(key))) for key in ("number", "unit"))
    same = [item for item in items if number and normal_text(item.header.number) == number]
    yield same
    yield [item for item in same or items if unit and normal_text(item.unit) == unit]


def _says(line: Line, item: Item) -> bool:
    """Whether the words of a row are those of a promise; a row without words says nothing else."""
    shown = show_cell(line.cells.get("text"))
    return not shown or normal_text(shown) == normal_text(legal(item.commitment.text))


def find_missing(ledger: Ledger, returned: Returned, rows: Iterable[Traced]) -> dict[str, list[int]]:
    """The items about which units were asked and whose rows are not there any more, by unit."""
    there = {*returned.untouched, *(row.item.id for row in rows)}
    questions = ledger.incoming.questions({key.event for key in returned.row_keys})
    missing = {question.unit: [key for key in question.item_ids if key not in there] for question in questions.values()}
    return {unit: ids for unit, ids in missing.items() if ids}
