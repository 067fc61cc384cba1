"""Words become terms: what each of them asks for, and what is refused."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import UsageError
from tracker.ledger.query import (
    BY_WORD,
    FIELDS,
    ORDERS,
    Derived,
    Kind,
    Query,
    Term,
    make_document,
    make_term,
    make_words,
    parse_query,
    render_fields,
    render_orders,
)
from tracker.ledger.query.sessions import is_in_session, is_same_number
from tracker.ledger.query.terms import Ids, Judged, Member, Presence, Span, Words
from tracker.profile import Light, load_profile

TODAY = date(2024, 10, 15)
PROFILE = load_profile()


def parse(*words: str) -> Query:
    return parse_query(words, TODAY, PROFILE)


@pytest.mark.parametrize(
    ("word", "term"),
    [
        ("路灯", Term("text", (Words("路灯"),))),
        ("路燈", Term("text", (Words("路灯"),))),
        ("LED,灯、路", Term("text", (Words("led"), Words("灯"), Words("路")))),
        ("，", Term("text", (Words("，"),))),
        ("12345热线", Term("text", (Words("12345热线"),))),
        ("比例1:2", Term("text", (Words("比例1:2"),))),
        ("http://云溪/a", Term("text", (Words("http：//云溪/a"),))),
        (":路灯", Term("text", (Words("：路灯"),))),
        ("文字:状太:甲", Term("text", (Words("状太：甲"),))),
        ("3", Term("id", (Ids((3,)),))),
        ("3-5,9", Term("id", (Ids((3, 4, 5, 9)),))),
        ("３～５、９", Term("id", (Ids((3, 4, 5, 9)),))),
        ("3..5", Term("id", (Ids((3, 4, 5)),))),
        ("编号:3。。4", Term("id", (Ids((3, 4)),))),
        ("状态:推进中,not_started", Term("status", (Member("in_progress"), Member("not_started")))),
        ("状态：推进中，未启动", Term("status", (Member("in_progress"), Member("not_started")))),
        ("status:In-Progress", Term("status", (Member("in_progress"),))),
        ("状态:推进", Term("status", (Member("in_progress"),))),
        ("状态:销号", Term("status", (Member("closed"),))),
        ("状态:未报", Term("status", (Member("unreported"),))),
        ("状态:逾期、久未报", Term("status", (Judged(Derived.OVERDUE), Judged(Derived.SILENT)))),
        ("状态:在办", Term("status", (Judged(Derived.OPEN),))),
        ("灯:红", Term("light", (Judged(Light.RED),))),
        ("可核查度:硬", Term("grade", (Member("hard"),))),
        ("类别:提案", Term("kind", (Member("proposal"),))),
        ("办理结果:b", Term("category", (Member("B"),))),
        ("反馈意见:满意", Term("satisfaction", (Member("satisfied"),))),
        ("佐证:无", Term("evidence", (Presence(False),))),
        ("evidence:any", Term("evidence", (Presence(True),))),
        ("时限:无", Term("due", (Presence(False),))),
        ("时限:..月底", Term("due", (Span(None, date(2024, 10, 31)),))),
        ("limit:2024-10～2024-12", Term("due", (Span(date(2024, 10, 1), date(2024, 12, 31)),))),
        ("时限:２０２４－１０－０１..", Term("due", (Span(date(2024, 10, 1), None),))),
        ("进度:50%..", Term("progress", (Span(50, None),))),
        ("年份:去年..2024", Term("year", (Span(2023, 2024),))),
        ("文件:3", Term("document", (Words("3"),))),
        ("文件:3-7", Term("document", (Span(3, 7),))),
        ("文件:7-3", Term("document", (Words("7-3"),))),
        ("文件:路灯", Term("document", (Words("路灯"),))),
        ("备注:路灯", Term("remark", (Words("路灯"),))),
        ("非:路灯", Term("text", (Words("路灯"),), negated=True)),
        ("not：状态:已完成", Term("status", (Member("done"),), negated=True)),
        ("非:非:路灯", Term("text", (Words("路灯"),))),
        ("非:3", Term("id", (Ids((3,)),), negated=True)),
    ],
)
def test_a_word_is_a_term(word: str, term: Term) -> None:
    assert parse(word).terms == (term,)


def test_the_name_of_an_organ_stands_for_what_it_is_called_in_full_and_in_short() -> None:
    (term,) = parse("单位:市住建局").terms
    found = {one.text for one in term.alternatives if isinstance(one, Words)}
    assert {"市住建局", "市住房和城乡建设", "市住房城乡建设"} <= found
    assert parse("单位:路灯管理处").terms == (Term("unit", (Words("路灯管理处"),)),)


def test_words_of_ids_add_up_and_keep_their_order() -> None:
    query = parse("5", "1-2", "5")
    assert query.terms == (Term("id", (Ids((5, 1, 2)),)),)
    assert query.named == (5, 1, 2)


@pytest.mark.parametrize("words", [(), ("路灯",), ("3", "路灯"), ("非:3",), ("3", "非:2")])
def test_ids_among_other_words_are_a_condition_like_any_other(words: tuple[str, ...]) -> None:
    assert parse(*words).named is None


@pytest.mark.parametrize(
    ("words", "rejected"),
    [
        ((), False),
        (("路灯",), False),
        (("非:核定:待核",), False),
        (("核定:剔除",), True),
        (("3",), True),
        (("非:3",), False),
    ],
)
def test_rejected_items_are_left_out_unless_they_are_asked_for(words: tuple[str, ...], rejected: bool) -> None:
    assert parse(*words).rejected is True
    assert parse(*words).counted().rejected is rejected


@pytest.mark.parametrize(
    ("word", "words"),
    [
        (
            "状太:推进中",
            "没有“状太”这种条件（状太:推进中），是不是 状态？要找的就是这些文字，请写成 文字:状太:推进中",
        ),
        ("stauts:done", "是不是 status"),
        ("甲乙丙丁:推进中", "可用的有：编号、文字、单位"),
        ("状态:做完", "没有“做完”这种状态，可用的有：未报进展（unreported）、"),
        ("状态:已", "没有“已”这种状态"),
        ("状态:推进种", "没有“推进种”这种状态，是不是 推进中？可用的有：未报进展"),
        ("status:overdeu", "没有“overdeu”这种状态，是不是 overdue？"),
        ("亮灯:无", "没有“无”这种亮灯"),
        ("时限:下旬", "“下旬”不能用作时限，请写成 2024-12-31"),
        ("时限:2024-02-30", "“2024-02-30”不能用作时限"),
        ("时限:..", "“..”不能用作时限"),
        ("时限:2024-12..2024-01", "“时限:2024-12..2024-01”的范围前大后小，请把两头对调"),
        ("进度:很高", "“很高”不能用作进度，请写成 50、50..、..50"),
        ("年份:羊年", "“羊年”不能用作年份，请写成 2024"),
        ("状态:", "条件“状态:”缺少值，冒号后面请直接写值，例如 状态:推进中,未启动"),
        ("状态:，", "条件“状态:，”缺少值，例如 状态:推进中,未启动"),
        ("非:", "条件“非:”是空的"),
        (" ", "条件“ ”是空的"),
        ("2024-12-31", "“2024-12-31”是日期，请说明是什么日期，例如 时限:2024-12-31"),
        ("7-3", "编号范围前大后小"),
        ("3-", "编号写法不对：3-"),
    ],
)
def test_what_there_is_not_is_named_with_what_there_is(word: str, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse("路灯", word)
    assert words in str(caught.value)


def test_more_values_than_the_database_takes_are_refused() -> None:
    with pytest.raises(UsageError, match="条件过多"):
        parse(*["路灯"] * 301)


@given(st.lists(st.text(max_size=12) | st.sampled_from(FIELDS).map(lambda field: f"{field.names[0]}:{field.example}")))
def test_any_words_are_a_query_or_refused_as_a_mistake(words: list[str]) -> None:
    with suppress(UsageError):
        assert len(parse(*words).terms) <= len(words)


def test_every_field_takes_its_own_example_under_all_of_its_names() -> None:
    for field in FIELDS:
        terms = {parse(f"{word}:{field.example}").terms for word in (field.key, *field.keys, *field.names)}
        assert len(terms) == 1, field.key
        assert field.meaning
        assert field.label
        assert (field.kind is Kind.CHOICE) is (field.choices is not None)


def test_the_wide_space_of_chinese_input_methods_parts_conditions() -> None:
    wide = parse_query(["状态：逾期　单位：住建　　路灯　"], TODAY, PROFILE)
    assert wide == parse_query(["状态:逾期", "单位:住建", "路灯"], TODAY, PROFILE)


def test_options_are_terms_in_which_commas_and_colons_mean_nothing() -> None:
    assert make_words("甲:乙,丙") == Term("text", (Words("甲：乙，丙"),))
    assert make_document("甲,乙") == Term("document", (Words("甲，乙"),))
    assert make_term("grade", "硬,软", TODAY) == Term("grade", (Member("hard"), Member("soft")))


@pytest.mark.parametrize(
    ("session", "wanted", "same"),
    [
        ("市政协六届三次会议", "六届三次", True),
        ("市政协六届三次会议", "6届3次", True),
        ("市政协六届三次会议", "政协第六届", True),
        ("中国人民政治协商会议云溪市第六届委员会第三次会议", "政协六届三次会议", True),
        ("市政协六届三次会议", "六届二次", False),
        ("市政协六届三次会议", "人大六届三次", False),
        ("市政协十六届三次会议", "六届", False),
        ("市政协六届三次会议", "政协", True),
        ("市政协六届三次会议", "县", False),
        ("第三次会议", "六届三次", False),
        (None, "六届", False),
    ],
)
def test_a_session_is_known_by_its_numbers(session: str | None, wanted: str, same: bool) -> None:
    assert is_in_session(session, wanted) is same


@pytest.mark.parametrize(
    ("number", "wanted", "same"),
    [("0019", "19", True), ("第19号", "0019", True), ("19", "9", False), ("000", "0", True), (None, "0", False)],
)
def test_a_case_number_is_known_without_its_zeros(number: str | None, wanted: str, same: bool) -> None:
    assert is_same_number(number, wanted) is same


def test_more_conditions_narrow_a_query() -> None:
    query = parse("路灯").also(make_term("status", "逾期", TODAY))
    assert query.terms == parse("路灯", "状态:逾期").terms


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_reference_has_a_row_for_every_field_and_order(language: Literal["zh", "en"]) -> None:
    fields, orders = render_fields(language), render_orders(language)
    assert all(f"| `{field.names[0]}:{field.example}` |" in fields for field in FIELDS)
    assert "久未报 `silent`" in fields
    assert all(f"| `{order}` |" in orders for order in ORDERS)


def test_no_word_stands_for_two_fields() -> None:
    assert len(BY_WORD) == sum(len((field.key, *field.keys, *field.names)) for field in FIELDS)


def test_nothing_needs_quoting_in_a_shell() -> None:
    words = "".join(f"{word}:{field.example}" for field in FIELDS for word in (field.key, *field.keys, *field.names))
    assert set(words) & set("!\"#$%&'()*;<>?[\\]^`{|}~ \t\n") == set()
