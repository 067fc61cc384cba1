"""What all tests share: a fixed day, no settings of the person who runs them, one Hypothesis profile."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Slow, shared machines must not turn a slow example into a failure; a run in CI must be repeatable.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")

PROJECT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def settings_of_nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test can reach the ledger of the person who runs it, whatever it forgets to say."""
    monkeypatch.setenv("TRACKER_LEDGER", str(tmp_path / "ledger.db"))
    monkeypatch.setenv("TRACKER_USER", "测试员")
    monkeypatch.setenv("TRACKER_TODAY", "2024-10-15")
    monkeypatch.setenv("COLUMNS", "80")
    for variable in ("TRACKER_CONFIG", "TRACKER_PROFILE"):
        monkeypatch.delenv(variable, raising=False)
    for folder in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(folder, str(tmp_path / "home"))


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of sample replies that ships with the project."""
    return PROJECT / "data"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The annotated corpus, where there is one: ``TRACKER_CORPUS`` or beside the project."""
    folder = Path(os.environ.get("TRACKER_CORPUS") or PROJECT.parent / "shared" / "corpus")
    if not folder.is_dir():
        pytest.skip("no annotated corpus here: TRACKER_CORPUS names none and none lies beside the project")
    return folder
