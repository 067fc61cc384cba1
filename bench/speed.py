"""Speed as ratios within one run, so that they mean the same on any machine: ``python bench/speed.py PATHS``.

Two questions.  How much longer does it take to find the promises of a reply than to read its text?
How much longer does ``tracker list`` take to start than the libraries it is made of?  Each figure is
the median of interleaved rounds; the load of the machine falls on both sides alike.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.processes import find_environment
from tracker.extraction import extract
from tracker.reading import find_sources, parse_reply, read

ROUNDS = 7
"""Interleaved rounds a figure is the median of."""
MINIMUM = 200
"""Documents in a round at least, so that a round is long against the clock's grain."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Seconds of one round of two workloads, medians."""

    ours: float
    """What is measured."""
    base: float
    """What it is measured against."""

    @property
    def ratio(self) -> float:
        """How many times as long ours takes."""
        return self.ours / self.base


def compare(ours: Callable[[], object], base: Callable[[], object], rounds: int = ROUNDS) -> Comparison:
    """Run both in turn, after one round of each that is not counted."""
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + 1):
        for workload, seconds in zip((ours, base), times, strict=True):
            begin = time.perf_counter()
            workload()
            if number:
                seconds.append(time.perf_counter() - begin)
    return Comparison(*(statistics.median(seconds) for seconds in times))


def compare_extraction(paths: list[str]) -> tuple[Comparison, int]:
    """Reading, header and extraction of the same files against reading alone; with the documents a round."""
    files = [source.path for source in find_sources(paths) if source.error is None]
    files *= -(-MINIMUM // len(files))

    def extract_all() -> None:
        for file in files:
            extract(parse_reply(read(file)))

    def read_all() -> None:
        for file in files:
            read(file)

    return compare(extract_all, read_all), len(files)


def compare_start() -> Comparison:
    """``tracker list`` on a ledger of the samples against importing what it stands on."""
    with tempfile.TemporaryDirectory() as folder:
        environment = find_environment(Path(folder) / "compiled", {"TRACKER_LEDGER": str(Path(folder) / "ledger.db")})

        def run(*command: str) -> None:
            subprocess.run([sys.executable, *command], env=environment, check=True, stdout=subprocess.DEVNULL)

        run("-m", "tracker", "add", str(Path(__file__).parent.parent / "data"))
        return compare(
            lambda: run("-m", "tracker", "list"),
            lambda: run("-c", "import typer, rich.table, sqlite_utils"),
        )


def main() -> None:
    """Print both ratios."""
    extraction, count = compare_extraction(sys.argv[1:])
    print(f"extract      {count / extraction.ours:8.0f} documents/s")
    print(f"read only    {count / extraction.base:8.0f} documents/s")
    print(f"extract takes {extraction.ratio:.1f} times as long as reading alone ({count} documents, {ROUNDS} rounds)")
    start = compare_start()
    print(f"tracker list {start.ours * 1000:8.0f} ms")
    print(f"imports only {start.base * 1000:8.0f} ms")
    print(f"tracker list takes {start.ratio:.2f} times as long as importing typer, rich.table and sqlite_utils")


if __name__ == "__main__":
    main()
