"""The exported sheet, read back by openpyxl and looked at by LibreOffice."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import Workbook

from tests.ledger.invented import TODAY, add, make_extraction, update
from tests.reading.office import made_by_office
from tests.rendering.reports import HOSTILE
from tests.workbook.sheets import cells, is_inert, read_back
from tracker.exchange.columns import COLUMNS, VISIBLE, Entry, cells_of, row_of
from tracker.exchange.ledger_csv import render_ledger_csv
from tracker.exchange.ledger_sheet import GUIDE_SHEET, Heading, render_ledger_sheet
from tracker.exchange.stamp import LEDGER_SHEET, SHEET, Stamp, parse_stamp
from tracker.ledger import Ledger
from tracker.model import Status
from tracker.profile import load_profile

STAMP = Stamp("1a2b3c4d-0000-4000-8000-000000000000", 9, TODAY, "0.1.0", "云溪市住房和城乡建设局")
HEADING = Heading("云溪市住房和城乡建设局承诺事项台账（2024-10-15）", STAMP)
PROFILE = load_profile()


@pytest.fixture
def entries(tmp_path: Path) -> Iterator[list[Entry]]:
    with Ledger.open(tmp_path / "l.db", mode="write") as ledger:
        add(ledger, make_extraction("12", "整治东湖区内涝点", "每年清淤两次"), make_extraction("13"))
        update(ledger, 1, status=Status.IN_PROGRESS, progress=40, note="正在招标，\n" + "前期手续齐备。" * 30)
        yield [Entry(number, item, TODAY, PROFILE) for number, item in enumerate(ledger.items(), 1)]


def render(entries: list[Entry]) -> bytes:
    return render_ledger_sheet(entries, HEADING, PROFILE)


def plain(value: object) -> str:
    """A cell as a person reads it, a day without its hour."""
    return str(value or "").removesuffix(" 00:00:00").replace("_x005F_", "_")


def test_every_cell_comes_back(entries: list[Entry]) -> None:
    sheet = read_back(render(entries))[LEDGER_SHEET]
    first, *rows = cells(sheet)
    assert first == [column.title for column in COLUMNS]
    expected = [[plain(cell) for cell in row_of(entry)] for entry in entries]
    assert [[plain(value) for value in row] for row in rows] == expected


def test_the_sheets_are_the_ledger_how_to_fill_it_in_and_one_that_nobody_sees(entries: list[Entry]) -> None:
    book = read_back(render(entries))
    assert [(sheet.title, sheet.sheet_state) for sheet in book.worksheets] == [
        (LEDGER_SHEET, "visible"),
        (GUIDE_SHEET, "visible"),
        (SHEET, "veryHidden"),
    ]
    assert parse_stamp({str(key): str(value or "") for key, value in cells(book[SHEET])}) == STAMP
    guide = "\n".join(str(row[0]) for row in cells(book[GUIDE_SHEET]))
    assert "本表发给云溪市住房和城乡建设局" in guide
    assert "只填黄色各列：状态、进度%、进展情况、存在问题、下步措施、佐证、办结日、备注" in guide


def test_people_see_the_columns_of_a_ledger_and_fill_in_the_yellow_ones(entries: list[Entry]) -> None:
    sheet = read_back(render(entries))[LEDGER_SHEET]
    seen = [cell for cell in sheet[1] if not _is_hidden(sheet.parent, cell.column_letter)]
    assert [cell.value for cell in seen] == [column.title for column in VISIBLE]
    yellow = {cell.value for cell in seen if cell.fill.fgColor.rgb == "FFFFD966"}
    assert yellow == {column.title for column in COLUMNS if column.editable}
    assert not sheet.protection.sheet


def _is_hidden(book: Workbook, letter: str) -> bool:
    return any(
        dimension.hidden and dimension.min <= place <= dimension.max
        for dimension in book[LEDGER_SHEET].column_dimensions.values()
        for place in [book[LEDGER_SHEET][f"{letter}1"].column]
    )


def test_the_status_has_a_list_and_the_lights_have_colours(entries: list[Entry]) -> None:
    sheet = read_back(render(entries))[LEDGER_SHEET]
    rules = {rule.type: rule for rule in sheet.data_validations.dataValidation}
    assert rules["list"].formula1 == '"未启动,推进中,已完成,长期坚持,已中止"'
    assert (rules["whole"].formula1, rules["whole"].formula2) == ("0", "100")
    (coloured,) = list(sheet.conditional_formatting)
    assert [rule.formula for rule in coloured.rules] == [[f'"{name}"'] for name in PROFILE.light_names.values()]


def test_no_rows_make_a_sheet_with_titles() -> None:
    sheet = read_back(render([]))[LEDGER_SHEET]
    assert [cell.value for cell in sheet[1]] == [column.title for column in COLUMNS]


def test_the_same_rows_give_the_same_bytes(entries: list[Entry]) -> None:
    assert render(entries) == render(entries)


def test_hostile_texts_do_nothing_and_are_all_there(entries: list[Entry]) -> None:
    hostile = [
        replace(entry, item=replace(entry.item, note=text, owner=text, unit=text, remark=text))
        for text in HOSTILE
        for entry in entries[:1]
    ]
    data = render(hostile)
    assert is_inert(data)
    rows = cells(read_back(data)[LEDGER_SHEET])[1:]
    place = [column.key for column in COLUMNS].index("note")
    assert [plain(row[place]) for row in rows] == [plain(cells_of(entry)["note"]) for entry in hostile]


def test_csv_has_a_bom_and_the_hidden_columns_last(entries: list[Entry]) -> None:
    data = render_ledger_csv(entries)
    assert data.startswith(b"\xef\xbb\xbf")
    first, *rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert first == [*(column.title for column in VISIBLE), "tracker:key", "tracker:seal"]
    assert [row[-2] for row in rows] == [f"{entry.item.id}@/0" for entry in entries]
    assert rows[0][first.index("进展情况")] == cells_of(entries[0])["note"]


def test_csv_quotes_what_would_be_a_formula(entries: list[Entry]) -> None:
    hostile = replace(entries[0], item=replace(entries[0].item, note="=1+1", remark="-2"))
    text = render_ledger_csv([hostile]).decode("utf-8-sig")
    assert ",'=1+1," in text
    assert ",'-2," in text


def test_libreoffice_prints_it_two_pages_wide_with_titles_on_each(entries: list[Entry]) -> None:
    many = [replace(entry, number=number) for number, entry in enumerate(entries * 12, 1)]
    made = pypdfium2.PdfDocument(made_by_office(render(many), "pdf", suffix=".xlsx"))
    texts = [page.get_textpage().get_text_range() for page in made]
    ledger = texts[:-1]
    assert len(ledger) % 2 == 0
    assert all("序号" in text and "案号" in text for text in ledger)
    left, right = ledger[: len(ledger) // 2], ledger[len(ledger) // 2 :]
    assert all("承诺事项" in text for text in left)
    assert all("进展情况" in text and "备注" in text for text in right)
    assert all(round(page.get_width()) == 842 for page in list(made)[:-1])
