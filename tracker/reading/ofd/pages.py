"""Documents, pages, templates and resources of an OFD file (GB/T 33190, 7.4 to 7.9)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tracker.reading.ofd.container import Container, child, children, location_of
from tracker.reading.ofd.objects import ObjectReader, numbers
from tracker.reading.pages import Page
from tracker.reading.refusal import UnreadableError

MOST_PAGES = 500
"""A reply has a hundredth of it."""
POINTS = 72 / 25.4
"""Points in a millimetre, the unit of OFD (8.1)."""
_A4 = (0.0, 0.0, 210.0, 297.0)
_BROKEN = "OFD 文件里没有文档，文件可能已损坏，请重新下载，或用 OFD 阅读器打开后把文字复制到 .txt 文件"
_TOO_LARGE = f"OFD 文件超过 {MOST_PAGES} 页，不像一份答复，请拆分后再读入"


def load_pages(data: bytes) -> list[Page]:
    """The pages of all documents in the file.  Raises ``UnreadableError``."""
    container = Container(data)
    roots = [location_of(child(body, "DocRoot")) for body in children(container.entry, "DocBody")]
    documents = [found for root in roots if root and (found := container.load(root)) is not None]
    if not documents:
        raise UnreadableError(_BROKEN)
    return [page for place, root in documents for page in _Document(container, place, root).load_pages()]


class _Document:
    """One document: what its pages have in common, and the pages."""

    def __init__(self, container: Container, place: str, root: Element) -> None:
        self._container = container
        self._place = place
        self._root = root
        common = child(root, "CommonData")
        self._box = _box(child(common, "PageArea")) or _A4
        self._templates = {
            template.get("ID", ""): template.get("BaseLoc", "") for template in children(common, "TemplatePage")
        }
        self._units = dict(self._load_units(common, place))

    def load_pages(self) -> Iterator[Page]:
        """The pages in the order of the page tree (7.6)."""
        listed = list(children(child(self._root, "Pages"), "Page"))
        if len(listed) > MOST_PAGES:
            raise UnreadableError(_TOO_LARGE)
        for entry in listed:
            found = self._container.load(entry.get("BaseLoc", ""), self._place)
            if found is not None:
                yield self._load_page(*found)

    def _load_page(self, place: str, page: Element) -> Page:
        box = _box(child(page, "Area")) or self._box
        reader = ObjectReader({**self._units, **dict(self._load_units(page, place))}, (box[0], box[1]))
        for template in children(page, "Template"):
            found = self._container.load(self._templates.get(template.get("TemplateID", ""), ""), self._place)
            if found is not None:
                reader.read(child(found[1], "Content"))
        reader.read(child(page, "Content"))
        return Page(box[2] * POINTS, box[3] * POINTS, tuple(reader.glyphs), reader.has_image)

    def _load_units(self, element: Element | None, base: str) -> Iterator[tuple[str, Element]]:
        """Groups of objects in the resources, which pages refer to (7.9, 13)."""
        for reference in children(element, "PublicRes", "DocumentRes", "PageRes"):
            found = self._container.load(location_of(reference), base)
            for unit in children(child(found[1], "CompositeGraphicUnits") if found else None, "CompositeGraphicUnit"):
                yield unit.get("ID", ""), unit


def _box(area: Element | None) -> tuple[float, float, float, float] | None:
    """The physical size of a page: left, top, width, height."""
    box = numbers(location_of(child(area, "PhysicalBox")))
    return (box[0], box[1], box[2], box[3]) if len(box) == 4 and min(box[2:]) > 0 else None
