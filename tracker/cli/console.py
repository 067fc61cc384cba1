"""The streams: what they are, how wide, and the only places that write to them."""

from __future__ import annotations

import io
import os
import shutil
import sys


def prepare_streams() -> None:
    """Let no character that a terminal cannot show end the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def is_terminal() -> bool:
    """True where a person reads stdout directly."""
    return sys.stdout.isatty()


def find_width() -> int:
    """Cells of the terminal; ``COLUMNS`` overrides, 80 where nothing is known."""
    return shutil.get_terminal_size((80, 24)).columns


def has_color() -> bool:
    """True where colour helps and nobody has asked for none (``NO_COLOR``)."""
    if not is_terminal() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.platform != "win32" or "WT_SESSION" in os.environ


def write(text: str) -> None:
    """Print data for people, with a newline."""
    sys.stdout.write(text + "\n")


def write_bytes(data: bytes) -> None:
    """Print data for machines, the same bytes on every system; a person at a terminal reads it in their encoding."""
    if is_terminal():
        sys.stdout.write(data.decode("utf-8"))
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def say(text: str) -> None:
    """Tell a person something that is not the answer itself."""
    sys.stdout.flush()
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def confirm(question: str) -> bool:
    """Ask a person at a terminal; where nobody can answer, the command itself is the answer."""
    if not sys.stdin.isatty():
        return True
    sys.stdout.flush()
    sys.stderr.write(f"{question}[y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes", "是", "好", "确定")
