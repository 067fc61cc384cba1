"""Commands run through ``main()``: on a pipe, and on a real (pseudo) terminal."""

from __future__ import annotations

import contextlib
import io
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
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

    def run_in_terminal(*args: str, typed: str | bytes = "") -> Ran:
        master, slave = pty.openpty()
        output = bytearray()
        reader = threading.Thread(target=_drain, args=(master, output))
        reader.start()
        try:
            with _streams(slave, monkeypatch):
                if typed:
                    os.write(master, typed.encode() if isinstance(typed, str) else typed)
                code = main(args)
        finally:
            # A defect must end the reader, too, or the run of the tests would never end.
            os.close(slave)
            reader.join()
            os.close(master)
        return Ran(code, output.decode("utf-8", "replace").replace("\r\n", "\n"), "")

    return run_in_terminal


Talk = Callable[..., Ran]

_CHILD = """
import os, signal, sys
os.open(sys.argv[1], os.O_RDWR)
signal.signal(signal.SIGINT, signal.default_int_handler)
from tracker.cli import main
sys.exit(main(sys.argv[2:]))
"""
"""Opens the terminal, which becomes the controlling one of its session, so that Ctrl-C reaches the process."""
_PATIENCE = 60


@pytest.fixture
def talk(monkeypatch: pytest.MonkeyPatch) -> Talk:
    """Run ``tracker`` as a process of its own on a terminal; each line is typed once its prompt was printed.

    Where nothing is printed, a function says when it is time.
    """
    pty = pytest.importorskip("pty", reason="this system has no pseudo terminals")
    monkeypatch.setenv("NO_COLOR", "1")

    def run_child(*args: str, lines: Sequence[tuple[str | Callable[[], bool], str]]) -> Ran:
        master, slave = pty.openpty()
        command = [sys.executable, "-c", _CHILD, os.ttyname(slave), *args]
        with subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, start_new_session=True) as process:
            os.close(slave)
            shown = bytearray()
            try:
                for prompt, typed in lines:
                    if isinstance(prompt, str):
                        _read_until(master, shown, prompt.encode())
                    else:
                        _wait_until(prompt)
                    os.write(master, typed.encode())
                _read_until(master, shown, None)
                code = process.wait(_PATIENCE)
            finally:
                # A process that still waits for an answer would be waited for without end.
                process.kill()
        os.close(master)
        return Ran(code, shown.decode("utf-8").replace("\r\n", "\n"), "")

    return run_child


def _wait_until(is_time: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not is_time():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _read_until(master: int, shown: bytearray, prompt: bytes | None) -> None:
    """Read on until the prompt stands in what was not read before, or until the end."""
    start, deadline = len(shown), time.monotonic() + _PATIENCE
    with contextlib.suppress(OSError):
        while prompt is None or prompt not in shown[start:]:
            assert select.select([master], [], [], max(deadline - time.monotonic(), 0))[0], shown.decode("utf-8")
            data = os.read(master, 65536)
            if not data:
                return
            shown += data


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
