"""Fonts and operators of PDF files: every way in which a code can stand for a character (pure Python reader)."""

from __future__ import annotations

import io
from contextlib import suppress

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.pdffile import body, identity_font, pdf_file, printed_file, set_lines, stream
from tests.reading.test_formats import check
from tests.reading.test_pdf import LETTER, PARAGRAPHS, READERS
from tracker.model import Document
from tracker.reading.pdf import has_native, read_pdf
from tracker.reading.pdf.charmap import parse_charmap
from tracker.reading.pdf.fonts import _composite_widths
from tracker.reading.refusal import UnreadableError

INNER = b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>%s>>"


def font_file(font: bytes, content: bytes, *, trailer: bytes = b"", more: dict[int, bytes] | None = None) -> bytes:
    """A page that shows the content in one font, ``F1``; further objects begin at 10."""
    return pdf_file(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>"
            b"/XObject<</X1 10 0 R/X2 11 0 R>>/Properties<</P1<</ActualText(\xfe\xff\x62\x37)>>>>>>>>",
            3: b"<</Type/Page/Parent 2 0 R/Contents[4 0 R]>>",
            4: stream(content),
            5: font,
            **(more or {}),
        },
        trailer,
    )


def shown(codes: str, font: bytes, **more: bytes) -> str:
    return read_pdf(font_file(font, b"BT /F1 12 Tf 72 700 Td <%s> Tj ET" % codes.encode(), **more), portable=True)[0]  # type: ignore[arg-type]


def composite(encoding: bytes, inner: bytes = b"") -> bytes:
    return b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/%s/DescendantFonts[%s]>>" % (
        encoding,
        INNER % inner,
    )


def simple(encoding: bytes = b"", more: bytes = b"") -> bytes:
    return b"<</Type/Font/Subtype/TrueType/BaseFont/Arial%s/FirstChar 32/Widths[%s]%s>>" % (
        b"/Encoding" + encoding if encoding else b"", b"500 " * 224, more,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("encoding", "codec", "text"),
    [
        (b"GBK-EUC-H", "gb18030", "改造20个小区"),
        (b"GBKp-EUC-H", "gb18030", "改造20个小区"),
        (b"GBK2K-H", "gb18030", "张喆委员"),
        (b"GB-EUC-H", "gb18030", "答复如下"),
        (b"UniGB-UCS2-H", "utf-16-be", "改造20个小区"),
        (b"UniGB-UTF16-H", "utf-16-be", "李𠮷代表"),
        (b"Identity-H", "utf-16-be", None),
        (b"Unknown-H", "utf-16-be", None),
    ],
)
def test_composite_fonts_with_predefined_maps(encoding: bytes, codec: str, text: str | None) -> None:
    codes = (text or "无法").encode(codec).hex()
    if text is None:
        with pytest.raises(UnreadableError, match=r"乱码.*OCR"):
            shown(codes, composite(encoding))
    else:
        assert shown(codes, composite(encoding)) == text


@pytest.mark.parametrize(
    ("encoding", "codes", "text"),
    [
        (b"/WinAnsiEncoding", "412032", "A 2"),
        (b"/MacRomanEncoding", "41a5", "A•"),
        (b"", "313233", "123"),
        (
            b"<</BaseEncoding/WinAnsiEncoding/Differences[65/one/uni4E00/u20628/A.alt 80/.notdef/g12]>>",
            "41424344",
            "1一𠘨A",
        ),
        (b"<</Differences[65/fi/emdash(x)]>>", "4142", "fi—"),
    ],
)
def test_simple_fonts_by_encoding_and_names(encoding: bytes, codes: str, text: str) -> None:
    assert shown(codes, simple(encoding)) == text


def test_widths_come_from_both_forms_of_the_list() -> None:
    widths = b"/DW 1000/W[1[500 500] 3 4 250 9]"
    more = identity_font("ab一二", 20)
    font = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 22 0 R/DescendantFonts[%s]>>" % (
        INNER % widths
    )
    content = b"BT /F1 10 Tf 72 700 Td <0001> Tj 5 0 Td <0002> Tj 5 0 Td <0003> Tj 2.5 0 Td <0004> Tj ET"
    assert read_pdf(font_file(font, content, more=more), portable=True)[0] == "ab一二"


@pytest.mark.parametrize("portable", READERS)
@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"BT /F1 12 Tf 72 700 Td (ab) Tj ET", "ab"),
        (b"BT /F1 12 Tf 72 700 Td [(a) -1000 (b)] TJ ET", "a b"),
        (b"BT /F1 12 Tf 72 700 Td 14 TL (a) Tj T* (b) Tj (c) ' 1 2 (d) \" ET", "a\nb\nc\nd"),
        (b"BT /F1 12 Tf 72 700 Td (a) Tj 0 -20 TD (b) Tj T* (c) Tj ET", "a\nb\nc"),
        (b"BT /F1 1 Tf 12 0 0 12 72 700 Tm (a) Tj 12 0 0 12 72 680 Tm (b) Tj ET", "a\nb"),
        (b"q 2 0 0 2 0 0 cm BT /F1 6 Tf 36 350 Td 6 Tc 50 Tz (ab) Tj ET Q BT /F1 12 Tf 72 600 Td (c) Tj ET", "a b\nc"),
        (b"BT /F1 12 Tf 72 700 Td 3 Ts (a) Tj 0 Ts (b) Tj ET", "ab"),
        (b"BT /F1 12 Tf 72 700 Td /Span <</ActualText (xy)>> BDC (ab) Tj EMC (c) Tj ET", "xyc"),
        (b"BT /F1 12 Tf 72 700 Td /Span /P1 BDC (a) Tj EMC /Artifact BMC (c) Tj EMC EMC ET", "户c"),
        (b"BT /F1 12 Tf 72 700 Td /Span <</ActualText (xyz)>> BDC (ab) Tj EMC (c) Tj ET", "xyzc"),
        (b"BT /F1 12 Tf 72 700 Td (a) Tj ET Q Q /X1 Do /X2 Do /X3 Do", "a\nf"),
        (b"BT /F1 12 Tf 72 700 Td /Span <</ActualText ()>> BDC (a) Tj EMC (c) Tj ET", "ac"),
        (b"BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI BT /F1 12 Tf 72 700 Td (ab) Tj ET", "ab"),
    ],
)
def test_operators_place_text(portable: bool, content: bytes, text: str) -> None:
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Matrix[1 0 0 1 0 -50]"
    more = {
        10: stream(b"BT /F1 12 Tf 72 700 Td (f) Tj ET", form),
        11: stream(b"0", b"/Subtype/Image/Width 1/Height 1"),
    }
    assert read_pdf(font_file(simple(b"/WinAnsiEncoding"), content, more=more), portable=portable)[0] == text


def test_forms_that_show_each_other_come_to_an_end() -> None:
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]"
    itself = stream(b"BT /F1 12 Tf 72 700 Td (f) Tj ET /X1 Do /X1 Do", entries)
    data = font_file(simple(b"/WinAnsiEncoding"), b"/X1 Do", more={10: itself})
    assert read_pdf(data)[0] == "f"
    chain = {10: stream(b"/X Do " * 50, entries + b"/Resources<</XObject<</X 12 0 R>>>>")} | {
        number: stream(b"/X Do " * 50, entries + b"/Resources<</XObject<</X %d 0 R>>>>" % (number + 1))
        for number in range(12, 20)
    }
    with pytest.raises(UnreadableError, match="过于复杂"):
        read_pdf(font_file(simple(b"/WinAnsiEncoding"), b"/X1 Do", more=chain))


def test_a_page_full_of_lines_is_read_in_time() -> None:
    content = b"BT /F1 1 Tf 1 TL 1 0 0 1 0 800 Tm " + b"(%s) Tj T* " % (b"a b" * 20) * 1000 + b"ET"
    assert len(read_pdf(font_file(simple(b"/WinAnsiEncoding"), content))[0]) > 50_000


def test_half_a_character_is_an_unknown_one() -> None:
    content = b"BT /F1 12 Tf 72 700 Td (abcdefgh) Tj /Span <</ActualText <feffd842>>> BDC (i) Tj EMC ET"
    text = read_pdf(font_file(simple(b"/WinAnsiEncoding"), content), portable=True)[0]
    text.encode("utf-8")
    assert text.startswith("abcdefgh")


def test_streams_that_unpack_to_too_much_are_refused() -> None:
    operators = stream(b" " * 80_000_000, packed=True)
    data = font_file(simple(), b"", more={4: operators})
    with pytest.raises(UnreadableError, match="过大"):
        read_pdf(data)


def test_unmapped_characters_are_asked_of_the_other_reader() -> None:
    data = font_file(composite(b"Unknown-H"), b"BT /F1 12 Tf 72 700 Td <4e004e8c> Tj ET")
    with pytest.raises(UnreadableError, match=r"乱码|没有文字"):
        read_pdf(data)


@pytest.mark.parametrize(
    "content",
    [
        b"(a) Tj BT (a) Tj /F9 12 Tf (a) Tj 1 Td (x) Tm /F1 Tf (a) Tj ET",
        b'BT /F1 12 Tf 72 700 Td (a) Tj ET Do cm 1 cm Tf TJ [ ] TJ /X1 BDC EMC EMC " \' 1 "',
        b"BT /F1 12 Tf 1e30 700 Td (a) Tj ET BT /F1 0 Tf 72 70 Td (a) Tj ET BT /F1 -12 Tf 72 70 Td (a) Tj ET",
    ],
)
def test_odd_operators_do_no_harm(content: bytes) -> None:
    with suppress(UnreadableError):
        assert read_pdf(font_file(simple(b"/WinAnsiEncoding"), content), portable=True)[0].strip("a\n") == ""


def test_maps_with_ranges_lists_and_faults_are_read() -> None:
    found = parse_charmap(
        b"1 begincodespacerange <00> <ff> <8140> <fefe> endcodespacerange 2 beginbfchar <01> <4e00> <02> <> <03> endbfchar "
        b"beginbfrange <10> <12> <0041> <20> <21> [<4e8c> <4e09>] <30> <31> [<56db>] <40> <4f> <ff> <50> <60> [ endbfrange"
    )
    assert found.lengths == (1, 2)
    assert [found.texts[bytes([code])] for code in (1, 0x10, 0x12, 0x20, 0x21, 0x30, 0x40)] == [*"一AC二三四ÿ"]
    assert b"\x41" not in found.texts
    assert parse_charmap(b"beginbfrange <0000> <ffffffff> <0000> endbfrange").texts[b"\x00\x41"] == "A"


def locked(password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(printed_file(body(set_lines(LETTER)))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("portable", READERS)
def test_a_file_that_needs_a_password_is_named_with_what_to_do(portable: bool) -> None:
    with pytest.raises(UnreadableError, match=r"加密.*密码"):
        read_pdf(locked("secret"), portable=portable)


@pytest.mark.parametrize("portable", READERS)
def test_a_file_that_only_forbids_changes_is_read(portable: bool) -> None:
    assert read_pdf(locked(""), portable=portable)[0].split("\n") == PARAGRAPHS


def test_aes_needs_the_native_reader_or_says_so() -> None:
    """The same file, said to be encrypted by AES: enough to see who is asked."""
    said = b"/V 4 /CF << /StdCF << /CFM /AESV2 /Length 16 >> >> /StmF /StdCF /StrF /StdCF"
    data = locked("").replace(b"/V 2", said).replace(b"/R 3", b"/R 4")
    with pytest.raises(UnreadableError, match=r"AES.*pypdfium2"):
        read_pdf(data, portable=True)
    with pytest.raises(UnreadableError, match="没有文字" if has_native() else "AES"):
        read_pdf(data)


@pytest.mark.parametrize("portable", READERS)
def test_too_many_pages_or_characters_are_refused(portable: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    data = printed_file(body(set_lines(LETTER)), body(set_lines(LETTER)))
    reader = "portable" if portable else "native"
    monkeypatch.setattr(f"tracker.reading.pdf.{'content' if portable else 'native'}.MOST_GLYPHS", 250)
    with pytest.raises(UnreadableError, match="过大"):
        read_pdf(data, portable=portable)
    monkeypatch.setattr(f"tracker.reading.pdf.{reader}.MOST_PAGES", 1)
    with pytest.raises(UnreadableError, match="过大"):
        read_pdf(data, portable=portable)


_SOURCE = printed_file(body(set_lines(LETTER)))


@pytest.mark.parametrize("portable", READERS)
@given(st.lists(st.tuples(st.integers(0, len(_SOURCE)), st.binary(min_size=1, max_size=6)), min_size=1, max_size=6))
def test_any_change_gives_text_or_our_own_error(portable: bool, changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(_SOURCE)
    for place, change in changes:
        data[place : place + len(change)] = change
    with suppress(UnreadableError):
        check(Document("", "", "pdf", *read_pdf(bytes(data), portable=portable)))


_OPERATORS = st.sampled_from(
    b"BT|ET|q|Q|/F1 12 Tf|72 700 Td|1 0 0 1 50 50 Tm|(ab) Tj|[(a) 9 (b)] TJ|T*|14 TL|0 0 0 0 0 0 cm|9e9 9e9 Td|/X1 Do|/Span"
    b"<</ActualText(x)>> BDC|EMC|-1 Tf|(|)|<41|>>|[|/|BI|ID|EI|(c) '|1 2 (d) \"|/F2 0 Tf|2 0 0 -2 9 9 cm".split(b"|")
)


@pytest.mark.parametrize("portable", READERS)
@given(st.lists(_OPERATORS, max_size=40).map(b" ".join))
def test_any_operators_give_text_or_our_own_error(portable: bool, content: bytes) -> None:
    with suppress(UnreadableError):
        data = font_file(simple(b"/WinAnsiEncoding"), content)
        check(Document("", "", "pdf", *read_pdf(data, portable=portable)))


def test_a_list_of_widths_that_breaks_off_keeps_what_it_said() -> None:
    assert _composite_widths([3, 4, 250, 9, 12]) == {3: 250.0, 4: 250.0}


@pytest.mark.parametrize("portable", READERS)
@pytest.mark.parametrize("text", ["号——关于", "号——"])
def test_two_dashes_that_a_font_prints_as_one_sign_stay_two(portable: bool, text: str) -> None:
    characters = ["号", "——", "关于"]
    source = b"1 begincodespacerange <0000> <ffff> endcodespacerange\n3 beginbfchar\n%s\nendbfchar" % b"\n".join(
        b"<%04x> <%s>" % (code, part.encode("utf-16-be").hex().encode()) for code, part in enumerate(characters, 1)
    )
    codes = "".join(f"{code:04x}" for code, part in enumerate(characters, 1) if part in text)
    font = identity_font("甲乙丙", 5)
    data = font_file(
        font[5],
        b"BT /F1 12 Tf 72 700 Td <%s> Tj ET" % codes.encode(),
        more={6: font[6].replace(b"1000 1000 1000", b"1000 2000 2000"), 7: stream(source)},
    )
    assert read_pdf(data, portable=portable)[0] == text
