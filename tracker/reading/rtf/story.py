"""A story of an RTF file (the document, a text box, a note): paragraphs and tables put together to lines."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from tracker.reading.counting import space_label
from tracker.reading.layout import keep_line
from tracker.reading.tables import Flow, Lines, split_lines


@dataclass(slots=True)
class Story:
    """What was read so far."""

    flow: Flow = field(default_factory=Flow)
    """Complete paragraphs."""
    pieces: list[str] = field(default_factory=list)
    """The paragraph that is being read."""
    label: list[str] = field(default_factory=list)
    """The number before it, as the writing program worked it out."""
    boxes: list[Lines] = field(default_factory=list)
    """Text boxes that are anchored in it."""
    depth: int = 0
    """How many tables the paragraph is in."""
    heads: bool = False
    """True where the current row heads its table."""

    def end_paragraph(self, deleted: bool = False) -> None:
        """The paragraph is complete; where its mark is deleted, the next one goes on in it."""
        self.flow.go_to(self.depth)
        if not deleted:
            self.flow.add(self._take())

    def end_cell(self, depth: int) -> None:
        """A cell is complete, and the paragraph in it."""
        self.flow.go_to(max(1, depth))
        self.flow.add(self._take())
        self.flow.end_cell()

    def end_row(self, depth: int) -> None:
        """A row is complete."""
        self.flow.go_to(max(1, depth))
        self.flow.end_row(self.heads)

    def finish(self) -> Lines:
        """All lines."""
        self.flow.go_to(self.depth)
        self.flow.add(self._take())
        return self.flow.finish()

    def _take(self) -> Lines:
        text = join_halves("".join(self.pieces))
        label = _clean_label("".join(self.label))
        boxes = [line for box in self.boxes for line in box]
        self.pieces, self.label, self.boxes = [], [], []
        return (split_lines(label + text.lstrip()) if keep_line(text) else []) + boxes


def join_halves(text: str) -> str:
    """Supplementary characters put together from their two halves; a lone half cannot be shown."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _clean_label(label: str) -> str:
    """The number of a list, with a gap where it needs one; a bullet is no number."""
    label = keep_line(join_halves(label))
    return space_label(label) if any(unicodedata.category(sign)[0] in "LN" for sign in label) else ""
