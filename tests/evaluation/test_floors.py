"""The quality that was reached once is kept: on the annotated corpus, and on replies of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.evaluation import compare, corpus_key, evaluate, load_annotated, load_floors
from tracker.extraction import extract
from tracker.reading import parse_reply

HERE = Path(__file__).parent.parent


def measure(folder: Path):
    annotated = load_annotated(folder)
    return evaluate([(one, extract(parse_reply(one.document))) for one in annotated]), corpus_key(annotated)


def test_no_figure_of_the_corpus_falls_below_its_floor(corpus):
    result, key = measure(corpus / "dev")
    compared = compare(result, key, load_floors(HERE / "floors.json"))
    if not compared.same_corpus:
        pytest.skip("another corpus than the floors were pinned on: pin them anew with `make score PIN=--pin`")
    assert compared.fallen == ()
    assert (result.figures["unfaithful"], result.figures["misplaced"]) == (0, 0)


def test_no_figure_of_our_own_replies_falls_below_its_floor():
    result, key = measure(HERE / "replies")
    compared = compare(result, key, load_floors(HERE / "replies" / "floors.json"))
    assert compared.same_corpus
    assert compared.fallen == ()
