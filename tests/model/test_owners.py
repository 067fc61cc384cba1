"""Joint owners: the first leads, the others work with it; one organ is never torn."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reporting.invented import COMMITMENT, ITEM
from tracker.model.owners import split_owners

JOINT = [
    ("市发改委、市财政局", ("市发改委", "市财政局")),
    ("市发改委，市财政局；市审计局", ("市发改委", "市财政局", "市审计局")),
    ("市发改委会同市财政局等有关部门", ("市发改委", "市财政局")),
    ("市教育局和市住房和城乡建设局", ("市教育局", "市住房和城乡建设局")),
    ("市住房和城乡建设局与东湖区人民政府及各街道", ("市住房和城乡建设局", "东湖区人民政府", "各街道")),
    ("市规划局 市城管局 市公积金中心", ("市规划局", "市城管局", "市公积金中心")),
    ("县委、县政府", ("县委", "县政府")),
    ("东湖区、西岭县", ("东湖区", "西岭县")),
    ("中国移动云溪分公司、中国电信云溪分公司", ("中国移动云溪分公司", "中国电信云溪分公司")),
    ("市城管局、市城管局", ("市城管局",)),
]
WHOLE = [
    "市发展和改革委员会",
    "市卫生和计划生育委员会",
    "市城乡和住房建设局",
    "市政协社会和法制委员会",
    "主办和协办单位",
    "社区和物业",
    "资规、交通部门",
    "县委县政府",
    "市发改委（市粮储局、市物价局）",
    "中心和平街道",
    "，",
]


@pytest.mark.parametrize(("printed", "members"), JOINT)
def test_joint_owners_are_cut_where_organs_stand_on_both_sides(printed: str, members: tuple[str, ...]) -> None:
    assert split_owners(printed) == members


@pytest.mark.parametrize("printed", WHOLE)
def test_one_organ_stays_whole(printed: str) -> None:
    assert split_owners(f" {printed} ") == (printed,)


def test_nothing_has_no_owner() -> None:
    assert split_owners("  ") == ()


@given(st.text(alphabet="市县局委部会和与及同、，； 发改等部门单位"))
def test_any_name_is_cut_without_loss_of_the_first(printed: str) -> None:
    members = split_owners(printed)
    assert bool(members) is bool(printed.strip())
    assert all(member and member in printed for member in members)
    assert len(set(members)) == len(members)


def test_partners_are_the_other_joint_owners_and_those_named_with_them() -> None:
    item = replace(
        ITEM, owner="云溪市城市管理局、市发改委", commitment=replace(COMMITMENT, partners=("市财政局", "市发改委"))
    )
    assert item.partners == ("市发改委", "市财政局")
    assert replace(item, owner=None).partners == ("市财政局", "市发改委")
    assert replace(item, owner="市财政局").partners == ("市发改委",)
