"""``gold``: what people decided, as annotated examples to measure the program on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.command import LedgerCommand
from tracker.cli.console import say, write
from tracker.cli.files import write_file
from tracker.cli.session import find_session
from tracker.errors import OutputError, RefusedError, word_os_error
from tracker.model import DocumentRecord, Item, Review

if TYPE_CHECKING:
    from tracker.ledger import Ledger

_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*\s]+')
_LONGEST = 60
_NAMED = 5


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(
        "gold",
        cls=LedgerCommand,
        help="把核定的结果导出为标注样例，用来衡量程序在本单位答复上的准确程度。\n\n"
        "每份答复两个文件：全文 .txt 和标注 .gold.json。只导出全部核定过的来源文件，剔除的不写；"
        "抬头字段照程序所读写出，请自行核对。",
        epilog="tracker gold 样例\ntracker gold 样例 --document 3",
    )(gold)


def gold(
    ctx: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="文件夹", help="写到哪里，没有就新建")],
    document: Annotated[
        list[str] | None, typer.Option("--document", metavar="文件编号", help="只导出这一份；可以多个")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="没有核定完的也导出，待核的承诺标为可有可无（optional）")
    ] = False,
) -> int:
    """Write the annotated examples."""
    from tracker.rendering.annotation import render_annotation

    session = find_session(ctx)
    with session.open("read") as ledger:
        chosen = _choose(ledger, document, everything=everything)
        items = sorted(ledger.items(), key=lambda item: (item.commitment.start, item.id))
    files: dict[Path, str] = {}
    for record in chosen:
        path = Path(folder) / find_name(record)
        found = [item for item in items if item.document_id == record.id and item.review is not Review.REJECTED]
        files[path.with_name(f"{path.name}.txt")] = record.text
        files[path.with_name(f"{path.name}.gold.json")] = render_annotation(record.header, found)
    _write_all(Path(folder), files)
    write(f"已导出 {len(chosen)} 份答复的标注样例到 {folder}")
    return 0


def _choose(ledger: Ledger, document: Sequence[str] | None, *, everything: bool) -> list[DocumentRecord]:
    """The documents to write; those that are not decided are told, or refused where they were named."""
    from tracker.ledger import parse_ids

    items = ledger.items()
    wanted = [ledger.document(key) for key in parse_ids(document)] if document else ledger.documents()
    if everything:
        return wanted
    open_ones = {record.id: problem for record in wanted if (problem := _find_problem(record, items))}
    chosen = [record for record in wanted if record.id not in open_ones]
    problems = [
        f"来源文件 {record.id}（{record.path}）{open_ones[record.id]}" for record in wanted if record.id in open_ones
    ]
    if problems and (document or not chosen):
        more = f"；另有 {len(problems) - _NAMED} 份也是" if len(problems) > _NAMED else ""
        raise RefusedError(
            f"{'；'.join(problems[:_NAMED])}{more}，没有导出，请先用 `tracker review` 逐项核定，或加 --all 照现状导出"
        )
    for problem in problems:
        say(f"没有导出：{problem}")
    if not chosen:
        raise RefusedError("台账里没有来源文件，请用 `tracker add 路径` 读入")
    return chosen


def _find_problem(record: DocumentRecord, items: Sequence[Item]) -> str:
    reviews = [item.review for item in items if item.document_id == record.id]
    if not reviews:
        return "没有承诺事项，无从核定"
    waiting = reviews.count(Review.UNREVIEWED)
    return f"还有 {waiting} 项待核" if waiting else ""


def find_name(record: DocumentRecord) -> str:
    """The name of the files of a document: its id and the name that it was read from.

    >>> _UNSAFE.sub("-", "1 路灯")
    '1-路灯'
    """
    stem = _UNSAFE.sub("-", PurePath(record.path).stem).strip("-.")[:_LONGEST]
    return f"{record.id:03}-{stem}" if stem else f"{record.id:03}"


def _write_all(folder: Path, files: dict[Path, str]) -> None:
    """Write the files, unless a text of another document would be lost."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in files.items():
            if path.suffix == ".txt" and path.exists() and path.read_text("utf-8", "replace") != text:
                raise RefusedError(f"{path} 已经存在，文字不同，什么都没有写，请换一个文件夹")
    except OSError as error:
        raise OutputError(f"无法写入“{folder}”（{word_os_error(error)}），请换一个位置") from None
    for path, text in files.items():
        write_file(str(path), text.encode("utf-8"))
