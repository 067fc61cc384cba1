"""What can go wrong for a person, and the exit code of each; nothing here prints.

An error builds its own Chinese sentence (what, why, what to do).  ``tracker.cli`` prints it in one
place and ends with its ``exit_code``.
"""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """The exit codes of ``tracker``, stable for scripts."""

    OK = 0
    """Everything that was asked for was done."""
    FAILURE = 1
    """A defect in the program itself."""
    USAGE = 2
    """The command line or a value in it cannot be understood; nothing was changed."""
    NOT_FOUND = 3
    """An id, document or command that does not exist was named; nothing was changed."""
    INPUT = 4
    """At least one input could not be read; all others were done."""
    LEDGER = 5
    """The ledger is missing, busy, damaged, read-only, not a ledger or from a newer version."""
    REFUSED = 6
    """A rule of the ledger forbids it (undo of fields touched later, a missing reason …)."""
    INTERRUPTED = 130
    """Ended by Ctrl-C; whole transactions only."""


class TrackerError(Exception):
    """Base of every error that a person can cause or mend.

    ``str(error)`` is one Chinese sentence, without a trailing newline, ready to print.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.FAILURE


class UsageError(TrackerError):
    """A value on the command line is impossible (a date, a status, a range of ids)."""

    exit_code = ExitCode.USAGE


class NotFoundError(TrackerError):
    """An id that the ledger does not hold."""

    exit_code = ExitCode.NOT_FOUND


class InputError(TrackerError):
    """A source that cannot be read: which one, what is wrong with it, what to do."""

    exit_code = ExitCode.INPUT

    def __init__(self, source: str, problem: str) -> None:
        super().__init__(f"{source}：{problem}")
        self.source = source
        """The path or name as the person gave it."""
        self.problem = problem
        """What is wrong and what to do, without the name."""


class LedgerError(TrackerError):
    """The ledger file itself is at fault."""

    exit_code = ExitCode.LEDGER


class RefusedError(TrackerError):
    """A rule of the ledger forbids the change; nothing was changed."""

    exit_code = ExitCode.REFUSED
