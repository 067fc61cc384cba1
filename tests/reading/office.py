"""LibreOffice for the tests: makes real files of other programs' formats out of a .docx of ours."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tracker.reading.office import convert, find_office

SHEETS = frozenset({".xlsx", ".xls", ".ods", ".csv"})
"""What its part for spreadsheets opens, which is a package of its own."""


def need_office(suffix: str = ".docx") -> None:
    """Skips a test where LibreOffice, or the part of it that opens such files, is missing; in CI it has to be there."""
    program = find_office()
    package, part = ("calc", "libsclo.so") if suffix in SHEETS else ("writer", "libswlo.so")
    if program is None or (os.name == "posix" and not Path(program).resolve().with_name(part).exists()):
        reason = f"LibreOffice is not installed (apt-get install libreoffice-{package})"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


def made_by_office(data: bytes, target: str, *, suffix: str = ".docx") -> bytes:
    """A .docx, or what the suffix says, as another format (``doc``, ``rtf``, ``odt``)."""
    need_office(suffix)
    made = convert(data, suffix, target)
    assert made is not None, f"LibreOffice made no .{target}"
    return made
