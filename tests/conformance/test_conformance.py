"""The same replies in every format say the same: a dozen here, all of a corpus with ``make conformance``."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path

import pytest

from conformance.__main__ import main
from conformance.comparison import find_differences
from conformance.formats import FORMATS
from conformance.letters import Letter, Role, load_letters, make_letter
from tests.conftest import PROJECT

REPLIES = PROJECT / "tests" / "replies"
COUNT = 12
"""Of each format: as many as one call of LibreOffice makes in a few seconds."""
SHORT = """云溪市水务局关于市政协五届三次会议第0019号提案的答复
贺星野委员：
您提出的《关于改造东湖排水管网的提案》收悉，现答复如下：
一、办理情况
已完成管网改造12公里。
二、下一步工作
我局将于2025年6月底前完成东湖区排水管网改造8公里。
云溪市水务局
2024年8月9日"""


@pytest.fixture(scope="module")
def letters() -> list[Letter]:
    """Invented ones, and beside them real ones where the corpus is at hand."""
    folder = Path(os.environ.get("TRACKER_CORPUS") or PROJECT.parent / "shared" / "corpus") / "dev"
    real = list(islice(load_letters(folder), 0, None, 8))[: COUNT // 2] if folder.is_dir() else []
    return real + list(islice(load_letters(REPLIES), COUNT - len(real)))


@pytest.mark.parametrize("name", FORMATS)
def test_a_reply_says_the_same_in_every_format(name: str, letters: list[Letter], tmp_path: Path) -> None:
    chosen = FORMATS[name]
    if not chosen.make(letters, tmp_path):
        reason = "its program is not installed (apt-get install libreoffice-writer chromium fonts-noto-cjk)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    for reader in chosen.readers.values():
        for letter in letters:
            path = tmp_path / f"{letter.name}.{chosen.suffix}"
            assert (letter.name, find_differences(letter, path, reader)) == (letter.name, [])


def test_a_letter_is_laid_out_as_an_office_does_it() -> None:
    roles = [role for role, _ in make_letter("reply", SHORT).paragraphs]
    assert roles == [Role.TITLE, Role.FLUSH, *[Role.BODY] * 5, *[Role.SIGNATURE] * 2]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("0019", "0020", ["title: ", "number: 0019 → 0020"]),
        ("8公里", "9公里", ["promise 1 text: ", "promise 1 targets: "]),
        ("将于2025年6月底前", "已于2023年6月底", ["promises: 1 → 0", "promise only on one side: "]),
        (SHORT, "", ["not read: "]),
    ],
)
def test_what_differs_is_named(before: str, after: str, told: list[str], tmp_path: Path) -> None:
    path = tmp_path / "reply.txt"
    path.write_text(SHORT.replace(before, after), "utf-8")
    differences = find_differences(make_letter("reply", SHORT), path)
    assert len(differences) == len(told)
    assert all(difference.startswith(start) for difference, start in zip(differences, told, strict=True))


def test_the_table_gives_a_line_a_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "reply.txt").write_text(SHORT, "utf-8")
    monkeypatch.setattr("conformance.__main__.MADE", tmp_path / "made")
    assert main(tmp_path, ["docx", "ofd"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:4] for line in lines[1:]] == [["docx", "1", "1", "100.0%"], ["ofd", "1", "1", "100.0%"]]
