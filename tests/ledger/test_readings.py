"""Readings as the text in an event."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.invented import make_extraction
from tracker.ledger import parse_reading, render_reading
from tracker.model import Commitment, Deadline, DeadlineBasis, DeadlineKind, Grade, OwnerBasis, Section, Target

WORDS = st.text(max_size=12)
ORGANS = st.none() | WORDS
DEADLINES = st.builds(
    Deadline,
    text=WORDS,
    date=st.none() | st.dates(),
    kind=st.sampled_from(DeadlineKind),
    basis=st.sampled_from(DeadlineBasis),
)
TARGETS = st.builds(Target, text=WORDS, value=st.none() | st.floats(allow_nan=False), unit=WORDS)
READINGS = st.builds(
    Commitment,
    text=WORDS,
    start=st.integers(0, 9),
    end=st.integers(9, 99),
    section=st.sampled_from(Section),
    theme=ORGANS,
    owner=ORGANS,
    owner_basis=st.sampled_from(OwnerBasis),
    partners=st.lists(WORDS, max_size=2).map(tuple),
    deadline=st.none() | DEADLINES,
    targets=st.lists(TARGETS, max_size=2).map(tuple),
    grade=st.sampled_from(Grade),
    rule=WORDS,
)


@given(READINGS)
def test_a_reading_comes_back_from_its_text(reading: Commitment) -> None:
    text = render_reading(reading)
    assert parse_reading(text) == reading
    assert "\n" not in text


def test_the_keys_of_a_reading_are_those_of_the_json_contract() -> None:
    reading = replace(make_extraction("1", "2024年底前完工").commitments[0], theme="路灯")
    assert render_reading(reading).startswith(
        '{"text": "2024年底前完工", "start": 19, "end": 28, "section": "next_step"'
    )
    assert '"deadline": {"text": "2024年底前", "date": "2024-12-31", "kind": "date", "basis": "explicit"}' in (
        render_reading(reading)
    )
