"""Processes that share out work, with results in the order given.

A bounded number of items is in flight.  A process that dies, or hangs and is ended, costs the item that it died
over and no other.  Processes are spawned, as every system can, and end with this one, however it ends.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from itertools import islice
from typing import Generic, TypeVar

from tracker.errors import UsageError

Item = TypeVar("Item")
Done = TypeVar("Done")
Value = TypeVar("Value")

AHEAD = 16
"""Items in flight for each process: enough to go on with while one of them takes long."""
MOST = 61
"""Processes; Windows cannot wait for more."""
_GRACE = 2.0
"""Seconds in which a process that is told to end may put away its temporary files."""


def find_jobs() -> int | None:
    """The processes that ``TRACKER_JOBS`` asks for, ``None`` where the program is to choose."""
    given = os.environ.get("TRACKER_JOBS")
    if not given:
        return None
    if not (given.isascii() and given.isdecimal() and 1 <= int(given) <= MOST):
        raise UsageError(
            f"环境变量 TRACKER_JOBS 的值“{given}”不是能用的进程数，请写成 1 到 {MOST} 的整数，或取消该变量"
        )
    return int(given)


def count_cores() -> int:
    """The cores that this process may use."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(allowed or 1, MOST)


def work_through(
    work: Callable[[Item], Done], items: Iterable[Item], size: int, *, patience: float
) -> Generator[tuple[Item, Done | None], None, None]:
    """Each item with its result, in order; ``None`` where its process died.

    ``size`` processes are at work; one that sits over an item for more than ``patience`` seconds is ended.  ``work``
    and what it takes and gives are pickled.  Closing the iterator ends the processes.
    """
    waiting = iter(items)
    flight: deque[tuple[Item, Future[Done]]] = deque()
    crew = _Crew(work, size, patience)
    try:
        while True:
            for item in islice(waiting, size * AHEAD - len(flight)):
                flight.append((item, crew.submit(item)))
            if not flight:
                return
            if not _is_lost(flight[0][1]):
                item, future = flight.popleft()
                yield item, future.result()
                continue
            crew.end()
            yield from _work_alone(work, flight, patience)
            flight.clear()
            crew = _Crew(work, size, patience)
    finally:
        crew.end()


def _work_alone(
    work: Callable[[Item], Done], flight: Iterable[tuple[Item, Future[Done]]], patience: float
) -> Generator[tuple[Item, Done | None], None, None]:
    """What was in flight when a process died, the lost ones once more, one by one: who dies again is to blame."""
    crew: _Crew[Item, Done] | None = None
    try:
        for item, future in flight:
            if not _is_lost(future):
                yield item, future.result()
                continue
            crew = crew or _Crew(work, 1, patience)
            if not crew.can_work():
                # No process can be started here at all, so this one does the work.
                yield item, work(item)
            elif _is_lost(again := crew.submit(item)):
                crew.end()
                crew = None
                yield item, None
            else:
                yield item, again.result()
    finally:
        if crew is not None:
            crew.end()


def _is_lost(future: Future[Value]) -> bool:
    """Waits; true where no process is left that could give the result."""
    return isinstance(future.exception(), BrokenProcessPool)


class _Crew(Generic[Item, Done]):
    """A pool whose processes can be ended at once."""

    def __init__(self, work: Callable[[Item], Done], size: int, patience: float) -> None:
        self._work = work
        self._patience = patience
        self._others = set(multiprocessing.active_children())
        self._pool: ProcessPoolExecutor | None = None
        # A system without semaphores can have no pool.
        with _without_interrupts(), suppress(OSError, NotImplementedError, ImportError):
            spawning = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(size, mp_context=spawning, initializer=_begin)

    def submit(self, item: Item) -> Future[Done]:
        """What will become of an item."""
        return self._submit(_carry_out, self._work, item, self._patience)

    def can_work(self) -> bool:
        """Waits; false where processes cannot be started or do not live."""
        return not _is_lost(self._submit(os.getpid))

    def _submit(self, call: Callable[..., Value], *arguments: object) -> Future[Value]:
        lost: Future[Value] = Future()
        lost.set_exception(BrokenProcessPool())
        if self._pool is None:
            return lost
        try:
            with _without_interrupts():
                return self._pool.submit(call, *arguments)
        except (BrokenProcessPool, OSError):
            return lost

    def end(self) -> None:
        """End the processes, whatever they do, with all that they started."""
        if self._pool is None:
            return
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._end_processes()
        self._pool.shutdown(wait=True)
        # One that was just being started when the others ended is found only now.
        self._end_processes()

    def _end_processes(self) -> None:
        while processes := set(multiprocessing.active_children()) - self._others:
            for process in processes:
                process.terminate()
            for process in processes:
                process.join(_GRACE)
                process.kill()
                process.join()


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Processes started in here never see Ctrl-C, not even while they start; this one sees it afterwards."""
    if sys.platform == "win32":  # pragma: no cover
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# From here on in the processes of the crew, where coverage is not measured.


def _begin() -> None:  # pragma: no cover
    """Ctrl-C is for the parent, which then ends this process; without a parent there is nothing to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:  # pragma: no cover
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _carry_out(work: Callable[[Item], Done], item: Item, patience: float) -> Done:  # pragma: no cover
    """One item; what hangs so that no alarm reaches it is ended by a thread that needs no interpreter."""
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 os.devnull is a name, not a path
        faulthandler.dump_traceback_later(patience, exit=True, file=nowhere)
        # Only over an item is there something to put away: a process that unwinds while it waits for the next one
        # leaves half a message to the others, which then fail over it.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit())
        try:
            return work(item)
        except SystemExit:
            # Told to end: temporary files are put away by now, and the pool must not hand over the next item.
            os._exit(1)
        finally:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            faulthandler.cancel_dump_traceback_later()
