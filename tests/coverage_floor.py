"""Fail where a single module is covered below a floor: ``python coverage_floor.py coverage.json 95``.

A floor for the whole lets a well-tested module hide an untested one.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def find_low(report: dict[str, dict[str, dict[str, dict[str, float]]]], floor: float) -> list[str]:
    """A line for each module whose lines and branches are covered below ``floor`` percent, lowest first."""
    covered = {name: found["summary"]["percent_covered"] for name, found in report["files"].items()}
    return [
        f"{percent:6.1f} %  {name}"
        for name, percent in sorted(covered.items(), key=lambda pair: pair[1])
        if percent < floor
    ]


if __name__ == "__main__":
    low = find_low(json.loads(Path(sys.argv[1]).read_text("utf-8")), float(sys.argv[2]))
    if low:
        sys.exit("\n".join([f"覆盖率低于 {sys.argv[2]}% 的模块 / modules below the floor:", *low]))
