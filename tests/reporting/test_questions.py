"""What a promise leaves out is asked, of the organ that can answer."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reporting.invented import make_deadline, make_item
from tracker.model import DeadlineBasis, Header, OwnerBasis, Target
from tracker.reporting.questions import NOBODY, build_inquiries, find_addressee, find_questions

WHO = "由哪个科室负责？"
WHICH = "由哪个单位、哪个科室负责？"
HOW_MANY = "数量指标是多少？"
WHEN = "何时完成？"
RESULT = "完成后以什么成果为准（如印发的文件、建成的设施）？"
STUDY = "我局将加强路灯节能改造"
BUILD = "年底前新建泵站1座"


@pytest.mark.parametrize(
    ("changes", "questions"),
    [
        ({"text": STUDY, "deadline": None, "targets": ()}, (WHO, HOW_MANY, WHEN, RESULT)),
        ({"text": STUDY, "deadline": None, "targets": (), "due": date(2024, 12, 31)}, (WHO, HOW_MANY, RESULT)),
        ({"text": STUDY, "deadline": None, "owner_basis": OwnerBasis.NAMED}, (WHEN, RESULT)),
        ({"text": BUILD, "owner_basis": OwnerBasis.NAMED}, ()),
        ({"text": BUILD, "owner_basis": OwnerBasis.UNSPECIFIED}, (WHICH,)),
        ({"text": BUILD, "owner_basis": OwnerBasis.UNSPECIFIED, "owner": "市水利局"}, ()),
        ({"text": BUILD, "owner_basis": OwnerBasis.NAMED, "deadline": make_deadline(None)}, ("“年底前”截止到哪一天？",)),
        (
            {"text": BUILD, "owner_basis": OwnerBasis.NAMED, "deadline": make_deadline(None, DeadlineBasis.RECURRING, "每年")},
            (),
        ),
        (
            {"text": BUILD, "owner_basis": OwnerBasis.NAMED, "deadline": make_deadline(None, DeadlineBasis.EVENT, "待资金到位后")},
            ("“待资金到位后”预计是什么时候，之后何时完成？",),
        ),
        (
            {"text": "在今后", "owner_basis": OwnerBasis.NAMED, "targets": (Target("1座", 1.0, "座"),)},
            ("具体采取什么措施？", "针对哪些对象，在什么范围内实施？", RESULT),
        ),
    ],
)  # fmt: skip
def test_each_missing_element_is_one_question(changes: dict[str, object], questions: tuple[str, ...]) -> None:
    assert find_questions(make_item(**changes)) == questions


@pytest.mark.parametrize(
    ("changes", "addressee"),
    [
        ({}, "云溪市城市管理局"),
        ({"owner": "市水利局"}, "市水利局"),
        ({"owner": "市水利局、市财政局", "unit": "云溪市水利局"}, "云溪市水利局"),
        ({"owner": None}, "云溪市城市管理局"),
        ({"owner_basis": OwnerBasis.UNSPECIFIED, "inner_owner": "有关部门"}, "云溪市城市管理局"),
        ({"owner_basis": OwnerBasis.UNSPECIFIED, "inner_owner": "有关部门", "header": Header()}, "有关部门"),
        ({"owner": None, "header": Header()}, NOBODY),
    ],
)
def test_whoever_is_named_is_asked_else_the_organ_that_replied(changes: dict[str, object], addressee: str) -> None:
    vague = changes.pop("inner_owner", None)
    if vague:
        changes |= {"owner": vague, "printed_owner": vague}
    assert find_addressee(make_item(**changes)) == addressee


def test_one_organ_gets_one_inquiry_and_what_is_complete_is_left_out() -> None:
    soft = {"text": STUDY, "deadline": None, "targets": ()}
    items = [
        make_item(1, **soft),
        make_item(2, **soft, owner="市水利局"),
        make_item(3, text=BUILD, owner_basis=OwnerBasis.NAMED),
        make_item(4, **soft),
    ]
    inquiries = build_inquiries(items)
    assert [(inquiry.addressee, [asked.item.id for asked in inquiry.asked]) for inquiry in inquiries] == [
        ("云溪市城市管理局", [1, 4]),
        ("市水利局", [2]),
    ]
