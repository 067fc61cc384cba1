"""What can go wrong for a person, and the exit code of each; nothing here prints.

An error builds its own Chinese sentence (what, why, what to do).  ``tracker.cli`` prints it in one
place and ends with its ``exit_code``.
"""

from __future__ import annotations

import errno
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
    """At least one input could not be read, all others were done; or an output could not be written."""
    LEDGER = 5
    """The ledger is missing, busy, damaged, read-only, not a ledger or from a newer version."""
    REFUSED = 6
    """A rule of the ledger forbids it (undo of fields touched later, a missing reason …)."""
    ATTENTION = 7
    """Done, and there is something to see to: ``remind`` found promises to remind of."""
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

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str]]:
        """Can be handed from process to process."""
        return type(self), (self.source, self.problem)


class OutputError(TrackerError):
    """A file or stream that cannot be written."""

    exit_code = ExitCode.INPUT


class LedgerError(TrackerError):
    """The ledger file itself is at fault."""

    exit_code = ExitCode.LEDGER


class RefusedError(TrackerError):
    """A rule of the ledger forbids the change; nothing was changed."""

    exit_code = ExitCode.REFUSED


_OS_PROBLEMS = {
    errno.ENOENT: "没有这个位置",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "位置是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EFBIG: "超出文件大小限制",
    errno.EDQUOT: "超出磁盘配额",
    errno.EISDIR: "那是文件夹",
    errno.ENOTDIR: "路径中间有一段不是文件夹",
    errno.EEXIST: "已有同名文件",
    errno.ENAMETOOLONG: "名称太长",
    errno.EBADF: "已经关闭",
    errno.EIO: "读写出错",
    errno.EBUSY: "正被占用",
    errno.ELOOP: "链接绕成了圈",
    errno.ENXIO: "没有这个设备",
}


def word_os_error(error: OSError) -> str:
    """What the system says is wrong, in Chinese.

    >>> word_os_error(OSError(errno.ENOSPC, "No space left on device")), word_os_error(OSError(9999, "?"))
    ('磁盘已满', '系统错误 9999')
    """
    return _OS_PROBLEMS.get(error.errno or 0, f"系统错误 {error.errno}" if error.errno else "系统错误")
