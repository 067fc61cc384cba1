"""The outline of a letter: headings, the theme of each piece, and where next-step passages reach.

A next-step passage begins with an opener (下一步, 今后) or a heading that holds one.  It ends where an item of
the same or a higher level begins, where thanks begin, or where the text turns back to what is or was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.extraction.cues import find_cue
from tracker.extraction.pieces import Piece

_STRUCTURAL = re.compile(
    r"^(?:关于)?(?:[的和与及、]|基本|工作|办理|主要|存在|目前|当前|现阶段|具体|调查|核实|处理|答复|有关|相关|前期|整改|落实|开展|建议|提案|意见|情况|现状|做法|成效|措施|问题|打算|"
    r"计划|安排|进展|方向|思路|下一?步|下阶段|今后|下一阶段|采取|推进|总体|完成|取得|投诉|举措|重点|我局|我们|我委|及其?|回复|经过|结果|对|所提|代表|委员|事项|内容|总结|困难|原因|分析|说明|结论)+$"
)
_NO_HEADING = re.compile(
    r"将(?!.{0,3}$)|拟|已(?!在)|我[局委部办]|正在|年底|年内|预计|计划(?=\d|于|在)|目前|截至|待.{2,}后|力争|争取|\d{2,}|继续(?=争)|感谢|答复如下|[。；]"
)
_LEAD_IN = re.compile(
    r"^(?:并|将|我[局们委]|重点|着重|主要|认真|具体|着力|一?是)*(?:做好|抓好|开展|采取|从|强化|实现|突出|坚持)(?:以下|如下|好)?[^，]{0,6}?(?:工作|措施|方面|“.{1,6}”|[一二三四五六七八九十几两]个.{1,5}|[一二三四五六]点)(?:工作|着手|入手|发力|努力)?$"
)
_BELOW = re.compile(r"(?:以下|如下)[^，]{0,8}(?:措施|工作|方面|举措|几点|意见|几个|做法)")
_PREPOSITION = re.compile(r"^(?:按照|根据|通过|经过|为|对(?!接|照)|针对|结合|依据|在|由|向|以|如|若|待|将|我)")
_LONGEST_HEADING = 28
_LONGEST_LINE = 48
_SETTLES = re.compile(r"处理意见|整改措施|解决措施|办理意见")
_ANNOUNCES = re.compile(
    r"^(?!.*会议)(?!.*(?:答复|回复|函告|汇报|说明|通报|函复|情况)(?:报告)?如下).*(?:(?<!现)将|拟|办理意见|工作安排|安排如下|措施|采纳|吸收|明确$|决定|举措|打算|具体为$)"
)
_PAST_LEAD = re.compile(r"近年来|一直以来|做了|开展了|采取了|取得|主要做法|工作情况")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece stands in the outline."""

    heading: bool
    """It is a heading, a title or a lead-in."""
    theme: tuple[int, int] | None
    """Span of the topic heading above it."""
    item: tuple[int, ...]
    """Path of item numbers above it; () outside of any list."""
    measures: bool
    """It belongs to an item whose list may be one of measures."""
    directed: bool = False
    """A lead-in said that what stands here are measures (拟采取以下措施：)."""


@dataclass(slots=True)
class _Entry:
    level: int
    number: int
    line: int
    theme: tuple[int, int] | None
    own_line: bool
    directs: bool
    """It is a heading that orders a deed (降低企业成本)."""


class Outline:
    """Walks the pieces of a letter in order and keeps the headings above the current one."""

    def __init__(self, text: str, pieces: list[Piece]) -> None:
        self.text = text
        self.pieces = pieces
        self.stack: list[_Entry] = []
        self.paragraph_theme: tuple[int, tuple[int, int]] | None = None
        self.past_list = False
        self.announced = False
        """A lead-in said that measures follow."""
        self.announced_line = -1
        """The line right behind it."""
        self.count = 0
        self.plain: set[int] = set()
        """Levels whose last item was no heading."""

    def place(self, index: int) -> Place:
        """The place of the piece at ``index``; must be called for each piece in order."""
        piece = self.pieces[index]
        self._leave(piece)
        heading = self._is_heading(index)
        words = self.text[piece.start : piece.end]
        theme_span = None if _STRUCTURAL.match(words) else (piece.start, piece.end)
        if piece.level is not None:
            self.plain = {level for level in self.plain if level < piece.level} | (set() if heading else {piece.level})
            self.count += 1
            own_line = heading and piece.ender == "\n"
            directs = heading and find_cue("action", words) is not None
            theme = theme_span if heading else None
            if heading and _SETTLES.search(words):
                self.announced, self.announced_line = True, -1
            self.stack.append(_Entry(piece.level, self.count, piece.line, theme, own_line, directs))
        elif heading and piece.ender == "\n" and piece.opens_line:
            self.stack = [_Entry(0, 0, piece.line, theme_span, True, False)]
        elif heading and piece.ender == "。" and not _LEAD_IN.match(words):
            self.paragraph_theme = (piece.line, (piece.start, piece.end))
            if words.startswith("关于"):
                self.stack = []
        if piece.ender == "：" or words.endswith(("如下", "具体为")):
            self.past_list = bool(_PAST_LEAD.search(words))
            self.announced = not self.past_list and bool(_ANNOUNCES.search(words))
            following = self.pieces[index + 1] if index + 1 < len(self.pieces) else piece
            self.announced_line = following.line
        measures = self._measures(piece)
        directed = self.announced and measures
        return Place(heading, self._theme(piece), tuple(entry.number for entry in self.stack), measures, directed)

    def _leave(self, piece: Piece) -> None:
        """Forgets the items that the piece no longer belongs to."""
        if piece.level is not None:
            while self.stack and self.stack[-1].level >= piece.level:
                self.stack.pop()
        elif piece.opens_line:
            while self.stack and self.stack[-1].line < piece.line and not self.stack[-1].own_line:
                self.stack.pop()

    def _theme(self, piece: Piece) -> tuple[int, int] | None:
        for entry in reversed(self.stack):
            if entry.theme and entry.theme != (piece.start, piece.end):
                return entry.theme
        if self.paragraph_theme and self.paragraph_theme[0] == piece.line:
            return self.paragraph_theme[1] if self.paragraph_theme[1] != (piece.start, piece.end) else None
        return None

    def _measures(self, piece: Piece) -> bool:
        if self.past_list:
            return False
        if self.announced and (self.stack or piece.line == self.announced_line):
            return True
        if not self.stack:
            return False
        return (
            self.stack[-1].level >= 2
            or self.stack[-1].directs
            or (self.stack[-1].theme is not None and not self.stack[-1].own_line)
        )

    def _is_heading(self, index: int) -> bool:
        """A short line or sentence that names the topic of what follows in the same item."""
        piece = self.pieces[index]
        words = self.text[piece.start : piece.end]
        if words.endswith("具体为"):
            return True
        if piece.ender == "：":
            return not find_cue("courtesy", words)
        following = self.pieces[index + 1] if index + 1 < len(self.pieces) else None
        if following is None or (_NO_HEADING.search(words.removeprefix("关于")) and not words.startswith("关于")):
            return False
        if following.level is not None and (_LEAD_IN.match(words) or _BELOW.search(words)):
            return True
        if words.startswith("关于") and piece.level is not None and piece.ender in "。：" and "，" not in words[:8]:
            return _has_details(piece, following)
        if _STRUCTURAL.match(words) and (piece.opens_line or piece.level is not None):
            return True
        if piece.ender == "\n":
            return len(words) <= _LONGEST_LINE and piece.opens_line and self._line_heading(piece, following, words)
        if piece.ender != "。" or len(words) > _LONGEST_HEADING or words.count("，") > 1 or _PREPOSITION.match(words):
            return False
        if piece.level is not None:
            return _has_details(piece, following) and not self._is_last_item(piece, following)
        return self._paragraph_heading(piece, following, words)

    def _is_last_item(self, piece: Piece, following: Piece) -> bool:
        """The last item of a list whose items are no headings, or one that only thanks follow."""
        if following.level is not None:
            return False
        if find_cue("courtesy", self.text[following.start : following.end]) is not None:
            return True
        return following.line != piece.line and piece.level in self.plain

    def _line_heading(self, piece: Piece, following: Piece, words: str) -> bool:
        if piece.level is not None:
            return following.level is None or following.level > piece.level
        return (
            words.startswith("关于")
            and words.endswith(("问题", "建议", "情况", "方面"))
            and following.line > piece.line
        )

    def _paragraph_heading(self, piece: Piece, following: Piece, words: str) -> bool:
        if words.startswith("关于"):
            return "，" not in words and following.line == piece.line
        return (
            piece.opens_line
            and not self.announced
            and following.line == piece.line
            and following.level is None
            and "，" not in words
            and len(words) >= 6
            and find_cue("action", words) is not None
            and not re.match(r"(?:对|为|在|由|以|向|经|通过|根据|按照)", words)
        )


def _has_details(piece: Piece, following: Piece) -> bool:
    if following.level is not None:
        return piece.level is not None and following.level > piece.level
    return following.line == piece.line or (following.line > piece.line and following.opens_line and piece.opens_line)
