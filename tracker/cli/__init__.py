"""The command line: parse, call, print; stdout is data, stderr is talk.

One small file a group of commands.  What the world decides (the day, the person, the terminal) is
read here and handed down.
"""

from __future__ import annotations

from tracker.cli.main import main

__all__ = ["main"]
