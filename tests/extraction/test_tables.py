"""Task tables: rows become commitments with the owners and time limits of their columns."""

from __future__ import annotations

import pytest

from tests.extraction.letters import extracted
from tracker.extraction import extract
from tracker.extraction.columns import read_columns
from tracker.extraction.tasks import is_finished
from tracker.model import Commitment, DeadlineKind, Document, Genre, Header, OwnerBasis, Reply, Verdict

TABLE = (
    "现将任务分解如下：\n"
    "| 序号 | 工作任务 | 牵头单位 | 配合单位 | 完成时限 | 责任人 | 进展情况 |\n"
    "| 1 | 新建社区食堂20家 | 市民政局 | 市财政局、东湖区政府 | 2024年12月底前 | 李某 | 正在选址 |\n"
    "| 2 | 印发助餐补贴办法 | 市民政局 | | 8月底前 | 王某 | 已完成 |\n"
    "| 3 | 开展食品安全检查 | 市市场监管局 | | 每季度 | 张某 | 未完成 |\n"
    "| 4 | | 市民政局 | | | | |\n"
    "感谢您的支持！\n"
)


def test_open_rows_are_commitments_with_the_fields_of_their_columns():
    found = extracted(TABLE)
    first, second = found.commitments
    assert first.text == "新建社区食堂20家 | 市民政局 | 市财政局、东湖区政府 | 2024年12月底前"
    assert (first.owner, first.owner_basis, first.partners) == (
        "市民政局",
        OwnerBasis.NAMED,
        ("市财政局", "东湖区政府"),
    )
    assert (first.deadline.text, str(first.deadline.date)) == ("2024年12月底前", "2024-12-31")
    assert [target.text for target in first.targets] == ["20家"]
    assert (second.owner, second.deadline.kind, second.partners) == ("市市场监管局", DeadlineKind.RECURRING, ())
    assert second.rule == "task-table"


def test_done_rows_are_done_and_the_header_is_a_heading():
    found = extracted(TABLE)
    assert [one.verdict for one in found.segments if "印发助餐补贴办法" in one.text] == [Verdict.DONE]
    assert [one.verdict for one in found.segments if "工作任务" in one.text] == [Verdict.HEADING]


def test_without_an_owner_column_the_organ_that_replies_is_the_owner():
    (found,) = extracted("任务 | 完成时限\n修复路灯二十盏 | 2024年9月底\n").commitments
    assert (found.owner_basis, str(found.deadline.date)) == (OwnerBasis.ISSUER, "2024-09-30")


def test_the_quote_ends_before_the_progress_where_it_stands_between():
    (found,) = extracted("任务 | 进展情况 | 责任单位\n修复路灯二十盏，年底前完成 | 推进中 | 市城管局\n").commitments
    assert found.text == "修复路灯二十盏，年底前完成"
    assert (found.owner, found.deadline.text) == ("市城管局", "年底前")


def test_other_tables_and_broken_rows_are_no_task_tables():
    assert extracted("指标 | 数值\n人口 | 30万\n").commitments == ()
    assert extracted("任务 | 责任单位\n只有一格\n|其他|||\n").commitments == ()


def plan(text: str) -> list[Commitment]:
    reply = Reply(Document("a", "", "text", text), Header(), Genre.NONE, "是清单", 0, len(text), 0)
    return list(extract(reply).commitments)


def brief(found: Commitment) -> tuple[str, str | None, str | None, str | None]:
    day = str(found.deadline.date) if found.deadline and found.deadline.date else None
    return found.text.partition(" | ")[0], found.theme, found.owner, day


def test_rows_that_end_in_empty_cells_and_headings_over_rows_belong_to_the_table():
    text = (
        "云溪市2024年民生实事任务分解表\n序号 | 任务名称 | 责任单位 | 完成时限 | 进展情况\n一、养老服务\n"
        "1 | 新建社区食堂 | 市民政局 | 12月底\n2 | 改造适老住房 |  | 2024/9/30 |\n二、交通\n3 | 修路 | 市住建局\n"
    )
    assert [brief(found) for found in plan(text)] == [
        ("新建社区食堂", "一、养老服务", "市民政局", "2024-12-31"),
        ("改造适老住房", "一、养老服务", "市民政局", "2024-09-30"),
        ("修路", "二、交通", "市住建局", None),
    ]


def test_a_header_that_each_page_repeats_is_no_row_and_a_paragraph_ends_the_table():
    header = "任务 | 牵头单位 | 完成时间\n"
    text = f"{header}修路 | 市住建局 | 年底前\n{header}修桥 | 市水利局 | 年底前\n以上任务由市政府督查室跟踪督办。\n甲 | 乙 | 丙\n"
    assert [found.owner for found in plan(text)] == ["市住建局", "市水利局"]


def test_a_header_of_two_lines_names_the_columns_together():
    text = (
        "项目名称 | 建设内容 | 责任分工 |  | 进展情况 |  | 完成时限\n"
        "项目名称 | 建设内容 | 牵头单位 | 配合单位 | 6月 | 9月 | 完成时限\n"
        "社区食堂 | 新建食堂20家 | 市民政局 | 市财政局、市住建局 | 已开工 | 正在装修 | 2024年12月\n"
        "口袋公园 | 新建公园3处 | 市城管局 | | 正在施工 | 已完成 | 2024年12月\n"
    )
    (found,) = plan(text)
    assert brief(found) == ("新建食堂20家", "社区食堂", "市民政局", "2024-12-31")
    assert found.partners == ("市财政局", "市住建局")


def test_a_group_of_columns_may_be_one_cell_of_the_first_line():
    text = (
        "序号 | 任务 | 责任分工 | 进展情况 | 完成时限\n |  | 牵头单位 | 配合单位\n"
        "1 | 新建食堂20家 | 市民政局 | 市财政局 | 推进中 | 2024年12月\n"
    )
    (found,) = plan(text)
    assert (found.owner, found.partners, str(found.deadline.date)) == ("市民政局", ("市财政局",), "2024-12-31")
    text = (
        "任务 | 责任单位 | 进展情况 | 备注\n |  | 6月 | 9月\n"
        "新建食堂20家 | 市民政局 | 推进中 | 已完成 | 无\n修路 | 市住建局 | 已开工 | 推进中\n"
    )
    assert [found.owner for found in plan(text)] == ["市住建局"]
    assert plan("任务 | 责任单位 | 备注\n | 甲 | 乙\n") == []


def test_lines_that_say_nothing_are_no_rows():
    text = (
        "| 任务 | 责任单位 | 备注 |\n|---|---|---|\n| - | 市民政局 | |\n| 修路 | 同上 | |\n| 修桥 | 市水利局 | |\n"
        "甲 | 乙 | 丙 | 丁 | 戊\n修渠 | 市水利局\n"
    )
    assert [(found.text, found.owner) for found in plan(text)] == [
        ("修路 | 同上", None),
        ("修桥 | 市水利局", "市水利局"),
    ]
    assert plan("项目名称 | 建设内容 | 责任单位\n修建道路 | | 市住建局\n")[0].text == "修建道路 | | 市住建局"
    assert plan("任务 | 责任单位 | 进展情况\n任务 | 责任单位 | 进展情况\n") == []


def test_the_quote_holds_the_time_limit_wherever_its_column_stands():
    for text in (
        "完成时限 | 任务 | 责任单位\n2024年6月 | 修复路灯 | 市城管局\n",
        "任务 | 进展情况 | 完成时限\n修复路灯 | 推进中 | 2024年6月\n",
    ):
        (found,) = plan(text)
        assert found.deadline.text == "2024年6月"
        assert found.deadline.text in found.text


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        ("序号 工作任务 牵头单位 配合单位 完成时限 责任人 进展情况", "task owner partners deadline"),
        ("编号 整改措施 责任部门 整改时限 整改进展", "task owner deadline"),
        ("反馈问题 整改措施 责任单位 整改时限", "theme task owner deadline"),
        ("重点任务 具体举措 牵头部门 责任部门 时间节点", "theme task owner partners deadline"),
        ("事项 承办单位 办结时限 办理情况", "task owner deadline"),
        ("督办事项 主办单位 协办单位 办理时限 落实情况", "task owner partners deadline"),
        ("工作内容 责任科室 完成时间", "task owner deadline"),
        ("建设项目 责任主体 竣工时间 形象进度", "task owner deadline"),
        ("项目名称 建设内容及规模 责任单位（部门） 计划完成时间", "theme task owner deadline"),
        ("姓名 单位 职务 电话", ""),
        ("单位 联系人 时间", ""),
        ("指标 数值", ""),
    ],
)
def test_columns_are_known_by_their_titles(titles: str, expected: str):
    columns = read_columns(titles.split())
    assert (set(columns.named) - {"number"} if columns else set()) == set(expected.split())


@pytest.mark.parametrize(
    ("progress", "done"),
    [
        ("已完成", True), ("已全部完成。", True), ("已办结，群众满意", True), ("100%", True), ("√", True), ("是", True),
        ("项目已完工并投入使用", True), ("任务已完成", True), ("已建成社区食堂20家", True), ("目前已完成整改", True),
        ("已完成选址", False), ("未完成", False), ("基本完成", False), ("已完成80%", False), ("正在推进", False),
        ("已完成招标，正在施工", False), ("预计年底完成", False), ("已开工", False), ("长期坚持", False), ("", False),
    ],
)  # fmt: skip
def test_a_row_is_done_where_its_progress_says_that_all_of_it_is(progress: str, done: bool):
    assert is_finished(progress, "新建社区食堂20家") is done
