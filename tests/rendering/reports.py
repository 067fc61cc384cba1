"""Reports for the tests of every format, written by hand about an invented city: a small, a large, a hostile one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tracker.reporting.report import (
    Chapter,
    Chart,
    ChartKind,
    Happening,
    ItemPage,
    Masthead,
    Report,
    Series,
)
from tracker.reporting.table import Cell, Column, Kind, Share, Table

UNITS = (
    "云溪市住房和城乡建设局",
    "云溪市教育局",
    "云溪市交通运输局",
    "东湖区人民政府",
    "西岭县人民政府",
    "云溪市水务局",
)
"""Bureaus of the invented city."""

_STATUSES = ("未报进展", "未启动", "推进中", "已完成", "已销号")
_KEYS = ("unreported", "not_started", "in_progress", "done", "closed")

_BY_STATUS = (
    Column("status", "状态"),
    Column("items", "期末", Kind.NUMBER),
    Column("share", "占比", Kind.SHARE),
    Column("change", "增减", Kind.NUMBER),
)
_BY_UNIT = (
    Column("unit", "责任单位"),
    Column("items", "事项", Kind.NUMBER),
    Column("done", "已完成", Kind.NUMBER),
    Column("overdue", "逾期", Kind.NUMBER),
    Column("completion", "完成率", Kind.SHARE),
    Column("latest", "最近报告", Kind.DAY),
)
LEDGER = (
    Column("id", "编号", Kind.NUMBER),
    Column("document", "来文", Kind.TEXT),
    Column("text", "承诺事项", long=True),
    Column("owner", "责任单位"),
    Column("deadline", "承诺时限"),
    Column("due", "督办时限", Kind.DAY),
    Column("status", "状态"),
    Column("light", "亮灯"),
    Column("grade", "可核查度"),
    Column("progress", "办理进展", long=True),
)
"""Columns of the annex."""


def _masthead(**changed: object) -> Masthead:
    values: dict[str, object] = {
        "title": "云溪市建议提案答复承诺事项办理情况通报（2024年9月）",
        "number": 9,
        "issuer": "云溪市人民政府督查室",
        "dated": date(2024, 10, 8),
        "period": "2024年9月1日至9月30日",
        "cutoff": date(2024, 9, 30),
        "draft": True,
        "red_header": "云溪市政务督查",
    }
    return Masthead(**{**values, **changed})  # type: ignore[arg-type]


def _overview() -> Chapter:
    counts = (3, 2, 6, 4, 1)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, count, Share(count, 16), change)
        for name, count, change in zip(_STATUSES, counts, ("-1", "0", "+2", "+1", "+1"), strict=True)
    )
    statuses = Chart("statuses", "各状态事项数", ChartKind.BAR, _STATUSES, (Series("事项", tuple(map(float, counts))),))
    months = tuple(f"{month}月" for month in range(1, 10))
    trend = Chart(
        "trend",
        "近九个月完成率",
        ChartKind.LINE,
        months,
        (
            Series("完成率", (None, 5.0, 8.0, 11.5, 14.0, 20.0, 22.2, 27.3, 31.3), "completion"),
            Series("兑现率", (None, None, 4.0, 6.0, 9.0, 9.0, 12.5, 15.0, 18.0), "fulfilment"),
        ),
        percent=True,
    )
    return Chapter(
        "一、总体情况",
        (
            "截至2024年9月30日，台账共收录答复12件、承诺事项16项，其中待核2项。",
            "16项中，已完成4项、已销号1项，完成率31.3%（5/16），销号率6.3%（1/16）；推进中6项，未启动2项，未报进展3项。",
        ),
        (Table(_BY_STATUS, rows, "表1  各状态事项", ("合计", 16, Share(16, 16), "+3")),),
        (statuses, trend),
    )


def _units() -> Chapter:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (unit, 6 - index, index % 3, index % 2, Share(index % 3, 6 - index), date(2024, 9, 10 + index))
        for index, unit in enumerate(UNITS)
    )
    chart = Chart(
        "units",
        "各单位事项状态",
        ChartKind.STACKED,
        UNITS,
        tuple(
            Series(name, tuple(float((index + place) % 3) for index in range(len(UNITS))), key)
            for place, (name, key) in enumerate(zip(_STATUSES, _KEYS, strict=True))
        ),
    )
    return Chapter("四、分单位情况", ("各单位情况见下表。",), (Table(_BY_UNIT, rows, "表2  各单位事项"),), (chart,))


def _ledger_row(number: int, text: str = "") -> tuple[Cell, ...]:
    promise = (
        text or f"对东湖区第{number}批老旧小区实施雨污分流改造，新建管网{number % 9 + 1}公里，年底前完成主体工程。"
    )
    due = date(2024, number % 12 + 1, number % 28 + 1) if number % 4 else None
    return (
        number,
        f"云建函〔2024〕{number % 50 + 1}号",
        promise,
        UNITS[number % len(UNITS)],
        "2024年底前" if number % 3 else None,
        due,
        _STATUSES[number % 5],
        ("绿灯", "黄灯", "红灯")[number % 3],
        ("硬", "中", "软")[number % 3],
        "已完成勘察设计，正在组织招标，预计下月进场施工。" if number % 2 else None,
    )


def _item(row: tuple[Cell, ...]) -> ItemPage:
    return ItemPage(
        int(str(row[0])),
        str(row[2]),
        (("责任单位", str(row[3])), ("状态", str(row[6]))),
        (Happening(date(2024, 9, 5), "周岚", "状态：未启动→推进中"),),
        (("招标公告", "https://example.org/notice/1"), ("现场照片一组", None)),
    )


def small_report(**changed: object) -> Report:
    """One month of sixteen items: every kind of chapter, table and chart once; ``changed`` goes to the masthead."""
    overdue = Chapter(
        "（一）逾期事项",
        ("云溪市教育局1项逾期15天：编号5，新增公办学位。",),
        chapters=(Chapter("1.已催办", ("9月20日已发督办函。",)),),
    )
    silent = Chapter("（二）久未报送", ("西岭县人民政府连续3个月未报送进展。",))
    rows = tuple(_ledger_row(number) for number in range(1, 17))
    return Report(
        _masthead(**changed),
        ("按照市政府工作安排，现将建议提案答复承诺事项办理情况通报如下。",),
        (
            _overview(),
            Chapter("二、本月进展", ("本月新增3项，完成1项，销号1项。",)),
            Chapter("三、存在问题", ("仍有部分事项进展缓慢。",), chapters=(overdue, silent)),
            _units(),
            Chapter("五、下月到期和工作要求", ("10月到期2项，请有关单位于25日前报送进展。",)),
        ),
        Chapter("承诺事项台账", (), (Table(LEDGER, rows),), landscape=True),
        tuple(_item(row) for row in rows),
        ("完成率为已完成、已销号事项与在办事项总数之比。", "逾期以督办时限为准，没有督办时限的以承诺时限为准。"),
    )


def large_report(size: int = 500) -> Report:
    """The small report with an annex of ``size`` rows."""
    small = small_report(draft=False)
    rows = tuple(_ledger_row(number) for number in range(1, size + 1))
    annex = Chapter("承诺事项台账", (), (Table(LEDGER, rows),), landscape=True)
    return Report(small.masthead, small.lead, small.chapters, annex, tuple(_item(row) for row in rows), small.notes)


HOSTILE = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "]]></w:t></w:r></w:p><w:p/>&amp;&#0;",
    '=HYPERLINK("http://example.invalid","点我")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "\x1b[31m红字\x1b[0m\x07\x00\x0b\x0c",
    "甲\u202e乙\u202c丙\u2066丁\u2069\u200f",
    "第一行\n第二行\r\n第三行\r第四行\u2028第五行",
    "\ud800半个字符\ufffe\uffff",
    "{{ 7*7 }} {% raw %} ${x} %s _x0041_",
    "javascript:alert(1)",
    "[b]粗[/b] :smile: |竖线| `反引号` # 井号",
    "词" * 3000,
    "很多行\n" * 400,
    " \t 前后空格 \t ",
    "👩‍👩‍👧 𠮷野家 e\u0301 ㊗",
)
"""Texts that some format could take for more than text."""


def hostile_report() -> Report:
    """Hostile texts in every place that holds text."""
    small = small_report()
    rows = tuple(_ledger_row(number, text) for number, text in enumerate(HOSTILE, 1))
    units: tuple[tuple[Cell, ...], ...] = tuple((text, 1, 0, 0, Share(0, 1), None) for text in HOSTILE)
    columns = (Column("unit", HOSTILE[0]), *_BY_UNIT[1:])
    numbers = tuple(float(place) for place in range(len(HOSTILE)))
    chart = Chart(
        "units", HOSTILE[3], ChartKind.BAR, HOSTILE, (Series(HOSTILE[4], numbers), Series(HOSTILE[11], numbers))
    )
    masthead = _masthead(title=HOSTILE[1], issuer=HOSTILE[2], period=HOSTILE[3], red_header=HOSTILE[0])
    pages = tuple(
        ItemPage(
            number,
            text,
            ((text, text),),
            (Happening(date(2024, 9, 5), text, text),),
            ((text, None), (text, "https://example.org/?a=<b>&c=\"d\"'e'")),
        )
        for number, text in enumerate(HOSTILE, 1)
    )
    return Report(
        masthead,
        HOSTILE,
        (
            Chapter(
                HOSTILE[2], HOSTILE, (Table(columns, units, HOSTILE[3], (HOSTILE[0], 1, 0, 0, None, None)),), (chart,)
            ),
            Chapter("二、空的", (), (Table(_BY_UNIT, ()),), (Chart("none", "无数据", ChartKind.LINE, (), ()),)),
        ),
        Chapter(HOSTILE[5], HOSTILE, (Table(LEDGER, rows, HOSTILE[7]),), landscape=True),
        pages,
        HOSTILE + small.notes,
    )


def walk(report: Report) -> Iterator[Chapter]:
    """Every chapter of a report, the annex last."""

    def below(chapter: Chapter) -> Iterator[Chapter]:
        yield chapter
        for part in chapter.chapters:
            yield from below(part)

    for chapter in (*report.chapters, report.annex):
        yield from below(chapter)
