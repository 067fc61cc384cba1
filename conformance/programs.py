"""LibreOffice and Chromium, asked for many files at once."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.reading.browser import print_page

_PATIENCE = 600
"""Seconds for all files of a format."""
_AT_ONCE = 2


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
    """Pages as PDF in a folder, every second one with what browsers print around a page."""
    with tempfile.TemporaryDirectory(prefix="conformance-", ignore_cleanup_errors=True) as profiles:

        def work(share: int) -> None:
            for place, source in list(enumerate(sources))[share::_AT_ONCE]:
                target = folder / f"{source.stem}.pdf"
                print_page(program, source, target, Path(profiles) / str(share), head=place // 2 % 2 == 1)

        with ThreadPoolExecutor(_AT_ONCE) as pool:
            list(pool.map(work, range(_AT_ONCE)))
