"""What is answered: session, number and kind of the proposal or suggestion."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.chinese import fold
from tracker.model import ReplyKind
from tracker.reading.header.anatomy import Anatomy
from tracker.reading.header.title import CaseTexts, Piece
from tracker.reading.header.vocabulary import HANZI

_ORDINAL = r"第?[一二三四五六七八九十百零〇○\d]{1,4}"
_PLACES = rf"(?:[{HANZI}]{{1,8}}?(?:省|市|县|区|州|旗|盟|镇|乡|街道))"
_BODY = r"(?:(?:中国)?人民政治协商会议|政治协商会议|政协|人民代表大会|人大)"
_MEETING = rf"{_ORDINAL} ?次(?:全体)?(?:会议|全会)"
SESSION = re.compile(
    rf"(?:"
    rf"{_ORDINAL} ?届 ?(?:全国|{_PLACES})? ?{_BODY}(?:常务?委员?会)? ?{_MEETING}"
    rf"|{_BODY} ?(?:全国|{_PLACES}{{1,3}})? ?{_ORDINAL} ?届 ?(?:{_PLACES}{{0,3}}|全国)(?:委员会|委会)? ?{_MEETING}"
    rf"|{_ORDINAL} ?届 ?(?:全国)?{_BODY}(?!.{{0,4}}次)"
    rf")"
)
"""A session without the place in front of it."""
_PLACE = re.compile(rf"全国|{_PLACES}{{1,3}}|[省市县区州旗镇乡盟]")
_NO_PLACE = re.compile(r"关于|对|在|您|你|们|局|委|厅|部|办|府|号|年|答|的|提出|[届会]")
_NAMED = re.compile(rf"全国|[^届]*全国|(?:.{{0,12}}政协)?[{HANZI}]{{1,8}}[省市县区州旗镇乡盟]")
_SHORT_PLACE = re.compile(r"(?:全国|自治[州县区旗]|[省市县区州旗镇乡盟])\Z")
_BOUNDARY = "对在于的与和复向自据是由为到有及将交按办议"

_NUMBER = r"(?P<number>[A-Za-z]{0,3}\d{1,8}(?:-\d{1,4})?|[闭大会平]\d{1,5}|[一二三四五六七八九十百零〇]{1,6})"
_NUMBERS = (
    re.compile(rf"第 ?{_NUMBER} ?号(?:[^，。；\n]{{0,20}}?)(?:提案|建议|议案|议事原案)"),
    re.compile(rf"(?:提案|建议|议案|议事原案|批评和意见)[》”’]?[（：—-]{{0,2}} ?第 ?{_NUMBER} ?号"),
    re.compile(rf"(?:会议|全会|期间|提出的?|》|”|（|：)[^，。；\n第]{{0,12}}第 ?{_NUMBER} ?号"),
    re.compile(r"(?:会议|全会) ?(?P<number>\d{1,8}) ?号 ?(?:代表|委员|人大|政协)?(?:提案|建议|议案)"),
    re.compile(rf"（ ?{_NUMBER} ?号 ?）"),
    re.compile(r"(?:提案|建议|议案)[^，。；\n]{0,6}[〔【（]20\d\d[〕】）] ?第?(?P<number>[闭大会平]?\d{1,6}) ?号"),
    re.compile(r"[〔【（](?:19|20)\d\d[〕】）] ?第? ?(?P<number>\d{1,6}) ?号(?:提案|建议|议案)"),
    re.compile(r"^第 ?(?P<number>[A-Za-z]{0,3}\d{1,8}) ?号"),
)
"""Where the number stands, in the order of trust."""


def find_session(texts: Iterable[Piece]) -> str | None:
    """The session as printed; of several printings the one that names its place.

    >>> title, opening = "关于对县十八届人大二次会议第4号建议的答复", "您在西岭县第十八届人民代表大会第二次会议上提出"
    >>> find_session([Piece(title, title), Piece(opening, opening)])
    '西岭县第十八届人民代表大会第二次会议'
    """
    found: list[Piece] = []
    for piece in texts:
        match = SESSION.search(piece.folded)
        if match:
            start = _place_before(piece.folded, match.start())
            found.append(Piece(*(re.sub(r"\s", "", text[start : match.end()]) for text in piece)))
    named = [session for session in found if _NAMED.match(session.folded)] or found
    whole = [session for session in named if session.folded.endswith(("会议", "全会"))] or named
    return whole[0].printed if whole else None


def _place_before(text: str, end: int) -> int:
    """Where the place in front of a session begins: as far to the left as names of places reach.

    The names must begin after a word that ends there (对, 在, 于 …) or where no Chinese character stands.
    """
    low = max(0, end - 16)
    for start in range(low, end):
        clear = start == 0 or text[start - 1] in _BOUNDARY or not re.match(f"[{HANZI}]", text[start - 1])
        place = text[start:end].rstrip()
        if clear and _PLACE.fullmatch(place) and not _NO_PLACE.search(place):
            return start
    short = _SHORT_PLACE.search(text, low, end)
    return short.start() if short else end


def find_number(anatomy: Anatomy, texts: CaseTexts, document_number: str | None) -> str | None:
    """The case number as printed, without 第 and 号; of a mailbox letter the number of its form."""
    if anatomy.mailbox and not anatomy.answers_proposal and not anatomy.salutation:
        return anatomy.label("case_number")
    labelled = re.fullmatch(rf"第?{_NUMBER}号?", fold(anatomy.label("proposal_number") or ""))
    if labelled:
        return labelled["number"]
    for text in (*(piece.folded for piece in texts), fold(document_number or "")):
        for pattern in _NUMBERS:
            match = pattern.search(text)
            if match:
                return re.sub(r"\s", "", match["number"])
    return None


_BOTH = re.compile(r"(?:人大|代表)?建议(?:提案|、提案|和政协委员提案)|提案建议")
"""建议提案办理 in the path of a page tells nothing."""


def judge_kind(anatomy: Anatomy, texts: CaseTexts, session: str | None) -> ReplyKind:
    """Proposal or suggestion, by weight of evidence: the session counts most, the salutation little.

    A reply may address a CPPCC member as 代表, and call a suggestion 提案.
    """
    score = 0
    if session:
        score += 8 if re.search("政协|政治协商", fold(session)) else -8
    score += 3 * _lean(f"{texts.title.folded} {texts.page.folded}")
    score += 2 * _lean(_BOTH.sub("", texts.head.folded)) + _lean(texts.opening.folded[:300])
    if anatomy.salutation:
        score += {"委员": 3, "代表": -3, "代表团": -6, "代表小组": -6}.get(anatomy.salutation.title, 1)
    return ReplyKind.PROPOSAL if score > 0 else ReplyKind.SUGGESTION


def _lean(text: str) -> int:
    """+1 for the words of the CPPCC, -1 for those of the people's congress, 0 for both or neither."""
    cppcc = re.search(r"政协|提案", text) is not None
    congress = re.search(r"人大|人民代表大会|代表建议|议案|号建议|建议主办|批评和意见", text) is not None
    return int(cppcc) - int(congress)
