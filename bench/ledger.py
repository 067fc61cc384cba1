"""What the commands of a desk cost as the ledger grows: ``python -m bench.ledger [COMMITMENTS...]``.

Each command is run as a process of its own on ledgers of 10,000 and 100,000 commitments (with five events each), in
turn with a fresh interpreter that only imports what the program stands on.  Printed are the medians, the ratio to
those imports, the peak memory, and how the time grows from the first ledger to the last.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

SIZES = (10_000, 100_000)
ROUNDS = 5
"""Interleaved rounds a figure is the median of."""
SAID = 2000
"""Bytes of what a command said last that are kept."""
BASE = ("-c", "import typer, rich.table, sqlite_utils")
"""What everything is measured against."""
COMMANDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("list", ("list",)),
    ("list 路灯 --limit 50", ("list", "路灯", "--limit", "50")),
    ("show ID", ("show", "4321")),
    ("today", ("today",)),
    ("history ID", ("history", "4321")),
    ("update ID", ("update", "4321", "--note", "第{round}次")),
    ("undo", ("undo", "-y")),
    ("update 1000 IDs", ("update", "2001-3000", "--note", "第{round}次", "-y")),
    ("undo of 1000", ("undo", "-y")),
    ("report --month", ("report", "--month", "2024-09")),
)
"""Title and arguments of each, in the order of a round; list is drawn for a terminal, which shows its first rows."""


@dataclass(frozen=True, slots=True)
class Run:
    """One process, or the median of several."""

    seconds: float
    """From start to end."""
    memory: float
    """Peak, in MiB."""


def run(arguments: Sequence[str], environment: dict[str, str]) -> Run:
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


def measure(path: Path) -> tuple[Run, dict[str, Run]]:
    """The imports alone, and every command on a ledger."""
    environment = os.environ | {
        "TRACKER_LEDGER": str(path),
        "TRACKER_TODAY": "2024-10-15",
        "TRACKER_USER": "张三",
    }
    base: list[Run] = []
    runs: dict[str, list[Run]] = {title: [] for title, _ in COMMANDS}
    for number in range(ROUNDS + 1):
        for title, arguments in COMMANDS:
            base.append(run(BASE, environment))
            filled = [argument.format(round=number) for argument in arguments]
            runs[title].append(run(("-m", "tracker", *filled), environment))
    # The first round fills the caches of the system.
    return find_median(base[len(COMMANDS) :]), {title: find_median(several[1:]) for title, several in runs.items()}


def find_median(runs: Sequence[Run]) -> Run:
    """The median of each figure."""
    return Run(statistics.median(run.seconds for run in runs), statistics.median(run.memory for run in runs))


def render(sizes: Sequence[int], figures: Sequence[tuple[Run, dict[str, Run]]]) -> Iterator[str]:
    """The table as Markdown."""
    heads = "".join(f" {size:,}: ms | × imports | MiB |" for size in sizes)
    yield f"| command |{heads} growth |"
    yield "|---|" + "--:|" * (3 * len(sizes) + 1)
    yield (
        "| imports only |"
        + "".join(f" {base.seconds * 1000:.0f} | 1.00 | {base.memory:.0f} |" for base, _ in figures)
        + " |"
    )
    for title, _ in COMMANDS:
        cells = "".join(
            f" {runs[title].seconds * 1000:.0f} | {runs[title].seconds / base.seconds:.2f} | {runs[title].memory:.0f} |"
            for base, runs in figures
        )
        (first_base, first), (last_base, last) = figures[0], figures[-1]
        growth = (last[title].seconds / last_base.seconds) / (first[title].seconds / first_base.seconds)
        yield f"| `{title}` |{cells} {growth:.2f} |"


def main() -> None:
    """Make the ledgers, measure, and print the table."""
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    with tempfile.TemporaryDirectory() as folder:
        figures = []
        for size in sizes:
            path = Path(folder) / f"{size}.db"
            # In a process of its own: what this one has ever held counts as the memory of its children.
            subprocess.run([sys.executable, "-m", "bench.make_ledger", str(path), str(size)], check=True)
            figures.append(measure(path))
    print("\n".join(render(sizes, figures)))


if __name__ == "__main__":
    main()
