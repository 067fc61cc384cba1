"""Fixed wording of bulletins: numbers with their changes, as official reports put them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracker.reporting.table import Share

NUMERALS = "一二三四五六七八九十"
"""Numbers of chapters (一、) and of the level below (（一）)."""


def number_chapters(titles: Iterable[str]) -> Iterator[str]:
    """Titles with their numbers as GB/T 9704—2012, 7.3.3 has them for the first level.

    >>> list(number_chapters(["总体情况", "本月进展"]))
    ['一、总体情况', '二、本月进展']
    """
    return (f"{number}、{title}" for number, title in zip(NUMERALS, titles, strict=False))


def number_sections(titles: Iterable[str]) -> Iterator[str]:
    """Titles with their numbers for the second level.

    >>> list(number_sections(["新增事项"]))
    ['（一）新增事项']
    """
    return (f"（{number}）{title}" for number, title in zip(NUMERALS, titles, strict=False))


def word_change(difference: int, unit: str = "项") -> str:
    """A change of a count.

    >>> word_change(3), word_change(-1), word_change(0)
    ('增加3项', '减少1项', '持平')
    """
    if difference == 0:
        return "持平"
    return f"{'增加' if difference > 0 else '减少'}{abs(difference)}{unit}"


def word_points(now: Share, then: Share) -> str | None:
    """A change of a rate in percentage points; ``None`` where one of the two has no denominator.

    >>> word_points(Share(3, 4), Share(1, 2)), word_points(Share(1, 2), Share(0, 0))
    ('提高25.0个百分点', None)
    """
    if now.percent is None or then.percent is None:
        return None
    # Of the rates as they are printed: readers subtract those.
    points = round(now.percent - then.percent, 1)
    if points == 0:
        return "持平"
    return f"{'提高' if points > 0 else '下降'}{abs(points)}个百分点"


def word_percent(share: Share) -> str:
    """A rate for running text.

    >>> word_percent(Share(1, 3)), word_percent(Share(0, 0))
    ('33.3%', '—')
    """
    return f"{share.percent}%" if share.percent is not None else "—"
