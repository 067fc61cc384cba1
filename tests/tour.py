"""The tours of the READMEs as something that runs: their ``$`` commands, and what each one prints.

A tour is every ``console`` block of a Markdown file, in order, in one fresh folder with the samples
in it and a fresh ledger.  It takes place on one day, except that under a heading that begins with a day
(``## 2024-09-24 …``) commands run on that one.  Commands run on a terminal of 80 columns, so the blocks show what a person
sees; colour is taken out.  ``--rewrite`` puts the present output into the files, ``--play`` runs a
tour for whoever is watching.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.regions import REFERENCES, find_language, refresh, render_reference

PROJECT = Path(__file__).parent.parent
DAY = "2024-10-15"
"""The day on which tours take place that name none."""

_BLOCK = re.compile(r"(?ms)^```console\n(.*?)^```$")
_HEADING = re.compile(r"(?m)^#+ (?:(\d{4}-\d\d-\d\d)\b)?")
_ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_WINDOW = struct.pack("HHHH", 40, 80, 0, 0)


@dataclass(frozen=True, slots=True)
class Step:
    """One command of a tour and what the file says that it prints."""

    command: str
    """What stands after ``$``."""
    output: str
    """The lines below it, without trailing white space."""
    day: str = DAY
    """When it is run."""


def parse_tour(text: str) -> list[Step]:
    """The steps of a Markdown text, in order."""
    return [step for block in _BLOCK.finditer(text) for step in _parse_block(block)]


def _parse_block(block: re.Match[str]) -> Iterator[Step]:
    # A comment in a shell block looks like a heading, so that only those outside of blocks count.
    headings = _HEADING.findall(_BLOCK.sub("", block.string[: block.start()]))
    day = (headings[-1] if headings else "") or DAY
    for part in re.split(r"(?m)^\$ ", block[1])[1:]:
        command, _, output = part.partition("\n")
        yield Step(command.strip(), output.rstrip(), day)


def prepare(folder: Path) -> dict[str, str]:
    """Put the samples into ``folder`` and return the environment in which a tour runs there."""
    shutil.copytree(PROJECT / "data", folder / "data")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TRACKER_", "LC_", "LANG"))}
    return kept | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "TRACKER_TODAY": DAY,
        "TRACKER_USER": "督查室",
        "TRACKER_LEDGER": "ledger.db",
        "TRACKER_CONFIG": os.devnull,
        "COLUMNS": "80",
        "LC_ALL": "C.UTF-8",
        "TZ": "CST-8",
    }


def run_step(command: str, folder: Path, environment: dict[str, str]) -> str:
    """What a command shows on a terminal: both streams, without colour and trailing white space."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, _WINDOW)
    with subprocess.Popen(
        ["sh", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs
    ):
        os.close(theirs)
        shown = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    lines = _ANSI.sub("", shown.decode("utf-8")).replace("\r\n", "\n").split("\n")
    if "Traceback (most recent call last):" in lines:
        sys.exit(f"$ {command}\n{lines[-2]}: a defect of the program is no documentation")
    return "\n".join(line.rstrip() for line in lines).rstrip()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux reports the end of a terminal as an input/output error.
        return b""


def run_tour(text: str) -> list[tuple[Step, str]]:
    """Each step of a text with what it prints today, in a fresh folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = prepare(folder)
        return [
            (step, run_step(step.command, folder, environment | {"TRACKER_TODAY": step.day}))
            for step in parse_tour(text)
        ]


def rewrite(text: str) -> str:
    """The same Markdown with the present output under each command."""
    outputs = iter(run_tour(text))

    def render_block(block: re.Match[str]) -> str:
        steps = [next(outputs) for _ in _parse_block(block)]
        shown = "\n".join(
            f"$ {step.command}\n{output}\n" if output else f"$ {step.command}\n" for step, output in steps
        )
        return f"```console\n{shown}```"

    return _BLOCK.sub(render_block, text)


def play(text: str, folder: Path) -> None:
    """Run the steps of a text in ``folder`` on the present terminal; stop where one fails."""
    shutil.rmtree(folder, ignore_errors=True)
    environment = prepare(folder)
    environment.pop("COLUMNS")
    for step in parse_tour(text):
        print(f"\n$ {step.command}", flush=True)
        on_its_day = environment | {"TRACKER_TODAY": step.day}
        done = subprocess.run(["sh", "-c", step.command], cwd=folder, env=on_its_day, stdin=subprocess.DEVNULL)
        if done.returncode:
            sys.exit(done.returncode)


def main() -> None:
    """Read the command line of this script."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--rewrite", action="store_true", help="put the present output into the files")
    what.add_argument("--play", type=Path, metavar="FOLDER", help="run the tours in this folder, emptied before")
    chosen = parser.parse_args()
    for file in chosen.files:
        text = file.read_text("utf-8")
        if chosen.rewrite:
            file.write_text(refresh(rewrite(text), find_language(file.name)), "utf-8")
        else:
            play(text, chosen.play)
    if chosen.rewrite:
        for name in REFERENCES:
            (PROJECT / name).write_text(render_reference(name), "utf-8")


if __name__ == "__main__":
    main()
