"""Values as people write them on the command line; each parser names what is wrong and what is right."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from tracker.chinese import fold
from tracker.errors import UsageError
from tracker.model import Labelled
from tracker.reporting.month import Month

_Member = TypeVar("_Member", bound=Labelled)
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})", re.ASCII)
_SPAN = re.compile(r"(\d{1,5})(d|天|日|w|周|星期)?", re.ASCII)
_WIDE = str.maketrans("－／．", "-/.")
LONGEST = 3660
"""Days that can be looked ahead."""
_LAST_ISSUE = 999_999
_MONTH = re.compile(r"(\d{4})[-/.年]?(\d{1,2})月?", re.ASCII)


def parse_day(text: str, today: date | None = None) -> date:
    """A day: ``2024-09-30``, ``2024/9/30``, ``20240930`` or ``2024年9月30日``.

    With ``today`` also one that is reckoned from it, as in conditions: ``昨天``, ``月底``, ``+7d``.
    """
    found = _DAY.fullmatch(fold(text).translate(_WIDE).strip())
    if found is not None:
        year, month, day = (int(part) for part in found.groups() if part)
        try:
            return date(year, month, day)
        except ValueError:
            raise UsageError(f"没有“{text}”这一天，请检查月份和日期") from None
    if today is None:
        raise UsageError(f"“{text}”不是日期，请写成 2024-09-30 或 2024年9月30日 的样子")
    from tracker.ledger.query import parse_one_day

    reckoned = parse_one_day(text, today)
    if reckoned is None:
        raise UsageError(f"“{text}”不是哪一天，请写成 2024-09-30、2024年9月30日、今天、年底 或 +7d 的样子")
    return reckoned


def parse_month(text: str) -> Month:
    """A month: ``2024-09``, ``202409`` or ``2024年9月``."""
    found = _MONTH.fullmatch(fold(text).strip())
    if found is None or not 1 <= int(found[2]) <= 12 or not 1 < int(found[1]) < 9999:
        raise UsageError(f"“{text}”不是月份，请写成 2024-09 或 2024年9月 的样子")
    return Month(int(found[1]), int(found[2]))


def parse_issue(text: str) -> int:
    """The number of an issued report: ``3`` or ``第3期``."""
    bare = fold(text).strip().removeprefix("第").removesuffix("期")
    if not bare.isdecimal() or not bare.isascii() or not 0 < int(bare) <= _LAST_ISSUE:
        raise UsageError(f"“{text}”不是期号，请写大于 0 的整数，例如 3")
    return int(bare)


def parse_progress(text: str) -> int:
    """A percentage: ``60`` or ``60%``."""
    bare = fold(text).strip().removesuffix("%")
    if not bare.isdecimal() or not bare.isascii() or int(bare) > 100:
        raise UsageError(f"进度“{text}”无效，请写 0 到 100 的整数")
    return int(bare)


def parse_limit(text: str) -> int:
    """A number of rows, at least 1."""
    bare = fold(text).strip()
    if not bare.isdecimal() or not bare.isascii() or int(bare) == 0:
        raise UsageError(f"项数“{text}”无效，请写大于 0 的整数")
    return int(bare)


def parse_within(text: str) -> int:
    """A number of days ahead: ``7d``, ``7天``, ``2w``, ``2周`` or a bare number of days."""
    found = _SPAN.fullmatch(fold(text).strip().lower())
    days = int(found[1]) * (7 if found[2] in ("w", "周", "星期") else 1) if found else 0
    if found is None or days > LONGEST:
        raise UsageError(f"天数“{text}”无效，请写成 7d、2w 或 7天、2周 的样子，不超过 {LONGEST} 天")
    return days


def parse_member(kind: type[_Member], title: str, text: str) -> _Member:
    """A member by its English key or its Chinese label."""
    wanted = fold(text).strip().casefold().replace("-", "_")
    for member in kind:
        if wanted in (member.value, member.label):
            return member
    choices = "、".join(f"{member.label}（{member.value}）" for member in kind)
    raise UsageError(f"没有“{text}”这种{title}，可用的有：{choices}")


def describe(kind: type[Labelled]) -> str:
    """The choices of a kind, for help: ``未报进展 unreported、…``."""
    return "、".join(f"{member.label} {member.value}" for member in kind)


def complete(kind: type[Labelled], incomplete: str = "") -> list[tuple[str, str]]:
    """The keys of a kind with their labels, for the shell's completion; the labels where Chinese is typed."""
    if incomplete and not incomplete.isascii():
        return [(member.label, member.value) for member in kind]
    return [(member.value, member.label) for member in kind]


def completer(kind: type[Labelled]) -> Callable[[str], list[tuple[str, str]]]:
    """What completes a value of a kind."""
    return lambda incomplete: complete(kind, incomplete)
