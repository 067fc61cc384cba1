"""A process that is killed, a hundred times and more, leaves whole transactions in a ledger that opens."""

from __future__ import annotations

import multiprocessing
import shutil
import signal
import sqlite3
import time
from contextlib import closing
from multiprocessing.context import BaseContext
from pathlib import Path

import pytest

from tests.ledger import crowd
from tests.ledger.invented import add, make_extraction, update
from tests.ledger.older import make_first
from tracker.ledger import Ledger, connection
from tracker.ledger.doctor import examine
from tracker.model import Status

pytestmark = pytest.mark.skipif(
    "forkserver" not in multiprocessing.get_all_start_methods(), reason="this system cannot fork from a clean process"
)
KILLS = 25
"""Of each task, at steps that lie evenly between its begin and its end."""
PATIENCE = 60


@pytest.fixture(scope="module")
def context() -> BaseContext:
    """Processes that begin with everything imported, forked from one that has opened nothing."""
    forking = multiprocessing.get_context("forkserver")
    forking.set_forkserver_preload(["tests.ledger.crowd", "sqlite_utils", "tracker.ledger.migrations"])
    return forking


def prepare(task: str, path: Path) -> None:
    """The ledger before the task."""
    if task == "migrate":
        make_first(path)
        return
    with Ledger.open(path, mode="write") as ledger:
        add(ledger, *(make_extraction(str(number)) for number in range(10)))
        update(ledger, *range(1, 21), status=Status.IN_PROGRESS, note="已启动")


def dump(path: Path) -> tuple[int, list[str]]:
    """The version and all rows of a ledger."""
    with closing(sqlite3.connect(path)) as raw:
        # Names of tables that SQLite keeps for itself differ with the order of what was done.
        return raw.execute("PRAGMA user_version").fetchone()[0], sorted(raw.iterdump())


def run(context: BaseContext, target: object, *args: object) -> int | None:
    """Run a process to its end, which is not to be waited for endlessly."""
    process = context.Process(target=target, args=args)  # type: ignore[attr-defined]
    process.start()
    process.join(PATIENCE)
    if process.is_alive():
        process.kill()
        process.join()
        pytest.fail("the process hung")
    return int(process.exitcode)


def find_wholes(task: str, before: Path, after: Path) -> list[int]:
    """How many events a ledger may have: those of whole transactions only."""
    counts = []
    for path in (before, after):
        with closing(sqlite3.connect(path)) as raw:
            counts.append(raw.execute("SELECT count(*) FROM events").fetchone()[0])
    # Of an addition each file is a transaction: seven events of the first, three of the second.
    return [counts[0], counts[0] + 7, counts[1]] if task == "add" else counts


def check(task: str, path: Path, before: Path, after: Path) -> bool:
    """The ledger opens, is sound, holds whole transactions, and goes on; whether all of the task is in it."""
    wholes = find_wholes(task, before, after)
    with Ledger.open(path, mode="read") as ledger:
        assert ledger.items() == ledger.replay()
        events = len(ledger.events())
        assert events in wholes
    version, rows = dump(path)
    done = version == connection.VERSION if task == "migrate" else events == wholes[-1]
    assert done or events != wholes[0] or rows == dump(before)[1]
    assert examine(path).faults == ()
    if task == "add":
        # What came in stays, and what did not comes in now.
        crowd.add_one(path)
    with Ledger.open(path, mode="write") as ledger:
        update(ledger, 1, note="下一次照常")
        assert ledger.items() == ledger.replay()
        assert task != "add" or len(ledger.documents()) == 12
    return done


@pytest.mark.parametrize("task", crowd.TASKS)
def test_a_task_killed_at_any_step_is_done_or_not_done(task: str, tmp_path: Path, context: BaseContext) -> None:
    before, after, path = tmp_path / "before.db", tmp_path / "after.db", tmp_path / "a" / "ledger.db"
    prepare(task, before)
    shutil.copy(before, after)
    assert run(context, crowd.count_steps, task, after, tmp_path / "steps") == 0
    steps = int((tmp_path / "steps").read_text("ascii"))
    assert steps > KILLS
    done = []
    for number in range(KILLS):
        shutil.rmtree(path.parent, ignore_errors=True)
        path.parent.mkdir()
        shutil.copy(before, path)
        assert run(context, crowd.die_at, task, path, 1 + steps * number // KILLS) == -signal.SIGKILL
        done.append(check(task, path, before, after))
    assert not done[0]
    assert done == sorted(done), "once it is done, it stays done"


@pytest.mark.parametrize("task", crowd.TASKS)
def test_a_task_killed_at_any_moment_is_done_or_not_done(task: str, tmp_path: Path, context: BaseContext) -> None:
    before, after, path = tmp_path / "before.db", tmp_path / "after.db", tmp_path / "a" / "ledger.db"
    prepare(task, before)
    shutil.copy(before, after)
    begin = time.monotonic()
    assert run(context, crowd.do, task, after) == 0
    whole = time.monotonic() - begin
    for number in range(5):
        shutil.rmtree(path.parent, ignore_errors=True)
        path.parent.mkdir()
        shutil.copy(before, path)
        process = context.Process(target=crowd.do, args=(task, path))  # type: ignore[attr-defined]
        process.start()
        process.join(whole * number / 5)
        process.kill()
        process.join(PATIENCE)
        check(task, path, before, after)
