"""Processes that share out work: order, bounds, and what dies, hangs or ends."""

from __future__ import annotations

import multiprocessing
import multiprocessing.spawn
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

import pytest

from tests.cli import labour
from tracker.cli.crew import AHEAD, MOST, count_cores, find_jobs, work_through
from tracker.errors import UsageError

posix = pytest.mark.skipif(sys.platform == "win32", reason="a matter of POSIX")
PATIENCE = 60.0


def doubled(numbers: range, *without: int) -> list[tuple[int, int | None]]:
    return [(number, None if number in without else number * 2) for number in numbers]


def test_results_come_in_the_order_given() -> None:
    assert list(work_through(labour.double, range(100), 2, patience=PATIENCE)) == doubled(range(100))
    assert multiprocessing.active_children() == []


def test_no_work_needs_no_process() -> None:
    nothing: list[int] = []
    assert list(work_through(labour.double, nothing, 2, patience=PATIENCE)) == []


def test_a_process_that_dies_costs_only_the_item_it_died_over() -> None:
    done = list(work_through(labour.die_over_some, range(50), 2, patience=PATIENCE))
    assert done == doubled(range(50), *labour.DEADLY)


def test_a_process_that_hangs_is_ended_and_the_others_go_on() -> None:
    assert list(work_through(labour.hang_over_one, range(5), 2, patience=1)) == doubled(range(5), 1)


def test_a_defect_in_the_work_comes_out_as_it_is() -> None:
    with pytest.raises(ValueError, match="0"):
        list(work_through(labour.fail, range(5), 2, patience=PATIENCE))
    assert multiprocessing.active_children() == []


def test_only_so_much_is_in_flight() -> None:
    drawn: list[int] = []

    def draw() -> Iterator[int]:
        for number in count():
            drawn.append(number)
            yield number

    done = work_through(labour.double, draw(), 2, patience=PATIENCE)
    assert next(done) == (0, 0)
    assert len(drawn) <= 2 * AHEAD
    assert len(list(islice(done, 100))) == 100
    assert len(drawn) <= 101 + 2 * AHEAD
    done.close()
    assert multiprocessing.active_children() == []


@posix
def test_processes_that_are_ended_put_away_their_temporary_files(tmp_path: Path) -> None:
    done = work_through(labour.keep_a_temporary_folder, _when_used(tmp_path), 1, patience=PATIENCE)
    with pytest.raises(StopAsyncIteration):
        next(done)
    assert list(tmp_path.iterdir()) == []


def _when_used(folder: Path) -> Iterator[Path]:
    """One item, then an end of another kind as soon as that one is being worked on."""
    yield folder
    limit = time.monotonic() + 60
    while not list(folder.iterdir()) and time.monotonic() < limit:
        time.sleep(0.05)
    raise StopAsyncIteration


@posix
def test_processes_that_are_ended_in_the_middle_of_a_result_leave_nothing_behind() -> None:
    done = work_through(labour.say_much, range(20), 2, patience=PATIENCE)
    next(done)
    done.close()
    assert multiprocessing.active_children() == []


def test_results_that_are_longer_than_a_pipe_come_whole() -> None:
    done = work_through(labour.say_much, range(6), 2, patience=PATIENCE)
    assert [len(result or "") for _, result in done] == [labour.MUCH] * 6


@posix
def test_where_no_process_can_be_started_this_one_does_the_work() -> None:
    usual = multiprocessing.spawn.get_executable()
    multiprocessing.set_executable("/bin/false")
    try:
        assert list(work_through(labour.double, range(5), 2, patience=PATIENCE)) == doubled(range(5))
    finally:
        multiprocessing.set_executable(usual)


@posix
def test_where_no_pool_can_be_made_this_one_does_the_work() -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, hard))
    try:
        assert list(work_through(labour.double, range(5), 2, patience=PATIENCE)) == doubled(range(5))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


_PARENT = """
from tests.cli import labour
from tracker.cli.crew import work_through
done = work_through(labour.double, range(9), 2, patience=60)
print(next(done), flush=True)
input()
"""


def test_processes_end_with_a_parent_that_is_killed() -> None:
    project = str(Path(__file__).parent.parent.parent)
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", _PARENT]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, cwd=project) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"(0, 0)"
        process.kill()
        # The processes hold the other end of the pipe: it ends when all of them have.
        process.communicate(timeout=60)


@pytest.mark.parametrize(("given", "jobs"), [("1", 1), ("8", 8), ("61", MOST), ("", None)])
def test_a_number_of_processes_can_be_asked_for(monkeypatch: pytest.MonkeyPatch, given: str, jobs: int | None) -> None:
    monkeypatch.setenv("TRACKER_JOBS", given)
    assert find_jobs() == jobs


@pytest.mark.parametrize("given", ["0", "-1", "62", "二", "²", "2.5"])
def test_other_values_are_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("TRACKER_JOBS", given)
    with pytest.raises(UsageError, match="TRACKER_JOBS 的值"):
        find_jobs()


def test_cores_are_those_that_this_process_may_use() -> None:
    assert 1 <= count_cores() <= min(os.cpu_count() or 1, MOST)
