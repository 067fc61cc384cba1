"""Binary Word documents (.doc of Word 97 to 2003, .wps of WPS Writer): the text as displayed.

After [MS-DOC].  Headers, footers and comments are left out; footnotes and endnotes stand at the end.
"""

from __future__ import annotations

from tracker.model import Block
from tracker.reading.doc.body import read_container
from tracker.reading.doc.container import (
    BROKEN,
    DamagedDocError,
    LockedDocError,
    OldDocError,
    list_streams,
    load_container,
)
from tracker.reading.layout import join_lines

__all__ = ["DamagedDocError", "LockedDocError", "OldDocError", "list_streams", "read_doc"]


def read_doc(data: bytes) -> tuple[str, tuple[Block, ...]]:
    """Text and blocks of a .doc or .wps.

    Raises ``DamagedDocError``, ``LockedDocError`` and ``OldDocError`` and nothing else.
    """
    try:
        return join_lines(read_container(load_container(data)))
    except DamagedDocError:
        raise
    except BROKEN as error:
        raise DamagedDocError("Word 文档已损坏，请重新下载，或用 Word、WPS 修复后另存为 .docx") from error
