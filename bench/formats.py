"""What reading costs, format by format: ``python -m bench.formats [COUNT]``.

Each format has a folder of 1,000 files with the texts of the samples.  Measured is the way from file to promises, on
one core and on all, in processes of its own (so that memory is that of the format alone), for some seconds each at
most; beside it, where one is installed, the fastest reader of that format alone, which only makes text.
"""

from __future__ import annotations

import email
import email.policy
import io
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from email.message import EmailMessage
from itertools import cycle, islice
from pathlib import Path

import xlsxwriter

from tests.reading import bookfile, docfile, ofdfile, pdffile, wordfile
from tests.reading.test_odt import odt
from tracker.cli import crew
from tracker.cli.intake import share_out, take_in
from tracker.reading import find_sources, read

COUNT = 1000
"""Files of each format."""
SECONDS = 2.0
"""For each figure; what is not read by then does not count."""
SAMPLES = Path(__file__).parent.parent / "data"
LINES = 26
"""On a page."""


def make_pages(paragraphs: Sequence[str]) -> list[list[pdffile.Printed]]:
    lines = pdffile.set_lines(paragraphs)
    return [pdffile.body(lines[start : start + LINES]) for start in range(0, len(lines), LINES)]


def make_rtf(paragraphs: Sequence[str]) -> bytes:
    escaped = ("".join(f"\\u{ord(sign)}?" if ord(sign) > 127 else sign for sign in text) for text in paragraphs)
    return ("{\\rtf1\\ansi\\ansicpg936 " + "\\par\n".join(escaped) + "}").encode("ascii")


def make_odt(paragraphs: Sequence[str]) -> bytes:
    return odt("<office:text>" + "".join(f"<text:p>{escape(text)}</text:p>" for text in paragraphs) + "</office:text>")


def make_html(paragraphs: Sequence[str]) -> bytes:
    body = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode()


def make_mht(paragraphs: Sequence[str]) -> bytes:
    message = EmailMessage(policy=email.policy.SMTP)
    message["Subject"] = "reply"
    message.set_content(make_html(paragraphs).decode(), subtype="html", cte="base64")
    message.make_related()
    return message.as_bytes()


def make_xlsx(paragraphs: Sequence[str]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, text in enumerate(paragraphs):
        sheet.write_row(number, 0, (number, text))
    book.close()
    return stream.getvalue()


def make_xls(paragraphs: Sequence[str]) -> bytes:
    return bookfile.old_book(*(bookfile.old_text(number, 1, text) for number, text in enumerate(paragraphs)))


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


MAKERS: dict[str, Callable[[Sequence[str]], bytes]] = {
    "txt": lambda paragraphs: "\n".join(paragraphs).encode(),
    "html": make_html,
    "mht": make_mht,
    "docx": lambda paragraphs: wordfile.word_file(*(wordfile.paragraph(escape(text)) for text in paragraphs)),
    "doc": lambda paragraphs: docfile.DocFile(paragraphs).build(),
    "rtf": make_rtf,
    "odt": make_odt,
    "xlsx": make_xlsx,
    "xls": make_xls,
    "pdf": lambda paragraphs: pdffile.printed_file(*make_pages(paragraphs)),
    "ofd": lambda paragraphs: ofdfile.printed_ofd(*make_pages(paragraphs)),
}
"""Suffix → the bytes of a file of these paragraphs."""


def read_with_selectolax(path: Path) -> str | None:
    from selectolax.lexbor import LexborHTMLParser

    page = LexborHTMLParser(path.read_text("utf-8"))
    return page.body.text() if page.body else None


def read_with_docx2txt(path: Path) -> str:
    import docx2txt

    return docx2txt.process(path)


def read_with_striprtf(path: Path) -> str:
    from striprtf.striprtf import rtf_to_text

    return rtf_to_text(path.read_text("ascii"))


def read_with_pypdfium2(path: Path) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def read_with_pypdf(path: Path) -> str:
    import pypdf

    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def read_with_antiword(path: Path) -> str:
    if shutil.which("antiword") is None:
        raise ImportError
    return subprocess.run(["antiword", "-m", "UTF-8", path], capture_output=True, check=True).stdout.decode()


def read_with_openpyxl(path: Path) -> str:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    text = "\n".join(" ".join(map(str, row)) for sheet in book for row in sheet.iter_rows(values_only=True))
    book.close()
    return text


def read_with_xlrd(path: Path) -> str:
    import xlrd

    sheets = xlrd.open_workbook(path).sheets()
    return "\n".join(" ".join(map(str, row)) for sheet in sheets for row in sheet.get_rows())


READERS: dict[str, tuple[Callable[[Path], str | None], ...]] = {
    "txt": (lambda path: path.read_text("utf-8"),),
    "html": (read_with_selectolax,),
    "docx": (read_with_docx2txt,),
    "doc": (read_with_antiword,),
    "rtf": (read_with_striprtf,),
    "xlsx": (read_with_openpyxl,),
    "xls": (read_with_xlrd,),
    "pdf": (read_with_pypdfium2, read_with_pypdf),
}
"""Suffix → readers of that format alone, the best first."""


def find_reader(suffix: str, path: Path) -> Callable[[Path], str | None] | None:
    """The best one that is installed."""
    for reader in READERS.get(suffix, ()):
        try:
            reader(path)
        except ImportError:
            continue
        return reader
    return None


def count_in_time(results: Iterable[object]) -> dict[str, float]:
    """How many come in a second, once the first one is there: processes that start and imports do not count."""
    coming = iter(results)
    next(coming)
    begin, done, end = time.perf_counter(), 0, 0.0
    for _ in coming:
        done += 1
        end = time.perf_counter() - begin
        if end > SECONDS:
            break
    return {"rate": done / end}


def peak(who: int) -> float:
    """Memory in MB: of this process, or of the largest one that it started."""
    return resource.getrusage(who).ru_maxrss / (1 << (20 if sys.platform == "darwin" else 10))


def measure(folder: str, jobs: int) -> dict[str, float]:
    """One figure, in a process of its own; ``jobs`` 0 is the reader of the format alone."""
    sources = list(find_sources([folder]))
    if jobs == 0:
        files = [Path(source.path) for source in sources]
        reader = find_reader(files[0].suffix[1:], files[0])
        return {} if reader is None else count_in_time(map(reader, files)) | {"peak": peak(resource.RUSAGE_SELF)}
    if jobs == 1:
        return count_in_time(map(take_in, sources)) | {"peak": peak(resource.RUSAGE_SELF)}
    results = share_out(sources, jobs)
    found = count_in_time(results)
    results.close()
    return found | {"peak": peak(resource.RUSAGE_SELF) + jobs * peak(resource.RUSAGE_CHILDREN)}


def measure_apart(folder: Path, jobs: int) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.formats", "--measure", str(folder), str(jobs)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def sample_paragraphs() -> Iterator[list[str]]:
    """The paragraphs of each sample, again and again."""
    texts = [read(source.path).text for source in find_sources([str(SAMPLES)])]
    return cycle([line for line in text.split("\n") if line.strip()] for text in texts)


def main(count: int) -> None:
    """Print a line a format."""
    cores = crew.count_cores()
    print(f"documents a second from file to promises, {count} files of each format, {cores} cores; peak memory in MB")
    print("format  one core    MB  all cores    MB  gain  alone  the reader alone is faster by")
    with tempfile.TemporaryDirectory() as temporary:
        for suffix, make in MAKERS.items():
            folder = Path(temporary) / suffix
            folder.mkdir()
            made = [make(paragraphs) for paragraphs in islice(sample_paragraphs(), 12)]
            for number, data in enumerate(islice(cycle(made), count)):
                (folder / f"{number}.{suffix}").write_bytes(data)
            one, every, alone = (measure_apart(folder, jobs) for jobs in (1, cores, 0))
            against = f"{alone['rate']:6.0f}  {alone['rate'] / one['rate']:.1f}" if alone else "     -  none installed"
            print(
                f"{suffix:6}  {one['rate']:8.0f}  {one['peak']:4.0f}  {every['rate']:9.0f}  {every['peak']:4.0f}"
                f"  {every['rate'] / one['rate']:4.1f}  {against}",
                flush=True,
            )
            shutil.rmtree(folder)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        print(json.dumps(measure(sys.argv[2], int(sys.argv[3]))))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
