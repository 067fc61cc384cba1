"""A map from the columns of an office's own ledger to ours: a TOML file, suggested by the titles and corrected by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from tracker.errors import InputError
from tracker.exchange.foreign_table import ForeignTable
from tracker.exchange.synonyms import find_status, normal_word
from tracker.exchange.titles import PART, choose_columns, load_titles, normal_title
from tracker.model import ReplyKind, Status
from tracker.profile.written import Written, complete

WHAT = "列对应表"
"""What such a file is called in messages."""
_FIXED = {"issuer": "", "session": "", "kind": "", "dated": ""}
_PATTERN = {
    "table": {"sheet": "", "header": 1},
    "columns": dict.fromkeys(load_titles(), ""),
    "fixed": _FIXED,
    "statuses": {},
}
_LETTERS = re.compile(r"[A-Z]{1,2}")


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Which column of a table holds what."""

    sheet: str
    """Name of the sheet, empty for the first with the titles."""
    header: int
    """The row with the last line of the titles, from 1; 0 where it is to be found."""
    columns: Mapping[str, str]
    """Key → title, or letter, of a column; only those that there are."""
    fixed: Mapping[str, str]
    """What the whole table has in common."""
    statuses: Mapping[str, Status]
    """What words of the table stand for, by ``normal_word``."""
    written: Written
    """The file, for messages."""

    def place(self, table: ForeignTable) -> dict[str, int]:
        """Key → column of a table; ``InputError`` for a title that it has not, or has twice."""
        return {key: self._find(key, name, table) for key, name in self.columns.items()}

    def _find(self, key: str, name: str, table: ForeignTable) -> int:
        bare = normal_title(name)
        found = [column for column, title in table.titles.items() if title == name]
        found = found or [column for column, title in table.titles.items() if bare and normal_title(title) == bare]
        # What is merged over several columns is left out by whoever names one of them.
        found = found or [
            column for column, title in table.titles.items() if bare and normal_title(title.split(PART)[-1]) == bare
        ]
        if len(found) == 1:
            return found[0]
        if not found and _LETTERS.fullmatch(name):
            return _read_letters(name)
        if found:
            letters = "、".join(map(name_column, found))
            raise self.written.refuse(f"列“{name}”有 {len(found)} 个，请改写成列号（{letters}）之一", f"columns.{key}")
        known = "、".join(title for title in table.titles.values())
        raise self.written.refuse(f"表里没有“{name}”这一列，有的是 {known}", f"columns.{key}")


def parse_map(written: Written) -> ColumnMap:
    """The map in a file; ``InputError`` with the line of what is wrong."""
    words = written.values.get("statuses", {})
    rest = replace(written, values={key: value for key, value in written.values.items() if key != "statuses"})
    values = complete(rest, _PATTERN, WHAT)
    columns = {key: title.strip() for key, title in values["columns"].items() if title.strip()}
    if "text" not in columns:
        raise written.refuse('没有说明哪一列是承诺事项，请在 [columns] 中写 text = "列名"', "columns")
    if values["table"]["header"] < 0:
        raise written.refuse("“table.header”应是表头最后一行的行号", "table.header")
    _check_fixed(written, values["fixed"])
    fixed = {key: text.strip() for key, text in values["fixed"].items() if text.strip()}
    table = values["table"]
    return ColumnMap(table["sheet"].strip(), table["header"], columns, fixed, _read_statuses(written, words), written)


def _check_fixed(written: Written, fixed: Mapping[str, str]) -> None:
    if fixed["kind"].strip() and fixed["kind"].strip() not in set(ReplyKind):
        known = "、".join(f"{kind.value}（{kind.label}）" for kind in ReplyKind)
        raise written.refuse(f"“fixed.kind”的值不对，可用的有 {known}", "fixed.kind")
    if fixed["dated"].strip():
        try:
            date.fromisoformat(fixed["dated"].strip())
        except ValueError:
            raise written.refuse("“fixed.dated”应是 2024-08-20 样子的日期", "fixed.dated") from None


def _read_statuses(written: Written, words: object) -> dict[str, Status]:
    if not isinstance(words, dict):
        raise written.refuse('“statuses”应是一段，每行写 "表里的说法" = "状态"', "statuses")
    statuses = {}
    for word, meant in words.items():
        status = find_status(meant) if isinstance(meant, str) else None
        if status is None:
            known = "、".join(status.label for status in Status)
            raise InputError(written.source, f"[statuses] 中“{word}”所指的状态不对，可用的有 {known}")
        statuses[normal_word(word)] = status
    return statuses


def suggest_map(table: ForeignTable, source: str) -> str:
    """The text of a first map of a table, to be looked through by a person."""
    chosen = choose_columns(dict(table.titles))
    titles = list(table.titles.values())
    lines = [
        f"# {_comment(source)} 各列的对应表，按列名推测，请逐行核对后使用。",
        "# 左边是台账的项，右边是这份表的列名（两层表头写成 上层/下层，重名的写列号如 F）；没有的列删去该行。",
        "",
        "[table]",
        f"sheet = {_quote(table.sheet)}",
        f"header = {table.header}  # 表头最后一行的行号",
        "",
        "[columns]",
    ]
    for key, (label, _) in load_titles().items():
        if key in chosen:
            title = table.titles[chosen[key]]
            name = title if titles.count(title) == 1 else name_column(chosen[key])
            lines.append(f"{key} = {_quote(name)}  # {label}")
    missing = "、".join(f"{key}（{label}）" for key, (label, _) in load_titles().items() if key not in chosen)
    left = [title for column, title in table.titles.items() if column not in chosen.values()]
    lines += [f"# 没有找到的项：{missing}"] if missing else []
    lines += [f"# 没有用到的列：{'、'.join(map(_comment, left))}"] if left else []
    lines += ["", "[fixed]  # 整份表都相同、表里又没有写的", *(f'{key} = ""  # {_HINTS[key]}' for key in _FIXED)]
    lines += ["", '[statuses]  # 程序不认识的状态说法，如 "差不多了" = "推进中"', ""]
    return "\n".join(lines)


_HINTS = {
    "issuer": "答复单位",
    "session": "届次，如 市政协六届三次会议",
    "kind": "proposal 或 suggestion",
    "dated": "答复日期，如 2024-08-20",
}


def name_column(column: int) -> str:
    """The letters of a column.

    >>> name_column(0), name_column(27)
    ('A', 'AB')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _read_letters(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _quote(text: str) -> str:
    """A TOML string; JSON escapes what TOML does, but not the character of deletion."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comment(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)
