"""TOML files that people write by hand: read, completed from a pattern, and refused with the line and the reason.

Rules of a place and the settings of a person are both such files.  A key that the pattern does not have is refused by
name: a misspelt rule would otherwise be ignored in silence.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from tracker.errors import InputError, word_os_error

MOST_BYTES = 64 * 1024
"""Of a file; those that people write have a few thousand."""
_MOST_LINES = 100
"""Of one value, while its place is sought."""
_PLACE = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")
_REASONS = (
    ("Cannot overwrite", "同一项写了两次"),
    ("Cannot declare", "同一段写了两次"),
    ("Cannot mutate", "同一段写了两次"),
    ("Expected '=' after", "缺少等号"),
    ("Invalid initial character for a key", "项的名称写法不对"),
    ("Invalid statement", "读不懂，应写成 项 = 值，项的名称用英文字母"),
    ("Invalid value", "值的写法不对，文字要放在英文引号里"),
    ("Unterminated string", "引号没有配对"),
    ("Illegal character", "有不能用的字符，或引号没有配对"),
    ("Expected ']'", "方括号没有配对"),
    ("Unclosed array", "方括号没有配对"),
    ("Expected newline or end of document", "一行里写了多余的内容"),
)
"""What tomllib says, and what that means to a person."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file that a person wrote."""

    source: str
    """Path or name, for messages."""
    text: str
    """Its text."""
    values: Mapping[str, Any]
    """What it sets."""

    def refuse(self, problem: str, *keys: str) -> InputError:
        """The error that there is a problem, with the line of the first of these keys that the file sets.

        A key is written ``limits.due_months``.
        """
        lines = (find_line(self.text, tuple(key.split("."))) for key in keys)
        line = next((line for line in lines if line), None)
        return InputError(self.source, f"第 {line} 行，{problem}" if line else problem)


def load_written(path: Path, what: str) -> Written:
    """A file; ``what`` it is called in messages.  Raises ``InputError`` where it cannot be read or is no TOML."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        problem = word_os_error(error) if isinstance(error, OSError) else "名称有误"
        raise InputError(str(path), f"无法读取{what}（{problem}），请检查路径和权限") from error
    if len(data) > MOST_BYTES:
        raise InputError(str(path), f"{what}超过 {MOST_BYTES >> 10} KB，请检查是不是选错了文件")
    try:
        return parse_written(data.decode("utf-8-sig"), str(path), what)
    except UnicodeDecodeError as error:
        raise InputError(str(path), f"{what}不是 UTF-8 文本，请另存为 UTF-8") from error


def parse_written(text: str, source: str, what: str) -> Written:
    """The same for a text at hand."""
    try:
        return Written(source, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise InputError(source, f"{what}{_word(str(error), text)}，请对照默认的写法修改") from error
    except RecursionError as error:
        raise InputError(source, f"{what}的括号嵌套太深，请对照默认的写法修改") from error


def complete(written: Written, pattern: Mapping[str, Any], what: str) -> dict[str, Any]:
    """The pattern with the values of a file in their places; both have the same keys and types."""
    return _complete(written, written.values, pattern, what, "")


def find_line(text: str, key: tuple[str, ...]) -> int | None:
    """The line, from 1, on which a file sets a key or opens its table; ``None`` where it does not.

    >>> find_line('[limits]\\ndue_months = 6\\n', ("limits", "due_months"))
    2
    """
    table: tuple[str, ...] = ()
    start, statement = 1, ""
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        statement += line
        try:
            values = tomllib.loads(statement)
        except (tomllib.TOMLDecodeError, RecursionError):
            if number - start < _MOST_LINES:
                continue
            values = {}
        if statement.lstrip().startswith("["):
            table = _table(values)
            if table[: len(key)] == key:
                return start
        elif table == key[: len(table)] and _has(values, key[len(table) :]):
            return start
        start, statement = number + 1, ""
    return None


def _complete(
    written: Written, own: Mapping[str, Any], pattern: Mapping[str, Any], what: str, above: str
) -> dict[str, Any]:
    merged = dict(pattern)
    for key, value in own.items():
        name = f"{above}{key}"
        if key not in pattern:
            raise written.refuse(f"{what}中没有“{name}”这一项，{_word_known(key, pattern, above)}", name)
        expected = pattern[key]
        if isinstance(expected, dict) and isinstance(value, dict):
            merged[key] = _complete(written, value, expected, what, f"{name}.")
        elif _is_alike(value, expected):
            merged[key] = value
        else:
            raise written.refuse(f"“{name}”的值不对，应是{_word_type(expected)}", name)
    return merged


def _word_known(key: str, pattern: Mapping[str, Any], above: str) -> str:
    close = get_close_matches(key, pattern, n=1)
    return f"是不是 {above}{close[0]}？" if close else f"可用的有 {'、'.join(above + known for known in pattern)}"


def _word_type(expected: object) -> str:
    if isinstance(expected, dict):
        return f"一段，其中可以有 {'、'.join(expected)}"
    if isinstance(expected, str):
        return "英文引号里的文字"
    return f"整数，例如 {expected}" if isinstance(expected, int) else f"小数，例如 {expected}"


def _is_alike(value: object, expected: object) -> bool:
    """Of the same type; a fraction may be written as a whole number, a boolean is no number."""
    if isinstance(value, bool) or isinstance(expected, dict):
        return False
    return isinstance(value, (int, float)) if isinstance(expected, float) else isinstance(value, type(expected))


def _word(message: str, text: str) -> str:
    reason = next((meant for said, meant in _REASONS if said in message), "写法不对")
    place = _PLACE.search(message)
    if place is None or place[1] is None:
        return f"第 {len(text.rstrip().splitlines())} 行（文件末尾）：{reason}"
    return f"第 {place[1]} 行第 {place[2]} 列：{reason}"


def _table(values: Any) -> tuple[str, ...]:
    """The name of the table that a header opens."""
    path: tuple[str, ...] = ()
    while values:
        if isinstance(values, list):
            values = values[0]
            continue
        ((name, values),) = values.items()
        path += (name,)
    return path


def _has(values: Any, key: tuple[str, ...]) -> bool:
    for name in key:
        if not isinstance(values, dict) or name not in values:
            return False
        values = values[name]
    return bool(key)
