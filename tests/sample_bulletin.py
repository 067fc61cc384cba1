"""A bulletin of the invented city after a year: the samples of ``data/``, the progress of ``bench.progress``.

Run as ``python -m tests.sample_bulletin FOLDER [REPLIES [FIRST_MONTH MONTH]]`` it makes a ledger of some replies, gives
it a year, and writes the bulletin of a month in every format.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import UTC, date, datetime, time
from pathlib import Path

from bench.progress import live
from tracker.cli.intake import extract_all
from tracker.cli.materials import Scope, gather
from tracker.errors import InputError
from tracker.ledger import Ledger
from tracker.model import Genre
from tracker.profile import load_profile
from tracker.rendering.markdown import render_report_markdown
from tracker.reporting.bulletin import Period, build_bulletin
from tracker.reporting.month import Month
from tracker.reporting.report import Report

DATA = Path(__file__).parent.parent / "data"
YEAR = Month(2024, 1)
"""The first month of the invented year."""
MONTH = Month(2024, 9)
"""The month of the bulletin in the documentation."""
TODAY = date(2024, 12, 31)


def make_ledger(path: Path, replies: Path, first: Month = YEAR) -> None:
    """A ledger of all replies in a folder, after twelve months."""
    failures: list[InputError] = []
    with Ledger.open(path, mode="write") as ledger:
        command = ledger.command("add", person="督查室", now=datetime.combine(TODAY, time(9), UTC), summary="读入答复")
        for extraction in extract_all([str(replies)], failures):
            if extraction.reply.genre is not Genre.NONE:
                ledger.add(extraction, command=command, today=TODAY)
    live(path, first, 12)


def build(path: Path, month: Month = MONTH, *, pages: bool = False) -> Report:
    """The bulletin of a month, made a fortnight later."""
    made_on = date(month.following.year, month.following.number, 15)
    with Ledger.open(path, mode="read") as ledger:
        return build_bulletin(gather(ledger, Scope(Period.of(month, made_on), (), load_profile())), pages=pages)


def render_sample() -> str:
    """The bulletin of the samples, as Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        make_ledger(path, DATA)
        return render_report_markdown(build(path))


def main() -> None:
    """Read the command line of this script."""
    from tracker.rendering.json_text import render_report_json
    from tracker.rendering.report_text import render_report
    from tracker.rendering.web import render_web
    from tracker.rendering.word import render_word
    from tracker.rendering.workbook import render_workbook

    folder, *rest = sys.argv[1:]
    replies = Path(rest[0]) if rest else DATA
    first, month = (Month(*map(int, word.split("-"))) for word in rest[1:]) if len(rest) > 1 else (YEAR, MONTH)
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    path = place / "ledger.db"
    path.unlink(missing_ok=True)
    make_ledger(path, replies, first)
    made = build(path, month, pages=True)
    for suffix, data in {
        "docx": render_word(made),
        "xlsx": render_workbook(made),
        "html": render_web(made).encode(),
        "md": render_report_markdown(made).encode(),
        "json": render_report_json(made),
        "txt": render_report(made, width=80).encode(),
    }.items():
        (place / f"通报.{suffix}").write_bytes(data)
        print(f"{place}/通报.{suffix}  {len(data) / 1000:.0f} KB")


if __name__ == "__main__":
    main()
