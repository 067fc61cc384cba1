"""``evaluate``: how well the program agrees with replies that people annotated, and the floors it must keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.command import Command
from tracker.cli.console import find_width, is_terminal, write, write_bytes
from tracker.cli.formats import Format, FormatOption, find_format
from tracker.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from tracker.evaluation import Annotated as Annotation
    from tracker.evaluation import Comparison, Floors, Result
    from tracker.model import Extraction
    from tracker.reporting.table import Table

LABELS = {
    "documents": "答复数",
    "gold": "标注承诺",
    "found": "找到承诺",
    "precision": "准确率",
    "recall": "召回率",
    "f1": "F1",
    "char_f1": "字级 F1",
    "unfaithful": "非原文引用",
    "misplaced": "位置错误",
    "section": "位置",
    "owner": "责任单位",
    "owner_other": "责任单位（非答复单位）",
    "partners": "配合单位",
    "partners_named": "配合单位（有的）",
    "targets": "目标值",
    "theme": "事项主题",
    "deadline_found": "时限：有无",
    "deadline_text": "时限：原文",
    "deadline_kind": "时限：类型",
    "deadline_date": "时限：日期",
    "header": "答复字段",
    "header_stated": "答复字段（有的）",
    "header.kind": "　类别",
    "header.number": "　案号",
    "header.session": "　届次",
    "header.subject": "　案由",
    "header.addressees": "　称谓",
    "header.issuer": "　答复单位",
    "header.document_number": "　文号",
    "header.dated": "　日期",
    "header.category": "　办复类别",
    "header.contact_phone": "　联系电话",
}
"""Figure → Chinese label."""


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(
        "evaluate",
        cls=Command,
        help=(
            "用人工标注的答复检验提取质量：每个 名称.txt 旁边有 名称.gold.json（`tracker gold` 可以导出）。\n\n"
            "有基线文件时逐项比较，低于基线以退出码 6 结束；--pin 把这次的结果定为基线。"
        ),
        epilog="tracker evaluate 标注文件夹\ntracker evaluate 标注文件夹 --errors 20",
    )(evaluate)


def evaluate(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="标注语料所在的文件夹")],
    errors: Annotated[int, typer.Option("--errors", metavar="条数", help="列出前若干条差错")] = 0,
    floors: Annotated[Path | None, typer.Option("--floors", metavar="文件", help="基线文件")] = None,
    pin: Annotated[bool, typer.Option("--pin", help="把这次的结果定为基线（写入 --floors 文件）")] = False,
    lower: Annotated[str | None, typer.Option("--lower", metavar="理由", help="允许基线降低，并写明理由")] = None,
    format_name: FormatOption = None,
) -> int:
    """Print the figures, and what was gained and lost against the floors."""
    chosen = find_format(format_name, Format.TABLE, Format.JSON)
    if (pin or lower) and floors is None:
        raise UsageError("--pin 和 --lower 要与 --floors 文件 一起用")
    from tracker import evaluation

    annotated = evaluation.load_annotated(folder)
    result = evaluation.evaluate(list(_extracted(annotated)))
    corpus = evaluation.corpus_key(annotated)
    pinned = evaluation.load_floors(floors) if floors else None
    if pin and floors:
        evaluation.pin(floors, result, corpus, reason=lower or "")
    comparison = evaluation.compare(result, corpus, pinned) if pinned else None
    if chosen is Format.JSON:
        from tracker.rendering.json_text import render_jsonl

        write_bytes(render_jsonl(result.figures))
    else:
        _print(build_figures(result, pinned))
        _print_lines(_tell(comparison, pinned=pin))
    _print_lines(result.remarks[: max(errors, 0)])
    return ExitCode.REFUSED if comparison and comparison.fallen and not pin else ExitCode.OK


def _extracted(annotated: Iterable[Annotation]) -> Iterator[tuple[Annotation, Extraction]]:
    from tracker.extraction import extract
    from tracker.reading import parse_reply

    for one in annotated:
        yield one, extract(parse_reply(one.document))


def build_figures(result: Result, floors: Floors | None) -> Table:
    """The figures as a table; with ``floors`` the pinned value beside each."""
    from tracker.reporting.table import Column, Table

    columns = [Column("figure", "指标"), Column("key", "键名"), Column("value", "数值"), Column("cases", "例数")]
    if floors:
        columns.append(Column("floor", "基线"))
    rows = []
    for name, value in result.figures.items():
        cases = result.cases(name)
        row = [LABELS[name], name, _shown(value), "" if cases is None else str(cases)]
        rows.append((*row, _shown(floors.figures.get(name))) if floors else tuple(row))
    return Table(tuple(columns), tuple(rows))


def _shown(value: float | int | None) -> str:
    if value is None:
        return "—"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _tell(comparison: Comparison | None, *, pinned: bool) -> Iterator[str]:
    """What changed against the pinned run, in lines."""
    if pinned:
        yield "这次的结果已定为基线。"
    if comparison is None:
        return
    if not comparison.same_corpus:
        yield "基线一栏是在另一份语料上测得的，只供参考" + ("。" if pinned else "；请用 --pin 重新定基线。")
        return
    for title, keys in (("新找到", comparison.gained), ("不再找到", comparison.lost), ("新多出", comparison.added)):
        for name, quote in keys:
            yield f"{title}  {name}：{quote}"
    if comparison.risen:
        yield f"高于基线：{'、'.join(comparison.risen)}"
    if comparison.fallen:
        yield f"低于基线：{'、'.join(comparison.fallen)}"
    elif not comparison.risen:
        yield "与基线相同。"


def _print(table: Table) -> None:
    from tracker.rendering.plain import render_plain
    from tracker.rendering.terminal import render_table

    write(render_table(table, width=find_width()) if is_terminal() else render_plain(table))


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        write(line)
