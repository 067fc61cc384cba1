"""What the commands of a desk cost as the ledger grows: ``python -m bench.ledger [COMMITMENTS...]``.

Each command is run as a process of its own on ledgers of 10,000 and 100,000 commitments (with five events each), each
time right after a fresh interpreter that only imports what such programs stand on.  Printed are the medians, the ratio
to those imports, the peak memory, and how that ratio grows from the first ledger to the last.  The report of a month,
which reads the whole ledger, is run on one of 100 commitments as well.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.make_ledger import TODAY
from bench.processes import Run, find_environment, run

SIZES = (100, 10_000, 100_000)
LEAST = 10_000
"""Commitments of the smallest ledger that the commands of a desk are measured on."""
ROUNDS = 3
"""Interleaved rounds a figure is the median of, after one that fills the caches of the system."""
REPORTS = 2
"""Rounds of the report."""
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
)
"""Title and arguments of each, in the order of a round; list is drawn for a terminal, which shows its first rows."""
REPORT = ("report --month", ("report", "--month", "2024-09"))


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took, as the median of several runs."""

    seconds: float
    """From start to end."""
    ratio: float
    """To the imports that were run right before it."""
    memory: float
    """Peak, in MiB."""


def measure(
    environment: Mapping[str, str], commands: Sequence[tuple[str, tuple[str, ...]]], rounds: int
) -> dict[str, Cost]:
    """The cost of each command on one ledger, by title."""
    pairs: dict[str, list[tuple[Run, Run]]] = {title: [] for title, _ in commands}
    for number in range(rounds + 1):
        for title, arguments in commands:
            base = run(BASE, environment)
            filled = [argument.format(round=number) for argument in arguments]
            pairs[title].append((base, run(("-m", "tracker", *filled), environment)))
    return {title: _find_cost(several[1:]) for title, several in pairs.items()}


def _find_cost(pairs: Sequence[tuple[Run, Run]]) -> Cost:
    return Cost(
        seconds=statistics.median(ours.seconds for _, ours in pairs),
        ratio=statistics.median(ours.seconds / base.seconds for base, ours in pairs),
        memory=statistics.median(ours.memory for _, ours in pairs),
    )


def render(found: Mapping[int, Mapping[str, Cost]]) -> Iterator[str]:
    """The table of one set of commands as Markdown, from the costs by size of the ledger."""
    yield "| command |" + "".join(f" {size:,}: ms | × imports | MiB |" for size in found) + " growth |"
    yield "|---|" + "--:|" * (3 * len(found) + 1)
    for title in next(iter(found.values())):
        costs = [costs[title] for costs in found.values()]
        cells = "".join(f" {cost.seconds * 1000:.0f} | {cost.ratio:.2f} | {cost.memory:.0f} |" for cost in costs)
        yield f"| `{title}` |{cells} {costs[-1].ratio / costs[0].ratio:.2f} |"


def main() -> None:
    """Make the ledgers, measure, and print the tables."""
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    desk: dict[int, dict[str, Cost]] = {}
    reports: dict[int, dict[str, Cost]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder) / f"{size}.db"
            # In a process of its own: what this one has ever held counts as the memory of its children.
            subprocess.run([sys.executable, "-m", "bench.make_ledger", str(path), str(size)], check=True)
            variables = {"TRACKER_LEDGER": str(path), "TRACKER_TODAY": TODAY.isoformat(), "TRACKER_USER": "张三"}
            environment = find_environment(Path(folder) / "compiled", variables)
            if size >= LEAST:
                desk[size] = measure(environment, COMMANDS, ROUNDS)
            reports[size] = measure(environment, (REPORT,), REPORTS)
    for found in (desk, reports):
        if found:
            print("\n".join(render(found)), end="\n\n")


if __name__ == "__main__":
    main()
