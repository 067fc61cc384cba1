"""The READMEs are true: their tours are run, their tables are compared with the program."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.core import TyperGroup

from tracker.cli.application import build_command
from tracker.errors import ExitCode
from tracker.model import Status

pytest.importorskip("pty", reason="the tours are run on a terminal, which this system has not")
from tests import regions, tour

PROJECT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")
YEARS = ("docs/year.md", "docs/year.zh-CN.md")
MONTHS = ("docs/excel.md", "docs/excel.zh-CN.md")

readme = pytest.mark.parametrize("name", READMES)


def load(name: str) -> str:
    return (PROJECT / name).read_text("utf-8")


@pytest.mark.parametrize("name", [*READMES, *YEARS, *MONTHS])
def test_every_command_of_a_tour_prints_what_the_file_shows(name: str) -> None:
    ran = tour.run_tour(load(name))
    assert ran, "the file shows no tour"
    for step, output in ran:
        assert output == step.output, f"$ {step.command}\n{output}\n\n`make docs` puts this into {name}"


@readme
def test_the_readme_lists_every_exit_code(name: str) -> None:
    listed = {int(code) for code in re.findall(r"(?m)^\| `(\d+)` \|", load(name))}
    assert listed == {int(code) for code in ExitCode}


def find_commands(group: TyperGroup, path: str = "tracker") -> Iterator[tuple[str, list[str]]]:
    """Each command with its own long options, groups left out."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from find_commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", [option for param in command.params for option in param.opts if len(option) > 2]


@readme
def test_the_readme_lists_every_command_with_every_option_of_its_own(name: str) -> None:
    rows = re.findall(r"(?m)^\| `(tracker [a-z -]+)\b.*$", load(name))
    shared = {"--ledger", "--user", "--profile", "--help"}
    lines = {row.strip(): line for row, line in zip(rows, re.findall(r"(?m)^\| `tracker .*$", load(name)), strict=True)}
    commands = dict(find_commands(build_command()))
    assert lines.keys() == commands.keys()
    for command, options in commands.items():
        long = {option for option in options if option.startswith("--")} - shared - {"--yes", "--output"}
        assert {option for option in long if option not in lines[command]} == set(), command


@readme
def test_the_readme_names_every_variable_that_the_program_reads(name: str) -> None:
    sources = "".join(path.read_text("utf-8") for path in (PROJECT / "tracker").rglob("*.py"))
    read = set(re.findall(r"\bTRACKER_[A-Z]+\b", sources))
    assert read
    assert read <= set(re.findall(r"\bTRACKER_[A-Z]+\b", load(name)))


@readme
def test_the_readme_lists_the_tables_of_a_ledger_as_they_are(name: str) -> None:
    text = load(name)
    assert "<!-- ledger -->" in text
    assert text == regions.refresh(text, regions.find_language(name)), "`make docs` renews it"


@pytest.mark.parametrize("name", regions.REFERENCES)
def test_every_column_and_every_condition_is_described_as_it_is(name: str) -> None:
    assert load(name) == regions.render_reference(name), "`make docs` renews it"


@pytest.mark.parametrize("pair", [READMES, YEARS, MONTHS])
def test_both_languages_take_the_same_tour(pair: tuple[str, str]) -> None:
    english, chinese = ([(step.command, step.day) for step in tour.parse_tour(load(name))] for name in pair)
    assert english == chinese


def test_the_year_shows_every_status_and_goes_through_the_seasons() -> None:
    steps = tour.parse_tour(load(YEARS[0]))
    assert [step.day for step in steps] == sorted(step.day for step in steps)
    assert steps[-1].day[:4] > steps[0].day[:4]
    commands = " ".join(step.command for step in steps)
    assert [status.label for status in Status if status.label not in commands] == ["未报进展"]


@readme
def test_every_target_of_make_that_the_readme_names_exists(name: str) -> None:
    targets = set(re.findall(r"(?m)^([a-z]+):", (PROJECT / "Makefile").read_text("utf-8")))
    assert set(re.findall(r"`make ([a-z]+)`", load(name))) <= targets


@readme
def test_every_file_that_the_readme_links_to_exists(name: str) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", load(name)):
        assert (PROJECT / target).exists(), target


def test_a_tour_shows_both_streams_as_on_a_terminal_and_no_colour(tmp_path: Path) -> None:
    command = r"printf '\033[31m红\033[0m  \n\n'; echo 错误 >&2; test -t 1 && echo 终端"
    assert tour.run_step(command, tmp_path, dict(os.environ)) == "红\n\n错误\n终端"


def test_rewriting_puts_the_output_under_each_command_and_is_stable() -> None:
    text = "前\n```console\n$ echo 一\n旧\n$ true\n```\n中\n```console\n$ cat data/none.txt | wc -l; echo 二\n```\n"
    once = tour.rewrite(text)
    assert once.startswith("前\n```console\n$ echo 一\n一\n\n$ true\n```\n中\n")
    assert tour.rewrite(once) == once


def test_rewriting_leaves_text_between_blocks_alone() -> None:
    text = "# 标题\n\n```sh\n$ rm -rf 这里不是游览\n```\n\n正文 `$ tracker`\n"
    assert tour.rewrite(text) == text


def test_a_heading_says_on_what_day_its_commands_run() -> None:
    text = "# 一年\n```console\n$ 甲\n```\n## 2024-09-24 催办\n```console\n$ 乙\n# 2025-01-01 不是标题\n$ 丙\n```\n## 后记\n"
    text += "```console\n$ echo $TRACKER_TODAY\n```\n"
    assert [(step.command, step.day) for step in tour.parse_tour(text)] == [
        ("甲", tour.DAY), ("乙", "2024-09-24"), ("丙", "2024-09-24"), ("echo $TRACKER_TODAY", tour.DAY),
    ]  # fmt: skip
    assert tour.run_tour("## 2024-09-24\n```console\n$ echo $TRACKER_TODAY\n```\n")[0][1] == "2024-09-24"
