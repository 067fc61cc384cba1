"""A view shows what was asked for, in the order that was asked for."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reporting.invented import HEADER, make_deadline, make_document, make_item
from tracker.model import Grade, Header, Review, Section, Status
from tracker.reporting.selection import SORTS, Selection, find_documents

TODAY = date(2024, 10, 15)
LAMPS = make_item(1, due=date(2024, 10, 1), text="更换湖滨路路灯120盏", note="已招标")
PUMPS = make_item(
    2,
    document_id=2,
    text="新建泵站1座",
    theme=None,
    section=Section.BODY,
    grade=Grade.MEDIUM,
    deadline=make_deadline(date(2025, 6, 30)),
    owner="西岭县水利局",
    status=Status.IN_PROGRESS,
    header=Header(title="关于第7号建议的答复", subject="关于防汛的建议"),
    changed_on=date(2024, 9, 1),
)
STUDY = make_item(3, deadline=None, text="研究提高补助标准", status=Status.DONE, owner=None, grade=Grade.SOFT)
MISREAD = make_item(4, text="全面提升能力", review=Review.REJECTED)
ALL = (LAMPS, PUMPS, STUDY, MISREAD)


@pytest.mark.parametrize(
    ("selection", "ids"),
    [
        (Selection(), [1, 2, 3]),
        (Selection(statuses=frozenset({Status.DONE, Status.IN_PROGRESS})), [2, 3]),
        (Selection(owner="水利"), [2]),
        (Selection(owner="城市管理局"), [1]),
        (Selection(documents=frozenset({2})), [2]),
        (Selection(documents=frozenset()), []),
        (Selection(sections=frozenset({Section.BODY})), [2]),
        (Selection(grades=frozenset({Grade.HARD, Grade.SOFT})), [1, 3]),
        (Selection(reviews=frozenset({Review.REJECTED})), [4]),
        (Selection(reviews=frozenset({Review.UNREVIEWED, Review.REJECTED})), [1, 2, 3, 4]),
        (Selection(reviews=frozenset({Review.ACCEPTED})), []),
        (Selection(due_before=date(2024, 10, 1)), [1]),
        (Selection(due_before=date(2025, 6, 30)), [1, 2]),
        (Selection(overdue=True), [1]),
        (Selection(text="泵站"), [2]),
        (Selection(text="招标"), [1]),
        (Selection(text="防汛"), [2]),
        (Selection(text="湖濱路"), [1, 3]),
        (Selection(text="路灯", owner="水利"), []),
    ],
)
def test_an_item_must_meet_all_that_is_asked(selection: Selection, ids: list[int]) -> None:
    assert [item.id for item in ALL if selection.matches(item, TODAY)] == ids


@pytest.mark.parametrize(
    ("order", "ids"),
    [
        ("id", [1, 2, 3]),
        ("limit", [1, 2, 3]),
        ("owner", [1, 2, 3]),
        ("document", [1, 3, 2]),
        ("status", [1, 2, 3]),
        ("changed", [2, 1, 3]),
    ],
)
def test_every_order_puts_the_unknown_last(order: str, ids: list[int]) -> None:
    assert [item.id for item in sorted((STUDY, PUMPS, LAMPS), key=SORTS[order][1])] == ids


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("1", {1}),
        ("19", {1}),
        ("019", {1}),
        ("路灯", {1}),
        ("泵站.txt", {2}),
        ("第0019号", {1}),
        ("0", {2}),
        ("不存在", set()),
        ("答复/", {1, 2}),
    ],
)
def test_a_document_is_found_by_id_case_number_or_words(wanted: str, found: set[int]) -> None:
    nameless = Header(number="000")
    documents = [make_document(header=HEADER), make_document(id=2, path="答复/泵站.txt", header=nameless)]
    assert find_documents(documents, wanted) == found
