"""Styles of an ODT file as far as the text depends on them: lists, hidden text.

After OpenDocument 1.3 part 3, 16.30 (text:list-style), 16.34 (text:outline-style) and 20.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from tracker.reading.counting import Level

_FORMS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none",
    "一": "chineseCounting", "壹": "chineseLegalSimplified", "壱": "ideographLegalTraditional", "①": "decimalEnclosedCircle",
    "甲": "ideographTraditional", "子": "ideographZodiac", "１": "decimalFullWidth", "〇": "ideographDigital",
    "㊀": "ideographEnclosedCircle", "⑴": "decimalEnclosedParen", "⒈": "decimalEnclosedFullstop",
}  # fmt: skip
"""Formats by the first of their numbers (``一, 二, 三, ...``), named as in .docx."""
OUTLINE = "\0outline"
"""The name of the list that headings are in."""


@dataclass(slots=True)
class Styles:
    """What the styles of a file say."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    """Levels from 0 by the name of the list style."""
    hidden: set[str] = field(default_factory=set)
    """Names of styles whose text is not shown."""
    list_of: dict[str, str] = field(default_factory=dict)
    """The list style that a paragraph style names."""
    parents: dict[str, str] = field(default_factory=dict)
    """The style that a style is based on."""

    def find_list(self, style: str) -> str:
        """The list style of a paragraph style or of those it is based on; empty for none."""
        for name in self._ancestry(style):
            if name in self.list_of:
                return self.list_of[name]
        return ""

    def is_hidden(self, style: str) -> bool:
        """True where the style or one that it is based on hides its text."""
        return any(name in self.hidden for name in self._ancestry(style))

    def _ancestry(self, style: str) -> Iterator[str]:
        seen: set[str] = set()
        while style and style not in seen:
            seen.add(style)
            yield style
            style = self.parents.get(style, "")


def load_styles(roots: Iterable[Element]) -> Styles:
    """The styles of the parts of a file."""
    styles = Styles()
    for root in roots:
        for element in root.iter():
            name = element.get("style:name", "")
            if element.tag == "style:style":
                _load_style(styles, name, element)
            elif element.tag == "text:list-style":
                styles.lists[name] = dict(_load_levels(element))
            elif element.tag == "text:outline-style":
                styles.lists[OUTLINE] = dict(_load_levels(element))
    return styles


def _load_style(styles: Styles, name: str, element: Element) -> None:
    parent, listed = element.get("style:parent-style-name"), element.get("style:list-style-name")
    if parent:
        styles.parents[name] = parent
    if listed is not None:
        styles.list_of[name] = listed
    if any(child.get("text:display") == "none" for child in element):
        styles.hidden.add(name)


def _load_levels(element: Element) -> Iterator[tuple[int, Level]]:
    for child in element:
        index = read_number(child.get("text:level"), 1) - 1
        if child.tag in {"text:list-level-style-number", "text:outline-level-style"}:
            yield index, _load_level(child, index)
        elif child.tag.startswith("text:list-level-style-"):
            yield index, Level(form="bullet")


def _load_level(element: Element, index: int) -> Level:
    code = element.get("style:num-format", "")
    form = _FORMS.get(code[:1], "decimal")
    spaced = not any(place.get("text:label-followed-by") == "nothing" for child in element for place in child)
    return Level(read_number(element.get("text:start-value"), 1), form, _read_label(element, index, form), spaced)


def _read_label(element: Element, index: int, form: str) -> str:
    """The label with ``%1`` … for numbers."""
    whole = element.get("loext:num-list-format") or element.get("style:num-list-format")
    if whole is not None:
        return re.sub(r"%([0-9]+)%", r"%\1", whole)
    shown = min(max(1, read_number(element.get("text:display-levels"), 1)), index + 1)
    numbers = "" if form == "none" else ".".join(f"%{depth + 1}" for depth in range(index + 1 - shown, index + 1))
    return element.get("style:num-prefix", "") + numbers + element.get("style:num-suffix", "")


def read_number(text: str | None, default: int) -> int:
    """A whole number of at most six figures, else the default."""
    return int(text) if text is not None and re.fullmatch("[0-9]{1,6}", text) else default
