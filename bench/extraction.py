"""What extraction costs, as ratios within one run: ``python bench/extraction.py PATHS``.

Against cutting the same text into words with jieba (where it is installed), against only reading and decoding the
same files, on hostile texts against ordinary text of the same length, and as the text grows.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable

from bench.speed import compare
from tracker.extraction import extract
from tracker.model import Document, Genre, Header, Reply
from tracker.reading import find_sources, parse_reply, read

LENGTH = 200_000
"""Characters of a hostile text."""
HOSTILE = {
    "一": "one numeral",
    "（": "opening brackets",
    "（）": "nested brackets",
    "一是": "enumerators",
    "一、": "numbered items",
    "2024年": "half-finished dates",
    "待后": "half-finished conditions",
    "局": "suffixes of organs",
    "我局将": "half-finished promises",
    "“": "opening quotation marks",
    "，": "commas",
    "1.": "numbers",
}
"""Unit that is repeated → what it is."""


def as_reply(text: str) -> Reply:
    """A letter that is all body."""
    return Reply(
        Document("-", "", "text", text),
        Header(dated="2024-08-20"),
        Genre.REPLY,
        "",
        body_start=0,
        body_end=len(text),
        letter_start=0,
    )


def seconds_of(work: Callable[[], object]) -> float:
    """One run; long enough to be told from the clock's grain."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def compare_words(texts: list[str]) -> None:
    """Extraction against jieba's words."""
    try:
        import jieba
    except ImportError:
        print("jieba is not installed: nothing to compare with (pip install jieba)")
        return
    jieba.setLogLevel(60)
    jieba.initialize()
    replies = [as_reply(text) for text in texts]
    found = compare(
        lambda: [extract(reply) for reply in replies], lambda: [list(jieba.cut(text)) for text in texts], rounds=1
    )
    total = sum(map(len, texts))
    print(f"extraction   {total / found.ours:10.0f} characters/s")
    print(f"jieba words  {total / found.base:10.0f} characters/s")
    print(f"extraction is {1 / found.ratio:.2f} times as fast as cutting into words (goal: 3)")


def compare_reading(paths: list[str]) -> None:
    """Reading, header and extraction against reading and decoding alone."""
    found = compare(
        lambda: [extract(parse_reply(read(path))) for path in paths], lambda: [read(path) for path in paths], rounds=1
    )
    print(f"replies      {len(paths) / found.ours:10.0f} a second, from file to commitments")
    print(f"reading      {len(paths) / found.base:10.0f} a second; all together takes {found.ratio:.1f} times as long")


def compare_hostile(ordinary: str) -> None:
    """Repeated units against as much ordinary text (goal: less than 10 times)."""
    text = (ordinary * (LENGTH // len(ordinary) + 1))[:LENGTH]
    base = seconds_of(lambda: extract(as_reply(text)))
    print(f"ordinary text, {LENGTH:,} characters: {base:.1f} s")
    for unit, name in HOSTILE.items():
        hostile = as_reply((unit * LENGTH)[:LENGTH])
        ratio = seconds_of(lambda hostile=hostile: extract(hostile)) / base
        print(f"  {name:24} {ratio:6.2f} times as long")


def compare_growth(ordinary: str) -> None:
    """Seconds a character of ordinary texts from the length of a reply to that of a volume."""
    first = None
    for length in (10_000, 100_000, 1_000_000):
        text = (ordinary * (length // len(ordinary) + 1))[:length]
        each = seconds_of(lambda text=text: extract(as_reply(text))) / length
        first = first or each
        print(f"  {length:>12,} characters: {each / first:5.2f} times as long a character as at the first length")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  peak memory {peak:.0f} MB")


def main() -> None:
    """Print all ratios."""
    paths = [source.path for source in find_sources(sys.argv[1:]) if source.error is None]
    texts = [read(path).text for path in paths]
    ordinary = "\n".join(texts)
    print(f"{len(paths)} files, {len(ordinary):,} characters")
    compare_words(texts)
    compare_reading(paths)
    compare_hostile(ordinary)
    compare_growth(ordinary)


if __name__ == "__main__":
    main()
