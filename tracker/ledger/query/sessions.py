"""Sessions and case numbers, which every reply words differently; pure."""

from __future__ import annotations

import re

from tracker.chinese import fold, parse_number

_ORDINAL = r"([零〇一二两三四五六七八九十百\d]{1,6})\s*%s"
_TERM, _MEETING = (re.compile(_ORDINAL % word) for word in ("届", "次"))


def is_in_session(session: str | None, wanted: str) -> bool:
    """Whether a session is the one that is meant, by its numbers and, where 政协 or 人大 is named, by that.

    >>> is_in_session("云溪市第十四届人民代表大会第三次会议", "十四届三次")
    True
    >>> is_in_session("政协云溪市十八届三次会议", "八届"), is_in_session("政协云溪市十八届三次会议", "人大18届")
    (False, False)
    """
    if session is None:
        return False
    session, wanted = _fold(session), _fold(wanted)
    asked = [(pattern, found[1]) for pattern in (_TERM, _MEETING) if (found := pattern.search(wanted))]
    if not asked:
        return wanted in session
    if any(body in wanted and body not in session for body in ("政协", "人大")):
        return False
    return all((found := pattern.search(session)) and _value(found[1]) == _value(text) for pattern, text in asked)


def _fold(text: str) -> str:
    folded = "".join(fold(text).casefold().split())
    return folded.replace("人民代表大会", "人大").replace("政治协商会议", "政协")


def _value(text: str) -> float | str:
    value = parse_number(text)
    return text if value is None else value


def is_same_number(number: str | None, wanted: str) -> bool:
    """Whether a case number is the one that is meant: 第0019号 is 19.

    >>> is_same_number("019", "第19号"), is_same_number("190", "19")
    (True, False)
    """
    return number is not None and _bare(number) == _bare(wanted)


def _bare(number: str) -> str:
    bare = "".join(fold(number).casefold().split()).removeprefix("第").removesuffix("号")
    return bare.lstrip("0") or "0"
