"""The salutation: where the letter begins and whom it addresses (deputies, members, organs, citizens)."""

from __future__ import annotations

import re
from typing import NamedTuple

from tracker.reading.header.vocabulary import HANZI, is_organ

_REACH = 600
"""A list of names is no longer than this."""
_OPENING_REACH = 420
"""The opening sentence names the proposal within this distance."""

_TITLE = re.compile(
    r"(?P<title>代 ?表 ?团|代 ?表 ?小 ?组|代 ?表|委 ?员)(?:们|同志)?(?:（[^（）\n]{1,8}）)?"
    r"(?: {0,9}[：；]|(?P<bare>(?= {0,40}(?:\n|\|))|(?= {0,9}，? {0,9}(?:您|你们?)(?:好|在|们?所?提|于))|(?= {1,9}提)))"
)
_NAME_RUN = re.compile(rf"[{HANZI}·•.、，A-Za-z×*○\d （）]*")
_COUNT = re.compile(
    r"(?:[、，]? ?等 ?[\d一二三四五六七八九十百两]{0,4} ?[多余]?[位名个]? ?(?:同志|联名)?|[\d一二三四五六七八九十]{1,4}[位名])"
    r"\s{0,9}\Z"
)
_GLUED = re.compile(
    r".*(?:答复函?|复函|回复|的函|答 {1,9}复|函|[号）〕]|[ABCD]\d?类?|\d|关闭|打印|分享|纠错|大 {1,9}中 {1,9}小|小 {1,9}中 {1,9}大)"
    rf"\s*(?=[{HANZI}])",
    re.DOTALL,
)
"""What a name is glued to where line breaks are lost."""
_TITLE_WORDS = re.compile(rf"[\dA-Za-z]{{2}}|[ABCD]类?[ {HANZI}]|函|答复|回复|号|关闭|打印|分享|纠错")
_GENERIC = re.compile(r"(?:尊敬的)?(?:各位|全体)?(?:政协|人大|[省市县区]){0,4}(?:各位|全体)?")
"""各位代表, 政协委员: nobody's name."""

_ANSWERS = re.compile(r"收悉|收到|答复|回复|函复|复函|函告|协办|会办|交由|转交|交我|办理|提出的.{2,80}(?:提案|建议)")
_NO_ANSWER = re.compile(
    r"向大会(?:作|报告)|请予审议|的请示|请示》|批复如下|请[遵认]?真?照?贯彻|遵照执行|印发给|通知如下"
)
_ABOUT = re.compile(r"[^。\n]{0,120}?(?:提案|建议》|的建议|议案|第[^。\n]{1,8}号|协办意见|(?<!员)会办意见)")
_TO_ORGAN = re.compile(r"\n|现|你|您|贵|关于|按|根据|《|经|收|就")
_ORGAN_LINE = re.compile(rf"(?:^|(?<=[\s|〕号]))(?P<organ>[{HANZI}（）、]{{2,60}}) ?： {{0,40}}", re.MULTILINE)
_PARTY = re.compile(
    r"(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|工商联|共青团|妇联|科协|侨联|台联|总工会)\S{0,30}|\S{2,12}界别?"
)

CITIZEN = re.compile(
    rf"(?:尊敬的)?(?:网友|市民|网民|来信人|来电人|群众|居民|用户|[{HANZI}]{{1,3}}(?:先生|女士|同志|小姐)|朋友)? {{0,4}}"
    rf"(?:(?P<name>[“\"‘][^”\"’\n]{{1,30}}[”\"’]|[A-Z]{{2}}\d{{3,12}}|[{HANZI}]{{1,3}}(?:先生|女士))(?:网友|市民|朋友|先生|女士)?)?"
    r"[，：、]?\s{0,9}(?:您好|你好)[！，。：!]?|(?:网友|来信人|市民|网民) {0,4}(?:“[^”\n]{1,30}”)?："
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
    r"""The first salutation of a letter to deputies or members, else to an organ about a proposal.

    >>> text = "关于第8号提案的答复\n王小云、李  岚等3位委员：\n您提出的提案收悉，现答复如下："
    >>> found = find_salutation(text)
    >>> [text[start:end] for start, end in found.names], found.title
    (['王小云', '李  岚'], '委员')
    """
    for pattern, read in ((_TITLE, _to_people), (_ORGAN_LINE, _to_organ)):
        for match in pattern.finditer(folded):
            found = read(folded, match)
            if found:
                return found
    return None


def skip_blank(folded: str, at: int) -> int:
    """The next offset that holds neither white space nor the border of a table cell."""
    while at < len(folded) and (folded[at].isspace() or folded[at] == "|"):
        at += 1
    return at


def _to_people(folded: str, match: re.Match[str]) -> Salutation | None:
    after = folded[match.end() : match.end() + _OPENING_REACH]
    if not _ANSWERS.search(after) or _NO_ANSWER.search(after[:200]):
        return None
    low = max(0, match.start() - _REACH)
    line = max(folded.rfind("\n", low, match.start()) + 1, low)
    run = _NAME_RUN.match(folded[line : match.start()][::-1])
    start = match.start() - (run.end() if run else 0)
    honour = folded.rfind("尊敬的", start, match.start())
    own_line = not folded[line:start].strip(" |")
    if match["bare"] is not None and honour < 0 and not (own_line and match.start() - start <= 60):
        return None
    title = re.sub(r"\s", "", match["title"])
    alone = own_line and match.start() - line <= 60
    names_at = honour + 3 if honour >= 0 else _first_name(folded, start, match.start(), own_line=alone)
    names = _split(folded, names_at, match.start(), group=len(title) > 2)
    if names is None:
        return None
    if len(title) > 2 and names:
        names = (*names[:-1], (names[-1][0], match.end("title")))
    begin = honour if honour >= 0 else names[0][0] if names else names_at
    return Salutation(begin, skip_blank(folded, match.end()), names, title)


def _first_name(folded: str, start: int, end: int, *, own_line: bool) -> int:
    """Where the first name begins; where line breaks are lost a title or a button may stand right before it."""
    count = _COUNT.search(folded, start, end)
    first = re.compile(r"[^、，]*").match(folded, start, count.start() if count else end)
    stop = first.end() if first else end
    if own_line and not _TITLE_WORDS.search(folded, start, stop):
        return start
    glued = _GLUED.match(folded, start, stop)
    at = glued.end() if glued else start
    blank = re.search(r"(?<=\S{2}) +(?=\S{2,4}\Z)", folded[at:stop])
    at += blank.end() if blank else 0
    joined = own_line or re.search(r"[·并和及]", folded[at:stop])
    return max(at, stop - 3) if stop - at > 4 and not joined else at


def _split(folded: str, start: int, end: int, *, group: bool) -> tuple[tuple[int, int], ...] | None:
    """The names between two offsets, () for nobody in particular, ``None`` where it is no list of names."""
    if _GENERIC.fullmatch(folded[start:end].strip()):
        return () if re.search(r"收悉|答复如下|回复如下", folded[end : end + _OPENING_REACH]) else None
    count = _COUNT.search(folded, start, end)
    names: list[tuple[int, int]] = []
    for part in re.compile(r"[^、，]+").finditer(folded, start, count.start() if count else end):
        names += _people(folded, *part.span(), group=group)
    texts = [re.sub(r"\s", "", folded[low:high]) for low, high in names]
    limit = 30 if group else 8
    if any((len(text) > limit and "·" not in text) or re.search(r"\d{3}", text) for text in texts):
        return None
    return tuple(names)


def _people(folded: str, start: int, end: int, *, group: bool) -> list[tuple[int, int]]:
    """One name, or several with blanks or 并, 和, 及 between them; a blank within a name stays (陈  岚)."""
    merged: list[tuple[int, int]] = []
    for word in re.compile(r"\S+").finditer(folded, start, end):
        low, high = word.span()
        if merged and (high - low == 1 or merged[-1][1] - merged[-1][0] == 1):
            merged[-1] = (merged[-1][0], high)
        else:
            merged.append((low, high))
    names: list[tuple[int, int]] = []
    for low, high in merged:
        joined = None if group else re.fullmatch(rf"([{HANZI}]{{2,4}})[并和及与]([{HANZI}]{{2,4}})", folded[low:high])
        if joined and high - low > 4:
            names += [(low, low + joined.end(1)), (low + joined.start(2), high)]
        else:
            titled = not group and folded[low:high].endswith(("代表", "委员", "同志")) and high - low > 3
            names.append((low, high - 2 if titled else high))
    return names


def _to_organ(folded: str, match: re.Match[str]) -> Salutation | None:
    organ = match["organ"]
    if not (is_organ(organ) or all(is_organ(part) for part in organ.split("、")) or _PARTY.fullmatch(organ)):
        return None
    after = folded[match.end() : match.end() + _OPENING_REACH]
    if not _TO_ORGAN.match(after) or not _ABOUT.match(after.lstrip()):
        return None
    if not _ANSWERS.search(after) or _NO_ANSWER.search(after):
        return None
    names = tuple(part.span() for part in re.compile(r"[^、]+").finditer(folded, *match.span("organ")))
    return Salutation(match.start("organ"), skip_blank(folded, match.end()), names, "")
