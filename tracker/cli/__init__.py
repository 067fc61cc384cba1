"""The command line: parse, call, print; stdout is data, stderr is talk.

One small file a group of commands.  What the world decides (the day, the person, the terminal) is
read here and handed down.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``tracker`` with these arguments (or those of the process) and return its exit code.

    Everything is imported in here, so that Ctrl-C ends the program in one sentence from its first moment on.
    """
    try:
        from tracker.cli import program

        return program.run(argv)
    except KeyboardInterrupt:
        if sys.stderr is not None:
            sys.stderr.write("\n已中断\n")
        return 130
