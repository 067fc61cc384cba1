"""Word files (.docx): the text as displayed, with automatic numbering and accepted insertions.

Headers, footers and comments are left out: they are not part of what a reply says.  Footnotes and
endnotes stand at the end, as blocks of their own kind.
"""

from __future__ import annotations

import posixpath
from xml.etree.ElementTree import Element

from tracker.model import Block
from tracker.reading.docx.body import BodyReader
from tracker.reading.docx.markup import descend
from tracker.reading.docx.numbering import Numbering
from tracker.reading.layout import join_lines
from tracker.reading.package import DamagedPackageError, load_parts

__all__ = ["read_docx"]

_LABEL = "Word 文档"
_MAIN = "word/document.xml"
_KINDS = ("numbering", "styles", "footnotes", "endnotes")


def read_docx(data: bytes) -> tuple[str, tuple[Block, ...]]:
    """Text and blocks of a Word file.  Raises ``DamagedPackageError`` and nothing else."""
    main = _find_targets(data, "").get("officeDocument", _MAIN)
    names = {kind: f"word/{kind}.xml" for kind in _KINDS} | _find_targets(data, main)
    parts = load_parts(data, (main, *(names[kind] for kind in _KINDS)), _LABEL)
    body = descend(parts[main], "w:body")
    if body is None:
        raise DamagedPackageError("Word 文档里没有正文，文件可能已损坏，请用 Word 或 WPS 打开后另存为 .docx")
    reader = BodyReader(
        Numbering(parts.get(names["numbering"]), parts.get(names["styles"])),
        _load_notes(parts.get(names["footnotes"])) | _load_notes(parts.get(names["endnotes"])),
    )
    return join_lines(reader.read_document(body))


def _find_targets(data: bytes, source: str) -> dict[str, str]:
    """The parts that a part (or the package) names as related, by the last word of their kind."""
    folder, name = posixpath.split(source)
    place = posixpath.join(folder, "_rels", f"{name}.rels")
    relations = load_parts(data, (place,), _LABEL, needed=False).get(place)
    targets: dict[str, str] = {}
    for relation in [] if relations is None else relations:
        target = relation.get("Target", "")
        if relation.get("TargetMode") != "External":
            kind = relation.get("Type", "").rpartition("/")[2]
            targets.setdefault(kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
    return targets


def _load_notes(part: Element | None) -> dict[tuple[str, str], Element]:
    """Notes by the name of their call and their id; separators are no notes."""
    calls = {"w:footnote": "w:footnoteReference", "w:endnote": "w:endnoteReference"}
    return {
        (calls[note.tag], note.get("w:id", "")): note
        for note in ([] if part is None else part)
        if note.tag in calls and note.get("w:type", "normal") == "normal"
    }
