"""An office's own ledger by a map of its columns: titles, cases, promises, and what was reported of them."""

from __future__ import annotations

import io
import tomllib
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.bookfile import old_book, old_text
from tests.reading.office import made_by_office
from tracker.errors import InputError
from tracker.exchange.cells import Reading
from tracker.exchange.foreign_cases import ForeignItem, find_cases
from tracker.exchange.foreign_ledger import ForeignSource, Problem, Step, TakenCase, take_case
from tracker.exchange.foreign_promise import make_commitment, make_header
from tracker.exchange.foreign_table import ForeignTable, find_table, load_sheets, read_table
from tracker.exchange.mapping import ColumnMap, parse_map, suggest_map
from tracker.exchange.titles import choose_columns, load_titles
from tracker.ledger import Change
from tracker.model import DeadlineBasis, Evidence, OwnerBasis, ReplyKind, Review, Status
from tracker.profile.written import parse_written
from tracker.reading.refusal import UnreadableError
from tracker.reading.sheets.grid import Area, Grid

TODAY = date(2024, 10, 15)
MERGED = (
    ["云溪市2024年提案承诺事项台账", *[""] * 9],
    ["序号", "提案编号", "案由", "承诺事项", "责任单位", "完成时限", "办理情况", "", "", "备注"],
    [*[""] * 6, "是否办结", "目前进展情况", "存在问题", ""],
    ["1", "第12号", "关于加装路灯的提案", "安装路灯25盏", "市住建局", "2024年9月底", "已办结", "全部装完", "", ""],
    ["2", "", "", "2024年底前改造老旧小区3个", "市住建局", "", "正在推进", "已开工2个", "雨季", ""],
    ["3", "", "", "制定管理办法", "市城管局、市住建局", "长期", "长期坚持", "", "", "每年"],
    ["4", "13", "关于公厕的提案", "新建公厕3座", "西岭县", "2025/6/30", "未启动", "", "", ""],
    ["合计", "", "", "", "", "", "", "", "", ""],
)
OLD = (("案号", "承诺事项", "责任单位"), ("12", "修路1条", "甲局"))
AREAS = (
    (0, 0, 0, 9), *((1, column, 2, column) for column in (0, 1, 2, 3, 4, 5, 9)), (1, 6, 1, 8), (3, 1, 5, 1), (3, 2, 5, 2),
)  # fmt: skip


def make_book(rows: Sequence[Sequence[str]], areas: Sequence[tuple[int, int, int, int]] = ()) -> bytes:
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    sheet = book.add_worksheet("台账")
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if text:
                sheet.write_string(number, column, text)
    for top, left, bottom, right in areas:
        sheet.merge_range(top, left, bottom, right, rows[top][left])
    book.close()
    return data.getvalue()


def make_grid(rows: Sequence[Sequence[str]], areas: Sequence[tuple[int, int, int, int]] = ()) -> Grid:
    filled = {
        number: {column: text for column, text in enumerate(row) if text} for number, row in enumerate(rows) if any(row)
    }
    return Grid("台账", filled, [Area(*area) for area in areas])


def make_map(text: str) -> ColumnMap:
    return parse_map(parse_written(text, "列.toml", "列对应表"))


def make_table(rows: Sequence[Sequence[str]], areas: Sequence[tuple[int, int, int, int]] = ()) -> ForeignTable:
    return find_table([make_grid(rows, areas)])


def take(
    table: ForeignTable, fixed: Mapping[str, str] | None = None, statuses: Mapping[str, Status] | None = None
) -> tuple[list[TakenCase], list[Problem]]:
    """All cases of a table by its own titles."""
    source = ForeignSource("旧.xlsx", "0" * 64, fixed or {}, Reading(TODAY, statuses or {}))
    found = [take_case(case, source, "督查室") for case in find_cases(table, choose_columns(dict(table.titles))).cases]
    return [case for case, _ in found if case], [problem for _, wrong in found for problem in wrong]


# Titles


@pytest.mark.parametrize(
    ("titles", "keys"),
    [
        (["序号", "案号", "案由", "承诺事项(原文)", "责任单位"], ["number", "subject", "text", "unit"]),
        (
            ["提案 编号", "提案\n题目", "具体措施（逐条）", "牵头部门：", "时限要求"],
            ["number", "subject", "text", "unit", "deadline"],
        ),
        (["编号", "建议号", "承诺", "办理情况", "进展情况"], ["number", "text", "note"]),
        (
            ["承诺事项", "完成时间", "实际完成时间", "完成情况", "是否完成"],
            ["text", "deadline", "done_on", "note", "status"],
        ),
        (["承诺事项", "截至目前最新进展情况说明"], ["text", "note"]),
        (["承诺事项", "办理情况/存在问题", "办理情况/进度"], ["text", "problem", "progress"]),
        (["甲", "乙"], []),
    ],
)
def test_titles_are_known_by_their_words(titles: list[str], keys: list[str]) -> None:
    assert sorted(choose_columns(dict(enumerate(titles)))) == sorted(keys)


def test_no_word_of_the_table_means_two_columns() -> None:
    words = [(word, key) for key, (_, known) in load_titles().items() for word in known]
    assert len({word for word, _ in words}) == len(words)


def test_the_row_of_titles_is_found_below_a_title_of_the_table_and_over_merged_cells() -> None:
    table = make_table(MERGED, AREAS)
    assert (table.sheet, table.header) == ("台账", 3)
    assert table.titles[1] == "提案编号"
    assert [table.titles[column] for column in (6, 7, 8)] == ["是否办结", "目前进展情况", "存在问题"]


def test_titles_of_two_lines_are_joined_where_only_both_tell_what_they_are() -> None:
    table = make_table(
        [["承诺事项", "单位", "", "时限"], ["", "牵头单位", "配合单位", ""], ["修路1条", "甲局", "乙局", ""]]
    )
    assert dict(table.titles) == {0: "承诺事项", 1: "单位/牵头单位", 2: "配合单位", 3: "时限"}
    assert table.header == 2


def test_the_sheet_of_which_most_columns_are_known_is_meant() -> None:
    other = make_grid([["说明"], ["请认真填写"]])
    assert find_table([other, make_grid(MERGED, AREAS)]).sheet == "台账"


@pytest.mark.parametrize(
    ("data", "name", "problem"),
    [
        (b"%PDF-1.4\n", "a.pdf", "不是表格"),
        (b"PK\x03\x04", "a.xlsx", "."),
        (make_book([]), "a.xlsx", "没有内容"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.xls", "."),
    ],
)
def test_what_is_no_table_is_refused_with_a_reason(data: bytes, name: str, problem: str) -> None:
    with pytest.raises(UnreadableError, match=problem):
        load_sheets(data, name)


def test_workbooks_and_separated_values_give_the_same_rows() -> None:
    rows = [["案号", "承诺事项", "责任单位"], ["12", "修路1条", "甲局"]]
    csv = "\n".join(",".join(row) for row in rows).encode("gb18030")
    tables = [find_table(load_sheets(data, name)) for data, name in ((make_book(rows), "a.xlsx"), (csv, "a.csv"))]
    assert tables[0].rows == tables[1].rows
    assert tables[0].titles == tables[1].titles


# The map


def test_a_suggested_map_is_a_map_of_the_table() -> None:
    table = make_table(MERGED, AREAS)
    text = suggest_map(table, "旧台账.xlsx")
    columns = make_map(text)
    assert (columns.sheet, columns.header) == ("台账", 3)
    assert columns.place(read_table(make_grid(MERGED, AREAS), 3)) == choose_columns(dict(table.titles))
    assert "# 没有用到的列：序号" in text
    assert "due（督办时限）" in text


def test_columns_of_one_name_are_suggested_by_their_letters() -> None:
    table = make_table([["案号", "承诺事项", "责任单位", "责任单位"], ["1", "修路", "甲局", "乙局"]])
    values = tomllib.loads(suggest_map(table, "a"))
    assert values["columns"]["unit"] == "C"
    assert make_map(suggest_map(table, "a")).place(table)["unit"] == 2


@given(st.text(), st.lists(st.text(), min_size=1, max_size=5))
def test_any_titles_give_a_map_that_can_be_read(sheet: str, titles: list[str]) -> None:
    table = ForeignTable(sheet, 1, dict(enumerate(titles)), ())
    assert tomllib.loads(suggest_map(table, sheet))["table"]["header"] == 1


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[columns]\nnumber = '案号'", "第 1 行，没有说明哪一列是承诺事项"),
        ("[columns]\ntexts = '事项'", "是不是 columns.text"),
        ("[columns]\ntext = '事项'\n[table]\nheader = -1", "第 4 行"),
        ("[columns]\ntext = '事项'\n[fixed]\nkind = '提案'", "可用的有 proposal"),
        ("[columns]\ntext = '事项'\n[fixed]\ndated = '去年'", "2024-08-20 样子的日期"),
        ("[columns]\ntext = '事项'\n[statuses]\n'差不多' = '快了'", "“差不多”所指的状态不对"),
        ("[columns]\ntext = '事项'\n[statuses]\n'差不多' = 3", "“差不多”所指的状态不对"),
        ("statuses = 3\n[columns]\ntext = '事项'", "应是一段"),
    ],
)
def test_a_map_that_is_wrong_says_where(text: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        make_map(text)


@pytest.mark.parametrize(
    ("name", "problem"),
    [("没有", "表里没有“没有”这一列，有的是 承诺事项、单位、单位"), ("单位", "有 2 个，请改写成列号（B、C）")],
)
def test_a_title_that_is_not_there_or_there_twice_is_refused(name: str, problem: str) -> None:
    table = make_table([["承诺事项", "单位", "单位"], ["修路", "甲", "乙"]])
    with pytest.raises(InputError, match=problem):
        make_map(f"[columns]\ntext = '承诺事项'\nunit = '{name}'").place(table)


def test_titles_are_found_as_they_are_read_and_columns_without_one_by_letters() -> None:
    table = make_table([["承诺 事项：", "责任单位"], ["修路", "甲局", "乙局"]])
    places = make_map("[columns]\ntext = '承诺事项'\npartners = 'C'\nremark = 'AA'").place(table)
    assert places == {"text": 0, "partners": 2, "remark": 26}


# Cases and promises


def test_a_case_is_what_its_merged_cells_cover() -> None:
    taken, problems = take(make_table(MERGED, AREAS))
    assert problems == []
    assert [len(case.extraction.commitments) for case in taken] == [3, 1]
    header = taken[0].extraction.reply.header
    assert (header.number, header.subject, header.kind) == ("12", "关于加装路灯的提案", ReplyKind.PROPOSAL)


def test_a_case_is_as_well_what_is_empty_below_it() -> None:
    bare = [(row[1:]) for row in MERGED[1:7]]
    merged, empty = take(make_table(MERGED, AREAS))[0], take(make_table([bare[0], *bare[2:]]))[0]
    assert [len(case.extraction.commitments) for case in empty] == [3, 1]
    assert empty[0].extraction.reply.document.text == merged[0].extraction.reply.document.text


def test_rows_of_a_case_that_stand_apart_are_one_case() -> None:
    rows = [["案号", "承诺事项", "责任单位"], ["12", "修路", "甲局"], ["13", "建桥", "甲局"], ["12", "植树", "乙局"]]
    taken, _ = take(make_table(rows))
    assert [[one.text for one in case.extraction.commitments] for case in taken] == [["修路", "植树"], ["建桥"]]


def test_quotes_are_exact_and_the_text_holds_what_does_not_change() -> None:
    for case in take(make_table(MERGED, AREAS))[0]:
        text = case.extraction.reply.document.text
        for one in case.extraction.commitments:
            assert text[one.start : one.end] == one.text
            assert one.by_hand
    text = take(make_table(MERGED, AREAS))[0][0].extraction.reply.document.text
    assert "案由：关于加装路灯的提案" in text
    assert "承诺时限：2024年9月底" in text
    assert "已开工2个" not in text


def test_sums_and_titles_of_the_next_page_are_no_promises() -> None:
    rows = [
        ["案号", "承诺事项", "单位"],
        ["1", "修路", "甲"],
        ["案号", "承诺事项", "单位"],
        ["", "小 计：", "1"],
        ["2", "建桥", "甲"],
    ]
    rows[3] = ["小 计：", "", "1"]
    assert len(take(make_table(rows))[0]) == 2


def test_a_row_that_says_something_but_no_promise_is_named() -> None:
    rows = [["案号", "承诺事项", "责任单位"], ["1", "修路", "甲"], ["2", "", "乙"], ["3", "", ""], ["", "建桥", "丙"]]
    table = make_table(rows)
    found = find_cases(table, choose_columns(dict(table.titles)))
    assert found.skipped == (3,)
    assert [case.cells["number"] for case in found.cases] == ["1", "3"]


def test_a_promise_merged_over_rows_of_several_units_is_one_promise_with_partners() -> None:
    rows = [["承诺事项", "责任单位"], ["修路", "甲局"], ["", "乙局"], ["", "甲局"], ["", ""], ["建桥", "丙局"]]
    (case,), _ = take(make_table(rows, [(1, 0, 4, 0)]))
    first, second = case.extraction.commitments
    assert (first.owner, first.partners, second.owner) == ("甲局", ("乙局",), "丙局")
    assert "责任单位：甲局、乙局" in case.extraction.reply.document.text


def test_what_the_whole_table_has_in_common_holds_for_every_case() -> None:
    fixed = {
        "issuer": "云溪市住房和城乡建设局",
        "session": "市人大五届三次会议",
        "dated": "2024-08-20",
        "kind": "suggestion",
    }
    case, *_ = take(make_table(MERGED, AREAS), fixed)[0]
    header = case.extraction.reply.header
    assert (header.issuer, header.session, header.dated) == (fixed["issuer"], fixed["session"], "2024-08-20")
    assert header.kind is ReplyKind.SUGGESTION
    assert case.added_on == date(2024, 8, 20)


@pytest.mark.parametrize(
    ("cells", "field", "value"),
    [
        ({"number": "第 0019 号"}, "number", "0019"),
        ({"number": "闭08"}, "number", "闭08"),
        ({"proposer": "甲委员、乙，丙代表"}, "addressees", ("甲", "乙", "丙")),
        ({"category": "Ｂ类（正在解决）"}, "category", "B"),
        ({"category": "已解决"}, "category", None),
        ({"dated": "2024.8.20"}, "dated", "2024-08-20"),
        ({"kind": "人大建议"}, "kind", ReplyKind.SUGGESTION),
        ({"session": "市政协六届三次会议"}, "kind", ReplyKind.PROPOSAL),
        ({"subject": "关于修路的建议"}, "kind", ReplyKind.SUGGESTION),
        ({}, "kind", ReplyKind.OTHER),
    ],
)
def test_the_header_of_a_case(cells: dict[str, str], field: str, value: object) -> None:
    header, wrong = make_header(cells, TODAY)
    assert getattr(header, field) == value
    assert wrong == []


@pytest.mark.parametrize(
    ("cells", "reference", "day", "text", "basis"),
    [
        ({"deadline": "2024年9月底"}, None, date(2024, 9, 30), "2024年9月底", DeadlineBasis.EXPLICIT),
        ({"deadline": "2024/9/30"}, None, date(2024, 9, 30), "2024/9/30", DeadlineBasis.EXPLICIT),
        ({"deadline": "45565"}, None, date(2024, 9, 30), "45565", DeadlineBasis.EXPLICIT),
        ({"deadline": "年内"}, date(2024, 8, 20), date(2024, 12, 31), "年内", DeadlineBasis.RELATIVE),
        ({"deadline": "年内"}, None, None, "年内", DeadlineBasis.RELATIVE),
        ({"deadline": "视资金情况"}, None, None, "视资金情况", DeadlineBasis.EVENT),
        ({"text": "2024年底前修路"}, None, date(2024, 12, 31), "2024年底前", DeadlineBasis.EXPLICIT),
    ],
)
def test_the_time_limit_of_a_promise(
    cells: dict[str, str], reference: date | None, day: date | None, text: str, basis: DeadlineBasis
) -> None:
    item = ForeignItem(2, {"text": "修路", **cells})
    deadline = make_commitment(item, (0, 2), {}, reference).deadline
    assert deadline is not None
    assert (deadline.date, deadline.text, deadline.basis) == (day, text, basis)


@pytest.mark.parametrize(
    ("cells", "targets"),
    [
        ({"text": "安装路灯25盏"}, [("25盏", 25.0)]),
        ({"text": "修路", "targets": "3公里"}, [("3公里", 3.0)]),
        ({"text": "安装路灯25盏", "targets": "全覆盖"}, [("全覆盖", None)]),
        ({"text": "修路"}, []),
    ],
)
def test_the_targets_of_a_promise(cells: dict[str, str], targets: list[tuple[str, float | None]]) -> None:
    found = make_commitment(ForeignItem(2, cells), (0, 2), {}, None).targets
    assert [(target.text, target.value) for target in found] == targets


def test_a_promise_of_nobody_is_of_nobody() -> None:
    commitment = make_commitment(ForeignItem(2, {"text": "修路"}), (0, 2), {"theme": "交通\n出行"}, None)
    assert (commitment.owner, commitment.owner_basis) == (None, OwnerBasis.UNSPECIFIED)
    assert (commitment.theme, commitment.deadline) == ("交通、出行", None)


# What was reported

STATE = ["承诺事项", "状态", "进度", "进展情况", "佐证", "报送日期", "办结日期", "销号日期", "备注", "督办时限"]


def steps_of(*cells: str, fixed: Mapping[str, str] | None = None) -> tuple[Step, ...]:
    (case,), problems = take(make_table([STATE, ["修路", *cells]]), fixed)
    assert problems == []
    return case.steps[0]


def test_a_promise_of_which_nothing_is_said_is_accepted_and_that_is_all() -> None:
    assert steps_of("未报") == (Step(Change(review=Review.ACCEPTED), TODAY),)


def test_a_report_counts_from_its_day_on() -> None:
    steps = steps_of("推进中", "60%", "已铺3公里", "", "2024-09-20", "", "", "", "2024-12-01")
    day = date(2024, 9, 20)
    assert steps == (
        Step(Change(review=Review.ACCEPTED, due=date(2024, 12, 1)), day),
        Step(Change(progress=60, note="已铺3公里"), day),
        Step(Change(status=Status.IN_PROGRESS), day),
    )


def test_what_is_done_and_closed_is_so_on_its_days() -> None:
    steps = steps_of("已销号", "100%", "", "验收单；https://www.yunxi.gov.cn/1\n验收单", "", "2024-09-01", "2024-09-20")
    first, report, done, closed = steps
    assert first.on == date(2024, 9, 1)
    assert report.change.evidence == (Evidence("验收单"), Evidence("https://www.yunxi.gov.cn/1"))
    assert (done.change.status, done.on) == (Status.DONE, date(2024, 9, 1))
    assert closed == Step(Change(status=Status.CLOSED, confirmed_by="督查室"), date(2024, 9, 20))


def test_what_is_closed_without_evidence_is_done_and_named() -> None:
    (case,), _ = take(make_table([STATE, ["修路", "已销号"]]))
    assert [step.change.status for step in case.steps[0]] == [None, Status.DONE]
    assert case.unproven == (2,)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (["", "", "", "", "", "", "规划调整"], "规划调整"),
        (["", "无法协调"], "无法协调"),
        ([], "原台账记为中止"),
    ],
)
def test_what_was_given_up_has_a_reason(cells: list[str], reason: str) -> None:
    assert steps_of("已中止", *cells)[-1].change == Change(status=Status.DROPPED, reason=reason)


@pytest.mark.parametrize(
    ("cells", "key", "text"),
    [
        (["差不多了"], "status", "看不出是哪种状态"),
        (["", "大半"], "progress", "不是进度"),
        (["", "", "", "", "2024-12-01"], "reported_on", "晚于今天"),
        (["", "", "", "", "", "不久前"], "done_on", "不是能确定的日期"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(cells: list[str], key: str, text: str) -> None:
    taken, (problem,) = take(make_table([STATE, ["修路", *cells]]))
    assert taken == []
    assert (problem.row, problem.key) == (2, key)
    assert text in problem.text


def test_a_day_before_the_reply_is_named(tmp_path: Path) -> None:
    _, problems = take(make_table([STATE, ["修路", *[""] * 8, "2024-01-01"]]), {"dated": "2024-08-20"})
    assert [(problem.row, problem.key) for problem in problems] == [(2, "due")]
    assert "早于答复日期 2024-08-20" in problems[0].text


def test_a_date_of_the_reply_that_is_none_is_named() -> None:
    rows = [["承诺事项", "责任单位", "答复日期"], ["修路", "甲局", "不久前"]]
    assert [(problem.row, problem.key) for problem in take(make_table(rows))[1]] == [(2, "dated")]


def test_words_that_the_map_explains_are_known() -> None:
    (case,), _ = take(make_table([STATE, ["修路", "差不多了"]]), statuses={"差不多了": Status.IN_PROGRESS})
    assert case.steps[0][-1].change.status is Status.IN_PROGRESS


_CELLS = st.text(max_size=12) | st.sampled_from(["修路", "第12号", "已办结", "2024-09-01", "60%", "合计", "市住建局"])


@given(
    st.lists(st.lists(_CELLS, max_size=6), min_size=1, max_size=8),
    st.lists(st.tuples(*[st.integers(0, 9)] * 4), max_size=4),
)
def test_no_table_raises_anything(rows: list[list[str]], areas: list[tuple[int, int, int, int]]) -> None:
    grid = make_grid([["案号", "承诺事项", "责任单位", "状态", "办结日期", "进度"], *rows], areas)
    for case in take(replace(find_table([grid])))[0]:
        text = case.extraction.reply.document.text
        assert all(text[one.start : one.end] == one.text for one in case.extraction.commitments)
        assert all(step.on <= TODAY for steps in case.steps for step in steps)


def test_an_old_workbook_gives_its_rows() -> None:
    cells = [old_text(row, column, text) for row, line in enumerate(OLD) for column, text in enumerate(line)]
    assert dict(find_table(load_sheets(old_book(*cells), "a.xls")).rows[0].cells) == {0: "12", 1: "修路1条", 2: "甲局"}


def test_a_sheet_of_another_office_program_is_converted() -> None:
    data = made_by_office(make_book(OLD), "ods", suffix=".xlsx")
    assert dict(find_table(load_sheets(data, "a.ods")).rows[0].cells) == {0: "12", 1: "修路1条", 2: "甲局"}


def test_without_that_program_what_to_do_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("tracker.reading.office._PLACES", ())
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(UnreadableError, match="另存为"):
        load_sheets(file.getvalue(), "表.ods")
