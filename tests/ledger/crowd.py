"""Work for processes that write to one ledger at once, or are killed over it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.ledger.invented import NOW, TODAY, add, make_extraction, update
from tracker.ledger import Ledger
from tracker.ledger.backup import back_up


def count_up(path: Path, person: str, items: int, times: int) -> None:
    """Update the first items in turn, so many times in all, each in a transaction of its own."""
    with Ledger.open(path, mode="write") as ledger:
        for number in range(times):
            update(ledger, 1 + number % items, person=person, note=f"{person}第{number}次")


def copy_often(path: Path, target: Path, times: int) -> None:
    """Back the ledger up again and again."""
    for number in range(times):
        back_up(path, target.with_name(f"{number}.db"))


def add_one(path: Path) -> None:
    """Add a reply of six promises, and another under the same command."""
    with Ledger.open(path, mode="write") as ledger:
        promises = [f"将在东湖区安装路灯{number}盏" for number in range(6)]
        add(ledger, make_extraction("77", *promises), make_extraction("78"))


def update_all(path: Path) -> None:
    """Change several fields of all items at once."""
    with Ledger.open(path, mode="write") as ledger:
        ids = [item.id for item in ledger.items()]
        update(ledger, *ids, note="已进场施工", progress=40)


def upgrade(path: Path) -> None:
    """Open for writing, which brings the schema up to date."""
    Ledger.open(path, mode="write").close()


def undo_last(path: Path) -> None:
    """Take the last command back."""
    with Ledger.open(path, mode="write") as ledger:
        ledger.undo(person="张三", now=NOW, today=TODAY)


TASKS: Mapping[str, Callable[[Path], None]] = {
    "add": add_one,
    "update": update_all,
    "migrate": upgrade,
    "undo": undo_last,
}
"""What a person may be at when the power fails."""


def count_steps(task: str, path: Path, answer: Path) -> None:
    """Do a task to its end, and say how many steps it has."""
    answer.write_text(str(_walk(task, path, 0)), "ascii")


def die_at(task: str, path: Path, step: int) -> None:
    """Do a task up to a step, and be killed there."""
    _walk(task, path, step)


def do(task: str, path: Path) -> None:
    """Do a task at full speed."""
    TASKS[task](path)


def _walk(task: str, path: Path, last: int) -> int:
    """Do a task, killed at its last step: the call of a function, of whatever library, or the return from one."""
    taken = 0

    def step(*_: object) -> None:
        nonlocal taken
        taken += 1
        if taken == last:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(step)
    TASKS[task](path)
    sys.setprofile(None)
    return taken
