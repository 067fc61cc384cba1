"""A report made, rendered and delivered: to the terminal, the standard output, or a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.cli.console import find_width, has_color, say, write, write_bytes
from tracker.cli.files import write_file
from tracker.cli.formats import Format

if TYPE_CHECKING:
    from tracker.cli.materials import Scope
    from tracker.exchange.columns import Entry
    from tracker.ledger import Ledger
    from tracker.profile import Profile
    from tracker.reporting.bulletin import Material
    from tracker.reporting.report import Report
    from tracker.workbook.book import Book

WIDTH = 80
"""Cells of a line in a file of plain text."""
BINARY = frozenset({Format.WORD, Format.EXCEL})
"""Formats that are no text for a terminal."""
PAGED = frozenset({Format.HTML, Format.JSON})
"""Formats that show all that is known of each item."""


@dataclass(frozen=True, slots=True)
class Output:
    """Where a report goes, and how."""

    format: Format
    """What it is rendered as."""
    path: str | None
    """The file or folder, ``None`` for the standard output."""


@dataclass(frozen=True, slots=True)
class Made:
    """A report that is ready to be rendered."""

    report: Report
    """What it says."""
    profile: Profile
    """By which rules it was made."""
    entries: tuple[Entry, ...] = ()
    """The rows of the ledger as ``tracker export`` writes them, for workbooks only."""


def make(ledger: Ledger, scope: Scope, chosen: Format) -> Made:
    """The report of a scope, with what the format shows beside it."""
    from tracker.cli.materials import gather
    from tracker.reporting.bulletin import build_bulletin

    material = gather(ledger, scope, history=chosen in PAGED)
    entries = list_entries(ledger, scope, material) if chosen is Format.EXCEL else ()
    return Made(build_bulletin(material, pages=chosen in PAGED), scope.profile, entries)


def make_part(material: Material, chosen: Format, entries: Iterable[Entry], profile: Profile) -> Made:
    """The report of one part of what was gathered."""
    from tracker.reporting.bulletin import build_bulletin

    ids = {item.id for item in material.now}
    own = (entry for entry in entries if entry.item.id in ids)
    numbered = tuple(replace(entry, number=number) for number, entry in enumerate(own, 1))
    return Made(build_bulletin(material, pages=chosen in PAGED), profile, numbered)


def list_entries(ledger: Ledger, scope: Scope, material: Material) -> tuple[Entry, ...]:
    """The rows of the ledger as of the cut-off, in the order of the annex."""
    from tracker.exchange.columns import Entry

    items = sorted(material.now, key=lambda item: (item.document_id, item.id))
    outgoing = ledger.outgoing
    categories = outgoing.categories(scope.period.cutoff, scope.last_event)
    done = outgoing.done_days(items, scope.last_event)
    return tuple(
        Entry(
            number=number,
            item=item,
            day=scope.period.morrow,
            profile=scope.profile,
            category_now=categories.get(item.document_id),
            done_on=done.get(item.id),
        )
        for number, item in enumerate(items, 1)
    )


def deliver(made: Made, target: Output) -> None:
    """Print the report, or write it into its file and say so."""
    if target.path is None:
        if target.format in BINARY or target.format is Format.JSON:
            write_bytes(render_file(made, target.format))
        else:
            write(_render_text(made.report, target.format, shown=True).removesuffix("\n"))
        return
    write_file(target.path, render_file(made, target.format))
    say(f"{made.report.masthead.title}已写入 {target.path}")


def render_file(made: Made, chosen: Format) -> bytes:
    """The report as the bytes of a file."""
    if chosen is Format.JSON:
        from tracker.rendering.json_text import render_report_json

        return render_report_json(made.report)
    if chosen is Format.WORD:
        from tracker.rendering.word import render_word

        return render_word(made.report)
    if chosen is Format.EXCEL:
        return _render_workbook(made)
    text = _render_text(made.report, chosen, shown=False)
    return (text.removesuffix("\n") + "\n").encode("utf-8", "replace")


def _render_workbook(made: Made) -> bytes:
    from tracker.exchange.ledger_sheet import add_ledger_sheet
    from tracker.rendering.workbook import render_workbook

    annex = made.report.annex.title

    def add_ledger(book: Book) -> None:
        add_ledger_sheet(book, annex, f"{made.report.masthead.title} {annex}", made.entries, made.profile)

    return render_workbook(made.report, ledger=add_ledger if made.entries else None)


def _render_text(made: Report, chosen: Format, *, shown: bool) -> str:
    if chosen is Format.MARKDOWN:
        from tracker.rendering.markdown import render_report_markdown

        return render_report_markdown(made)
    if chosen is Format.HTML:
        from tracker.rendering.web import render_web

        return render_web(made)
    from tracker.rendering.report_text import render_report

    # A file is the same whatever the terminal is that it was written from.
    return render_report(made, width=find_width() if shown else WIDTH, color=shown and has_color())
