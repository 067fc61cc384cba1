"""A large ledger of an invented city: ``python -m bench.make_ledger FILE [COMMITMENTS]``.

Each reply has ten promises and each promise five events, typed over three years by four people.  The rows are
written in bulk; the state beside the events is made by the ledger itself, so ``tracker doctor`` finds it sound.
"""

from __future__ import annotations

import hashlib
import random
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from tracker.ledger import Ledger
from tracker.ledger.rows import Value, instant, write_document, write_item
from tracker.ledger.store import Store
from tracker.model import (
    Commitment,
    Deadline,
    DeadlineBasis,
    DeadlineKind,
    Document,
    Genre,
    Grade,
    Header,
    OwnerBasis,
    Reply,
    ReplyKind,
    Section,
    Target,
)

COMMITMENTS = 100_000
A_REPLY = 10
"""Promises of a reply."""
FIRST = date(2021, 11, 1)
"""Day of the earliest reply."""
LAST = date(2024, 9, 30)
"""Day of the latest reply."""
TODAY = date(2024, 10, 15)
"""Day on which the ledger is looked at."""
PEOPLE = ("张三", "李四", "王五", "赵六")
CITY = "云溪市"
BUREAUS = (
    "住房和城乡建设局 城市管理局 交通运输局 教育局 卫生健康委员会 发展和改革委员会 财政局 民政局 农业农村局 水利局 "
    "生态环境局 文化和旅游局 人力资源和社会保障局 市场监督管理局 自然资源和规划局 公安局 商务局 体育局 应急管理局 医疗保障局"
).split()
PLACES = ("东湖区", "西岭县", "城北新区", "老城片区", "高铁站周边", "沿江一带", "大学城", "工业园区")
WORKS = (
    "路灯 公交站台 停车位 农贸市场 社区食堂 口袋公园 污水管网 充电桩 健身步道 幼儿园 养老服务站 老旧小区 "
    "垃圾分类点 灌溉渠道 村级公路 图书室 急救点 防汛泵站 电梯 人行天桥"
).split()
VERBS = ("新建", "改造", "完善", "增设", "修缮", "推进建设")
FILLER = "近年来，我市坚持以人民为中心的发展思想，持续加大投入，有关工作取得了阶段性成效，但与群众期盼相比仍有差距。"
NOTES = ("已完成选址", "招标公告已发布", "主体工程完工", "资金尚未到位", "正在征求意见", "已进场施工", "完成验收")


@dataclass(frozen=True, slots=True)
class Work:
    """A reply and its promises."""

    reply: Reply
    """The letter."""
    commitments: tuple[Commitment, ...]
    """Its promises."""
    day: date
    """Its date."""


def make_ledger(path: Path, commitments: int = COMMITMENTS, seed: int = 1) -> None:
    """Write a ledger of so many promises; the same number and seed give the same rows."""
    Ledger.open(path, mode="write").close()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    source = random.Random(seed)
    store = Store(connection, path)
    connection.execute("PRAGMA cache_size = -200000")
    with store.transaction(), _indexed_later(connection, "items"):
        with _indexed_later(connection, "documents", "commands", "events"):
            for number in range(1, commitments // A_REPLY + 1):
                _write(connection, _make_work(number, source), source)
        store.rebuild()
    connection.close()


@contextmanager
def _indexed_later(connection: sqlite3.Connection, *tables: str) -> Iterator[None]:
    """Make the indexes of some tables anew at the end, which takes less than keeping them up to date row by row."""
    marks = ", ".join("?" * len(tables))
    sql = f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({marks})"
    indexes = connection.execute(sql, tables).fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    yield
    for _, sql in indexes:
        connection.execute(sql)


def _make_work(number: int, source: random.Random) -> Work:
    day = FIRST + timedelta(days=source.randrange((LAST - FIRST).days))
    bureau = CITY + source.choice(BUREAUS)
    opening = f"您提出的《关于{source.choice(PLACES)}{source.choice(WORKS)}的提案》（第{number}号）收悉，现答复如下："
    promises = [_make_promise(day, source) for _ in range(A_REPLY)]
    lines = [opening, FILLER * 6, *(f"{FILLER}{text}。" for text, _ in promises), bureau]
    text = "\n".join(lines)
    cuts = tuple(_cut(text, quote, deadline, bureau, source) for quote, deadline in promises)
    header = Header(
        title=f"关于市政协六届{day.year - 2019}次会议第{number}号提案的答复",
        kind=ReplyKind.PROPOSAL,
        number=str(number),
        session=f"市政协六届{day.year - 2019}次会议",
        subject=opening[5 : opening.index("》")],
        addressees=("甲委员",),
        issuer=bureau,
        dated=day.isoformat(),
        category=source.choice("AAB"),
    )
    document = Document(f"答复/{number}.txt", hashlib.sha256(text.encode()).hexdigest(), "text", text)
    return Work(Reply(document, header, Genre.REPLY, "", len(opening), len(text) - len(bureau), 0), cuts, day)


def _make_promise(day: date, source: random.Random) -> tuple[str, date | None]:
    amount, place = source.randrange(2, 400), source.choice(PLACES)
    text = f"在{place}{source.choice(VERBS)}{source.choice(WORKS)}{amount}处，方便群众第{source.randrange(10**6)}批受益"
    if source.random() < 0.5:
        return f"将{text}", None
    limit = date(day.year + source.randrange(2), 12, 31)
    return f"{limit.year}年底前{text}", limit


def _cut(text: str, quote: str, limit: date | None, bureau: str, source: random.Random) -> Commitment:
    start = text.index(quote)
    named = source.random() < 0.3
    deadline = None
    if limit is not None:
        deadline = Deadline(quote[: quote.index("前") + 1], limit, DeadlineKind.DATE, DeadlineBasis.EXPLICIT)
    return Commitment(
        text=quote,
        start=start,
        end=start + len(quote),
        section=source.choice(list(Section)),
        theme=None,
        owner=f"市{source.choice(BUREAUS)}" if named else bureau,
        owner_basis=OwnerBasis.NAMED if named else OwnerBasis.ISSUER,
        partners=(),
        deadline=deadline,
        targets=(Target("若干处", None, "处"),),
        grade=Grade.HARD if limit else source.choice((Grade.MEDIUM, Grade.SOFT)),
        rule="next_step",
    )


def _write(connection: sqlite3.Connection, work: Work, source: random.Random) -> None:
    """The rows of one reply: its addition, and four rounds of reports on its promises."""
    moment = _instant(work.day)
    document = _insert(connection, "documents", write_document(work.reply, moment))
    items = [_insert(connection, "items", write_item(found, document, work.day)) for found in work.commitments]
    _report(connection, "add", work.day, source, [(document, None, "added", None)])
    _report(connection, "add", work.day, source, [(document, item, "added", None) for item in items])
    for day, field, values in _make_rounds(work.day, source):
        _report(connection, "update", day, source, [(document, item, field, source.choice(values)) for item in items])


def _make_rounds(day: date, source: random.Random) -> Iterator[tuple[date, str, tuple[str, ...]]]:
    statuses = ("in_progress", "in_progress", "not_started", "done", "done", "ongoing")
    rounds: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("review", ("accepted",) * 8 + ("rejected",)),
        ("status", statuses),
        ("note", NOTES),
    )
    for field, values in rounds:
        yield _after(day, source), field, values
    if source.random() < 0.5:
        yield _after(day, source), "progress", tuple(map(str, range(10, 100, 5)))
    else:
        yield _after(day, source), "due", tuple(f"{year}-06-30" for year in (2024, 2025, 2026))


def _after(day: date, source: random.Random) -> date:
    return day + timedelta(days=source.randrange((TODAY - day).days))


def _report(
    connection: sqlite3.Connection,
    name: str,
    day: date,
    source: random.Random,
    rows: list[tuple[int, int | None, str, str | None]],
) -> None:
    person, moment = source.choice(PEOPLE), instant(_instant(day))
    summary = f"读入 {len(rows)} 项" if name == "add" else f"更新 {len(rows)} 项"
    command = _insert(
        connection, "commands", {"recorded_at": moment, "person": person, "name": name, "summary": summary}
    )
    connection.executemany(
        "INSERT INTO events (command_id, recorded_at, effective_on, person, document_id, item_id, field, new)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(command, moment, day.isoformat(), person, *row) for row in rows],
    )


def _insert(connection: sqlite3.Connection, table: str, row: dict[str, Value]) -> int:
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    key = connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values())).lastrowid
    assert key is not None
    return key


def _instant(day: date) -> datetime:
    return datetime.combine(day, time(8), UTC)


if __name__ == "__main__":
    make_ledger(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else COMMITMENTS)
