"""The title of the proposal or suggestion, without marks around it."""

from __future__ import annotations

import re

from tracker.reading.header.anatomy import Anatomy
from tracker.reading.header.title import CaseTexts
from tracker.reading.header.vocabulary import tidy

_PAIRS = {"《": "》", "“": "”", "〈": "〉", "「": "」"}
_BEFORE = re.compile(
    r"(?:提出?(?:了|的)?|提交的?|反映的?|关于|对于?|于|您|你|的|号|[：》”、，]|将|办理|提案|建议|议案|\s|^)$"
)
_AFTER = re.compile(
    r"[》” ]{0,4}(?:的? ?(?:第.{1,9}号)? ?(?:代表|委员|重点)?(?:提案|建议|议案|议事原案|意见|请求|问题|提议)"
    r"|[（，。：]|收悉|已|中|第|等|交|由)"
)
_END = re.compile(r"(?:的|之)?(?:建议|提案|议案|意见|请求|议事原案)")
_BARE = re.compile(
    r"关于(?P<rest>[^。\n《》]{2,120}?)"
    r"(?=[”’]? ?[（(]|[”’]? ?第 ?[A-Za-z闭]?\d{1,8}号|已?收悉|已收到|[，。；]|已交|交由|转交|交我|$)"
)
_VERB = re.compile(r"(?:收悉|(?:答复|回复|函复|函告|汇报|报告)(?:意见)?如下|作如下答复)")
_UNCLOSED = re.compile(r"[（(]第|收悉|[，。\n》”]")
_INNER = re.compile(r"关于《([^《》]{4,})》?\Z")
_TITLE_MARKED = re.compile(r"《(?P<subject>[^《》]{4,120})》(?:的?(?:提案|建议|议案)|（|第|的?(?:答复|回复|办理)|$)")
_TITLE = re.compile(
    r"(?P<subject>关于(?!.{0,12}[届政人].{0,20}次会议)[^。\n《》]{2,120}?的?(?:建议|提案|议案)(?:提案)?)"
    r"的?(?:事项)?的?(?:答复|回复|复函|函)"
)
_NEWS = re.compile(
    r"(?:提出|督办|办理)了?的?"
    r"(?:《(关于[^《》\n]{4,80}?(?:建议|提案|议案))》|(关于[^。，\n《》“”]{4,60}?的(?:建议|提案|议案)))"
)


def find_subject(anatomy: Anatomy, texts: CaseTexts) -> str | None:
    """What the proposal is called: in the opening sentence, else in the title; of a mailbox letter its heading."""
    if anatomy.mailbox and not anatomy.salutation:
        return anatomy.label("proposal_title", "case_title")
    if not anatomy.is_letter:
        return _quoted_case(anatomy)
    start, end = anatomy.letter_start, min(len(anatomy.folded), anatomy.body_start + 500)
    if anatomy.salutation:
        start = anatomy.salutation.end
    return _in_opening(anatomy, start, end) or _in_title(texts)


def _in_opening(anatomy: Anatomy, start: int, end: int) -> str | None:
    folded = anatomy.folded
    verb = _VERB.search(folded, start, end)
    stop = verb.end() if verb else min(end, start + 260)
    marked = _marked(folded, start, stop)
    bare = _BARE.search(folded, start, stop)
    if marked and not (bare and bare.end() < marked[0] and _END.search(bare["rest"])):
        return anatomy.cut(*_inner(folded, *marked))
    return _bare(anatomy, bare) if bare else None


def _bare(anatomy: Anatomy, bare: re.Match[str]) -> str:
    """关于… without marks, up to its last 的建议 or 的提案; 的建议提案 is one 的建议."""
    ends = list(_END.finditer(anatomy.folded, *bare.span("rest")))
    close = ends[-1].end() if ends else bare.end("rest")
    if len(ends) > 1 and ends[0].end() == ends[-1].start():
        close = ends[0].end()
    begin = bare.start() + (2 if anatomy.folded.startswith("关于关于", bare.start()) else 0)
    return anatomy.cut(begin, close).rstrip("”’ ")


def _marked(folded: str, start: int, stop: int) -> tuple[int, int] | None:
    """The first title in marks that stands where a proposal is named; nested marks are balanced."""
    at = start
    while at < stop:
        if folded[at] in _PAIRS:
            close = _closing(folded, at, stop + 160)
            before = folded[max(start, at - 6) : at]
            content = folded[at + 1 : close]
            fits = "关于" in content[:4] or _AFTER.match(folded, close + 1)
            if len(content) >= 4 and fits and _BEFORE.search(before):
                return at + 1, close
            if folded[at] == "《" or len(content) > 3:
                at = close
        at += 1
    return None


def _closing(folded: str, at: int, limit: int) -> int:
    """Where the mark at an offset is closed; an unclosed one ends before the number or the verb."""
    opened, closed = folded[at], _PAIRS[folded[at]]
    depth = 0
    for index in range(at, min(limit, len(folded))):
        depth += (folded[index] == opened) - (folded[index] == closed)
        if depth == 0:
            return index
    stop = _UNCLOSED.search(folded, at, limit)
    return stop.start() if stop else min(limit, len(folded))


def _inner(folded: str, start: int, end: int) -> tuple[int, int]:
    """关于《…》 within marks: the inner title."""
    inner = _INNER.match(folded, start, end)
    return inner.span(1) if inner else (start, end)


def _in_title(texts: CaseTexts) -> str | None:
    for piece in (texts.title, texts.page, texts.head):
        for pattern in (_TITLE_MARKED, _TITLE):
            match = pattern.search(piece.folded)
            if match:
                return tidy(piece.printed[slice(*match.span("subject"))])
    return None


def _quoted_case(anatomy: Anatomy) -> str | None:
    """News about one proposal names it."""
    head = anatomy.folded[:800]
    match = _NEWS.search(head)
    if match is None or re.search(r"总体情况|印发|年度", head[:120]):
        return None
    group = 1 if match[1] else 2
    return anatomy.cut(*match.span(group))
