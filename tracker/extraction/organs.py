"""Names of organs and bodies: who is to do it, and with whom.

No dictionary of names: an organ is a run of name characters that ends in an organ's suffix and is followed
by what organs do.  All offsets are in folded text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_STOP = "，。；：、“”《》！？\\s的将了对向为把被使让是我您你们由请经就按据着每"
_LONGER = r"[^，。；将正拟已会继]{0,14}(?:局|委|(?<![举主承开创])办|厅|公司|集团|部门|街道|中心|大队|支队|工会|联|院|会|政府|室|社)"
_SUFFIX = (
    rf"(?:人民政府|党委政府|[县市区镇乡]委[、]?[县市区镇乡]政府|政府|管委会|委员会|指挥部|领导小组|专班|办公室|办事处|居委会|村委会|"
    rf"局|厅|委(?!托|派|员|会(?!同))|办(?!理|学|法|公|事|好|复|结)|(?<!\d)部(?!分|署|位|门|级|属)|处(?!理|置|罚|于)|科(?!技|学|研)|"
    rf"中心(?!小学|校|中学|城|镇|路)|总队|支队|大队|中队|派出所|法院|检察院|交警(?!大队|支队|部门)|集团|公司|银行|学校|学院|大学|中学|小学|幼儿园|医院|卫生院|"
    rf"研究院|研究所|设计院|协会|商会|联合会|联盟|街道(?!办)|社区(?!居民)|部门|单位|方|物业|研究室|移动(?!通信|电话|端|信号|基站)|电信(?!普遍|企业|部门|运营|基础)|联通|水务(?!集团|局|公司)|热力|开发商|运营商|企业|团委|妇联|工会|残联|合作社|供销社|代表团|业委会|业主委员会|经营户|商户|承包商|(?:纪检|工作|专案|调查|领导)组|"
    rf"[县市区州省](?!级|场|域|位|财|民|内|直|里|城|情|外|区域|交通|{_LONGER})|镇(?!域|区|村|街|{_LONGER})|(?<!城)乡(?!镇|村|土|道|建设|{_LONGER})|[县市区省镇]级(?!以)|国办|[A-Za-z]市地铁|地铁|村(?!民|庄|内|道|级|组|里|口|局|委|卫|医))"
)
_NAME = rf"[^{_STOP}]{{0,22}}?{_SUFFIX}(?:（[^）]{{1,12}}）)?"
_JOIN = r"(?:、|和|与|及|以及|并)"
_MEMBERS = rf"{_NAME}(?:{_JOIN}{_NAME})*(?:等(?:相关|有关)?(?:部门|单位|公司|企业)?)?"
_DOES = (
    r"(?=，?(?:也|还|均|都|已|现已|目前|正|将|拟|计划|会(?!同)|继续|准备|负责|牵头|积极|要|必须|应|及时|承诺|再次|表示|(?:相关|有关)?负责人|回复|根据|按照|按(?!摩)|采取|启动|规划|"
    r"结合|尽快|立即|进一步|逐步|持续|加强|加大|加快|督促|组织|安排|配合|做好|制定|开展|推进|推动|统一|分别|共同|联合|会同|抓紧|认真|严格|不断|"
    r"密切|定期|力争|争取|全力|从|以|具体|着力|充分|通过|纳入|列入|申请|为提高|为了|提供|实施|承担|作为|高度|建立|打造|强化|完善|落实|每年|每月|每季|年底|年内|\d{1,2}月|明年|今年|同意|预留|按月|按季|抓紧|\d{4}年|依托|在))"
)
_LISTED = rf"[^{_STOP}]{{1,10}}(?:、[^{_STOP}]{{1,10}})+等(?:相关|有关)?(?:部门|单位|公司|企业)"
_TIME = r"(?:20\d\d年(?:内|底前?|上半年|下半年|\d+月份?(?:底前?)?)?|今年|目前|现在|现|近期|年内|明年|届时|据了解，?)?"
_SUBJECT = re.compile(rf"{_TIME}(?:.{{2,14}}一事)?(?P<name>{_MEMBERS}|{_LISTED}){_DOES}")
_ACTS = "牵头|负责|承担|组织|实施|统一|进行|具体|主办|会同|向|积极|提供|出资|统筹|开展|落实|督促|正在|根据|依据|结合|按|针对|逐步|尽快|及时|建设|制定|对|予以"
_BY = re.compile(
    rf"由(?!于|此)(?P<name>{_MEMBERS}|{_LISTED})(?:分别)?(?={_ACTS}|，|$|(?<=[局委厅司团会所院])(?!的|提出|组成|制定的|承建|以及|和|与|、))"
)
_BY_ANYBODY = re.compile(rf"由(?!于|此)(?P<name>[^{_STOP}]{{2,16}}?(?:、[^{_STOP}]{{2,16}}?)*)(?:分别)?(?={_ACTS})")
_CHARGED = re.compile(rf"(?:责成|指定|责令|明确由|安排)(?P<name>{_MEMBERS})(?=.)")
_LEADS = re.compile(rf"(?P<name>{_MEMBERS})牵头(?!(?:组建|单位))")
_SELF = re.compile(
    r"(?:我|本)(?:局|委(?!托)|办|部|厅|院|中心|镇|乡|街道|市|县|区|省|州|们|单位|公司|处|会|部门|社区|校|村|队|司)|我方|笔者"
)
_NOT_NAMES = re.compile(
    r"^(?:.*(?:举办|主办|承办|开办|创办|置业有|建议|问题|情况|方面|工作|建设|有效|地方|双方|一方|部分|全部|内部|各方|对方|多方|地区|小区|城区|园区|景区|片区|辖区|山区|灾区|老区|库区|校区|"
    r"单元门|大部|项目|工程|方案|设施|资金|农村|乡村|行政村|自然村|试点|现场|到位|全县|全市|全区|全省|全镇|全乡|道路|该路段)|所|该|此|其|这|各|有|社区|全局|全部|当局|目前|同时|同步|之|等|"
    r"加强|推进|推动|做好|完善|强化|建设|优化|指导|督促|组织|协调|争取|申请|支持|鼓励|引导|开展|落实|联系|结合|根据|按照|依托|通过|积极|大力|进一步|继续|提升|提高|整合|充分|利用|深入|.*(?:年|月|日))$"
)
_VERB_START = re.compile(
    r"^(?:内|底|并|且|也|同时|建议|加强|推进|推动|做好|完善|强化|建设|优化|指导|督促|组织|协调|争取|申请|支持|鼓励|引导|开展|落实|联系|结合|根据|按照|依托|通过|积极|大力|进一步|继续|提升|提高|"
    r"整合|充分|利用|深入|动员|发动|邀请|聘请|成立|建立|召开|打造|构建|培育|实施|安排|责成|要求|委托|对接|依法|严格|认真|定期|及时|联合|会同|配合|协助|加大|加快|重点|在|与|和|同|以|从|到|于|至|截至|截止|紧盯|"
    r"立足|围绕|聚焦|争创|创建|新建|改造|扩建|修建|制定|出台|编制|全面|切实|不断|逐步|主动|合理|科学|统筹|规范|健全|压实|明确|提供|投入|拓展|发挥|借助|参照|规划|正在?|目前|现在|计划|力争|逐年|已|\d)"
)
_ENDS_NAME = re.compile(rf"{_SUFFIX}$")
_AND_OTHERS = re.compile(r"等(?:相关|有关)?(?:部门|单位|公司|企业)?$")
_BRACKET = re.compile(r"（[^（）]*）")
_CHARGE = re.compile(r"(?:责任|牵头|主办|实施|落实)(?:单位|部门)：(?P<names>[^；，。）]+)")
_ASSIST = re.compile(r"(?:配合|协办|协同|参与)(?:单位|部门)：(?P<names>[^；，。）]+)")
_IN_CHARGE = re.compile(rf"（(?:由)?(?P<names>{_MEMBERS})(?:牵头|具体)?负责(?:实施|落实)?）")
_PARTNERS = (
    re.compile(rf"(?:会同|联合|协同|携手)(?P<names>{_MEMBERS})"),
    re.compile(
        rf"(?:与|同|和)(?P<names>{_MEMBERS})(?=(?:一起|共同|一道|密切配合|联合|协作|.{{0,6}}沟通协作|对接合作))"
    ),
    re.compile(rf"(?:加强(?:同|与|和))(?P<names>{_MEMBERS})(?=的?(?:沟通协作|协作|配合|联动|合作))"),
    re.compile(rf"(?:加强(?:同|与|和)|会同|联合)(?P<names>{_LISTED}(?:(?:及|以及|和){_NAME})?)"),
    re.compile(rf"(?:积极|主动|全力|密切)?(?:配合、?协助|配合|协助|衔接|对接)(?!单位|部门)(?P<names>{_MEMBERS})"),
    re.compile(rf"(?<=[，、])(?P<names>{_NAME}(?:、{_NAME})*)(?:积极|密切)?配合"),
)


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody named as doing it."""

    start: int
    """First character of the name."""
    end: int
    """One past the last character."""
    how: str
    """``subject``, ``by`` (由…), ``charged`` (责成…)."""


def find_subject(text: str, start: int, end: int) -> Actor | None:
    """The organ that a clause opens with, ``text[start:end]`` being the clause without adverbials."""
    found = _SUBJECT.match(text, start, end)
    if not found or not is_organ(found["name"]):
        return None
    return Actor(*found.span("name"), "subject")


def find_actor(text: str, start: int, end: int) -> Actor | None:
    """The organ that a stretch names as the one to act by 由…牵头, 责成… or …牵头."""
    for how, pattern in (("by", _BY), ("by", _BY_ANYBODY), ("charged", _CHARGED), ("by", _LEADS)):
        found = pattern.search(text, start, end)
        if found and is_organ(found["name"]) and not is_self(found["name"]):
            return Actor(*found.span("name"), how)
    return None


def find_lead(text: str, start: int, end: int) -> Actor | None:
    """The organ that the lead of a list ends with (为此，市城管局 | 一是…)."""
    found = re.search(rf"(?:^|，)(?P<name>{_MEMBERS})$", text[start:end])
    if not found or not is_organ(found["name"]) or is_self(found["name"]):
        return None
    return Actor(start + found.start("name"), start + found.end("name"), "lead")


def find_speaker(text: str, start: int, end: int) -> Actor | None:
    """The organ whose 负责人 speaks (供电公司负责人表示)."""
    found = re.match(
        rf"(?P<name>{_MEMBERS})(?:有关|相关)?(?:负责人|负责同志|工作人员)?(?:现场)?(?:表示|承诺|介绍|答复)",
        text[start:end],
    )
    if not found or not is_organ(found["name"]) or is_self(found["name"]):
        return None
    return Actor(start, start + found.end("name"), "subject")


def is_self(text: str) -> bool:
    """True where a clause speaks of the replying side as 我局, 我市, 我们 …"""
    return _SELF.search(text) is not None


def is_organ(name: str) -> bool:
    """False for words that only look like a name (社区, 该项目, 加强部门)."""
    bare = _AND_OTHERS.sub("", name)
    return bool(bare) and not _NOT_NAMES.match(bare) and not _VERB_START.match(bare)


def find_charged(text: str, start: int, end: int) -> Actor | None:
    """The organ that brackets behind a measure charge with it: （责任单位：市教育局；…）, （市公交集团负责）."""
    for bracket in _BRACKET.finditer(text, start, end):
        found = _CHARGE.search(text, *bracket.span()) or _IN_CHARGE.match(text, *bracket.span())
        if found:
            return Actor(*found.span("names"), "bracket")
    return None


def find_partners(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the organs named as doing it together, in order."""
    spans: list[tuple[int, int]] = []
    for bracket in _BRACKET.finditer(text, start, end):
        for found in _ASSIST.finditer(text, *bracket.span()):
            spans += _members(text, *found.span("names"))
    for pattern in _PARTNERS:
        for found in pattern.finditer(text, start, end):
            left, right = found.span("names")
            right = left + len(_AND_OTHERS.sub("", text[left:right]))
            if not any(left < b and a < right for a, b in spans):
                spans += [(a, b) for a, b in _members(text, left, right) if is_organ(text[a:b]) or _in_list(text, a, b)]
    return sorted(spans)


def _in_list(text: str, start: int, end: int) -> bool:
    """True for a name in a list that ends with 等部门: 资规、交通、水利等部门 are organs though none says so."""
    return re.match(r"[^，。；]{0,60}?等(?:相关|有关)?(?:部门|单位|公司|企业)", text[start : end + 60]) is not None


def _members(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Splits 甲局、乙局和丙局 into its members; 和 inside of a name (住房和城乡建设局) does not split."""
    cuts = [start]
    for found in re.finditer(r"、|以及|和(?!平|谐|县)|及(?!时)|与", text[start:end]):
        here = start + found.start()
        if found[0] == "、" or _ENDS_NAME.search(text[cuts[-1] : here]):
            cuts += [here, start + found.end()]
    cuts.append(end)
    spans = zip(cuts[::2], cuts[1::2], strict=True)
    members = [(left, left + len(_AND_OTHERS.sub("", text[left:right]))) for left, right in spans]
    return [(left, right) for left, right in members if left < right]
