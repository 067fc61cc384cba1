"""Why bytes of a known format are not read: what every reader raises."""

from __future__ import annotations


class UnreadableError(ValueError):
    """The message is a Chinese clause: what is wrong and what to do, without the name of the source."""
