"""Task tables: rows with a task, an owner and a time limit are commitments (任务 牵头单位 配合单位 完成时限 进展情况).

A table stands in the text as lines whose cells are parted by ``|``, as the readers write them.  A row that says it
is done is no open commitment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TASK_TABLE = "task-table"
"""The rule of what stands in a task table."""
_TITLES = {
    "task": r"(?:重点|主要|目标|工作|具体|承诺|建设)*(?:任务|事项|内容|措施|项目|承诺)(?:名称|内容|清单)?",
    "owner": r"(?:牵头|责任|主办|承办|落实|实施)(?:单位|部门|主体)(?:（.{1,6}）)?",
    "partners": r"(?:配合|协办|协同|参与|会办)(?:单位|部门)",
    "deadline": r"(?:计划)?(?:完成|办结|整改)?(?:时限|时间|期限|节点)(?:要求|节点)?|时间节点|完成日期",
    "progress": r"(?:工作|目前|最新)?(?:进展|完成|落实|办理|推进)(?:情况|进度)?(?:（.{1,8}）)?",
}
_COLUMNS = {name: re.compile(pattern) for name, pattern in _TITLES.items()}
_FINISHED = re.compile(
    r"(?<!未)(?<!部分)(?<!基本)(?<!计划)(?:已|全部|全面|提前|超额)?(?:完成|办结|销号|建成|落实到位)(?!率|\d|.{0,4}[%％])|100%"
)
_UNFINISHED = re.compile(r"未完成|正在|推进中|尚|预计|计划|下一步")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row, without blanks around it."""

    start: int
    """First character."""
    end: int
    """One past the last character."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a task table."""

    line: tuple[int, int]
    """Span of the whole line."""
    cells: dict[str, Cell]
    """Cells by what their column holds: task, owner, partners, deadline, progress."""
    done: bool
    """Its progress says that it is finished."""

    @property
    def quote(self) -> tuple[int, int]:
        """From the task to the last cell that says who and when, as far as the progress does not stand between."""
        task, progress = self.cells["task"], self.cells.get("progress")
        ends = [task.end]
        for name in ("owner", "partners", "deadline"):
            cell = self.cells.get(name)
            if cell and cell.start > task.start and not (progress and task.start < progress.start < cell.start):
                ends.append(cell.end)
        return task.start, max(ends)


def find_tables(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], list[Row]]:
    """Spans of the header lines, and the rows of all task tables in folded ``text[start:end]``, in order."""
    headers: list[tuple[int, int]] = []
    rows: list[Row] = []
    columns: dict[str, int] = {}
    width = 0
    for line in _lines(text, start, end):
        cells = _cells(text, *line)
        named = _name_columns(text, cells)
        if named:
            headers.append(line)
            columns, width = named, len(cells)
        elif columns and len(cells) == width:
            row = _row(text, line, cells, columns)
            if row:
                rows.append(row)
        else:
            columns = {}
    return headers, rows


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in re.compile(r"[^\n]+").finditer(text, start, end):
        yield found.span()


def _cells(text: str, start: int, end: int) -> list[Cell]:
    """The cells of a line with at least two bars between them; an outer bar is no cell."""
    cells = []
    for found in re.compile(r"(?<=\|)[^|\n]*(?=\|)|^[^|\n]+(?=\|)|(?<=\|)[^|\n]+").finditer(text[start:end].strip()):
        lead = len(text[start:end]) - len(text[start:end].lstrip())
        words = found[0]
        left = start + lead + found.start() + len(words) - len(words.lstrip())
        cells.append(Cell(left, left + len(words.strip())))
    return cells


def _name_columns(text: str, cells: list[Cell]) -> dict[str, int]:
    """Column → number of its cell for a header line, empty for any other line."""
    named: dict[str, int] = {}
    for number, cell in enumerate(cells):
        title = re.sub(r"\s", "", text[cell.start : cell.end])
        for name, pattern in _COLUMNS.items():
            if name not in named and pattern.fullmatch(title):
                named[name] = number
                break
    return named if "task" in named and named.keys() & {"owner", "deadline"} else {}


def _row(text: str, line: tuple[int, int], cells: list[Cell], columns: dict[str, int]) -> Row | None:
    by_name = {name: cells[number] for name, number in columns.items() if cells[number].start < cells[number].end}
    if "task" not in by_name:
        return None
    progress = by_name.get("progress")
    words = text[progress.start : progress.end] if progress else ""
    return Row(line, by_name, bool(_FINISHED.search(words)) and not _UNFINISHED.search(words))
