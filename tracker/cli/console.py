"""The streams: what they are, how wide, and the only places that write to them."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sys
from collections.abc import Iterator

from tracker.errors import OutputError, UsageError, word_os_error
from tracker.rendering.width import wrap


class StreamError(OutputError):
    """The standard output cannot be written."""


class UndecidedInterrupt(KeyboardInterrupt):
    """Ctrl-C before anything was done, as at a question."""


def prepare_streams() -> None:
    """Let no character that a terminal cannot show end the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    # A stream that was read from can no longer be changed.
    if isinstance(sys.stdin, io.TextIOWrapper) and sys.stdin.errors != "replace":
        sys.stdin.reconfigure(errors="replace")


def is_terminal() -> bool:
    """True where a person reads stdout directly."""
    return sys.stdout is not None and sys.stdout.isatty()


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
    _put(f"{text}\n")


def write_bytes(data: bytes) -> None:
    """Print data for machines, the same bytes on every system; a person at a terminal reads it in their encoding."""
    if sys.stdout is None or is_terminal():
        _put(data.decode("utf-8"))
        return
    flush()
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        raise _worded(error) from None


def _put(text: str) -> None:
    if sys.stdout is None:
        raise StreamError("标准输出已经关闭，结果没有地方可写")
    try:
        sys.stdout.write(text)
    except OSError as error:
        raise _worded(error) from None


def flush() -> None:
    """Hand over what was printed."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        raise _worded(error) from None


def _worded(error: OSError) -> Exception:
    """A reader that has gone away is no error; anything else is one."""
    if isinstance(error, BrokenPipeError):
        return error
    return StreamError(f"结果写不到标准输出（{word_os_error(error)}）")


def say(text: str) -> None:
    """Tell a person something that is not the answer itself; where nobody can hear it, nothing happens."""
    _tell(f"{text}\n")


def foot(text: str) -> None:
    """Say something under a table, no wider than the terminal."""
    say("\n".join(wrap(text, find_width())))


def _tell(text: str) -> None:
    with contextlib.suppress(OSError, OutputError):
        flush()
    if sys.stderr is None:
        return
    with contextlib.suppress(OSError):
        sys.stderr.write(text)
        sys.stderr.flush()


def ask(question: str) -> str | None:
    """A line that a person types or a pipe holds, without white space around it; ``None`` where no more can come."""
    _tell(question)
    line = "" if sys.stdin is None else sys.stdin.readline()
    if sys.stdin is None or not sys.stdin.isatty():
        _tell(line if line.endswith("\n") else f"{line}\n")
    return line.strip() if line else None


@contextlib.contextmanager
def undecided() -> Iterator[None]:
    """Work before which nothing was done and which does nothing: Ctrl-C says so."""
    try:
        yield
    except KeyboardInterrupt:
        raise UndecidedInterrupt from None


def confirm(question: str) -> bool:
    """Ask before something is done; ``UsageError`` where nobody can answer."""
    with undecided():
        answer = ask(f"{question}[y/N] ")
    if answer is None:
        raise UsageError("没有人可以回答，未作任何改动，确定要做请加 -y")
    return answer.lower() in ("y", "yes", "是", "好", "确定")
