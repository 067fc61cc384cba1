"""Chromium for the tests: prints real PDF files."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_browser() -> str | None:
    """The program, ``None`` where it is not installed."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def print_page(program: str, source: Path, target: Path, profile: Path, *, head: bool = False) -> None:
    """A page as PDF, with the time, title, address and number that browsers print around it, or without."""
    # In a container there is no user to shut it off from, and no graphics to draw with.
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}"]
    options += [] if head else ["--no-pdf-header-footer"]
    subprocess.run(
        [program, *options, f"--print-to-pdf={target}", source.as_uri()],
        check=True, timeout=120, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def need_browser() -> str:
    """The program; skips a test where it is missing, in CI it has to be there."""
    program = find_browser()
    if program is None:
        reason = "Chromium is not installed (apt-get install chromium fonts-noto-cjk)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return program


def printed_by_browser(page: str, folder: Path, *, head: bool = False) -> bytes:
    """The bytes of a page that is printed."""
    source, target = folder / "page.html", folder / "page.pdf"
    source.write_text(page, "utf-8")
    print_page(need_browser(), source, target, folder / "profile", head=head)
    return target.read_bytes()
