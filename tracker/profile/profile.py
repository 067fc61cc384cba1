"""The rules of one jurisdiction as a value, and how they are read from a TOML file.

A file of one's own names only what differs from ``default.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tracker.profile.written import Written, complete, load_written, parse_written

WHAT = "地区规则"
"""What such a file is called in messages."""

_MONTHS, _DAYS = (1, 600), (1, 3660)
_RANGES = {
    "limits.due_soon_days": _DAYS,
    "limits.silent_months": _MONTHS,
    "limits.due_months": _MONTHS,
    "answers.months": _MONTHS,
    "answers.complex_months": _MONTHS,
    "report.day": (0, 31),
    "report.ranking_least": (1, 1000),
    "report.named_most": (1, 10000),
}
"""The least and the greatest number of each key."""
_OPTIONAL = ("source", "report.issuer", "report.red_header", "categories.")
"""Texts that may be empty, by how their keys begin."""
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Profile:
    """What differs from place to place (地区规则)."""

    name: str
    """Name of the profile, printed in reports."""
    source: str | None
    """Where the rules were published, ``None`` where the file does not say."""
    categories: Mapping[str, str]
    """What those of the letters A, B, C and D of 办理结果 that are used here mean."""
    category_names: Mapping[str, str]
    """What the classes are called here: ``A类``, ``甲类``."""
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
    report_title: str
    """Title of the bulletin, without the period."""
    issuer: str | None
    """The office that issues the bulletin, ``None`` where none is set."""
    red_header: str | None
    """Text of the red header, ``None`` for none."""
    report_day: int
    """Day of the month by which units report, 0 where there is none."""
    ranking_least: int
    """Units with fewer items are not ranked."""
    named_most: int
    """Items that a table of the bulletin names at most."""

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

    Raises ``InputError`` naming the file, the line, and the key that is unknown or has an impossible value.
    """
    if path is None:
        return _build(parse_written(read_default(), "default.toml", WHAT))
    return _build(load_written(path, WHAT))


def parse_profile(text: str, source: str) -> Profile:
    """The same from a text at hand; ``source`` is what messages call it."""
    return _build(parse_written(text, source, WHAT))


@cache
def read_default() -> str:
    """The text of the default profile, which explains every key."""
    return resources.files("tracker.profile").joinpath("default.toml").read_text("utf-8")


def _build(written: Written) -> Profile:
    values = complete(written, tomllib.loads(read_default()), WHAT)
    _check(written, values, "")
    limits, lights, answers, report = (values[key] for key in ("limits", "lights", "answers", "report"))
    if not 0 < lights["yellow"] <= lights["red"] <= 1:
        raise written.refuse("亮灯界限应满足 0 < yellow ≤ red ≤ 1", "lights.yellow", "lights.red")
    if answers["complex_months"] < answers["months"]:
        problem = "answers.complex_months 不能少于 answers.months"
        raise written.refuse(problem, "answers.complex_months", "answers.months")
    return Profile(
        name=values["name"].strip(),
        source=values["source"].strip() or None,
        categories=MappingProxyType({letter: text for letter, text in values["categories"].items() if text.strip()}),
        category_names=MappingProxyType(values["category_names"]),
        due_soon_days=limits["due_soon_days"],
        silent_months=limits["silent_months"],
        due_months=limits["due_months"],
        yellow=float(lights["yellow"]),
        red=float(lights["red"]),
        light_names=MappingProxyType(lights["names"]),
        answer_months=answers["months"],
        complex_answer_months=answers["complex_months"],
        report_title=report["title"].strip(),
        issuer=report["issuer"].strip() or None,
        red_header=report["red_header"].strip() or None,
        report_day=report["day"],
        ranking_least=report["ranking_least"],
        named_most=report["named_most"],
    )


def _check(written: Written, values: Mapping[str, Any], above: str) -> None:
    for key, value in values.items():
        name = f"{above}{key}"
        if isinstance(value, dict):
            _check(written, value, f"{name}.")
        elif isinstance(value, str):
            _check_text(written, name, value)
        elif name in _RANGES and not _RANGES[name][0] <= value <= _RANGES[name][1]:
            least, most = _RANGES[name]
            raise written.refuse(f"“{name}”应为 {least} 到 {most} 的整数，不能是 {value}", name)


def _check_text(written: Written, name: str, text: str) -> None:
    if not text.strip() and not name.startswith(_OPTIONAL):
        raise written.refuse(f"“{name}”不能为空", name)
    if len(text) > _LONGEST:
        raise written.refuse(f"“{name}”有 {len(text)} 字，最多 {_LONGEST} 字", name)
    if not text.isprintable():
        raise written.refuse(f"“{name}”里有换行或不能显示的字符，请写成一行文字", name)
