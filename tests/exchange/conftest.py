"""Ledgers to send from and to receive into."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.exchange.offices import fill_ledger
from tracker.ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger with four items of one office."""
    with Ledger.open(tmp_path / "ledger.db", mode="write") as opened:
        fill_ledger(opened)
        yield opened
