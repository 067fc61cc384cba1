"""Documents of the ledger as a table, and one document as a card."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.model import DocumentRecord, DocumentSummary
from tracker.profile import Profile
from tracker.reporting.profiles import class_text
from tracker.reporting.table import Cell, Column, Kind, Table, cell_text

_COLUMNS = (
    Column("id", "文件", Kind.NUMBER),
    Column("title", "标题", long=True),
    Column("number", "案号", fold=8),
    Column("issuer", "答复单位"),
    Column("dated", "答复日期"),
    Column("category", "办复类别"),
    Column("satisfaction", "提出人意见"),
    Column("items", "事项", Kind.NUMBER),
    Column("unreviewed", "其中待核", Kind.NUMBER),
)

FORMATS = {
    "text": "文本",
    "html": "网页",
    "docx": "Word 文档（docx）",
    "doc": "Word 文档（doc）",
    "wps": "WPS 文档",
    "pdf": "PDF",
    "ofd": "OFD",
    "rtf": "RTF",
}
"""Formats of documents in Chinese; others are named as the reader names them."""


def build_documents(documents: Iterable[DocumentSummary]) -> Table:
    """The documents in the order given, each with the number of its items that count."""
    rows: list[tuple[Cell, ...]] = []
    for one in documents:
        title = f"（已撤回）{one.title}" if one.withdrawn else one.title
        category = describe_category(one.category, one.category_now)
        said = one.satisfaction.label if one.satisfaction else None
        rows.append((one.id, title, one.number, one.issuer, one.dated, category, said, one.items, one.unreviewed))
    shown = [
        index for index, column in enumerate(_COLUMNS) if column.key != "satisfaction" or any(row[6] for row in rows)
    ]
    return Table(tuple(_COLUMNS[index] for index in shown), tuple(tuple(row[index] for index in shown) for row in rows))


def describe_category(first: str | None, now: str | None) -> str | None:
    """The class of the reply, and the one that it has now where that is another.

    >>> describe_category("B", "A"), describe_category("B", None), describe_category(None, "A")
    ('B→A', 'B', '—→A')
    """
    return first if now in (None, first) else f"{first or '—'}→{now}"


def describe_document(record: DocumentRecord, profile: Profile) -> list[tuple[str, str]]:
    """Chinese labels and values of all fields; the class that it has now as the place calls and means it."""
    header = record.header
    fields: tuple[tuple[str, Cell], ...] = (
        ("标题", header.title),
        ("类别", header.kind.label),
        ("届次", header.session),
        ("案号", header.number),
        ("案由", header.subject),
        ("提出者", "、".join(header.addressees)),
        ("答复单位", header.issuer),
        ("文号", header.document_number),
        ("答复日期", header.dated),
        ("原办复类别", header.category),
        ("现办复类别", class_text(profile, record.category_now or header.category)),
        ("提出人意见", record.satisfaction.label if record.satisfaction else None),
        ("联系单位", header.contact_unit),
        ("联系人", header.contact_person),
        ("联系电话", header.contact_phone),
        ("路径", record.path),
        ("格式", FORMATS.get(record.format, record.format)),
        ("SHA-256", record.sha256),
        ("读入日期", record.added_at.astimezone().date()),
        ("读入判定", record.genre.label + ("，已撤回" if record.withdrawn else "")),
    )
    return [(label, cell_text(value)) for label, value in fields]
