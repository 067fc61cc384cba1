"""``ask`` writes letters of questions, one an organ."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run

COMPLETE = """\
云溪市水利局关于市政协五届三次会议第0021号提案的答复

陆知微委员：

您提出的《关于改造老泵站的提案》收悉。现答复如下：

市城市排水管理处将于2024年12月底前新建老泵站排口3座。

云溪市水利局
2024年6月20日
"""


def test_a_vague_promise_is_asked_about_in_a_letter_that_can_be_sent(filled: Run) -> None:
    ran = filled("ask", "4")
    assert ran.code == 0
    assert ran.out == (
        "云溪市城市管理局：\n\n"
        "下列答复中由贵单位负责的承诺，还缺少可以核对的内容，请逐项说明。\n\n"
        "《云溪市城市管理局关于市政协五届三次会议第0019号提案的答复》，市政协五届三次会议，第0019号，"
        "云溪市城市管理局，2024-06-18\n\n"
        "编号 4：“我局将研究建立路灯节能改造机制”\n"
        "  1. 由哪个科室负责？\n"
        "  2. 数量指标是多少？\n"
        "  3. 何时完成？\n"
        "  4. 完成后以什么成果为准（如印发的文件、建成的设施）？\n"
    )


def test_each_organ_has_its_own_letter(filled: Run) -> None:
    out = filled("ask", "1-6").out
    assert [line for line in out.splitlines() if line.endswith("：")] == [
        "云溪市城市管理局：",
        "市城市照明管理处：",
        "西岭县水利局：",
    ]


def test_all_soft_ones_that_are_open_are_asked_about(filled: Run) -> None:
    assert filled("ask", "--grade", "软").out == filled("ask", "4").out
    filled("update", "4", "--status", "done")
    ran = filled("ask", "--grade", "soft")
    assert (ran.code, ran.out, ran.err) == (0, "", "没有符合条件的承诺事项。\n")


def test_what_states_everything_is_named_as_such(filled: Run, folder: Path) -> None:
    (folder / "泵站.txt").write_text(COMPLETE, "utf-8")
    filled("add", "答复/泵站.txt")
    (key,) = [value["id"] for value in map(json.loads, filled("list", "--text", "老泵站", "--format", "jsonl").lines)]
    ran = filled("ask", "4", str(key))
    assert "编号 4：" in ran.out
    assert f"编号 {key} 各要素都已写明，没有要问的。" in ran.err


def test_what_to_ask_about_must_be_said(filled: Run) -> None:
    ran = filled("ask")
    assert (ran.code, ran.out) == (2, "")
    assert "请说明就哪些事项追问" in ran.err


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        (("单位:水利",), ["5", "6"]),
        (("4", "--grade", "硬"), []),
        (("1-4", "--grade", "软"), ["4"]),
        (("状态:已完成", "路灯"), ["3"]),
        (("路灯", "非:照明"), ["1", "2", "4"]),
    ],
)
def test_conditions_choose_what_is_asked_about_and_only_what_is_open(
    filled: Run, arguments: tuple[str, ...], ids: list[str]
) -> None:
    filled("update", "3", "--status", "done")
    out = filled("ask", *arguments).out
    assert re.findall("(?m)^编号 ([0-9]+)：", out) == ids


def test_an_unknown_id_is_not_asked_about(filled: Run) -> None:
    assert filled("ask", "99").code == 3
