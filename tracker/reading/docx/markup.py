"""WordprocessingML elements with short names (``w:p``): finding children, reading values."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

_OFF = frozenset({"0", "false", "off"})


def descend(element: Element | None, path: str) -> Element | None:
    """The first child by each name of a path (``w:pPr/w:numPr``), ``None`` where one is missing."""
    for name in path.split("/"):
        if element is None:
            return None
        element = next((child for child in element if child.tag == name), None)
    return element


def value_of(element: Element | None, path: str) -> str | None:
    """The ``w:val`` of a descendant, ``None`` where either is missing."""
    found = descend(element, path)
    return None if found is None else found.get("w:val")


def is_on(element: Element | None, path: str) -> bool:
    """True for a switch that is set: present, and not ``0``, ``false`` or ``off``."""
    found = descend(element, path)
    return found is not None and found.get("w:val", "1") not in _OFF


def seen_children(element: Element) -> Iterator[Element]:
    """Children that are displayed: of alternatives the first choice, never its copy for old programs."""
    for child in element:
        if child.tag != "mc:AlternateContent":
            yield child
            continue
        choice = descend(child, "mc:Choice")
        if choice is None or not len(choice):
            choice = descend(child, "mc:Fallback")
        if choice is not None:
            yield from seen_children(choice)
