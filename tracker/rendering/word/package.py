"""The package: all parts in one zip, the same bytes for the same report."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date

from markupsafe import Markup

from tracker.rendering.word.charts import ChartPart
from tracker.rendering.word.markup import NAMESPACES, legal
from tracker.rendering.word.pages import FOOTERS, render_footer, render_header
from tracker.rendering.word.standard import LINE
from tracker.rendering.word.styles import render_fonts, render_styles
from tracker.rendering.word.templates import render_part
from tracker.reporting.report import Masthead, Report

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_EARLIEST = date(1980, 1, 1)


def build_package(report: Report, main: str, charts: Sequence[ChartPart]) -> bytes:
    """The bytes of a .docx with this main part and these charts; every time in it is the day of the report."""
    head = report.masthead
    parts = _parts(head, main, charts)
    # A zip knows no day before 1980.
    stamp = max(head.dated, _EARLIEST)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, (stamp.year, stamp.month, stamp.day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            archive.writestr(info, data)
    return buffer.getvalue()


def _parts(head: Masthead, main: str, charts: Sequence[ChartPart]) -> dict[str, bytes]:
    space = Markup(NAMESPACES)
    word = {
        "document": main,
        "styles": render_styles(),
        "settings": render_part("settings.xml", namespaces=space, line=LINE),
        "fontTable": render_fonts(),
    }
    if head.draft:
        word["header"] = render_header()
    word |= {f"footer_{name}": render_footer(name) for name in FOOTERS}
    relations = {name: (_id(name), _kind(name), f"{name}.xml") for name in word if name != "document"}
    relations |= {
        f"chart{number}": (f"rIdChart{number}", "chart", f"charts/chart{number}.xml")
        for number in range(1, len(charts) + 1)
    }
    texts = {
        "[Content_Types].xml": _types(word, len(charts)),
        "_rels/.rels": render_part("package.rels.xml"),
        "docProps/core.xml": render_part(
            "core.xml", title=legal(head.title), author=legal(head.issuer or ""), day=head.dated.isoformat()
        ),
        "docProps/app.xml": render_part("app.xml"),
        "word/_rels/document.xml.rels": _relations(relations),
    }
    texts |= {f"word/{name}.xml": text for name, text in word.items()}
    parts = {name: text.encode() for name, text in texts.items()}
    for number, chart in enumerate(charts, 1):
        book = f"Microsoft_Excel_Sheet{number}.xlsx"
        link = {"book": ("rId1", "package", f"../embeddings/{book}")}
        parts[f"word/charts/chart{number}.xml"] = chart.xml.encode()
        parts[f"word/charts/_rels/chart{number}.xml.rels"] = _relations(link).encode()
        parts[f"word/embeddings/{book}"] = chart.workbook
    return parts


def _kind(name: str) -> str:
    return name.partition("_")[0]


def _id(name: str) -> str:
    return f"rId{name[0].upper()}{name[1:]}"


def _relations(relations: Mapping[str, tuple[str, str, str]]) -> str:
    return render_part(
        "relations.xml",
        relations=[
            {"id": id_, "type": f"{_OFFICE}/{kind}", "target": target} for id_, kind, target in relations.values()
        ],
    )


def _types(word: Mapping[str, str], charts: int) -> str:
    kinds = {f"/word/{name}.xml": f"{_WORD}.{_kind(name)}+xml" for name in word}
    kinds["/word/document.xml"] = f"{_WORD}.document.main+xml"
    kinds |= {f"/word/charts/chart{number}.xml": _CHART for number in range(1, charts + 1)}
    return render_part("types.xml", kinds=kinds)
