"""``export``: the ledger as a sheet, whole or in parts, and one sheet a unit to be filled in and sent back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker import __version__
from tracker.cli.choosing import Rows, choose_items
from tracker.cli.command import LedgerCommand
from tracker.cli.console import is_terminal, say, write_bytes
from tracker.cli.files import write_file, write_files
from tracker.cli.formats import Format, find_format
from tracker.cli.handing import STDOUT, export_calendar, export_whole
from tracker.cli.session import Session, find_session
from tracker.errors import UsageError
from tracker.model import Event, Item, Review

if TYPE_CHECKING:
    from datetime import date

    from tracker.exchange.columns import Entry
    from tracker.ledger import Ledger

SHEETS = {".xlsx": Format.EXCEL, ".csv": Format.CSV}
"""Suffixes of files that sheets can be written to."""
SUFFIXES = SHEETS | {".json": Format.JSON, ".ics": Format.CALENDAR}
"""Suffixes of all files that can be written."""


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(
        "export",
        cls=LedgerCommand,
        help="把台账导出为 Excel 或 CSV，或者每个单位一份，发去填报。\n\n"
        "各列与通行的台账相同，黄色各列由单位填写，填好后用 tracker import 收回；"
        "--by unit 记下哪天请了哪些单位报送，可以用 tracker undo 撤销。"
        ".json 是整份台账连同全部记录，可以导入另一份台账；.ics 是尚未办结事项的时限，日历程序可以打开。",
        epilog="tracker export 台账.xlsx\ntracker export 教育.csv 单位:教育 状态:推进中\n"
        "tracker export --by unit 九月报送/ 状态:推进中,未启动,未报进展\n"
        "tracker export 台账.json\ntracker export 时限.ics",
    )(export)


def export(
    ctx: typer.Context,
    target: Annotated[
        str,
        typer.Argument(metavar="文件", help=".xlsx、.csv、.json 或 .ics 文件，- 表示标准输出；--by unit 时是文件夹"),
    ],
    rows: Rows = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="unit", help="unit：每个单位一份", autocompletion=lambda: ["unit"]),
    ] = None,
    format_name: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="格式",
            help="xlsx、csv、json 或 ics；默认按后缀，分单位的是 xlsx 或 csv",
            autocompletion=lambda: ["xlsx", "csv", "json", "ics"],
        ),
    ] = None,
) -> int:
    """Write sheets."""
    if by is not None and by != "unit":
        raise UsageError(f"--by 只能是 unit，不能是“{by}”")
    chosen = _find_format(format_name, target, many=by is not None)
    session = find_session(ctx)
    if by:
        return _export_by_unit(session, rows, target, chosen)
    if chosen is Format.JSON:
        return export_whole(session, rows, target)
    with session.open("read") as ledger:
        items = _choose(ledger, rows, session)
        if chosen is Format.CALENDAR:
            return export_calendar(session, ledger, items, target)
        sheets = _Sheets(ledger, items, session, chosen)
        data = sheets.render(items, ledger.last_event_id(), None)
    if target == STDOUT:
        write_bytes(data)
        return 0
    write_file(target, data)
    say(f"{_count(items)}已写入 {target}")
    return 0


def _find_format(format_name: str | None, target: str, *, many: bool) -> Format:
    """The format that the option or the suffix asks for; ``UsageError`` for one that there is not."""
    suffix = Path(target).suffix.lower()
    if format_name is None and not many and target != STDOUT and suffix not in SUFFIXES:
        asked = f"不能导出为 {suffix} 文件" if suffix else f"“{target}”没有后缀，看不出要导出成什么"
        raise UsageError(f"{asked}，可用的有：{'、'.join(SUFFIXES)}")
    known = SHEETS if many else SUFFIXES
    chosen = find_format(format_name, *known.values()) if format_name or many else known.get(suffix, Format.CSV)
    if target == STDOUT and many:
        raise UsageError("--by unit 要写多个文件，请给出文件夹")
    if target == STDOUT and chosen is Format.EXCEL and is_terminal():
        raise UsageError("xlsx 不能显示在终端里，请写入文件，例如 台账.xlsx")
    return chosen


def _choose(ledger: Ledger, rows: Sequence[str] | None, session: Session) -> list[Item]:
    """The items that are meant, in the order of the ledger."""
    items = choose_items(ledger, rows, session, default_all=True)
    return sorted((item for item in items if not item.withdrawn), key=lambda item: (item.document_id, item.id))


def _count(items: Sequence[Item]) -> str:
    waiting = sum(item.review is Review.UNREVIEWED for item in items)
    return f"{len(items)} 项" + (f"（其中待核 {waiting} 项）" if waiting else "")


class _Sheets:
    """What every sheet of one export shares."""

    def __init__(self, ledger: Ledger, items: Sequence[Item], session: Session, chosen: Format) -> None:
        outgoing = ledger.outgoing
        self._ledger_id = outgoing.ledger_id
        self._categories = outgoing.categories_now()
        self._done = outgoing.done_days(items)
        self._day: date = session.today
        self._profile = session.profile
        self._format = chosen

    def render(self, items: Sequence[Item], event: int, unit: str | None) -> bytes:
        """The bytes of one sheet; ``event`` is what the ledger held last."""
        if self._format is Format.CSV:
            from tracker.exchange.ledger_csv import render_ledger_csv

            return render_ledger_csv(self._entries(items, event))
        from tracker.exchange.ledger_sheet import Heading, render_ledger_sheet
        from tracker.exchange.stamp import Stamp

        stamp = Stamp(self._ledger_id, event, self._day, __version__, unit)
        heading = Heading(f"{unit or ''}承诺事项台账（{self._day}）", stamp)
        return render_ledger_sheet(self._entries(items, event), heading, self._profile)

    def _entries(self, items: Sequence[Item], event: int) -> Iterator[Entry]:
        from tracker.exchange.columns import Entry

        for number, item in enumerate(items, 1):
            yield Entry(
                number=number,
                item=item,
                day=self._day,
                profile=self._profile,
                category_now=self._categories.get(item.document_id),
                done_on=self._done.get(item.id),
                ledger_id=self._ledger_id,
                event=event,
            )


def _export_by_unit(session: Session, rows: Sequence[str] | None, target: str, chosen: Format) -> int:
    """One sheet a unit in a folder, and in the ledger that they were asked."""
    from tracker.ledger import Occasion

    suffix = next(suffix for suffix, known in SUFFIXES.items() if known is chosen)
    with session.open("write", create=False) as ledger:
        items = _choose(ledger, rows, session)
        units = _split(items)
        sheets = _Sheets(ledger, items, session, chosen)
        if units:
            ids = {unit: [item.id for item in part] for unit, part in units.items()}
            occasion = Occasion(session.person, session.today, session.now)
            ledger.outgoing.ask(
                ids, occasion, lambda events: write_files(target, suffix, _render_all(sheets, units, events, session))
            )
    nameless = [item for item in items if item.unit is None]
    if not units:
        say("没有可以分发的承诺事项，没有写任何文件。")
    else:
        sent = [item for part in units.values() for item in part]
        say(f"已写入 {len(units)} 个单位的填报表，共 {_count(sent)}：{target}")
    if nameless:
        from tracker.ledger import render_ids

        ids_text = render_ids(sorted(item.id for item in nameless))
        say(f"编号 {ids_text} 没有责任单位，没有分发，请用 tracker update 编号 --owner 单位 补上。")
    return 0


def _split(items: Sequence[Item]) -> dict[str, list[Item]]:
    """The items by unit, the units by name."""
    units: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.unit is not None:
            units[item.unit].append(item)
    return {unit: units[unit] for unit in sorted(units)}


def _render_all(
    sheets: _Sheets, units: Mapping[str, Sequence[Item]], events: Sequence[Event], session: Session
) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each sheet, which tells the event by which its unit was asked."""
    for (unit, items), event in zip(units.items(), events, strict=True):
        yield f"{unit}{session.today}", sheets.render(items, event.id, unit)
