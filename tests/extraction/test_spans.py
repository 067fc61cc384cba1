"""What a person cuts is read like what the machine finds; and what a promise states."""

from __future__ import annotations

import pytest

from tests.extraction.letters import extracted, letter
from tracker.extraction import card, read_span
from tracker.model import BY_HAND, Section

BODY = (
    "一、关于照明问题\n该路段共有路灯四十盏。\n"
    "下一步，市供电公司将会同市城管局于2024年10月底前增设路灯二十盏，并加强日常维护。\n感谢您的支持！"
)


def cut(quote: str):
    start = BODY.index(quote)
    return read_span(letter(BODY), start, start + len(quote))


def test_a_span_that_a_person_cuts_has_the_fields_of_its_place_and_words():
    found = cut("市供电公司将会同市城管局于2024年10月底前增设路灯二十盏")
    assert (found.rule, found.section, found.theme) == (BY_HAND, Section.NEXT_STEP, "关于照明问题")
    assert (found.owner, found.partners, str(found.deadline.date)) == ("市供电公司", ("市城管局",), "2024-10-31")
    assert [target.text for target in found.targets] == ["二十盏"]


def test_a_span_in_what_the_machine_left_out_is_read_as_well():
    found = cut("该路段共有路灯四十盏")
    assert (found.section, found.theme, found.owner) == (Section.BODY, "关于照明问题", "云溪市城市管理局")
    assert cut("感谢您的支持").section is Section.BODY


def test_the_same_span_is_read_the_same_way_as_by_the_machine():
    (machine,) = extracted("我局将于年底前增设路灯二十盏。").commitments
    person = read_span(letter("我局将于年底前增设路灯二十盏。"), machine.start, machine.end)
    assert (person.text, person.owner, person.deadline, person.targets, person.grade) == (
        machine.text,
        machine.owner,
        machine.deadline,
        machine.targets,
        machine.grade,
    )


def test_a_letter_without_words_can_be_cut_nowhere():
    assert read_span(letter("  "), 0, 0).text == ""


CARDS = [
    ("我局将于年底前新建公园两座。", (True, True, True, True, True, True)),
    ("相关部门将加强监管。", (False, True, True, False, False, False)),
    ("我局将待资金到位后出台管理办法。", (True, True, True, False, True, True)),
    ("我局将继续努力。", (True, False, False, False, False, False)),
]


@pytest.mark.parametrize(("body", "elements"), CARDS, ids=[row[0] for row in CARDS])
def test_the_card_tells_which_elements_a_promise_states(body, elements):
    found = card(extracted(body).commitments[0])
    assert (found.owner, found.action, found.object, found.quantity, found.time, found.product) == elements
