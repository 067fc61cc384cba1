"""Local rules: read, completed from the default, or refused by name."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.errors import InputError
from tracker.ledger import DUE_SOON_DAYS
from tracker.profile import Profile, load_profile


def write(folder: Path, text: str) -> Path:
    path = folder / "云溪市.toml"
    path.write_text(text, "utf-8")
    return path


def test_the_default_profile_is_complete() -> None:
    profile = load_profile()
    assert profile.name == "通用"
    assert list(profile.categories) == ["A", "B", "C", "D"]
    assert (profile.due_soon_days, profile.silent_months, profile.due_months) == (DUE_SOON_DAYS, 3, 12)
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


def test_an_empty_profile_is_the_default(tmp_path: Path) -> None:
    assert load_profile(write(tmp_path, "")) == load_profile()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("due_soon = 3", "没有“due_soon”这一项，可用的有 name、categories"),
        ("[limits]\ndue_soon = 3", "没有“limits.due_soon”这一项，可用的有 limits.due_soon_days、limits.silent_months"),
        ('[categories]\nE = "其他"', "没有“categories.E”这一项"),
        ("limits = 3", "“limits”的值不对"),
        ("[name]\nzh = 1", "“name”的值不对"),
        ("name = 3", "“name”的值不对"),
        ('name = " "', "name 不能为空"),
        ('[lights.names]\nred = " "', "“lights.names.red”不能为空"),
        ("[limits]\ndue_months = 0", "“due_months”应为正整数"),
        ("[limits]\ndue_soon_days = 7.5", "“limits.due_soon_days”的值不对：7.5，应像 30 一样"),
        ("[limits]\ndue_soon_days = true", "“limits.due_soon_days”的值不对"),
        ("[limits]\nsilent_months = 0", "“silent_months”应为正整数"),
        ("[lights]\nyellow = 0.5", "亮灯界限"),
        ("[lights]\nred = nan", "亮灯界限"),
        ("[lights]\nyellow = 0", "亮灯界限"),
        ("[answers]\nmonths = 9", "complex_months 不能少于 months"),
        ("[limits", "不是有效的 TOML"),
    ],
)
def test_what_is_wrong_in_a_profile_is_named(tmp_path: Path, text: str, words: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(InputError) as caught:
        load_profile(path)
    assert words in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_profile_that_cannot_be_read_is_named(tmp_path: Path) -> None:
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
