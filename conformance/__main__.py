"""The table of ``make conformance``: ``python -m conformance FOLDER [FORMAT…]``.

Makes each reply of a folder in each format, reads it and compares; the exit code is 1 where fewer than
95 of 100 replies of a format say the same as their text.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from conformance.comparison import find_differences
from conformance.formats import FORMATS
from conformance.letters import Letter, load_letters
from tracker.model import Document

_FLOOR = 0.95
MADE = Path(__file__).parent.parent / "build" / "conformance"
"""Where the files stay, to be looked at."""


def main(folder: Path, names: Sequence[str]) -> int:
    """Print a line a format, and below it what differs in which reply."""
    letters = list(load_letters(folder))
    print("format              replies  identical   share  making  reading, in seconds")
    return max([measure(name, letters) for name in names], default=0)


def measure(name: str, letters: Sequence[Letter]) -> int:
    """Print the figures of one format; 1 where they are too low."""
    made = MADE / name
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    begin = time.perf_counter()
    if not FORMATS[name].make(letters, made):
        print(f"{name:19} {'—':>7}  its program is not installed: LibreOffice or Chromium", flush=True)
        return 0
    making = time.perf_counter() - begin
    shares = [compare(name + more, letters, made, reader, making) for more, reader in FORMATS[name].readers.items()]
    return int(min(shares) < _FLOOR)


def compare(
    name: str, letters: Sequence[Letter], made: Path, reader: Callable[[Path], Document], making: float
) -> float:
    """Print the line of one reader and what it reads otherwise; the share of replies that are the same."""
    suffix = FORMATS[made.name].suffix
    begin = time.perf_counter()
    found = {letter.name: find_differences(letter, made / f"{letter.name}.{suffix}", reader) for letter in letters}
    reading = time.perf_counter() - begin
    same = sum(1 for differences in found.values() if not differences)
    share = same / len(letters)
    print(f"{name:19} {len(letters):7}  {same:9}  {share:6.1%}  {making:6.1f}  {reading:7.1f}", flush=True)
    for letter, differences in found.items():
        for difference in differences:
            print(f"    {letter}: {difference}", flush=True)
    return share


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:] or list(FORMATS)))
