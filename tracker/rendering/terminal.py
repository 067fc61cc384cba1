"""Tables, fields and reports for a terminal of a given width.

Drawn here and not by a table library, because Chinese text wants its own line breaks (no closing
mark at the start of a line), a cut at a clause, and every other column whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracker.printable import clean
from tracker.rendering.layout import GAP, find_widths
from tracker.rendering.width import cell_width, clip, pad, wrap
from tracker.reporting.table import Column, Kind, Table

_WARNINGS = ("逾期", "今天到期")
_BOLD, _RED, _PLAIN = "\x1b[1m", "\x1b[31m", "\x1b[0m"


def render_table(table: Table, *, width: int, lines: int | None = None, color: bool = False) -> str:
    """The table in at most ``width`` cells; ``lines`` clips running text, nothing else is ever cut."""
    texts = [tuple(clean(text) for text in row) for row in table.texts()]
    widths = find_widths(table, texts, width)
    titles = [wrap(column.title, cells) for column, cells in zip(table.columns, widths, strict=True)]
    drawn = [bold(line, color) for line in _draw_row(titles, widths, table.columns)]
    rule = " ".join("-" * cells + " " * (GAP - 1) for cells in widths).rstrip()
    drawn.append(rule)
    for place, row in enumerate(texts):
        if place == len(table.rows):
            drawn.append(rule)
        cells = [
            _fold(text, column, cells, lines) for text, column, cells in zip(row, table.columns, widths, strict=True)
        ]
        drawn += [warn(line, color) for line in _draw_row(cells, widths, table.columns)]
    return "\n".join(drawn)


def _fold(text: str, column: Column, width: int, lines: int | None) -> list[str]:
    if not column.long:
        return wrap(text, width, keep_words=True)
    return wrap(text if lines is None else clip(text.replace("\n", " "), width, lines), width)


def _draw_row(cells: Sequence[list[str]], widths: Sequence[int], columns: Sequence[Column]) -> list[str]:
    height = max(len(lines) for lines in cells)
    rows = []
    for index in range(height):
        parts = [
            pad(lines[index] if index < len(lines) else "", width, right=column.kind is Kind.NUMBER)
            for lines, width, column in zip(cells, widths, columns, strict=True)
        ]
        rows.append((" " * GAP).join(parts).rstrip())
    return rows


def bold(text: str, color: bool) -> str:
    """The text standing out where the terminal can show it."""
    return f"{_BOLD}{text}{_PLAIN}" if color and text else text


def warn(line: str, color: bool) -> str:
    """The line with the words that warn standing out."""
    if not color:
        return line
    for word in _WARNINGS:
        line = line.replace(word, f"{_RED}{word}{_PLAIN}")
    return line


def render_fields(fields: Iterable[tuple[str, str]], *, width: int | None) -> str:
    """Labels and values, the values in one column; without a width each value stays on one line."""
    pairs = [(label, clean(value)) for label, value in fields]
    margin = max((cell_width(label) for label, _ in pairs), default=0) + GAP
    drawn = []
    for label, value in pairs:
        lines = value.split("\n") if width is None else wrap(value, max(width - margin, 10))
        drawn += [(pad(label if not index else "", margin) + line).rstrip() for index, line in enumerate(lines)]
    return "\n".join(drawn)


def render_paragraph(text: str, *, width: int | None) -> str:
    """Running text, broken into lines where there is a width."""
    return clean(text) if width is None else "\n".join(wrap(clean(text), width))
