"""Task tables: rows become commitments with the owners and time limits of their columns."""

from __future__ import annotations

from tests.extraction.letters import extracted
from tracker.model import DeadlineKind, OwnerBasis, Verdict

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
