"""Titles of columns in ledgers that offices keep themselves, and which column of ours each may be; the words are data."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from tracker.chinese import fold

_BRACKETS = re.compile(r"（[^（）]*）|〔[^〔〕]*〕|【[^【】]*】")
_BETWEEN = re.compile(r"[\s，。、；：！？,.;:!?·…—\-~/／*%]+")
_SHORTEST = 3
"""Characters of a word that is sought within a title."""
PART = "/"
"""Between the lines of a title of several."""


@cache
def load_titles() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Each key with what it is called here and the words by which it is known, in the order of the table."""
    table = tomllib.loads(resources.files("tracker.exchange").joinpath("titles.toml").read_text("utf-8"))
    return {key: (entry["label"], tuple(map(normal_title, entry["words"]))) for key, entry in table.items()}


def normal_title(text: str) -> str:
    """A title as it is compared.

    >>> normal_title("完成 时限（年/月）："), normal_title("进度%")
    ('完成时限', '进度')
    """
    return _BETWEEN.sub("", _BRACKETS.sub("", fold(text)))


def rate_title(key: str, title: str) -> int:
    """How well a title, of one line or several parted by ``PART``, fits a key; 0 where it does not.

    >>> rate_title("note", "办理情况/进展情况") > rate_title("note", "最新进展情况说明") > 0
    True
    """
    words = load_titles()[key][1]
    lines = title.split(PART)
    # What stands lowest says most: 办理情况 over 进展情况 is the progress, 办理情况 alone as well.
    for rank, line in enumerate(reversed(lines)):
        bare = normal_title(line)
        if bare in words:
            return 1000 - 100 * min(rank, 5)
    bare = normal_title(title)
    return max((len(word) for word in words if len(word) >= _SHORTEST and word in bare), default=0)


def choose_columns(titles: dict[int, str]) -> dict[str, int]:
    """The column that fits each key best; none is chosen twice."""
    rated = sorted(
        (
            (-rate, column, order, key)
            for order, key in enumerate(load_titles())
            for column, title in titles.items()
            if (rate := rate_title(key, title))
        ),
    )
    chosen: dict[str, int] = {}
    for _, column, _, key in rated:
        if key not in chosen and column not in chosen.values():
            chosen[key] = column
    return chosen
