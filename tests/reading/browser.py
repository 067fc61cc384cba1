"""Chromium for the tests: prints real PDF files."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome")


def printed_by_browser(page: str, folder: Path, *, head: bool = False) -> bytes:
    """A page as PDF, with the time, title, address and number that browsers print around it, or without."""
    program = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if program is None:
        reason = "Chromium is not installed (apt-get install chromium fonts-noto-cjk)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    source, target = folder / "page.html", folder / "page.pdf"
    source.write_text(page, "utf-8")
    # In a container there is no user to shut it off from, and no graphics to draw with.
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    options += [] if head else ["--no-pdf-header-footer"]
    subprocess.run(
        [program, *options, f"--print-to-pdf={target}", source.as_uri()],
        check=True, timeout=120, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    return target.read_bytes()
