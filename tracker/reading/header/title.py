"""The title of the letter or page, and the pieces of text in which a title may stand."""

from __future__ import annotations

import re
from typing import NamedTuple

from tracker.chinese import fold
from tracker.reading.header.anatomy import Anatomy
from tracker.reading.header.vocabulary import HANZI, tidy

_REPLIES = re.compile(r"(?:答复|回复|复函|函复|续复|协办意见|会办意见|办理情况|办理结果)")
_CASE = re.compile(r"提案|建议|议案|议事原案|会议|代表|委员")
_FRAGMENT = re.compile(r"(?:第.{1,10}号|[一二三四五六七八九十]+次会议)")
_NOTICE = re.compile(r"(?:通知|方案|办法|意见|措施|报告|汇报|公告|批复|计划|规划|规定|决定|总体情况)$")
_NOISE = re.compile(r"(?:信息|文章|稿件)?(?:发布|来源|(?:发布|更新)?时间|字号|浏览(?:次数)?)：.*$")
_LONGEST = 120
"""Characters; a longer line is a paragraph."""
_INLINE = re.compile(
    rf"(?P<title>[{HANZI}（）A-Za-z\d]{{0,40}}(?:关于|对)[^\n。|]{{4,120}}?"
    rf"(?:答复意见|答复函|复函|答复的函|回复的函|办理(?:情况)?的函|意见的函|的答复|的回复)(?:（[{HANZI}]{{2,16}}）)?)"
)
_NUMBERED = re.compile(
    rf"\s*(?P<title>[{HANZI}“”《》、A-Za-z\d]{{4,80}}?(?:通知|方案|办法|意见|措施|决定|批复))[{HANZI}]{{1,8}}〔\d{{4}}〕"
)
_REACH = 4000
"""The title stands within this distance of the letter."""
_BREADCRUMB = re.compile(r"首页|当前位置|所在位置|>|/ .+/ ")


def find_title(anatomy: Anatomy) -> str | None:
    """The title as a label or meta tag gives it, else as the head prints it."""
    for value in (anatomy.label("case_title") if anatomy.mailbox else None, anatomy.label("title"), _printed(anatomy)):
        if value and len(value) <= 300:
            return value
    return tidy(anatomy.document.metadata.get("title", "")) or None


class Piece(NamedTuple):
    """A text that may name the case, without line breaks; both have one length."""

    printed: str
    """As printed."""
    folded: str
    """What patterns are matched against."""


class CaseTexts(NamedTuple):
    """Where session, number and subject may be named, best first."""

    title: Piece
    """The title."""
    page: Piece
    """The title of the web page, empty for other formats."""
    head: Piece
    """What stands before the letter."""
    opening: Piece
    """The first sentences of the letter."""


def case_texts(anatomy: Anatomy, title: str | None) -> CaseTexts:
    """The texts of a document that may name the case."""
    text, start = anatomy.document.text, anatomy.letter_start
    head = text[max(0, start - 1500) : start] if anatomy.is_letter else text[:1500]
    opening = text[start : start + len(anatomy.opening)]
    return CaseTexts(*map(_piece, (title or "", anatomy.document.metadata.get("title", ""), head, opening)))


def _piece(text: str) -> Piece:
    joined = "".join(line.strip() for line in text.split("\n"))
    return Piece(joined, fold(joined))


def _printed(anatomy: Anatomy) -> str | None:
    lines = _head_lines(anatomy)
    for index in reversed(range(len(lines))):
        line = lines[index][0]
        inline = _INLINE.search(line) if len(line) > 60 or _BREADCRUMB.search(line) else None
        if inline:
            return anatomy.cut(lines[index][1] + inline.start(), lines[index][1] + inline.end())
        cell = _title_cell(line)
        if _BREADCRUMB.search(line) or cell is None:
            continue
        first = index - 1 if _FRAGMENT.match(line) and index else index
        begin = lines[first][1] if first < index else lines[index][1] + cell[0]
        return anatomy.cut(begin, lines[index][1] + cell[1])
    return None if anatomy.is_letter else _notice(anatomy, lines)


def _title_cell(line: str) -> tuple[int, int] | None:
    """The cell of a line that names an answer and a case, and is no sentence."""
    for cell in re.compile(r"[^|]+").finditer(line):
        words = cell[0].strip()
        if len(words) > _LONGEST or "。" in words or not re.search(r"关于|对|第.{1,10}号|\d号", words):
            continue
        if _REPLIES.search(words) and _CASE.search(words):
            start = cell.start() + len(cell[0]) - len(cell[0].lstrip())
            return start, start + len(words)
    return None


def _notice(anatomy: Anatomy, lines: list[tuple[str, int, int]]) -> str | None:
    """The title of what is no letter: a line that ends like one, a short first line, what a 文号 follows."""
    for line, start, end in lines[:12]:
        if _NOTICE.search(line) and len(line) < 80:
            return anatomy.cut(start, end)
    for line, start, end in lines[:8]:
        if 6 <= len(line) < 60 and not _BREADCRUMB.search(line) and not re.search(r"[。：，]", line):
            return anatomy.cut(start, end)
    numbered = _NUMBERED.match(anatomy.folded)
    return anatomy.cut(*numbered.span("title")) if numbered else None


def _head_lines(anatomy: Anatomy) -> list[tuple[str, int, int]]:
    """The last lines of the head without list marks and blanks, with their offsets."""
    found = []
    for match in re.compile(r"[^\n]+").finditer(anatomy.head, max(0, len(anatomy.head) - _REACH)):
        line = _NOISE.sub("", match[0]).strip(" |•·*#-\t")
        if line:
            start = match.start() + match[0].index(line)
            found.append((line, start, start + len(line)))
    return found
