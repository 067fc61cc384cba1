"""From paths to letters: one value a source, a failed one named with its reason and the rest still done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from tracker.cli.console import say
from tracker.errors import ExitCode, InputError
from tracker.model import Extraction, Reply


@dataclass(frozen=True, slots=True)
class Intake:
    """One source: its letter, or why there is none."""

    path: str
    """As given."""
    reply: Reply | None
    """The letter."""
    error: InputError | None
    """Set where the source could not be read."""


def list_sources(paths: Sequence[str]) -> list[Callable[[], Intake]]:
    """The sources that the paths mean, in order, each to be read when it is called."""
    from tracker.reading import find_sources

    return [partial(_read, source.path, source.error) for source in find_sources(paths)]


def read_all(paths: Sequence[str], failures: list[InputError]) -> Iterator[Reply]:
    """The letters that can be read; the reasons of the others are put into ``failures``."""
    for read in list_sources(paths):
        intake = read()
        if intake.error is not None:
            failures.append(intake.error)
        if intake.reply is not None:
            yield intake.reply


def _read(path: str, error: InputError | None) -> Intake:
    from tracker.reading import parse_reply, read

    if error is not None:
        return Intake(path, None, error)
    try:
        return Intake(path, parse_reply(read(path)), None)
    except InputError as problem:
        return Intake(path, None, problem)


def extract_all(paths: Sequence[str], failures: list[InputError]) -> Iterator[Extraction]:
    """What was found in each letter that can be read."""
    from tracker.extraction import extract

    return (extract(reply) for reply in read_all(paths, failures))


def report_failures(failures: Iterable[InputError]) -> ExitCode:
    """Name on stderr what could not be read; the exit code that says so."""
    failed = list(failures)
    if not failed:
        return ExitCode.OK
    say(f"错误：{len(failed)} 个来源没有读成：")
    for error in failed:
        say(f"  {error}")
    return ExitCode.INPUT
