"""Where the letter ends: signature, date, contacts, copies, the page's own footer."""

from __future__ import annotations

import re
from typing import NamedTuple

from tracker.reading.header.dates import COMPACT_SHAPE, DATE, SHAPE
from tracker.reading.header.vocabulary import COURTESY, HANZI, is_organ, is_organs

_CONTACT = (
    r"(?:(?:联|聯) ?系 ?(?:人|单 ?位|电 ?话|方 ?式|部门|科室|处室)|(?:承|经|主|协) ?办 ?(?:人|单 ?位|股室|科室|处室|部门|负责人|领导|机构)"
    r"|主管领导|分管领导|负责人|责任人|领导署名|签发人|咨询电话|办公电话|电话|传真|邮编|邮政编码|电子邮箱|联络员|审核人|拟稿人)"
    rf"[{HANZI}、/]{{0,12}} ?(?:：|（(?=.{{0,20}}\d{{7}}))|联系单位及|联系人及"
)
_CATEGORY = r"(?:办复|办理|答复|办结|公开)?(?:类 ?别|结果|类型|情况|属性|程度|分类)(?:标注)? ?[：（]|[〔（【] ?[ABCD]\d? ?类? ?[〕）】]|[ABCD]\d? ?类 *$"
_COPY = (
    r"抄 ?[送报] ?[：；]|主 ?送 ?：|主题词 ?：|附 ?件 ?(?:\d|：|下载|$)|附 ?：|（?(?:此件|本文|此文)[^\n。]{0,20}(?:公开|删减)|信息公开选项|公开方式"
    r"|.{0,40}\d日印发|是否同意公开|共印\d"
)
_FOOTER = (
    r"主办单位|主办 ?：|承办单位 ?：.{0,30}(?:网|备)|版权所有|网站标识码|网站地图|\S{0,3}ICP备|\S?公网安备|[【〖\[]? ?(?:我要)?打印|[【〖\[]? ?关闭(?:窗口|本页)?|上一[篇条页] ?|下一[篇条页] ?"
    r"|相关(?:文章|链接|附件|信息|阅读|新闻|稿件)|扫一扫|分享(?:到|$|：)|责任编辑|编辑 ?：|【字|关键 ?字|收藏|满意度|验证码|账号\+|手机\+|还没有账号|随便看|-->|来源网站|一级类别|下载(?:Word|PDF)|【?下载|\|\|$"
    r"|地址 ?：|Tel|浏览次数|政府网站找错|返回(?:顶部|首页|列表)|技术支持|无障碍|官方微[信博]|网友评论|我要(?:评论|纠错|评价)|微信扫|本文(?:链接|地址)|原文(?:链接|地址)"
)
_LETTER_LABEL = (
    r"(?:答复|回复)(?:部门|单位|时间|日期|人|机构) ?(?:：|\||$)|(?:办结|处理|受理)(?:时间|部门|单位) ?(?:：|\||$)|主题分类 ?：|行政区域 ?："
)
_BREAK = r"[\s|（(\[【•·*-]*"
_MARK_LINE = re.compile(rf"{_BREAK}(?:{_CONTACT}|{_CATEGORY}|{_COPY}|{_FOOTER}|{_LETTER_LABEL})")
_FOOTER_LINE = re.compile(rf"[\s|•·*]*(?:{_FOOTER})")
_DATE_LINE = re.compile(rf"[\s|（]*(?:{SHAPE}|{COMPACT_SHAPE}| *年 +月 +日)[\s）|]*(?:（.*|{_CONTACT}.*)?")
_INLINE = re.compile(
    rf"(?<=[。！？!?”）|]) *(?P<mark>[（(]? ?(?:{_CONTACT}|抄 ?[送报] ?：|{_LETTER_LABEL}|主办单位 ?：|版权所有|上一[篇条] ?：|下一[篇条] ?："
    r"|扫一扫|责任编辑|网站标识码|(?:办复类别|办理结果|类别) ?：|附件(?:下载)? ?：|（?此件))"
)
_INLINE_SIGN = re.compile(
    rf"(?<=[。！？!?”）|]) *(?P<sign>(?:[{HANZI}A-Za-z\d（）]{{2,40}} *){{0,4}}?)(?P<date>{SHAPE})"
    rf"(?= *(?:$|\n|[|（]|{_CONTACT}|{_FOOTER}|{_COPY}|{_CATEGORY}|{_LETTER_LABEL}|您的留言已收悉|账号|登录|\S{{1,60}}\.(?:docx?|pdf|wps|xlsx?)))"
)
_FOOTER_INLINE = re.compile(r"主办单位 ?：|版权所有|网站标识码|上一[篇条] ?：|下一[篇条] ?：|扫一扫在|责任编辑 ?：|ICP备")
_TRAILING_ORGAN = re.compile(rf"[。！？!?] *(?P<sign>[{HANZI}A-Za-z\d（）]{{3,40}}) *\Z")


class Ending(NamedTuple):
    """Where a letter's body ends and its own closing lines end."""

    body_end: int
    """One past the last character of the body."""
    tail_end: int
    """Where the page's footer begins, or the end of the text."""


def find_ending(folded: str, start: int, limit: int | None = None) -> Ending:
    """The end of the body that begins at ``start`` and of the signature block behind it.

    >>> text = "我局将尽快办理。\\n云溪市水务局\\n2024年5月6日\\n联系人：王小云\\n主办单位：云溪市人民政府"
    >>> ending = find_ending(text, 0)
    >>> text[:ending.body_end], text[ending.body_end:ending.tail_end].split()
    ('我局将尽快办理。', ['云溪市水务局', '2024年5月6日', '联系人：王小云'])
    """
    limit = len(folded) if limit is None else limit
    lines = _lines(folded, start, limit)
    end, line_index = limit, len(lines)
    for index, (low, high) in enumerate(lines):
        at = _line_end(folded, lines, index)
        if at is None:
            at = _inline_end(folded, low, high)
        if at is not None:
            end, line_index = at, index
            break
    inline = _FOOTER_INLINE.search(folded, end, limit)
    footers = (low for low, high in lines[line_index:] if low >= end and _FOOTER_LINE.match(folded, low, high))
    tail_end = min(inline.start() if inline else limit, next(footers, limit))
    return Ending(_trim(folded, start, end), tail_end)


def _lines(folded: str, start: int, limit: int) -> list[tuple[int, int]]:
    lines, low = [], start
    while low < limit:
        high = folded.find("\n", low, limit)
        high = limit if high < 0 else high
        if folded[low:high].strip(" |"):
            lines.append((low, high))
        low = high + 1
    return lines


def _line_end(folded: str, lines: list[tuple[int, int]], index: int) -> int | None:
    """Where the body ends if this line belongs to the closing lines."""
    low, high = lines[index]
    line = folded[low:high]
    if _MARK_LINE.match(line) or (len(line) < 60 and _DATE_LINE.fullmatch(line)):
        return _back_over_signature(folded, lines, index)
    if len(line) > 140:
        return None
    dated = DATE.search(line)
    if dated and is_organs(line[: dated.start()].strip(" |")) and not line[dated.end() :].strip(" |（）日"):
        return low
    if is_organs(line.strip(" |")) and _signs(folded, lines, index):
        return low
    return None


def _signs(folded: str, lines: list[tuple[int, int]], index: int) -> bool:
    """An organ alone on its line signs where only closing lines follow."""
    for low, high in lines[index + 1 : index + 12]:
        line = folded[low:high]
        if is_organs(line.strip(" |")):
            continue
        dated = DATE.search(line)
        signed = dated and is_organs(line[: dated.start()].strip(" |")) and len(line) < 80
        return bool(_MARK_LINE.match(line) or (len(line) < 60 and _DATE_LINE.fullmatch(line)) or signed)
    return True


def _back_over_signature(folded: str, lines: list[tuple[int, int]], index: int) -> int:
    """From a date or contact line up over the lines of organs that sign, whatever their names."""
    at = lines[index][0]
    dated = _DATE_LINE.fullmatch(folded[slice(*lines[index])]) is not None
    for low, high in reversed(lines[max(0, index - 12) : index]):
        line = folded[low:high].strip(" |")
        loose = dated and len(line) <= 40 and not re.search(r"[。，；：！？、]", line) and not COURTESY.search(line)
        if not (is_organs(line) or (loose and is_organ(line))):
            break
        at = low
    return at


def _inline_end(folded: str, low: int, high: int) -> int | None:
    """The end of the body within a line that holds more, because its line breaks were lost."""
    mark = _INLINE.search(folded, low, high) or _FOOTER_INLINE.search(folded, low, high)
    ends = []
    if mark:
        at = mark.start("mark") if "mark" in mark.re.groupindex else mark.start()
        signature = _TRAILING_ORGAN.search(folded, max(low, at - 60), at)
        ends.append(signature.start("sign") if signature and is_organ(signature["sign"]) else at)
    for sign in _INLINE_SIGN.finditer(folded, low, high):
        if not sign["sign"].strip() or is_organs(sign["sign"].strip()):
            ends.append(sign.start("sign"))
            break
    trailing = _TRAILING_ORGAN.search(folded, max(low, high - 60), high)
    if trailing and is_organ(trailing["sign"]):
        ends.append(trailing.start("sign"))
    return min(ends) if ends else None


def _trim(folded: str, start: int, end: int) -> int:
    while end > start and (folded[end - 1].isspace() or folded[end - 1] == "|"):
        end -= 1
    return end
