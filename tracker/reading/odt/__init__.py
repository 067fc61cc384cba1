"""OpenDocument texts (.odt): the text as displayed, with the numbers of lists and accepted revisions.

Headers, footers and comments are left out; footnotes stand at the end.
"""

from __future__ import annotations

from tracker.model import Block
from tracker.reading.layout import join_lines
from tracker.reading.odt.body import BodyReader
from tracker.reading.odt.styles import load_styles
from tracker.reading.package import DamagedPackageError, load_parts

__all__ = ["read_odt"]

_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"


def read_odt(data: bytes) -> tuple[str, tuple[Block, ...]]:
    """Text and blocks of an .odt.  Raises ``DamagedPackageError`` and nothing else."""
    manifest = load_parts(data, (_MANIFEST,), "ODT 文档", needed=False).get(_MANIFEST)
    if manifest is not None and any(element.tag == "manifest:encryption-data" for element in manifest.iter()):
        raise DamagedPackageError("是加密的 ODT 文档，请用 WPS 或 LibreOffice 打开，去掉密码后另存为 .docx")
    parts = load_parts(data, (_CONTENT, _STYLES), "ODT 文档")
    body = next((element for element in parts[_CONTENT].iter("office:text")), None)
    if body is None:
        raise DamagedPackageError("ODT 文档里没有正文，文件可能已损坏，请用 WPS 或 LibreOffice 打开后另存为 .docx")
    # Automatic styles of the content hide those of the same name elsewhere.
    roots = [parts[name] for name in (_STYLES, _CONTENT) if name in parts]
    return join_lines(BodyReader(load_styles(roots)).read(body))
