"""RTF files: what Word, WPS and LibreOffice write is read as displayed."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import InputError
from tracker.model import BlockKind
from tracker.reading import read_bytes
from tracker.reading.rtf import read_rtf, reader

FONTS = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset134 \'cb\'ce\'cc\'e5;}{\f2\fcharset2 Wingdings;}{\f3 SimSun;}}"


def rtf(body: str, page: int = 936) -> bytes:
    return f"{{\\rtf1\\ansi\\ansicpg{page}\\uc1{FONTS}{body}}}".encode("latin-1")


def escaped(text: str, encoding: str = "gbk") -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode(encoding))


def unicode(text: str) -> str:
    units = text.encode("utf-16-le")
    numbers = (int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2))
    return "".join(f"\\u{number}?" for number in numbers)


def read_lines(body: str, page: int = 936) -> list[str]:
    document = read_bytes(rtf(body, page), "答复.rtf")
    assert document.format == "rtf"
    return document.text.split("\n")


@pytest.mark.parametrize(
    "body",
    [
        escaped("云溪市"),
        r"\f1 " + escaped("云溪市"),
        r"\f0 " + escaped("云溪市"),
        r"\f9 " + escaped("云溪市"),
        unicode("云溪市"),
        r"{\uc2" + unicode("云").replace("?", r"\'d4\'c6") + "}" + escaped("溪市"),
        r"{\uc0\u20113}{\uc1\u28330 ?}" + escaped("市"),
        r"{\uc2\u20113\b0 ?}" + escaped("溪市"),
        "\r\n".join(escaped("云溪市")[at : at + 4] for at in range(0, 24, 4)),
        r"{\*\unknown " + escaped("无") + "}" + escaped("云溪市"),
        r"{\*\bkmkstart a}" + escaped("云溪市") + r"{\info{\title x}}{\pict\bin5 }}}}} 00}",
    ],
)
def test_characters_are_read_in_every_way_they_are_written(body: str) -> None:
    assert read_lines(body) == ["云溪市"]


@pytest.mark.parametrize(
    ("body", "page", "text"),
    [
        (r"\'b7 A\'93B\'94", 1252, "· A“B”"),
        (r"\'b7", 936, "·"),
        (r"\mac\'d2x\'d3", 1252, "“x”"),
        (r"\ansicpg7 \'e9", 1252, "é"),
        (unicode("𠮷"), 936, "𠮷"),
        (
            r"a\~b\_c\emdash\{\}\\\lquote\rquote\ldblquote\rdblquote\endash\bullet\emspace d",
            936,
            "a\xa0b-c—{}\\‘’“”–•\u2003d",
        ),
        (r"{\f2\'fe}A{\f2\'a8}B{\f2\'01}", 936, "☑A□B"),
        (r"\f1\'81", 1252, "\ufffd"),
    ],
)
def test_code_pages_signs_and_ticks(body: str, page: int, text: str) -> None:
    assert read_lines(body, page) == [text]


def test_paragraphs_lines_numbers_and_bullets() -> None:
    lines = read_lines(
        r"{\header x}\pard{\listtext\f1 " + escaped("一、") + r"\tab}" + escaped("办理情况") + r"\par"
        r"{\pntext\f0 1\tab}a\line b\tab c\par{\listtext\f2\'6c\tab}d\par{\listtext\u61548?\tab}e\par{\listtext 3.}\par f\sect g"
    )
    assert lines == ["一、办理情况", "1 a", "b c", "d", "e", "f", "g"]


def test_deleted_and_hidden_text_is_out() -> None:
    lines = read_lines(
        r"a{\deleted b}{\revised c}{\v d}\v e\v0 f\deleted g\plain h\par i{\deleted\par}j\par"
        r" k{\deleted l{\footnote m}{\field{\*\fldinst PAGE}{\fldrslt 1}}}\par"
    )
    assert lines == ["acfh", "ij", "k"]


def test_fields_show_their_result_and_circled_figures_their_figure() -> None:
    circle = r"{\field{\*\fldinst eq \\o\\ac(" + escaped("○") + r",3)}{\fldrslt }}"
    assert read_lines(r"{\field{\*\fldinst{ PAGE }}{\fldrslt 7}}x\par" + circle + "y") == ["7x", "③y"]


def test_tables_give_one_line_a_row() -> None:
    body = (
        r"x\par\trowd\trhdr\pard\intbl a\cell b\cell c\cell\row\trowd\pard\intbl 1\par 2\cell\cell 3\cell\row"
        r"\trowd\pard\intbl\itap2 p\nestcell q\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}"
        r"\pard\intbl\itap1 r\cell s\cell\row\pard y\par\cell"
    )
    document = read_bytes(rtf(body), "a.rtf")
    assert document.text.split("\n") == ["x", "a | b | c", "1 2 |  | 3", "p | q r | s", "y"]
    kinds = [block.kind for block in document.blocks]
    assert kinds[1:4] == [BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW, BlockKind.TABLE_ROW]


def test_text_boxes_come_once_after_their_paragraph_and_notes_at_the_end() -> None:
    box = r"{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt box\par two}}{\shprslt copy}}"
    document = read_bytes(rtf(rf"a{box}b{{\super\chftn{{\footnote\chftn note}}}}\par c\par"), "a.rtf")
    assert document.text.split("\n") == ["ab", "box", "two", "c", "[1] note"]
    assert document.blocks[-1].kind is BlockKind.FOOTNOTE


def test_an_object_shows_its_result() -> None:
    assert read_lines(r"{\object{\*\objdata 0102}{\result{shown}}}") == ["shown"]


def test_a_file_of_nothing_but_brackets_is_refused_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_TOKENS", 100)
    with pytest.raises(InputError, match="零碎"):
        read_bytes(rtf("{}" * 100), "a.rtf")


def test_groups_without_bottom_are_refused_and_groups_without_end_are_read() -> None:
    with pytest.raises(InputError, match="嵌套"):
        read_bytes(b"{\\rtf1" + b"{" * 2000, "a.rtf")
    assert read_rtf(b"{\\rtf1 a{b}}}} c")[0] == "ab c"
    assert read_rtf(b"{\\rtf1{\\footnote a")[0] == "[1] a"
    assert read_rtf(b"{\\rtf1 a\\")[0] == "a"


_PIECES = st.sampled_from(
    r"{ } \par \cell \row \nestrow \trowd \intbl \itap3 \u20113? \'d4 \'c6 \uc0 \f1 \f2 {\footnote {\shptxt {\listtext {\*\fldinst "
    r"\deleted \v \pard \plain {\fonttbl \ansicpg936 \bin3 \* {\* \u-10179? x \fcharset134 \uc9999999999".split()
)


@given(st.lists(_PIECES, max_size=80).map(" ".join))
def test_any_tokens_give_a_document_or_an_input_error(body: str) -> None:
    with suppress(InputError):
        assert read_bytes(rtf(body), "a.rtf").text.strip()
