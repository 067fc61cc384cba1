"""What is shipped: the wheel and what is in it, the locks, and what no file may say."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
import zipfile
from email.parser import Parser
from pathlib import Path

import hatchling.build
import pytest

from tests import samples as docx_sample
from tests.coverage_floor import find_low

PROJECT = Path(__file__).parent.parent
LOCKS = ("core", "test", "check")
BINARY = {".docx", ".xlsx", ".db", ".png"}


def project_files() -> list[Path]:
    """Every file that git knows of or would take, else every file outside of what make makes."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=PROJECT, capture_output=True, text=True
    )
    if listed.returncode == 0:
        names = listed.stdout.splitlines()
        return sorted(PROJECT / name for name in names if (PROJECT / name).is_file())
    made = {".venv", "build", "dist", ".git", "__pycache__"}
    return sorted(path for path in PROJECT.rglob("*") if path.is_file() and not made & set(path.parts))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(PROJECT)
        name = hatchling.build.build_wheel(str(folder))
    return zipfile.ZipFile(folder / name)


def test_the_wheel_holds_every_module_and_every_data_file_of_the_package(wheel: zipfile.ZipFile) -> None:
    package = {str(path.relative_to(PROJECT)) for path in project_files() if path.is_relative_to(PROJECT / "tracker")}
    assert package
    assert package <= set(wheel.namelist())


def test_the_wheel_is_typed_and_holds_nothing_but_the_package_and_its_metadata(wheel: zipfile.ZipFile) -> None:
    assert "tracker/py.typed" in wheel.namelist()
    assert {name.split("/")[0].split("-")[0] for name in wheel.namelist()} == {"tracker"}


def test_the_wheel_names_the_licence_the_command_and_any_processor(wheel: zipfile.ZipFile) -> None:
    assert wheel.filename is not None
    assert wheel.filename.endswith("-py3-none-any.whl")
    folder = next(name.split("/")[0] for name in wheel.namelist() if ".dist-info/" in name)
    metadata = Parser().parsestr(wheel.read(f"{folder}/METADATA").decode("utf-8"))
    assert metadata["License-Expression"] == "MIT"
    assert metadata["Requires-Python"] == ">=3.11"
    assert f"{folder}/licenses/LICENSE" in wheel.namelist()
    assert "tracker = tracker.cli:main" in wheel.read(f"{folder}/entry_points.txt").decode("utf-8")


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_every_version_with_hashes_and_names_no_index(name: str) -> None:
    text = (PROJECT / "requirements" / f"{name}.lock").read_text("utf-8")
    entries = re.split(r"(?m)^(?=\S)", text)[1:]
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==[\w.]+[ ;\\]", entry), entry
        assert "--hash=sha256:" in entry, entry
    assert "://" not in text
    assert "index" not in text


def test_the_locks_agree_on_every_version() -> None:
    pinned: dict[str, set[str]] = {}
    for name in LOCKS:
        text = (PROJECT / "requirements" / f"{name}.lock").read_text("utf-8")
        for package, version in re.findall(r"(?m)^([a-z0-9-]+)==([\w.]+)", text):
            pinned.setdefault(package, set()).add(version)
    assert {package: versions for package, versions in pinned.items() if len(versions) > 1} == {}


def test_the_core_lock_holds_every_dependency_that_is_declared() -> None:
    declared = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    locked = set(re.findall(r"(?m)^([a-z0-9-]+)==", (PROJECT / "requirements" / "core.lock").read_text("utf-8")))
    assert {re.match(r"[a-z0-9-]+", line)[0] for line in declared} <= locked  # type: ignore[index]


@pytest.mark.parametrize("path", sorted((PROJECT / "tracker").rglob("*.py")), ids=lambda path: path.name)
def test_every_module_says_what_it_owns(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), path


def test_no_file_names_a_place_that_only_one_machine_has() -> None:
    # Written in pieces, so that this file does not name them either.
    forbidden = re.compile(
        "|".join(["/" + "work/", "/" + "tmp/", "/ho" + "me/", "py" + "pi.org", "pythonhosted" + ".org"])
    )
    named = {}
    for path in project_files():
        if path.suffix not in BINARY:
            found = forbidden.search(path.read_bytes().decode("utf-8", errors="replace"))
            if found:
                named[str(path.relative_to(PROJECT))] = found[0]
    assert named == {}


def test_the_word_sample_is_what_its_script_writes() -> None:
    assert docx_sample.SAMPLE.read_bytes() == docx_sample.render_docx()


def test_the_samples_keep_their_encodings() -> None:
    folder = PROJECT / "data"
    assert "收悉" in (folder / "parking-112.txt").read_bytes().decode("gb18030")
    assert "喆" in (folder / "buses-20240076.html").read_bytes().decode("gbk")
    for name in ("parking-112.txt", "buses-20240076.html"):
        with pytest.raises(UnicodeDecodeError):
            (folder / name).read_bytes().decode("utf-8")


def test_a_module_below_the_floor_is_named_and_the_lowest_comes_first() -> None:
    summary = {"a.py": 94.9, "b.py": 95.0, "c.py": 10.0}
    report = {"files": {name: {"summary": {"percent_covered": percent}} for name, percent in summary.items()}}
    assert find_low(report, 95) == ["  10.0 %  c.py", "  94.9 %  a.py"]
