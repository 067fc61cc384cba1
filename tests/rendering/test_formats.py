"""All formats show the same cells; each keeps to its own rules."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reporting.invented import COMMITMENT, HEADER, make_deadline, make_document, make_event, make_item
from tracker.model import Document, Evidence, Extraction, Genre, Reply, Segment, Target, Verdict
from tracker.profile import load_profile
from tracker.rendering.card import render_card
from tracker.rendering.csv_file import render_csv
from tracker.rendering.explanation import render_explanation
from tracker.rendering.json_text import render_json, render_jsonl
from tracker.rendering.layout import find_widths
from tracker.rendering.markdown import escape, render_markdown_table
from tracker.rendering.objects import commitment_object, extraction_object, item_object
from tracker.rendering.plain import render_plain
from tracker.rendering.terminal import render_fields, render_table
from tracker.rendering.width import cell_width
from tracker.reporting.card import build_card
from tracker.reporting.listing import Day, build_item_table
from tracker.reporting.table import Column, Kind, Share, Table

DAY = Day(date(2024, 10, 15), 30)
LONG = "我局将会同市财政局更换湖滨路、桂园巷等处路灯120盏，同步改造控制箱12处，年底前全部完成并投入使用"
ITEMS = [
    make_item(1, due=date(2024, 10, 1), text=LONG, progress=60),
    make_item(12, text="研究提高补助标准", deadline=None, owner="云溪市人力资源和社会保障局"),
]
CELLS = st.one_of(st.none(), st.integers(), st.dates(), st.text(max_size=30), st.builds(Share, st.just(1), st.just(3)))


def make_table(*rows: tuple[object, ...]) -> Table:
    width = len(rows[0])
    return Table(tuple(Column(f"c{n}", f"列{n}") for n in range(width)), rows)  # type: ignore[arg-type]


def test_the_list_at_80_columns() -> None:
    assert render_table(build_item_table(ITEMS, DAY), width=80, lines=2) == (
        "编号  承诺事项                              责任单位        时限        状态\n"
        "----  ------------------------------------  --------------  ----------  --------\n"
        "   1  我局将会同市财政局更换湖滨路、桂园巷  云溪市城市管理  2024-10-01  未报进展\n"
        "      等处路灯120盏，同步改造控制箱12处…    局              督办        60%\n"
        "                                                                        逾期14天\n"
        "  12  研究提高补助标准                      云溪市人力资源  —           未报进展\n"
        "                                            和社会保障局"
    )


@pytest.mark.parametrize("width", [80, 100, 132])
def test_a_table_keeps_to_the_terminal_and_cuts_nothing_but_the_quote(width: int) -> None:
    drawn = render_table(build_item_table(ITEMS, DAY), width=width, lines=2)
    assert all(cell_width(line) <= width for line in drawn.splitlines())
    for text in ("云溪市人力资源", "2024-10-01", "逾期14天"):
        assert text in drawn
    assert "…" not in render_table(build_item_table(ITEMS, DAY), width=width)


@pytest.mark.parametrize("width", [20, 40, 56])
def test_a_narrow_terminal_folds_names_and_keeps_dates_whole(width: int) -> None:
    drawn = render_table(build_item_table(ITEMS, DAY), width=width, lines=2)
    assert "2024-10-01" in drawn
    assert "逾期14天" in drawn
    assert "云溪市城市管理" not in drawn


def test_a_table_that_fits_is_as_wide_as_it_needs() -> None:
    table = make_table(("甲", 1), ("乙丙", 22))
    assert find_widths(table, table.texts(), 80) == [4, 3]


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=5), st.integers(20, 120))
def test_no_cell_can_break_a_table(rows: list[tuple[object, ...]], width: int) -> None:
    table = make_table(*rows)
    assert render_table(table, width=width)
    assert len(render_plain(table).split("\n")) == len(rows) + 1
    assert len(render_markdown_table(table).split("\n")) == len(rows) + 2
    assert len(list(csv.reader(io.StringIO(render_csv(table).decode("utf-8-sig"), newline="")))) == len(rows) + 1


def test_colour_only_adds_to_what_the_words_say() -> None:
    table = build_item_table(ITEMS, DAY)
    drawn = render_table(table, width=80, lines=2, color=True)
    assert "\x1b[31m逾期\x1b[0m14天" in drawn
    assert re.sub("\x1b\\[\\d*m", "", drawn) == render_table(table, width=80, lines=2)


def test_a_pipe_gets_one_line_a_row_in_full() -> None:
    table = make_table(("甲\n乙", "丙\t丁", None), (LONG, date(2024, 9, 1), 3))
    assert render_plain(table) == f"列0\t列1\t列2\n甲 乙\t丙 丁\t—\n{LONG}\t2024-09-01\t3"


@pytest.mark.parametrize("text", ["甲|乙", "*粗*", "_斜_", "<b>", "`码`", "[链](接)", "\\", "# 题", "~删~"])
def test_markdown_shows_document_text_as_it_is(text: str) -> None:
    assert re.sub(r"\\(.)", r"\1", escape(text)) == text
    assert re.fullmatch(r"(?:[^\\`*_\[\]<>|~#]|\\.)*", escape(text))


def test_a_line_break_in_a_markdown_cell_stays_inside_the_cell() -> None:
    assert render_markdown_table(make_table(("甲\n乙",))) == "| 列0 |\n| --- |\n| 甲<br>乙 |"


def test_numbers_in_markdown_stand_to_the_right() -> None:
    table = Table((Column("n", "数", Kind.NUMBER),), ((1,),))
    assert render_markdown_table(table).splitlines()[1] == "| ---: |"


@pytest.mark.parametrize("formula", ["=1+1", "+86", "-5", "@名", "＝1"])
def test_a_spreadsheet_never_takes_text_for_a_formula(formula: str) -> None:
    assert render_csv(make_table((formula, 5))).decode("utf-8-sig").splitlines()[1] == f"'{formula},5"


def test_a_csv_file_opens_in_excel_and_leaves_unknown_cells_empty() -> None:
    data = render_csv(make_table((None, "甲,乙", Share(1, 3), -5, date(2024, 9, 1))))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").splitlines()[1] == ',"甲,乙",33.3%（1/3）,-5,2024-09-01'


def make_extraction(text: str = "", segments: tuple[Segment, ...] = (), path: str = "答复.txt") -> Extraction:
    reply = Reply(Document(path, "0" * 64, "text", text), HEADER, Genre.REPLY, "", 0, len(text), 0)
    return Extraction(reply, segments, (COMMITMENT,) if segments else ())


def test_an_extraction_has_the_keys_of_the_contract_in_their_order() -> None:
    value = extraction_object(make_extraction())
    assert list(value) == ["path", "sha256", "reply", "commitments"]
    assert list(value["reply"]) == [  # type: ignore[call-overload]
        "title", "kind", "number", "session", "subject", "addressees", "issuer", "document_number",
        "dated", "category", "contact_unit", "contact_person", "contact_phone",
    ]  # fmt: skip
    assert value["commitments"] == []
    commitment = commitment_object(COMMITMENT)
    assert list(commitment) == [
        "text", "start", "end", "section", "theme", "owner", "owner_basis", "partners", "deadline", "targets",
        "grade", "rule",
    ]  # fmt: skip
    assert commitment["deadline"] == {"text": "年底前", "date": "2024-12-31", "kind": "date", "basis": "relative"}
    assert json.dumps(commitment["targets"], ensure_ascii=False) == '[{"text": "120盏", "value": 120, "unit": "盏"}]'


def test_numbers_keep_their_fraction_and_unknown_ones_are_null() -> None:
    from dataclasses import replace

    targets = (Target("5.3公里", 5.3, "公里"), Target("三十余处", None, "处"))
    value = commitment_object(replace(COMMITMENT, targets=targets, deadline=None))
    assert [target["value"] for target in value["targets"]] == [5.3, None]  # type: ignore[attr-defined]
    assert value["deadline"] is None


def test_an_item_tells_its_state_and_the_owner_that_a_person_set() -> None:
    item = make_item(7, owner="云溪市水利局", due=date(2024, 10, 1), deadline=make_deadline(date(2024, 12, 31)))
    value = item_object(item, DAY.today)
    assert list(value)[:4] == ["id", "document_id", "status", "review"]
    assert value["owner"] == "云溪市水利局"
    assert (value["limit"], value["limit_basis"], value["overdue"]) == ("2024-10-01", "due", True)
    assert value["note"] is None
    assert (value["expected_progress"], value["light"], value["evidence"]) == (100, None, [])


def test_an_item_tells_evidence_and_light_by_the_rules_of_a_place() -> None:
    item = make_item(7, progress=20, evidence=(Evidence("照片.jpg", "0f" * 32, "台账.db.佐证/0f.jpg"),))
    value = item_object(item, DAY.today, load_profile())
    assert (value["expected_progress"], value["light"], value["due_moves"], value["reopened"]) == (60, "red", 0, 0)
    assert value["evidence"] == [{"location": "照片.jpg", "sha256": "0f" * 32, "kept": "台账.db.佐证/0f.jpg"}]


def test_json_is_one_array_and_jsonl_one_object_a_line_without_a_mark_at_the_start() -> None:
    objects = [extraction_object(make_extraction())] * 2
    assert json.loads(render_json(objects)) == objects
    line = render_jsonl(objects[0])
    assert line.count(b"\n") == 1
    assert line.startswith(b'{"path": "\xe7')
    assert json.loads(line) == objects[0]


def test_a_path_that_is_no_text_is_still_valid_json() -> None:
    line = render_jsonl(extraction_object(make_extraction(path="a\udcff.txt")))
    assert json.loads(line.decode("utf-8"))["path"] == "a\udcff.txt"


def segment(text: str, start: int, end: int, verdict: Verdict, rule: str = "r") -> Segment:
    return Segment(start, end, text[start:end], verdict, rule)


def test_an_explanation_keeps_numbers_and_marks_with_their_sentence_and_promises_stand_out() -> None:
    text = "一、已建成。\n二、" + COMMITMENT.text + "。\n云溪市"
    end = 9 + len(COMMITMENT.text)
    segments = (
        segment(text, 0, 2, Verdict.CLUTTER, "mark"),
        segment(text, 2, 5, Verdict.DONE, "finished"),
        segment(text, 5, 6, Verdict.CLUTTER, "mark"),
        segment(text, 7, 9, Verdict.CLUTTER, "mark"),
        segment(text, 9, end, Verdict.COMMITMENT, "will"),
        segment(text, end, end + 1, Verdict.CLUTTER, "mark"),
        segment(text, end + 2, end + 5, Verdict.CLUTTER, "outside"),
    )
    drawn = render_explanation(make_extraction(text, segments), width=None).splitlines()
    assert drawn[2:] == [
        "  已办    一、已建成。  [finished]",
        f"● 承诺    二、{COMMITMENT.text}。  [will]",
        "          → 责任单位：云溪市城市管理局（答复单位）；配合：市财政局；时限：年底前，即 2024-12-31"
        "（相对日期推算）；目标值：120盏；主题：改造路灯；可核查度：硬；位置：下一步",
        "  杂项    云溪市  [outside]",
    ]
    narrow = render_explanation(make_extraction(text, segments), width=40, color=True)
    assert "\x1b[1m● 承诺" in narrow
    assert all(cell_width(re.sub("\x1b\\[\\d*m", "", line)) <= 40 for line in narrow.splitlines())


def test_a_card_marks_the_quote_in_its_paragraph() -> None:
    text = "现答复如下：\n下一步，" + COMMITMENT.text + "。"
    start = text.index(COMMITMENT.text)
    from dataclasses import replace

    item = replace(make_item(), commitment=replace(COMMITMENT, start=start, end=start + len(COMMITMENT.text)))
    card = build_card(item, make_document(text), [make_event(1, "added", None, "1", date(2024, 6, 18))], DAY)
    plain = render_card(card, width=None)
    assert f"下一步，【{COMMITMENT.text}】。" in plain
    assert "\t新增\t" in plain
    drawn = render_card(card, width=60)
    assert all(cell_width(line) <= 60 for line in drawn.splitlines())


def test_fields_stand_in_one_column() -> None:
    assert render_fields([("状态", "推进中"), ("责任单位", "云溪市水利局")], width=None) == (
        "状态      推进中\n责任单位  云溪市水利局"
    )
    assert (
        render_fields([("备注", "已招标，已开工，已完成")], width=16) == "备注  已招标，已\n      开工，已完\n      成"
    )
    assert render_fields([], width=80) == ""
