"""Ledgers in a temporary folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.ledger import Ledger


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the ledger is; not made yet."""
    return tmp_path / "台账" / "ledger.db"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    """An empty ledger, open for writing."""
    with Ledger.open(path, mode="write") as opened:
        yield opened
