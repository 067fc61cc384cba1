"""The salutation: where the letter begins and whom it addresses (deputies, members, organs, citizens)."""

from __future__ import annotations

import re
from typing import NamedTuple

from tracker.reading.header.vocabulary import HANZI, is_organ

_REACH = 900
"""A list of names is no longer than this."""
_OPENING_REACH = 420
"""The opening sentence names the proposal within this distance."""

_TITLE = re.compile(
    r"(?P<title>代 ?表 ?团|代 ?表 ?小 ?组|代 ?表|委 ?员)(?:们|同志|小组)?(?P<end> *[：；]|(?= *(?:\n|\|))|(?= *(?:您|你们?)(?:好|在|们?所?提|于)))"
)
_NAME_RUN = re.compile(rf"[{HANZI}·•.、，A-Za-z×*○\d （）]*\Z")
_COUNT = re.compile(r"(?:[、，]? ?等 ?(?:[\d一二三四五六七八九十百两]+)? ?[多余]?[位名个]? ?(?:同志|联名)?|[\d一二三四五六七八九十]+[位名])\s*\Z")
_GLUED = re.compile(r".*(?:答复函|答复|复函|回复|的函|意见|[函号日文：）〕])(?=.)", re.DOTALL)

OPENING = re.compile(r"收悉|收到|答复|回复|函复|复函|函告|交由|转交|交我|办理|感谢|您好|你们?好|提出|提的|提案|建议")
"""What follows a salutation."""
_ABOUT = re.compile(r"[^。\n]{0,120}?(?:提案|建议》|的建议|议案|第[^。\n]{1,8}号|协办意见|(?<!员)会办意见)")
_ANSWERS = re.compile(r"收悉|答复|回复|函复|函告|协办|会办|交由|转交|办理")
_ASKS = re.compile(r"请示|批复如下|请[遵认]?真?照?贯彻|遵照执行|印发|通知如下|通知你们")
_ORGAN_LINE = re.compile(rf"(?:^|(?<=[\s|〕号]))(?P<organ>[{HANZI}（）、]{{2,60}}) ?： *", re.MULTILINE)
_PARTY = re.compile(r"(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|工商联|共青团|妇联|科协|侨联|台联|总工会|界别?)\S*")

CITIZEN = re.compile(
    rf"(?:尊敬的)?(?:网友|市民|网民|来信人|来电人|群众|居民|用户|[{HANZI}]{{1,3}}(?:先生|女士|同志|小姐)|朋友)?[ 　]*"
    rf"(?P<name>[“\"‘][^”\"’\n]{{1,30}}[”\"’]|UU\d+|[{HANZI}]{{1,3}}(?:先生|女士))?(?:网友|市民|朋友|先生|女士)?[ 　]*[，：、]?\s*"
    r"(?:您好|你好)[！，。：!]?|(?:网友|来信人|市民|网民)[ 　]*(?:“[^”\n]{1,30}”)?[：]",
)
"""How an answer to a citizen begins."""


class Salutation(NamedTuple):
    """A salutation to deputies, members or organs."""

    start: int
    """First character."""
    end: int
    """First character after it and the white space behind it."""
    names: tuple[tuple[int, int], ...]
    """Where each name stands."""
    title: str
    """代表, 委员, 代表团, or empty for an organ."""


def find_salutation(folded: str) -> Salutation | None:
    """The first salutation of a letter to deputies or members, else to an organ about a proposal.

    >>> text = "关于第8号提案的答复\\n王小云、李 岚等3位委员：\\n您提出的提案收悉，现答复如下："
    >>> found = find_salutation(text)
    >>> [text[start:end] for start, end in found.names], found.title
    (['王小云', '李 岚'], '委员')
    """
    for match in _TITLE.finditer(folded):
        found = _to_people(folded, match)
        if found:
            return found
    for match in _ORGAN_LINE.finditer(folded):
        found = _to_organ(folded, match)
        if found:
            return found
    return None


def _to_people(folded: str, match: re.Match[str]) -> Salutation | None:
    if not match["end"] and folded[match.end() : match.end() + 1] not in ("", "\n", "|", " ") and "您" not in folded[match.end() : match.end() + 2]:
        pass
    after = folded[match.end() : match.end() + _OPENING_REACH]
    if not OPENING.search(after) or not after.strip(" \n|"):
        return None
    low = max(folded.rfind("\n", 0, match.start()) + 1, match.start() - _REACH)
    run = _NAME_RUN.search(folded[low : match.start()])
    start = low + (run.start() if run else 0)
    window = folded[start : match.start()]
    honour = window.rfind("尊敬的")
    if honour < 0 and not match["end"] and not _alone(folded, start, match):
        return None
    names_at = start + honour + 3 if honour >= 0 else _unglue(folded, start, match.start())
    title = match["title"].replace(" ", "")
    names = _split(folded, names_at, match.start(), whole=title in ("代表团", "代表小组"))
    if names is None:
        return None
    if title in ("代表团", "代表小组") and names:
        names = (*names[:-1], (names[-1][0], match.end("title")))
    begin = start + honour if honour >= 0 else (names[0][0] if names else names_at)
    end = match.end() + len(folded[match.end() :]) - len(folded[match.end() :].lstrip()) if False else _skip(folded, match.end())
    return Salutation(begin, end, names, title)


def _alone(folded: str, start: int, match: re.Match[str]) -> bool:
    """A salutation without a colon has its line for itself and is no heading."""
    line_start = folded.rfind("\n", 0, start) + 1
    after = folded[match.end() : match.end() + 1]
    return not folded[line_start:start].strip(" |") and after in ("\n", "|", " ", "您", "你") and match.start() - start <= 60


def _skip(folded: str, at: int) -> int:
    while at < len(folded) and (folded[at].isspace() or folded[at] == "|"):
        at += 1
    return at


def _unglue(folded: str, start: int, end: int) -> int:
    """Where the first name begins when line breaks are lost and a title stands right before it."""
    window = folded[start:end]
    first = re.match(r"[^、，]*", window)
    if first and len(first[0].replace(" ", "")) > 4:
        blank = first[0].rstrip().rfind("  ")
        glued = _GLUED.match(first[0])
        if blank >= 0:
            return start + blank + 2
        if glued:
            return start + glued.end()
    return start


def _split(folded: str, start: int, end: int, *, whole: bool) -> tuple[tuple[int, int], ...] | None:
    """The names between two offsets, () for none (尊敬的代表：), ``None`` where it is no list of names."""
    count = _COUNT.search(folded[start:end])
    end = start + count.start() if count else end
    names: list[tuple[int, int]] = []
    for part in re.finditer(r"[^、，]+", folded[start:end]):
        names += _people(folded, start + part.start(), start + part.end(), whole=whole)
    texts = [re.sub(r"\s", "", folded[low:high]) for low, high in names]
    limit = 30 if whole else 8
    if any(len(text) > limit and "·" not in text for text in texts) or any(re.search(r"\d{3}", text) for text in texts):
        return None
    generic = {"各位", "政协", "人大", "各位人大", "各位政协", "人大各位", "尊敬的", "市人大", "市政协", "县人大", "县政协", "区人大", "区政协"}
    return tuple(name for name, text in zip(names, texts, strict=True) if text not in generic)


def _people(folded: str, start: int, end: int, *, whole: bool) -> list[tuple[int, int]]:
    """One name, or several with blanks or 并, 和, 及 between them; a blank within a name stays (陈  岚)."""
    words = [(start + word.start(), start + word.end()) for word in re.finditer(r"\S+", folded[start:end])]
    merged: list[tuple[int, int]] = []
    for low, high in words:
        if merged and (high - low == 1 or merged[-1][1] - merged[-1][0] == 1):
            merged[-1] = (merged[-1][0], high)
        else:
            merged.append((low, high))
    names: list[tuple[int, int]] = []
    for low, high in merged:
        joined = None if whole else re.fullmatch(rf"([{HANZI}]{{2,4}})[并和及与]([{HANZI}]{{2,4}})", folded[low:high])
        if joined and high - low > 4:
            names += [(low, low + joined.end(1)), (low + joined.start(2), high)]
        else:
            suffix = re.search(r"(?:代表|委员|同志)\Z", folded[low:high])
            names.append((low, high - (2 if suffix and high - low > 3 else 0)))
    return names


def _to_organ(folded: str, match: re.Match[str]) -> Salutation | None:
    organ = match["organ"]
    if not (is_organ(organ) or all(is_organ(part) for part in organ.split("、")) or _PARTY.fullmatch(organ)):
        return None
    after = folded[match.end() : match.end() + _OPENING_REACH]
    own_line = match.end() == len(folded) or folded[match.end()] == "\n" or _ABOUT.match(after)
    if not (own_line and _ABOUT.match(after.lstrip()) and _ANSWERS.search(after)) or _ASKS.search(after):
        return None
    names = tuple(
        (match.start("organ") + part.start(), match.start("organ") + part.end()) for part in re.finditer(r"[^、]+", organ)
    )
    return Salutation(match.start("organ"), _skip(folded, match.end()), names, "")
