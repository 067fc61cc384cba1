"""Damaged files of every format: a document or our own error, never anything else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.fuzzing import HOWS, Change, check, damage
from tests.reading.seeds import FORMATS, seed

share = st.floats(0, 1, exclude_max=True)
changes = st.lists(
    st.builds(Change, st.sampled_from(HOWS), share, share, st.integers(1, 300), st.binary(min_size=1, max_size=8)),
    min_size=1,
    max_size=5,
)


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_seed_of_each_format_is_read(suffix: str) -> None:
    assert check(seed(suffix), suffix)


@pytest.mark.parametrize("suffix", FORMATS)
@settings(max_examples=60, derandomize=True)
@given(changes=changes, inside=share, well_formed=st.booleans())
def test_any_damage_gives_a_document_or_our_own_error(
    suffix: str, changes: list[Change], inside: float, well_formed: bool
) -> None:
    check(damage(suffix, changes, inside, well_formed), suffix)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("other", FORMATS)
def test_a_name_that_promises_another_format_does_no_harm(suffix: str, other: str) -> None:
    check(seed(suffix), other)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("share", [0.01, 0.1, 0.5, 0.9, 0.999])
def test_a_download_that_broke_off_does_no_harm(suffix: str, share: float) -> None:
    check(seed(suffix)[: int(share * len(seed(suffix)))], suffix)
