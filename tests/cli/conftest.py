"""Commands run through ``main()``: on a pipe, and on a real (pseudo) terminal."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.replies import LAMPS, PUMPS
from tracker.cli import main


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Run = Callable[..., Ran]


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``tracker`` with its streams on pipes; ``typed`` is what its standard input holds."""

    def run_piped(*args: str, typed: str = "") -> Ran:
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode()), "utf-8"))
            code = main(args)
        captured = capsysbinary.readouterr()
        return Ran(code, captured.out.decode("utf-8"), captured.err.decode("utf-8"))

    return run_piped


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two replies and a text that is none, which is also the current one."""
    replies = tmp_path / "答复"
    replies.mkdir()
    (replies / "1路灯.txt").write_text(LAMPS, "utf-8")
    (replies / "2泵站.txt").write_text(PUMPS, "gb18030")
    monkeypatch.chdir(tmp_path)
    return replies


@pytest.fixture
def filled(run: Run, folder: Path) -> Run:
    """Run ``tracker`` on a ledger with two replies: items 1 to 4 of the one, 5 and 6 of the other."""
    assert run("add", "答复").code == 0
    return run


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``tracker`` with all streams on one terminal; ``typed`` is what the person types."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo terminals")
    monkeypatch.setenv("NO_COLOR", "1")

    def run_in_terminal(*args: str, typed: str = "") -> Ran:
        master, slave = pty.openpty()
        output = bytearray()
        reader = threading.Thread(target=_drain, args=(master, output))
        reader.start()
        with _streams(slave, monkeypatch):
            if typed:
                os.write(master, typed.encode())
            code = main(args)
        os.close(slave)
        reader.join()
        os.close(master)
        return Ran(code, output.decode("utf-8").replace("\r\n", "\n"), "")

    return run_in_terminal


def _drain(master: int, output: bytearray) -> None:
    # Reading from a terminal whose other end was closed is an error on Linux, and the end elsewhere.
    with contextlib.suppress(OSError):
        while data := os.read(master, 65536):
            output.extend(data)


@contextlib.contextmanager
def _streams(slave: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch, contextlib.ExitStack() as stack:
        for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
            raw = os.fdopen(os.dup(slave), "rb" if mode == "r" else "wb")
            stream = stack.enter_context(io.TextIOWrapper(raw, "utf-8", write_through=mode == "w"))
            patch.setattr(sys, name, stream)
        yield
