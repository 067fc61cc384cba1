"""Local rules: read, completed from the default, or refused by name."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.errors import InputError
from tracker.profile import Profile, load_profile


def write(folder: Path, text: str) -> Path:
    path = folder / "云溪市.toml"
    path.write_text(text, "utf-8")
    return path


def test_the_default_profile_is_complete() -> None:
    profile = load_profile()
    assert profile.name == "通用"
    assert list(profile.categories) == ["A", "B", "C", "D"]
    assert (profile.due_soon_days, profile.silent_months, profile.due_months) == (30, 3, 12)
    assert (profile.yellow, profile.red) == (0.1, 0.3)
    assert (profile.yellow_points, profile.red_points) == (10, 30)
    assert dict(profile.light_names) == {"blue": "蓝灯", "green": "绿灯", "yellow": "黄灯", "red": "红灯"}
    assert (profile.answer_months, profile.complex_answer_months) == (3, 6)


def test_a_profile_of_ones_own_names_only_what_differs(tmp_path: Path) -> None:
    own = load_profile(write(tmp_path, '\ufeffname = "云溪市"\n[categories]\nC = "已列入规划"\n[lights]\nred = 1\n'))
    default = load_profile()
    assert (own.name, own.categories["C"], own.red) == ("云溪市", "已列入规划", 1.0)
    assert own.categories["A"] == default.categories["A"]
    assert own.due_soon_days == default.due_soon_days


def test_a_class_that_is_not_used_is_left_empty(tmp_path: Path) -> None:
    own = load_profile(write(tmp_path, '[categories]\nD = ""\n[category_names]\nA = "甲类"\n'))
    assert list(own.categories) == ["A", "B", "C"]
    assert own.category_names["A"] == "甲类"


def test_how_a_place_reports_is_part_of_its_profile(tmp_path: Path) -> None:
    text = (
        '[report]\ntitle = "督查通报"\nissuer = " 云溪市人民政府督查室 "\nday = 25\nranking_least = 5\nnamed_most = 9\n'
    )
    own = load_profile(write(tmp_path, text))
    assert (own.report_title, own.issuer, own.red_header) == ("督查通报", "云溪市人民政府督查室", None)
    assert (own.report_day, own.ranking_least, own.named_most) == (25, 5, 9)
    default = load_profile()
    assert (default.report_day, default.issuer, default.source) == (0, None, None)


def test_an_empty_profile_is_the_default(tmp_path: Path) -> None:
    assert load_profile(write(tmp_path, "")) == load_profile()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ends = 3", "第 1 行，地区规则中没有“ends”这一项，可用的有 name、source、categories"),
        (
            "# 规则\n[limits]\n\ndue_soon = 3",
            "第 4 行，地区规则中没有“limits.due_soon”这一项，是不是 limits.due_soon_days？",
        ),
        ('[categories]\nE = "其他"', "第 2 行，地区规则中没有“categories.E”这一项"),
        ("limits = 3", "第 1 行，“limits”的值不对，应是一段，其中可以有 due_soon_days"),
        ("\n[name]\nzh = 1", "第 2 行，“name”的值不对，应是英文引号里的文字"),
        ("name = 3", "第 1 行，“name”的值不对"),
        ('name = " "', "第 1 行，“name”不能为空"),
        ('name = "云\\n溪"', "第 1 行，“name”里有换行"),
        (f'source = "{"长" * 301}"', "第 1 行，“source”有 301 字，最多 300 字"),
        ('[report]\ntitle = ""', "第 2 行，“report.title”不能为空"),
        ("[report]\nday = 32", "第 2 行，“report.day”应为 0 到 31 的整数，不能是 32"),
        ('[lights.names]\nred = " "', "第 2 行，“lights.names.red”不能为空"),
        ("[limits]\ndue_months = 0", "第 2 行，“limits.due_months”应为 1 到 600 的整数，不能是 0"),
        ("limits.due_months = 601", "第 1 行，“limits.due_months”应为 1 到 600 的整数"),
        ("limits = { due_soon_days = 1, silent_months = 0 }", "第 1 行，“limits.silent_months”应为"),
        ("[limits]\ndue_soon_days = 7.5", "第 2 行，“limits.due_soon_days”的值不对，应是整数，例如 30"),
        ("[limits]\ndue_soon_days = true", "第 2 行，“limits.due_soon_days”的值不对"),
        ("[limits]\nsilent_months = 0", "第 2 行，“limits.silent_months”应为 1 到 600 的整数"),
        ("[lights]\nyellow = 0.5", "第 2 行，亮灯界限"),
        ('[lights]\nyellow = "低"', "第 2 行，“lights.yellow”的值不对，应是小数，例如 0.1"),
        ("[lights]\nred = nan", "第 2 行，亮灯界限"),
        ("[lights]\nyellow = 0", "第 2 行，亮灯界限"),
        ("[answers]\nmonths = 9", "第 2 行，answers.complex_months 不能少于 answers.months"),
        ("[limits", "第 1 行（文件末尾）：方括号没有配对"),
        ('name = "云溪市"\nname = "云溪"', "第 2 行（文件末尾）：同一项写了两次"),
        ("name 云溪市", "第 1 行第 6 列：缺少等号"),
        ("name = 云溪市", "第 1 行第 8 列：值的写法不对，文字要放在英文引号里"),
        ("名称 = 1", "第 1 行第 1 列：读不懂，应写成 项 = 值"),
        ("a = 1979-13-01", "第 1 行第 9 列：一行里写了多余的内容"),
        (f"a = {'[' * 5000}", "嵌套太深"),
    ],
)
def test_what_is_wrong_in_a_profile_is_named(tmp_path: Path, text: str, words: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(InputError) as caught:
        load_profile(path)
    assert words in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_profile_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    large = write(tmp_path, "#" * (64 * 1024 + 1))
    with pytest.raises(InputError, match="超过 64 KB"):
        load_profile(large)
    with pytest.raises(InputError, match="名称有误"):
        load_profile(Path("a\0b"))
    with pytest.raises(InputError, match="无法读取地区规则"):
        load_profile(tmp_path / "没有.toml")
    path = tmp_path / "gbk.toml"
    path.write_bytes('name = "云溪市"'.encode("gb18030"))
    with pytest.raises(InputError, match="另存为 UTF-8"):
        load_profile(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_are_a_profile_or_an_input_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "any.toml"
    path.write_bytes(content)
    with suppress(InputError):
        assert isinstance(load_profile(path), Profile)
