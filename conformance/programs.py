"""LibreOffice and Chromium, asked for many files at once."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from conformance.chromium import started_browser

_PATIENCE = 600
"""Seconds for all files of a format."""


def convert_all(program: str, sources: Sequence[Path], target: str, folder: Path) -> None:
    """Files as another format (``doc``, ``pdf``) in a folder, by one call of LibreOffice."""
    with tempfile.TemporaryDirectory(prefix="conformance-", ignore_cleanup_errors=True) as profile:
        subprocess.run(
            [program, "--headless", "--norestore", f"-env:UserInstallation={Path(profile).as_uri()}",
             "--convert-to", target, "--outdir", str(folder), *map(str, sources)],
            check=True, timeout=_PATIENCE, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip


def print_all(program: str, sources: Sequence[Path], folder: Path) -> None:
    """Pages as PDF in a folder, every second pair with what browsers print around a page."""
    with (
        tempfile.TemporaryDirectory(prefix="conformance-", ignore_cleanup_errors=True) as profile,
        started_browser(program, Path(profile)) as browser,
    ):
        for place, source in enumerate(sources):
            (folder / f"{source.stem}.pdf").write_bytes(browser.print(source, head=place // 2 % 2 == 1))
