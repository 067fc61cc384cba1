"""A file to a ``Document``: finds the format, asks its reader, says in one sentence why it cannot.

The only errors that leave this package are ``InputError``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

from tracker.errors import InputError
from tracker.model import Block, Document
from tracker.reading.doc import LockedDocError, OldDocError, read_doc
from tracker.reading.docx import read_docx
from tracker.reading.files import LARGEST, STANDARD_INPUT, load_bytes, show_path
from tracker.reading.formats import Format, is_page, recognise_bytes
from tracker.reading.odt import read_odt
from tracker.reading.ofd import read_ofd
from tracker.reading.office import convert
from tracker.reading.pdf import read_pdf
from tracker.reading.refusal import UnreadableError
from tracker.reading.rtf import read_rtf
from tracker.reading.saved import choose_page, find_frames, read_archive
from tracker.reading.sheets import read_csv, read_xls, read_xlsx
from tracker.reading.sheets.converted import convert_workbook
from tracker.reading.text import decode, decode_page

LONGEST = 4_000_000
"""Characters; the longest reply has a hundredth of them, a volume of all replies of a year half."""


def read(path: Path | str) -> Document:
    """The document in a file, ``-`` for standard input.  Raises ``InputError`` and nothing else."""
    name = str(path)
    return _read_bytes(load_bytes(name), name, beside=name != STANDARD_INPUT)


def read_bytes(data: bytes, name: str) -> Document:
    """The document in some bytes; ``name`` is shown in errors and hints at the format.

    Raises ``InputError`` where the bytes are empty, damaged or in a format that is not read.
    """
    return _read_bytes(data, name, beside=False)


def _read_bytes(data: bytes, path: str, beside: bool) -> Document:
    """``beside`` says that the path is one, so that frames of a saved page may be looked for beside it."""
    name = show_path(path)
    shown = "标准输入" if name == STANDARD_INPUT else name
    if not data:
        raise InputError(shown, "是空文件，请检查是否下载或保存完整")
    if len(data) > LARGEST:
        raise InputError(shown, f"文件过大（超过 {LARGEST >> 20} MB），不像一份答复，请拆分或另存后再读入")
    try:
        format_, text, blocks, metadata = _read(data, path, beside)
    except UnreadableError as error:
        raise InputError(shown, str(error)) from error
    if len(text) > LONGEST:
        raise InputError(shown, f"文字过多（超过 {LONGEST // 10_000} 万字），不像一份答复，请拆分后再读入")
    if not text.strip():
        raise InputError(shown, _NO_TEXT.get(format_, _PICTURES))
    return Document(name, hashlib.sha256(data).hexdigest(), format_, text, blocks, metadata)


_NO_TEXT = {
    "text": "没有任何文字，请检查是否保存完整",
    "html": "网页里没有文字（可能由脚本生成），请在浏览器中打开后另存为网页，或把文字复制到 .txt 文件",
}
_PICTURES = "文档里没有文字（可能是扫描图片），请先做文字识别（OCR）"


def _read(data: bytes, path: str, beside: bool) -> tuple[str, str, tuple[Block, ...], Mapping[str, str]]:
    found = recognise_bytes(data, path)
    if found is Format.MHT:
        return ("mht", *read_archive(data))
    if found in _READERS:
        format_, reader = _READERS[found]
        return (format_, *reader(data), {})
    if found is not None:
        raise UnreadableError(found.refusal)
    page = decode_page(data)
    if is_page(page, path):
        frames = find_frames(page, path) if beside else ()
        return ("html", *choose_page([page, *frames]))
    if path.lower().endswith(".csv"):
        return ("csv", *read_csv(decode(data)), {})
    return "text", decode(data), (), {}


def _read_doc(data: bytes) -> Reading:
    try:
        return read_doc(data)
    except LockedDocError as error:
        raise UnreadableError(Format.LOCKED.refusal) from error
    except OldDocError:
        return _read_through_office(data, Format.OLD_DOC, ".doc")


def _read_through_office(data: bytes, found: Format, suffix: str) -> Reading:
    """What LibreOffice makes of a format without a reader here, where it is installed."""
    converted = convert(data, suffix)
    if converted is None:
        raise UnreadableError(found.refusal)
    return read_docx(converted)


def _read_sheet(data: bytes) -> Reading:
    """What LibreOffice makes of a workbook without a reader here, where it is installed."""
    return read_xlsx(convert_workbook(data))


Reading = tuple[str, tuple[Block, ...]]
_READERS: Mapping[Format | None, tuple[str, Callable[[bytes], Reading]]] = {
    Format.DOCX: ("docx", read_docx),
    Format.DOC: ("doc", _read_doc),
    Format.RTF: ("rtf", read_rtf),
    Format.ODT: ("odt", read_odt),
    Format.XLSX: ("xlsx", read_xlsx),
    Format.XLS: ("xls", read_xls),
    Format.SHEET: ("sheet", _read_sheet),
    Format.PDF: ("pdf", read_pdf),
    Format.OFD: ("ofd", read_ofd),
    Format.WORKS: ("works", lambda data: _read_through_office(data, Format.WORKS, ".wps")),
}
"""What ``Document.format`` says of a format, and its reader."""
