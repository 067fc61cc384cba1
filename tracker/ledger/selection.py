"""Ids as people write them: ``1 3-7,12``, in half or full width."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tracker.chinese import fold
from tracker.errors import UsageError

LARGEST_ID = 2**63 - 1
"""What the ledger can hold as an id."""
LARGEST_RANGE = 100_000
"""More ids at once than this are a slip of the finger."""

_PIECE = re.compile(r"(\d+)(?:\s*(?:[-~至到]|\.{2,}|。{2,}|[…‥]+)\s*(\d+))?", re.ASCII)
_DASHES = str.maketrans("－–—―−～〜∼", "---" + "--~~~")


def parse_ids(words: Sequence[str]) -> tuple[int, ...]:
    """The ids in words, each once, in the order given; ``UsageError`` names the piece that is none.

    >>> parse_ids(["1", "3-5,12"]), parse_ids(["３～５，１２、1"])
    ((1, 3, 4, 5, 12), (3, 4, 5, 12, 1))
    """
    ids: dict[int, None] = {}
    for word in words:
        pieces = re.split(r"[，,、；;\s]+", re.sub(r"\s*([-~])\s*", r"\1", straighten(word)))
        for piece in filter(None, pieces):
            ids |= dict.fromkeys(_parse_piece(piece))
    if not ids:
        raise UsageError("请给出编号，例如 1 或 3-7,12")
    if len(ids) > LARGEST_RANGE:
        raise UsageError(f"一次给出的编号过多（超过 {LARGEST_RANGE} 个），请分次处理")
    return tuple(ids)


def render_ids(ids: Iterable[int]) -> str:
    """Ids as people read them, runs of three and more as a range.

    >>> render_ids([1, 3, 4, 5, 12, 13])
    '1、3-5、12、13'
    """
    runs: list[list[int]] = []
    for key in ids:
        if runs and key == runs[-1][-1] + 1:
            runs[-1].append(key)
        else:
            runs.append([key])
    return "、".join(f"{run[0]}-{run[-1]}" if len(run) > 2 else "、".join(map(str, run)) for run in runs)


def straighten(word: str) -> str:
    """The word with figures, dashes and tildes of every width as those of ASCII.

    >>> straighten("２０２４－１０～２０２４－１２")
    '2024-10~2024-12'
    """
    return fold(word).translate(_DASHES)


def _parse_piece(piece: str) -> range:
    found = _PIECE.fullmatch(piece)
    if found is None:
        raise UsageError(f"编号写法不对：{piece}，应为 1 或 3-7,12 的样子")
    if any(len(digits or "") > len(str(LARGEST_ID)) for digits in found.groups()):
        raise UsageError(f"编号过大：{piece}")
    first = int(found[1])
    last = int(found[2] or found[1])
    if first > LARGEST_ID or last > LARGEST_ID:
        raise UsageError(f"编号过大：{piece}")
    if first == 0 or last == 0:
        raise UsageError(f"编号应为正整数：{piece}")
    if last < first:
        raise UsageError(f"编号范围前大后小：{piece}，请写成 {last}-{first}")
    if last - first >= LARGEST_RANGE:
        raise UsageError(f"编号范围过大：{piece}，一次最多 {LARGEST_RANGE} 个")
    return range(first, last + 1)
