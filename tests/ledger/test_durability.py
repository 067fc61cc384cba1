"""Several processes, and processes that are killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.ledger import Ledger

PROJECT = Path(__file__).parents[2]
WRITER = """
import sys
from pathlib import Path
from tests.ledger.invented import NOW, TODAY, make_extraction
from tracker.ledger import Change, Ledger
path, person, first, last = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
with Ledger.open(path, mode="write") as ledger:
    command = ledger.command("add", person=person, now=NOW, summary="添加")
    for number in range(first, last):
        ids = ledger.add(make_extraction(str(number)), command=command, today=TODAY).item_ids
        print(number, flush=True)
        ledger.update(ids, Change(progress=number % 100), person=person, on=TODAY, now=NOW, summary="更新")
"""


def start(path: Path, person: str, first: int, last: int) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": str(PROJECT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), person, str(first), str(last)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment,
    )


def check(path: Path) -> int:
    """Only whole transactions are there; the number of documents."""
    with Ledger.open(path, mode="read") as ledger:
        items, documents = ledger.items(), ledger.documents()
        assert items == ledger.replay()
        assert len(items) == 2 * len(documents)
        assert len([event for event in ledger.events() if event.field == "added"]) == 3 * len(documents)
        progress = [item.progress for item in items]
        assert progress[::2] == progress[1::2]
        return len(documents)


def test_two_processes_write_at_once_and_nothing_is_lost(path: Path) -> None:
    writers = [start(path, "张三", 0, 15), start(path, "李四", 10, 25)]
    results = [writer.communicate(timeout=60) for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0], results
    assert check(path) == 25


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
@pytest.mark.parametrize("after", [1, 4, 9])
def test_a_kill_leaves_whole_transactions_and_the_next_run_goes_on(path: Path, after: int) -> None:
    writer = start(path, "张三", 0, 1000)
    assert writer.stdout is not None
    for _ in range(after):
        assert writer.stdout.readline()
    writer.kill()
    writer.communicate(timeout=60)
    assert after <= check(path) < 1000
    again = start(path, "张三", 0, 15)
    _, errors = again.communicate(timeout=60)
    assert again.returncode == 0, errors
    assert check(path) >= 15
