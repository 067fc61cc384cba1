"""What is a commitment, what is not, and where it is cut; all replies are of 20 August 2024."""

from __future__ import annotations

import pytest

from tests.extraction.letters import extracted, promise, promises
from tracker.model import Grade, Section, Verdict

PROMISES = [
    # future, plans, work under way
    ("我局将在丹枫路安装路灯二十盏。", ["我局将在丹枫路安装路灯二十盏"]),
    ("该片区管网拟于年内启动改造。", ["该片区管网拟于年内启动改造"]),
    ("目前，实施方案正在编制中。", ["实施方案正在编制中"]),
    ("该路段已列入2025年道路改造计划。", ["该路段已列入2025年道路改造计划"]),
    ("我们会持续对该路口进行监测。", ["我们会持续对该路口进行监测"]),
    ("10月中旬启动管网铺设，11月底前完成。", ["10月中旬启动管网铺设，11月底前完成"]),
    ("2025年对青石小学运动场进行改造。", ["2025年对青石小学运动场进行改造"]),
    # leads and salutations are left out, the subject and the basis stay
    ("下一步，我局将加强巡查。", ["我局将加强巡查"]),
    ("同时，我局将按照职责加强巡查。", ["我局将按照职责加强巡查"]),
    ("根据您的建议，我局将增设两处护栏。", ["我局将增设两处护栏"]),
    ("为方便群众出行，我局将增设两处护栏。", ["为方便群众出行，我局将增设两处护栏"]),
    ("感谢您的支持，我们将会同有关部门共同做好维护工作。", ["我们将会同有关部门共同做好维护工作"]),
    # past and future in one sentence
    ("现已落实资金八万元，将更换井盖12个，预计10月中旬完成。", ["将更换井盖12个，预计10月中旬完成"]),
    ("我镇已上报护栏40米，正准备组织施工。", ["我镇已上报护栏40米，正准备组织施工"]),
    ("2022年新建桥梁三座，下一步将继续推进危桥改造。", ["将继续推进危桥改造"]),
    ("我局正在编制规划，近期共查处违规停车六十起。", ["我局正在编制规划"]),
    # another deed: another actor, time limit or condition
    ("年底前完成东段改造，2025年6月底前完成西段改造。", ["年底前完成东段改造", "2025年6月底前完成西段改造"]),
    ("我局将制定方案，市城管局将负责后期管护。", ["我局将制定方案", "市城管局将负责后期管护"]),
    ("市林业局正在规划步道，我局将做好配合。", ["市林业局正在规划步道", "我局将做好配合"]),
    ("我局将争取资金，待资金到位后启动建设。", ["我局将争取资金", "待资金到位后启动建设"]),
    ("我局将改造厕所三座，由青石水务公司负责。", ["我局将改造厕所三座，由青石水务公司负责"]),
    ("方案正在修改，计划9月报市政府审定。", ["方案正在修改", "计划9月报市政府审定"]),
    ("正在铺设管网1.2公里，计划2024年底完成施工。", ["正在铺设管网1.2公里，计划2024年底完成施工"]),
    ("我局将加强监测，如有问题，将立即调整。", ["我局将加强监测，如有问题，将立即调整"]),
    ("我局将申报项目，如未获批，则在2025年继续申报。", ["我局将申报项目", "如未获批，则在2025年继续申报"]),
    ("正在改造东段道路，目前西段道路设计方案也正在报批。", ["正在改造东段道路", "目前西段道路设计方案也正在报批"]),
    ("该路段已列入改造计划，路面宽十二米双向四车道，资金一千万。", ["该路段已列入改造计划"]),
    ("我局将做好协调，每季度通报一次进度。", ["我局将做好协调", "每季度通报一次进度"]),
    ("市水务局将改造管网，市水务局将安装水表。", ["市水务局将改造管网，市水务局将安装水表"]),
    (
        "我局将于2024年9月开展调查，计划2024年11月底前完成调查核实工作。",
        ["我局将于2024年9月开展调查，计划2024年11月底前完成调查核实工作"],
    ),
    ("在巡查中未发现异常，我局在今后的工作中进一步加强监管。", ["我局在今后的工作中进一步加强监管"]),
    ("正在督促整改，在今后工作中我局将加强监管。", ["正在督促整改", "我局将加强监管"]),
    # announced measures, whatever their form
    (
        "我们将逐项落实：\n（1）三部门建立联席会议制度；\n（2）市教育局选派营养师进校园。",
        ["三部门建立联席会议制度", "市教育局选派营养师进校园"],
    ),
    ("形成如下办理意见：\n编制五年规划。选派农技人员驻村指导。", ["编制五年规划", "选派农技人员驻村指导"]),
    (
        "清理各类保证金，限期退还（责任单位：市财政局；完成时限：2024年9月底）。",
        ["清理各类保证金，限期退还（责任单位：市财政局；完成时限：2024年9月底）"],
    ),
    ("再公布三十个行业。（责任单位：市数据局）", ["再公布三十个行业。（责任单位：市数据局）"]),
    ("物业公司承诺加强日常维保。", ["物业公司承诺加强日常维保"]),
    ("护栏于2024年12月底前完成。", ["护栏于2024年12月底前完成"]),
    ("对积水点，20个工作日内增设边沟。", ["对积水点，20个工作日内增设边沟"]),
    ("如客流超过六成，即转为常规线路。", ["如客流超过六成，即转为常规线路"]),
    ("四、处理意见\n1、物管办依法征缴维修基金。\n2、督促公司整改。", ["物管办依法征缴维修基金", "督促公司整改"]),
    # alternatives to a refusal
    ("该路段不具备拓宽条件，但我局将增设错车道三处。", ["我局将增设错车道三处"]),
    # tenseless measures as the answer
    ("现答复如下：\n一是加强路面巡查；二是增设警示标志。", ["加强路面巡查", "增设警示标志"]),
    ("我局一是加强路面巡查；二是增设警示标志。", ["加强路面巡查", "增设警示标志"]),
    ("一是拟增设护栏；二是加强巡查，近期已查处六起。", ["拟增设护栏", "加强巡查"]),
    ("我局将完善台账。并建立定期通报机制。", ["我局将完善台账", "建立定期通报机制"]),
    ("待规划批准后，我们再将围墙拆除。", ["待规划批准后，我们再将围墙拆除"]),
    ("下一步，对于新建道路，在设计阶段同步考虑照明设施。", ["对于新建道路，在设计阶段同步考虑照明设施"]),
    ("针对该路段照明问题，下一步将做好调研。", ["针对该路段照明问题，下一步将做好调研"]),
    ("供电公司负责人表示，将于年底前更换变压器。", ["将于年底前更换变压器"]),
]
NO_PROMISES = [
    "近年来，我市不断加大投入，持续改善出行条件。",
    "2023年，我局积极争取资金500万元，进一步完善了设施。",
    "今年4月26日，我局组织人员继续排查隐患。",
    "我局已建成停车场十五处，方便了群众出行。",
    "随着车辆增加，停车难问题日益突出。",
    "由于资金紧张，暂时没有实施改造。",
    "该桥不具备改造条件，无法列项。",
    "这些措施将进一步方便群众出行。",
    "工程的建成将极大改善周边环境。",
    "感谢您对我局工作的关心和支持！",
    "希望您一如既往地关注我们的工作，多提宝贵意见。",
    "建议您前往社区服务站就近办理。",
    "敬请居民耐心等待。",
    "我们将虚心接受您的监督。",
    "相信在各方共同努力下，停车难问题一定会尽快解决。",
    "您的建议将作为今后我们工作的参考。",
    "实现资源共享。",
    "市领导多次指出，各部门要继续加强监管。",
    "我局第一时间将该建议转交业务科室。",
    "我局协调公交公司将该线路车辆增加2台。",
    "执法人员向正在施工的负责人了解情况。",
    "在征得同意后，现已通车。",
    "用户申请后7个工作日内完成。",
    "按照合同约定，承租方应在5个工作日内支付保证金。",
    "会议决定：\n一是业主可以依法催交费用。",
    "您在建议中所提的“下一步继续推进”值得研究。",
    "原计划2025年6月底前完工。",
    "我们将以更加务实的作风，不辜负代表期望。",
    "增加班次属于铁路部门事权。",
    "如您还有其他问题，可拨打电话咨询。",
    "现将有关情况汇报如下。",
    "下一步，县里可根据条件自行申报。",
]


@pytest.mark.parametrize(("body", "quotes"), PROMISES, ids=[row[0] for row in PROMISES])
def test_promises_are_found_and_cut_as_a_careful_supervisor_would(body, quotes):
    assert promises(body) == quotes


@pytest.mark.parametrize("body", NO_PROMISES)
def test_past_background_refusal_request_and_courtesy_are_no_promises(body):
    assert promises(body) == []


VERDICTS = [
    ("我局已建成停车场十五处。", Verdict.DONE),
    ("该桥不具备改造条件。", Verdict.REFUSAL),
    ("敬请居民耐心等待。", Verdict.REQUEST),
    ("感谢您的关心。", Verdict.COURTESY),
    ("城区人口密度较高。", Verdict.BACKGROUND),
    ("我局将增设路灯。", Verdict.COMMITMENT),
]


@pytest.mark.parametrize(("body", "verdict"), VERDICTS, ids=[row[0] for row in VERDICTS])
def test_every_sentence_has_a_verdict_and_the_name_of_its_rule(body, verdict):
    first = extracted(body).segments[0]
    assert first.verdict is verdict
    assert first.rule


def test_what_stands_beside_a_promise_in_its_sentence_has_its_own_verdict():
    found = extracted("灯具已经采购，我局将于9月底前更换。").segments
    assert [(one.text, one.verdict) for one in found if one.verdict is not Verdict.CLUTTER] == [
        ("灯具已经采购", Verdict.DONE),
        ("我局将于9月底前更换", Verdict.COMMITMENT),
    ]


SECTIONS = [
    ("我局将增设路灯。", ["body"]),
    ("下一步，我局将增设路灯。同时加强维护。", ["next_step", "next_step"]),
    ("我局将增设路灯。下一步，我局将加强维护。", ["body", "next_step"]),
    ("下步，我局将增设路灯。目前，县政府正在争取资金支持。", ["next_step", "body"]),
    ("一、关于照明问题\n下一步，我局将增设路灯。\n二、关于停车问题\n我局将增设泊位。", ["next_step", "body"]),
    ("二、下一步工作打算\n（一）增设路灯二十盏。\n（二）加强日常维护。\n感谢您的支持！", ["next_step", "next_step"]),
    ("该项目已纳入规划，下一步将争取资金。", ["body", "next_step"]),
    ("我们将在今后工作中采纳：\n一是增设路灯；\n二是加强维护。", ["next_step", "next_step"]),
    ("物业公司承诺以后会加强维护。小区围墙正在修缮。", ["next_step", "body"]),
]


@pytest.mark.parametrize(("body", "sections"), SECTIONS, ids=[row[0] for row in SECTIONS])
def test_a_next_step_passage_reaches_to_its_end_and_no_further(body, sections):
    assert [found.section.value for found in extracted(body).commitments] == sections


THEMES = [
    ("一是加强巡查。我局将增加班次。", ["加强巡查"]),
    ("一是加强巡查。", [None]),
    ("下一步：\n一是加强巡查。\n二是严格执法。", [None, None]),
    ("一、关于照明不足的问题\n我局将增设路灯。", ["关于照明不足的问题"]),
    ("一、办理情况\n我局将增设路灯。", [None]),
    ("一、加强管理。一是规范停放。我局将施划泊位。\n我局将增设护栏。", ["规范停放", None]),
    ("（一）关于照明问题\n我局将增设路灯。\n（二）关于停车问题\n我局将增设泊位。", ["关于照明问题", "关于停车问题"]),
    ("关于照明不足问题。我局将增设路灯。", ["关于照明不足问题"]),
    ("积极推进智慧停车平台建设。我局将接入泊位数据。", ["积极推进智慧停车平台建设"]),
    ("我局将重点做好以下工作：\n一是加强巡查。增加夜间班次三个。", ["加强巡查"]),
    ("一、关于增设路灯的建议。我局将增设路灯。", ["关于增设路灯的建议"]),
]


@pytest.mark.parametrize(("body", "themes"), THEMES, ids=[row[0] for row in THEMES])
def test_the_theme_is_the_innermost_topic_heading(body, themes):
    assert [found.theme for found in extracted(body).commitments] == themes


OWNERS = [
    ("停车研究院按照市场原则运营平台。联合高校，每年培训不少于30人。", "停车研究院"),
    ("近五年，供电公司将持续投入。2025年计划改造线路15条。", "供电公司"),
    ("青石供电公司将持续投入。公司将更换变压器三台。", "青石供电公司"),
    ("市城管局将增设路灯。同时，将加强维护。", "云溪市城市管理局"),
    ("为此，管界大队一是拟上报需求。二是加强巡查。", "管界大队"),
    ("管委会将增设路灯，进一步完善设施，加强维护。", "管委会"),
]


@pytest.mark.parametrize(("body", "owner"), OWNERS, ids=[row[0] for row in OWNERS])
def test_an_actor_carries_on_until_another_is_meant(body, owner):
    assert extracted(body).commitments[-1].owner == owner


GRADES = [
    ("我局将增设路灯二十盏。", Grade.HARD),
    ("我局将于年底前完成改造。", Grade.HARD),
    ("相关部门将增设路灯二十盏。", Grade.MEDIUM),
    ("我局将每季度通报一次情况。", Grade.MEDIUM),
    ("待资金到位后，我局将实施改造。", Grade.MEDIUM),
    ("我局将制定出台管理办法。", Grade.MEDIUM),
    ("我局将进一步加强监管。", Grade.SOFT),
]


@pytest.mark.parametrize(("body", "grade"), GRADES, ids=[row[0] for row in GRADES])
def test_the_grade_tells_how_well_a_promise_can_be_checked(body, grade):
    assert promise(body).grade is grade


def test_a_promise_has_all_of_its_fields():
    found = promise("下一步，市教育局将会同市财政局于2025年6月底前建成公办幼儿园4所。")
    assert found.section is Section.NEXT_STEP
    assert (found.owner, found.partners) == ("市教育局", ("市财政局",))
    assert found.deadline is not None
    assert (found.deadline.text, str(found.deadline.date)) == ("2025年6月底前", "2025-06-30")
    assert [(target.text, target.value, target.unit) for target in found.targets] == [("4所", 4.0, "所")]
