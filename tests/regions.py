"""What of the documentation is made from the program: tables of the ledger, queries, local rules.

The ledger itself stores what each table and column is, so a migration cannot forget the documentation.
The READMEs hold the list of tables and that of statuses between marks; ``docs/`` holds every column, every condition and
every rule of a place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from tests.rules import render_rules
from tests.sample_bulletin import render_sample
from tracker.ledger.query import render_fields, render_orders
from tracker.ledger.requirements import render_requirements
from tracker.ledger.schema import load_tables, render_tables

Language = Literal["zh", "en"]
"""The language of a file."""

_REGION = re.compile(r"(?ms)^<!-- (ledger|statuses) -->\n.*?^<!-- /\1 -->$")
_LEDGER: dict[Language, str] = {
    "en": "# The tables of a ledger\n\nMade by `make docs` from the comments that the ledger itself stores.",
    "zh": "# 台账的表\n\n由 `make docs` 从台账自身生成：每张表、每一列的说明都存在台账文件里。",
}
_QUERY: dict[Language, tuple[str, str]] = {
    "en": (
        """\
# Choosing items

`tracker list`, `show`, `update`, `review`, `ask`, `remind`, `history`, `report` and `export` take the same words to say which
items are meant. An item
must meet all of them. Nothing needs quoting in a shell. Made by `make docs` from the program.

    tracker list 单位:住建 状态:推进中,未启动 时限:..2024-12-31 非:可核查度:软 佐证:无 路灯
    tracker list unit:住建 status:in_progress,not_started due:..2024-12-31 not:grade:soft evidence:none 路灯

- `3-7,12` are ids; several words of ids add up.
- `路灯`, a word without a colon, is searched for in the quote, its theme, the reports and the title; several words must all
  stand there, of `路灯,排水` one.
- `状态:推进中` is a condition; of several values set apart by commas one must hold. A part of a value is enough where no
  other has it.
- `非:` or `not:` in front of anything turns it round: `非:路灯`, `非:状态:已完成`.
- `佐证:无`, `时限:有` (`none`, `any`): nothing is there, something is there.
- Ranges: `2024-10..2024-12`, `..2024-12-31`, `50..`. Days: `2024-12-31`, `2024年12月31日`, `12月`, `2024`, `2024年四季度`,
  `下半年`; `今天` `昨天` `明天` `本周` `下周` `本月` `上月` `本季度` `今年` `去年`, `月底` `下月底` `季末` `年底` `年初`; `+7d` `-30d`
  `+2w` `+1m` `+1y`, `7天内`, `2周后`; `today` `yesterday` `tomorrow` `this_month` `last_month` `next_month` `this_year` `eow`
  `eom` `eoq` `eoy`. A month or a year is all of its days.
- Punctuation of Chinese input methods (`：` `，` `～` `－` and full-width figures) equals `:` `,` `..` `-`; their wide space
  parts words, too.
- A word with a colon whose beginning is no condition is refused with what was perhaps meant, unless there is a figure
  before the colon (`比例1:2`) or it is an address (`http://…`); `文字:` in front searches for any text.
- Rejected items are left out, unless `核定:` or their ids ask for them; `review` takes those that wait, `ask` those that
  are open.
""",
        "## Orders of `tracker list`\n\n",
    ),
    "zh": (
        """\
# 选哪些事项

`tracker list`、`show`、`update`、`review`、`ask`、`remind`、`history`、`report`、`export` 用同样的词说明要哪些事项，
各个词都符合才选中；在任何命令行里都不用加引号。
由 `make docs` 从程序生成。

    tracker list 单位:住建 状态:推进中,未启动 时限:..2024-12-31 非:可核查度:软 佐证:无 路灯
    tracker list unit:住建 status:in_progress,not_started due:..2024-12-31 not:grade:soft evidence:none 路灯

- `3-7,12` 是编号；几处编号合在一起。
- `路灯` 这样不带冒号的词，在承诺原文、主题、进展情况、备注和标题里找；几个词都要有，`路灯,排水` 有一个即可。
- `状态:推进中` 是条件；逗号隔开的几个值，符合一个即可。值可以只写一部分，只要不会认错。
- `非:`（`not:`）放在任何一个词前面，意思相反：`非:路灯`、`非:状态:已完成`。
- `佐证:无`、`时限:有`（`none`、`any`）：没有填、填了。
- 范围：`2024-10..2024-12`、`..2024-12-31`、`50..`。日期：`2024-12-31`、`2024年12月31日`、`12月`、`2024`、`2024年四季度`、`下半年`；
  `今天` `昨天` `明天` `本周` `下周` `本月` `上月` `本季度` `今年` `去年`，`月底` `下月底` `季末` `年底` `年初`；`+7d` `-30d` `+2w` `+1m` `+1y`、
  `7天内`、`2周后`；`today` `yesterday` `tomorrow` `this_month` `last_month` `next_month` `this_year` `eow` `eom` `eoq` `eoy`。
  只写月或年就是其中的每一天。
- 中文输入法的标点（`：` `，` `～` `－`）和全角数字，与 `:` `,` `..` `-` 一样；全角空格也隔开各个词。
- 带冒号而前面不是条件的词会报错，并说出可能要写的条件；冒号前有数字（`比例1:2`）或者是网址（`http://…`）时当作文字找；
  写在 `文字:` 后面的总当作文字找。
- 已剔除的不在其中，除非用 `核定:` 或编号指明；`review` 只取待核的，`ask` 只取在办的。
""",
        "## `tracker list` 的顺序\n\n",
    ),
}


def _render_ledger(language: Language) -> str:
    return f"{_LEDGER[language]}\n\n{render_tables(language)}"


def _render_query(language: Language) -> str:
    text, orders = _QUERY[language]
    return f"{text}\n{render_fields(language)}\n{orders}{render_orders(language)}"


REFERENCES: dict[str, Callable[[Language], str]] = {
    "docs/ledger.md": _render_ledger,
    "docs/ledger.zh-CN.md": _render_ledger,
    "docs/query.md": _render_query,
    "docs/query.zh-CN.md": _render_query,
    "docs/profiles.md": render_rules,
    "docs/profiles.zh-CN.md": render_rules,
    "docs/bulletin.zh-CN.md": lambda _: render_sample(),
}
"""The files that are made whole."""


def render_reference(name: str) -> str:
    """One of these files as the program has it now."""
    return REFERENCES[name](find_language(name))


def find_language(name: str) -> Language:
    """``zh`` for README.zh-CN.md, else ``en``."""
    return "zh" if ".zh" in name else "en"


def refresh(text: str, language: Language) -> str:
    """The same Markdown with the tables between marks as the program has them now."""
    tables = {"ledger": _list_tables(language), "statuses": render_requirements(language)}
    return _REGION.sub(lambda found: f"<!-- {found[1]} -->\n{tables[found[1]]}\n<!-- /{found[1]} -->", text)


def _list_tables(language: Language) -> str:
    rows = ["| 表 | 内容 |" if language == "zh" else "| table | holds |", "|---|---|"]
    rows += [f"| `{table.name}` | {table.label if language == 'zh' else table.meaning} |" for table in load_tables()]
    return "\n".join(rows)
