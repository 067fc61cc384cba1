"""Word files for the tests, written from markup: what a paragraph, a number or a revision is on disk."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SPACES = (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def _types(names: list[str]) -> str:
    """The part of a package that says what its parts are: office programs ask it, our reader does not."""
    kinds = "".join(
        f'<Override PartName="/{name}" ContentType="{_MAIN}.{name[5:-4]}{".main" * (name[5:-4] == "document")}+xml"/>'
        for name in names
        if name.endswith(".xml")
    )
    start = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{start}{kinds}</Types>'


def _relations(kinds: dict[str, str], folder: str = "") -> str:
    items = "".join(
        f'<Relationship Id="r{index}" Type="{_OFFICE}/{kind}" Target="{name.removeprefix(folder)}"/>'
        for index, (name, kind) in enumerate(kinds.items())
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(
    *content: str, number: int | None = None, level: int | None = None, style: str = "", mark: str = ""
) -> str:
    """A paragraph; strings that are no markup become runs; ``mark`` goes to its end mark (``<w:del/>``)."""
    place = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    place += "" if number is None else f'<w:numId w:val="{number}"/>'
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{named}<w:numPr>{place}</w:numPr><w:rPr>{mark}</w:rPr></w:pPr>"
    return f"<w:p>{properties}{''.join(part if part.startswith('<') else run(part) for part in content)}</w:p>"


def row(*cells: str, properties: str = "") -> str:
    content = "".join(f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{content}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def level(index: int, form: str, text: str, start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str, lists: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    """One abstract list of these levels and the lists made of it."""
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{lists}'


def word_file(
    *body: str, numbering: str = "", styles: str = "", section: str = "", space: str = W, **parts: bytes
) -> bytes:
    """The bytes of a .docx with this body; ``parts`` are added as they are, ``__`` in a name stands for ``/``."""
    documents = {
        "word/document.xml": f"<w:body>{''.join(body)}<w:sectPr>{section}</w:sectPr></w:body>",
        "word/numbering.xml": numbering,
        "word/styles.xml": styles,
    }
    documents = {name: content for name, content in documents.items() if content}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _types([*documents, *(name.replace("__", "/") for name in parts)]))
        archive.writestr("_rels/.rels", _relations({"word/document.xml": "officeDocument"}))
        kinds = {name: name[5:-4] for name in documents if name != "word/document.xml"}
        kinds |= {name.replace("__", "/"): name.split("__")[-1].split(".")[0] for name in parts}
        archive.writestr("word/_rels/document.xml.rels", _relations(kinds, "word/"))
        for name, content in documents.items():
            root = name[5:-4]
            archive.writestr(name, f'<w:{root} xmlns:w="{space}"{_SPACES}>{content}</w:{root}>')
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return buffer.getvalue()
