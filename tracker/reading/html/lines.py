"""The lines of a page as a reader sees them, each with the elements that it stands in.

A block element is a line of its own; tables are told apart: those that only place things on the
page give their lines, those of labels and values give ``label：value``, those of data give rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.model import BlockKind
from tracker.reading.html.labels import is_label, is_labelled, join_pair
from tracker.reading.html.spans import fill_spans
from tracker.reading.html.tree import BLOCKS, Node
from tracker.reading.layout import clean_line

_NOT_SHOWN = "head title script style noscript template iframe object canvas svg audio video select datalist map"
_IGNORED = frozenset(_NOT_SHOWN.split())
_INLINE_LABEL = frozenset({"span", "b", "strong", "label", "em", "i", "font", "th"})
_HIDDEN = ("display:none", "visibility:hidden")
_MARK = "\ue000"
"""Stands after an inline element that holds a bare label, until the line is complete."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """One visible line."""

    text: str
    """Its text, white space collapsed."""
    path: tuple[Node, ...]
    """The block elements that it stands in, outermost first."""
    linked: int = 0
    """How many of its letters and digits are links."""
    targets: tuple[str, ...] = ()
    """Where its links lead."""
    kind: BlockKind | None = None
    """Set where the layout alone decides: a table row, a pair of label and value."""

    @property
    def link_share(self) -> float:
        """Share of the text that is links, 0 to 1."""
        return min(1.0, self.linked / max(1, _weight(self.text)))


def _weight(text: str) -> int:
    return sum(map(str.isalnum, text))


def find_lines(page: Node) -> list[PageLine]:
    """All visible lines in reading order."""
    return _lines_of(page, ())


def _lines_of(node: Node, path: tuple[Node, ...]) -> list[PageLine]:
    writer = _Writer()
    writer.walk(node, (*path, node), False)
    writer.end_line((*path, node))
    return writer.lines


def _is_hidden(node: Node) -> bool:
    style = node.attributes.get("style", "").lower().replace(" ", "")
    return "hidden" in node.attributes or any(rule in style for rule in _HIDDEN)


def _opens_with_label(node: Node) -> bool:
    text = next((child for child in node.children if isinstance(child, str) and child.strip()), "")
    return is_labelled(text) or is_label(text)


class _Writer:
    """Collects the pieces of a line until a block element, a line break or a table ends it."""

    def __init__(self) -> None:
        self.lines: list[PageLine] = []
        self._pieces: list[str] = []
        self._linked = 0
        self._targets: list[str] = []

    def walk(self, node: Node, path: tuple[Node, ...], linked: bool) -> None:
        for child in node.children:
            if isinstance(child, str):
                self._write(child.replace(_MARK, ""), linked, node.tag == "pre", path)
            elif child.tag == "br":
                self.end_line(path)
            elif child.tag in _IGNORED or _is_hidden(child):
                continue
            elif child.tag == "table":
                self.end_line(path)
                self.lines.extend(_table_lines(child, (*path, child)))
            elif child.tag in BLOCKS:
                self.end_line(path)
                self.walk(child, (*path, child), linked)
                self.end_line((*path, child))
            else:
                self._walk_inline(child, path, linked)

    def _walk_inline(self, node: Node, path: tuple[Node, ...], linked: bool) -> None:
        target = node.attributes.get("href", "") if node.tag == "a" else ""
        if target:
            self._targets.append(target)
        first = not "".join(self._pieces).strip()
        if not first and _opens_with_label(node):
            # Pairs that only the style sheet sets apart.
            self._pieces.append(" ")
        self.walk(node, path, linked or bool(target))
        if first and node.tag in _INLINE_LABEL and is_label("".join(self._pieces)):
            self._pieces.append(_MARK)

    def _write(self, text: str, linked: bool, keep_lines: bool, path: tuple[Node, ...]) -> None:
        first, *rest = text.split("\n") if keep_lines else [text]
        self._pieces.append(first)
        self._linked += _weight(first) if linked else 0
        for piece in rest:
            self.end_line(path)
            self._pieces.append(piece)

    def end_line(self, path: tuple[Node, ...]) -> None:
        """Finish the line that is being written, if there is anything in it."""
        text = clean_line("".join(self._pieces))
        if _MARK in text:
            label, _, value = (part.strip() for part in text.partition(_MARK))
            text = join_pair(label, value) if value else label
        if text:
            self.lines.append(PageLine(text, path, self._linked, tuple(self._targets)))
        self._pieces.clear()
        self._targets.clear()
        self._linked = 0


def _table_lines(table: Node, path: tuple[Node, ...]) -> list[PageLine]:
    nodes = _find_rows(table)
    rows = [[_lines_of(cell, path) for cell in cells] for cells in nodes]
    loose = _loose_lines(table, path)
    texts = [[_cell_text(cell) for cell in row] for row in rows]
    if _is_pairs(texts):
        return loose + [line for row in rows for line in _pair_lines(row, path)]
    if any(node.tag == "table" for node in table.elements() if node is not table) or not _is_data(rows):
        return loose + [line for row in rows for cell in row for line in cell]
    empty: list[PageLine] = []
    return loose + [line for row in fill_spans(nodes, rows, empty) for line in _row_lines(row, path)]


def _find_rows(table: Node) -> list[list[Node]]:
    """The cells of each row of this table, not of tables inside it."""
    rows: list[list[Node]] = []
    for part in table.children:
        if isinstance(part, str) or _is_hidden(part):
            continue
        if part.tag == "tr":
            rows.append([cell for cell in part.children if isinstance(cell, Node) and cell.tag in {"td", "th"}])
        elif part.tag in {"tbody", "thead", "tfoot"}:
            rows.extend(_find_rows(part))
    return [[cell for cell in row if not _is_hidden(cell)] for row in rows]


def _loose_lines(table: Node, path: tuple[Node, ...]) -> list[PageLine]:
    """What stands in a table but in no cell: captions, and text where rows are missing."""
    writer = _Writer()
    pending = list(table.children)
    while pending:
        child = pending.pop(0)
        if isinstance(child, Node) and child.tag in {"tbody", "thead", "tfoot", "tr"}:
            pending = [
                part for part in child.children if isinstance(part, str) or part.tag not in {"td", "th"}
            ] + pending
        elif isinstance(child, str):
            writer.walk(Node("#text", {}, [child]), path, False)
        else:
            writer.walk(Node("#loose", {}, [child]), path, False)
    writer.end_line(path)
    return writer.lines


def _cell_text(cell: Sequence[PageLine]) -> str:
    return " ".join(line.text for line in cell)


def _is_pairs(texts: Sequence[Sequence[str]]) -> bool:
    """True for a table of labels and values (索引号 … 发布机构 …), false for one with a head of labels."""
    filled = [[text for text in row if text] for row in texts]
    if any(len(row) > 1 and all(is_label(text) and not text.endswith(("：", ":")) for text in row) for row in filled):
        return False
    cells = [text for row in filled for text in row]
    labels = sum(is_label(text) or is_labelled(text) for text in cells)
    return (labels >= 2 and labels >= 0.3 * len(cells)) or (labels == 1 and len(cells) <= 2)


def _pair_lines(row: Sequence[Sequence[PageLine]], path: tuple[Node, ...]) -> list[PageLine]:
    """``label：value`` for each label and the cell after it; other cells as they are."""
    lines: list[PageLine] = []
    label: str | None = None
    for cell in row:
        text = _cell_text(cell)
        if is_label(text) or (text.endswith(("：", ":")) and len(text) <= 12):
            if label is not None:
                lines.append(PageLine(join_pair(label, ""), path, kind=BlockKind.METADATA))
            label = text
        elif label is not None:
            linked = sum(line.linked for line in cell)
            lines.append(PageLine(join_pair(label, text), path, linked, kind=BlockKind.METADATA))
            label = None
        else:
            lines.extend(replace(line, kind=BlockKind.METADATA) for line in cell)
    if label is not None:
        lines.append(PageLine(join_pair(label, ""), path, kind=BlockKind.METADATA))
    return lines


def _is_data(rows: Sequence[Sequence[Sequence[PageLine]]]) -> bool:
    """True where two rows or more hold two filled cells or more: columns that mean something."""
    return sum(sum(1 for cell in row if cell) >= 2 for row in rows) >= 2


def _row_lines(row: Sequence[Sequence[PageLine]], path: tuple[Node, ...]) -> list[PageLine]:
    """One line a row; a cell that is a whole text gives its own lines."""
    if any(len(cell) >= 3 and sum(len(line.text) for line in cell) >= 200 for cell in row):
        return [line for cell in row for line in cell]
    text = " | ".join(_cell_text(cell) for cell in row).rstrip(" |")
    if not text:
        return []
    linked = sum(line.linked for cell in row for line in cell)
    targets = tuple(target for cell in row for line in cell for target in line.targets)
    return [PageLine(text, path, linked, targets, BlockKind.TABLE_ROW)]
