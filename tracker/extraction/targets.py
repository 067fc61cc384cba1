"""Targets: the numbers of a commitment that can be checked (20个老旧小区, 137公里, 不低于30位)."""

from __future__ import annotations

import re

from tracker.chinese import parse_number

_UNITS = (
    "平方公里|平方米|立方米|公里|千米|千瓦时|千瓦|千伏安|公顷|公斤|万吨|吨|米|亩|㎡|元|美元|%|个百分点|人次|人|户|位|名|个|所|家|条|座|处|盏|辆|台|套|"
    "项|栋|幢|间|件|次|场|张|根|株|棵|块|部|只|眼|口|枚|支|桩|枪|床|乡镇|村|门|批次|班次|车次|趟|分钟|小时|班(?!次|子|组|级)|对|片|段|期|层|组|类|宗"
)
_NOUNS = (
    "小区|村卫生室|卫生室|学校|中小学校|中学|小学|幼儿园|车位|泊位|床位|学位|项目|工程|任务|村庄|行政村|自然村|村|乡镇|镇|街道|社区|公园|广场|站点|车站|站|充电桩|桩|路灯|监控|探头|"
    "医院|卫生院|卫生室|社区卫生中心|卫生中心|中心|食堂|厕所|公厕|企业|平台|基地|示范区|示范点|示范村|园区|水库|水厂|泵站|机井|桥梁|桥|道路|公路|通道|路段|路口|线路|管网|"
    "停车场|垃圾桶|电梯|基站|岗位|人才|村民小组|小组|三甲医院|养老院|服务中心|服务站|图书馆|书屋|指标|活动|品牌|专业|教室|宿舍|公交车|车辆|问题|行业|经营户|商户|市场|信号塔|铁塔|点位|摄像头|设施|仓库|展馆|场馆|口袋公园|驿站|街区|院落|楼栋|单元"
)
_AFTER_NOUN = (
    r"(?=$|[^\u4e00-\u9fff]|的|进行|开展|实施|改造|建设|标准化|提质|升级|整治|任务|工作|完成|安装|配备|和|与|及|等|均|"
    r"全部|[已供将进逐由从对被可能会具存正拟仍有无是开设增新扩加施修清整提优推统分年共总每单长宽面占位送向在为达]|纳入|列入|享受|覆盖|实现|投入|开工|更新|通过|作为|需|安全|老旧|配套|亮化|除险)"
)
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?(?:万|亿|千|百)?(?:余|多)?|[两二三四五六七八九十百千]{1,4}(?:余|多)?"
_TARGET = re.compile(
    rf"(?<![第\d.年月至到\-—~〔(号A-Za-z])(?P<least>不低于|不少于|不超过|至少)?(?P<number>{_NUMBER}|一(?=所|座|家|个|处|条))\s?"
    rf"(?P<unit>{_UNITS})(?!是|中全会|方面|五|月|会|大|级|度|以上?级|代表|面|分|体|名称)(?P<over>以上|以内)?"
    rf"(?P<noun>[\u4e00-\u9fff]{{0,8}}?(?:{_NOUNS}){_AFTER_NOUN})?"
)
_TAKES_NOUN = frozenset("个 所 家 条 座 处 项 名 位 户 盏 辆 台 套 栋 件".split())
_NOT_COUNTED = frozenset("次 期 层 对 段 批次 门 组 类 部 口 方".split())
_COUNTED_IN_WORDS = frozenset("个 所 家 条 座 处 台 辆 套 项 盏 间 公里 米 亩 栋 人 名 位 户".split())
_NEEDS_NOUN = frozenset("个 位 名 人 项 户".split())


def find_targets(text: str) -> list[tuple[int, int, float | None, str]]:
    """Spans of the targets in folded text, each with its value and unit.

    >>> [text[a:b] for text in ("今年内要完成20个老旧小区改造任务",) for a, b, *_ in find_targets(text)]
    ['20个老旧小区']
    """
    closed = [found.span() for found in re.finditer(r"《[^》]*》", text)]
    targets = []
    for found in _TARGET.finditer(text):
        if any(left <= found.start() < right for left, right in closed) or not _counts(found):
            continue
        end = found.end() if _takes_noun(found) else max(found.end("unit"), found.end("over"))
        targets.append((found.start(), end, _value(found["number"]), found["unit"]))
    return targets


def _counts(found: re.Match[str]) -> bool:
    number, unit = found["number"], found["unit"]
    if number == "一":
        return _takes_noun(found)
    if not number[0].isdigit():
        return unit in _COUNTED_IN_WORDS and (_takes_noun(found) or unit not in _NEEDS_NOUN)
    if unit == "米" and found.string[found.end("unit") : found.end("unit") + 1] in {"宽", "线"}:
        return False
    return unit not in _NOT_COUNTED or bool(found["least"] or found["over"])


def _takes_noun(found: re.Match[str]) -> bool:
    noun = found["noun"]
    if noun is None or found["unit"] not in _TAKES_NOUN:
        return False
    return not re.search(r"[的和与及在为将对]|改造|建设|实施|安装|新建", noun)


def _value(number: str) -> float | None:
    return parse_number(number.rstrip("余多"))
