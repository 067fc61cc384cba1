"""OFD files for the tests (GB/T 33190): one text object a line, as converters from Word write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from tests.reading.pdffile import Printed, wide

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_MILLIMETRES = 25.4 / 72
_HEIGHT = 842.0


def text_object(printed: Printed, *, attributes: str = "") -> str:
    """A line; its steps are written in the short form."""
    x, y, size, text = (value * _MILLIMETRES if isinstance(value, float | int) else value for value in printed)
    top = _HEIGHT * _MILLIMETRES - y
    steps = " ".join(f"g 1 {wide(character) * size:.4f}" for character in text[:-1])
    return (
        f'<ofd:TextObject ID="9" Boundary="{x:.4f} {top - size:.4f} {wide(text) * size:.4f} {size:.4f}" Font="3" '
        f'Size="{size:.4f}" {attributes}><ofd:TextCode X="0" Y="{size:.4f}" DeltaX="{steps}">{escape(text)}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def page(*objects: str, before: str = "") -> str:
    return (
        f'<ofd:Page {SPACE}>{before}<ofd:Content><ofd:Layer ID="2" Type="Body">{"".join(objects)}</ofd:Layer>'
        "</ofd:Content></ofd:Page>"
    )


def ofd_file(*pages: str, common: str = "", **parts: str) -> bytes:
    """The bytes of a file with these pages; ``parts`` are added, ``__`` in a name stands for ``/``."""
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    members = {
        "OFD.xml": f'<ofd:OFD {SPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml'
        "</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        f"</ofd:PhysicalBox></ofd:PageArea>{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        **{f"Doc_0/Pages/Page_{n}/Content.xml": content for n, content in enumerate(pages)},
        **{name.replace("__", "/") + ".xml": content for name, content in parts.items()},
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def printed_ofd(*pages: Sequence[Printed]) -> bytes:
    return ofd_file(*(page(*map(text_object, lines)) for lines in pages))
