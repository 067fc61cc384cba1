"""Sources read in one process or in several: the same ledger, the same words; limits on each."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli import labour
from tests.cli.conftest import Run, Talk
from tests.cli.replies import LAMPS
from tracker.cli import intake
from tracker.cli.intake import list_sources, share_out, take_in_all
from tracker.cli.limits import limited
from tracker.errors import InputError

posix = pytest.mark.skipif(sys.platform == "win32", reason="a matter of POSIX")


@pytest.fixture
def many(folder: Path, samples: Path) -> Path:
    """Some hundred sources: all samples many times, replies of their own, and some that cannot be read."""
    for number in range(12):
        for sample in samples.iterdir():
            shutil.copyfile(sample, folder / f"{number}-{sample.name}")
    for number in range(100, 160):
        text = LAMPS.replace("0019", f"{number:04}").replace("25盏", f"{number}盏")
        (folder / f"{number}.txt").write_text(text, "utf-8")
    (folder / "空.txt").write_bytes(b"")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04")
    return folder


def dump(path: Path) -> list[object]:
    with closing(sqlite3.connect(path)) as ledger:
        tables = ("documents", "items", "commands", "events")
        return [ledger.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in tables]


def test_one_process_and_several_make_the_same_ledger_and_say_the_same(
    run: Run, many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    for jobs in ("1", "2"):
        monkeypatch.setenv("TRACKER_JOBS", jobs)
        monkeypatch.setenv("TRACKER_LEDGER", f"{jobs}.db")
        added = run("add", "答复", "没有.txt")
        made.append((added, dump(Path(f"{jobs}.db")), run("extract", "答复", "--format", "jsonl")))
    assert made[0] == made[1]
    assert made[0][0].code == 4
    assert made[0][0].lines[0].startswith("新增 72 份答复、")


def test_many_sources_are_shared_out_unasked(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "START", 0.01)
    sources = list_sources(["答复"])
    paths = [one.path for one in take_in_all(sources)]
    assert paths == [source.path for source in sources]


def test_a_source_that_kills_its_process_is_one_sentence(folder: Path) -> None:
    (folder / "0坏.txt").write_text(LAMPS, "utf-8")
    first, *others = share_out(list_sources(["答复", "没有.txt"]), 2, labour.die_over_the_bad)
    assert "答复/0坏.txt：读取时程序意外中止" in str(first.error)
    assert [one.extraction is not None for one in others] == [True, True, False]


def test_what_is_typed_is_read_in_its_turn(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_JOBS", "2")
    ran = run("add", "答复/2泵站.txt", "-", typed=LAMPS)
    assert ran.lines[1:] == ["  答复/2泵站.txt：承诺 2 项，编号 1、2", "  标准输入：承诺 4 项，编号 3-6"]


def test_only_standard_input_needs_no_process(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_JOBS", "2")
    assert run("add", "-", typed=LAMPS).code == 0


def test_a_number_of_processes_that_is_none_is_refused(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_JOBS", "全部")
    ran = run("add", "答复")
    assert (ran.code, ran.out) == (2, "")
    assert "环境变量 TRACKER_JOBS 的值“全部”" in ran.err


def test_ctrl_c_ends_the_processes_and_a_second_run_goes_on(
    run: Run, folder: Path, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def has_both() -> bool:
        path = folder.parent / "ledger.db"
        if not path.exists():
            return False
        try:
            with closing(sqlite3.connect(path)) as ledger:
                return ledger.execute("SELECT count(*) FROM documents").fetchone() == (2,)
        except sqlite3.OperationalError:
            return False

    (folder / "3路灯.txt").write_text(LAMPS.replace("0019", "0020").replace("25盏", "40盏"), "utf-8")
    monkeypatch.setenv("TRACKER_JOBS", "2")
    # Nobody types the third source; the end of the terminal is only seen once all processes have let go of it.
    ran = talk("add", "答复/1路灯.txt", "答复/2泵站.txt", "-", "答复/3路灯.txt", lines=[(has_both, "\x03")])
    assert ran.code == 130
    assert "共 4 个来源，中断前读了 2 个：" in ran.out
    assert "新增 2 份答复、6 项承诺。" in ran.out
    assert "Traceback" not in ran.out
    second = run("add", "答复").lines
    assert second[:2] == ["新增 1 份答复、4 项承诺。", "  答复/3路灯.txt：承诺 4 项，编号 7-10"]
    assert second[2] == "已在台账 2 份，没有重复加入："


def spin() -> None:
    limit = time.monotonic() + 60
    while time.monotonic() < limit:
        pass


def nest(depth: int = 0) -> int:
    return nest(depth + 1)


@posix
@pytest.mark.parametrize(
    ("work", "words"),
    [
        (spin, "0 秒还没有读完，已跳过"),
        (lambda: bytearray(2 << 30), "读取时占用内存超过 1024 MB，已跳过"),
        (nest, "内容嵌套太深，读不下去，已跳过"),
    ],
)
def test_a_source_that_takes_more_than_it_may_is_one_sentence(work: Callable[[], object], words: str) -> None:
    import resource

    before = signal.getsignal(signal.SIGALRM), resource.getrlimit(resource.RLIMIT_AS)
    with pytest.raises(InputError, match=f"^大.docx：{words}"), limited("大.docx", 0.2, 1 << 30):
        work()
    assert (signal.getsignal(signal.SIGALRM), resource.getrlimit(resource.RLIMIT_AS)) == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_beside_the_main_thread_no_alarm_is_set() -> None:
    done: list[str] = []

    def work() -> None:
        with limited("甲.txt", 60):
            done.append("甲")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == ["甲"]
