"""Changes are told in words that people use."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reporting.invented import make_event, make_item
from tracker.model import Status
from tracker.reporting.changes import build_history, event_text, find_differences
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
        ("evidence", None, "照片", "evidence：— → 照片"),
    ],
)
def test_an_event_reads_as_field_before_and_after(field: str, old: str | None, new: str | None, words: str) -> None:
    assert event_text(make_event(1, field, old, new, DAY)) == words


def test_an_event_of_a_document_names_the_document() -> None:
    assert event_text(make_event(1, "added", None, "1", DAY, item_id=None)) == "新增来源文件 1"


def test_the_history_shows_when_it_was_true_and_when_it_was_typed() -> None:
    (row,) = build_history([make_event(7, "note", None, "已招标", DAY)]).texts()
    assert row == ("7", "2024-09-20", "1", "备注：— → 已招标", "督查室", "2024-10-15")


def test_a_new_item_differs_from_what_it_was_when_it_was_added() -> None:
    assert find_differences(None, make_item()) == []
    changed = make_item(status=Status.IN_PROGRESS, progress=30, owner="云溪市水利局", due=date(2024, 11, 1), note="好")
    assert find_differences(None, changed) == [
        "状态：未报进展 → 推进中",
        "进度：— → 30%",
        "督办时限：— → 2024-11-01",
        "责任单位：云溪市城市管理局 → 云溪市水利局",
        "备注：— → 好",
    ]


def test_only_what_is_different_between_two_states_is_told() -> None:
    before = make_item(status=Status.IN_PROGRESS, progress=30)
    assert find_differences(before, make_item(status=Status.IN_PROGRESS, progress=60)) == ["进度：30% → 60%"]


def test_what_is_not_known_is_a_dash() -> None:
    assert cell_text("") == "—"
