"""A year of invented progress on the items of a ledger: ``python -m bench.progress LEDGER FIRST_MONTH [MONTHS]``.

What becomes of an item follows from its number alone, so the same ledger gets the same year: most begin, report every
month or fall silent, finish, are closed with evidence; a few are delayed, dropped, or opened again.  Every change is
made through the ledger as a person would make it, effective on the 25th of a month.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

from tracker.cli.values import parse_month
from tracker.ledger import Change, Ledger
from tracker.model import Evidence, Item, Review, Status
from tracker.reporting.month import Month

PERSON = "督查室"
DAY = 25
"""Day of the month on which the units report."""
NOTES = ("已完成前期摸排", "方案已印发实施", "正在组织招标", "已开工建设", "已进入验收阶段")
PROBLEMS = ("资金尚未落实", "用地手续尚未办结", "涉及多个部门，协调难度较大")
MEASURES = ("提请市政府专题研究", "每周调度一次", "争取上级专项资金")


def plan(item: Item, months: int) -> Iterator[tuple[int, Change]]:
    """(number of the month, change) for one item, in order."""
    dice = random.Random(item.id)
    fate = dice.random()
    start = dice.randrange(max(months // 2, 1))
    if fate < 0.06:
        yield start, Change(review=Review.REJECTED)
        return
    yield start, Change(review=Review.ACCEPTED)
    if fate < 0.16:
        return
    if fate < 0.24:
        yield start, Change(status=Status.ONGOING, note="常态化开展")
        return
    if fate < 0.28:
        yield start, Change(status=Status.DROPPED, reason="上级规划调整，项目不再实施")
        return
    if dice.random() < 0.3:
        yield start, Change(due=date(2024, 12, 31) if item.limit is None else None, note="已列入督办")
        if dice.random() < 0.5 and item.limit is None:
            yield min(start + 3, months - 1), Change(due=date(2025, 3, 31), reason="雨季影响施工进度")
    yield from report(item, dice, range(start, months))


def report(item: Item, dice: random.Random, months: range) -> Iterator[tuple[int, Change]]:
    """What a unit reports month by month, until it is done."""
    progress = 0
    for month in months:
        if dice.random() < 0.25:
            continue
        progress = min(progress + dice.randrange(5, 30), 100)
        words = {"note": dice.choice(NOTES)}
        if dice.random() < 0.2:
            words |= {"problem": dice.choice(PROBLEMS), "measures": dice.choice(MEASURES)}
        if progress < 100:
            yield month, Change(status=Status.IN_PROGRESS, progress=progress, **words)
            continue
        yield month, Change(status=Status.DONE, progress=100, note="已全部完成")
        if month + 1 in months and dice.random() < 0.15:
            yield month + 1, Change(status=Status.IN_PROGRESS, progress=90, note="回访发现尚有遗留问题")
        elif month + 1 in months and dice.random() < 0.8:
            proof = Evidence(f"https://www.example.gov.cn/zwgk/{item.id}.html")
            yield month + 1, Change(status=Status.CLOSED, evidence=(proof,), confirmed_by="王主任")
        return


def live(path: Path, first: Month, months: int) -> int:
    """Give the items of a ledger their year; the number of changes made."""
    days = [first]
    while len(days) < months:
        days.append(days[-1].following)
    with Ledger.open(path, mode="write", create=False) as ledger:
        todo: defaultdict[tuple[int, str], list[tuple[int, Change]]] = defaultdict(list)
        for item in ledger.items():
            for month, change in plan(item, months):
                if item.added_on <= date(days[month].year, days[month].number, DAY):
                    todo[month, repr(change)].append((item.id, change))
        for (month, _), group in sorted(todo.items(), key=lambda entry: entry[0][0]):
            day = date(days[month].year, days[month].number, DAY)
            now = datetime.combine(day, time(9), UTC)
            ids, change = [key for key, _ in group], group[0][1]
            ledger.update(ids, change, person=PERSON, on=day, now=now, summary=f"报送进展 {len(ids)} 项")
        return sum(len(group) for group in todo.values())


def main() -> None:
    """Read the command line of this script."""
    path, first, *more = sys.argv[1:]
    changes = live(Path(path), parse_month(first), int(more[0]) if more else 12)
    print(f"{changes} 处进展已记入 {path}")


if __name__ == "__main__":
    main()
