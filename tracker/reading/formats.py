"""Which format bytes are in, decided by content; the name is only a hint.

Formats that cannot be read yet are recognised too, so that the refusal names them and says what to do.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from enum import Enum
from pathlib import PurePath

from tracker.reading.doc import list_streams


class Format(Enum):
    """What the bytes are: a label for people, and for the unreadable ones what to do."""

    TEXT = "文本", ""
    HTML = "网页", ""
    DOCX = "Word 文档（.docx）", ""
    DOC = "Word 文档（.doc）", ""
    OLD_DOC = "Word 97 以前的旧版文档", "请用 Word 或 WPS 打开后另存为 .docx，或安装 LibreOffice 后再读入"
    WORKS = "Microsoft Works 文档", "请用 WPS 或 LibreOffice 打开后另存为 .docx，或安装 LibreOffice 后再读入"
    LOCKED = "加密的 Office 文档", "请用 Office 或 WPS 打开，去掉密码后另存"
    PDF = "PDF", ""
    OFD = "OFD 版式文件", ""
    XLSX = "电子表格（.xlsx）", ""
    XLS = "电子表格（.xls）", ""
    CSV = "表格文本（.csv）", ""
    SHEET = "电子表格（.ods、.xlsb）", "请用 Excel 或 WPS 打开后另存为 .xlsx，或安装 LibreOffice 后再读入"
    SLIDES = "演示文稿", "请把答复文字复制到 .txt 或 .docx 文件"
    RTF = "RTF 文档", ""
    ODT = "ODT 文档", ""
    WORD_XML = "Word XML 文档", "请用 Word 或 WPS 打开后另存为 .docx"
    MHT = "网页归档（.mht）", ""
    ARCHIVE = "压缩包", "请先解压，再读入其中的文件"
    IMAGE = "图片", "请先做文字识别（OCR），再存为 .txt 或 .docx"
    OLE = "旧版 Office 文件", "请用 WPS 或 Office 打开后另存为 .docx"
    DAMAGED = "损坏的文件", "请重新下载，或用 Word、WPS 修复后另存为 .docx"

    def __init__(self, label: str, advice: str) -> None:
        self.label = label
        """Name of the format for people."""
        self.advice = advice
        """What to do about a file that cannot be read; empty for readable formats."""

    @property
    def refusal(self) -> str:
        """A Chinese clause: why a file in this format is not read, and what to do."""
        if self is Format.DAMAGED:
            return f"文件已损坏，打不开，{self.advice}"
        return f"是{self.label}，暂不能读取，{self.advice}"


_PLAIN = ".txt .text .md .html .htm .shtml .xhtml .mht .mhtml"
_WORDS = ".docx .docm .dotx .doc .dot .wps .wpt .rtf .odt .ott"
_PAGES = ".pdf .ofd"
_SHEETS = ".xlsx .xlsm .xltx .xls .et .csv"
READABLE_SUFFIXES = frozenset([*_PLAIN.split(), *_WORDS.split(), *_PAGES.split(), *_SHEETS.split()])
"""Suffixes of the formats that are read."""

_OTHERS = ".ods .xlsb .ppt .pptx .dps"
EXPECTED_SUFFIXES = frozenset([*_OTHERS.split(), ".zip", ".rar", ".7z"])
"""Suffixes under which replies come, too: a folder reports them where they cannot be read."""

HTML_SUFFIXES = frozenset({".html", ".htm", ".shtml", ".xhtml", ".jhtml", ".asp", ".aspx", ".jsp", ".php"})

_MAGIC: tuple[tuple[bytes, Format], ...] = (
    (b"{\\rtf", Format.RTF),
    (b"Rar!", Format.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Format.ARCHIVE),
    (b"\x1f\x8b", Format.ARCHIVE),
    (b"\x89PNG", Format.IMAGE),
    (b"\xff\xd8\xff", Format.IMAGE),
    (b"GIF8", Format.IMAGE),
    (b"II*\x00", Format.IMAGE),
    (b"MM\x00*", Format.IMAGE),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS: tuple[tuple[str, Format], ...] = (
    ("EncryptedPackage", Format.LOCKED),
    ("WordDocument", Format.DOC),
    ("MatOST", Format.WORKS),
    ("Workbook", Format.XLS),
    ("Book", Format.XLS),
    ("PowerPoint Document", Format.SLIDES),
)
_ZIP_MEMBERS: tuple[tuple[str, Format], ...] = (
    ("word/", Format.DOCX),
    ("xl/workbook.bin", Format.SHEET),
    ("xl/", Format.XLSX),
    ("ppt/", Format.SLIDES),
    ("OFD.xml", Format.OFD),
)
_HEAD = 4096
_MESSAGE = re.compile(rb"[\w\-]+:[^\r\n]*\r?\n")
_PAGE_IN_MESSAGE = re.compile(rb"^content-type:\s*(?:multipart/(?:related|alternative|mixed)|text/html)", re.I | re.M)


def recognise_bytes(data: bytes, name: str) -> Format | None:
    """The format of bytes that are no plain text or page, ``None`` for text and pages."""
    head = data[:_HEAD]
    suffix = PurePath(name).suffix.lower()
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _recognise_zip(data, suffix)
    if head.startswith(_OLE):
        return _recognise_ole(data)
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    if head[:2] == b"BM" and int.from_bytes(head[2:6], "little") == len(data):
        return Format.IMAGE
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Format.IMAGE
    if _MESSAGE.match(head) and _PAGE_IN_MESSAGE.search(head):
        return Format.MHT
    if b"<w:wordDocument" in head or b"<pkg:package" in head:
        return Format.WORD_XML
    return next((found for magic, found in _MAGIC if head.startswith(magic)), None)


def _recognise_zip(data: bytes, suffix: str) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            kind = archive.read("mimetype")[:100] if "mimetype" in names else b""
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return Format.ARCHIVE if suffix == ".zip" else Format.DAMAGED
    if kind.startswith(b"application/vnd.oasis.opendocument.text"):
        return Format.ODT
    if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return Format.SHEET
    for prefix, found in _ZIP_MEMBERS:
        if any(name.startswith(prefix) for name in names):
            return found
    return Format.ARCHIVE


def _recognise_ole(data: bytes) -> Format:
    """By the streams at the root; a spreadsheet may hold a whole Word document as an object."""
    streams = list_streams(data)
    for stream, found in _OLE_STREAMS:
        if stream in streams or (not streams and stream.encode("utf-16-le") in data):
            return found
    return Format.OLE


_PAGE_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_TAG = re.compile(
    r"</?(?:html|head|body|meta|title|div|p|span|table|tbody|tr|td|th|br|ul|ol|li|dl|dt|dd|h[1-6]|font|center|strong|b|"
    r"article|section|header|footer|nav|a|img|script|style|link)\b[^<>]*>",
    re.I,
)


def is_page(text: str, name: str) -> bool:
    """True where a text is HTML: a whole page, or a fragment that is full of tags.

    >>> is_page("<div><p>答复</p></div>", "a.txt"), is_page("面积<500平方米的,<br>不再审批", "a.txt")
    (True, False)
    """
    head = text[:50_000]
    if _PAGE_START.match(head):
        return True
    tags = sum(1 for _ in _TAG.finditer(head))
    if PurePath(name).suffix.lower() in HTML_SUFFIXES:
        return tags > 0
    return tags >= 3 and head.lstrip().startswith("<")
