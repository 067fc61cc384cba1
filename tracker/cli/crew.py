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
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pickle import UnpicklingError
from typing import Any, Generic, TypeVar

from tracker.errors import UsageError

Item = TypeVar("Item")
Done = TypeVar("Done")

AHEAD = 16
"""Items in flight for each process: enough to go on with while one of them takes long."""
_AT_HAND = 2
"""Items that a process has been given: one that it is over, and one for while this process does something else."""
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
    crew = _Crew(work, items, size, patience)
    try:
        yield from crew.run()
    finally:
        crew.end()


@dataclass(frozen=True, slots=True)
class _Answer(Generic[Done]):
    """What a process says of an item."""

    done: Done | None
    """The result; ``None`` where the process died."""
    defect: Exception | None = None
    """What the work raised."""


class _Hand(Generic[Item, Done]):
    """A process, and a pipe that only it writes to: half a message is its own end and no other's."""

    def __init__(self, work: Callable[[Item], Done], patience: float) -> None:
        spawning = multiprocessing.get_context("spawn")
        self.pipe, theirs = spawning.Pipe()
        self._process = spawning.Process(target=_serve, args=(theirs, work, patience), daemon=True)
        self.lives = False
        """It has told that it works."""
        self.given: deque[tuple[int, Item]] = deque()
        """What it has yet to do; it is over the first one."""
        try:
            with _without_interrupts():
                self._process.start()
        finally:
            theirs.close()

    def give(self, place: int, item: Item) -> bool:
        """Hand over an item; false where nobody takes it any more."""
        try:
            self.pipe.send(item)
        except OSError:
            return False
        self.given.append((place, item))
        return True

    def receive(self) -> _Answer[Done] | None:
        """What it says, once it says something; ``None`` that it lives.  Raises ``EOFError`` where it died."""
        try:
            answer: _Answer[Done] | None = self.pipe.recv()
        except (OSError, UnpicklingError) as error:
            raise EOFError from error
        return answer

    def tell_to_end(self) -> None:
        """Whatever it does."""
        self._process.terminate()

    def end(self) -> None:
        """Wait for the end, not for long."""
        self._process.join(_GRACE)
        self._process.kill()
        self._process.join()
        self.pipe.close()


class _Crew(Generic[Item, Done]):
    """Processes, what waits for them, and what they have done; one that died is replaced."""

    def __init__(self, work: Callable[[Item], Done], items: Iterable[Item], size: int, patience: float) -> None:
        self._work = work
        self._items = enumerate(items)
        self._size = size
        self._patience = patience
        self._hands: list[_Hand[Item, Done]] = []
        self._flight: deque[tuple[int, Item]] = deque()
        self._waiting: deque[tuple[int, Item]] = deque()
        self._answers: dict[int, _Answer[Done]] = {}
        self._can_grow = True

    def run(self) -> Iterator[tuple[Item, Done | None]]:
        """The items in order, each with its result."""
        while self._flight or self._draw():
            # What others have said meanwhile is heard first, so that they can go on.
            while self._listen(0):
                continue
            place, item = self._flight[0]
            while place not in self._answers:
                self._listen(None)
            answer = self._answers.pop(place)
            if answer.defect is not None:
                raise answer.defect
            self._flight.popleft()
            yield item, answer.done

    def end(self) -> None:
        """End the processes with all that they started."""
        for hand in self._hands:
            hand.tell_to_end()
        for hand in self._hands:
            hand.end()
        self._hands.clear()

    def _listen(self, seconds: float | None) -> bool:
        """Hand out work, then hear what is said within so many seconds; false where nothing is."""
        self._grow()
        self._hand_out()
        if not self._hands:
            return self._work_here() if seconds is None else False
        pipes = {hand.pipe: hand for hand in self._hands}
        ready = wait(list(pipes), seconds)
        for pipe in ready:
            self._hear(pipes[pipe])  # type: ignore[index]
        return bool(ready)

    def _draw(self) -> bool:
        """One item more; false where there is none, or enough are in flight."""
        entry = next(self._items, None) if len(self._flight) < self._size * AHEAD else None
        if entry is not None:
            self._flight.append(entry)
            self._waiting.append(entry)
        return entry is not None

    def _grow(self) -> None:
        while self._can_grow and self._waiting and len(self._hands) < self._size:
            try:
                self._hands.append(_Hand(self._work, self._patience))
            except OSError:
                self._can_grow = False

    def _hand_out(self) -> None:
        for _ in range(_AT_HAND):
            for hand in [hand for hand in self._hands if hand.lives and len(hand.given) < _AT_HAND]:
                if not self._waiting and not self._draw():
                    return
                if hand.give(*self._waiting[0]):
                    self._waiting.popleft()
                else:
                    self._bury(hand)

    def _hear(self, hand: _Hand[Item, Done]) -> None:
        try:
            answer = hand.receive()
        except EOFError:
            self._bury(hand)
            return
        if answer is None:
            hand.lives = True
        else:
            self._answers[hand.given.popleft()[0]] = answer

    def _bury(self, hand: _Hand[Item, Done]) -> None:
        """Who died over an item loses it; the others that were at hand wait again."""
        self._hands.remove(hand)
        hand.tell_to_end()
        hand.end()
        # One that never lived tells that none can live here.
        self._can_grow = self._can_grow and hand.lives
        if hand.given:
            self._answers[hand.given.popleft()[0]] = _Answer(None)
        self._waiting.extendleft(reversed(hand.given))

    def _work_here(self) -> bool:
        """No process can be started at all, so this one does the work."""
        place, item = self._waiting.popleft()
        self._answers[place] = _Answer(self._work(item))
        return True


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


def _serve(pipe: Connection[Any, Any], work: Callable[[Item], Done], patience: float) -> None:  # pragma: no cover
    """Ctrl-C is for the parent, which then ends this process; without a parent there is nothing to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    pipe.send(None)
    while True:
        try:
            item = pipe.recv()
        except EOFError:
            return
        pipe.send(_carry_out(work, item, patience))


def _end_with_parent() -> None:  # pragma: no cover
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _carry_out(work: Callable[[Item], Done], item: Item, patience: float) -> _Answer[Done]:  # pragma: no cover
    """One item; what hangs so that no alarm reaches it is ended by a thread that needs no interpreter."""
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 os.devnull is a name, not a path
        faulthandler.dump_traceback_later(patience, exit=True, file=nowhere)
        # Only over an item is there something to put away.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit())
        try:
            return _Answer(work(item))
        except SystemExit:
            os._exit(1)
        except Exception as error:
            error.add_note(traceback.format_exc())
            return _Answer(None, error)
        finally:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            faulthandler.cancel_dump_traceback_later()
