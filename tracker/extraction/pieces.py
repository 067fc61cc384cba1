"""Cutting a text into pieces: one sentence, list item or heading line each.

Sentence ends, semicolons, enumerators and line ends cut; commas do not (``clauses`` looks inside).
Nothing is cut inside 《》, brackets or closed quotation marks.  All work is on folded text, whose
offsets are those of the source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

_COUNT = "[一二三四五六七八九十]"
ENUMERATORS: tuple[tuple[int, str], ...] = (
    (1, rf"第?{_COUNT}{{1,3}}、"),
    (2, rf"（{_COUNT}{{1,3}}）、?"),
    (3, r"\d{1,2}(?:、|[.．](?!\d))"),
    (4, r"（\d{1,2}）、?|\d{1,2}）|[①-⑳]"),
    (5, rf"第?{_COUNT}{{1,2}}(?:是|要(?!求|素|点|件|闻))|另?一方面，?|其[一二三四五]是?，?"),
)
"""Levels of enumerators from the outermost (一、) to the innermost (一是), by the order that official
documents use them in (GB/T 9704—2012, 7.3.3: 一、 （一） 1. （1）)."""

_ANYWHERE = re.compile(
    rf"(?<![统唯万专单同之进第])(?:{_COUNT}{{1,2}}是(?!否|以|为了解)|(?<=[，。；：\s]){_COUNT}要(?!求|素|点|件))"
)
_AFTER_BREAK = re.compile("|".join(f"(?P<l{level}>{pattern})" for level, pattern in ENUMERATORS))
_TOPIC = re.compile(r"关于[^，。；：]{2,40}：|[^，。；：关于“]{2,12}[题设理作障展]：")
_GLUED = re.compile(
    r"(?:基本|投诉|反映|调查|核实|处理|办理|工作|整改|主要|存在|目前|落实|有关)+(?:情况|现状|措施|结果|意见)(?=[^的，。：；、和及与是进\n]{4}|\d{1,2}[、.]|（)"
    r"|关于[^，。：\n]{2,40}?问题(?=[经根据为由目针我].)"
)
_INDENT = re.compile(r"(?<=\S) {2,}(?=\S)")
_INLINE_ITEM = re.compile(
    rf"(?<=[：）\s])(?:{_COUNT}{{1,2}}、|（{_COUNT}{{1,2}}）|\d{{1,2}}、)|(?<=具体为)（\d{{1,2}}）"
)
_LOST_BREAK = re.compile(r"[。！？；：] {2,}\S")
_CHARGE = re.compile(r"（(?:责任|牵头|主办|配合|落实)(?:单位|部门)：[^（）]*）$")
_SPEECH = re.compile(r"(?:答复|表示|介绍|回复|承诺|说|指出)：(?=“)|(?:如下|以下几[^，。：]{0,6})：(?=.)")
_ENDERS = "。！？；|"
_SENTENCE_END = re.compile(r"[。！？；|]|(?<=[\u4e00-\u9fff])\.(?![\x00-\x7f])")
_PAIRS = {"《": "》", "（": "）", "“": "”", "〔": "〕", "【": "】"}
_LONGEST_QUOTATION = 120
_LONGEST_PIECE = 1200
_TRIM = " \r\n，、：:;,|"


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence, list item or line, without its enumerator and closing mark."""

    start: int
    """First character of the content."""
    end: int
    """One past its last character."""
    level: int | None
    """Level of the enumerator in front of it, ``None`` without one."""
    ender: str
    """The closing mark: one of ``。！？；：`` or ``\\n`` for a line end."""
    line: int
    """Number of its line in the text, from 0."""
    opens_line: bool
    """True where nothing but an enumerator stands before it in its line."""


def find_pieces(text: str, start: int, end: int) -> list[Piece]:
    """All pieces of ``text[start:end]`` (folded text), in order."""
    pieces: list[Piece] = []
    for number, line in enumerate(_lines(text, start, end)):
        for piece in _pieces_of_line(text, *line, number):
            pieces += _bounded(text, piece)
    return pieces


def _bounded(text: str, piece: Piece) -> list[Piece]:
    """The piece, or its parts where it is longer than any sentence: patterns are then never slow."""
    parts = []
    while piece.end - piece.start > _LONGEST_PIECE:
        comma = text.rfind("，", piece.start + 1, piece.start + _LONGEST_PIECE)
        cut = comma if comma > 0 else piece.start + _LONGEST_PIECE
        begin = cut + (comma > 0)
        parts.append(replace(piece, end=cut, ender=""))
        piece = replace(piece, start=begin, level=None, opens_line=False)
    return [*parts, piece]


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Lines; where line breaks were lost, the indentation of the next paragraph stands for them."""
    lines = []
    at = start
    for line in text[start:end].split("\n"):
        breaks = list(_INDENT.finditer(line)) if _LOST_BREAK.search(line) else []
        left = 0
        for found in breaks:
            lines.append((at + left, at + found.start()))
            left = found.end()
        lines.append((at + left, at + len(line)))
        at += len(line) + 1
    return lines


def _pieces_of_line(text: str, start: int, end: int, number: int) -> list[Piece]:
    closed = find_protected(text, start, end)
    cuts = _cuts(text, start, end, closed)
    pieces: list[Piece] = []
    opens = True
    for left, right in pairwise(cuts):
        marker, level = _enumerator_at(text, left, right)
        first, last = _trimmed(text, marker, right)
        if first >= last:
            if level is not None:
                opens = False
            continue
        ender = text[right - 1] if text[right - 1] in _ENDERS + "：" else ("\n" if right == end else "")
        while last > first and text[last - 1] in _ENDERS + ". ":
            last -= 1
        if first < last:
            if pieces and _CHARGE.match(text, first, last):
                pieces[-1] = replace(pieces[-1], end=last, ender=ender)
                continue
            pieces.append(Piece(first, last, level, ender, number, opens))
            opens = False
    return pieces


def _cuts(text: str, start: int, end: int, closed: set[int]) -> list[int]:
    """Offsets where a piece begins, and ``end``."""
    cuts = {start, end}
    for found in _SENTENCE_END.finditer(text, start, end):
        if found.start() not in closed:
            cuts.add(found.end())
    for found in _ANYWHERE.finditer(text, start, end):
        if found.start() not in closed:
            cuts.add(found.start())
    for left in sorted(cuts):
        begin = left + len(text[left:end]) - len(text[left:end].lstrip(" ”#"))
        if begin < end and _AFTER_BREAK.match(text, begin):
            cuts.add(begin)
    for left in sorted(cuts):
        content, level = _enumerator_at(text, left, end)
        topic = level is not None and (_TOPIC.match(text, content, end) or _GLUED.match(text, content, end))
        if topic and topic.end() < end:
            cuts.add(topic.end())
    cuts.update(found.end() for found in _SPEECH.finditer(text, start, end))
    for found in _INLINE_ITEM.finditer(text[start:end]):
        if start + found.start() not in closed:
            cuts.add(start + found.start())
    return sorted(cuts)


def find_protected(text: str, start: int, end: int) -> set[int]:
    """Offsets inside of brackets and quotation marks that close within the line."""
    inside: set[int] = set()
    for opening, closing in _PAIRS.items():
        at = text.find(opening, start, end)
        while at >= 0:
            close = text.find(closing, at, min(end, at + _LONGEST_QUOTATION))
            if close < 0:
                at = text.find(opening, at + 1, end)
                continue
            if not (opening == "“" and text[at - 1 : at] in ("：", "，")):
                inside.update(range(at + 1, close))
            at = text.find(opening, close, end)
    return inside


def _enumerator_at(text: str, left: int, right: int) -> tuple[int, int | None]:
    """End of the enumerator at ``left`` and its level, or ``left`` and ``None``."""
    begin = left
    while begin < right and text[begin] in " ”#":
        begin += 1
    found = _AFTER_BREAK.match(text, begin, right)
    if not found or found.lastgroup is None:
        return left, None
    return found.end(), int(found.lastgroup[1:])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _TRIM + "。；！？":
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return start, end
