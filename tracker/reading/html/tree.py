"""A web page as a tree of elements, for pages as they are: unclosed, misnested, cut off.

Built on the standard library's tokenizer; nothing here knows what the page is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_EMPTY = "area base br col embed frame hr img input link meta param source track wbr"
VOID = frozenset(_EMPTY.split())
_BLOCK_TAGS = (
    "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th "
    "thead title tr ul"
)
BLOCKS = frozenset(_BLOCK_TAGS.split())
"""Elements that begin and end a line."""

_CELLS = frozenset({"td", "th", "caption"})
_CLOSED_BY: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "dir", "table", "td", "th"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl", "table", "td", "th"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl", "table", "td", "th"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "td": (_CELLS, frozenset({"tr", "table"})),
    "th": (_CELLS, frozenset({"tr", "table"})),
    "tbody": (frozenset({"tbody", "thead", "tfoot", "tr", "caption"}), frozenset({"table"})),
    "thead": (frozenset({"tbody", "thead", "tfoot", "tr", "caption"}), frozenset({"table"})),
    "tfoot": (frozenset({"tbody", "thead", "tfoot", "tr", "caption"}), frozenset({"table"})),
    "option": (frozenset({"option"}), frozenset({"select"})),
    "a": (frozenset({"a"}), BLOCKS),
}
"""Start tag: the open elements that it ends, and those beyond which it does not look."""

_TABLE_PARTS = frozenset({"table", "tbody", "thead", "tfoot", "tr", "td", "th"})
_DEEPEST = 150
"""Elements nested deeper are merged into the one at this depth; no real page comes near."""

_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|noscript|template|iframe|textarea|svg)\b[^>]*>.*?(?:</\1\s*>|\Z)|<[!?][^>]*>",
    re.I | re.S,
)
"""Taken out before parsing: what the tokenizer of some Python version stumbles over, or would show."""
_HUGE_REFERENCE = re.compile(r"&#(?:\d{8,}|[xX][0-9a-fA-F]{7,});?")
_CUT_OFF = re.compile(r"<[a-zA-Z/].*", re.S)


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """An element with its children in order; compared by identity."""

    tag: str
    """Lower case; ``#page`` for the root."""
    attributes: dict[str, str] = field(default_factory=dict)
    """Names in lower case; the first of two equal names counts."""
    children: list[Node | str] = field(default_factory=list)
    """Elements and pieces of text."""

    def elements(self) -> Iterator[Node]:
        """This element and all below it, in document order."""
        pending = [self]
        while pending:
            node = pending.pop()
            yield node
            pending.extend(child for child in reversed(node.children) if isinstance(child, Node))

    @property
    def names(self) -> frozenset[str]:
        """Tag, id and classes in lower case: what the page's makers call this element."""
        text = f"{self.tag} {self.attributes.get('id', '')} {self.attributes.get('class', '')}"
        return frozenset(text.lower().split())


def parse_page(text: str) -> Node:
    """The page as a tree; never raises on any text."""
    text = _HUGE_REFERENCE.sub("\ufffd", _UNSEEN.sub("", text))
    # A tag that the end of the page cuts off is no text, and slows the tokenizer down.
    closed = text.rfind(">") + 1
    builder = _Builder()
    builder.feed(text[:closed] + _CUT_OFF.sub("", text[closed:]))
    builder.close()
    return builder.root


class _Builder(HTMLParser):
    """Turns the tokens into a tree by the few of HTML's repair rules that matter for text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("#page")
        self._open: list[tuple[str, Node]] = [("#page", self.root)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self._close_nearest(frozenset({"p"}), _TABLE_PARTS | {"div", "body"})
        if tag in _CLOSED_BY:
            self._close_nearest(*_CLOSED_BY[tag])
        attributes = {name: value or "" for name, value in reversed(attrs)}
        parent = self._open[-1][1]
        node = Node(tag, attributes)
        if len(self._open) <= _DEEPEST or tag in VOID:
            parent.children.append(node)
        elif tag in BLOCKS:
            parent.children.append(Node("br"))
        if tag not in VOID:
            self._open.append((tag, node if len(self._open) <= _DEEPEST else parent))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # As browsers do: <p/> opens a paragraph, the slash says nothing.
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"html", "body"}:
            return
        if tag in {"br", "p"} and not self._is_open(tag):
            self._open[-1][1].children.append(Node("br"))
            return
        if tag in {"tr", "td", "th"}:
            boundary = frozenset({"table"})
        elif tag in _TABLE_PARTS:
            boundary = frozenset()
        else:
            boundary = _CELLS if tag in BLOCKS else BLOCKS
        self._close_nearest(frozenset({tag}), boundary)

    def handle_data(self, data: str) -> None:
        self._open[-1][1].children.append(data)

    def _is_open(self, tag: str) -> bool:
        return any(name == tag for name, _ in self._open)

    def _close_nearest(self, tags: frozenset[str], boundary: frozenset[str]) -> None:
        """End the innermost open element of these tags, and all in it, unless a boundary is nearer."""
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth][0] in tags:
                del self._open[depth:]
                return
            if self._open[depth][0] in boundary:
                return
