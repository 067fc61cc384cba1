"""Jurisdictions, and organs that print the same short name in two of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.invented import NOW, TODAY, add, make_extraction, update
from tracker.ledger import Ledger
from tracker.ledger.namesakes import tell_apart_all
from tracker.ledger.units import find_namesake, find_place, find_scope, parse_place
from tracker.model import Event, Extraction, Header, Item

PLACES = [
    ("云溪市住房和城乡建设局", "云溪市"),
    ("江南省云溪市东湖区教育局", "江南省云溪市东湖区"),
    ("中共云溪市委宣传部", "云溪市"),
    ("西嶺縣水利局", "西岭县"),
    ("云溪市市场监督管理局", "云溪市"),
    ("云溪市政务服务局", "云溪市"),
    ("云溪市城市管理局", "云溪市"),
    ("云溪市自然保护区管理处", "云溪市"),
    ("达州市住建局", "达州市"),
    ("盐城市建设局", "盐城市"),
    ("晋城市城市管理局", "晋城市"),
    ("云溪城市管理局", None),
    ("楚雄州发改委", "楚雄州"),
    ("宣州区民政局", "宣州区"),
    ("本溪市财政局", "本溪市"),
    ("东湖区城市管理局", "东湖区"),
    ("云溪市工业和信息化局 云溪市财政局", "云溪市"),
    ("云溪经济技术开发区管委会", "云溪经济技术开发区"),
    ("市财政局", None),
    ("城市管理局", None),
    ("各县区", None),
    ("农业农村部", None),
    ("国家税务总局云溪市税务局", None),
]


@pytest.mark.parametrize(("issuer", "place"), PLACES)
def test_the_jurisdiction_stands_at_the_head_of_an_organs_name(issuer: str, place: str | None) -> None:
    assert find_place(Header(issuer=issuer)) == place


@pytest.mark.parametrize(
    ("header", "place"),
    [
        (Header(issuer="县水利局", session="西岭县第十届人民代表大会第二次会议"), "西岭县"),
        (Header(issuer="市财政局", session="云溪市政协六届三次会议"), "云溪市"),
        (Header(session="政协云溪市第六届委员会"), "云溪市"),
        (Header(session="市政协六届三次会议", title="云溪市东湖区城管局关于第12号提案的答复"), "云溪市东湖区"),
        (Header(title="关于加快城南新区建设的提案"), None),
        (Header(title="老旧小区什么时候改造"), None),
        (Header(), None),
    ],
)
def test_an_issuer_without_a_place_is_where_its_session_or_title_says(header: Header, place: str | None) -> None:
    assert find_place(header) == place


@given(st.text(alphabet="省市州盟区县旗云溪东湖中共各自治政场域" + "x國縣"))
def test_any_name_has_a_place_or_none(name: str) -> None:
    place = parse_place(name)
    assert all(part == "" or part[-1] in "省市州盟区县旗" for part in place)
    assert find_scope(name, name) is None or find_scope(name, name)


@pytest.mark.parametrize(
    ("place", "printed", "others", "name"),
    [
        ("临江市", "市发改委", ["云溪市"], "市发改委（临江市）"),
        ("临江市", "住建局", ["云溪市"], "住建局（临江市）"),
        ("云溪市东湖区", "教育局", ["云溪市"], "教育局（云溪市东湖区）"),
        ("云溪市东湖区", "市发改委", ["云溪市西岭县"], None),
        ("东湖区", "教育局", ["云溪市东湖区"], None),
        ("东湖区", "市发改委", ["云溪市"], None),
        ("临江市", "东湖区教育局", ["云溪市"], "东湖区教育局（临江市东湖区）"),
        ("临江市", "云溪市教育局", ["云溪市"], None),
        ("临江市", "农业农村部", ["云溪市"], None),
        ("临江市", "组织部", ["云溪市"], "组织部（临江市）"),
        ("江北省临江市", "省教育厅", ["江南省云溪市"], "省教育厅（江北省）"),
        ("临江市", "省教育厅", ["云溪市"], None),
        ("临江市", "市发改委", [], None),
        ("", "市发改委", ["云溪市"], None),
        ("白塘市", "县发改委", ["云溪市"], None),
    ],
)
def test_a_short_name_is_another_organ_in_another_place(
    place: str, printed: str, others: list[str], name: str | None
) -> None:
    assert find_namesake(place, printed, others) == name


def here(issuer: str, number: str, owner: str = "市发改委") -> Extraction:
    """A reply of some organ with one promise of another."""
    made = make_extraction(number, f"{owner}将新建停车场{number}处", body=f"{issuer}答复第{number}号提案。")
    header = replace(made.reply.header, issuer=issuer)
    promises = tuple(replace(one, owner=owner) for one in made.commitments)
    return replace(made, reply=replace(made.reply, header=header), commitments=promises)


def units(ledger: Ledger) -> dict[int, str | None]:
    assert ledger.replay() == ledger.items()
    return {item.id: item.unit for item in ledger.items()}


def test_the_second_place_is_told_apart_and_the_first_keeps_the_plain_name(ledger: Ledger) -> None:
    add(
        ledger,
        here("云溪市城管局", "1"),
        here("临江市城管局", "2"),
        here("云溪市水利局", "3"),
        here("临江市水利局", "4"),
    )
    other = "市发改委（临江市）"
    assert units(ledger) == {1: "市发改委", 2: other, 3: "市发改委", 4: other}
    assert [event.new for event in ledger.events() if event.field == "namesake"] == [other]


def test_organs_stay_apart_when_the_addition_that_told_them_apart_is_undone(ledger: Ledger) -> None:
    add(ledger, here("云溪市城管局", "1"))
    add(ledger, here("临江市城管局", "2"))
    add(ledger, here("临江市水利局", "3"), person="李四")
    ledger.undo(person="张三", now=NOW, today=TODAY)
    assert units(ledger) == {1: "市发改委", 3: "市发改委（临江市）"}
    add(ledger, here("临江市城管局", "2"))
    assert units(ledger)[2] == "市发改委（临江市）"


def test_a_new_owner_is_told_apart_too(ledger: Ledger) -> None:
    add(ledger, here("云溪市城管局", "1"), here("临江市城管局", "2", "临江市发改委"))
    update(ledger, 2, owner="市发改委")
    assert units(ledger) == {1: "市发改委", 2: "市发改委（临江市）"}


def test_what_an_older_program_did_not_tell_apart_is_told_apart_once(ledger: Ledger) -> None:
    add(ledger, here("云溪市城管局", "1"), here("临江市城管局", "2"))
    store = ledger._store
    store.connection.execute("DELETE FROM names")
    tell_apart_all(store, NOW + timedelta(hours=1), TODAY)
    assert units(ledger) == {1: "市发改委", 2: "市发改委（临江市）"}
    count = len(ledger.commands())
    tell_apart_all(store, NOW + timedelta(hours=2), TODAY)
    assert len(ledger.commands()) == count


def test_a_past_view_and_events_without_a_subject_know_no_namesakes(ledger: Ledger) -> None:
    add(ledger, here("云溪市城管局", "1"))
    before = ledger.last_event_id()
    add(ledger, here("临江市城管局", "2"))
    present: list[Item] = ledger.items(up_to_event=before)
    events: list[Event] = [event for event in ledger.events() if event.item_id is None and event.document_id is None]
    assert [item.unit for item in present] == ["市发改委"]
    assert [event.subject for event in events] == ["临江市\n市发改委"]
