"""``profile``: rules of places are listed, shown, checked, and set for a ledger; flags, files and ledgers choose them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tracker.ledger import find_rules
from tracker.profile import list_profiles, load_known, load_profile, read_profile

OWN = """\
name = "云溪市"
source = "《云溪市督查工作办法》"
[categories]
D = ""
[limits]
due_soon_days = 90
[lights.names]
red = "红牌"
[report]
issuer = "云溪市人民政府督查室"
day = 25
"""


@pytest.fixture
def own(folder: Path) -> Path:
    path = folder.parent / "云溪市.toml"
    path.write_text(OWN, "utf-8")
    return path


def ledger_of(folder: Path) -> Path:
    return folder.parent / "ledger.db"


def current(run: Run, *args: str) -> str:
    """The rules that a run goes by, as the list marks them."""
    (line,) = (line for line in run(*args, "profile", "list").lines[1:] if line.endswith("\t√"))
    return line.split("\t")[0]


def test_every_place_that_comes_with_the_program_names_a_public_source() -> None:
    assert list_profiles() == ("default", "hangzhou", "qinyang", "yinchuan")
    for key in list_profiles()[1:]:
        profile = load_known(key)
        assert profile.source is not None
        assert "http" in profile.source
        assert profile.name.endswith("市")
        assert read_profile(key).startswith("# ")


def test_real_places_call_and_mean_things_differently() -> None:
    assert list(load_known("hangzhou").categories) == ["A", "B", "C"]
    assert load_known("hangzhou").categories["C"] != load_profile().categories["C"]
    assert load_known("qinyang").category_names["A"] == "甲类"
    assert load_known("yinchuan").light_names["blue"] == "已办结"


def test_the_list_marks_the_rules_in_use(run: Run, folder: Path) -> None:
    ran = run("profile", "list")
    assert ran.code == 0
    assert [line.split("\t")[0] for line in ran.lines] == ["名称", *list_profiles()]
    assert current(run) == "default"
    assert not ledger_of(folder).exists()


def test_on_a_terminal_the_list_says_who_decided(terminal: Run, folder: Path) -> None:
    assert "当前所用：qinyang，来自选项（--profile）。" in terminal("--profile", "qinyang", "profile", "list").out
    assert "当前所用：default，来自默认。" in terminal("profile", "list").out
    assert "甲类" in terminal("profile", "show", "qinyang").out


def test_rules_are_shown_by_key_place_or_file(run: Run, own: Path) -> None:
    assert "甲类：" in run("profile", "show", "qinyang").out
    assert run("profile", "show", "沁阳市").out == run("profile", "show", "qinyang").out
    shown = run("profile", "show", own.name).out
    for words in ("《云溪市督查工作办法》", "时限前90天起", "红牌", "云溪市人民政府督查室", "每月25日前"):
        assert words in shown
    assert "办理结果 D" not in shown
    assert run("profile", "show").out == run("profile", "show", "default").out


def test_the_file_itself_can_be_kept_and_changed(run: Run, folder: Path) -> None:
    copy = folder.parent / "副本.toml"
    copy.write_text(run("profile", "show", "default", "--toml").out, "utf-8")
    assert load_profile(copy) == load_profile()
    assert "与通用规则相同" in run("profile", "check", str(copy)).out


def test_a_good_file_is_compared_with_the_general_rules(run: Run, own: Path) -> None:
    ran = run("profile", "check", own.name)
    assert ran.code == 0
    assert ran.lines[0] == "云溪市.toml 可用，与通用规则不同的有 7 项："
    assert ran.lines[-1].split() == ["办理结果", "D", "—"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[limits]\n\ndue_soon = 3\n", "坏.toml：第 3 行，地区规则中没有“limits.due_soon”这一项"),
        ("name = 云溪市\n", "坏.toml：地区规则第 1 行第 8 列：值的写法不对"),
        ("[report]\nday = 40\n", "坏.toml：第 2 行，“report.day”应为 0 到 31 的整数，不能是 40"),
    ],
)
def test_a_wrong_file_is_refused_with_line_and_reason(run: Run, folder: Path, text: str, words: str) -> None:
    (folder.parent / "坏.toml").write_text(text, "utf-8")
    for command in (("profile", "check"), ("profile", "use"), ("profile", "show"), ("list", "--profile")):
        ran = run("add", "答复") and run(*command, "坏.toml")
        assert (ran.code, ran.out) == (4, "")
        assert words in ran.err
        assert ran.err.count("\n") == 1
    assert find_rules(ledger_of(folder)) is None


def test_a_name_that_nobody_knows_names_those_there_are(filled: Run) -> None:
    ran = filled("profile", "use", "云溪")
    assert (ran.code, ran.out) == (2, "")
    assert "没有“云溪”这套地区规则，可用的有 default（通用）、hangzhou（杭州市）" in ran.err
    assert filled("profile", "use", "没有.toml").code == 4


def test_a_ledger_keeps_the_rules_in_a_file_without_the_file(filled: Run, own: Path, folder: Path) -> None:
    ran = filled("profile", "use", own.name)
    assert ran.code == 0
    assert "未设定 → 云溪市.toml，内容已存进台账" in ran.out
    assert "tracker profile use default" in ran.err
    own.unlink()
    assert current(filled) == "云溪市.toml"
    assert "云溪市人民政府督查室" in filled("profile", "show").out
    rules = find_rules(ledger_of(folder))
    assert rules is not None
    assert (rules.name, rules.text, rules.set_by) == ("云溪市.toml", OWN, "测试员")
    assert rules.set_at.startswith("2024-10-15T")
    back = filled("profile", "use", "default")
    assert "云溪市.toml → default\n" in back.out
    assert "要改回须再用这个文件" in back.err
    rules = find_rules(ledger_of(folder))
    assert rules is not None
    assert rules.text is None


def test_the_rules_of_a_ledger_decide_what_its_lists_show(filled: Run, own: Path) -> None:
    before = filled("list").out
    filled("profile", "use", own.name)
    assert filled("list").out != before
    assert filled("list", "--profile", "default").out == before


def test_the_rules_decide_how_a_report_reads(filled: Run, own: Path) -> None:
    report = ("report", "--month", "2024-09", "--format", "json")
    general, here = filled(*report).out, filled(*report, "--profile", own.name).out
    assert "红灯" in general
    assert "红灯" not in here
    for words in ("红牌", "云溪市人民政府督查室", "每月25日前"):
        assert words in here
        assert words not in general


def test_the_class_of_a_document_is_shown_as_the_place_calls_it(filled: Run) -> None:
    assert filled("document", "update", "1", "--category", "A").code == 0
    assert "A类：所提问题已经解决或者基本解决" in filled("document", "show", "1").out
    assert "甲类：已经解决或者基本解决" in filled("document", "show", "1", "--profile", "qinyang").out


def test_flag_then_environment_then_ledger_then_configuration_choose_the_rules(
    filled: Run, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = own.parent / "config.toml"
    config.write_text('profile = "云溪市.toml"\n', "utf-8")
    monkeypatch.setenv("TRACKER_CONFIG", str(config))
    monkeypatch.chdir(own.parent / "答复")  # a path in the file is meant from where the file is
    assert current(filled) == "云溪市.toml"
    filled("profile", "use", "hangzhou")
    assert current(filled) == "hangzhou"
    monkeypatch.setenv("TRACKER_PROFILE", "yinchuan")
    assert current(filled) == "yinchuan"
    assert current(filled, "--profile", "沁阳市") == "qinyang"


def test_rules_are_set_for_a_ledger_that_is_there(run: Run, folder: Path) -> None:
    assert run("profile", "use", "hangzhou").code == 5
    assert not ledger_of(folder).exists()


def test_rules_in_a_ledger_that_are_wrong_are_named_and_can_be_replaced(filled: Run, own: Path, folder: Path) -> None:
    filled("profile", "use", own.name)
    with sqlite3.connect(ledger_of(folder)) as raw:
        raw.execute("UPDATE meta SET value = 'a = [' WHERE key = 'profile_text'")
        raw.execute("DELETE FROM meta WHERE key GLOB 'profile_set_*'")
    raw.close()
    ran = filled("list")
    assert ran.code == 4
    assert "里的地区规则 云溪市.toml：地区规则第 1 行" in ran.err
    assert filled("profile", "use", "default").code == 0
    assert filled("list").code == 0


def test_rules_that_only_a_newer_program_has_are_named(filled: Run, folder: Path) -> None:
    filled("profile", "use", "hangzhou")
    with sqlite3.connect(ledger_of(folder)) as raw:
        raw.execute("UPDATE meta SET value = '\x1b[31m新\n市' WHERE key = 'profile'")
    raw.close()
    ran = filled("list")
    assert (ran.code, ran.out) == (5, "")
    assert "设定的地区规则“新 市”本程序没有，请升级 tracker" in ran.err
    assert filled("list", "--profile", "default").code == 0
    assert "：新 市 → default" in filled("profile", "use", "default").out


def test_what_is_no_ledger_is_said_once(run: Run, folder: Path) -> None:
    ledger_of(folder).write_text("不是台账", "utf-8")
    assert run("profile", "list").code == 5
