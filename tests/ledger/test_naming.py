"""What printed names stand for: said by a person, suggested by the program, taken back like anything else."""

from __future__ import annotations

import tomllib
from importlib import resources
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.invented import NOW, TODAY, add, make_extraction
from tests.ledger.test_units import here
from tracker.errors import NotFoundError, RefusedError, UsageError
from tracker.ledger import Ledger, Occasion
from tracker.ledger.alikes import find_organ
from tracker.model import Unit

OCCASION = Occasion("张三", TODAY, NOW)
FULL, SHORT, BARE = "云溪市发展和改革委员会", "市发改委", "发改委"


@pytest.fixture
def named(ledger: Ledger) -> Ledger:
    """A ledger in which one organ is printed in three ways, and another one beside it."""
    owners = (FULL, SHORT, BARE, "市财政局")
    add(ledger, *(here("云溪市城管局", str(number), owner) for number, owner in enumerate(owners, 1)))
    return ledger


def units(ledger: Ledger) -> dict[int, str | None]:
    assert ledger.replay() == ledger.items()
    return {item.id: item.unit for item in ledger.items()}


def find_unit(ledger: Ledger, name: str) -> Unit:
    (found,) = (unit for unit in ledger.units.all() if unit.name == name)
    return found


SAME = [
    (FULL, SHORT, BARE, "云溪市发展改革委", "市发展改革委员会"),
    ("云溪市住房和城乡建设局", "市住建局", "住房城乡建设局", "市住建委"),
    ("云溪市人力资源和社会保障局", "市人社局"),
    ("云溪市卫生健康委员会", "市卫健委", "卫健局"),
    ("云溪市城市管理局", "市城管局", "城市管理综合执法局"),
    ("云溪市市场监督管理局", "市市场监管局", "市场监管局"),
    ("云溪市文化广电和旅游局", "市文旅局"),
    ("云溪市人民政府", "市政府", "云溪市政府"),
    ("云溪市人民政府办公室", "市政府办"),
    ("中共云溪市委宣传部", "市委宣传部", "宣传部"),
    ("国家税务总局云溪市税务局", "市税务局"),
    ("云溪市公共交通集团有限公司", "市公交集团", "公交公司"),
    ("城东街道办事处", "城东街道", "城东街道办"),
    ("城南镇人民政府", "城南镇"),
    ("东湖区教育局", "云溪市东湖区教育局"),
    ("市发改委（市粮食和物资储备局）", SHORT),
    ("雲溪市教育局", "市教育局"),
]
APART = [
    ("云溪市住房和城乡建设局", "市住建局党组", "市住建局办公室", "东湖区住建局", "省住建厅", "区住建局"),
    ("云溪市人民政府", "市政府办公室", "市委办公室", "东湖区人民政府"),
    ("市水利局", "市水务局"),
    ("市教育局", "市教育体育局"),
    ("云溪市发改委", "临江市发改委"),
]


@pytest.mark.parametrize("names", SAME)
def test_ways_of_printing_one_organ_are_recognised(names: tuple[str, ...]) -> None:
    assert len({find_organ("云溪市", name) for name in names}) == 1


@pytest.mark.parametrize("names", APART)
def test_organs_that_only_look_alike_are_not_suggested(names: tuple[str, ...]) -> None:
    for first, second in permutations(names, 2):
        assert find_organ("云溪市", first) != find_organ("云溪市", second)


def test_a_name_that_is_a_place_only_is_no_organ() -> None:
    assert find_organ("云溪市", "云溪市") is None


def test_every_abbreviation_in_the_data_stands_for_one_organ() -> None:
    text = resources.files("tracker.ledger").joinpath("organs.toml").read_text("utf-8")
    names = [name for organ in tomllib.loads(text)["organ"] for name in (organ["name"], *organ["short"])]
    assert len(names) == len(set(names))


@given(st.text(max_size=12), st.text(alphabet="市县区委会局和与办公室云溪东湖（）中共国网公司集团", max_size=14))
def test_any_name_is_an_organ_or_none(place: str, printed: str) -> None:
    organ = find_organ(place, printed)
    assert organ is None or organ[1]


def test_names_of_places_only_are_in_no_group(ledger: Ledger) -> None:
    add(ledger, here("云溪市城管局", "1", "东湖区"), here("云溪市城管局", "2", "西岭县"))
    assert ledger.units.alike() == []


def test_nothing_is_merged_unasked_and_likely_ones_are_named(named: Ledger) -> None:
    assert units(named) == {1: FULL, 2: SHORT, 3: BARE, 4: "市财政局"}
    assert named.units.alike() == [(FULL, SHORT, BARE)]
    assert find_unit(named, SHORT).alike == (FULL, BARE)
    assert named.units.alike([("云溪市", "市财政局")]) == []
    assert named.units.alike([("云溪市", BARE)]) == [(FULL, SHORT, BARE)]


def test_merged_names_are_one_unit_for_all_days_and_owners_stay_as_printed(named: Ledger) -> None:
    done = named.units.merge([FULL, SHORT, BARE], None, None, OCCASION)
    assert (done.unit, len(done.names)) == (FULL, 2)
    assert units(named) == {1: FULL, 2: FULL, 3: FULL, 4: "市财政局"}
    assert [item.owner for item in named.items()] == [FULL, SHORT, BARE, "市财政局"]
    assert [item.unit for item in named.items(on=TODAY)] == [FULL, FULL, FULL, "市财政局"]
    assert find_unit(named, FULL) == Unit(FULL, tuple(("云溪市", name) for name in (FULL, SHORT, BARE)), 3, 3, 3)
    assert [unit.name for unit in named.units.all()] == [FULL, "市财政局"]
    add(named, here("云溪市水利局", "9", SHORT))
    assert units(named)[5] == FULL


def test_merging_is_undone_and_done_again(named: Ledger) -> None:
    named.units.merge([FULL, SHORT], "发改", None, OCCASION)
    assert units(named) == {1: "发改", 2: "发改", 3: BARE, 4: "市财政局"}
    named.undo(person="张三", now=NOW, today=TODAY)
    assert units(named)[1] == FULL
    named.undo(person="张三", now=NOW, today=TODAY, command_id=named.commands()[0].id)
    assert units(named)[1] == "发改"


def test_a_merge_is_not_undone_under_the_hands_of_another(named: Ledger) -> None:
    named.units.merge([FULL, SHORT], None, None, OCCASION)
    named.units.merge(["市财政局", BARE], None, None, Occasion("李四", TODAY, NOW))
    named.units.alias(SHORT, SHORT, None, Occasion("李四", TODAY, NOW))
    with pytest.raises(RefusedError, match="李四 其后改过“市发改委”所指的单位"):
        named.undo(person="张三", now=NOW, today=TODAY)
    named.undo(person="李四", now=NOW, today=TODAY)
    named.undo(person="张三", now=NOW, today=TODAY)
    assert units(named) == {1: FULL, 2: SHORT, 3: "市财政局", 4: "市财政局"}


def test_merging_needs_two_units_that_there_are(named: Ledger) -> None:
    with pytest.raises(UsageError, match="至少要两个不同的单位"):
        named.units.merge([SHORT, f" {SHORT} "], None, None, OCCASION)
    with pytest.raises(NotFoundError, match="没有单位“市发该委”，未作任何改动，是不是 市发改委"):
        named.units.merge([FULL, "市发该委"], None, None, OCCASION)
    with pytest.raises(NotFoundError, match="tracker unit list"):
        named.units.merge([FULL, "？"], None, None, OCCASION)
    with pytest.raises(UsageError, match="单位名称应为"):
        named.units.merge([FULL, SHORT], "一\n二", None, OCCASION)
    named.units.merge([FULL, SHORT], None, None, OCCASION)
    with pytest.raises(UsageError, match="至少要两个不同的单位"):
        named.units.merge([FULL, SHORT], None, None, OCCASION)
    assert len(named.commands()) == 2


def test_a_unit_is_renamed_with_all_of_its_names(named: Ledger) -> None:
    named.units.merge([FULL, SHORT], None, None, OCCASION)
    named.units.rename(SHORT, "市发展改革局", None, OCCASION)
    assert units(named) == {1: "市发展改革局", 2: "市发展改革局", 3: BARE, 4: "市财政局"}
    with pytest.raises(RefusedError, match=r"已有单位“市财政局”.*tracker unit merge 市财政局 市发展改革局"):
        named.units.rename("市发展改革局", "市财政局", None, OCCASION)
    assert named.units.rename("市发展改革局", "市发展改革局", None, OCCASION).command is None


def test_an_alias_holds_before_the_name_is_printed_and_stands_alone_again(named: Ledger) -> None:
    named.units.alias("发展改革委", FULL, None, OCCASION)
    add(named, here("云溪市水利局", "9", "发展改革委"))
    assert units(named)[5] == FULL
    assert find_unit(named, FULL).items == 2
    assert named.units.alias("发展改革委", FULL, None, OCCASION).command is None
    named.units.alias("发展改革委", "发展改革委", None, OCCASION)
    assert units(named)[5] == "发展改革委"
    assert named.units.alias("发展改革委", "发展改革委", None, OCCASION).command is None
    with pytest.raises(NotFoundError, match="没有印作“无此名”的单位"):
        named.units.alias("无此名", "无此名", None, OCCASION)


def test_names_of_two_places_are_told_apart_by_the_place(named: Ledger) -> None:
    add(named, here("临江市城管局", "21", SHORT), here("临江市城管局", "22", "临江市发改委"))
    other = f"{SHORT}（临江市）"
    assert named.units.alike([("临江市", SHORT)]) == [(other, "临江市发改委")]
    with pytest.raises(UsageError, match=r"可以是几个地区的（临江市、云溪市）.*--place"):
        named.units.alias(SHORT, FULL, None, OCCASION)
    named.units.alias(SHORT, FULL, "云溪市", OCCASION)
    assert units(named) == {1: FULL, 2: FULL, 3: BARE, 4: "市财政局", 5: other, 6: "临江市发改委"}
    named.units.merge(["临江市发改委", other], None, None, OCCASION)
    assert units(named)[5] == "临江市发改委"
    with pytest.raises(UsageError, match="“市发改委”可以是几个单位"):
        named.units.rename(SHORT, "乙", None, OCCASION)
    with pytest.raises(NotFoundError, match="地区“西岭县”里没有单位"):
        named.units.rename(FULL, "乙", "西岭县", OCCASION)
    named.units.alias(SHORT, SHORT, "临江市", OCCASION)
    assert units(named)[5] == other


def test_items_without_an_owner_have_no_unit(ledger: Ledger) -> None:
    made = make_extraction()
    add(ledger, here("云溪市城管局", "1", " "), made)
    assert units(ledger)[1] is None
    assert [unit.items for unit in ledger.units.all()] == [2]
