"""``extract`` and ``explain``: what stands in replies, without a ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli.command import Command
from tracker.cli.console import find_width, foot, has_color, is_terminal, write, write_bytes
from tracker.cli.formats import Format, FormatOption, find_format
from tracker.cli.intake import extract_all, report_failures
from tracker.errors import InputError

Paths = Annotated[list[str], typer.Argument(metavar="路径...", help="答复件、文件夹，或 - 表示标准输入")]
"""The sources of a command."""


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(
        "extract",
        cls=Command,
        help="从答复件里找出承诺事项，不用台账。\n\n表格给人看；json、jsonl 给程序用，键名见 README。",
        epilog="tracker extract 答复.txt\ntracker extract 答复文件夹 --format jsonl > 承诺.jsonl",
    )(extract)
    app.command(
        "explain",
        cls=Command,
        help="逐句说明一份答复：每一句判定为什么、依据哪条规则。\n\n承诺以 ● 标出。",
        epilog="tracker explain 答复.txt",
    )(explain)


def extract(paths: Paths, format_name: FormatOption = None) -> int:
    """Print the commitments of replies."""
    chosen = find_format(format_name, Format.TABLE, Format.JSON, Format.JSONL)
    failures: list[InputError] = []
    if chosen is Format.JSONL:
        from tracker.rendering.json_text import render_jsonl
        from tracker.rendering.objects import extraction_object

        for extraction in extract_all(paths, failures):
            write_bytes(render_jsonl(extraction_object(extraction)))
    elif chosen is Format.JSON:
        from tracker.rendering.json_text import render_json
        from tracker.rendering.objects import extraction_object

        write_bytes(render_json(extraction_object(extraction) for extraction in extract_all(paths, failures)))
    else:
        _print_findings(paths, failures, drawn=is_terminal() or format_name is not None)
    return report_failures(failures)


def _print_findings(paths: list[str], failures: list[InputError], *, drawn: bool) -> None:
    from tracker.rendering.plain import render_plain
    from tracker.rendering.terminal import render_paragraph, render_table
    from tracker.reporting.findings import build_findings, summarise_findings

    if not drawn:
        write(render_plain(build_findings(extract_all(paths, failures), with_path=True)))
        return
    total = 0
    for number, extraction in enumerate(extract_all(paths, failures)):
        total += len(extraction.commitments)
        write(("\n" if number else "") + render_paragraph(summarise_findings(extraction), width=find_width()))
        if extraction.commitments:
            write("\n" + render_table(build_findings([extraction]), width=find_width(), color=has_color()))
    foot(f"\n共 {total} 项承诺；`tracker explain 文件` 逐句说明依据，`tracker add` 记入台账。")


def explain(path: Annotated[str, typer.Argument(metavar="文件", help="一份答复件，或 - 表示标准输入")]) -> int:
    """Print every segment of a reply with its verdict and rule."""
    from tracker.rendering.explanation import render_explanation

    failures: list[InputError] = []
    for number, extraction in enumerate(extract_all([path], failures)):
        width = find_width() if is_terminal() else None
        write(("\n" if number else "") + render_explanation(extraction, width=width, color=has_color()))
    return report_failures(failures)
