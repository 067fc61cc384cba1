"""Work for the processes of a crew: some of it hangs, dies or fails.  Imports little, as each process imports it."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from pathlib import Path

from tracker.cli.intake import Intake, take_in
from tracker.reading import Source

DEADLY = (3, 7)
MUCH = 3_000_000


def double(number: int) -> int:
    return number * 2


def die_over_some(number: int) -> int:
    if number in DEADLY:
        os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    return double(number)


def hang_over_one(number: int) -> int:
    if number == 1:
        time.sleep(600)
    return double(number)


def say_much(_: int) -> str:
    return "答" * MUCH


def fail(number: int) -> int:
    raise ValueError(str(number))


def keep_a_temporary_folder(parent: Path) -> None:
    with tempfile.TemporaryDirectory(dir=parent):
        time.sleep(600)


def die_over_the_bad(source: Source) -> Intake:
    if "坏" in source.path:
        os._exit(9)
    return take_in(source)
