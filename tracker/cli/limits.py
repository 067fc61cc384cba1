"""Limits on one source: a file that takes too long or too much memory becomes one sentence, and the others go on.

Time is kept by an alarm, which interrupts Python code and its regular expressions; Windows has none, there only
``crew`` ends what takes too long.  Memory is the address space of the process, which Linux enforces.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tracker.errors import InputError

if sys.platform != "win32":  # pragma: no branch
    import resource

SECONDS = 60.0
"""For one source; the slowest real replies take less than one."""
BYTES = 2 << 30
"""Of memory while a source is read; real replies take less than 200 MB."""


class ExpiredError(BaseException):
    """The time is over.  No ``Exception``: no reader is to take it for a fault of the file."""


@contextmanager
def limited(name: str, seconds: float | None = SECONDS, size: int = BYTES) -> Iterator[None]:
    """Read one source in here; ``seconds`` is ``None`` where a person types.

    Raises ``InputError`` where the source takes more than it may.
    """
    try:
        with _alarm(seconds), _ceiling(size):
            yield
    except ExpiredError:
        raise InputError(name, f"{seconds:.0f} 秒还没有读完，已跳过；请检查文件，或把文字另存为 .txt 再读入") from None
    except MemoryError:
        problem = f"读取时占用内存超过 {size >> 20} MB，已跳过；请检查文件，或把文字另存为 .txt 再读入"
        raise InputError(name, problem) from None
    except RecursionError:
        raise InputError(name, "内容嵌套太深，读不下去，已跳过；请把文字另存为 .txt 再读入") from None


@contextmanager
def _alarm(seconds: float | None) -> Iterator[None]:
    on_main_thread = threading.current_thread() is threading.main_thread()
    if sys.platform == "win32" or seconds is None or not on_main_thread:
        yield
        return
    before = signal.signal(signal.SIGALRM, _expire)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _expire(*_: object) -> None:
    raise ExpiredError


@contextmanager
def _ceiling(size: int) -> Iterator[None]:
    if sys.platform == "win32":  # pragma: no cover
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    lowest = min(limit for limit in (soft, hard, size) if limit != resource.RLIM_INFINITY)
    resource.setrlimit(resource.RLIMIT_AS, (lowest, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
