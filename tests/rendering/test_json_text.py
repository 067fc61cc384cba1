"""JSON is data for programs, and still nothing that a terminal obeys."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from tracker.rendering.json_text import render_json, render_jsonl

STEERING = "路灯\x1b[31m\u202e倒序\u2066\u200f\x9b1m\x7f"


def test_characters_that_steer_are_escaped_and_read_back_the_same() -> None:
    for written in (render_json([{"text": STEERING}]), render_jsonl({"text": STEERING})):
        assert not set(written.decode()) & set("\x1b\u202e\u2066\u200f\x9b\x7f")
        assert "路灯" in written.decode()
        read = json.loads(written)
        assert (read[0] if isinstance(read, list) else read) == {"text": STEERING}


@given(st.dictionaries(st.text(), st.text()))
def test_any_text_is_read_back_as_it_was(value: dict[str, str]) -> None:
    assert json.loads(render_jsonl(value)) == value
