"""Lines of a page or a Word file with their kinds, put together to one text with blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.model import Block, BlockKind

_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u2060\ufeff]")
_SPACE = re.compile(r"[\t\r\n\f\v\x85\u2028\u2029]")
_SPACES = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—·"
_WRAPPED = re.compile(rf"(?<=[{_WIDE}])[ \t]*[\r\n][ \t\r\n]*(?=[{_WIDE}])")


def clean_line(text: str) -> str:
    r"""One line as it is seen: white space collapsed, a wrap between Chinese characters closed.

    Full-width and no-break spaces inside the line stay; what cannot be seen goes.

    >>> clean_line("  进一步\n   加强 物业\n管理 by\n2025 ")
    '进一步加强 物业管理 by 2025'
    """
    return _SPACES.sub(" ", _WRAPPED.sub("", _INVISIBLE.sub("", text))).strip()


def keep_line(text: str) -> str:
    """One line of a format in which every space is meant: only what cannot be seen goes.

    >>> keep_line(" A类    签发人：赵溪\u200b ")
    'A类    签发人：赵溪'
    """
    return _SPACE.sub(" ", _INVISIBLE.sub("", text)).strip()


def join_lines(lines: Iterable[tuple[BlockKind, str]]) -> tuple[str, tuple[Block, ...]]:
    r"""The text with one line a block; empty lines are left out.

    >>> join_lines([(BlockKind.PARAGRAPH, "一"), (BlockKind.FOOTER, "二")])[0]
    '一\n二'
    """
    parts: list[str] = []
    blocks: list[Block] = []
    offset = 0
    for kind, text in lines:
        if not text:
            continue
        blocks.append(Block(kind, offset, offset + len(text)))
        parts.append(text)
        offset += len(text) + 1
    return "\n".join(parts), tuple(blocks)
