"""Every figure of a bulletin, counted a second time: by SQL over the events alone, which shares no code with the report."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from bench.progress import live
from tests.ledger.invented import add, make_extraction, update
from tests.reporting.test_bulletin import find_chapter, find_column, walk
from tracker.cli.materials import Scope, gather
from tracker.ledger import Ledger
from tracker.model import Status
from tracker.profile import load_profile
from tracker.reporting.bulletin import Period, build_bulletin
from tracker.reporting.month import Month
from tracker.reporting.report import Report
from tracker.reporting.table import Share

LATER = datetime(2025, 2, 1, tzinfo=UTC)
MONTHS = [Month(2024, number) for number in range(3, 13)]

# What each field of each item was at the end of a day: the last event that holds, by effective day, then by id.
_STATE = """
WITH held AS (
    SELECT * FROM events AS e WHERE reverses IS NULL AND item_id IS NOT NULL AND effective_on <= :day
    AND NOT EXISTS (SELECT 1 FROM events AS r WHERE r.reverses = e.id
                    AND NOT EXISTS (SELECT 1 FROM events AS b WHERE b.reverses = r.id))
), last AS (
    SELECT item_id, field, new, effective_on,
           row_number() OVER (PARTITION BY item_id, field ORDER BY effective_on DESC, id DESC) AS place FROM held
), state AS (
    SELECT i.id,
        coalesce((SELECT new FROM last WHERE item_id = i.id AND field = 'status' AND place = 1), 'unreported') AS status,
        coalesce((SELECT new FROM last WHERE item_id = i.id AND field = 'review' AND place = 1), 'unreviewed') AS review,
        coalesce((SELECT new FROM last WHERE item_id = i.id AND field = 'due' AND place = 1), i.deadline_date) AS bound,
        (SELECT effective_on FROM last WHERE item_id = i.id AND field = 'added' AND place = 1) AS added
    FROM items AS i
)
SELECT * FROM state WHERE added IS NOT NULL AND review != 'rejected'
"""
_HELD_IN = """
SELECT item_id, field, old, new FROM events AS e WHERE reverses IS NULL AND effective_on BETWEEN :first AND :last
AND NOT EXISTS (SELECT 1 FROM events AS r WHERE r.reverses = e.id
                AND NOT EXISTS (SELECT 1 FROM events AS b WHERE b.reverses = r.id))
"""


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger after a year: a dozen replies, progress every month, late entries, and commands taken back."""
    path = tmp_path_factory.mktemp("year") / "ledger.db"
    with Ledger.open(path, mode="write") as ledger:
        for month in range(1, 13):
            promises = [f"第{month}件的第{number}项工作" for number in range(1, 5)]
            add(
                ledger,
                make_extraction(str(month), *promises, "2024年底前完成改造3个", dated=f"2024-{month:02}-10"),
                today=date(2025, 1, 31),
            )
    live(path, Month(2024, 2), 11)
    with Ledger.open(path, mode="write") as ledger:
        present = [item.id for item in ledger.items()]
        update(ledger, present[0], status=Status.DONE, on=date(2024, 6, 3), now=LATER)
        update(ledger, *present[3:9], status=Status.DONE, on=date(2024, 9, 3), now=LATER, person="李四")
        ledger.undo(person="李四", now=LATER, today=LATER.date())
        undone = ledger.commands(limit=1)[0]
        update(ledger, present[1], status=Status.IN_PROGRESS, on=date(2024, 7, 9), now=LATER)
        ledger.undo(person="李四", now=LATER, today=LATER.date(), command_id=undone.id)
        ledger.undo(person="督查室", now=LATER, today=LATER.date())
    return path


def ask(path: Path, sql: str, **values: str) -> list[dict[str, Any]]:
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    rows = [dict(row) for row in connection.execute(sql, values)]
    connection.close()
    return rows


def report(path: Path, month: Month) -> Report:
    with Ledger.open(path, mode="read") as ledger:
        scope = Scope(Period.of(month, date(2025, 1, 31)), (), load_profile())
        return build_bulletin(gather(ledger, scope), pages=True)


def count_section(made: Report, title: str) -> int:
    found = [chapter for chapter in walk(made.chapters) if title in chapter.title]
    return len(found[0].tables[0].rows) if found else 0


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_every_figure_of_a_month_is_that_of_a_second_count(lived: Path, month: Month) -> None:
    made = report(lived, month)
    now = ask(lived, _STATE, day=month.last.isoformat())
    before = ask(lived, _STATE, day=month.previous.last.isoformat())
    held = ask(lived, _HELD_IN, first=month.first.isoformat(), last=month.last.isoformat())

    overview = find_chapter(made, "总体情况")
    assert (
        f"承诺事项{len(now)}项（其中待核{sum(row['review'] == 'unreviewed' for row in now)}项）"
        in overview.sentences[0]
    )
    table = overview.tables[0]
    for label, items, then in zip(*(find_column(table, key) for key in ("status", "items", "before")), strict=True):
        (status,) = (status.value for status in Status if status.label == label)
        assert items == sum(row["status"] == status for row in now)
        assert then == sum(row["status"] == status for row in before)

    force = [row for row in now if row["status"] not in ("ongoing", "dropped")]
    done = Share(sum(row["status"] in ("done", "closed") for row in force), len(force))
    closed = Share(sum(row["status"] == "closed" for row in force), len(force))
    assert f"完成率{done}" in overview.sentences[2]
    assert f"销号率{closed}" in overview.sentences[2]
    expired = [row for row in force if row["bound"] and row["bound"] <= month.last.isoformat()]
    kept = sum(
        row["status"] == "closed" and find_closed(lived, row["id"], month.last) <= row["bound"] for row in expired
    )
    assert f"兑现率{Share(kept, len(expired)) if expired else '—'}" in overview.sentences[2]

    waiting = ("unreported", "not_started", "in_progress")
    late = [
        row["id"] for row in now if row["status"] in waiting and row["bound"] and row["bound"] <= month.last.isoformat()
    ]
    assert count_section(made, "逾期事项") == len(late)
    known, present = {row["id"] for row in before}, {row["id"] for row in now}
    new = [row for row in now if row["added"] >= month.first.isoformat() and row["id"] not in known]
    added = [chapter for chapter in walk(made.chapters) if "新增事项" in chapter.title]
    assert (added[0].tables[0].total or ())[3:4] == (len(new),) if new else not added
    moved = [row for row in held if row["field"] == "due" and row["old"] and row["item_id"] in present]
    assert count_section(made, "延期事项") == len(moved)
    assert len(made.annex.tables[0].rows) == len(now) == len(made.items)
    for key in ("items", "overdue"):
        total = sum(sum(find_column(one, key)) for one in find_chapter(made, "分单位情况").tables)
        assert total == {"items": len(now), "overdue": len(late)}[key]


def find_closed(path: Path, item: int, last: date) -> str:
    """The day since which an item has been closed without a break."""
    changes = [
        row
        for row in ask(
            path, _HELD_IN.replace("old, new", "old, new, effective_on, id"), first="", last=last.isoformat()
        )
        if row["item_id"] == item and row["field"] == "status"
    ]
    changes.sort(key=lambda row: (row["effective_on"], row["id"]))
    since = ""
    for row in changes:
        since = (since or row["effective_on"]) if row["new"] == "closed" else ""
    return since


def test_the_year_holds_something_of_everything(lived: Path) -> None:
    """Otherwise the second count would count nothing."""
    titles = {
        chapter.title.partition("）")[2].partition("（")[0]
        for month in MONTHS
        for chapter in walk(report(lived, month).chapters)
    }
    assert {"新增事项", "完成事项", "销号事项", "延期事项", "中止事项", "重新启动事项", "逾期事项"} <= titles
