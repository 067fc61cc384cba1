"""From paths to what stands in them: one value a source, a failed one named with its reason and the rest still done.

A few sources are read in this process; many are shared out to as many processes as there are cores.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from tracker.cli.console import say
from tracker.cli.limits import SECONDS, limited
from tracker.errors import ExitCode, InputError
from tracker.model import Extraction

if TYPE_CHECKING:
    from tracker.reading import Source

START = 1.0
"""Seconds that other processes must save before they are started; it takes them 0.5 to 1.4 until the first result."""
_PATIENCE = SECONDS + 30
"""Seconds after which a process that no alarm reaches is ended."""
_DIED = "读取时程序意外中止（文件可能已损坏，或内存不足），已跳过；请用 Word 或 WPS 打开后另存，再读入"


@dataclass(frozen=True, slots=True)
class Intake:
    """One source: what was found in its letter, or why there is none."""

    path: str
    """As given."""
    extraction: Extraction | None
    """The letter and its promises."""
    error: InputError | None
    """Set where the source could not be read."""


def list_sources(paths: Sequence[str]) -> list[Source]:
    """The sources that the paths mean, in order."""
    from tracker.reading import find_sources

    return list(find_sources(paths))


def take_in(source: Source) -> Intake:
    """Read one source."""
    from tracker.extraction import extract
    from tracker.reading import STANDARD_INPUT, parse_reply, read
    from tracker.reading.files import show_path

    is_typed = source.path == STANDARD_INPUT
    name = "标准输入" if is_typed else show_path(source.path)
    if source.error is not None:
        return Intake(source.path, None, source.error)
    try:
        with limited(name, None if is_typed else SECONDS):
            return Intake(source.path, extract(parse_reply(read(source.path))), None)
    except InputError as problem:
        return Intake(source.path, None, problem)


def take_in_all(sources: Sequence[Source]) -> Generator[Intake, None, None]:
    """Read the sources, in order; close the iterator where not all are wanted.

    This process reads until the pace tells that others would save time; where ``TRACKER_JOBS`` names a number, that
    many read from the first source on.
    """
    from tracker.cli import crew

    jobs = crew.find_jobs()
    hands = jobs or crew.count_cores()
    pace = _Pace()
    for index, source in enumerate(sources):
        if hands > 1 and (jobs or pace.estimate(len(sources) - index) * (1 - 1 / hands) > START):
            yield from share_out(sources[index:], hands)
            return
        with pace.measure(source):
            intake = take_in(source)
        yield intake


class _Pace:
    """How long files take; the first one does not count, which waits for imports."""

    def __init__(self) -> None:
        self._seconds = 0.0
        self._files = -1

    @contextmanager
    def measure(self, source: Source) -> Iterator[None]:
        """Measure the work on one source, unless it is no file."""
        begin = perf_counter()
        yield
        if _is_file(source):
            self._files += 1
            self._seconds += perf_counter() - begin if self._files else 0

    def estimate(self, count: int) -> float:
        """Seconds for so many files more."""
        return self._seconds / self._files * count if self._files > 0 else 0.0


def _is_file(source: Source) -> bool:
    from tracker.reading import STANDARD_INPUT

    return source.error is None and source.path != STANDARD_INPUT


def share_out(
    sources: Sequence[Source], hands: int, read: Callable[[Source], Intake] = take_in
) -> Generator[Intake, None, None]:
    """Read the sources in so many processes; what is typed is read in this one, in its turn."""
    from tracker.cli.crew import work_through
    from tracker.reading.files import show_path

    files = [source for source in sources if _is_file(source)]
    done = work_through(read, files, min(hands, len(files) or 1), patience=_PATIENCE)
    try:
        for source in sources:
            if not _is_file(source):
                yield take_in(source)
                continue
            _, intake = next(done)
            yield intake or Intake(source.path, None, InputError(show_path(source.path), _DIED))
    finally:
        done.close()


def extract_all(paths: Sequence[str], failures: list[InputError]) -> Iterator[Extraction]:
    """What was found in each letter that can be read; the reasons of the others are put into ``failures``."""
    for intake in take_in_all(list_sources(paths)):
        if intake.error is not None:
            failures.append(intake.error)
        if intake.extraction is not None:
            yield intake.extraction


def report_failures(failures: Iterable[InputError]) -> ExitCode:
    """Name on stderr what could not be read; the exit code that says so."""
    failed = list(failures)
    if not failed:
        return ExitCode.OK
    say(f"错误：{len(failed)} 个来源没有读成：")
    for error in failed:
        say(f"  {error}")
    return ExitCode.INPUT
