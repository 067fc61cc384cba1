"""Replies to invented proposals in an invented city, whole or in parts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tracker.model import Document, Reply
from tracker.reading.letter import parse_reply

OPENING = "您提出的《关于改善老城区排水的建议》收悉，现答复如下："
BODY = "我局将于2024年底前完成东湖路排水管改造。感谢您的关心和支持。"


@pytest.fixture
def parse() -> Callable[..., Reply]:
    """Text → ``Reply``."""

    def read(text: str, **metadata: str) -> Reply:
        return parse_reply(Document("letter.txt", "", "text", text, metadata=metadata))

    return read


@pytest.fixture
def letter(parse: Callable[..., Reply]) -> Callable[..., Reply]:
    """A reply of which the parts that a test is about are given."""

    def write(
        head: str = "关于市政协六届三次会议第12号提案的答复\n",
        salutation: str = "王小云委员：\n",
        opening: str = OPENING,
        body: str = BODY,
        tail: str = "\n云溪市水务局\n2024年5月6日\n",
        **metadata: str,
    ) -> Reply:
        return parse(f"{head}{salutation}{opening}\n{body}{tail}", **metadata)

    return write
