"""The rules of one jurisdiction as a value, and how they are read from a TOML file.

A file of one's own names only what differs from ``default.toml``.  A key that is not known there is refused by name:
a misspelt rule would otherwise be ignored in silence.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tracker.errors import InputError, word_os_error


@dataclass(frozen=True, slots=True)
class Profile:
    """What differs from place to place (地区规则)."""

    name: str
    """Name of the profile, printed in reports."""
    categories: Mapping[str, str]
    """What the letters A, B, C and D of 办理结果 mean here."""
    due_soon_days: int
    """Days before a time limit from which an item counts as 临期."""
    silent_months: int
    """Months without a report after which an item counts as 久未报."""
    due_months: int
    """Months from the reply after which an item without any time limit is due, where a person asks for the default."""
    yellow: float
    """How far below 序时进度, as a fraction of the whole, the yellow light starts."""
    red: float
    """How far below 序时进度, as a fraction of the whole, the yellow light ends and the red one starts."""
    light_names: Mapping[str, str]
    """What the lights ``blue``, ``green``, ``yellow`` and ``red`` are called here."""
    answer_months: int
    """Months within which a reply is due."""
    complex_answer_months: int
    """Months within which the reply to a complex matter is due."""

    @property
    def yellow_points(self) -> int:
        """``yellow`` in percentage points."""
        return round(self.yellow * 100)

    @property
    def red_points(self) -> int:
        """``red`` in percentage points."""
        return round(self.red * 100)


def load_profile(path: Path | None = None) -> Profile:
    """The profile in a TOML file, completed from the default one; ``None`` is the default itself.

    Raises ``InputError`` naming the file and the key that is unknown or has an impossible value.
    """
    default = tomllib.loads(resources.files("tracker.profile").joinpath("default.toml").read_text("utf-8"))
    if path is None:
        return _build(default, "default.toml")
    source = str(path)
    return _build(_complete(_read(path), default, source), source)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise InputError(str(path), f"无法读取地区规则（{word_os_error(error)}），请检查路径和权限") from error
    except UnicodeDecodeError as error:
        raise InputError(str(path), "地区规则不是 UTF-8 文本，请另存为 UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(str(path), f"地区规则不是有效的 TOML（{error}），请对照默认规则修改") from error


def _complete(own: Mapping[str, Any], default: Mapping[str, Any], source: str, above: str = "") -> dict[str, Any]:
    """The default with the values of an own file in their places; both have the same keys and types."""
    complete = dict(default)
    for key, value in own.items():
        name = f"{above}{key}"
        if key not in default:
            raise InputError(
                source, f"地区规则中没有“{name}”这一项，可用的有 {'、'.join(above + known for known in default)}"
            )
        expected = default[key]
        if isinstance(expected, dict) and isinstance(value, dict):
            complete[key] = _complete(value, expected, source, f"{name}.")
        elif _is_alike(value, expected):
            complete[key] = value
        else:
            raise InputError(source, f"“{name}”的值不对：{value!r}，应像 {expected!r} 一样")
    return complete


def _is_alike(value: object, expected: object) -> bool:
    """Of the same type; a fraction may be written as a whole number, a boolean is no number."""
    if isinstance(value, bool) or isinstance(expected, dict):
        return False
    return isinstance(value, (int, float)) if isinstance(expected, float) else isinstance(value, type(expected))


def _build(values: Mapping[str, Any], source: str) -> Profile:
    limits, lights, answers = values["limits"], values["lights"], values["answers"]
    if not values["name"].strip():
        raise InputError(source, "地区规则的 name 不能为空")
    for name, number in (*limits.items(), *answers.items()):
        if number < 1:
            raise InputError(source, f"“{name}”应为正整数，不能是 {number}")
    if not 0 < lights["yellow"] <= lights["red"] <= 1:
        raise InputError(source, "亮灯界限应满足 0 < yellow ≤ red ≤ 1")
    for name, label in lights["names"].items():
        if not label.strip():
            raise InputError(source, f"“lights.names.{name}”不能为空")
    if answers["complex_months"] < answers["months"]:
        raise InputError(source, "complex_months 不能少于 months")
    return Profile(
        name=values["name"],
        categories=MappingProxyType(dict(values["categories"])),
        due_soon_days=limits["due_soon_days"],
        silent_months=limits["silent_months"],
        due_months=limits["due_months"],
        yellow=float(lights["yellow"]),
        red=float(lights["red"]),
        light_names=MappingProxyType(dict(lights["names"])),
        answer_months=answers["months"],
        complex_answer_months=answers["complex_months"],
    )
