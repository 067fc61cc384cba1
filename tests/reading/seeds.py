"""A seed of each format for the tests of robustness: small, with as many features of the format as it can hold."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import lru_cache

from tests.reading import test_doc
from tests.reading.bookfile import old_book, old_flag, old_hidden_row, old_merged, old_number, old_text, task_book
from tests.reading.ofdfile import ofd_file, page, text_object
from tests.reading.pdffile import body, printed_file, set_lines
from tests.reading.test_docx import CHINESE, call, deleted, inserted, note, notes
from tests.reading.test_odt import CHINESE as LISTS
from tests.reading.test_odt import items, odt, p
from tests.reading.test_rtf import FONTS
from tests.reading.test_saved import message, part, quoted
from tests.reading.wordfile import paragraph, row, table, word_file

LETTER = (
    "^关于对第0019号提案的答复",
    "|张晓云委员：",
    "您提出的《关于增设路灯的提案》收悉，现答复如下：",
    "一、我局将于2024年年底前在东湖区新建路灯20盏。",
    ">云溪市住房和城乡建设局",
    ">2024年5月6日",
)
PLAIN = tuple(text.lstrip("^|>") for text in LETTER)
PAGE = (
    '<!DOCTYPE html><html><head><meta charset="gb2312"><title>答复_云溪市</title><style>p{color:red}</style></head>'
    f'<body><div style="display:none">藏</div><div class="con"><h1>{PLAIN[0]}</h1>'
    + "".join(f"<p>{text}</p>" for text in PLAIN[1:])
    + "<table><tr><th>任务<td>责任单位</tr><tr><td>路灯&nbsp;&#20盏<td>市城管局</table></div><iframe src='a.htm'></body>"
)


def _docx() -> bytes:
    return word_file(
        paragraph(PLAIN[0]),
        paragraph("我局将改造20个小区。", number=1, level=0),
        paragraph("改造", number=1, level=1, mark="<w:del/>"),
        paragraph(inserted("加"), deleted("减"), call("footnote", 2)),
        table(row("任务", "责任单位", properties="<w:tblHeader/>"), row("路灯", table(row("丙")))),
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText>'
        '<w:fldChar w:fldCharType="separate"/><w:t>7</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>',
        "<w:p><w:r><w:pict><w:txbxContent>" + paragraph("框") + "</w:txbxContent></w:pict></w:r></w:p>",
        numbering=CHINESE,
        **{"word__footnotes.xml": notes("footnote", note("footnote", 2, "脚注"))},
    )


def _odt() -> bytes:
    text = "".join(map(p, PLAIN)) + items(p("我局将改造小区。"), p("其次")) + "<text:note><text:note-body>" + p("注")
    text += "</text:note-body></text:note><table:table><table:table-row><table:table-cell>" + p("路灯")
    text += '</table:table-cell><table:table-cell table:number-columns-repeated="2"/></table:table-row></table:table>'
    return odt(f"<office:text>{text}</office:text>", automatic=LISTS)


def _rtf() -> bytes:
    text = "".join(f"\\u{ord(sign)}?" for sign in PLAIN[3])
    return (
        f"{{\\rtf1\\ansi\\ansicpg936{FONTS}\\f1\\'ce\\'d2 {text}\\par{{\\listtext 1.}}\\ls1 a\\par\\trowd\\cellx1\\intbl b"
        "\\cell\\row{\\field{\\*\\fldinst PAGE}{\\fldrslt 7}}{\\deleted c}{\\footnote d}{\\*\\bin3 abc}\\uc2\\u8217 xy\\par}"
    ).encode("ascii")


def _ofd() -> bytes:
    first = body(set_lines(LETTER))
    return ofd_file(
        page(*map(text_object, first), before='<ofd:Template TemplateID="3"/>'),
        page(*map(text_object, body(["第二页，文字。"]))),
        common='<ofd:TemplatePage ID="3" BaseLoc="T/T.xml"/>',
        Doc_0__T__T=page(text_object((72, 820, 9, "内部"))),
    )


def _xls() -> bytes:
    cells = (old_text(0, 0, "任务"), old_text(0, 1, "牵头单位"), old_text(1, 0, "新建路灯"), old_merged(1, 2, 1, 1))
    return old_book(
        *cells, old_number(1, 2, 45000.0, 1), old_flag(1, 3, 1), old_hidden_row(2), draft=old_text(0, 0, "稿")
    )


_MAKERS: dict[str, Callable[[], bytes]] = {
    "txt": lambda: "\r\n".join(PLAIN).encode("gb18030"),
    "csv": lambda: '序号,任务,责任单位\r\n1,"新建\n路灯",市城管局\r\n'.encode(),
    "html": PAGE.encode,
    "mht": lambda: message(
        part("text/html; charset=gbk", quoted(PAGE, "gbk"), "quoted-printable"), part("text/css", b"")
    ),
    "docx": _docx,
    "doc": lambda: test_doc.SEED,
    "rtf": _rtf,
    "odt": _odt,
    "pdf": lambda: printed_file(body(set_lines(LETTER)), body(["第二页，文字。"])),
    "ofd": _ofd,
    "xlsx": task_book,
    "xls": _xls,
}
FORMATS = tuple(_MAKERS)
"""Suffixes of all formats that are read."""
PACKAGES = {
    "docx": "word/document.xml",
    "odt": "content.xml",
    "ofd": "Doc_0/Pages/Page_0/Content.xml",
    "xlsx": "xl/worksheets/sheet1.xml",
}
"""Suffixes of those that are zip archives of XML → a part that is always read."""


@lru_cache
def seed(suffix: str) -> bytes:
    """The bytes of the seed of a format."""
    return _MAKERS[suffix]()


def members(data: bytes) -> dict[str, bytes]:
    """The members of a zip file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def package(parts: dict[str, bytes]) -> bytes:
    """A zip file of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()
