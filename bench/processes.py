"""Commands as processes of their own, run as an installed program runs: with its modules compiled, on a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

SAID = 2000
"""Bytes of what a command said last that are kept."""


@dataclass(frozen=True, slots=True)
class Run:
    """One process."""

    seconds: float
    """From start to end."""
    memory: float
    """Peak, in MiB."""


def find_environment(compiled: Path, variables: Mapping[str, str]) -> dict[str, str]:
    """The environment of a command; compiled modules are kept in a folder, also where this process keeps none.

    An installation compiles them once.  Where nothing keeps them, what a command imports is compiled at every start,
    which then counts more than anything that it does.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(compiled)} | variables


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> Run:
    """Run the interpreter once, on a terminal; a command that fails ends the bench with what it said."""
    master, slave = os.openpty()
    said = bytearray()
    reader = threading.Thread(target=_drain, args=(master, said))
    reader.start()
    begin = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments], env=environment, stdout=slave, stderr=slave, stdin=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    os.close(slave)
    reader.join()
    os.close(master)
    if process.returncode:
        sys.exit(f"{' '.join(arguments)} ended with {process.returncode}\n{said.decode('utf-8', 'replace')}")
    return Run(seconds, usage.ru_maxrss / 1024)


def _drain(master: int, said: bytearray) -> None:
    # The end of a terminal whose other side was closed is an error on Linux.
    with suppress(OSError):
        while data := os.read(master, 65536):
            said += data
            del said[:-SAID]
