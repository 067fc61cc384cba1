"""The reference of local rules: every key with its default, and the real places that come with the program."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from tracker.profile import DEFAULT, list_profiles, load_known, read_default

_MEANINGS = {
    "name": "name of the place, printed in reports",
    "source": "where the rules were published; for the reader only",
    "categories": 'what a class of 办理结果 means here; `""` where there is no such class',
    "category_names": "what the class is called here, for instance 甲类",
    "limits.due_soon_days": "days before a time limit from which an item is 临期",
    "limits.silent_months": "months without a report after which an item is 久未报",
    "limits.due_months": "months from the reply to the time limit that `--due 默认` gives to an item without any",
    "lights.yellow": "from this far below 序时进度 on, as a fraction of the whole, the light is yellow and the item 滞后",
    "lights.red": "beyond this the light is red; what is overdue is red in any case, what is done is blue",
    "lights.names": "what the light is called here",
    "answers.months": "months within which a reply is due",
    "answers.complex_months": "months within which the reply to a complex matter is due",
    "report.title": "title of the bulletin, without the period",
    "report.issuer": "issuing office, also the signature; empty for none",
    "report.red_header": "text of the red header; empty for none",
    "report.day": "day of the month by which units report; 0 for none",
    "report.ranking_least": "units with fewer items are not ranked",
    "report.named_most": "items that a list of problems names at most; the others are counted and stand in the annex",
}
_ENGLISH = """\
# Local rules

What differs from place to place is a TOML file: what the classes of results and the lights mean, time limits, how reports are
worded. Made by `make docs` from the program.

A file of your own names only what differs. `tracker profile show default --toml > own.toml` is a start, `tracker profile check
own.toml` names line and reason of what is wrong, and `tracker profile use own.toml` sets a ledger to it; the text is kept in the
ledger, so that it can be mailed. The rules of a run are those of `--profile`, else of `TRACKER_PROFILE`, else of the ledger, else
of the configuration file, else the general ones.

## Keys

| key | default | meaning |
|---|---|---|
"""
_CHINESE = """\
# 地区规则

各地不同的做法写在一个 TOML 文件里：办理结果各类和各色灯的含义、期限、通报的写法。由 `make docs` 从程序生成。

自己的文件只写不同的项。先用 `tracker profile show default --toml > 本地.toml` 得到一份，改好后用 `tracker profile check 本地.toml`
检查（错在第几行、为什么），再用 `tracker profile use 本地.toml` 给台账设定；内容存进台账，台账可以单独发给别人。用哪套规则，依次看
`--profile`、`TRACKER_PROFILE`、台账的设定、配置文件，都没有时用通用规则。

## 通用规则

```toml
"""


def render_rules(language: Literal["zh", "en"]) -> str:
    """The whole file."""
    if language == "zh":
        head, body, places = (
            _CHINESE,
            f"{read_default()}```\n",
            "## 随程序提供的地区\n\n| 名称 | 地区 | 依据 |\n|---|---|---|\n",
        )
    else:
        head, body, places = _ENGLISH, _keys(), "## Real places\n\n| name | place | source |\n|---|---|---|\n"
    rows = [
        f"| `{key}` | {load_known(key).name} | {load_known(key).source} |\n"
        for key in list_profiles()
        if key != DEFAULT
    ]
    note = (
        "每个文件开头写明哪些出自来源、哪些沿用通用规则。"
        if language == "zh"
        else "Each file says at its beginning what is from the source and what is not."
    )
    return f"{head}{body}\n{places}{''.join(rows)}\n{note}\n"


def _keys() -> str:
    return "".join(
        f"| `{key}` | `{_literal(value)}` | {_MEANINGS.get(key) or _MEANINGS[key.rpartition('.')[0]]} |\n"
        for key, value in _flatten(tomllib.loads(read_default()), "")
    )


def _flatten(values: Mapping[str, Any], above: str) -> Iterator[tuple[str, object]]:
    for key, value in values.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def _literal(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)
