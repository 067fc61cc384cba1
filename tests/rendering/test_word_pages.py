"""Pages of the Word report as LibreOffice lays them out; skipped where it is not installed."""

from __future__ import annotations

import ctypes
import re
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from tests.reading.office import made_by_office
from tests.rendering.reports import LEDGER, hostile_report, large_report, small_report
from tracker.rendering.word import render_word
from tracker.reporting.report import Report

MILLIMETRE = 72 / 25.4
A4 = (210, 297)


def _pages(report: Report) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(made_by_office(render_word(report), "pdf"))


def _text(page: pypdfium2.PdfPage) -> str:
    return page.get_textpage().get_text_range().replace("\r\n", "\n")


def _size(page: pypdfium2.PdfPage) -> tuple[int, int]:
    width, height = page.get_size()
    return round(width / MILLIMETRE), round(height / MILLIMETRE)


def _boxes(page: pypdfium2.PdfPage, wanted: str) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right, top of each of these characters, in millimetres from the corner of the page below left."""
    text = page.get_textpage()
    return [
        tuple(side / MILLIMETRE for side in text.get_charbox(place, loose=True))  # type: ignore[misc]
        for place in range(text.count_chars())
        if text.get_text_range(place, 1) == wanted
    ]


def _ink(page: pypdfium2.PdfPage) -> int:
    """Pixels that are not white at a coarse scale."""
    bitmap = page.render(scale=0.25, grayscale=True)
    return sum(value < 250 for value in ctypes.string_at(bitmap.buffer, bitmap.stride * bitmap.height))


def _missing_glyphs(page: pypdfium2.PdfPage) -> int:
    text = page.get_textpage()
    return sum(
        bool(pdfium.FPDFText_HasUnicodeMapError(text.raw, place))
        or pdfium.FPDFText_GetUnicode(text.raw, place) == 0xFFFD
        for place in range(text.count_chars())
    )


@pytest.fixture(scope="module")
def small() -> pypdfium2.PdfDocument:
    return _pages(small_report())


def test_a_full_page_has_22_lines_of_28_characters_within_the_type_area() -> None:
    page = _pages(replace(small_report(draft=False), lead=("云" * 2000,)))[1]
    boxes = _boxes(page, "云")
    assert len(boxes) == 22 * 28
    assert min(box[0] for box in boxes) >= 25
    assert max(box[2] for box in boxes) <= 210 - 25
    # 5.2.1: 37 mm above, 35 mm below; the room between two lines stands above the first or below the last.
    room = 225 / 22 - 5.6
    assert 36 <= 297 - max(box[3] for box in boxes) <= 37 + room
    assert 34 <= min(box[1] for box in boxes) <= 35 + room


def test_upright_pages_come_first_and_the_annex_is_turned(small: pypdfium2.PdfDocument) -> None:
    assert [_size(page) for page in small] == [A4] * 4 + [A4[::-1]] * 2


def test_no_page_is_empty_and_every_page_has_its_number(small: pypdfium2.PdfDocument) -> None:
    for number, page in enumerate(small, 1):
        assert re.search(rf"—\s*{number}\s*—", _text(page))
        assert "草稿" in _text(page)
        assert _ink(page) > 500


def test_page_numbers_stand_outside_and_7_mm_below_the_type_area(small: pypdfium2.PdfDocument) -> None:
    for number, page in enumerate(list(small)[:4], 1):
        _, bottom, right, top = _boxes(page, "—")[-1]
        assert (bottom + top) / 2 == pytest.approx(35 - 7, abs=1.5)
        assert (right > 105) == (number % 2 == 1)
    # As a turned page lies, its number is at the left; the page's head is where it is opened.
    for page in list(small)[4:]:
        dashes = [box for box in _boxes(page, "—") if box[2] < 36]
        assert len(dashes) == 2
        assert all((left + right) / 2 == pytest.approx(36 - 7, abs=2.5) for left, _, right, _ in dashes)


def test_the_issuing_organ_stands_35_mm_below_the_top_of_the_type_area(small: pypdfium2.PdfDocument) -> None:
    top = max(box[3] for box in _boxes(small[0], "督"))
    assert 297 - top - 37 == pytest.approx(35, abs=5)


def test_the_heads_of_the_ledger_stand_on_each_of_its_pages_and_no_glyph_is_missing() -> None:
    pages = _pages(large_report(60))
    turned = [page for page in pages if _size(page) != A4]
    assert 4 <= len(turned) <= 12
    for page in turned:
        found = re.sub(r"\s+", "", _text(page))
        assert all(column.title in found for column in LEDGER)
    assert sum(_missing_glyphs(page) for page in pages) == 0


def test_hostile_texts_are_laid_out_like_any_others() -> None:
    pages = _pages(hostile_report())
    text = "".join(_text(page) for page in pages)
    assert "<script>alert(1)</script>" in text
    assert "{{ 7*7 }}" in text
    assert [pdfium.FPDFLink_Enumerate(page.raw, ctypes.c_int(0), pdfium.FPDF_LINK()) for page in pages].count(1) == 0
