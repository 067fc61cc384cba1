"""Every cue is proved by its own examples."""

from __future__ import annotations

import pytest

from tracker.chinese import fold
from tracker.extraction.cues import KINDS, find_cue, load_cues

CUES = load_cues()
EXAMPLES = [(cue, example) for cue in CUES for example in cue.examples]
COUNTEREXAMPLES = [(cue, example) for cue in CUES for example in cue.counterexamples]


@pytest.mark.parametrize(("cue", "clause"), EXAMPLES, ids=lambda value: getattr(value, "name", value))
def test_a_cue_is_found_in_each_of_its_examples(cue, clause):
    assert cue.pattern.search(fold(clause))


@pytest.mark.parametrize(("cue", "clause"), COUNTEREXAMPLES, ids=lambda value: getattr(value, "name", value))
def test_a_cue_is_found_in_none_of_its_counterexamples(cue, clause):
    assert not cue.pattern.search(fold(clause))


def test_every_cue_has_a_name_of_its_own_a_known_kind_and_both_sorts_of_proof():
    assert len({cue.name for cue in CUES}) == len(CUES)
    assert {cue.kind for cue in CUES} == set(KINDS)
    assert all(cue.examples and cue.counterexamples for cue in CUES)


def test_a_clause_without_a_cue_has_none():
    assert find_cue("future", "云溪市有两个区") is None
