"""LibreOffice for the tests: makes real files of other programs' formats out of a .docx of ours."""

from __future__ import annotations

import os

import pytest

from tracker.reading.office import convert, find_office


def need_office() -> None:
    """Skips a test where LibreOffice is missing; in CI it has to be there."""
    if find_office() is None:
        reason = "LibreOffice is not installed (apt-get install libreoffice-writer)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


def made_by_office(data: bytes, target: str, *, suffix: str = ".docx") -> bytes:
    """A .docx, or what the suffix says, as another format (``doc``, ``rtf``, ``odt``)."""
    need_office()
    made = convert(data, suffix, target)
    assert made is not None, f"LibreOffice made no .{target}"
    return made
