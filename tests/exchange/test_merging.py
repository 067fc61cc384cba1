"""Sheets that come back, held against the ledger: what is taken, what is a conflict, what is refused, what is said."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from openpyxl import Workbook, load_workbook

from tests.exchange.offices import (
    PROMISES,
    UNIT,
    Cells,
    all_rows,
    decide,
    drop_hidden,
    edit,
    fill_in,
    fill_ledger,
    insert_rows,
    make_book,
    merge,
    put,
    receive,
    send,
    sort_rows,
    titles,
    told,
)
from tests.ledger.invented import NOW, TODAY, add, make_extraction, update
from tracker.exchange.cells import Reading
from tracker.exchange.columns import COLUMNS
from tracker.exchange.planning import find_clashes
from tracker.exchange.stamp import LEDGER_SHEET
from tracker.ledger import Ledger, Occasion
from tracker.model import Evidence, Review, Status
from tracker.reading.refusal import UnreadableError

FILLED: Cells = {
    "状态": "已办结",
    "进度%": "100%",
    "进展情况": "已全部装好，\n夜间亮灯正常",
    "存在问题": "个别井盖松动",
    "下步措施": "加强巡查",
    "佐证": "https://www.yunxi.gov.cn/a\n验收单.pdf",
    "办结日": "9月底",
    "备注": "另报纸质材料",
}


def test_every_column_that_an_office_fills_in_is_taken(ledger: Ledger) -> None:
    assert {column.title for column in COLUMNS if column.editable} == set(FILLED)
    merge(ledger, fill_in(send(ledger), {1: FILLED}))
    item = ledger.item(1)
    assert (item.status, item.status_since, item.progress) == (Status.DONE, date(2024, 9, 30), 100)
    assert item.note == "已全部装好，\n夜间亮灯正常"
    assert (item.problem, item.measures, item.remark) == ("个别井盖松动", "加强巡查", "另报纸质材料")
    assert [piece.location for piece in item.evidence] == ["https://www.yunxi.gov.cn/a", "验收单.pdf"]
    assert (item.reported_on, item.review) == (TODAY, Review.ACCEPTED)
    assert [item.status for item in ledger.items()[1:]] == [Status.UNREPORTED] * 3
    assert ledger.unanswered() == []


def test_a_second_time_changes_nothing(ledger: Ledger) -> None:
    filled = fill_in(send(ledger), {1: FILLED, 3: {"状态": "推进中"}})
    merge(ledger, filled)
    before = ledger.events()
    assert merge(ledger, filled).command is None
    assert merge(ledger, filled, "又一份.xlsx").command is None
    assert ledger.events() == before


def test_what_nobody_filled_in_is_no_report(ledger: Ledger) -> None:
    plan = receive(ledger, send(ledger))
    assert (plan.blank, plan.rows, plan.answers, plan.table.returned.seen) == (True, (), (), 4)
    assert [asked.unit for asked in ledger.unanswered()] == [UNIT]


def test_who_reports_by_a_sheet_is_told_by_its_rows(ledger: Ledger) -> None:
    early = send(ledger, None)
    ledger.outgoing.ask({UNIT: [1, 2]}, Occasion("张三", TODAY, NOW), lambda _: None)
    ledger.outgoing.ask({"云溪市水利局": [4]}, Occasion("张三", TODAY, NOW), lambda _: None)
    late = send(ledger, None)
    assert receive(ledger, fill_in(early, {1: {"备注": "有"}})).answers == ()
    assert [answer.unit for answer in receive(ledger, fill_in(late, {3: {"备注": "有"}})).answers] == [UNIT]


def test_an_item_that_went_to_another_unit_still_answers_for_the_one_that_was_asked(ledger: Ledger) -> None:
    first = send(ledger)
    ledger.outgoing.ask({UNIT: [1, 2]}, Occasion("张三", TODAY, NOW), lambda _: None)
    update(ledger, 1, owner="云溪市水利局")
    (answer,) = receive(ledger, fill_in(first, {1: {"备注": "有"}})).answers
    assert answer.unit == UNIT
    assert answer.asked == ledger.unanswered()[0].event_id


# Rows wherever they are


def _delete(book: Workbook) -> None:
    book[LEDGER_SHEET].delete_rows(4, 2)


def _split(book: Workbook) -> None:
    """Two rows to a sheet of their own, without a heading; what was filled in only there."""
    sheet, other = book[LEDGER_SHEET], book.create_sheet("市政科")
    for number in (2, 3):
        other.append([cell.value for cell in sheet[number]])
    for row in (2, 3):
        for title in ("进度%", "进展情况"):
            sheet.cell(row, titles(sheet)[title]).value = None


def _part_keys(book: Workbook) -> None:
    """Sorted by whoever marked only the visible columns: the keys stay where they were."""
    sheet = book[LEDGER_SHEET]
    places = [titles(sheet)[title] for title in ("tracker:key", "tracker:seal")]
    kept = [[sheet.cell(row, place).value for place in places] for row in range(2, 6)]
    sort_rows(book)
    for row, values in enumerate(kept, 2):
        for place, value in zip(places, values, strict=True):
            sheet.cell(row, place).value = value


def _leave_columns(book: Workbook) -> None:
    sheet = book[LEDGER_SHEET]
    for title in ("备注", "延期次数", "序时%", "案由", "序号"):
        sheet.delete_cols(titles(sheet)[title])


@pytest.mark.parametrize(
    "change",
    [sort_rows, insert_rows, _delete, _split, drop_hidden, _part_keys, _leave_columns],
    ids=lambda one: one.__name__,
)
def test_rows_are_known_again_wherever_they_are(ledger: Ledger, change: object) -> None:
    filled = fill_in(send(ledger), {1: {"进度%": 30, "进展情况": "装灯"}, 2: {"进度%": 40, "进展情况": "除涝"}})
    merge(ledger, edit(filled, change))  # type: ignore[arg-type]
    told_of = {item.commitment.text: (item.progress, item.note) for item in ledger.items()}
    assert told_of == {
        PROMISES[0]: (30, "装灯"),
        PROMISES[1]: (40, "除涝"),
        PROMISES[2]: (None, None),
        PROMISES[3]: (None, None),
    }


def test_rows_copied_into_a_workbook_of_their_own_are_known_again(ledger: Ledger) -> None:
    _, first, *_ = all_rows(fill_in(send(ledger), {1: {"进展情况": "装灯"}}))
    part = first[3:]
    merge(ledger, make_book([["说明"], part]))
    assert [item.note for item in ledger.items()] == ["装灯", None, None, None]
    assert ledger.unanswered() == []


def test_what_is_missing_and_what_is_new_is_said(ledger: Ledger) -> None:
    def change(book: Workbook) -> None:
        sheet = book[LEDGER_SHEET]
        sheet.delete_rows(4, 2)
        put(sheet, 3, {"承诺事项(原文)": "新增一项自行车道", "进展情况": "刚开始"})
        put(sheet, 4, {"进展情况": "以上为全部事项"})

    plan = receive(ledger, edit(fill_in(send(ledger), {1: {"备注": "有"}}), change))
    assert told(plan.notes) == (
        "工作表“承诺事项台账”第 4 行：台账里没有这一项（新增的行？），未读取\n"
        "工作表“承诺事项台账”第 5 行：没有承诺事项，未读取\n"
        f"{UNIT}：缺少编号 3、4 的行，按没有填报处理"
    )
    assert plan.errors == ()


def test_the_same_words_twice_need_the_case_or_the_unit(ledger: Ledger) -> None:
    add(ledger, make_extraction("13", PROMISES[0], "其他"), make_extraction("14", PROMISES[0], PROMISES[0]))
    rows = [["案号", "承诺事项", "状态", "进度%", "进展情况", "备注"]]
    rows += [["13", PROMISES[0], "", "", "十三号", ""], ["14", PROMISES[0], "", "", "十四号", ""]]
    plan = receive(ledger, make_book(rows))
    assert [(row.item.id, [edit.value for edit in row.edits]) for row in plan.rows] == [(5, ["十三号"])]
    assert told(plan.notes) == "工作表“Sheet1”第 3 行：同样文字的事项有几项，分不清是哪一项"


def test_a_row_in_two_places_may_not_say_two_things(ledger: Ledger) -> None:
    def copy(note: str) -> bytes:
        def change(book: Workbook) -> None:
            sheet = book[LEDGER_SHEET]
            other = book.create_sheet("副本")
            for row in sheet.iter_rows(max_row=2, values_only=True):
                other.append(row)
            put(other, 1, {"进展情况": note, "备注": "另有"})

        return edit(fill_in(send(ledger, None), {1: {"进展情况": "装灯"}}), change)

    plan = receive(ledger, copy("装了灯"))
    assert told(plan.errors) == (
        "工作表“副本”第 2 行“进展情况”（S 列）：与工作表“承诺事项台账”第 2 行“进展情况”（S 列）填的不一样，请只留一处"
    )
    merge(ledger, copy("装灯"))
    assert (ledger.item(1).note, ledger.item(1).remark) == ("装灯", "另有")


def test_two_tables_may_not_say_two_things(ledger: Ledger) -> None:
    sent = send(ledger)
    first = receive(ledger, fill_in(sent, {1: {"进展情况": "装灯"}}), "一.xlsx")
    second = receive(ledger, fill_in(sent, {1: {"进展情况": "装了灯"}, 2: {"备注": "有"}}), "二.xlsx")
    again = receive(ledger, fill_in(sent, {1: {"进展情况": "装灯"}}), "三.xlsx")
    clashes = find_clashes([first, second, again])
    assert {source: told(remarks) for source, remarks in clashes.items()} == {
        "二.xlsx": "工作表“承诺事项台账”第 2 行“进展情况”（S 列）："
        "与“一.xlsx”工作表“承诺事项台账”第 2 行“进展情况”（S 列）填的不一样，请只留一份"
    }


# Three states


def test_what_only_the_ledger_changed_stays(ledger: Ledger) -> None:
    sent = send(ledger)
    update(ledger, 1, note="督查室电话核实", progress=20)
    plan = receive(ledger, fill_in(sent, {1: {"存在问题": "缺材料"}}))
    assert plan.conflicts == []
    merge(ledger, fill_in(sent, {1: {"存在问题": "缺材料"}}))
    item = ledger.item(1)
    assert (item.note, item.progress, item.problem) == ("督查室电话核实", 20, "缺材料")


@pytest.mark.parametrize("theirs", [True, False])
def test_what_both_changed_is_a_conflict(ledger: Ledger, theirs: bool) -> None:
    update(ledger, 1, progress=10)
    sent = send(ledger)
    update(ledger, 1, progress=20, note="一样")
    filled = fill_in(sent, {1: {"进度%": 50, "进展情况": "一样", "备注": "有"}})
    plan = receive(ledger, filled)
    ((row, conflict),) = plan.conflicts
    assert (row.item.id, conflict.key, conflict.before, conflict.now, conflict.value) == (1, "progress", 10, 20, 50)
    assert [edit.key for edit in row.edits] == ["remark"]
    merge(ledger, filled, theirs=theirs)
    assert (ledger.item(1).progress, ledger.item(1).remark) == (50 if theirs else 20, "有")


def test_without_its_key_a_row_may_fill_in_only_what_is_empty(ledger: Ledger) -> None:
    update(ledger, 1, note="督查室电话核实")
    filled = edit(fill_in(send(ledger), {1: {"进展情况": "装灯", "备注": "有"}}), drop_hidden)
    plan = receive(ledger, filled)
    assert [edit.key for _, edit in plan.conflicts] == ["note"]
    assert [edit.key for _, edit in plan.edits] == ["remark"]


def test_evidence_is_added_and_never_taken_away(ledger: Ledger) -> None:
    known = Evidence("验收单.pdf", "0" * 64)
    update(ledger, 1, evidence=(known,))
    sent = send(ledger)
    update(ledger, 1, evidence=(Evidence("https://www.yunxi.gov.cn/b"),))
    merge(ledger, fill_in(sent, {1: {"佐证": "照片.jpg\n https://www.yunxi.gov.cn/b \n\n照片.jpg"}}))
    assert ledger.item(1).evidence == (known, Evidence("https://www.yunxi.gov.cn/b"), Evidence("照片.jpg"))


def test_an_emptied_cell_is_said_and_changes_nothing(ledger: Ledger) -> None:
    update(ledger, 1, note="在施工", progress=20, evidence=(Evidence("照片.jpg"),), status=Status.DONE)
    sent = send(ledger)
    emptied = {"进展情况": None, "进度%": None, "佐证": None, "办结日": None, "状态": None}
    plan = receive(ledger, fill_in(sent, {1: emptied, 2: {"备注": "有"}}))
    assert [edit.key for _, edit in plan.edits] == ["remark"]
    assert [(note.place.partition("行")[2], note.words[-9:]) for note in plan.notes] == [
        ("“状态”（O 列）", "请写明（如“无”）"),
        ("“进度%”（P 列）", "请写明（如“0”）"),
        ("“进展情况”（S 列）", "请写明（如“无”）"),
    ]


def test_changed_words_of_the_promise_are_said_and_not_taken(ledger: Ledger) -> None:
    changed: Cells = {"责任单位": "云溪市水利局", "承诺事项(原文)": "安装路灯20盏", "备注": "数量有误", "提案人": None}
    plan = receive(ledger, fill_in(send(ledger), {1: changed}))
    assert [edit.key for _, edit in plan.edits] == ["remark"]
    assert told(plan.notes) == (
        "工作表“承诺事项台账”第 2 行“承诺事项(原文)”（G 列）：被改为“安装路灯20盏”，此列不由单位填写，未采纳\n"
        "工作表“承诺事项台账”第 2 行“责任单位”（J 列）：被改为“云溪市水利局”，此列不由单位填写，未采纳"
    )


# Statuses and days


@pytest.mark.parametrize(
    ("cells", "place", "words"),
    [
        ({"状态": "已销号"}, "“状态”（O 列）", "销号由督查单位核实后办理"),
        ({"状态": "差不多了"}, "“状态”（O 列）", "“差不多了”看不出是哪种状态"),
        ({"状态": "已中止"}, "“状态”（O 列）", "须说明理由，请写在备注里"),
        ({"进度%": "大半"}, "“进度%”（P 列）", "“大半”不是进度"),
        ({"状态": "已完成", "办结日": "2024.13.30"}, "“办结日”（X 列）", "不是能确定的日期"),
        ({"状态": "已完成", "办结日": "2024-12-30"}, "“办结日”（X 列）", "2024-12-30 晚于今天（2024-10-15）"),
        ({"状态": "已完成", "办结日": "2023-09-30"}, "“办结日”（X 列）", "早于答复日期（2024-08-20），请检查年份"),
        ({"状态": "推进中", "办结日": "2024-09-30"}, "“办结日”（X 列）", "状态却是“推进中”"),
        ({"办结日": "2024-09-30"}, "“办结日”（X 列）", "状态却是“未报进展”"),
    ],
)
def test_a_wrong_cell_is_named_and_its_table_is_not_taken(ledger: Ledger, cells: Cells, place: str, words: str) -> None:
    resolved = decide(receive(ledger, fill_in(send(ledger), {1: {"备注": None}, 2: cells})))
    (error,) = resolved.errors
    assert error.place == f"工作表“承诺事项台账”第 3 行{place}"
    assert words in error.words


def test_back_to_unreported_is_no_report(ledger: Ledger) -> None:
    update(ledger, 1, status=Status.IN_PROGRESS)
    plan = receive(ledger, fill_in(send(ledger), {1: {"状态": "未报进展"}}))
    assert "不能填报" in told(plan.errors)


@pytest.mark.parametrize("reason", ["备注", "存在问题", "进展情况"])
def test_what_is_given_up_has_its_reason_from_the_row(ledger: Ledger, reason: str) -> None:
    done = merge(ledger, fill_in(send(ledger), {1: {"状态": "终止", reason: "规划调整，不再实施"}}))
    (event,) = [event for event in done.events if event.field == "status"]
    assert (event.new, event.reason) == ("dropped", "规划调整，不再实施")


def test_a_closed_item_keeps_its_status(ledger: Ledger) -> None:
    update(ledger, 1, status=Status.DONE, on=date(2024, 9, 10))
    sent = send(ledger)
    update(ledger, 1, status=Status.CLOSED, confirmed_by="王主任", evidence=(Evidence("单.pdf"),))
    filled = fill_in(sent, {1: {"状态": "推进中", "办结日": "2024-09-20", "备注": "有"}})
    plan = receive(ledger, filled)
    assert "该项已销号" in told(plan.notes)
    merge(ledger, filled, theirs=True)
    assert (ledger.item(1).status, ledger.item(1).remark) == (Status.CLOSED, "有")


def test_what_is_done_can_be_dated_back_and_not_put_off(ledger: Ledger) -> None:
    update(ledger, 1, status=Status.DONE, on=date(2024, 10, 1))
    sent = send(ledger)
    late = decide(receive(ledger, fill_in(sent, {1: {"办结日": "2024-10-10"}})))
    assert "晚于台账里的办结日 2024-10-01" in told(late.errors)
    merge(ledger, fill_in(sent, {1: {"办结日": date(2024, 9, 20)}}))
    assert (ledger.item(1).status, ledger.item(1).status_since) == (Status.DONE, date(2024, 9, 20))


def test_a_deed_before_the_last_report_is_dated_by_that_report(ledger: Ledger) -> None:
    update(ledger, 1, status=Status.IN_PROGRESS, on=date(2024, 10, 8))
    filled = fill_in(send(ledger), {1: {"状态": "已完成", "办结日": "2024-09-30"}})
    assert "按 2024-10-08 记" in told(decide(receive(ledger, filled)).notes)
    merge(ledger, filled)
    assert (ledger.item(1).status, ledger.item(1).status_since) == (Status.DONE, date(2024, 10, 8))


def test_what_was_dated_by_a_report_is_known_again_and_dated_no_further_back(ledger: Ledger) -> None:
    update(ledger, 1, status=Status.IN_PROGRESS, on=date(2024, 10, 8))
    filled = fill_in(send(ledger), {1: {"状态": "已完成", "办结日": "2024-09-30"}})
    merge(ledger, filled)
    again = receive(ledger, filled)
    assert (again.conflicts, again.edits, again.blank) == ([], [], False)
    assert receive(ledger, fill_in(send(ledger), {1: {"办结日": "2024-09-20"}})).edits == []
    merge(ledger, fill_in(send(ledger), {1: {"办结日": "2024-09-20"}}), theirs=True)
    assert ledger.item(1).status_since == date(2024, 10, 8)


@pytest.mark.parametrize("dated", [None, "2024-10"])
def test_what_a_reply_without_a_day_promised_is_done_from_its_addition_at_the_earliest(
    ledger: Ledger, dated: str | None
) -> None:
    add(ledger, make_extraction("13", "将新建公厕2座", dated=dated))
    filled = fill_in(send(ledger), {5: {"状态": "已完成", "办结日": "2024-10-02"}})
    assert f"早于该项列入台账的日期，按 {TODAY} 记" in told(decide(receive(ledger, filled)).notes)
    merge(ledger, filled)
    assert (ledger.item(5).status, ledger.item(5).status_since) == (Status.DONE, TODAY)
    assert receive(ledger, filled).conflicts == []


def test_the_day_of_completion_goes_with_a_status_that_is_in_conflict(ledger: Ledger) -> None:
    sent = send(ledger)
    update(ledger, 1, status=Status.IN_PROGRESS, on=date(2024, 9, 10))
    filled = fill_in(sent, {1: {"状态": "已完成", "办结日": "2024-09-20", "备注": "有"}})
    resolved = decide(receive(ledger, filled))
    assert resolved.errors == ()
    assert told(resolved.notes).endswith("“办结日”（X 列）：随状态取舍，状态保留“推进中”时不采纳")
    merge(ledger, filled)
    assert (ledger.item(1).status, ledger.item(1).remark) == (Status.IN_PROGRESS, "有")
    merge(ledger, filled, theirs=True)
    assert (ledger.item(1).status, ledger.item(1).status_since) == (Status.DONE, date(2024, 9, 20))


def test_the_day_of_the_report_is_that_which_is_said(ledger: Ledger) -> None:
    resolved = decide(receive(ledger, fill_in(send(ledger), {1: {"状态": "已完成"}})), on=date(2024, 9, 30))
    assert [(one.change.status, one.on) for one in resolved.assignments] == [(Status.DONE, date(2024, 9, 30))]


def test_what_was_added_after_the_day_of_the_report_is_dated_by_its_addition(ledger: Ledger) -> None:
    add(ledger, make_extraction("13", "将新建公厕2座", dated=None))
    filled = fill_in(send(ledger), {1: {"备注": "有"}, 5: {"状态": "已完成", "进度%": 100}})
    resolved = decide(receive(ledger, filled), on=date(2024, 9, 30))
    assert [(one.item_id, one.on) for one in resolved.assignments] == [(1, date(2024, 9, 30)), (5, TODAY)]
    assert told(resolved.notes).endswith(f"第 6 行：2024-09-30 还没有列入台账，按 {TODAY} 记")


# Tables that are not ours


def test_a_sheet_of_another_ledger_is_refused(ledger: Ledger, tmp_path: object) -> None:
    with Ledger.open(ledger.path.with_name("other.db"), mode="write") as other:
        fill_ledger(other)
        sent = send(other)
    refusal = "全表：是另一本台账导出的，请用 --ledger 指明那一本"
    assert told(receive(ledger, fill_in(sent, {1: {"备注": "有"}})).errors) == refusal
    assert told(receive(ledger, make_book(all_rows(sent))).errors) == refusal
    mixed = [*all_rows(fill_in(send(ledger), {1: {"备注": "有"}})), all_rows(fill_in(sent, {2: {"备注": "有"}}))[2]]
    assert told(receive(ledger, make_book(mixed)).errors) == "工作表“Sheet1”第 6 行：是另一本台账的事项"


def test_an_item_that_is_not_there_is_named(ledger: Ledger) -> None:
    sent = send(ledger)
    ledger.withdraw(1, "重复", person="张三", on=TODAY, now=NOW)
    plan = receive(ledger, fill_in(sent, {1: {"备注": "有"}}))
    assert told(plan.notes).startswith("工作表“承诺事项台账”第 2 行：编号 1 已撤回，未读取")
    rows = all_rows(fill_in(sent, {1: {"备注": "有"}}))
    place = [str(value) for value in rows[0]].index("tracker:key")
    rows[1][place] = "99" + str(rows[1][place])[1:]
    assert "台账中没有编号 99" in told(receive(ledger, make_book(rows)).errors)


@pytest.mark.parametrize(
    "rows", [[], [["姓名", "电话"], ["张三", "123"]], [["状态", "备注", "佐证", "办结日", "进展情况"]]]
)
def test_what_is_no_ledger_says_so(ledger: Ledger, rows: list[list[object]]) -> None:
    with pytest.raises(UnreadableError, match="不是从台账导出的表"):
        receive(ledger, make_book(rows))


def test_a_table_of_a_later_version_is_refused(ledger: Ledger) -> None:
    def change(book: Workbook) -> None:
        for row in book["tracker"].iter_rows():
            if row[0].value == "format":
                row[1].value = "99"

    with pytest.raises(UnreadableError, match="请先升级本程序"):
        receive(ledger, edit(send(ledger), change))


HOSTILE: Mapping[str, str] = {
    "进展情况": "=cmd|' /C calc'!A0",
    "存在问题": '+HYPERLINK("http://127.0.0.1/","x")',
    "下步措施": "@SUM(1)\x0b\x1b[31m红\u202e反",
    "备注": "长" * 32_000,
    "佐证": '=WEBSERVICE("http://127.0.0.1/")\n-2+3',
}


def test_hostile_text_is_kept_as_text_and_goes_round(ledger: Ledger) -> None:
    rows = all_rows(send(ledger))
    for title, text in HOSTILE.items():
        rows[1][rows[0].index(title)] = "'" + text if text.startswith(("=", "+", "@")) else text
    import csv

    file = io.StringIO()
    csv.writer(file).writerows(rows)
    merge(ledger, file.getvalue().encode("utf-8-sig"), "住建局.csv")
    item = ledger.item(1)
    assert item.note == HOSTILE["进展情况"]
    assert item.problem == HOSTILE["存在问题"]
    assert item.measures == "@SUM(1)红反"
    assert item.remark == HOSTILE["备注"]
    assert [piece.location for piece in item.evidence] == HOSTILE["佐证"].split("\n")
    again = receive(ledger, send(ledger))
    assert again.blank


def test_a_cut_text_is_not_put_in_the_place_of_the_whole(ledger: Ledger) -> None:
    update(ledger, 1, note="长" * 40_000)
    sent = send(ledger)
    assert receive(ledger, sent).blank
    shown = str(all_rows(sent)[1][[str(cell) for cell in all_rows(sent)[0]].index("进展情况")])
    for text in ("新" + shown[1:], "新：" + shown):
        plan = receive(ledger, fill_in(sent, {1: {"进展情况": text}}))
        assert "导出时已截断" in told(plan.errors)
    assert receive(ledger, fill_in(sent, {1: {"进展情况": "改写"}})).errors == ()


def test_words_that_a_person_explained_are_taken(ledger: Ledger) -> None:
    filled = fill_in(send(ledger), {1: {"状态": "差不多了"}, 2: {"状态": "差不多了"}})
    assert receive(ledger, filled).unknown == ["差不多了"]
    plan = receive(ledger, filled, reading=Reading(TODAY, {"差不多了": Status.IN_PROGRESS}))
    assert [edit.value for _, edit in plan.edits] == ["推进中", "推进中"]


def test_a_sheet_saved_by_openpyxl_alone_is_blank(ledger: Ledger) -> None:
    """Loading and saving in another program is no change, day cells and numbers included."""
    update(ledger, 1, status=Status.DONE, progress=100, due=date(2024, 12, 1), on=TODAY - timedelta(days=3))
    sent = send(ledger)
    book = load_workbook(io.BytesIO(sent))
    file = io.BytesIO()
    book.save(file)
    assert receive(ledger, file.getvalue()).blank


def test_rows_without_their_hidden_cells_are_counted(ledger: Ledger) -> None:
    sent = send(ledger)
    assert (
        receive(ledger, sent).table.returned.seen == receive(ledger, edit(sent, drop_hidden)).table.returned.seen == 4
    )
