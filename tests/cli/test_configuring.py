"""``config``: one file, and a flag goes before the environment, the environment before the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def config(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration file in a folder of its own."""
    path = folder.parent / "设置" / "config.toml"
    path.parent.mkdir()
    path.write_text('# 本机设置\nledger = "台账.db"\nuser = "丙"\nprofile = "qinyang"\n', "utf-8")
    monkeypatch.setenv("TRACKER_CONFIG", str(path))
    return path


def rows(run: Run, *args: str) -> list[list[str]]:
    ran = run(*args, "config", "show", "--origin")
    assert ran.code == 0, ran.err
    return [line.split("\t") for line in ran.lines]


def test_the_file_is_where_the_variable_or_the_platform_says(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    path = Path(run("config", "path").out.strip())
    assert path.is_absolute()
    assert (path.name, path.parent.name) == ("config.toml", "tracker")
    monkeypatch.setenv("TRACKER_CONFIG", "别处.toml")
    assert run("config", "path").out == "别处.toml\n"


def test_a_file_at_the_place_of_the_platform_counts(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRACKER_USER")
    path = Path(run("config", "path").out.strip())
    path.parent.mkdir(parents=True)
    path.write_text('user = "丁"\n', "utf-8")
    assert rows(run)[1] == ["user", "丁", "配置文件", f"{path} 第 1 行"]


def test_each_setting_says_who_decided_it(run: Run, config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rows(run, "--ledger", "甲.db")[0] == ["ledger", "甲.db", "选项", "--ledger"]
    assert rows(run, "--user", "乙")[1] == ["user", "乙", "选项", "--user"]
    assert rows(run)[1] == ["user", "测试员", "环境变量", "TRACKER_USER"]
    assert rows(run)[2] == ["profile", "qinyang", "配置文件", f"{config} 第 4 行"]
    monkeypatch.delenv("TRACKER_LEDGER")
    monkeypatch.delenv("TRACKER_USER")
    assert rows(run)[0] == ["ledger", str(config.parent / "台账.db"), "配置文件", f"{config} 第 2 行"]
    assert rows(run)[1] == ["user", "丙", "配置文件", f"{config} 第 3 行"]
    assert run("config", "show").lines == [f"ledger\t{config.parent / '台账.db'}", "user\t丙", "profile\tqinyang"]


def test_without_any_file_the_program_decides(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRACKER_LEDGER")
    monkeypatch.delenv("TRACKER_USER")
    monkeypatch.setenv("LOGNAME", "登录名")
    ledger, user, profile = rows(run)
    assert ledger[2] == "默认"
    assert ledger[1].endswith("ledger.db")
    assert user == ["user", "登录名", "默认"]
    assert profile == ["profile", "default", "默认"]


def test_commands_go_by_the_file(run: Run, config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRACKER_LEDGER")
    monkeypatch.delenv("TRACKER_USER")
    assert run("add", "答复").code == 0
    assert (config.parent / "台账.db").exists()
    assert run("history", "1").lines[1].split("\t")[4] == "丙"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('\nlegder = "台账.db"\n', "第 2 行，配置文件中没有“legder”这一项，是不是 ledger？"),
        ("user = 3\n", "第 1 行，“user”的值不对，应是英文引号里的文字"),
        ('user = " "\n', "第 1 行，“user”应是一行文字，不能为空"),
        ('user = "甲\\n乙"\n', "第 1 行，“user”应是一行文字"),
        ("user = 丙\n", "配置文件第 1 行第 8 列：值的写法不对"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(run: Run, config: Path, text: str, words: str) -> None:
    config.write_text(text, "utf-8")
    for command in (("config", "show"), ("list",)):
        ran = run(*command)
        assert (ran.code, ran.out) == (4, "")
        assert words in ran.err
        assert str(config) in ran.err
    assert run("config", "path").code == 0
    assert run("extract", "答复").code == 0


def test_a_file_that_was_named_must_be_there(run: Run, config: Path) -> None:
    config.unlink()
    ran = run("config", "show")
    assert ran.code == 4
    assert "无法读取配置文件（没有这个位置）" in ran.err
