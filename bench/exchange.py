"""What the Excel round trip costs: ``python -m bench.exchange [COMMITMENTS]``.

``tracker export`` writes a ledger as a sheet and ``tracker import`` reads it back, where a tenth of the rows was filled
in; beside them openpyxl alone writes and reads the same cells, in the modes that keep least in memory.  Each is a
process of its own; printed are time, peak memory, and the ratio to openpyxl.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.make_ledger import TODAY
from bench.processes import Run, find_environment, run

COMMITMENTS = 100_000
CHANGED = 10
"""Every so manieth row comes back with another note."""
NOTE = "进展情况"


def write_alone(source: Path, target: Path) -> None:
    """Write the cells of a CSV file by openpyxl alone."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    with source.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            sheet.append([int(cell) if cell.isdecimal() else cell or None for cell in row])
    book.save(target)


def read_alone(source: Path) -> None:
    """Read all cells by openpyxl alone."""
    from openpyxl import load_workbook

    book = load_workbook(source, read_only=True)
    seen = sum(1 for row in book.worksheets[0].iter_rows(values_only=True) for cell in row if cell is not None)
    book.close()
    print(seen)


def fill_in(source: Path, target: Path) -> None:
    """Do what an office does: other notes in some of the rows of a sheet."""
    from openpyxl import load_workbook

    book = load_workbook(source)
    sheet = book.worksheets[0]
    (place,) = [cell.column for cell in sheet[1] if cell.value == NOTE]
    for row in range(2, sheet.max_row + 1, CHANGED):
        sheet.cell(row, place, f"第{row}行已有新进展")
    book.save(target)


STEPS = {"write": write_alone, "read": read_alone, "fill": fill_in}
"""What this file does as a process of its own."""


def measure(folder: Path, size: int) -> dict[str, Run]:
    """All runs on one ledger."""
    ledger, sheet, plain, alone, filled = (
        str(folder / name) for name in ("l.db", "台账.xlsx", "台账.csv", "alone.xlsx", "back.xlsx")
    )
    environment = find_environment(
        folder / "compiled", {"TRACKER_LEDGER": ledger, "TRACKER_TODAY": TODAY.isoformat(), "TRACKER_USER": "张三"}
    )
    subprocess.run([sys.executable, "-m", "bench.make_ledger", ledger, str(size)], check=True)
    itself = ("-m", "bench.exchange")
    found = {
        "tracker export .xlsx": run(("-m", "tracker", "export", sheet), environment),
        "tracker export .csv": run(("-m", "tracker", "export", plain), environment),
    }
    found["openpyxl writing"] = run((*itself, "write", plain, alone), environment)
    subprocess.run([sys.executable, *itself, "fill", sheet, filled], check=True, env=environment)
    found["tracker import --pretend"] = run(("-m", "tracker", "import", filled, "--pretend"), environment)
    found["tracker import"] = run(("-m", "tracker", "import", filled, "-y"), environment)
    found["openpyxl reading"] = run((*itself, "read", filled), environment)
    return found


def render(found: dict[str, Run], size: int) -> str:
    """The table as Markdown."""
    lines = [f"| {size:,} rows | s | × openpyxl | MiB |", "|---|--:|--:|--:|"]
    for title, one in found.items():
        base = found["openpyxl writing" if "export" in title or "writing" in title else "openpyxl reading"]
        lines.append(f"| {title} | {one.seconds:.1f} | {one.seconds / base.seconds:.2f} | {one.memory:.0f} |")
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> None:
    """Measure, or be one of the steps."""
    if arguments and arguments[0] in STEPS:
        STEPS[arguments[0]](*map(Path, arguments[1:]))
        return
    size = int(arguments[0]) if arguments else COMMITMENTS
    with tempfile.TemporaryDirectory() as folder:
        print(render(measure(Path(folder), size), size))


if __name__ == "__main__":
    main(sys.argv[1:])
