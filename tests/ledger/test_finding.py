"""What SQL chooses is what Python chooses, on a ledger in which every field is filled somewhere and empty elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ledger.invented import NOW, TODAY, add, cut, make_extraction, update
from tracker.errors import NotFoundError, UsageError
from tracker.ledger import Ledger, attention_key
from tracker.ledger.query import FIELDS, ORDERS, Derived, Field, Kind, Query, parse_query
from tracker.ledger.values import Occasion
from tracker.model import (
    Commitment,
    Deadline,
    DeadlineBasis,
    DeadlineKind,
    Evidence,
    Extraction,
    Header,
    ReplyKind,
    Review,
    Satisfaction,
    Section,
    Status,
)
from tracker.profile import load_profile

PROFILE = load_profile()
DAYS = [date(2024, 3, 1), date(2024, 9, 30), TODAY, date(2024, 12, 31), date(2026, 1, 1)]


def make_varied(number: str, header: Header, *changes: dict[str, object]) -> Extraction:
    """A reply with another header, whose promises differ in the fields given."""
    extraction = make_extraction(number, *(f"第{number}之{at}项，安装路灯{at}盏" for at in range(len(changes))))
    commitments = tuple(
        replace(commitment, **change) for commitment, change in zip(extraction.commitments, changes, strict=True)
    )
    return replace(extraction, reply=replace(extraction.reply, header=header), commitments=commitments)


def at(day: str, basis: DeadlineBasis = DeadlineBasis.EXPLICIT) -> Deadline:
    return Deadline(day, date.fromisoformat(day), DeadlineKind.DATE, basis)


def fill(ledger: Ledger) -> None:
    base = make_extraction("1").reply.header
    bare = Header(title="复函", addressees=())
    people = replace(base, kind=ReplyKind.SUGGESTION, number="0031", session="县十届人大二次会议", dated="2023-07")
    people = replace(people, issuer="西岭县水利局", title="关于第31号建议的答复", category=None, addressees=("丙代表",))
    joint = {"owner": "市发改委、市财政局", "partners": ()}
    extractions = (
        make_extraction("1"),
        make_varied("2", bare, {"owner": None, "theme": None}, {"deadline": at("2024-10-15"), "partners": ()}),
        make_varied(
            "3",
            people,
            {
                "section": Section.BODY,
                "deadline": Deadline("每年", None, DeadlineKind.RECURRING, DeadlineBasis.RECURRING),
            },
            {"deadline": at("2024-10-14"), "owner": "县水务局"},
            {"deadline": at("2025-06-30"), **joint},
            {"deadline": at("2023-01-01"), "owner": "县财政局"},
        ),
        make_varied(
            "4", replace(base, number="19", dated="2024-05-20"), joint, {"owner": "发展改革委", "partners": ()}, {}
        ),
        make_extraction("5", "打通断头路2条", "增设LED路灯8盏", path="西岭县/道路.txt", dated=None),
    )
    add(ledger, *extractions)
    update(ledger, 1, status=Status.IN_PROGRESS, progress=40, note="路灯已招标", remark="资金另议")
    update(ledger, 2, status=Status.DONE, due=date(2024, 11, 1))
    update(ledger, 2, due=date(2024, 12, 1), reason="雨季")
    update(ledger, 2, status=Status.IN_PROGRESS, progress=0, problem="资金不足", measures="申请专项资金")
    proof = Evidence("佐证/验收单.pdf", "0" * 64)
    update(ledger, 4, status=Status.CLOSED, evidence=(proof,), confirmed_by="督查室")
    update(ledger, 5, status=Status.ONGOING, on=date(2024, 9, 1))
    update(ledger, 6, status=Status.DROPPED, reason="规划调整", review=Review.REJECTED)
    update(ledger, 7, due=date(2024, 10, 20), progress=90)
    update(ledger, 8, status=Status.NOT_STARTED, evidence=(Evidence("http://云溪/a"),), on=date(2024, 6, 1))
    update(ledger, 9, review=Review.REJECTED)
    update(ledger, 10, status=Status.DONE, progress=100)
    update(ledger, 11, owner="云溪市水利局")
    first: Commitment = cut(ledger, 5, "打通断头路2条")
    reading = replace(first, theme="畅通道路", section=Section.BODY, partners=("市公安局",), deadline=at("2024-12-31"))
    update(ledger, 12, reading=replace(reading, text="断头路2条", start=reading.start + 2))
    ledger.update_document(4, category="A", satisfaction=Satisfaction.SATISFIED, person="张三", on=TODAY, now=NOW)
    ledger.units.alias("发展改革委", "市发改委", "云溪市", Occasion("张三", TODAY, NOW))
    add(ledger, make_extraction("6", "修复路面", dated="2024-01-10"), person="李四")
    ledger.undo(person="李四", now=NOW, today=TODAY)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    path: Path = tmp_path_factory.mktemp("台账") / "ledger.db"
    with Ledger.open(path, mode="write") as ledger:
        fill(ledger)
        yield ledger


WORDS = [
    "路灯",
    "led",
    "资金",
    "住建",
    "发改委",
    "财政",
    "水利局",
    "云溪",
    "市",
    "县",
    "督查室",
    "验收",
    "http",
    "丙",
    "道路",
    "19",
    "3",
]
TIMES = [
    "今天",
    "..今天",
    "今天..",
    "本月",
    "..年底",
    "2024-10..2024-12",
    "2023",
    "+7d",
    "..-3m",
    "2024-10-14",
    "下半年",
]
VALUES = {
    Kind.IDS: ["1", "2-4", "3,9,12", "99"],
    Kind.CHOICE: [],
    Kind.WORDS: WORDS,
    Kind.ORGAN: WORDS,
    Kind.DOCUMENT: [*WORDS, "2-4", "31", "0019"],
    Kind.DAYS: TIMES,
    Kind.YEARS: ["2023", "..2023", "今年", "2023..2024"],
    Kind.NUMBERS: ["0", "1..", "..50", "40..90", "100"],
}


def find_values(field: Field) -> list[str]:
    """Values that a field takes."""
    choices = [*(field.choices or ()), *(Derived if field.key == "status" else ())]
    presence = ["有", "无"] if field.columns and field.kind is not Kind.IDS else []
    return [*(one.value for one in choices), *VALUES[field.kind], *presence]


@st.composite
def conditions(draw: st.DrawFn) -> str:
    """Any condition that there is."""
    field = draw(st.sampled_from(FIELDS))
    some = ",".join(draw(st.lists(st.sampled_from(find_values(field)), min_size=1, max_size=3)))
    return draw(st.sampled_from(["", "非:"])) + f"{field.key}:{some}"


queries = st.builds(
    lambda words, day, points, counted: (words, day, points, counted),
    st.lists(conditions() | st.sampled_from(WORDS).map("非:{}".format) | st.sampled_from(WORDS), max_size=4),
    st.sampled_from(DAYS) | st.dates(date(2023, 1, 1), date(2027, 1, 1)),
    st.tuples(*[st.integers(0, 100)] * 2),
    st.booleans(),
)


def read(words: list[str], day: date, points: tuple[int, int], counted: bool) -> Query:
    profile = replace(PROFILE, yellow=min(points) / 100, red=max(points) / 100)
    query = parse_query(words, day, profile)
    return query.counted() if counted else query


def check(ledger: Ledger, query: Query) -> None:
    found = ledger.find(query, "id")
    assert found == ledger.select(query, ledger.items())
    assert ledger.find(query, limit=2) == ledger.find(query)[:2]
    tally = ledger.count(query)
    assert (tally.total, tally.unreviewed) == (len(found), sum(item.review is Review.UNREVIEWED for item in found))


@settings(max_examples=200, deadline=None)
@given(queries)
def test_sql_and_python_choose_the_same(filled: Ledger, asked: tuple[list[str], date, tuple[int, int], bool]) -> None:
    check(filled, read(*asked))


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["", "文件:", "单位:", "届次:", "案号:", "备注:", "编号:"]).flatmap(
            lambda key: st.text().map(key.__add__)
        )
    )
)
def test_no_words_make_the_search_fail(filled: Ledger, words: list[str]) -> None:
    with suppress(UsageError):
        check(filled, parse_query(words, TODAY, PROFILE))


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_sql_and_python_agree_on_every_value_of_every_field(filled: Ledger, field: Field) -> None:
    for value in find_values(field):
        for day in DAYS if field.kind is Kind.CHOICE else [TODAY]:
            for sign in ("", "非:"):
                check(filled, parse_query([f"{sign}{field.key}:{value}"], day, PROFILE))


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("单位:发改委", [7, 9, 10]),
        ("单位:发改委 非:核定:剔除", [7, 10]),
        ("责任单位:财政", [7, 8, 9]),
        ("单位:财政", [8]),
        ("配合:财政", [7, 9]),
        ("配合:无", [1, 3, 4, 5, 6, 8, 10, 11, 13]),
        ("单位:无", [3]),
        ("佐证:无 非:可核查度:硬", [1, 3, 5, 6, 7, 9, 10, 11, 12, 13]),
        ("佐证:验收", [4]),
        ("进度:0..50", [1, 2]),
        ("主题:畅通", [12]),
        ("位置:正文", [5, 12]),
        ("承诺时限:年底", [2, 12]),
        ("时限:年底", [12]),
        ("时限类型:周期", [5]),
        ("督办:有 延期:1..", [2]),
        ("重新打开:1..", [2]),
        ("文件:西岭县/", [12, 13]),
        ("文件:3", [5, 6, 7, 8]),
        ("文件:31", [5, 6, 7, 8]),
        ("案号:19", [9, 10, 11]),
        ("届次:十届二次", [5, 6, 7, 8]),
        ("年份:无", [3, 4, 12, 13]),
        ("年份:..2023", [5, 6, 7, 8]),
        ("办理结果:A", [9, 10, 11]),
        ("反馈意见:满意", [9, 10, 11]),
        ("提出人:无", [3, 4]),
        ("存在问题:资金", [2]),
        ("资金", [1, 2]),
        ("LED", [13]),
        ("确认人:有", [4]),
        ("地区:西岭", [5, 6, 7, 8]),
        ("状态:逾期", [8]),
        ("状态:临期", [7]),
        ("亮灯:蓝", [4, 10]),
        ("非:状态:在办", [4, 5, 6, 9, 10]),
    ],
)
def test_each_condition_means_what_it_says(filled: Ledger, words: str, ids: list[int]) -> None:
    query = parse_query(words.split(), TODAY, PROFILE)
    assert [item.id for item in filled.find(query, "id")] == ids


def test_the_order_of_attention_is_that_of_python_on_every_day(filled: Ledger) -> None:
    for day in DAYS:
        query = parse_query((), day, PROFILE)
        wanted = sorted(filled.items(), key=lambda item: attention_key(item, day))
        assert filled.find(query) == wanted
        assert filled.find(query, limit=3) == wanted[:3]


def test_every_order_holds_every_item(filled: Ledger) -> None:
    query = parse_query((), TODAY, PROFILE)
    orders = {order: [item.id for item in filled.find(query, order)] for order in ORDERS}
    assert {tuple(sorted(ids)) for ids in orders.values()} == {tuple(range(1, 14))}
    assert orders["id"] == sorted(orders["id"])
    assert orders["limit"][:3] == [8, 6, 4]
    assert orders["unit"][-1] == orders["owner"][-1] == 3
    assert orders["changed"][-1] == 8


def test_items_of_another_day_are_chosen_as_they_were(filled: Ledger) -> None:
    query = parse_query(["状态:未报", "单位:水利,水务", "文件:3"], date(2024, 1, 1), PROFILE)
    assert [item.id for item in filled.select(query, filled.items(on=date(2024, 1, 1)))] == [6]
    assert filled.find(query) == []


def test_ids_that_are_named_keep_their_order_and_must_be_there(filled: Ledger) -> None:
    assert [item.id for item in filled.named([12, 3, 14])] == [12, 3, 14]
    assert filled.named([14])[0].withdrawn
    with pytest.raises(NotFoundError, match="没有编号 98、99，"):
        filled.named([1, 98, 99])


def test_documents_are_found_by_id_case_number_or_words(filled: Ledger) -> None:
    for wanted, ids in {
        "3": {3},
        "31": {3},
        "第0031号": {3},
        "道路": {5},
        "复函": {2},
        "2-3": {2, 3},
        "无此": set(),
    }.items():
        assert filled.find_documents(wanted) == ids, wanted


def test_the_number_of_a_document_that_was_withdrawn_means_no_other(filled: Ledger) -> None:
    filled.withdraw(1, "重复", person="张三", on=TODAY, now=NOW)
    assert filled.find_documents("1") == set()
    assert filled.find_documents("1", withdrawn=True) == {1}
    assert filled.find(parse_query(["文件:1"], TODAY, PROFILE)) == []


def test_the_latest_events_of_what_is_chosen_are_told(filled: Ledger) -> None:
    query = parse_query(["单位:水利"], TODAY, PROFILE)
    events, total = filled.history(query)
    assert {event.item_id for event in events} == {item.id for item in filled.find(query)}
    assert filled.history(query, 2) == (events[-2:], total)
    every, count = filled.history(limit=3)
    assert (every, count) == (filled.events()[-3:], len(filled.events()))
    withdrawn, _ = filled.history(parse_query(["14"], TODAY + timedelta(days=1), PROFILE))
    assert [event.field for event in withdrawn] == ["added", "withdrawn"]
