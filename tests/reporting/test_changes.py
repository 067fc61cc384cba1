"""Changes are told in words that people use."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.reporting.invented import make_event, make_item
from tracker.model import Evidence, Status
from tracker.reporting.changes import build_history, describe_due, event_text, find_differences
from tracker.reporting.table import cell_text

DAY = date(2024, 9, 20)


@pytest.mark.parametrize(
    ("field", "old", "new", "words"),
    [
        ("status", "unreported", "in_progress", "状态：未报进展 → 推进中"),
        ("review", "unreviewed", "accepted", "核定：待核 → 已核"),
        ("progress", None, "60", "进度：— → 60%"),
        ("due", "2024-10-01", "2024-11-30", "督办时限：2024-10-01 → 2024-11-30"),
        ("owner", None, "云溪市水利局", "责任单位：— → 云溪市水利局"),
        ("added", None, "1", "新增"),
        ("withdrawn", None, "1", "撤回"),
        ("evidence", None, '{"location": "https://yunxi.example/1"}', "佐证：新增 https://yunxi.example/1"),
        (
            "evidence",
            '{"location": "照片.jpg", "sha256": "0f0f0f0f0f"}',
            None,
            "佐证：撤去 照片.jpg（校验值 0f0f0f0f）",
        ),
        ("status", "closed", "in_progress", "状态：已销号 → 推进中（重新打开）"),
        ("status", "done", "closed", "状态：已完成 → 已销号"),
        ("satisfaction", None, "satisfied", "提出人意见：— → 满意"),
        ("category", "A", "B", "办复类别：A → B"),
        ("withdrawn", "yes", "no", "恢复"),
        ("document", "1", "4", "来源文件：1 → 4"),
        ("reading", '{"text": "修路"}', '{"text": "修路"}', "改读"),
        ("reading", None, '{"text": "修路", "grade": "soft"}', "引文：— → 修路；可核查度：— → 软"),
        (
            "reading",
            '{"text": "修路", "partners": [], "deadline": null, "targets": [{"text": "3公里"}]}',
            '{"text": "修路", "partners": ["市财政局", "市水利局"], "deadline": {"text": "年底", "date": "2024-12-31"}}',
            "配合单位：— → 市财政局、市水利局；承诺时限：— → 年底，即 2024-12-31；目标值：3公里 → —",
        ),
        ("reading", '{"deadline": {"text": "每年", "date": null}}', '{"deadline": null}', "承诺时限：每年 → —"),
    ],
)
def test_an_event_reads_as_field_before_and_after(field: str, old: str | None, new: str | None, words: str) -> None:
    assert event_text(make_event(1, field, old, new, DAY)) == words


def test_an_event_of_a_document_names_the_document() -> None:
    assert event_text(make_event(1, "added", None, "1", DAY, item_id=None)) == "新增来源文件 1"


def test_the_reason_of_a_change_is_told_with_it() -> None:
    event = replace(make_event(1, "due", "2024-10-01", "2024-11-30", DAY), reason="资金推迟")
    assert event_text(event) == "督办时限：2024-10-01 → 2024-11-30（理由：资金推迟）"


def test_a_document_that_comes_back_is_named() -> None:
    assert event_text(make_event(1, "withdrawn", "yes", "no", DAY, item_id=None)) == "恢复来源文件 1"


def test_what_took_something_back_says_so_in_the_history() -> None:
    event = replace(make_event(7, "note", "已招标", None, DAY), reverses=3)
    assert build_history([event]).texts()[0][3] == "（撤销）进展情况：已招标 → —"


def test_the_moves_of_a_time_limit_are_counted_without_those_taken_back() -> None:
    first = make_event(1, "due", None, "2024-10-01", DAY)
    second = replace(make_event(2, "due", "2024-10-01", "2024-11-30", DAY), reason="资金推迟")
    third = make_event(3, "due", "2024-11-30", "2024-12-31", DAY)
    undo = replace(make_event(4, "due", "2024-12-31", "2024-11-30", DAY), reverses=3)
    redo = replace(make_event(5, "due", "2024-11-30", "2024-12-31", DAY), reverses=4)
    assert describe_due([]) == ""
    assert describe_due([first]) == ""
    assert describe_due([first, second]) == "改期 1 次，理由：资金推迟"
    assert describe_due([first, second, third]) == "改期 2 次"
    assert describe_due([first, second, third, undo]) == "改期 1 次，理由：资金推迟"
    assert describe_due([first, second, third, undo, redo]) == "改期 2 次"
    moved = make_item(due=date(2024, 11, 30))
    assert find_differences(make_item(due=date(2024, 10, 1)), moved, [first, second]) == [
        "督办时限：2024-10-01 → 2024-11-30（改期 1 次，理由：资金推迟）"
    ]


def test_the_history_shows_when_it_was_true_and_when_it_was_typed() -> None:
    (row,) = build_history([make_event(7, "note", None, "已招标", DAY)]).texts()
    assert row == ("7", "2024-09-20", "1", "进展情况：— → 已招标", "督查室", "2024-10-15")


def test_a_new_item_differs_from_what_it_was_when_it_was_added() -> None:
    assert find_differences(None, make_item()) == []
    changed = make_item(status=Status.IN_PROGRESS, progress=30, owner="云溪市水利局", due=date(2024, 11, 1), note="好")
    assert find_differences(None, changed) == [
        "状态：未报进展 → 推进中",
        "进度：— → 30%",
        "督办时限：— → 2024-11-01",
        "责任单位：云溪市城市管理局 → 云溪市水利局",
        "进展情况：— → 好",
    ]


def test_new_evidence_is_a_difference() -> None:
    known, new = Evidence("https://yunxi.example/1"), Evidence("照片.jpg", "0f" * 32, "台账.db.佐证/0f.jpg")
    assert find_differences(make_item(evidence=(known,)), make_item(evidence=(known, new))) == [
        "佐证：新增 照片.jpg（校验值 0f0f0f0f，已存副本）"
    ]


def test_what_takes_a_status_back_opens_nothing_again() -> None:
    event = replace(make_event(7, "status", "done", "unreported", DAY), reverses=3)
    assert build_history([event]).texts()[0][3] == "（撤销）状态：已完成 → 未报进展"


def test_only_what_is_different_between_two_states_is_told() -> None:
    before = make_item(status=Status.IN_PROGRESS, progress=30)
    assert find_differences(before, make_item(status=Status.IN_PROGRESS, progress=60)) == ["进度：30% → 60%"]


def test_what_is_not_known_is_a_dash() -> None:
    assert cell_text("") == "—"


@pytest.mark.parametrize(
    ("subject", "old", "new", "words"),
    [
        (
            "云溪市\n市发改委",
            None,
            "云溪市发展和改革委员会",
            "“市发改委（云溪市）”所指单位：市发改委 → 云溪市发展和改革委员会",
        ),
        ("\n市发改委", "市发展改革委", None, "“市发改委”所指单位：市发展改革委 → 市发改委"),
    ],
)
def test_what_a_printed_name_means_is_told_with_its_place(
    subject: str, old: str | None, new: str | None, words: str
) -> None:
    event = replace(make_event(1, "unit", old, new, DAY, item_id=None), document_id=None, subject=subject)
    assert event_text(event) == words
