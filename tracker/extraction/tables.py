"""Task tables: rows with a task, an owner and a time limit are commitments (任务 牵头单位 配合单位 完成时限 进展情况).

A table stands in the text as lines whose cells are parted by ``|``, as the readers write them.  A row that says it
is done is no open commitment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.columns import Columns, join_columns, read_columns
from tracker.extraction.tasks import TASK_TABLE, Span, Task, find_members, is_finished

_SAME = re.compile(r"同上|〃|”|″|同前")
_LONGEST_TITLE = 40
"""Characters of a line in a table that heads the rows below it."""


def find_tables(text: str, start: int, end: int) -> tuple[list[Span], list[Task]]:
    """Spans of the header lines, and the rows of all task tables in folded ``text[start:end]``, in order."""
    reader = _Reader(text)
    for found in re.compile(r"[^\n]+").finditer(text, start, end):
        reader.read(found.span())
    return reader.headers, reader.tasks


class _Reader:
    """Reads lines in order and knows the table that it is in."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.headers: list[Span] = []
        self.tasks: list[Task] = []
        self._columns: Columns | None = None
        self._at_head = False
        self._heading: Span | None = None
        self._owner: Span | None = None

    def read(self, line: Span) -> None:
        """The next line."""
        if "|" not in self.text[slice(*line)].strip(" |"):
            self._read_other(line)
            return
        cells = list(_cells(self.text, *line))
        words = [self.text[slice(*cell)] for cell in cells]
        columns = join_columns(self._columns, words) if self._columns is not None and self._at_head else None
        columns = columns or read_columns(words)
        if columns is not None:
            self._open(columns, line)
        elif self._columns is not None and len(cells) <= self._columns.width:
            self._at_head = False
            self._read_row(line, cells, self._columns)
        else:
            self._columns = None

    def _open(self, columns: Columns, line: Span) -> None:
        """A header; one that is repeated on the next page goes on with the same table."""
        if self._columns is None or columns.titles != self._columns.titles:
            self._heading = self._owner = None
        self._columns, self._at_head = columns, True
        self.headers.append(line)

    def _read_other(self, line: Span) -> None:
        """A line of one cell: a heading over the rows below it, or what stands behind the table."""
        words = self.text[slice(*line)].strip(" |")
        if re.fullmatch(r"[-:：]*", words):
            return
        if len(words) > _LONGEST_TITLE or "。" in words:
            self._columns = None
        elif self._columns is not None:
            begin = line[0] + self.text[slice(*line)].index(words)
            self._heading = (begin, begin + len(words))

    def _read_row(self, line: Span, cells: list[Span], columns: Columns) -> None:
        filled = {name: cells[number] for name, number in columns.named.items() if _is_filled(cells, number)}
        if "task" not in filled and "theme" in filled:
            filled["task"] = filled.pop("theme")
        if "task" not in filled or set(self.text[slice(*filled["task"])]) <= set("-—:：/ "):
            return
        if all(self.text[slice(*filled[name])] == columns.titles[columns.named[name]] for name in filled):
            return
        owner = filled.get("owner")
        if "owner" in columns.named and (owner is None or _SAME.fullmatch(self.text[slice(*owner)])):
            # Where a reader cannot tell merged cells, only the first of their rows names the owner.
            owner = self._owner
        self._owner = owner
        progress = [cells[number] for number in columns.progress if _is_filled(cells, number)]
        deed = filled["task"]
        latest = self.text[slice(*progress[-1])] if progress else ""
        partners = find_members(self.text, filled["partners"]) if "partners" in filled else ()
        self.tasks.append(
            Task(
                whole=line,
                quote=_quote(filled, progress),
                deed=deed,
                rule=TASK_TABLE,
                owner=owner,
                partners=partners,
                deadline=filled.get("deadline"),
                theme=filled.get("theme", self._heading),
                done=is_finished(latest, self.text[slice(*deed)]),
            )
        )


def _quote(filled: dict[str, Span], progress: list[Span]) -> Span:
    """From the task to the last cell that says who and when; the progress stands only between them where it must."""
    start, end = filled["task"]
    for name in ("owner", "partners", "deadline"):
        cell = filled.get(name)
        if cell and cell[0] > start and (name == "deadline" or not any(start < one[0] < cell[0] for one in progress)):
            end = max(end, cell[1])
    if "deadline" in filled:
        start = min(start, filled["deadline"][0])
    return start, end


def _is_filled(cells: list[Span], number: int) -> bool:
    return number < len(cells) and cells[number][0] < cells[number][1]


def _cells(text: str, start: int, end: int) -> Iterator[Span]:
    """The cells of a line without blanks around them; bars at both ends are its frame and part nothing."""
    words = text[start:end]
    bare = words.strip()
    if len(bare) > 1 and bare[0] == bare[-1] == "|":
        start, end = start + words.index("|") + 1, start + words.rindex("|")
    at = start
    for cell in text[start:end].split("|"):
        left = at + len(cell) - len(cell.lstrip())
        yield left, max(left, at + len(cell.rstrip()))
        at += len(cell) + 1
