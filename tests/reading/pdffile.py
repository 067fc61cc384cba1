"""PDF files for the tests, written object by object: what is printed where, in which font."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

Printed = tuple[float, float, float, str]
"""Left edge and baseline from the lower left corner, size, text."""

A4 = (595.0, 842.0)
PICTURE = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\n0\nendstream"


def wide(text: str) -> float:
    """Width of a text in sizes: letters and figures are half as wide as Chinese characters."""
    return sum(0.5 if ord(character) < 0x2000 else 1.0 for character in text)


def set_lines(paragraphs: Sequence[str], width: int = 28) -> list[str]:
    """Paragraphs as lines of so many characters, the first one indented by two; marks begin no line.

    ``^`` before a paragraph centres it, ``>`` sets it to the right, ``|`` leaves its first line without indentation.
    """
    lines = []
    for paragraph in paragraphs:
        how, text = (paragraph[0], paragraph[1:]) if paragraph[:1] in ("^", ">", "|") else ("", paragraph)
        line = "" if how else "\u3000\u3000"
        for character in text:
            if wide(line + character) > width and character not in "，。；：、）”》":
                lines.append(line)
                line = ""
            line += character
        rest = int(width - wide(line))
        lines.append({"^": "\u3000" * (rest // 2), ">": "\u3000" * rest}.get(how, "") + line)
    return lines


def body(
    lines: Sequence[str], *, left: float = 72, top: float = 770, size: float = 16, pitch: float = 28
) -> list[Printed]:
    """Lines below each other; full-width spaces at the beginning are an indentation, not text."""
    printed = []
    for number, line in enumerate(lines):
        text = line.lstrip("\u3000")
        if text:
            printed.append((left + (len(line) - len(text)) * size, top - number * pitch, size, text))
    return printed


def stream(content: bytes, entries: bytes = b"", *, packed: bool = False) -> bytes:
    if packed:
        content, entries = zlib.compress(content), entries + b"/Filter/FlateDecode"
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def pdf_file(objects: dict[int, bytes], trailer: bytes = b"") -> bytes:
    """A file of numbered objects, of which the first is the catalogue."""
    parts, places, length = [b"%PDF-1.7\n"], {}, 9
    for number, content in objects.items():
        places[number] = length
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        length += len(parts[-1])
    most = max(objects) + 1
    table = b"".join(b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(most))
    parts.append(
        b"xref\n0 %d\n%strailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n"
        % (most, table, most, trailer, length)
    )
    return b"".join(parts)


def identity_font(text: str, first: int) -> dict[int, bytes]:
    """Objects of a font whose codes are numbers and whose map says which characters they are."""
    characters = sorted(set(text))
    widths = b" ".join(b"500" if ord(character) < 0x2000 else b"1000" for character in characters)
    lines = b"\n".join(
        b"<%04x> <%s>" % (code, character.encode("utf-16-be").hex().encode())
        for code, character in enumerate(characters, 1)
    )
    source = b"1 begincodespacerange <0000> <ffff> endcodespacerange\n%d beginbfchar\n%s\nendbfchar" % (
        len(characters),
        lines,
    )
    return {
        first: b"<</Type/Font/Subtype/Type0/BaseFont/FZFS/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
        % (first + 1, first + 2),
        first + 1: b"<</Type/Font/Subtype/CIDFontType0/BaseFont/FZFS/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/DW 1000/W[1[%s]]/FontDescriptor<</Type/FontDescriptor/FontName/FZFS/Flags 4/ItalicAngle 0"
        b"/Ascent 859/Descent -140/CapHeight 700/StemV 80/FontBBox[0 -140 1000 859]>>>>" % widths,
        first + 2: stream(source),
    }


def show(printed: Sequence[Printed], alphabet: str) -> bytes:
    """The operators that print the lines in such a font."""
    codes = {character: code for code, character in enumerate(sorted(set(alphabet)), 1)}
    shown = (
        b"/F1 %g Tf 1 0 0 1 %g %g Tm <%s> Tj" % (size, x, y, b"".join(b"%04x" % codes[c] for c in text))
        for x, y, size, text in printed
    )
    return b"BT\n" + b"\n".join(shown) + b"\nET"


def printed_file(
    *pages: Sequence[Printed], page: bytes = b"/MediaBox[0 0 595 842]", before: bytes = b"", picture: bool = False
) -> bytes:
    """A file in which each page prints these lines."""
    alphabet = "".join(text for lines in pages for *_, text in lines) + " "
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>", **identity_font(alphabet, 3), 6: PICTURE}
    numbers = []
    for place, lines in enumerate(pages):
        number = 10 + 2 * place
        numbers.append(number)
        drawn = before + show(lines, alphabet) + (b"\nq 500 0 0 700 0 0 cm /P Do Q" if picture else b"")
        objects[number] = (
            b"<</Type/Page/Parent 2 0 R%s/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>/XObject<</P 6 0 R>>>>>>"
            % (page, number + 1)
        )
        objects[number + 1] = stream(drawn, packed=place % 2 == 0)
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects[2] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(numbers))
    return pdf_file(dict(sorted(objects.items())))
