"""Several processes write to one ledger at once, and nothing is lost."""

from __future__ import annotations

import multiprocessing
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

from tests.ledger import crowd
from tests.ledger.invented import add, make_extraction, update
from tracker.ledger import Ledger
from tracker.ledger.doctor import examine

WRITERS = 8
TIMES = 250
"""Updates of each, so two thousand in all."""
ITEMS = 40
"""That all of them write to."""
PATIENCE = 240
"""Seconds after which a process that hangs is killed and the test fails."""


def end(processes: list[multiprocessing.process.BaseProcess]) -> list[int | None]:
    """How the processes ended; one that hangs ends by being killed."""
    for process in processes:
        process.join(PATIENCE)
        if process.is_alive():
            process.kill()
            process.join()
    return [process.exitcode for process in processes]


def test_eight_processes_make_two_thousand_updates_and_all_are_there(ledger: Ledger, path: Path) -> None:
    add(ledger, *(make_extraction(str(number)) for number in range(ITEMS // 2)))
    people = [f"张{number}" for number in range(WRITERS)]
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=crowd.count_up, args=(path, person, ITEMS, TIMES)) for person in people]
    for writer in writers:
        writer.start()
    assert end([*writers]) == [0] * WRITERS
    notes = [event for event in ledger.events() if event.field == "note"]
    for person in people:
        assert [event.new for event in notes if event.person == person] == [f"{person}第{n}次" for n in range(TIMES)]
    assert len(notes) == WRITERS * TIMES
    assert len(ledger.commands()) == 1 + WRITERS * TIMES
    assert ledger.items() == ledger.replay()
    assert examine(path).faults == ()


def test_copies_made_while_two_write_are_each_of_one_moment(ledger: Ledger, path: Path, tmp_path: Path) -> None:
    add(ledger, make_extraction("1"))
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=crowd.count_up, args=(path, person, 2, 60)) for person in ("张三", "李四")]
    copier = context.Process(target=crowd.copy_often, args=(path, tmp_path / "copy", 12))
    for process in (*writers, copier):
        process.start()
    assert end([*writers, copier]) == [0, 0, 0]
    for number in range(12):
        with Ledger.open(tmp_path / f"{number}.db", mode="read") as copy:
            assert copy.items() == copy.replay()
        assert examine(tmp_path / f"{number}.db").faults == ()


def test_a_writer_waits_for_another_and_then_goes_on(ledger: Ledger, path: Path) -> None:
    add(ledger, make_extraction("1"))
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        release = threading.Timer(0.3, other.execute, ("COMMIT",))
        release.start()
        update(ledger, 1, note="轮到我了")
        release.join()
    assert ledger.item(1).note == "轮到我了"


def test_what_one_reads_shows_one_moment_while_another_writes(ledger: Ledger, path: Path) -> None:
    add(ledger, make_extraction("1"))
    context = multiprocessing.get_context("spawn")
    writer = context.Process(target=crowd.count_up, args=(path, "张三", 2, 80))
    writer.start()
    while writer.is_alive():
        with Ledger.open(path, mode="read") as reading:
            assert len(reading.replay()) == 2
    assert end([writer]) == [0]
