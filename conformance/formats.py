"""The formats that letters are made in, each for all letters at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from conformance.fixed import make_ofd
from conformance.letters import Letter
from conformance.programs import convert_all, print_all
from conformance.web import make_html, make_mht, make_print
from conformance.word import make_docx
from tests.reading.browser import find_browser
from tracker.model import Document
from tracker.reading import read
from tracker.reading.office import find_office
from tracker.reading.pdf import has_native, read_pdf

_TRANSFERS = ("quoted-printable", "base64")
Makes = Callable[[Sequence[Letter], Path], bool]
"""Writes ``NAME.SUFFIX`` for each letter to a folder; false where a program that it takes is missing."""


def _write(make: Callable[[Letter, int], bytes], suffix: str) -> Makes:
    def write(letters: Sequence[Letter], folder: Path) -> bool:
        for place, letter in enumerate(letters):
            (folder / f"{letter.name}.{suffix}").write_bytes(make(letter, place))
        return True

    return write


def _convert(target: str, *, revised: bool) -> Makes:
    def convert(letters: Sequence[Letter], folder: Path) -> bool:
        program = find_office()
        if program is None:
            return False
        sources = _store([make_docx(letter, revised=revised) for letter in letters], letters, folder, "docx")
        convert_all(program, sources, target, folder)
        return True

    return convert


def _print(letters: Sequence[Letter], folder: Path) -> bool:
    program = find_browser()
    if program is None:
        return False
    pages = [make_print(letter, indented=place % 2 == 0) for place, letter in enumerate(letters)]
    print_all(program, _store(pages, letters, folder, "html"), folder)
    return True


def _store(files: Sequence[bytes], letters: Sequence[Letter], folder: Path, suffix: str) -> list[Path]:
    """What a program is to make files of, in a folder of its own."""
    (folder / "sources").mkdir()
    paths = [folder / "sources" / f"{letter.name}.{suffix}" for letter in letters]
    for path, data in zip(paths, files, strict=True):
        path.write_bytes(data)
    return paths


def _read_natively(path: Path) -> Document:
    text, blocks = read_pdf(path.read_bytes(), portable=False)
    return Document(str(path), "", "pdf", text, blocks, {})


@dataclass(frozen=True, slots=True)
class Format:
    """How the files of one format are made and read."""

    suffix: str
    """Of the files."""
    make: Makes
    """Writes them."""
    readers: Mapping[str, Callable[[Path], Document]] = field(default_factory=lambda: {"": read})
    """By what their line in the table is called besides the format's name."""


_PDF_READERS = {"": read, "+native": _read_natively} if has_native() else {"": read}
FORMATS: dict[str, Format] = {
    "docx": Format("docx", _write(lambda letter, _: make_docx(letter, revised=True), "docx")),
    "doc": Format("doc", _convert("doc", revised=True)),
    "rtf": Format("rtf", _convert("rtf", revised=True)),
    "odt": Format("odt", _convert("odt", revised=True)),
    "pdf-office": Format("pdf", _convert("pdf", revised=False), _PDF_READERS),
    "pdf-browser": Format("pdf", _print, _PDF_READERS),
    "ofd": Format("ofd", _write(lambda letter, _: make_ofd(letter), "ofd")),
    "html": Format("html", _write(lambda letter, place: make_html(letter, ("utf-8", "gb2312")[place % 2]), "html")),
    "mht": Format("mht", _write(lambda letter, place: make_mht(letter, _TRANSFERS[place % 2]), "mht")),
}
"""By name; ``+native`` reads with the extra ``tracker[pdf]`` alone."""
