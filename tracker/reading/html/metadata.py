"""What a page says of itself: meta elements and the labelled lines of its information table."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.reading.html.labels import parse_pair
from tracker.reading.html.tree import Node
from tracker.reading.layout import clean_line

_META = {
    "articletitle": "title",
    "og:title": "title",
    "pubdate": "published",
    "publishdate": "published",
    "article:published_time": "published",
    "contentsource": "source",
    "source": "source",
    "issuer": "issuer",
    "publisher": "issuer",
    "keywords": "keywords",
}
"""Names of meta elements in lower case, the surest of each key first."""
_TITLE = re.compile(r"关于|建议|提案|答复|回复|复函|來信|来信|通知|公告")

_SITE = r"[^-–—]*(?:网站|门户|平台|网|首页|人民政府)"
"""What sites call themselves."""
_PARTS = re.compile(rf"[_|]| [-–—] |--+|[-–—](?={_SITE}$)")


def load_metadata(page: Node, labelled: Iterable[str]) -> dict[str, str]:
    """Title, published, source, issuer, dated, document_number, index_number and keywords where told.

    Meta elements count before labelled lines, the first before later ones; ``<title>`` comes last.
    """
    told: dict[str, str] = {}
    for node in page.elements():
        if node.tag == "meta":
            name = node.attributes.get("name", node.attributes.get("property", ""))
            _add(told, name.strip().lower(), node.attributes.get("content", ""))
    metadata: dict[str, str] = {}
    for name, key in _META.items():
        _add(metadata, key, told.get(name, ""))
    for line in labelled:
        pair = parse_pair(line)
        if pair is not None:
            _add(metadata, *pair)
    _add(metadata, "title", _page_title(page))
    return metadata


def _add(metadata: dict[str, str], key: str, value: str) -> None:
    value = clean_line(value)
    if value:
        metadata.setdefault(key, value)


def _page_title(page: Node) -> str:
    """The part of ``<title>`` that names the document; the others name site and column."""
    title = next((node for node in page.elements() if node.tag == "title"), None)
    if title is None:
        return ""
    text = clean_line("".join(child for child in title.children if isinstance(child, str)))
    parts = [part.strip() for part in _PARTS.split(text)]
    named = [part for part in parts if _TITLE.search(part) or not re.fullmatch(_SITE, part)]
    return max(named, key=lambda part: (bool(_TITLE.search(part)), len(part)), default="")
