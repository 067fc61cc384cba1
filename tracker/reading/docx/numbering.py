"""The numbering of a Word file: which list and level a paragraph is in, and so which number it has.

After ECMA-376 part 1, 17.9 (numbering) and 17.7 (styles): a paragraph names a list and a level
itself or through its style.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from tracker.reading.counting import Counters, Level, Listing
from tracker.reading.docx.markup import descend, is_on, value_of


@dataclass(frozen=True, slots=True)
class _Style:
    parent: str | None
    list: str | None
    level: int | None


def _whole(text: str | None) -> int | None:
    return int(text) if text is not None and re.fullmatch(r"-?[0-9]{1,6}", text) else None


def _all(element: Element | None, name: str) -> list[Element]:
    return [] if element is None else [child for child in element if child.tag == name]


class Numbering:
    """Counts through a document; ask for the label of each paragraph once and in order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._styles, self._default = _load_styles(styles)
        self.hidden_styles = frozenset(
            style.get("w:styleId", "") for style in _all(styles, "w:style") if is_on(style, "w:rPr/w:vanish")
        )
        """Character styles that hide their text."""
        self._lists = {} if numbering is None else _load_lists(numbering, self._styles)
        self._counters = Counters(self._lists)

    def label(self, properties: Element | None) -> str:
        """The label before a paragraph with these properties (``w:pPr``), else an empty text."""
        return self._counters.label(*self._place(properties))

    def _place(self, properties: Element | None) -> tuple[str | None, int]:
        """List and level: the paragraph's own before those of its style and the styles under it."""
        name = value_of(properties, "w:numPr/w:numId")
        level = _whole(value_of(properties, "w:numPr/w:ilvl"))
        style = value_of(properties, "w:pStyle") or self._default
        seen: set[str] = set()
        while style in self._styles and style not in seen and (name is None or level is None):
            seen.add(style)
            found = self._styles[style]
            if name is None and found.list is not None:
                name = found.list
                level = self._level_of_style(name, style) if level is None else level
                level = found.level if level is None else level
            style = found.parent or ""
        return name, max(0, level or 0)

    def _level_of_style(self, name: str, style: str) -> int | None:
        levels = self._lists[name].levels if name in self._lists else {}
        return next((index for index, level in levels.items() if level.style == style), None)


def _load_styles(styles: Element | None) -> tuple[dict[str, _Style], str]:
    """Styles by id, and the id of the default paragraph style."""
    found: dict[str, _Style] = {}
    default = ""
    for style in _all(styles, "w:style"):
        name = style.get("w:styleId", "")
        found[name] = _Style(
            value_of(style, "w:basedOn"),
            value_of(style, "w:pPr/w:numPr/w:numId"),
            _whole(value_of(style, "w:pPr/w:numPr/w:ilvl")),
        )
        if style.get("w:type") == "paragraph" and style.get("w:default") in {"1", "true", "on"}:
            default = name
    return found, default


def _load_lists(numbering: Element, styles: Mapping[str, _Style]) -> dict[str, Listing]:
    abstracts = {item.get("w:abstractNumId", ""): item for item in _all(numbering, "w:abstractNum")}
    items = {item.get("w:numId", ""): item for item in _all(numbering, "w:num")}
    lists: dict[str, Listing] = {}
    for name, item in items.items():
        key = value_of(item, "w:abstractNumId") or ""
        # A list may stand for a list style, whose numbering stands elsewhere.
        link = styles.get(value_of(abstracts.get(key), "w:numStyleLink") or "")
        if link is not None and link.list in items:
            key = value_of(items[link.list], "w:abstractNumId") or key
        if name != "0" and key in abstracts:
            lists[name] = _load_list(key, abstracts[key], item)
    return lists


def _load_list(key: str, abstract: Element, item: Element) -> Listing:
    levels = dict(_load_level(level) for level in _all(abstract, "w:lvl"))
    starts: dict[int, int] = {}
    for override in _all(item, "w:lvlOverride"):
        index = _whole(override.get("w:ilvl")) or 0
        own = descend(override, "w:lvl")
        if own is not None:
            levels[index] = _load_level(own)[1]
            starts[index] = levels[index].start
        start = _whole(value_of(override, "w:startOverride"))
        if start is not None:
            starts[index] = start
            levels[index] = replace(levels.get(index, Level()), start=start)
    return Listing(key, levels, starts)


def _load_level(level: Element) -> tuple[int, Level]:
    start = _whole(value_of(level, "w:start"))
    # Formats newer than the standard stand in an alternative; its fallback names a known one.
    form = value_of(level, "w:numFmt") or value_of(level, "mc:AlternateContent/mc:Fallback/w:numFmt")
    return _whole(level.get("w:ilvl")) or 0, Level(
        start=1 if start is None else start,
        form=form or "decimal",
        text=value_of(level, "w:lvlText") or "",
        spaced=value_of(level, "w:suff") != "nothing",
        restart=_whole(value_of(level, "w:lvlRestart")),
        legal=is_on(level, "w:isLgl"),
        style=value_of(level, "w:pStyle"),
    )
