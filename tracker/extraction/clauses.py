"""Clauses: what stands between commas, and what each one tells by the cues of the language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from tracker.extraction.cues import Cue, find_cue, find_cues
from tracker.extraction.pieces import find_protected


class Sense(StrEnum):
    """What a clause does in its sentence."""

    FUTURE = "future"
    """Will be done, is planned, under way, or put into a plan."""
    ACTION = "action"
    """A measure without tense."""
    AIM = "aim"
    """What a measure is for."""
    CONDITION = "condition"
    """Time, basis, condition or topic of the clause that follows."""
    DONE = "done"
    """Past or finished."""
    BACKGROUND = "background"
    """State, reason, statistics."""
    REFUSAL = "refusal"
    """Cannot or will not be done."""
    REQUEST = "request"
    """Asks or advises the proposer or the public."""
    COURTESY = "courtesy"
    """Thanks, opening and closing phrases."""
    SALUTATION = "salutation"
    """Refers to the proposal (根据您的建议)."""
    LINK = "link"
    """A connective or opener that stands alone (同时, 下一步)."""
    NEUTRAL = "neutral"
    """None of these."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a sentence, in folded text."""

    start: int
    """First character."""
    end: int
    """One past the last character."""
    sense: Sense
    """What it does."""
    rule: str
    """The cue that told."""
    opens: bool
    """True where it holds an opener of the next steps."""


_LINK = re.compile(
    r"^(?:与此同时|同时|此外|另外|目前|现在|但是?|因此|为此|所以|其中|最后|然后|当前|对此|首先|其次|再次|第[一二三四五]|再者|而且|并且|不过|总之|近期|另|届时|在此|在此之前|在此期间|作为替代|据此|与此相应|具体为|以上|经研究|一方面|另一方面)$"
)
_SALUTATION = re.compile(
    r"^(?:您|你们?|贵[^，]{1,3})[^，]{0,12}(?:建议|提案|议案)中?所?(?:提|说|指|称)|^(?:根据|按照|对于?|针对|关于|就|结合|正如|诚如|对照)?(?:您|你们?|贵|代表们?|委员们?|网民|网友|来信)[^，]{0,40}(?:建议|提案|议案|意见|问题|提到的?|反映的?|诉求|所述|所言|要求|中提出.*|提出的.*)$"
    r"|^(?:根据|按照|针对|关于|对于?|结合)(?:本|该|此|这一|上述|以上)?(?:建议|提案|议案|意见)(?:中?所?提出?的?(?:问题|建议|意见))?$"
)
_CONDITION = re.compile(
    r"^(?:根据|按照|依据|依照|遵照|围绕|结合|针对|待|俟|如(?!何|期)|若|一旦|经(?!济|营|费|常|过.*(?:完成|建成))|为(?!.{0,3}目标)|以.{2,20}为(?:契机|抓手|重点|目标|导向|核心|主线|引领|基础|载体|依托)|本着|鉴于|对于?(?!接|照|标|外)|"
    r"关于|据|借助|立足|在.{1,40}(?:中|下|时|上|后|前|内|里|基础上|前提下|方面|期间|过程中|同时)$|到\d{4}|力争?到)"
    r"|(?:的(?:基础|前提|情况|条件|原则|要求)(?:上|下)?|之后|以后|期间|的同时|基础上|前提下)$|^[^，]{2,24}(?:后|时)$|一(?:建成|完成|到位|通过|确定|批复)$|^(?:未来|今后|将来)?有[^，]{1,12}(?:机会|资金|条件)$"
)
_PAST_REASON = re.compile(
    r"^(?:随着|由于|因(?!地|此|时)|鉴于|受)|^(?:近年来?|近几年来?|多年来|长期以来|一直以来|过去)|^.{0,12}以来$"
)
STRONG_RULES = frozenset({"will", "under-way", "must", "intend", "awaiting", "pledge"})
"""Cues that promise also after a past clause, and speak of a deed of their own."""
_PREPARED = re.compile(r"编制|且纳入|第一时间|未(?:列入|纳入)")
_COMMA = re.compile("，")
_ASIDE = re.compile(r"（[^（）]*）|《[^》]*》")
_GIVEN = re.compile(r"^(?:如(?!何|期|下)|若|一旦|待|俟)|(?:的?原则|的?要求|精神)$|^对于?[^，]+的[^，的]{0,6}$")
_URGED = re.compile(r"(?:督促|要求|协调|责令)[^，]{1,14}[^我]将(?!会)")
_TIME = re.compile(r"^(?:20\d\d年|今年|明年|年内|近期|目前)(?:.{0,3}(?:底前?|前|内|上半年|下半年|\d+月份?))?")
_WHEN = re.compile(
    r"^(?:到|至|在)?(?:20\d\d年|今年|明年|后年|年内|本年度|“?十[三四五六]五”?)(?:.{0,3}(?:期间|年?底|前|内|半年|季度|月份?|[上中下]旬|末)){0,2}$"
)
_DEED = re.compile(
    r"^对于?[^，]{2,}?(?:进行|实施|开展|予以|给予|加以|做好|加[大快强]|铺设|更换|改造|维修|提升|完善|落实|强化|规范|清理|整治|选择|安排)"
    r"[^，]*(?<![的时后])(?<!方面)(?<!问题)(?<!建议)$"
)


def find_clauses(text: str, start: int, end: int) -> list[Clause]:
    """The clauses of ``text[start:end]``; commas inside of brackets, quotations and titles do not cut."""
    closed = find_protected(text, start, end)
    cuts = [start, *(found.end() for found in _COMMA.finditer(text, start, end) if found.start() not in closed), end]
    clauses = []
    for left, right in pairwise(cuts):
        stop = right - 1 if right > left and text[right - 1] == "，" else right
        while left < stop and text[left] in " \n":
            left += 1
        while stop > left and text[stop - 1] in " \n":
            stop -= 1
        if left < stop:
            clauses.append(_read(text, left, stop))
    return clauses


def _read(text: str, start: int, end: int) -> Clause:
    words = text[start:end]
    opener = find_cue("opener", words)
    rest = words
    if opener:
        found = opener.pattern.search(words)
        rest = words[found.end() :] if found and found.start() <= 1 else words
    if not rest.strip():
        return Clause(start, end, Sense.LINK, opener.name if opener else "link", opener is not None)
    sense, rule = _sense(rest.strip("，"))
    return Clause(start, end, sense, rule, opener is not None)


def _sense(whole: str) -> tuple[Sense, str]:
    """The sense of a clause; what stands in brackets or titles tells only of plans (列入《…规划》)."""
    words = _ASIDE.sub("", whole) or whole
    if _LINK.match(words):
        return Sense.LINK, "link"
    if _SALUTATION.match(words):
        return Sense.SALUTATION, "salutation"
    for kind, sense in _BREAKING:
        cue = find_cue(kind, words)
        if cue:
            return sense, cue.name
    if _PAST_REASON.match(words):
        return Sense.BACKGROUND, "reason"
    done = find_cue("done", words)
    future = _future(words)
    if future and future.name in STRONG_RULES and not _only_sets(words):
        return Sense.FUTURE, future.name
    listed = find_cue("listed", whole)
    if listed and not _PREPARED.search(words):
        return Sense.FUTURE, listed.name
    if future and not done and not _only_sets(words):
        return Sense.FUTURE, future.name
    return _tenseless(words, done.name if done else None)


_BREAKING = (
    ("effect", Sense.BACKGROUND),
    ("courtesy", Sense.COURTESY),
    ("attention", Sense.SALUTATION),
    ("request", Sense.REQUEST),
)


def _future(words: str) -> Cue | None:
    """The cue of the future in a clause; a strong one before a weak one."""
    cues = [cue for kind in ("future", "progress") for cue in find_cues(kind, words)]
    if _URGED.search(words):
        cues = [cue for cue in cues if cue.name != "will"]
    return next((cue for cue in cues if cue.name in STRONG_RULES), cues[0] if cues else None)


def _only_sets(words: str) -> bool:
    """为进一步方便群众 names an aim, 按照分步实施的原则 a manner: no deed."""
    if words.startswith("为"):
        return not re.search(r"将(?!.{0,8}为)|拟|计划", words)
    return re.search(r"为契机$|原则$|^以便|^以(?:进一步|利于)|^以利于", words) is not None


def _tenseless(words: str, done: str | None) -> tuple[Sense, str]:
    deed = _DEED.match(words) is not None
    if _GIVEN.search(words) and not deed and not (done and not words.startswith(("如", "若"))):
        return Sense.CONDITION, "condition"
    refusal = find_cue("refusal", words)
    if refusal:
        return Sense.REFUSAL, refusal.name
    if done:
        return Sense.DONE, done
    if _WHEN.match(words):
        return Sense.CONDITION, "time"
    background = find_cue("background", words)
    if background and not deed:
        return Sense.BACKGROUND, background.name
    if _CONDITION.search(words) and not deed:
        return Sense.CONDITION, "condition"
    aim = find_cue("purpose", words)
    if aim:
        return Sense.AIM, aim.name
    if deed:
        return Sense.ACTION, "deed"
    action = find_cue("action", _TIME.sub("", words))
    return (Sense.ACTION, action.name) if action else (Sense.NEUTRAL, "neutral")


def is_strong(clause: Clause) -> bool:
    """True where the cue promises also after a past or a polite clause."""
    return clause.sense is Sense.FUTURE and clause.rule in STRONG_RULES
