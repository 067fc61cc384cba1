"""Who acts, by whom, with whom."""

from __future__ import annotations

import pytest

from tests.extraction.letters import ISSUER, promise
from tracker.chinese import fold
from tracker.extraction.organs import find_actor, find_charged, find_partners, find_speaker, find_subject, is_organ
from tracker.model import OwnerBasis

SUBJECTS = [
    ("市发改委将会同有关部门推进", "市发改委"),
    ("东湖区人民政府负责组织实施", "东湖区人民政府"),
    ("市供水集团正在改造管网", "市供水集团"),
    ("县公安局、县教育局将联合开展整治", "县公安局、县教育局"),
    ("市住房和城乡建设局将制定方案", "市住房和城乡建设局"),
    ("移动、联通、电信等公司将加密基站", "移动、联通、电信等公司"),
    ("目前街道正在协调开发商", "街道"),
    ("2024年内市园林中心将补种行道树", "市园林中心"),
    ("云溪市民政局计划新建食堂", "云溪市民政局"),
    ("物业将加强巡查", "物业"),
    # no organs
    ("该项目将完善配套", None),
    ("老旧小区将逐步改造", None),
    ("加强部门将负责", None),
    ("道路将继续亮化", None),
]
ACTORS = [
    ("由市城管局牵头，制定办法", "市城管局", "by"),
    ("由市工业和信息化局遴选服务商", "市工业和信息化局", "by"),
    ("该路段由青石水务统一运维", "青石水务", "by"),
    ("责成东湖区城管局限期整改", "东湖区城管局", "charged"),
    ("市教育局牵头制定收费标准", "市教育局", "by"),
    ("由于资金不足，暂缓实施", None, None),
]
PARTNERS = [
    ("会同市财政局、市审计局修订办法", ["市财政局", "市审计局"]),
    ("我局将会同市人力资源和社会保障局研究", ["市人力资源和社会保障局"]),
    ("联合市水利局、市农业农村局定期开展执法", ["市水利局", "市农业农村局"]),
    ("与市公安局、市交通局共同治理", ["市公安局", "市交通局"]),
    ("积极配合东湖区政府做好征收", ["东湖区政府"]),
    ("积极对接市公交集团优化线路", ["市公交集团"]),
    ("由市住建局牵头，各街道办事处配合", ["各街道办事处"]),
    ("制定方案（责任单位：市教育局；配合单位：市财政局、东湖区政府）", ["市财政局", "东湖区政府"]),
    ("积极争取省财政厅支持", []),
    ("为配合实施学校布局调整", []),
]
CHARGED = [
    ("完成改造（责任单位：市住建局；完成时限：2025年）", "市住建局"),
    ("开展巡查（牵头单位：市城管局、市公安局）", "市城管局、市公安局"),
    ("新增线路两条（市公交集团负责）", "市公交集团"),
    ("完成改造（详见附件）", None),
]


@pytest.mark.parametrize(("clause", "name"), SUBJECTS, ids=[row[0] for row in SUBJECTS])
def test_the_organ_that_a_clause_opens_with_is_its_subject(clause, name):
    found = find_subject(fold(clause), 0, len(clause))
    assert (clause[found.start : found.end] if found else None) == name


@pytest.mark.parametrize(("clause", "name", "how"), ACTORS, ids=[row[0] for row in ACTORS])
def test_an_organ_can_be_named_behind_a_verb_of_charging(clause, name, how):
    found = find_actor(fold(clause), 0, len(clause))
    assert (clause[found.start : found.end] if found else None, found.how if found else None) == (name, how)


@pytest.mark.parametrize(("clause", "names"), PARTNERS, ids=[row[0] for row in PARTNERS])
def test_partners_are_those_who_do_it_together(clause, names):
    assert [clause[start:end] for start, end in find_partners(fold(clause), 0, len(clause))] == names


@pytest.mark.parametrize(("clause", "name"), CHARGED, ids=[row[0] for row in CHARGED])
def test_brackets_behind_a_measure_charge_an_organ_with_it(clause, name):
    text = fold(clause)
    found = find_charged(text, 0, len(text))
    assert (clause[found.start : found.end] if found else None) == name


def test_the_speaker_is_the_organ_whose_officer_speaks():
    clause = "供电公司负责人表示"
    found = find_speaker(clause, 0, len(clause))
    assert found is not None
    assert clause[found.start : found.end] == "供电公司"
    assert find_speaker("居民表示", 0, 4) is None


def test_words_that_end_like_an_organ_are_none():
    assert not any(is_organ(name) for name in ("社区", "该项目", "推进部门", "老旧小区", "", "等部门"))


OWNERS = [
    ("我局将增设路灯三十盏。", ISSUER, OwnerBasis.ISSUER),
    ("将增设路灯三十盏。", ISSUER, OwnerBasis.ISSUER),
    ("市供电公司将增设路灯三十盏。", "市供电公司", OwnerBasis.NAMED),
    ("责成青石镇人民政府将路灯尽快修复。", "青石镇人民政府", OwnerBasis.NAMED),
    ("我局将督促物业公司尽快修复路灯。", ISSUER, OwnerBasis.ISSUER),
    ("有关部门将尽快修复路灯。", "有关部门", OwnerBasis.UNSPECIFIED),
    ("2024年内将增设路灯（责任单位：东湖区住建局）。", "东湖区住建局", OwnerBasis.NAMED),
    ("电力公司负责人表示，将尽快修复路灯。", "电力公司", OwnerBasis.NAMED),
]


@pytest.mark.parametrize(("body", "owner", "basis"), OWNERS, ids=[row[0] for row in OWNERS])
def test_the_owner_is_named_or_the_organ_that_replies(body, owner, basis):
    found = promise(body)
    assert (found.owner, found.owner_basis) == (owner, basis)


def test_without_a_signature_nobody_is_the_owner():
    found = promise("我局将增设路灯三十盏。", issuer=None)
    assert (found.owner, found.owner_basis) == (None, OwnerBasis.UNSPECIFIED)
