"""Where the letter ends: signature, date, contacts, copies, the page's own footer."""

from __future__ import annotations

import re
from typing import NamedTuple

from tracker.reading.header.dates import COMPACT_SHAPE, DATE, SHAPE
from tracker.reading.header.marks import CATEGORY, CONTACT, COPY, FOOTER, FORM, INLINE_FOOTER
from tracker.reading.header.vocabulary import COURTESY, HANZI, is_organ, is_organs

_MARK_LINE = re.compile(rf"[\s|（(\[【•·*-]*(?:{CONTACT}|{CATEGORY}|{COPY}|{FOOTER}|{FORM})")
_FOOTER_LINE = re.compile(rf"[\s|•·*]*(?:{FOOTER})")
_DATE_LINE = re.compile(rf"[\s|（]*(?:{SHAPE}|{COMPACT_SHAPE}| *年 {{1,20}}月 {{1,20}}日)[\s）|]*(?:（.*|{CONTACT}.*)?")
_INLINE = re.compile(
    rf"(?<=[。！？!?”）|]) *(?P<mark>[（(]? ?(?:{CONTACT}|抄 ?[送报] ?：|{FORM}|(?:办复类别|办理结果|类别) ?："
    rf"|附件(?:下载)? ?：|（?此件))|(?P<footer>{INLINE_FOOTER})"
)
_AFTER_SIGNATURE = re.compile(
    rf" *(?:$|\n|[|（]|{CONTACT}|{FOOTER}|{COPY}|{CATEGORY}|{FORM}|您的留言已收悉|账号|登录"
    r"|\S{1,60}\.(?:docx?|pdf|wps|xlsx?))"
)
_INLINE_FOOTER = re.compile(INLINE_FOOTER)
_TRAILING_ORGAN = re.compile(rf"[。！？!?] *(?P<sign>[{HANZI}A-Za-z\d（）]{{3,40}}) *\Z")
_LONGEST_SIGNATURE = 160


class Ending(NamedTuple):
    """Where a letter's body ends and its own closing lines end."""

    body_end: int
    """One past the last character of the body."""
    tail_end: int
    """Where the page's footer begins, or the end of the text."""


def find_ending(folded: str, start: int, limit: int | None = None) -> Ending:
    r"""The end of the body that begins at ``start`` and of the signature block behind it.

    >>> text = "我局将尽快办理。\n云溪市水务局\n2024年5月6日\n联系人：王小云\n主办单位：云溪市人民政府"
    >>> ending = find_ending(text, 0)
    >>> text[:ending.body_end], text[ending.body_end:ending.tail_end].split()
    ('我局将尽快办理。', ['云溪市水务局', '2024年5月6日', '联系人：王小云'])
    """
    limit = len(folded) if limit is None else limit
    lines = _lines(folded, start, limit)
    end, following = limit, len(lines)
    for index, (low, high) in enumerate(lines):
        at = _line_end(folded, lines, index)
        at = _inline_end(folded, low, high) if at is None else at
        if at is not None:
            end, following = at, index
            break
    inline = _INLINE_FOOTER.search(folded, end, limit)
    footers = (low for low, high in lines[following:] if low >= end and _FOOTER_LINE.match(folded, low, high))
    tail_end = min(inline.start() if inline else limit, next(footers, limit))
    while end > start and (folded[end - 1].isspace() or folded[end - 1] == "|"):
        end -= 1
    return Ending(end, tail_end)


def _lines(folded: str, start: int, limit: int) -> list[tuple[int, int]]:
    """The lines that hold more than blanks and the borders of cells."""
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
    if _MARK_LINE.match(folded, low, high) or _is_date_line(folded, low, high):
        return _back_over_signature(folded, lines, index)
    if high - low > 140:
        return None
    line = folded[low:high].strip(" |")
    dated = DATE.search(line)
    if dated and is_organs(line[: dated.start()]) and not line[dated.end() :].strip(" |（）日"):
        return low
    return low if is_organs(line) and _signs(folded, lines, index) else None


def _is_date_line(folded: str, low: int, high: int) -> bool:
    return high - low < 120 and _DATE_LINE.fullmatch(folded, low, high) is not None


def _signs(folded: str, lines: list[tuple[int, int]], index: int) -> bool:
    """An organ alone on its line signs where only closing lines follow."""
    for low, high in lines[index + 1 : index + 12]:
        line = folded[low : min(high, low + 160)].strip(" |")
        if is_organs(line):
            continue
        dated = DATE.search(line)
        signed = dated is not None and is_organs(line[: dated.start()]) and high - low < 80
        return signed or _MARK_LINE.match(folded, low, high) is not None or _is_date_line(folded, low, high)
    return True


def _back_over_signature(folded: str, lines: list[tuple[int, int]], index: int) -> int:
    """From a date or contact line up over the lines of organs that sign."""
    at = lines[index][0]
    for low, high in reversed(lines[max(0, index - 12) : index]):
        line = folded[low:high].strip(" |")
        if high - low > 200 or not is_organs(line) or COURTESY.fullmatch(line):
            break
        at = low
    return at


def _inline_end(folded: str, low: int, high: int) -> int | None:
    """The end of the body within a line that holds more, because its line breaks were lost."""
    ends = []
    mark = _INLINE.search(folded, low, high)
    if mark:
        signature = _TRAILING_ORGAN.search(folded, max(low, mark.start() - 60), mark.start())
        ends.append(signature.start("sign") if signature and is_organ(signature["sign"]) else mark.start())
    sign = _inline_signature(folded, low, high)
    if sign is not None:
        ends.append(sign)
    trailing = _TRAILING_ORGAN.search(folded, max(low, high - 60), high)
    if trailing and is_organ(trailing["sign"]):
        ends.append(trailing.start("sign"))
    return min(ends) if ends else None


def _inline_signature(folded: str, low: int, high: int) -> int | None:
    """The first date within a line that closing words follow and only organs, or nothing, precede in its sentence."""
    for date in DATE.finditer(folded, low, high):
        if not _AFTER_SIGNATURE.match(folded, date.end()):
            continue
        before = folded[max(low, date.start() - _LONGEST_SIGNATURE) : date.start()]
        for marks in ("。！？!?|", "”）"):
            cut = max(before.rfind(mark) for mark in marks) + 1
            if cut and (not before[cut:].strip() or is_organs(before[cut:])):
                return date.start() - len(before) + cut
    return None
